"""Details of body, belief and family that have no name of their own in a list: by how such words are built and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_BUILT = r"(?:[a-z]{3,}(?:itis|osis|aemia|emia|pathy|plegia|algia|ectomy|oplasty|oscopy|phobia|uria|sclerosis|trophy)|hyp(?:o|er)[a-z]{4,}(?:ism|ia|sion)|[a-z]{4,}oma\b(?<!diploma)(?<!aroma)(?<!coma))"
_PARTS = r"(?:hearing|sight|eyesight|leg|arm|hand|finger|fingers|toe|toes|foot|eye|voice|hair|kidney|lung|breast|baby|pregnancy|memory|knee|hip|shoulder|ankle|wrist|rib|ribs|back|neck|skull|nose|jaw|collarbone|pelvis|elbow)"
_AFTER = r"(?:\s+(?:of|before|after|since|during|in|on|from|(?:starts?|started|began|begins?|comes|came)(?:\s+in)?|last|for)\s+(?:(?:his|her|my|their|the|an?|one|two|three|next|last|early|late)\s+)?[\w'-]+(?:\s+(?:call|week|weeks|month|months|year|years|ago))?)?"
_HEALTH = (
    re.compile(rf"(?<![\w-])(?:(?:i|he|she|they|we)\s+(?:have|has|had|got|suffers? from)\s+)?(?:(?:my|his|her|their|a|an)\s+)?(?:\w+\s+)?{_BUILT}(?![\w-]){_AFTER}", re.I),
    re.compile(rf"\b(?:lost|losing|broke|fractured|tore|injured|hurt|lost part of)\s+(?:(?:my|his|her|their|a|an|one|the)\s+)?(?:\w+\s+)?{_PARTS}\b(?:\s+(?:in|on)\s+(?:one|the|his|her|my|both)\s+\w+)?{_AFTER}", re.I),
    re.compile(rf"\b(?:a|an|my|his|her|two|the)\s+(?:broken|fractured|torn|prosthetic|artificial|missing|injured|glass|fake|false|bad|paralysed|dislocated|frozen|amputated)\s+{_PARTS}\b", re.I),
    re.compile(rf"\b(?:(?:my|his|her|their)\s+)(?:recovery|treatment|therapy|surgery|operation|diagnosis|relapse|rehab|recovery time|sick leave|illness|condition|disease|disability|seizures?|attacks?|medication|tablets|pills|chemo\w*|radiotherapy|dialysis|scan|biopsy|transplant|addiction|drinking|depression|anxiety|cancer|stroke|heart attack|panic attacks?|burn-?out|breakdown|pregnancy|miscarriage|ivf|adhd|autism|dyslexia|stammer|stutter|epilepsy|diabetes|asthma|migraines?)\b(?:\s+(?:from|for|of|with)\s+[\w'-]+)?{_AFTER}", re.I),
    re.compile(r"\b(?:the|her|his|my)\s+(?:cancer|illness|stroke|dementia|disease|depression|addiction|accident|condition)\s+of\s+(?:his|her|my|their)\s+\w+", re.I),
    re.compile(r"\b(?:i|he|she|they|mentee|mentor|boss)\s+(?:stutters?|stammers?|limps?|lip-?reads?|signs because|uses? a (?:wheelchair|cane|stick|walker|hearing aid|catheter)|takes? (?:lithium|insulin|antidepressants|valium|morphine|steroids|beta blockers|methadone|[a-z]+(?:ine|one|ol|am|ide|in)\b)|cannot (?:see|hear|walk|smell|read)\b|can't (?:see|hear|walk|smell)\b|can not (?:see|hear)\b|has (?:one|no) (?:leg|arm|eye|lung|kidney))[^.,;:!?\n]{0,30}", re.I),
    re.compile(r"\b(?:i|he|she|they)\s+(?:has|have|had|got)\s+(?:an?\s+)?(?:\w+\s+)?(?:macula\w*|retina|glaucoma|cataracts?|thyroid|heart|kidney|liver|lung|prostate|spine|back|hearing|eye|skin|blood|bowel|stomach|sleep|mental health|memory|weight|eating|drug|drink\w*)\s+(?:problem|problems|condition|disease|disorder|trouble|issue|issues|failure|cancer|infection)\b", re.I),
    re.compile(r"\b(?:seven|eight|six|five|four|three|two|\d)\s+(?:months|weeks)\s+(?:pregnant|sober|clean)\b|\b(?:pregnant with|expecting) (?:twins|a baby|triplets|her \w+)\b|\bhard of hearing\b|\bon (?:sick leave|antidepressants|medication|crutches|dialysis|the spectrum)\b|\btested positive(?: for \w+)?\b|\bin a (?:coma|wheelchair|clinic|psychiatric \w+)\b|\bself-?harm\w*\b|\btried to (?:kill|end)\b[^.,;\n]{0,20}", re.I),
)
_BELIEF = (
    re.compile(r"\b(?:an?\s+)?jehovah'?s?\s+witness(?:es)?\b|\b(?:the\s+)?(?:far|hard|extreme|radical) (?:right|left)\b|\b(?:an?\s+)?(?:seventh[- ]day adventist|scientologist|freemason|shi'?a|sunni|ahmadi|alevi|druze|copt(?:ic)?|yazidi|parsi|jain|calvinist|lutheran|presbyterian|born[- ]again|amish|hasidic|orthodox jew|secular jew|ex-muslim|communist|socialist|anarchist|monarchist|marxist|trotskyist)\b", re.I),
    re.compile(r"\b(?:i|he|she|they|we|who)\s+(?:vote[sd]?|voted|campaign(?:s|ed)?|stood|canvass\w*)\s+(?:for\s+)?(?:the\s+)?[A-Za-z][\w'-]*(?:\s+[\w'-]+){0,3}", re.I),
    re.compile(r"\b(?:arrested|convicted|sentenced|jailed|imprisoned|detained|deported|on bail|on parole|on trial|acquitted|cautioned)\b(?:\s+(?:at|for|in|after|over|twice|once)\s+[^.,;:!?\n]{2,40})?", re.I),
    re.compile(r"\b(?:a\s+|the\s+)?(?:son|daughter|child|children|grandson|granddaughter|grandchild)\s+of\s+(?:\w+\s+){0,3}(?:workers|immigrants|refugees|migrants|farmers|miners|slaves|survivors|settlers|missionaries|nomads|exiles|diplomats|parents)\b", re.I),
    re.compile(r"\b(?:i|he|she|they|we)\s+(?:pray|prays|prayed|fast|fasts|fasted|convert|converted|worship|worships|go to mass|goes to mass|wear|wears|wore|keep|keeps)\s+(?:five|three|seven|daily|during|for|in|to|on|a|the|my|her|his|kosher|sabbath|shabbat|lent|ramadan)\b[^.,;:!?\n]{0,40}", re.I),
    re.compile(r"\b(?:i|he|she|they|we|who|mentee|mentor)(?:'m|'s| am| is| was| are| were|'re)?\s+(?:from|out of|come from|comes from|came from|fled|escaped from|born in|refugees? from)\s+(?:a\s+)?(?:Traveller|Roma|Sinti|refugee|migrant|immigrant|foster|care home|foster care|children's home|orphanage)\w*(?:\s+\w+)?", re.I),
    re.compile(r"\b(?:her|his|my|their)\s+(?:asylum|immigration|visa|residence|citizenship|deportation|criminal|court|bail|parole|custody|insolvency|bankruptcy)\s+(?:case|claim|application|hearing|status|permit|record|papers|problem|appeal|renewal)\b", re.I),
    re.compile(r"\b(?:a\s+)?permit that runs out[^.,;:!?\n]{0,20}|\bcase with the home office\b", re.I),
)
_KIN = r"(?:mother|father|mum|mom|dad|parents|wife|husband|spouse|ex|ex-wife|ex-husband|son|daughter|kids|baby|brother|sister|siblings|uncle|aunt|auntie|cousin|nephew|niece|grandmother|grandfather|grandma|grandpa|gran|nan|grandson|granddaughter|grandchildren|stepmother|stepfather|stepson|stepdaughter|mother-in-law|father-in-law|brother-in-law|sister-in-law|in-laws|fianc[eé]e?|girlfriend|boyfriend|twins?)"
_FAMILY = (
    re.compile(rf"(?<![\w-])(?:my|his|her|their)\s+(?:(?:late|ex|older|younger|eldest|youngest|twin|own|sick|small|little|big|old|elderly|two|three|four|five|six|only|first|second|adult|grown-up|newborn|new|disabled|autistic|dead|dying|\w+-year-old)[\s-]+){{0,3}}{_KIN}\b(?!'s\s+(?:generation|age))(?:\s*,?\s+(?:who|works?|worked|died|left|is|was|has|had|runs?|drove|drives|lives?|owns?|signed|buried|sits|taught|teaches|passed|and (?:his|her|my|their))\b[^.;:!?\n()]{{0,60}})", re.I),
    re.compile(r"(?<![\w-])(?:my|his|her|their)\s+(?:\w+\s+)?(?:brother|sister|siblings|cousin|uncle|aunt|nephew|niece|ex|twin|late \w+|grand\w+|step\w+|in-laws|\w+-in-law)\b(?!'s\s+(?:generation|age))", re.I),
    re.compile(r"\b(?:buried|lost|left|married|divorced|nursed|cares? for|caring for|looks? after)\s+(?:my|his|her|their)\s+(?:\w+\s+)?(?:mother|father|mum|dad|wife|husband|partner|son|daughter|baby|child|parents)\b", re.I),
    re.compile(r"\b(?:mother|father|mum|dad|parent)\s+of\s+(?:\w+\s+)?(?:twins|triplets|two|three|four|five|six|seven|a|one)\b(?:\s+\w+)?", re.I),
    re.compile(r"\b(?:two|three|four|five|six|seven)\s+(?:small\s+|little\s+|young\s+|grown-up\s+|adopted\s+)*(?:daughters|sons|children|kids|boys|girls|babies|stepchildren)\b(?:\s+(?:with|and|by)\s+(?:her|his|my)\s+\w+)?", re.I),
    re.compile(r"\b(?:lost|losing|buried|adopted|fostered|is raising|raising|raised)\s+(?:a|an|my|his|her|their|two|three|the)\s+(?:\w+\s+)?(?:child|baby|son|daughter|wife|husband|mother|father|brother|sister|parents?|children|girls?|boys?|nephew|niece|twins?)\b", re.I),
    re.compile(r"\b(?:(?:my|his|her|their|a|the|messy|second|recent)\s+)*(?:divorce|separation|custody battle|wedding|engagement|honeymoon|funeral of (?:my|his|her) \w+|maternity leave|paternity leave|adoption)\b(?=[^\n]{0,60}\b(?:last|this|year|him|her|me|spring|autumn|winter|summer|since|after|before|through|from|of|and|he|she|was|is)\b)", re.I),
)


def details(text: str) -> Iterator[Found]:
    """Each of them."""
    for kind, patterns in ((EntityType.HEALTH, _HEALTH), (EntityType.SPECIAL, _BELIEF), (EntityType.FAMILY, _FAMILY)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                start, end = match.span()
                while end > start and text[end - 1] in " ,":
                    end -= 1
                yield Found(start, end, kind)
