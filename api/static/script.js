// Makes the pages quicker. Everything works without it.
"use strict";

// what this script says itself stands in the page, in the reader's language
const say = (name) => document.body.dataset[`said${name}`] || "";

const said = (words) => {
  const place = document.getElementById("said");
  if (place) place.textContent = words;
};

const wake = (root) => {
  root.querySelectorAll("[data-copy], [data-print]").forEach((button) => { button.hidden = false; });
  root.querySelectorAll("[data-passkey]").forEach((form) => { form.hidden = !signs; });
  root.querySelectorAll("[data-without-passkeys]").forEach((hint) => { hint.hidden = signs; });
  const focus = root.querySelector("[data-focus]");
  if (focus) { focus.focus({ preventScroll: true }); focus.scrollIntoView({ block: "start" }); }
};

// Copy and print

const copy = async (button) => {
  const words = document.getElementById(button.dataset.copy).innerText.trim();
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    said(say("ByHand"));
    return;
  }
  const label = button.firstChild;
  const before = label.textContent;
  if (button.classList.contains("copied")) return;
  label.textContent = say("Copied");
  button.classList.add("copied");
  said(`${say("Copied")}.`);
  setTimeout(() => { label.textContent = before; button.classList.remove("copied"); }, 2000);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy) copy(button);
  if ("print" in button.dataset) window.print();
});

// Forms that take a while: the server tells its steps, one JSON object a line

const tell = (list, step) => {
  const last = list.lastElementChild;
  if (step.item && last) {
    const words = document.createElement("p");
    words.textContent = step.item;
    words.dir = "auto";
    last.append(words);
  } else if (step.done && last) {
    last.firstChild.textContent = step.say;
    last.className = "done";
  } else {
    const item = document.createElement("li");
    item.textContent = step.say;
    item.className = "doing";
    list.append(item);
  }
};

const lines = async function* (body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value || "";
    const whole = rest.split("\n");
    rest = whole.pop();
    for (const line of whole) if (line) yield JSON.parse(line);
    if (done) return;
  }
};

const sendInSteps = async (form) => {
  const working = form.querySelector("[data-working]");
  const list = form.querySelector("[data-told]");
  list.replaceChildren();
  working.hidden = false;
  working.scrollIntoView({ block: "nearest" });
  const answer = await fetch(form.action, { method: "POST", body: sent(form), headers: { accept: "application/x-ndjson, text/html" } });
  if (!answer.headers.get("content-type").includes("ndjson")) {
    working.hidden = true;
    show(await answer.text(), "");
    return;
  }
  for await (const step of lines(answer.body)) {
    if (step.problem) {
      tell(list, { say: `${step.problem} ${step.remedy || ""}` });
      list.lastElementChild.className = "stopped";
      return;
    }
    if (step.go) { window.location.assign(step.go); return; }
    tell(list, step);
  }
};

// Forms whose answer is a page: only its main part is exchanged

const show = (html, place) => {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const main = document.getElementById("main");
  main.replaceChildren(...fresh.getElementById("main").childNodes);
  main.className = fresh.getElementById("main").className;
  document.title = fresh.title;
  wake(main);
  const target = place && document.getElementById(place);
  if (target && !main.querySelector("[role=alert]")) target.focus({ preventScroll: false });
};

const sendAndSwap = async (form) => {
  const { swap, done } = form.dataset;
  const answer = await fetch(form.action, { method: "POST", body: sent(form), headers: { accept: "text/html" } });
  show(await answer.text(), swap);
  if (answer.ok) said(done || say("Done"));
};

const sent = (form) => (form.enctype === "multipart/form-data" ? new FormData(form) : new URLSearchParams(new FormData(form)));

// Passkeys: the browser signs what the server asks, and an ordinary form brings it back

// a passkey belongs to a name: a numbered address has none
const signs = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON) && !/^[\d.]+$|^\[/.test(window.location.hostname);

const sign = async (form) => {
  const answer = await fetch(form.dataset.passkey, { method: "POST", headers: { accept: "application/json" } });
  const asked = await answer.json();
  const key = asked.user
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  form.elements.credential.value = JSON.stringify(key);
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if ("passkey" in form.dataset && !form.elements.credential.value) {
    event.preventDefault();
    try { await sign(form); } catch { form.elements.credential.value = ""; said(say("NotSigned")); return; }
    form.submit();
    return;
  }
  const send = "steps" in form.dataset ? sendInSteps : "swap" in form.dataset ? sendAndSwap : null;
  // a button that goes somewhere else than its form is an ordinary one
  if (!send || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  try {
    await send(form);
  } catch {
    said(say("Offline"));
    const list = form.querySelector("[data-told]");
    if (list) { tell(list, { say: say("Offline") }); list.lastElementChild.className = "stopped"; }
  } finally {
    form.removeAttribute("aria-busy");
  }
});

// Back from another page: nothing is working any more
window.addEventListener("pageshow", () => document.querySelectorAll("[data-working]").forEach((box) => { box.hidden = true; }));

wake(document);
