"""Health, belief, origin, orientation and other things the law protects, and details of somebody's family."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.anonymising.found import Found
from facilitator.domain.anonymised import EntityType

_ILLNESS = (
    r"(?:adhd|add|autis(?:m|tic)|asperger(?:'?s)?|dyslexi(?:a|c)|dyspraxi(?:a|c)|dyscalculi(?:a|c)|tourette(?:'?s)?|ocd|ptsd|bipolar(?: disorder)?|depress(?:ion|ive)(?: episode)?|antidepressants?|anxiety(?: disorder| attacks?)?|panic (?:attacks?|disorder)|"
    r"schizophreni(?:a|c)|psychosis|psychotic episode|anorexia|bulimia|eating disorder|self-harm(?:ed|ing)?|suicidal|burn-?out|nervous breakdown|breakdown|insomnia|epilep(?:sy|tic)|seizures?|migraines?|diabet(?:es|ic)|insulin(?: pump)?|asthma|copd|"
    r"eczema|psoriasis|arthritis|rheumatoid|lupus|fibromyalgia|endometriosis|pcos|menopaus(?:e|al)|perimenopaus(?:e|al)|pregnan(?:t|cy)|miscarriages?|stillbirth|ivf|fertility treatment|infertility|abortion|c-section|postnatal|postpartum|"
    r"cancer|tumou?r|leukaemia|leukemia|lymphoma|melanoma|chemo(?:therapy)?|radiotherapy|mastectomy|biopsy|remission|stroke|heart (?:attack|condition|surgery|bypass|failure)|pacemaker|stent|angina|blood pressure|transplant|dialysis|kidney (?:stones|disease|failure)|"
    r"liver (?:disease|failure)|hepatitis|hiv|aids|long covid|chronic (?:fatigue|pain|illness)|multiple sclerosis|parkinson(?:'?s)?|alzheimer(?:'?s)?|dementia|crohn(?:'?s)?|colitis|ibs|coeliac|celiac|stoma|colostomy|ileostomy|catheter|incontinence|"
    r"cerebral palsy|muscular dystrophy|spina bifida|scoliosis|slipped disc|bad (?:knees?|back|hip)|hip replacement|knee (?:surgery|replacement|operation)|prosthe(?:tic|sis)(?: (?:leg|arm|hand))?|amput(?:ee|ation|ated)|wheelchair|crutches|hearing (?:aid|aids|loss)|cochlear implant|tinnitus|"
    r"deaf(?:ness)?|blind(?:ness)?|visually impaired|partially sighted|guide dog|colou?r-?blind|stammer|stutter|speech impediment|disab(?:led|ility)|neurodivergent|neurodiverse|allerg(?:y|ies)|anaphyla\w+|epipen|operation|surgery|surgeon's|concussion|brain (?:injury|tumou?r|surgery)|"
    r"alcoholi(?:c|sm)|sober|in recovery|rehab|aa meetings?|drinking problem|addict(?:ion|ed)?|overdose|methadone|medication|meds|pills|therap(?:y|ist)|counselling|psychiatrist|psychologist|sectioned|sick leave|sick note|sick list|hospitali[sz]ed|in (?:the )?hospital|in the clinic|"
    r"diagnos(?:is|ed)|prescription|inhaler|sertraline|prozac|lithium|ritalin|lyme disease|sepsis|tuberculosis|malaria|shingles|gout|vertigo|sciatica|carpal tunnel|thyroid|anaemi(?:a|c)|sickle cell|thalassaemia|haemophilia|narcolepsy|sleep apnoea|gender dysphoria|hormone treatment|hysterectomy|vasectomy|prostate)"
)
_HEALTH = re.compile(
    rf"(?<![\w-])(?P<span>(?:(?:i|he|she|they|we)\s+(?:have|has|had|am|is|was|are|were|takes?|took|(?:have|has|had|'ve) been|suffers? from|lives? with|(?:am|is|was) on|(?:have|has) got|carry|carries|wears?|(?:has|have|had) had)\s+(?:on\s+|in\s+|off\s+(?:with\s+)?|with\s+|diagnosed with\s+|recovering from\s+|treated for\s+)?)?"
    rf"(?:(?:my|his|her|their|our|a|an|the)\s+)?(?:(?:last|next|first|third|latest|recent|severe|mild|chronic|late|early|long-term|second|first|breast|lung|bowel|skin|prostate|ovarian|type [12]|type one|type two|\w+ (?:months?|weeks?)|clinical|social|post-natal|stage \w+|old|own|new)\s+)*{_ILLNESS}(?:\s+(?:diagnosis|treatment|medication|appointment|attack|attacks|disorder|condition|flare-?up|episode|scan|results|operation|in (?:the )?(?:spring|summer|autumn|winter)|since (?:the )?\w+|for my \w+))*)(?![\w-])",
    re.I,
)
_BARE_HEALTH = re.compile(r"\b(?:has|have|had|with|my|his|her|about (?:my|his|her)|diagnosed with|got|for)\s+(?P<span>MS|ME|CF|MND|ALS|IBD|TB|CP|EDS|POTS|PMDD|BPD|DID|HIV)(?![\w-])")
_NO_HEALTH = re.compile(r"\b(?:operation|surgery|medication|pills|diagnosis|diagnosed|blind|deaf|stroke|breakdown|therapy|therapist|addicted|surgeon's|allergy|in recovery|sober|disability|disabled|anxiety|depression|burnout|burn-out|counselling|psychologist|asthma|prescription)\b", re.I)
_ABOUT_SOMEBODY = re.compile(r"\b(?:my|his|her|their|i|i'm|im|he|she|he's|she's|they|we|who|mentee|mentor|boss|manager|am|being|had|have|has|diagnosed|only|our)\b", re.I)
_FAITH = r"(?:muslim|islam|christian(?:ity)?|catholic|protestant|methodist|baptist|anglican|evangelical|pentecostal|orthodox(?: jew\w*| christian)?|jew(?:ish)?|judaism|hindu|sikh|buddhist|mormon|quaker|jehovah's witness(?:es)?|baha'i|pagan|atheist|agnostic|rastafarian|zoroastrian|hijab|headscarf|niqab|turban|kippa|kippah|yarmulke|kirpan|mosque|synagogue|gurdwara|temple|bible group|prayer (?:room|times?)|prays?|praying|ramadan|eid|yom kippur|passover|sabbath|shabbat|diwali|lent|fasting|kosher|halal|baptism|bar mitzvah)"
_ORIENTATION = r"(?:gay|lesbian|bisexual|queer|trans(?:gender)?|non-?binary|asexual|pansexual|intersex|transition(?:ing|ed)?|came out|coming out|closeted|in the closet|drag queen|same-sex (?:partner|marriage)|pronouns are \w+/\w+)"
_ORIGIN = r"(?:nigerian|ghanaian|kenyan|somali|eritrean|ethiopian|sudanese|egyptian|moroccan|algerian|tunisian|south african|zimbabwean|jamaican|trinidadian|haitian|cuban|mexican|colombian|venezuelan|brazilian|peruvian|filipin[ao]|vietnamese|thai|indonesian|malaysian|chinese|japanese|korean|indian|pakistani|bangladeshi|sri lankan|nepali|afghan|iranian|iraqi|syrian|lebanese|palestinian|israeli|turkish|kurdish|armenian|georgian|russian|ukrainian|polish|romanian|bulgarian|albanian|roma|romani|traveller|gypsy|black|brown|asian|mixed[- ]race|biracial|latin[ao]|hispanic|arab|african[- ]american|afro-caribbean|aboriginal|m[aā]ori|native american|indigenous|dalit)"
_STATUS = (
    r"(?:asylum(?: case| seeker| claim| application)?|refugee|immigration (?:case|status|lawyer)|(?:work|student|spouse|skilled worker|family|residence)\s+(?:visa|permit)|visa (?:case|problem|problems|application|expires|runs out)|undocumented|deport(?:ed|ation)|leave to remain|settled status|green card|citizenship (?:test|application)|stateless|"
    r"shop steward|union (?:rep|representative|member|organi[sz]er|official|branch \w+|steward)|branch secretary|trade unionist|works council(?:lor)?|(?:in|joined|join) (?:the|a) union|on strike|picket line|"
    r"tory|labour (?:party|member|councillor)|conservative party|green party|lib ?dem|republican|democrat|communist|brexiteer|party member|votes? (?:labour|tory|green|leave|remain|the other way(?: from me)?)|stood for (?:parliament|council)|"
    r"criminal record|prison(?:er)?|served time|ex-offender|probation|convict(?:ed|ion)|arrested|jail|custody battle|parental leave(?: after \w+)?|bankrupt|in debt|food bank|homeless|in care|care leaver|foster (?:care|child)|sex worker|benefits|universal credit|restraining order|domestic (?:abuse|violence))"
)
_SPECIAL = re.compile(
    rf"(?<![\w-])(?P<span>(?:(?:i|he|she|they)(?:'m|'s| am| is| was|'re| are)\s+|(?:converted|conversion) to\s+|(?:a|an|the|my|his|her|their)\s+(?:\w+ing\s+|devout\s+|strict\s+|practising\s+|practicing\s+|lapsed\s+|local\s+|elected\s+|openly\s+|former\s+)*|im\s+)?"
    rf"(?:{_FAITH}|{_ORIENTATION}|{_STATUS})(?:\s+(?:to (?:him|her|me|them|us|everyone|my \w+|his \w+|her \w+)|for [A-Z]\w+|and so am i|and so is \w+|and says so|from me and says so))*)(?![\w-])",
    re.I,
)
_FROM = re.compile(rf"(?<![\w-])(?P<span>(?:i'm|im|i am|he is|he's|she is|she's|being|as|i was|who is|mentee is|mentor is)\s+(?:a |an |the )?(?:only |half[- ]|part[- ]|proud |originally |ethnically )*{_ORIGIN}(?:\s+(?:woman|man|girl|guy|lad|person|immigrant|descent|heritage|background))?)(?![\w-])", re.I)
_LOOSE_SPECIAL = re.compile(r"^(?:temple|prays?|praying|lent|fasting|orthodox|transition(?:ing|ed)?|benefits|probation|republican|democrat|convicted|arrested|jail|prison|the temple|on strike|in care|a temple|bankrupt|eid|diwali|ramadan|sabbath)$", re.I)
_KIN = r"(?:mother|father|mum|mom|dad|parents?|wife|husband|spouse|partner|ex|ex-wife|ex-husband|son|daughter|children|kids?|baby|twins?|triplets|brother|sister|siblings?|twin (?:brother|sister)|uncle|aunt|auntie|cousin|nephew|niece|grand(?:mother|father|ma|pa|dad|son|daughter|parents)|step(?:mother|father|son|daughter|brother|sister)|(?:mother|father|brother|sister|son|daughter)-in-law|in-laws|fianc[eé]e?|girlfriend|boyfriend)"
_FAMILY = (
    re.compile(rf"(?<![\w-])(?:my|his|her|their|the mentee's|the mentor's|my mentee's|my mentor's|my boss's|the director's|a)\s+(?:(?:first|second|third|ex|late|older|younger|eldest|youngest|newborn|adopted|foster|twin|own|disabled|autistic|sick|ill|dying|only|two|three|four|five|six|\w+-year-old)[\s-]+)*{_KIN}\s+(?:(?:also\s+|once\s+|still\s+|now\s+)?(?:works?|worked|drove|runs?|ran|died|passed|is|was|has|had|left|taught|teaches|sits|sat|owns|lives|founded|goes|went|plays|played|used|got|lost|cleaned|cleans)\b|who\b)[^.,;:!?\n()]*", re.I),
    re.compile(r"(?<![\w-])(?:my|his|her|their)\s+(?:(?:newborn|new|second|third|fourth|six|five|four|three|two|adopted|foster|autistic|disabled|sick|dying|late|ex-?|estranged|first|baby)\s+)+(?:mother|father|mum|dad|wife|husband|partner|son|sons|daughter|daughters|children|kids|baby|babies|twins|triplets|brother|sister|child)\b", re.I),
    re.compile(r"(?<![\w-])(?:(?:my|his|her|their|the|a|an|recent|messy|second|mentee's|mentor's|boss's)\s+)*(?:divorce|divorced|separation from (?:my|his|her) \w+|marriage broke (?:down|up)|widow(?:ed|er)?|single (?:mum|mom|mother|dad|father|parent)|twins|triplets|adoption|stepchildren|custody (?:battle|case|hearing)|bereavement|(?:brother|sister|mother|father|son|daughter)-in-law|affair with \w+|wedding to \w+)(?![\w-])", re.I),
    re.compile(rf"(?<![\w-])(?:{_KIN}|my \w+) (?:is|was) (?:married to|engaged to|related to|the (?:son|daughter|wife|husband|brother|sister|nephew|niece) of)[^.,;:!?\n]*", re.I),
    re.compile(r"\b(?:a|his|her|my)\s+(?:daughter|son|sister|brother|wife|husband|mother|father|cousin)\s+who\b[^.,;:!?\n]*", re.I),
    re.compile(rf"\b(?:my|his|her|their)\s+{_KIN}\s+and\s+(?:my|his|her|their)\s+(?:\w+\s+)?{_KIN}\b", re.I),
)  # fmt: skip


def private(text: str) -> Iterator[Found]:
    """Each such detail; what is only talked about as a subject is left alone."""
    for match in _HEALTH.finditer(text):
        start, end = match.span("span")
        near = text[max(0, text.rfind(".", 0, start) + 1) : end + 30]
        if _NO_HEALTH.fullmatch(match["span"]) and not _ABOUT_SOMEBODY.search(near[: max(0, start - (text.rfind(".", 0, start) + 1))] or ""):
            continue
        yield Found(start, end, EntityType.HEALTH)
    for match in _BARE_HEALTH.finditer(text):
        yield Found(match.start("span"), match.end("span"), EntityType.HEALTH)
    for match in (*_SPECIAL.finditer(text), *_FROM.finditer(text)):
        if not _LOOSE_SPECIAL.match(match["span"]) or re.search(r"\b(?:i|he|she|my|his|her|because|bc|during|for|of|was|been|in)\s+(?:\w+\s+){0,2}$", text[max(0, match.start() - 30) : match.start()], re.I):
            yield Found(match.start("span"), match.end("span"), EntityType.SPECIAL)
    for pattern in _FAMILY:
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), EntityType.FAMILY)
