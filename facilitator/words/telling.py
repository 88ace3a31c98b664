"""What kind of deed a clause tells of, by its verb; verbs that are not listed are not taken up."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from facilitator.words.grammar import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Deed(StrEnum):
    """What somebody did with words or hands."""

    SAID = "said"
    ASKED = "asked"
    WANTED = "wanted"
    PROMISED = "promised"
    CHOSE = "chose"
    SHOWED = "showed"
    DID = "did"


_DEEDS = {
    Deed.SAID: "say tell mention explain argue reply answer insist claim admit call describe doubt point defend",
    Deed.ASKED: "ask wonder",
    Deed.WANTED: "want request",
    Deed.PROMISED: "promise offer agree suggest propose decide plan",
    Deed.CHOSE: "prefer choose pick favour",
    Deed.SHOWED: "show bring walk demonstrate take send lend",
    Deed.DID: "read try find test visit play watch count write rewrite sit join start begin fill open use keep come go make build draw list sketch invite share look fly drive measure compare time ring call check work put cut move change observe meet practise rehearse film record go map sort do listen",
}
_OF = {verb: deed for deed, verbs in reversed(_DEEDS.items()) for verb in verbs.split()}
_SOFTER = {"insist": "said", "insisted": "said", "insists": "says", "claim": "say", "claimed": "said", "claims": "says", "admit": "say", "admitted": "said", "admits": "says"}
"""Verbs that would accuse, said to the one they are about."""
_LONG = 14
_ASKER = {Deed.SAID, Deed.SHOWED, Deed.ASKED, Deed.PROMISED}
_LEADER_TOO = {"argue", "interrupt", "explain", "cut", "answer"}
"""What one who leads may say of themselves."""
_KEPT_SAYING = re.compile(r"\b(?:kept|keeps|was|is) (?:on )?(?:saying|telling)\b", re.I)
_OF_THEM = re.compile(r", (?:\w+ )?\w+ of them mine$")
_CALLED = re.compile(r"\bcalled (?:it|[\w' -]+?) (?:an?|the) \w+", re.I)


def deed_of(clause: str, *, by_asker: bool, asker_leads: bool) -> tuple[Deed, str] | None:
    """The deed and the clause fit to be said, its subject first; None when there is none to take up."""
    clause = _KEPT_SAYING.sub("said", clause)
    counted = _OF_THEM.search(clause)
    if counted:
        found = deed_of(clause[: counted.start()], by_asker=by_asker, asker_leads=asker_leads)
        return (found[0], f"{found[1]}{counted[0]}") if found and len(found[1].split()) < _LONG else found
    doc = parse(clause)
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return None
    first, text = _of(root, doc), clause
    later = [c for c in root.conjuncts if c.pos_ == "VERB" and c.i > root.i and not any(k.dep_ in ("nsubj", "nsubjpass") for k in c.children)]
    if first is None:
        found = _from_a_later(later, doc)
        if found is None:
            return None
        first, text = found
    elif later and (second := _of(later[0], doc)) is None:
        text = doc[: _conjunction(later[0])].text.rstrip(" ,")
    elif later and second in (Deed.SAID, Deed.ASKED):
        first = second
        if len(text.split()) > _LONG:
            text = f"{doc[0].text} {doc[later[0].i :].text}"  # what was said tells more than what was done before
    if by_asker and first not in _ASKER and not (asker_leads and root.lemma_ in _LEADER_TOO):
        return None
    return _whole(first, _softened(text))


def _of(verb: Token, doc: Doc) -> Deed | None:
    if any(c.dep_ == "neg" for c in verb.children) or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return None
    if any(c.tag_ == "MD" and c.lower_ not in ("will", "'ll") for c in verb.children) or any(c.lower_ in ("never", "always", "only", "barely") and c.dep_ == "advmod" for c in verb.children):
        return None
    lemma = _lemma(verb)
    deed = _OF.get(lemma)
    if deed is None:
        return None
    if any(c.tag_ == "MD" for c in verb.children):
        return Deed.PROMISED
    if any(c.dep_ == "aux" for c in verb.children):
        return None
    if not _is_past(verb, doc) and lemma not in ("want", "say", "ask", "prefer"):
        return None
    if lemma == "want" and any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return None  # a plan, and not a wish put to the asker
    if lemma == "call" and not _CALLED.search(doc.text):
        return None
    if lemma == "doubt" or lemma == "explain" and not any(c.dep_ == "ccomp" for c in verb.children):
        return None  # "explained the law for half an hour" says nothing to come back to
    if lemma == "point" and not any(c.lower_ == "out" for c in verb.children):
        return None
    if lemma == "ask" and re.search(rf"\b{re.escape(verb.text)}(?: me| us)? (?:for|to)\b", doc.text):
        return Deed.WANTED
    return deed


def _lemma(verb: Token) -> str:
    from lemminflect import getLemma

    if verb.lemma_.lower() in _OF:
        return str(verb.lemma_.lower())
    found = getLemma(verb.lower_, upos="VERB")
    return found[0] if found else str(verb.lemma_.lower())


def _is_past(verb: Token, doc: Doc) -> bool:
    """Also where the parser took "rewrote" or "she read" for the present."""
    if verb.tag_ == "VBD":
        return True
    from lemminflect import getInflection

    lemma = _lemma(verb)
    return verb.lower_ in getInflection(lemma, tag="VBD") and (verb.lower_ != lemma or doc[0].lower_ in ("she", "he"))


def _from_a_later(later: list[Token], doc: Doc) -> tuple[Deed, str] | None:
    for verb in later:
        found = _of(verb, doc)
        if found:
            rest = doc[verb.i :].text
            meant = re.findall(r"\b((?:a|an) \w+)\b", doc[: verb.i].text)
            if meant and re.search(r"\b(?:for|with|on|of|at) one$", rest):
                rest = re.sub(r"\bone$", meant[-1], rest)  # "has not worked a night since 2015 and offered to sit with me for one"
            return found, f"{doc[0].text} {rest}"
    return None


def _conjunction(verb: Token) -> int:
    at = verb.left_edge.i
    while at > 0 and verb.doc[at - 1].lower_ in ("and", "but", "then", ","):
        at -= 1
    return at


def _softened(text: str) -> str:
    return re.sub(r"\b(?:insist(?:ed|s)?|claim(?:ed|s)?|admit(?:ted|s)?)\b", lambda m: _SOFTER[m[0].lower()], text, count=1)


def _whole(deed: Deed, text: str) -> tuple[Deed, str] | None:
    """The clause when it says something: "she said ok" and "he asked" do not."""
    text = re.sub(r",\s*(?:one|though|which|who)\b.*$|\s+(?:although|even though|though)\s.*$", "", text) if len(text.split()) > 16 else text
    if len(text.split()) > 18:
        text = _shortened(text)
    if deed is Deed.SAID:
        body = re.split(r"\b(?:said|says|say|told(?: me| him| her| us)?|mentioned|explained|argued(?: about)?|replied|answered|called|described|pointed out|defended)\b", text, maxsplit=1)[-1]
        body = re.sub(r"^\s*(?:to me|that|me that)\b", "", body)
        # "said come up with us" has no subject: told again, it would be an order
        has_clause = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in parse(body.strip())) if body.strip() else False
        about = re.search(r"\b(?:argued|told me|talked|explained)\b.{0,12}\b(?:about|the)\b|\bcalled\b|\b(?:mentioned|described|defended)\b", text)
        if len(body.split()) < 2 or not (has_clause or about):
            return None
    if deed is Deed.ASKED and not re.search(r"\b(?:about|what|how|why|who|whose|which|when|where|whether|if)\b", text):
        return None
    return (deed, text) if 3 <= len(text.split()) <= 20 and (_named(text) or deed is Deed.ASKED and len(text.split()) > 6) else None


def _named(text: str) -> bool:
    """Whether a thing is named, apart from the people: "we talked" and "he came along" leave nothing to go on."""
    return any(t.pos_ in ("NOUN", "PROPN") and t.lower_ not in ("time", "session", "week", "hour", "thing", "things", "lot", "bit", "way", "end") for t in parse(text))


def _shortened(text: str) -> str:
    """Cut where a further part begins; a clause that would lose its verb is left whole and is then too long."""
    for mark in (r",\s*(?:and|but|so)\s.*$", r"\s+(?:so that|because|since|while|whereas)\s.*$", r",\s.*$", r"\s+and (?:that|then|he|she|I|we)\s.*$", r"\s+(?:and|but)\s.*$"):
        cut = re.sub(mark, "", text)
        if 5 <= len(cut.split()) <= 18:
            return cut
    return text
