"""Small words that no dictionary knows, and names that are words too in texts without capitals: who, where or whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import in_dictionary, is_public
from facilitator.anonymising.ordinary import begins_a_sentence, is_finite, may_be_a_name
from facilitator.anonymising.rampart import rampart
from facilitator.anonymising.shadow import folded
from facilitator.domain.anonymised import EntityType

_WORD = re.compile(r"(?<![\w@./#'’-])([^\W\d_]{3,}(?:-[^\W\d_]{2,})?)(?![\w@/#]|\.\w)")
_AT_WORK = re.compile(r"\b(?:at|for|left|leaving|join(?:ed|ing)?|from|with|by|via|like|worked|employer|company|firm|client|supplier|competitor|rival)\s+(?:the\s+)?$", re.I)
_PLACED = re.compile(r"\b(?:in|near|to|outside|around|through|from|between|visit(?:ed|ing)?|moved to|train to|off to|trip to|back in|office in|over in|up in|down in|out in|live[sd]? in|born in|based in|site in|up to|down to|over to)\s+$", re.I)
_WORKED = re.compile(r"\b(?:work\w*|job|years|career|intern\w*|started|contract\w*|came|hired|boss|offer(?:ed)?|team|used to be)\s+(?:at|for|from|with)\s+(?:the\s+)?$", re.I)
_NOT_AFTER = re.compile(r"\b(?:the|a|an|some|any|more|less|no|very|so|too|of|my|your|his|her|our|their|this|that|these|those|every|each|is|was|are|were|be|been|being)\s+$", re.I)
_A_THING = re.compile(r"(?:ing|ings|ed|ness|ments?|tion|tions|ity|ism|isms|ish|able|ible|less|ful|fully|ly|wise|ware|ups?|ins?|offs?|outs?|backs?|friendly|level|based|ability|ization|isation|able)$")
_LOWER = re.compile(r"[a-z]")


def strangers(text: str) -> Iterator[Found]:
    """Each such word with the best guess at what it names."""
    for match in _WORD.finditer(text):
        word = match[1]
        small = folded(word)
        if not word.islower() or is_public(word) or "-" in word and any(in_dictionary(p) for p in word.split("-")) or _A_THING.search(small) and len(small) > 6:
            continue
        if may_be_a_name(small):
            if _acts_as_a_name(text, match.start(), match.end(), small):
                yield Found(match.start(), match.end(), EntityType.PERSON, who=small)
            continue
        if in_dictionary(word) or small in _FUNCTION_WORDS or small.removesuffix("s") in COMMON or _is_a_slip(small):
            continue
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 30]
        if (rampart().knows(small) or len(small) < 4 or not re.search(r"[aeiouy]", small)) and not (_WORKED.search(before) or _PLACED.search(before) or _MEANT.search(before) or _THEN_ACTS.match(after) and begins_a_sentence(text, match.start())):
            continue
        if _WORKED.search(before):
            yield Found(match.start(), match.end(), EntityType.EMPLOYER, who=small)
        elif _PLACED.search(before):
            yield Found(match.start(), match.end(), EntityType.PLACE, who=small)
        elif not _NOT_AFTER.search(before):
            following = re.match(r" ([a-z]+)", after)
            owns = small.endswith("s") and following is not None and not is_finite(following[1]) and not _THEN_ACTS.match(after) and following[1] not in _FUNCTION_WORDS
            yield Found(match.start(), match.end(), EntityType.PERSON, who=small.removesuffix("s") if owns else small, possessive=owns)
        elif _AS_A_PROJECT.match(after):
            yield Found(match.start(), match.end(), EntityType.PROJECT, who=small)


_FUNCTION_WORDS = frozenset(
    "with from because until than into onto upon against beside besides without within while whilst although though since unless whereas among amongst amid despite during except toward towards throughout via per versus whether whoever whatever whichever "
    "whenever wherever however therefore moreover otherwise anyway anyhow meanwhile instead maybe perhaps almost also always again ago along already around away back before behind below beneath beyond both but either else enough ever few here hence how "
    "just later least less lots many more most much must near neither never nor not nothing now off often once only other others our ours out over own quite rather same shall should some still such than that the their theirs them then there these they this "
    "those thus too under up us very was were what when where which who whom whose why will would yet you your yours yourself and are for had has have her hers him his its may might mine our she could did does been being any all can cannot okay hmm huh".split()
)
COMMON = frozenset(
    "appraisal fridge barista uni intro latte espresso cappuccino croissant selfie vlog podcast webinar cafe canteen toolbox backlog dashboard spreadsheet workshop bootcamp hackathon kanban scrum standup sprint retro roadmap "
    "whiteboard flipchart postit laptop wifi hotspot hashtag emoji meme gif app apps bio vegan gluten allotment commute commuter carpool rota rotas handover handovers timesheet payslip payroll helpdesk backlog postcode tannoy quango "
    "mentee mentees mentor upskilling onboarding offboarding reorg rebrand pension pensions gym yoga pilates sauna karaoke pizza sushi curry lasagne hoodie trainers jeans skype typo typos inbox outbox reskilling freelancer barcode "
    "smartphone touchscreen scanner handheld forklift pallet conveyor tarmac lorry lorries tram trams roundabout carpark zebra crossword sudoku kudos vibe vibes agenda agendas memo memos admin exec execs recap recaps bonus".split()
)
"""Everyday words the dictionary lacks."""
_AS_A_PROJECT = re.compile(r"\s+(?:thing|project|rollout|roll-out|launch|migration|pilot|platform|programme|business|stuff|mess|release|build|site|deal|account|tender|bid)\b")
_MEANT = re.compile(r"\b(?:told|ask(?:ed|s)?|met|tells?|thank(?:s|ed)?|hi|hello|dear|hey|my (?:mentor|mentee|boss|manager|colleague|buddy|senior|leader)|called|named|(?:talk|talked|spoke|sat|met|session|coffee|lunch|work(?:ed)?|agree|disagree|paired) with|invited|emailed|texted|rang|messaged|from|credit to|shout out to|says|said)\s+$", re.I)


@lru_cache(maxsize=8_192)
def _is_a_slip(word: str) -> bool:
    """Whether it is a dictionary word with one letter wrong, missing, doubled or swapped, or two words run together."""
    if len(word) < 5:
        return any(in_dictionary(word[:i] + word[i + 1 :]) and len(word) > 3 for i in range(1, len(word))) and word[-1] == word[-2]
    letters = "abcdefghijklmnopqrstuvwxyz"
    for i in range(1, len(word)):
        left, right = word[:i], word[i:]
        if in_dictionary(left + right[1:]) or len(right) > 1 and in_dictionary(left + right[1] + right[0] + right[2:]):
            return True
        if len(left) > 2 and len(right) > 2 and in_dictionary(left) and in_dictionary(right):
            return True
        if len(word) > 6 and any(in_dictionary(left + c + right[1:]) or in_dictionary(left + c + right) for c in letters):
            return True
    return word.endswith("s") and in_dictionary(word[:-1])


_VERB = r"(?:has|had|does|did|do|said|says|thinks|thought|wants|wanted|asked|asks|told|tells|kept|keeps|came|went|goes|brought|brings|drew|took|takes|gave|gives|got|gets|made|makes|never|always|only|just|still|also|really|then|was|is|will|would|could|can|can't|cant|wont|won't|doesnt|doesn't|didnt|didn't|isnt|isn't|wasnt|wasn't|hasnt|hasn't|and i|and me|& i)"
_THEN_ACTS = re.compile(rf"\s+(?:{_VERB})\b", re.I)
_MEANS_THE_WORD = frozenset("hope joy faith grace patience art will chance may march mark bill sue pat page bay hill field star king young rich frank best good love cook rush long small day bell price short white black green brown gray rain snow rose rob chase chip drew dawn summer winter autumn rock stone ward rusty sandy stormy sunny angel fox wolf ben gene".split())


def _acts_as_a_name(text: str, start: int, end: int, word: str) -> bool:
    """In a text without capitals: the word opens its sentence and does something, or stands where only a name can."""
    if any(c.isupper() for c in re.sub(r"\b(?:I|I'm|I'd|I've|I'll|[A-Z]{2,})\b", "", text)):
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if begins_a_sentence(text, start):
        following = re.match(r"\s+([a-z]+)", after)
        if not following:
            return False
        if word in _MEANS_THE_WORD and re.match(r"\s+(?:is|was|will|would|can|could|comes|came|helps|helped|goes|went|the|a|an|my|your|to|for|of|in|on|at|it|that|you|we|i|he|she|they)\b", after):
            return word == following[1] or bool(re.match(r"\s+(?:is|was) (?:late|new|nice|kind|quiet|my|the one|in (?:hr|sales|finance)|tired|away|off|leaving)\b", after))
        return bool(_THEN_ACTS.match(after)) or is_finite(following[1]) or following[1] == word
    if re.search(r"\b(?:pinged|met|told|ask|asked|called|thank|thanks|hi|hello|dear|hey|mentor|mentee|boss|manager|colleague|buddy|friend|between|introduced me to|talked? to|talking to|spoke (?:to|with)|speak to|listen(?:ed)? to|say it to|work(?:ed)? with|session with|meeting with|coffee with|lunch with|paired with|about me and)\s+$", before, re.I):
        return not re.match(r"\s+(?:of|up|out|off|on (?:the|my)|down|it|the|a|my|that|this)\b", after)
    return bool(re.match(r"\s+(?:from|in)\s+(?:hr|it|sales|finance|legal|payroll|marketing|ops|operations|procurement|accounts|the (?:\w+ )?(?:team|office|desk|depot|branch))\b|\s+(?:says|said|thinks|told|reckons|signs|agrees|disagrees|laughed|smiled)\b|,? (?:and|or|&) [a-z]+, the two\b", after)) and not _NOT_AFTER.search(before)
