"""Teams, projects and employers written in small letters: what stands before a word that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import in_dictionary, is_public
from facilitator.domain.anonymised import EntityType

_STOP = (
    "the a an my our his her their your its this that these those no every each some any another which what both one two three four five six of in on at for from with by to and or but as is was are were be been am "
    "has have had do did does not so if then than when where who how why all most many few more less very too just only also even still i we you he she it they me us him them there here will would can could should "
    "may might must let about into over under up down out off after before while because until since through around between against without within across along behind beside near per via like unlike except said says "
    "told asked think thinks thought feel feels felt know knows knew want wants see saw get got go goes went come came make made take took give gave put say tell ask use used need needs mean means show shows showed find found"
).split()
_GENERIC = (
    "whole entire own new old small big large little great good best better bad worst different other same senior junior leadership management managing executive exec wider extended remote hybrid local global virtual young mixed "
    "cross-functional functional dream first second third next last former current previous future real actual right wrong whole strong happy busy tiny larger smaller bigger central main direct immediate full part-time "
    "project agile scrum mentoring mentor mentor's mentee mentee's boss's leader's manager's colleague's programme company work office team's home final single close tight lovely nice amazing fantastic wonderful quiet loud diverse "
    "multi-disciplinary multidisciplinary international national regional core key lead top bottom middle back front reverse pair joint shared common general special temporary permanent standing corner sit-stand tidy messy hot "
    "his/her my/our today's yesterday's tomorrow's everyone's people's nobody's somebody's someone's another's other's empty pub school football film flight ambulance information help reception spare wooden writing"
).split()
_SKIP = frozenset(_STOP) | frozenset(_GENERIC)
_TEAM = re.compile(r"(?<![\w'-])((?:[\w&'/-]+ ){1,4})(team|squad|crew|desk|unit|department|dept|directorate|taskforce|division)(?:s|'s)?(?![\w-])", re.I)
_PROJECT = re.compile(
    r"(?<![\w'-])((?:[\w&'-]+ ){1,3})(migration|rollout|roll-out|cutover|cut-over|go-live|pilot|launch|prototype|release|initiative|workstream|rebrand|relaunch|tender|portal|programme|program|project|platform|app|dashboard)(?![\w-])", re.I
)
_PLAIN_MODIFIERS = frozenset(
    """
    software system systems data office product cloud email mail phone website web server database network tool app mobile digital it hr sap windows laptop training learning graduate apprenticeship apprentice talent leadership
    wellbeing mentoring reverse diversity inclusion change transformation improvement efficiency savings cost internal external customer client staff employee people press news book album rocket satellite early late soft hard
    quick slow failed successful upcoming recent annual quarterly monthly weekly daily pilot test beta trial big-bang exciting boring difficult easy side pet group school dating banking calendar chat messaging delivery weather
    excel power new-joiner induction onboarding ai chatgpt copilot research art science garden building construction housing capital public private pilot's airline commercial test-flight fighter helicopter drone auto co sales
    stage sleeper oil train bus station diving loading trading gaming streaming video social whole self little own
    """.split()
)
_NAMED_PROJECT = re.compile(r"\b(?:project|operation|programme|codename|codenamed|initiative)\s+(?:called\s+|named\s+)?(['\"]?)([a-z][\w-]{2,})\1(?![\w-])")
_NOT_NAMES = frozenset("manager managers management plan plans team teams lead leads leader leaders was is were are has had and or but with that which when where who for from the work board office review budget meeting meetings managed started ended ran runs went together because about until after before itself owner owners here there this last next between against without under over into onto during officer mentoring does did will would can could should may might must also never always still just only really already ideas status updates update delivery planning deadline deadlines stuff things people where there their our they than then them pairs room rooms side sponsor support being called named material materials matters page pages".split())
_TAIL = r"(?:ltd|limited|plc|inc|llp|llc|gmbh|corp|corporation|(?:&|and) (?:sons?|co|partners|daughters)|energy|foods|motors|insurance|mutual|airlines|airways|logistics|homes|hospice|shipping|brewery|pharma|telecom|holdings|consulting|solutions|technologies|bank|bakery|rail|water|steel|hotels|stores)"
_EMPLOYER = re.compile(rf"\b(?:at|for|with|by|from|join(?:ed|ing|s)?|left|leaving|of|board at)\s+(?:the\s+)?((?:[a-z][\w'-]+ ){{1,2}}{_TAIL})(?![\w-])")
_LIVES = re.compile(r"(?<![\w'-])(?P<name>(?!(?:it|he|she|we|they|everything|all|this|that|what|which|who|nothing|something|one|system|project|app|site|tool|platform|and|or|but|to|is|was|will|launch|if|when)\b)[A-Za-z][\w-]{2,})\s+(?:goes|went|going|go)\s+live\b|\b(?:thinks|think|says|said|that|sold|killed|shelved|launch(?:ed)?|pilot(?:ed)?|ship(?:ped)?|kill|on|behind)\s+(?P<told>[a-z][\w-]{3,})\s+(?:is (?:dead|late|doomed|on fire|behind|over budget)|together|was (?:dead|shelved|killed|cancelled|doomed)|to the board)\b")
_CALLED = re.compile(r"\b(?:a|an|the|this|some|his|her|my|our|their)\s+(?:[\w-]+\s+){0,2}?(?:company|firm|bakery|shop|start-?up|agency|bank|hotel|restaurant|cafe|pub|bar|charity|school|college|hospital|outfit|studio|practice|clinic|business|supplier|client|factory|farm|band|club|team|project|tool|app|system|programme|product|prototype|platform)\s+(?:called|named|known as)\s+['\"]?([A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*)['\"]?")


def small(text: str) -> Iterator[Found]:
    """Every such name; words that say nothing about which team or project it is are left out."""
    for match in _TEAM.finditer(text):
        start = _after_skipped(match, _SKIP)
        if start is not None:
            yield Found(start, match.end(2), EntityType.TEAM, who=text[start : match.end(1)].strip().casefold())
    for match in _PROJECT.finditer(text):
        start = _after_skipped(match, _SKIP | _PLAIN_MODIFIERS)
        if start is not None and _is_a_name_before(text[start : match.start(2)].split()):
            yield Found(start, match.end(2), EntityType.PROJECT, who=text[start : match.end(1)].strip().casefold())
    for match in _NAMED_PROJECT.finditer(text):
        if match[2] not in _NOT_NAMES and not match[2].endswith(("ed", "ing")):
            yield Found(match.start(), match.end(), EntityType.PROJECT, who=match[2])
    for match in _EMPLOYER.finditer(text):
        first = match[1].split()[0]
        if first.lower() not in _SKIP and (not in_dictionary(first) or re.search(r"(?:ltd|limited|plc|inc|llp|llc|gmbh|corp|sons?|co|partners|daughters)$", match[1])):
            yield Found(match.start(1), match.end(1), EntityType.EMPLOYER, who=match[1].casefold())
    for match in _LIVES.finditer(text):
        kind = "name" if match["name"] else "told"
        if match[kind].lower() not in _SKIP and not is_public(match[kind]):
            yield Found(match.start(kind), match.end(kind), EntityType.PROJECT, who=match[kind].casefold())
    for match in _CALLED.finditer(text):
        if not is_public(match[1]):
            kind = EntityType.TEAM if " team " in match[0] else EntityType.PROJECT if re.search(r"\b(?:project|tool|app|system|programme|product|prototype|platform)\s+(?:called|named|known)", match[0]) else EntityType.EMPLOYER
            yield Found(match.start(), match.end(), kind, who=match[1].casefold())


def _after_skipped(match: re.Match[str], skipped: frozenset[str]) -> int | None:
    """Where the telling words before the head begin: the longest row of them that touches it."""
    words = list(re.finditer(r"\S+", match[1]))
    start: int | None = None
    for word in reversed(words):
        small_word = word[0].lower().strip("'\"")
        if small_word in skipped or is_public(word[0]) and not word[0].islower() or small_word.endswith(("ing", "ed")) and len(words) > 1 and word is words[0] and start is not None:
            break
        start = match.start(1) + word.start()
    return start


def _is_a_name_before(words: list[str]) -> bool:
    """"atlas migration" is called something; "smooth migration" is only described."""
    return any(not in_dictionary(w) or (w[0].islower() and _is_a_thing(w)) for w in words) and not any(w.lower() in _STOP for w in words)


def _is_a_thing(word: str) -> bool:
    from lemminflect import getAllLemmas

    kinds = getAllLemmas(word.lower())
    return "NOUN" in kinds and "ADJ" not in kinds and "ADV" not in kinds and "VERB" not in kinds
