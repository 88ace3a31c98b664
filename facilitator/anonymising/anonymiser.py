"""READ FIRST. A text and a roster in; the text without what points to a person out, with every replacement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.anonymising.capitals import capitals
from facilitator.anonymising.contacts import contacts
from facilitator.anonymising.details import details
from facilitator.anonymising.found import Found, united
from facilitator.anonymising.happenings import happenings
from facilitator.anonymising.initials import initials
from facilitator.anonymising.lexicon import in_dictionary
from facilitator.anonymising.numbers import addresses, numbers
from facilitator.anonymising.ordinary import is_a_person
from facilitator.anonymising.people import people, with_titles
from facilitator.anonymising.pointing import events, roles
from facilitator.anonymising.private import private
from facilitator.anonymising.roster import Roster
from facilitator.anonymising.shadow import folded, shadow
from facilitator.anonymising.small import small
from facilitator.anonymising.stand_ins import StandIns
from facilitator.anonymising.strangers import strangers
from facilitator.anonymising.surroundings import surroundings
from facilitator.anonymising.tagger import tagged
from facilitator.anonymising.times import times
from facilitator.domain.anonymised import Anonymised, EntityType, Replaced
from facilitator.words.entities import named
from facilitator.words.tokens import tokens


class Anonymiser:
    """Reduces what points to people. It cannot promise that nobody is recognised: the author reads the result before it is shared."""

    def __init__(self, *, widely: bool = True) -> None:
        """``widely``: whatever may point goes, at the price of some words that do not. Without it, only what the shapes and the recogniser are sure of."""
        self._widely = widely

    def anonymise(self, text: str, *, roster: Sequence[str] = ()) -> Anonymised:
        """The text with neutral stand-ins; offsets are into the text as it was given."""
        seen = shadow(text)
        once = united(self._find(seen.text, Roster(roster)))
        found = united(with_titles(_everywhere(united([*once, *_said_again(once, seen.text)]), seen.text), seen.text))
        chosen = StandIns(seen.text).replace(found)
        replaced: list[Replaced] = []
        for one in chosen:
            start, end = seen.original(one.start, one.end)
            replaced.append(one.model_copy(update={"start": start, "end": end}))
        for start, end in seen.invisible:
            if not any(r.start <= start and end <= r.end for r in replaced):
                replaced.append(Replaced.model_validate({"start": start, "end": end, "type": EntityType.INVISIBLE, "with": ""}))
        replaced.sort(key=lambda r: r.start)
        return Anonymised(text=_put_together(text, replaced), replaced=tuple(replaced))

    def _find(self, text: str, roster: Roster) -> Iterator[Found]:
        yield from roster.find(text)
        yield from contacts(text)
        yield from numbers(text)
        yield from addresses(text)
        yield from times(text)
        entities = list(named(text))
        yield from people(text, entities)
        yield from capitals(text, entities)
        yield from small(text)
        yield from roles(text, tokens(text))
        yield from events(text)
        yield from private(text)
        yield from happenings(text)
        yield from details(text)
        yield from surroundings(text)
        yield from strangers(text)
        if self._widely:
            yield from initials(text)
            yield from tagged(text)


def _everywhere(found: Sequence[Found], text: str) -> Iterator[Found]:
    """Every other mention of a name found once, and one identity for all mentions of a person."""
    whole = {f.who: f.who for f in found if f.type is EntityType.PERSON}
    for who in whole:
        longer = [other for other in whole if other != who and who in re.split(r"[\s-]+", other)]
        if len(longer) == 1:
            whole[who] = longer[0]
    for item in found:
        yield replace(item, who=whole.get(item.who, item.who)) if item.type is EntityType.PERSON else item
    seen = folded(text)
    for who, identity in whole.items():
        for part in re.split(r"[\s-]+", who):
            if len(part) > 2 and part.isalpha() and not in_dictionary(part):
                for match in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", seen):
                    yield Found(match.start(), match.end(), EntityType.PERSON, who=identity)


_NAMES_A_THING = frozenset({EntityType.PROJECT, EntityType.TEAM, EntityType.EMPLOYER, EntityType.PLACE})
_FRONT = re.compile(r"^(?:the|our|my|project|programme|program|operation|initiative|mission|codename)\s+", re.I)
_PLAIN_PART = frozenset("the our desk team crew unit office site plant programme project migration rollout and of for old new north south east west street road house group".split())


def _said_again(found: Sequence[Found], text: str) -> Iterator[Found]:
    """What was named once with its kind beside it, named again without: "Project Kingfisher" and later "kingfisher"; an ordinary-word name that was one before."""
    for item in found:
        written = text[item.start : item.end]
        if item.type in _NAMES_A_THING:
            name = re.sub(r"'s$", "", _FRONT.sub("", _FRONT.sub("", written))).strip()
            if not re.search(r"[A-Z]", written) or len(name) < 4:
                continue
            first = name.split()[0]
            parts = {name} | ({first} if len(first) > 4 and first[0].isupper() and first.lower() not in _PLAIN_PART and not in_dictionary(first) else set())
            fronted = item.type is EntityType.PROJECT and name != written
            for part in parts:
                plain = all(in_dictionary(w) for w in part.split())
                for match in re.finditer(rf"(?<![\w'-]){re.escape(part)}(?![\w-])", text, 0 if plain and not fronted else re.I):
                    yield Found(match.start(), match.end(), item.type, who=item.who)
        elif item.type is EntityType.PERSON and written[0].isupper() and " " not in written and in_dictionary(written):
            for match in re.finditer(rf"(?<![\w'-]){re.escape(written)}(?![\w-])", text):
                if is_a_person(text, match.start(), match.end(), in_roster=True):
                    yield Found(match.start(), match.end(), EntityType.PERSON, who=item.who)


def _put_together(text: str, replaced: Sequence[Replaced]) -> str:
    out: list[str] = []
    at = 0
    for one in replaced:
        out += [text[at : one.start], one.stand_in]
        at = one.end
    return "".join([*out, text[at:]])
