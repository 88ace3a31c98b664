"""Teams and places that are described rather than named: "the cleaners on the late shift", "the room behind the archive", "claims intake"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import TEAM_TAILS
from facilitator.domain.anonymised import EntityType

_MORE_TAILS = frozenset("intake treasury excellence replenishment sales desk fleet ops intelligence monitoring scheduling settlements servicing valuations conveyancing bookings reservations returns inbound outbound goods-in stock stores night-shift planning audits inspections inventory warehouse crew-room forecasting governance registrations assurance delivery deliveries".split())
_PLAIN_FRONTS = frozenset(
    "the a an my our his her their your this that these those some any each every no all both other another same whole new old good great more most very too so and or but of in on at to for from with by into about not just only own good bad small big big- large general common public private better best first last next many few "
    "other's people's team's daily weekly monthly annual your own customer- work working extra special basic simple real proper full free quick slow late early long short hard easy clear open honest i you we he she they it me us him them is are was were be been has have had do does did will would can could should may might must get got "
    "give gave take took make made ask asked tell told say said think feel felt need want what which who when where why how if than as then also still even after before over under between because since until while during without within against per up down out off through "
    "office project product data staff people customer client employee line middle senior junior top upper lower leadership change time risk quality mental public- social human information technical financial legal medical personal professional career talent learning business company performance internal external health safety".split()
)
_FROM_TEAM = re.compile(
    rf"\b(?:in|from|of|at|for|with|into|joined|joining|runs?|leads?|led|heads?|left|to|by|about|behind)\s+(?=(?P<team>(?:(?!(?:the|a|an|my|our)\b)[A-Za-z&][\w&'-]*\s+){{1,2}}(?:{'|'.join(sorted((TEAM_TAILS | _MORE_TAILS) - {'learning', 'people', 'press', 'success', 'search', 'response', 'support', 'experience', 'growth', 'office', 'design', 'control', 'group', 'data', 'lot', 'development', 'track', 'assembly', 'service', 'services', 'debt', 'income', 'tax', 'cabin', 'custody', 'strategy', 'resources', 'security', 'board', 'bench', 'insights', 'production', 'policy', 'risk', 'quality', 'safety', 'claims', 'settlement', 'shift', 'research', 'testing', 'ward', 'training', 'storage', 'platform', 'benefits', 'documents', 'docs', 'cleaning', 'delivery', 'deliveries', 'governance', 'stock', 'planning', 'identity', 'mobile', 'relations', 'translation', 'paint', 'packing', 'finance', 'sales'}))}))(?![\w-])(?!\s+(?:of|room|line|report|plan|process|system|tool)))",
)
_CREW = r"(?:crew|team|gang|squad|shift|lot|cleaners|drivers|porters|nurses|pickers|packers|fitters|guards|engineers|planners|testers|clerks|cooks|drivers|midwives|apprentices|graduates|interns|trainees|operators|riggers|welders|loaders|sorters|graders|call handlers|handlers|agents|branch|intake|cohort|bay|bench|rota|watch|pod|tribe|contact centre|call centre|centre|depot|desk|office|floor|unit)"
_WHERE = r"(?:on|in|at|of|from|behind|by|over|near|under|above|beside|opposite|between)"
_TELLING = r"(?!(?:second|third|fourth|fifth|sixth|same|whole|new|old|right|best|good|bad|first|last|other|next|entire|own|meeting|wrong|small|big|large|quiet|usual|nice|empty|open|different|corner|staff|board|waiting|video|zoom|living|class|front|back|head|main|local|home|post|call|help|service|call|ground|shop|top)\b)[A-Za-z][\w'&-]*"
_DESCRIBED_TEAM = re.compile(rf"\b(?:[Tt]he|[Oo]ur|[Mm]y|his|her|their)\s+(?:old\s+)?(?:(?:[A-Za-z][\w'-]*)\s+)?{_CREW}\s+{_WHERE}\s+(?:(?:the|our)\s+)?(?:(?:late|night|early|day|[A-Z]\w*)\s+)?(?:[A-Z][\w'-]*|shift|shifts|nights|tip|yard|quarry|dock|docks|gate|{_CREW})(?:\s+[A-Z\d][\w'-]*)?")
_CAPITAL_TEAM = re.compile(r"\b(?:in|from|of|at|by|with|all|joined|called)\s+(?P<team>(?:[A-Z][\w&'-]+\s+){1,3}(?:[A-C]|\d{1,2}))(?![\w%:.,-])(?!\s+(?:of|people|minutes|and \d|out)\b)")
_CENTRE = re.compile(r"\b[Tt]he\s+(?P<team>(?:[A-Z][\w'-]+\s+)+(?:contact centre|call centre|help ?desk|service desk|front desk|night desk|control room|crowd|lot|gang))\b")
_TEAM_IN = re.compile(r"\b(?:the\s+)?(?:team|people|folks|colleagues|lot|guys|crew)\s+(?:in|of|from|at|over in)\s+(?P<team>[A-Z][\w&'-]*(?:\s+(?:&\s+)?[A-Z][\w&'-]*){0,2})")
_TEAM_BEFORE = re.compile(r"\b(?P<team>(?:our|my)\s+(?:bay|watch|pod|kitchen|line|ward|bench|dock|cell|belt|wing|block)(?:\s+(?:\d{1,3}|[A-Z])\b)?)(?=[.,;:!?)]|$|\s+(?:is|was|has|had|and|are)\b)")
_ROOM = r"(?:room|office|canteen|branch|depot|site|yard|quarry|chapel|ward|station|hub|lab|laboratory|kitchen|plant|mill|warehouse|hangar|hall|store|shop|clinic|campus|library|archive|garage|basement|attic|roof|terrace|garden|bench|cafe|pub|bar|church|mosque|theatre|studio|workshop|shed|container|portacabin|tower|floor|wing|block|corridor|stairwell|staircase|lift|lobby|reception|car park|parking lot|dock|pier|harbour|bridge|tunnel|platform|track|field|farm|barn|greenhouse|mine|pit|rig|vessel|ship|boat|van|truck|bus stop|park|school|nursery|factory|foundry|bakery|brewery|kiln|furnace|museum|court|prison|barracks|base|lighthouse|river|lake|beach|hill)"
_PLACES = (
    re.compile(rf"\b(?:[Tt]he|our|that|his|her|their)\s+(?:{_TELLING}\s+){{0,2}}{_ROOM}\s+(?:on|of|behind|by|above|under|beside|next to|opposite|over|near|at the (?:end|back|top)|in|with)\s+(?:the\s+)?(?:(?!we\b|i\b|he\b|she\b|they\b|our\b|my\b|time\b|which\b|that\b|all\b|no\b|me\b|it\b|one\b|two\b|three\b|front\b|person\b)[\w'-]+)(?:\s+(?:of the\s+)?(?:\d+|[A-Z][\w'-]+|hospital|archive|office|floor|building|river|yard|stairs|canteen|loading bay|server room|plant|station|church))?"),
    re.compile(rf"\b(?:at|in|to|from|near|outside|behind|by|round|around|through|of|inside|on)\s+(?P<place>(?:the|our)\s+(?:{_TELLING}\s+){{1,2}}{_ROOM})(?![\w'-])(?!\s+(?:team|manager|lead|meeting|people|staff|crew|shift))", re.I),
    re.compile(r"\b(?:at|in|to|from|round|around|near|outside)\s+(?P<place>(?:(?!(?:the|a|an|my|our|his|her|their|this|that|same|every|each|one|your|no|any|some|good|head|main|home|high|local)\b)[a-z][\w'-]+\s+){1,2}(?:park|street|st|road|rd|lane|square|station|bridge|hill|market|green|common|house|hospital|airport|docks?|depot|harbour|canteen|branch|mill|quarry|campus))(?![\w'-])"),
    re.compile(r"\b(?P<place>(?:room|building|block|gate|hall|dock|bay|floor|level|wing|hangar|platform|terminal|meeting room|lab|theatre|ward|unit|warehouse|shed|stair|plot|pier|car park)\s+(?:\d{1,3}(?:\.\d{1,3})?[A-Za-z]?|(?!I\b|i\b|a\b)[A-Za-z]\d{0,3}))(?![\w'-])(?!\s+(?:of|minutes|people|hours|times|days|weeks))", re.I),
    re.compile(r"\b(?:at|in)\s+(?P<place>the\s+(?:quarry|mine|pit|colliery|tip|abattoir|refinery|lighthouse|smelter|reservoir|harbour|dam|crematorium|mortuary|slaughterhouse|observatory|substation|incinerator|sawmill|shipyard|cathedral|embassy|consulate|racecourse|zoo|aquarium|monastery|seminary|opera|parliament|ministry|observatory|diocese))\b"),
    re.compile(r"\b(?:[Bb]etween|from)\s+[A-Z][\w'-]+\s+(?:and|to)\s+[A-Z][\w'-]+(?=[\s.,;:!?)]|$)"),
)
_EMPLOYER = re.compile(r"\b(?:at|for|with|from|join(?:ed|ing)?|left|employer(?: is)?|by)\s+(?P<firm>the\s+(?:civil service|diocese|ministry(?: of [\w ]{3,20})?|home office|treasury|fire brigade|fire service|coastguard|army|navy|air force|police|post office|city council|county council|borough|council|embassy|archdiocese|church of \w+|water board|port authority|stock exchange|central bank|national bank|railway|bbc|nhs trust|university of \w+|bank of \w+|co-?op))\b", re.I)


def surroundings(text: str) -> Iterator[Found]:
    """Each of them, as a team, a place or an employer."""
    for match in _FROM_TEAM.finditer(text):
        words = match["team"].split()
        telling = [w for w in words[:-1] if w.lower() not in _PLAIN_FRONTS]
        if telling and len(telling) == len(words) - 1:
            yield Found(match.start("team"), match.end("team"), EntityType.TEAM, who=match["team"].casefold())
    for match in _DESCRIBED_TEAM.finditer(text):
        yield Found(match.start(), match.end(), EntityType.TEAM, who=match[0].casefold())
    for pattern in (_CAPITAL_TEAM, _CENTRE, _TEAM_IN, _TEAM_BEFORE):
        for match in pattern.finditer(text):
            yield Found(match.start("team"), match.end("team"), EntityType.TEAM, who=match["team"].casefold())
    for pattern in _PLACES:
        for match in pattern.finditer(text):
            start, end = match.span("place") if "place" in match.groupdict() else match.span()
            yield Found(start, end, EntityType.PLACE, who=text[start:end].casefold())
    for match in _EMPLOYER.finditer(text):
        yield Found(match.start("firm"), match.end("firm"), EntityType.EMPLOYER, who=match["firm"].casefold())
