"""What was told about the other person, turned into words said to that person: "she asked what I do" → "you asked what I do"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.words.grammar import parse
from facilitator.words.people import People

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT = {"she", "he"}
_THIRD = {"she", "he", "him", "his", "her", "himself", "herself", "hers"}
_TURNED = {"himself": "yourself", "herself": "yourself", "hers": "yours"}
_PRESENT = {"is": "are", "'s": "are", "was": "were", "has": "have", "does": "do", "wasn't": "weren't", "isn't": "aren't"}
_SOMEBODY = re.compile(
    r"(?:^(?:colleague|person|man|woman|guy|girl|boy|friend|boss|manager|chief|head|son|daughter|brother|sister|wife|husband|partner|mother|father|member|guest|patient|tenant|client|somebody|someone|child|nurse|clerk|student|pupil)$|(?:er|or|ist|ian|ant)$)"
)
_NOBODY = set("paper number water order folder corner weather matter letter offer power computer printer scanner counter summer winter floor door error other another newsletter container trailer crater tractor water sensor monitor server dinner poster sticker chapter answer center centre filter border boiler mirror colour color labor labour factor motor sector vendor behaviour humour".split())
_OPEN = {"it", "its", "this", "that", "these", "those", "they", "them", "their", "theirs", "one", "ones", "there", "mine", "itself", "themselves", "former", "latter"}


def to_you(text: str, people: People) -> str | None:
    """The text with the other person as "you"; None when a word may stand for somebody else.

    Names of the other person are turned too; a text that names the asker in the third person is not turned.
    """
    for name in people.own_names:
        if re.search(rf"\b{re.escape(name)}\b", text):
            return None
    if people.other_names:
        called = "|".join(re.escape(n) for n in people.other_names)
        title = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx)\.? )?"
        text = re.sub(rf"\b{title}(?:(?:{called}) ?)+'s\b", "your", text)
        if re.search(rf"\b(?:{called})\b", text):
            return None
    doc = parse(text)
    if _somebody_else(doc):
        return None
    return "".join(_turned(t) + t.whitespace_ for t in doc).strip()


def _turned(t: Token) -> str:
    small = t.lower_
    if small in _SUBJECT or small == "him":
        return "you"
    if small == "her":
        return "your" if t.tag_ == "PRP$" and not _given_to(t) else "you"
    if small == "his":
        return "your" if t.tag_ == "PRP$" else "yours"
    if small in _TURNED:
        return _TURNED[small]
    if t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBZ", "VBD") and _of_the_other(t):
        return agreed(t)
    return t.text


def _given_to(her: Token) -> bool:
    """Whether "her" is who was shown or told: "showed her one scan"."""
    if her.i == 0 or her.i + 1 >= len(her.doc) or her.nbor(-1).lemma_ not in ("show", "tell", "give", "ask", "bring", "send", "lend", "teach", "offer"):
        return False
    following = her.nbor(1)
    return following.tag_ in ("CD", "DT", "PRP$", "WP", "WRB", "IN", "PRP") or following.like_num


def agreed(verb: Token) -> str:
    """A verb of the third person as "you" takes it."""
    small = verb.lower_
    if small in _PRESENT:
        made = _PRESENT[small]
        return f" {made}" if small == "'s" else made
    if verb.tag_ != "VBZ":
        return verb.text
    from lemminflect import getInflection

    found = getInflection(verb.lemma_, tag="VBP")
    return found[0] if found else verb.lemma_


def _of_the_other(verb: Token) -> bool:
    at = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and at.dep_ == "conj":
        subject = next((c for c in at.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lower_ in _SUBJECT


def _somebody_else(doc: Doc) -> bool:
    """Whether "she" or "his" could be a person named beside: a singular somebody in the same words."""
    # the first word is the subject: who that is was settled before
    turned = [t for t in doc[1:] if t.lower_ in _THIRD]
    if len({t.lower_ in ("he", "him", "his", "himself") for t in [*doc[:1], *turned] if t.lower_ in _THIRD}) > 1:
        return True
    return bool(turned) and any(t.tag_ == "NN" and t.lower_ not in _NOBODY and _SOMEBODY.search(t.lower_) and t.dep_ != "compound" for t in doc)


def left_open(text: str) -> bool:
    """Whether a word points to something the text itself does not name ("she found one", "he put it back")."""
    doc = parse(text)
    for t in doc:
        small = t.lower_
        if small not in _OPEN:
            continue
        if small == "that" and t.tag_ in ("IN", "WDT"):
            continue
        if small == "that" and t.dep_ in ("mark", "nsubj") and t.head.dep_ in ("ccomp", "relcl"):
            continue
        if small == "there" and t.dep_ == "expl":
            continue
        if small in ("this",) and t.dep_ == "det" and t.head.lower_ in ("year", "month", "week", "morning", "term", "summer", "spring", "winter", "autumn"):
            continue
        if small == "one" and t.dep_ == "nummod":
            continue
        before = doc[: t.i]
        if small in ("they", "them", "their", "theirs", "one", "ones", "themselves", "these", "those"):
            if any(b.tag_ in ("NNS", "NNPS") or b.lower_ in ("people", "staff", "everyone", "everybody", "nobody", "police") for b in before):
                continue
        elif small in ("it", "its", "itself"):
            if any(b.tag_ in ("NN", "NNP") and b.dep_ not in ("npadvmod",) and b.lower_ not in ("time", "week", "session") for b in before) or t.dep_ == "expl":
                continue
            if t.dep_ == "nsubj" and t.head.lemma_ in ("be", "take") and any(c.dep_ in ("acomp", "ccomp", "xcomp", "advcl") and c.i > t.i for c in t.head.children) and any(c.lower_ in ("to", "that", "when", "if") for c in doc[t.i :]):
                continue  # "it takes twenty minutes to …"
        elif small == "mine" and any(b.tag_ in ("NN", "NNS") for b in before):
            continue
        return True
    return bool(re.search(r"\b(?:the (?:other|others|rest|same(?! \w)|wrong one|right one)|another one|like (?:that|this)|so too|as well|such|instead$)\b", text, re.I))
