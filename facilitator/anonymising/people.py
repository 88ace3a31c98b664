"""People who are in no roster: what the recogniser and the parser call a person, and ordinary words used as names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import in_dictionary, is_public
from facilitator.anonymising.ordinary import begins_a_sentence, is_a_person, may_be_a_name
from facilitator.anonymising.rampart import WINDOW, Tagged, rampart
from facilitator.anonymising.shadow import folded
from facilitator.domain.anonymised import EntityType
from facilitator.words.cleaning import KNOWN
from facilitator.words.entities import Entity
from facilitator.words.tokens import blocks

_NAMES = {"GIVEN_NAME", "SURNAME"}
_ADDRESS = {"BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "ZIP_CODE"}
_NUMBER = {"TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER", "GOVERNMENT_ID", "PASSPORT", "DRIVERS_LICENSE"}
_PLACES = {"CITY", "STATE"}
_SURE = 0.5
TITLE = re.compile(
    r"(?<![\w-])(?:(?:chief|deputy|assistant|detective|senior|reverend|herr|frau|monsieur|madame)\s+)?(?:dr|prof|professor|doctor|mr|mrs|ms|mx|miss|mister|sir|dame|lord|lady|rev|reverend|father|sister|brother|nurse|matron|uncle|aunt|auntie|captain|"
    r"sgt|sergeant|inspector|superintendent|constable|commander|colonel|major|general|lieutenant|judge|justice|councillor|cllr|senator|minister|ambassador|dean|chancellor|canon|imam|rabbi|herr|frau|fraulein|"
    r"se\u00f1or|se\u00f1ora|senor|senora|signor|signora|monsieur|madame|mme|don|do\u00f1a|pan|pani|ing|big|little|old|young|auntie|coach)\.?(?:\s+(?:dr|prof|ing)\.?)*\s+$",
    re.I,
)
"""What stands before a name and belongs to it."""
NEVER = set("i i'm i'd i'll i've ok yes no hi hello hey dear thanks thank sorry mr mrs ms dr miss sir mum mom dad mentee mentor boss manager colleague team god jesus christ everyone somebody someone nobody".split())


_TOWNS = frozenset("stoke reading bath hull crewe sandwich deal rugby wells sale battle poole mobile orange nice cork derby bury ripon bolton hove slough lancaster lincoln chester worthing barking ware bourne settle rye eye hook flint mold barry neath perth nairn stirling kent surrey essex devon dover boston phoenix reno buffalo bend eugene austin houston male split lens angers tours spa genk ghent limerick sligo mallow swords".split())
"""Towns whose names are also words."""


def people(text: str, entities: Sequence[Entity]) -> Iterator[Found]:
    """Everything the two recognisers find, and the ordinary words that context makes a name."""
    tagged = [Tagged(t.start + at, t.end + at, t.kind, t.chance) for at, part in blocks(text, WINDOW) for t in rampart().words(part)]
    yield from _by_recogniser(text, tagged)
    yield from _by_parser(text, entities)
    for match in _SIGNED.finditer(text):
        if not is_public(match["letters"]):
            yield Found(match.start("letters"), match.end("letters"), EntityType.PERSON, who=match["letters"].casefold())
    for match in re.finditer(r"[^\W\d_]+", text):
        word = folded(match[0])
        if may_be_a_name(word) and is_a_person(text, match.start(), match.end()):
            yield Found(match.start(), match.end(), EntityType.PERSON, who=word)


_SIGNED = re.compile(r"(?:\b(?:signed|regards|cheers|best|yours|thanks|love)\b[,.:]?|\n\s*[-–—])\s*(?P<letters>[A-Z]{2,3}|[A-Z]\.\s?[A-Z]\.?)(?![\w.])")


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
        ordinary = _is_plain(text, start, end) and not (written.lower() in _TOWNS and re.search(r"\b(?:in|from|to|at|near|of|the|via)\s+$", text[:start], re.I))
        if not ordinary and written.lower() not in NEVER and not is_public(written):
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
    if _is_plain(text, start, end) and not (may_be_a_name(word) and is_a_person(text, start, end)) and not (not in_dictionary(word) and is_a_person(text, start, end)):
        return
    yield Found(start, end, EntityType.PERSON, who=word)


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether all of it is words a dictionary knows, written small or only large because a sentence begins."""
    words = re.findall(r"[^\W\d_]+", text[start:end])
    if not words or not all(in_dictionary(w) for w in words):
        return False
    return all(w[0].islower() for w in words) or (len(words) == 1 and begins_a_sentence(text, start))


def _by_parser(text: str, entities: Sequence[Entity]) -> Iterator[Found]:
    for entity in entities:
        if entity.label != "PERSON" or any(c.isdigit() for c in text[entity.start : entity.end]):
            continue
        start, end = entity.start, entity.end
        words = text[start:end].split()
        if text[start:end].endswith("'s"):
            end -= 2
        if all(in_dictionary(w) or w.lower() in NEVER or w in KNOWN.values() for w in words) and not (len(words) > 1 and all(w[0].isupper() for w in words) and not begins_a_sentence(text, start)):
            continue
        if not any(w[0].isupper() for w in words):
            continue
        yield from _person(text, start, end)


def with_titles(found: Iterable[Found], text: str) -> Iterator[Found]:
    """Names with the title before them; a small "old" or "dean" is none."""
    for item in found:
        title = TITLE.search(text[: item.start]) if item.type is EntityType.PERSON else None
        if title and (text[title.start()].isupper() or not _ALSO_WORDS.match(title[0])):
            yield replace(item, start=title.start())
        else:
            yield item


_ALSO_WORDS = re.compile(r"(?:father|sister|brother|nurse|uncle|aunt|general|major|dean|judge|minister|don|pan|big|little|old|young|doctor|chief|senior|coach|captain|lord|lady)\b")
