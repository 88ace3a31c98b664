"""The neutral words that take a place: the same for the same person, another for another, and fitting the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.anonymising.found import Found
from facilitator.anonymising.ordinary import begins_a_sentence
from facilitator.domain.anonymised import EntityType, Replaced

_COUNT = ("a", "another", "a third", "a fourth", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth", "an eleventh", "a twelfth")
_BARE = {
    EntityType.PERSON: "colleague", EntityType.EMAIL: "e-mail address", EntityType.PHONE: "phone number", EntityType.HANDLE: "account name", EntityType.LINK: "link", EntityType.ID: "reference",
    EntityType.ADDRESS: "address", EntityType.BIRTH_DATE: "day", EntityType.PLACE: "location", EntityType.EMPLOYER: "organisation", EntityType.TEAM: "team", EntityType.PROJECT: "project",
    EntityType.ROLE: "colleague", EntityType.EVENT: "difficult time", EntityType.HEALTH: "personal matter", EntityType.SPECIAL: "personal matter", EntityType.FAMILY: "family matter",
}  # fmt: skip
_WHOLE = {
    EntityType.EMAIL: "an e-mail address", EntityType.PHONE: "a phone number", EntityType.HANDLE: "an account name", EntityType.LINK: "a link", EntityType.ID: "a reference", EntityType.ADDRESS: "an address",
    EntityType.PLACE: "one location", EntityType.EMPLOYER: "the organisation", EntityType.TEAM: "the team", EntityType.PROJECT: "the project", EntityType.ROLE: "one of the staff",
    EntityType.EVENT: "a difficult time", EntityType.HEALTH: "a personal matter", EntityType.SPECIAL: "a personal matter", EntityType.FAMILY: "a family matter",
}  # fmt: skip
_FURTHER = {EntityType.PLACE: "location", EntityType.EMPLOYER: "organisation", EntityType.TEAM: "team", EntityType.PROJECT: "project"}
DETERMINERS = r"the|a|an|my|our|his|her|their|your|its|this|that|these|those|every|each|some|any|another|which|what|both|one|old|poor|dear|whole|new|former|ex|local|entire|own|same|other"
_DETERMINED = re.compile(rf"(?:\b(?:{DETERMINERS})|'s)\s+(?:(?:new|old|big|small|whole|local|entire|own|former|current|main|other|same|poor|late|first|second|last|little|great|dear|lovely|whole|wider|northern|southern|eastern|western|central)\s+)*$", re.I)
_COMPOUND = re.compile(r"^[ -](?!(?:and|or|but|to|in|on|at|of|for|with|by|from|is|was|has|had|as|who|that|which|when|where|because|so|if|then|than|said|we|i|he|she|they|it|you|not|are|were|will|would|can|could|do|does|did|be|been|about|after|before|over|last|this|next|again|too|also|never|always|still|just|only|really|told|asked|into|out|up|down|off|while|until|since|during|again|today|yesterday|now|there|here|me|him|them|us|her|his|my|our|their|the|a|an)\b)(?:[a-z]+)", re.I)
_AFTER_COMPOUND = {
    EntityType.PLACE: re.compile(r"^\s+(?:office|site|depot|plant|branch|team|store|shop|warehouse|hub|factory|campus|hospital|school|council|station|lab|centre|center|people|staff|folk|lot|crowd|group|building|clinic|ward|area|region|accent|based|trip|move|crew|market|desk|manager|director|colleagues?|project|launch|meeting|conference|airport|port|yard|kitchen|library|college|university|road|train|line)\b", re.I),
    EntityType.EMPLOYER: re.compile(r"^\s+(?:office|people|staff|way|style|culture|contract|account|team|job|management|leadership|merger|deal|building|headquarters|hq|board|directors?|managers?|employees?|policy|policies|days|years|project|programme|program|pension|badge|laptop|values|brand|scheme|rules|handbook)\b", re.I),
    EntityType.TEAM: re.compile(r"^\s+(?:lead|leader|manager|meeting|meetings|members?|stand-?up|head|director|people|staff|budget|away day|room|colleagues?|rota|office)\b", re.I),
    EntityType.PROJECT: re.compile(r"^\s+(?:launch|rollout|roll-out|go-live|team|lead|plan|board|budget|deadline|meeting|release|migration|steering|retro|kick-?off|workshop|demo|deck|delays?|stream|timeline|mess|pilot|people|group|manager)\b", re.I),
    EntityType.PERSON: re.compile(r"^\s+(?:issue|thing|incident|situation|problem|method|effect|style|way|approach|story|rule|question|business|affair)\b", re.I),
}  # fmt: skip


class StandIns:
    """Chooses the words for one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[EntityType, str], int] = {}

    def replace(self, found: Sequence[Found]) -> list[Replaced]:
        """One replacement for each stretch, in order."""
        return [self._one(item) for item in found]

    def _one(self, item: Found) -> Replaced:
        start, end = item.start, item.end
        words = self._words(item)
        written = self._text[start:end]
        if words and begins_a_sentence(self._text, start) and written[:1].isupper():
            words = words[0].upper() + words[1:]
        if item.possessive:
            words += "'s"
        elif self._text[end : end + 1] == "'" and self._text[end : end + 2] != "'s" and written.endswith("s") and item.type is EntityType.PERSON:
            end, words = end + 1, words + "'s"
        return Replaced.model_validate({"start": start, "end": end, "type": item.type, "with": words})

    def _words(self, item: Found) -> str:
        before, after = self._text[max(0, item.start - 60) : item.start], self._text[item.end : item.end + 40]
        if item.type is EntityType.INVISIBLE:
            return ""
        if item.type in (EntityType.DATE, EntityType.BIRTH_DATE):
            return _day(before, self._text[item.start : item.end])
        if item.type is EntityType.AGE:
            return _age(before, after, self._text[item.start : item.end])
        told = _told(item.type, self._text[item.start : item.end], before)
        if told:
            return told
        number = self._number(item)
        bare = _BARE[item.type]
        if _modifies(item.type, after):
            return "local" if item.type is EntityType.PLACE else bare
        if _DETERMINED.search(before):
            return bare
        if item.type is EntityType.PERSON or (number > 0 and item.type in _FURTHER):
            return f"{_COUNT[number] if number < len(_COUNT) else f'a {number + 1}th'} {bare}"
        return _WHOLE[item.type]

    def _number(self, item: Found) -> int:
        key = (item.type, item.who or self._text[item.start : item.end].casefold())
        if key not in self._known:
            self._known[key] = sum(kind is item.type for kind, _ in self._known)
        return self._known[key]


