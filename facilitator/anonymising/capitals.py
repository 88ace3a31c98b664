"""Capitalised names that are no person: teams, projects, employers, places, told apart by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import EMPLOYER_TAILS, PERSON_NOUNS, PLACE_HEADS, PROJECT_FRONTS, PROJECT_HEADS, TEAM_HEADS, TEAM_TAILS, in_dictionary, is_public
from facilitator.anonymising.ordinary import begins_a_sentence, is_finite
from facilitator.domain.anonymised import EntityType
from facilitator.words.entities import Entity

_WORD = r"[A-Z\u00c0-\u00de][\w\u00c0-\u024f\u1e00-\u1eff'&-]*"
_RUN = re.compile(rf"(?<![\w@.])({_WORD})(?:(?:\s(?:&|and|of|of the|for|de|del|di|du|van|von|der|da|do|dos|la|le|y|e)\s|[ ])(?:{_WORD}|\d{{1,4}}\w?(?!\w)))*")
_AFTER = re.compile(r"\s+([a-z][\w-]+)(?:\s+([a-z][\w-]+))?")
_WORKS_AT = re.compile(r"\b(?:work(?:s|ed|ing)? (?:at|for)|job (?:at|with)|join(?:s|ed|ing)?|left (?:us )?(?:for)?|leav(?:e|es|ing) (?:for)?|employed (?:at|by)|hired by|career at|years (?:at|with)|came from|moved (?:from|to)|intern(?:ed|ship)? (?:at|with)|contract(?:ed|or)? (?:at|for|with)|"
                       r"client|customer|supplier|competitor|rival|employer|company|firm|at|for|with|by|from|since|call with|tender for|started (?:at|with)|days at|time at|trained (?:at|with)|boss at)\s+(?:the\s+)?$", re.I)
_IN = re.compile(r"\b(?:in|at|from|to|near|around|outside|between|via|through|towards?|into|across|visit(?:ed|ing|s)?|office in|based in|moved? to|live[sd]? in|train to|posting in|born in|over in|up in|down in|back in)\s+(?:the\s+)?$", re.I)
_ON = re.compile(r"\b(?:on|about|into|with|for|of|since|behind|called|named|codenamed|until|before|after|during|over|under|inside|around|calls?|call)\s+(?:the\s+|our\s+|my\s+|his\s+|her\s+|their\s+)?$", re.I)
_PERSONS_WORK = re.compile(r"\b(?:head|chair|director|manager|lead|leader|member|deputy|boss|people|colleagues?|someone|folks|guys|everybody|all|rest|lot)\s+(?:of|in|from|at)\s+(?:the\s+)?$", re.I)
_BESIDE_A_PERSON = re.compile(r"\b(?:told|ask|asked|tell|met|meet|meeting|thank|thanks|thanked|and i|with|mentee|mentor|boss|manager|colleague|hi|hello|hey|dear|cc|called|named|emailed|texted|messaged|invited|between|me and)\s+$", re.I)
_ACRONYM = re.compile(r"[A-Z]{2,6}s?")


def capitals(text: str, entities: list[Entity]) -> Iterator[Found]:
    """Each capitalised run that a dictionary or everybody's knowledge does not explain."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if text[:end].endswith("'s"):
            end -= 2
        start = _without_opening(text, start, end)
        end = _without_tail(text, start, end)
        if end <= start:
            continue
        yield from _named(text, start, end, entities)


def _without_opening(text: str, start: int, end: int) -> int:
    """Leaves out words that are large only because a sentence or a line begins, and articles."""
    while start < end:
        word = re.match(r"[\w'&-]+", text[start:end])
        if word is None:
            return end
        rest = text[start + word.end() : end].lstrip()
        small = word[0].lower()
        opening = begins_a_sentence(text, start)
        if small in _NEVER_BEGIN or (opening and in_dictionary(small) and not rest) or (opening and small in _OPENERS) or (is_public(word[0]) and not (rest and _is_tail(rest))):
            start = end - len(rest)
            continue
        return start
    return end


def _without_tail(text: str, start: int, end: int) -> int:
    while end > start:
        last = re.search(r"\s(?:and|of|for|of the|&|\S+)$", text[start:end])
        word = text[start:end].split()[-1] if text[start:end].split() else ""
        if last and (word.lower() in ("and", "of", "for", "the", "&", "i", "i'm", "i'd", "i've", "i'll") or (is_public(word) and word.lower() not in TEAM_TAILS | PROJECT_HEADS | EMPLOYER_TAILS)):
            end = start + last.start()
            continue
        return end
    return end


def _is_tail(rest: str) -> bool:
    return rest.split()[-1].lower() in TEAM_TAILS | EMPLOYER_TAILS | PROJECT_HEADS | PLACE_HEADS


_NEVER_BEGIN = frozenset("i i'm i'd i've i'll it's the a an my our his her their your this that these those".split())
_OPENERS = frozenset(
    """
    in at on for from with to by after before since when while if but and so or then as because although though once until what who how why where which we he she they it you there here no not nobody everybody
    everyone somebody someone next last first one two three four five both each every all any some most many few another other yes yesterday today tomorrow later earlier now maybe perhaps please thanks thank
    met asked told sent mail call ask tell see saw went came talked spoke learned helped hard good best worst great also even only just never always still instead between during under over about like without
    let let's did do does don't was were is are am had has have can could should would will may might must being having getting going feels felt said says born
    """.split()
)


