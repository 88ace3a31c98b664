"""People who are in no roster: what the recogniser and the parser call a person, and ordinary words used as names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitator.anonymising.blocks import blocks
from facilitator.anonymising.found import Found
from facilitator.anonymising.ordinary import begins_a_sentence, is_a_person, may_be_a_name
from facilitator.anonymising.rampart import WINDOW, Tagged, rampart
from facilitator.anonymising.shadow import folded
from facilitator.domain.anonymised import EntityType
from facilitator.words.cleaning import KNOWN, is_common
from facilitator.words.entities import named

_NAMES = {"GIVEN_NAME", "SURNAME"}
_ADDRESS = {"BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "ZIP_CODE"}
_NUMBER = {"TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER", "GOVERNMENT_ID", "PASSPORT", "DRIVERS_LICENSE"}
_PLACES = {"CITY", "STATE"}
_SURE = 0.5
_TITLE = re.compile(r"\b(?:dr|prof|professor|mr|mrs|ms|mx|miss|sir|dame|lord|lady|rev|father|sister|nurse|uncle|aunt|auntie|captain|sgt|sergeant|inspector)\.?\s+$", re.I)
NEVER = set("i i'm i'd i'll i've ok yes no hi hello hey dear thanks thank sorry mr mrs ms dr miss sir mum mom dad mentee mentor boss manager colleague team god jesus christ everyone somebody someone nobody".split())


def people(text: str) -> Iterator[Found]:
    """Everything the two recognisers find, and the ordinary words that context makes a name."""
    tagged = [Tagged(t.start + at, t.end + at, t.kind, t.chance) for at, part in blocks(text, WINDOW) for t in rampart().words(part)]
    yield from _by_recogniser(text, tagged)
    yield from _by_parser(text)
    for match in re.finditer(r"[^\W\d_]+", text):
        word = folded(match[0])
        if may_be_a_name(word) and is_a_person(text, match.start(), match.end()):
            yield Found(match.start(), match.end(), EntityType.PERSON, who=word)


def _by_recogniser(text: str, tagged: Sequence[Tagged]) -> Iterator[Found]:
    run: list[Tagged] = []
    for word in [*tagged, None]:
        if word is not None and word.chance >= _SURE and (not run or (_group(word) == _group(run[-1]) and _near(text[run[-1].end : word.start], word))):
            run.append(word)
            continue
        if run:
            yield from _made(text, run)
        run = [word] if word is not None and word.chance >= _SURE else []


def _group(word: Tagged) -> str:
    return "name" if word.kind in _NAMES else "address" if word.kind in _ADDRESS else "number" if word.kind in _NUMBER else "place" if word.kind in _PLACES else word.kind


def _near(between: str, word: Tagged) -> bool:
    if word.kind in _NAMES:
        return between in (" ", "-", "'", ". ", "") and not (False)
    return len(between) <= 3 and "\n\n" not in between


def _made(text: str, run: Sequence[Tagged]) -> Iterator[Found]:
    start, end, group = run[0].start, run[-1].end, _group(run[0])
    written = text[start:end]
    if group == "name":
        yield from _person(text, start, end)
    elif group == "place":
        if not _is_plain(text, start, end) and written.lower() not in NEVER:
            yield Found(start, end, EntityType.PLACE, who=folded(written))
    elif group == "address":
        if any(w.kind in ("STREET_NAME", "SECONDARY_ADDRESS") for w in run) and re.search(r"\d", written) and not _is_plain(text, start, end):
            yield Found(start, end, EntityType.ADDRESS, who=folded(written))
    elif group == "number":
        if len(re.sub(r"\D", "", written)) >= 5:
            yield Found(start, end, EntityType.ID, who=folded(written))
    elif group == "EMAIL":
        if "@" in written or re.search(r"\b(?:at|dot)\b|\[|\(", written, re.I):
            yield Found(start, end, EntityType.EMAIL, who=folded(written))
    elif group == "PHONE":
        if len(re.sub(r"\D", "", written)) >= 7 and not re.search(r"[/:]", written):
            yield Found(start, end, EntityType.PHONE, who=re.sub(r"\D", "", written))
    elif group == "URL" and ("." in written or "/" in written):
        yield Found(start, end, EntityType.LINK, who=folded(written))


def _person(text: str, start: int, end: int) -> Iterator[Found]:
    while end > start and text[end - 1] in "'-. ":
        end -= 1
    word = folded(text[start:end])
    if word in NEVER or len(word) < 2 or text[start:end] in KNOWN.values():
        return
    if _is_plain(text, start, end) and not is_a_person(text, start, end):
        return
    yield Found(start, end, EntityType.PERSON, who=word)


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether all of it is words a dictionary knows, written small or only large because a sentence begins."""
    words = re.findall(r"[^\W\d_]+", text[start:end])
    if not words or not all(is_common(w) for w in words):
        return False
    return all(w[0].islower() for w in words) or (len(words) == 1 and begins_a_sentence(text, start))


def _by_parser(text: str) -> Iterator[Found]:
    for entity in named(text):
        if entity.label != "PERSON" or any(c.isdigit() for c in text[entity.start : entity.end]):
            continue
        start, end = entity.start, entity.end
        words = text[start:end].split()
        if text[start:end].endswith("'s"):
            end -= 2
        if all(is_common(w) or w.lower() in NEVER or w in KNOWN.values() for w in words) and not (len(words) > 1 and all(w[0].isupper() for w in words) and not begins_a_sentence(text, start)):
            continue
        if not any(w[0].isupper() for w in words):
            continue
        yield from _person(text, start, end)