_SUBJECT = re.compile(r"(i|he|she|they|we|who|mentee|mentor|boss)(?:'m|'s|'re|'ve|'d)?\s+(?!of\b|with\b|in\b|from\b|who\b)", re.I)
_ACTS = re.compile(r"(?:lost|losing|buried|married|divorced|left|nursed|cares?|caring|looks?|adopted|fostered|raised|raising|broke|fractured|tore|injured|hurt|arrested|convicted|sentenced|jailed|detained|deported|vote[sd]?|pray\w*|fast(?:s|ed)|tried|stutters?|stammers?)\b", re.I)
_RELATIVE = re.compile(r"(?:my|his|her|their)\s+(?:[\w-]+\s+){0,3}?(?:mother|father|mum|mom|dad|wife|husband|spouse|ex|son|daughter|brother|sister|uncle|aunt|auntie|cousin|nephew|niece|grand\w+|step\w+|\w+-in-law|fianc\w+|girlfriend|boyfriend|twin)\b(?P<more>.*)", re.I | re.S)
_TELLS_MORE = re.compile(r"\s*(?:,?\s*who\b|and\b|$)", re.I)
_HAPPENS = re.compile(r"\b(?:when|since|because|after|before|until)\s+$", re.I)
_HAPPENED = re.compile(r"(?:the|our|their|a|two|three|half)\b.*\b(?:burst|burn\w+|exploded|collapsed|flooded|crashed|collided|closed|shut|failed|fell|sank|derailed|broke|caught|went|was|were|walked|blew|came|did|didn't|made|announced)\b", re.I | re.S)


def _told(kind: EntityType, written: str, before: str) -> str:
    """Words for what is told as a clause: it needs one in its place, with the same subject; empty when a noun will do."""
    if kind is EntityType.EVENT:
        return "something happened" if _HAPPENS.search(before) and _HAPPENED.match(written) else ""
    if kind not in (EntityType.HEALTH, EntityType.SPECIAL, EntityType.FAMILY):
        return ""
    what = "something in the family" if kind is EntityType.FAMILY else "something personal"
    subject = _SUBJECT.match(written)
    if subject:
        return f"{subject[1]} {'deal' if subject[1].lower() in ('i', 'we', 'they') else 'deals'} with {what}"
    if _ACTS.match(written):
        return f"went through {what}"
    relative = _RELATIVE.match(written) if kind is EntityType.FAMILY else None
    if relative:
        return "a relative" if _TELLS_MORE.match(relative["more"]) else "a relative went through something"
    return ""


def _modifies(kind: EntityType, after: str) -> bool:
    pattern = _AFTER_COMPOUND.get(kind)
    return bool(pattern and pattern.match(after)) or bool(re.match(r"-(?:based|led|wide|style|side)\b", after))


def _day(before: str, written: str) -> str:
    word = re.search(r"\b(on|in|since|until|till|by|before|after|from|to|for|of|the|born|at|last|next)\s+$", before, re.I)
    return {
        "on": "one day", "in": "that period", "since": "some time ago", "until": "a later date", "till": "a later date", "by": "a later date", "before": "that time", "after": "that time", "from": "one day",
        "to": "another day", "for": "one day", "of": "that time", "the": "day", "at": "that time", "last": "time", "next": "time", "born": "some time ago",
    }.get(word[1].lower() if word else "", "one day" if re.search(r"\d", written) else "that time")  # fmt: skip


def _age(before: str, after: str, written: str) -> str:
    if re.match(r"\s+[a-z]+", after) and re.search(r"\b(?:a|an|the)\s+$", before, re.I) and re.search(r"old", written, re.I):
        return "particular" if re.match(r"\s+(?!and|or|who|with|in|from|at|on)[a-z]", after) else "person"
    if re.search(r"\b(?:a|an|the)\s+$", before, re.I):
        return "person"
    return "a certain age" if re.search(r"\b(?:at|of|being|turn(?:s|ed|ing)?|nearly|almost)\s+$", before, re.I) else "of a certain age"
