"""What passed between the two of them, read from what the asker told: who said, asked, promised or did something.

Only what both of them know is taken up: words and deeds of the other person towards the asker, what the two did together, and what the
asker said or showed. Guesses about feelings, judgements of a person, what third persons said and anything told in confidence stay out.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from facilitator.domain.base import Model
from facilitator.domain.session import Brief, Role
from facilitator.words.cleaning import calm, plain, upper_first
from facilitator.words.grammar import parse
from facilitator.words.kept_back import closes, keeps_back
from facilitator.words.names import names_in
from facilitator.words.people import OTHER_NOUNS, People, people_of
from facilitator.words.telling import Deed, deed_of
from facilitator.words.tongue import looks_english
from facilitator.words.turning import left_open, to_you

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Deed", "Happening", "happenings"]

LONGEST = 20
"""Words of a happening: a question has to fit beside it."""
_FILLER = re.compile(r"^(?:(?:so|also|and|but|then|basically|anyway|well|ok|okay|at the end|in the end|afterwards|finally|after that|by the way|like)[, ]+)+", re.I)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|previous"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}"
_TIMES = rf"(?:the )?last (?:time|session|week|month)|yesterday|two weeks ago|(?:in|at|during) (?:our|the|my) (?:{_ORDINALS}) (?:session|meeting|hour|talk)|(?:in|at|during) session (?:{_NUMBERS})"
_WHEN = re.compile(rf"^({_TIMES})\b[, ]*(?:when )?", re.I)
_WHEN_INSIDE = re.compile(r"[, ]+\b(last (?:time|session|week|month))\b(?=[, ]|$)", re.I)
_MET = re.compile(r"\b(?:met|meet|saw|know|rang|phoned|invited|visited|brought|introduced) (?:me to )?([A-Z][a-z]{2,})\b(?! (?:Street|Station|Hospital|Road))")
_QUOTED = re.compile(r"(?:^|[\s(])['\"\u2018\u201c]\w|[\"\u201d]")
"""A quotation that a full stop or a comma may have cut in two."""
_SETTLED = re.compile(r"^(?:she|he|we|i) (?:did|didn't|did not|has|have|had|never)\b", re.I)
_DID_AND = re.compile(r"^(\w+) did,? and (?:then )?", re.I)


class By(StrEnum):
    """Who did it."""

    OTHER = "they"
    BOTH = "we"
    ASKER = "i"


class Happening(Model):
    """One thing that passed between the two, as the asker would say it to the other person."""

    by: By
    deed: Deed
    text: str
    """A whole sentence without its full stop."""
    settled: bool = False
    """Whether the asker told what came of it."""
    place: int = 0
    """Which sentence it comes from; what was joined shares words with the one before."""

    @property
    def kind(self) -> str:
        return f"{self.by.value}_{self.deed.value}"


def happenings(brief: Brief) -> tuple[Happening, ...]:
    """What can be taken up again, in the order it was told; empty for an owner, who was not in the room."""
    if brief.role is Role.OWNER or not brief.context.strip():
        return ()
    people = people_of(brief)
    strangers = names_in(plain(brief.context)) - set(people.mentor_names) - set(people.mentee_names)
    found: list[Happening] = []
    unsure = False
    for place, sentence in enumerate(_sentences(brief.context)):
        if closes(sentence):
            break  # what follows a confidence may belong to it
        if any(re.search(rf"\b{re.escape(n)}\b", sentence) for n in strangers) or (met := _MET.search(sentence)) and met[1] not in (*people.mentor_names, *people.mentee_names):
            unsure = True
            continue
        spoken, when = _apart(sentence)
        if found and _SETTLED.match(spoken):
            found[-1] = found[-1].model_copy(update={"settled": True})
            spoken = _DID_AND.sub(r"\1 ", spoken)
        for clause in _clauses(spoken, people):
            told = _told(clause, people, place, sure=not unsure)
            if told is None:
                continue
            timed = told.model_copy(update={"text": _timed(told.text, when)})
            said = _joined(told, timed, found, place)
            if said is None:
                continue
            unsure = False
            found.append(said)
            when = ""
    return tuple(h for h in found if len(h.text.split()) <= LONGEST + 4)


def _sentences(text: str) -> list[str]:
    out = []
    for line in re.split(r"\s*\n\s*", text[:4_000]):
        cleaned = re.sub(r"\bi\b", "I", calm(plain(line)))
        for sentence in re.split(r"(?<=[.!?;])\s+|\s+[-–—]+\s+", cleaned):
            bare = sentence.strip(" \t\"'.!?;,:")
            if len(bare.split()) > 2 and looks_english(bare):
                out.append(bare)
    return out[:24]


def _apart(sentence: str) -> tuple[str, str]:
    """The sentence without the words that lead in to it, and when it was ("Last time")."""
    text = _FILLER.sub("", sentence)
    found = _WHEN.match(text)
    if found:
        return _FILLER.sub("", text[found.end() :]), upper_first(found[1])
    inside = _WHEN_INSIDE.search(text)
    if inside:
        return f"{text[: inside.start()]}{text[inside.end() :]}".strip(), upper_first(inside[1])
    return text, ""


def _clauses(text: str, people: People) -> Iterator[str]:
    """Each part that has one of the two for its subject; what is reported stays with its verb."""
    yield from (p.strip(" ,") for p in re.split(rf",?\s+(?:and|but|then|so|while)(?: then)?\s+(?=(?:{_who(people)})\s+\w)|,\s+(?=(?:{_who(people)})\s+(?:kept|said|asked|told|laughed))", text) if len(p.split()) > 2)


def _who(people: People) -> str:
    return "|".join(filter(None, ("[Ss]he", "[Hh]e", "I", "[Ww]e", "both of us", "the two of us", _called(people))))


def _called(people: People) -> str:
    nouns = rf"(?:[Mm]y|[Tt]he) (?:{OTHER_NOUNS[people.asker]})"
    if not people.other_names:
        return nouns
    names = "|".join(re.escape(n) for n in people.other_names)
    return rf"{nouns}|(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx)\.? )?(?:{names})(?: (?:{names}))*"


def _told(clause: str, people: People, place: int, *, sure: bool) -> Happening | None:
    """The clause as a Happening; None unless one of the two is its subject and its verb is one that may be taken up."""
    start = re.match(rf"(?:(?P<both>[Ww]e(?: both)?|[Bb]oth of us|[Tt]he two of us)|(?P<asker>I)|(?P<pronoun>[Ss]he|[Hh]e)|(?P<other>{_called(people)}))\s+(?=\w)", clause)
    if start is None or (start["pronoun"] and not sure):
        return None
    by = By.BOTH if start["both"] else By.ASKER if start["asker"] else By.OTHER
    subject = {By.BOTH: "we", By.ASKER: "I", By.OTHER: "she" if not start["pronoun"] else start["pronoun"].lower()}[by]
    found = deed_of(f"{subject} {clause[start.end():]}", by_asker=by is By.ASKER, asker_leads=people.asker is Role.MENTEE)
    if found is None:
        return None
    deed, text = found
    if by is By.OTHER and not start["pronoun"] and re.search(r"\b(?:she|he|him|his|her)\b", text[len(subject) :]):
        text = re.sub(r"^she\b", "he", text) if re.search(r"\b(?:he|him|his)\b", text[len(subject) :]) else text
    turned = to_you(text, people)
    if turned is None or keeps_back(turned) or _QUOTED.search(turned):
        return None
    return Happening(by=by, deed=deed, text=upper_first(turned), place=place)


def _joined(told: Happening, timed: Happening, found: list[Happening], place: int) -> Happening | None:
    """What points back is said after what it points to, or not at all."""
    body = re.sub(r"^(?:You|We|I)\s+", "", told.text)
    if not left_open(body) and not (told.deed is Deed.SAID and re.search(r"\b(?:ok|okay|maybe)\b", told.text)):
        return timed if len(told.text.split()) <= LONGEST else None
    before = found[-1] if found else None
    if before is None or place - before.place > 1 or before.by is By.ASKER and told.by is By.ASKER or not any(t.pos_ == "NOUN" for t in parse(before.text)):
        return None
    text = f"{before.text}. {told.text if 'ast time' in before.text else timed.text}"
    # what a pronoun points to must stand in what comes first, once
    if len(text.split()) > LONGEST + 1 or before.text.count(".") or not _answers(body, before.text):
        return None
    return told.model_copy(update={"text": text})


def _answers(body: str, before: str) -> bool:
    small = set(re.findall(r"[a-z']+", body.lower()))
    nouns = [t for t in parse(before) if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "npadvmod" and t.lower_ not in ("time", "session", "week")]
    if small & {"they", "them", "their", "ones", "one", "these", "those"}:
        return any(t.tag_ in ("NNS", "NNPS") for t in nouns) or "one" in small and any(t.tag_ == "NNS" for t in nouns)
    if small & {"it", "its"}:
        return len({t.lemma_ for t in nouns if t.tag_ in ("NN", "NNP")}) == 1
    return False


def _timed(text: str, when: str) -> str:
    """With the time the asker gave."""
    if not when:
        return text
    rest = text if text.startswith("I ") else text[0].lower() + text[1:]
    return f"{when}{',' if len(when.split()) > 2 else ''} {rest}"