def _named(text: str, start: int, end: int, entities: list[Entity]) -> Iterator[Found]:
    written = text[start:end]
    words = written.split()
    before, after = text[max(0, start - 40) : start], _AFTER.match(text, end)
    next_word = after[1].lower() if after else ""
    last, first = words[-1].lower().strip("'"), words[0].lower()
    unknown = [w for w in words if w[0].isupper() and not in_dictionary(w) and not is_public(w)]
    opening = begins_a_sentence(text, start)
    who = written.casefold()
    if first in PROJECT_FRONTS and len(words) > 1:
        yield Found(start, end, EntityType.PROJECT, who=who)
        return
    if next_word in TEAM_HEADS or (next_word in ("people", "folk", "lot", "guys", "meeting", "meetings") and last in TEAM_TAILS):
        yield Found(start, after.end(1) if after and next_word in TEAM_HEADS else end, EntityType.TEAM, who=who)
        return
    if len(words) > 1 and last in EMPLOYER_TAILS and (last not in TEAM_TAILS or _WORKS_AT.search(before)) and last not in PLACE_HEADS:
        yield Found(start, end, EntityType.EMPLOYER, who=who)
        return
    if next_word in PROJECT_HEADS and not (len(words) == 1 and is_public(words[0])):
        far = after.end(2) if after and after[2] in ("committee", "group", "board") else after.end(1) if after else end
        yield Found(start, far, EntityType.PROJECT, who=who)
        return
    if len(words) > 1 and last in PROJECT_HEADS - TEAM_TAILS - {"system", "tool"}:
        yield Found(start, end, EntityType.PROJECT, who=who)
        return
    if next_word in PLACE_HEADS or (len(words) > 1 and last in PLACE_HEADS and last not in EMPLOYER_TAILS and (unknown or not opening)):
        yield Found(start, after.end(1) if after and next_word in PLACE_HEADS else end, EntityType.PLACE, who=who)
        return
    if len(words) > 1 and last in PLACE_HEADS & EMPLOYER_TAILS:
        yield Found(start, end, EntityType.EMPLOYER, who=who)
        return
    if last in TEAM_TAILS and (len(words) > 1 or not opening) and (len(words) > 1 or last not in _GENERIC_TEAMS) and not _ACRONYM.fullmatch(written):
        yield Found(start, end, EntityType.TEAM, who=who)
        return
    if re.fullmatch(r"(?:Ward|Bay|Line|Shift|Dock|Block|Cell|Gate|Belt|Hall|Unit|Theatre|Sector|Zone|Station|Platform) [A-Z]?\d+[A-Z]?|(?:Ward|Bay|Line|Shift|Dock) [A-Z]", written):
        yield Found(start, end, EntityType.TEAM, who=who)
        return
    yield from _by_company(text, start, end, entities, unknown, opening, before, next_word)


_GENERIC_TEAMS = frozenset("finance legal marketing sales security research development design data support board council committee group office people culture strategy risk compliance procurement accounts payroll operations ops engineering".split())


def _by_company(text: str, start: int, end: int, entities: list[Entity], unknown: list[str], opening: bool, before: str, next_word: str) -> Iterator[Found]:
    """Names whose own words tell nothing: the words before them, and the parser's opinion."""
    written = text[start:end]
    words = written.split()
    if (_ACRONYM.fullmatch(written) and (not unknown or len(written) < 4)) or (len(words) == 1 and written.lower() in _GENERIC_TEAMS) or _shouted(text, start, end) or not any(c.isupper() for c in written):
        return
    label = next((e.label for e in entities if e.start < end and start < e.end), "")
    if not unknown and opening and not (label in ("ORG", "GPE", "FAC", "LOC") and len(words) > 1):
        return
    who = written.casefold()
    if label in ("GPE", "LOC", "FAC") and (unknown or len(words) > 1 or not opening):
        yield Found(start, end, EntityType.PLACE, who=who)
    elif label == "NORP" and re.search(r"(?:an|ans|ese|ish|ic|i|is|ch)$", written):
        return
    elif _WORKS_AT.search(before) and re.search(r"\b(?:at|for|by|join\w*|employer|company|firm|client|supplier|competitor|intern\w*)\s+(?:the\s+)?$", before, re.I) and not _ACRONYM.fullmatch(written):
        yield Found(start, end, EntityType.EMPLOYER, who=who)
    elif _IN.search(before) and unknown and not _ACRONYM.fullmatch(written):
        yield Found(start, end, EntityType.PLACE, who=who)
    elif label == "ORG" and (unknown or len(words) > 1):
        yield Found(start, end, EntityType.EMPLOYER, who=who)
    elif _ACRONYM.fullmatch(written) or next_word in PERSON_NOUNS:
        return
    elif unknown and len(words) < 4 and (opening or is_finite(next_word) or text[end : end + 2] == "'s" or _BESIDE_A_PERSON.search(before)):
        yield Found(start, end, EntityType.PERSON, who=who)
    elif not opening and (_ON.search(before) or unknown) or not opening and all(len(w) > 2 for w in words) and not _inside_a_title(text, start, end):
        yield Found(start, end, EntityType.PROJECT, who=who)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether a whole dictionary word is in capitals: loud, not a name."""
    return text[start:end].isupper() and all(in_dictionary(w) for w in text[start:end].split())


def _inside_a_title(text: str, start: int, end: int) -> bool:
    """Whether the line is set in capitals or quotes: then a capital says nothing."""
    if text[start - 1 : start] in "\"'(" and text[end : end + 1] in "\"').,;:?!":
        return True
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.5 * len(letters)
