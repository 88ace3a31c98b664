"""Names that are also words: Grace, Will, Mark and Hope the people, and grace, will, mark and hope the words."""

from __future__ import annotations

import re

from facilitator.anonymising.lexicon import in_dictionary

_THINGS = set("hope grace faith joy patience charity mercy honor honour justice liberty unity prudence temperance bliss glory art will chance sunshine rain sky ocean summer autumn dawn eve amber ginger basil sage clay heath ash".split())
"""Words that need no article when they mean the thing, so that an article's absence says nothing."""
_MONTHS = set("may april june august march".split())
_COUNTED = set(
    """
    mark bill jack dean rose chip rob bob nick pat sue drew chase hunter mason cooper carter parker tyler archer porter taylor turner walker baker fisher earl duke guy ray ruby pearl holly daisy lily
    violet iris olive robin jay wren penny angel miles max carol skip buddy glen cliff brook forest reed lane ford grant wade pierce lance chance ace king prince rex dale river star
    rowan hazel juniper jasmine poppy fern heather blaze dash jet ridge stone wolf fox page jewel crystal opal coral pip kit dot peg nell dolly molly polly josh jimmy johnny tommy teddy randy
    victor christian jordan israel chad kelly stacy tony al art gene cherry candy bunny kitty birdie bambi rocky sonny junior bud duncan stew basil herb barb bea dee jo kay mo flo tab tad ward webb
    brad cody dusty rusty sandy misty stormy sunny rich frank ernest wise young long strong sterling noble royal pierce rory romeo roman dominic felix rufus
    constance harmony melody destiny trinity verity felicity ivy
    tom tim sam ben dan jen ken len ted ned joe ron don lee kim nat meg viv kat liz bev val lou drew trace tracy cary barry harry larry jerry gerry terry perry mike mick rick dick pete gail hank jake
    marina victoria regina gloria viola flora aurora luna stella celeste clement urban norman german frances dolores consuelo soledad pilar marina carmen sol luz paz cruz angel jesus salvador rosa lotus
    mercedes alexis dakota phoenix asia china paris london savannah florence charlotte madison austin houston dallas sydney adelaide victoria georgia virginia carolina jackson lincoln kent devon chester
    billy bobby brandy derrick ebony hector jade jasper lucky martin morgan peter piper rosemary sally sherry tanner theodore tori warren colin stephen joseph tiffany sapphire scarlett savvy skye sonny teal willow winter wren zion
    cheng ping gang ling ming wang yang tang hung ding may mei
    """.split()
)
_ORDINARY = _THINGS | _MONTHS | _COUNTED

_DETERMINER = re.compile(r"\b(?:the|a|an|my|our|his|her|their|your|its|this|that|these|those|no|every|each|some|any|much|more|less|enough|such|what|which|of|good|great|bad|little|new|old|free|own|full|real|any|all|question|one|two|first|last|final|full|high|low|early|late|i|we|you|they|he|she|it|who|there|to|not|really|only|always|never|just|also|still|don't|didn't|can|could|would|should|must|might)\s+$", re.I)
_MET = r"(?:met|meet|meets|meeting|told|tell|tells|telling|nobody tells|asked|ask|asks|asking|thank|thanks|thanked|emailed|messaged|phoned|rang|texted|called|named|invited|introduced|interviewed|mentored|mentoring|mentor|mentee|mentor's|boss|manager|colleague|supervisor|director|friend|buddy|partner|hi|hello|hey|dear|mr|mrs|ms|dr|miss|gave|showed|shows|sent|helped|let|made|saw|watched|heard|me and|cc|between|credit|overheard|paired with|pinged|shadowed|shadowing|reminded|persuaded|convinced|promised|owe|owed|trust|trusted|respect|admire)"
_INTRODUCED = re.compile(rf"\b{_MET}\s+$", re.I)
_TOGETHER = re.compile(r"\b(?:met|meet|meeting|session|sessions|chat|talk|talked|talking|spoke|spoken|speak|speaking|call|coffee|lunch|tea|work|worked|working|pair|paired|pairing|sat|sit|sitting|catch[- ]?up|1:1|one[- ]to[- ]one|conversation|time|hour|first|agreed|agree|disagreed|laughed|argued|honest|open|comfortable|along|up|in touch|disagree|walk|walked|visit|shared|share|checked|check|contact|trust|honestly|together|started|clash\w*|problem\w*|lesson)\s+(?:\w+\s+)?with\s+$", re.I)
_TO_OR_FROM = re.compile(r"\b(?:from|to|by|for|about|with|behind|beside|without|and|or|than|as|after|before|near|next to|against|except|unlike|like|via|per|&)\s+$", re.I)
_SAID = re.compile(
    r"^(?:\s+(?:said|says|sez|told|tells|thinks|thought|asked|asks|wants|wanted|feels|felt|knows|knew|works|worked|agreed|agrees|suggested|suggests|mentioned|mentions|explained|explains|replied|laughed|"
    r"showed|shows|gave|gives|took|takes|came|comes|went|goes|joined|leads|led|wrote|writes|sent|sends|noticed|admitted|admits|offered|offers|listened|listens|pushed|pushes|challenged|helped|helps|kept|keeps|"
    r"interrupted|interrupts|talked|talks|spoke|speaks|smiled|stayed|shared|shares|introduced|pointed|reminded|tried|tries|doesn't|didn't|hasn't|hadn't|isn't|wasn't|can't|couldn't|won't|wouldn't|disagrees|disagreed|"
    r"realised|realized|confessed|nodded|cried|apologised|apologized|insisted|insists|complained|complains|reckons|reckoned|believes|loves|hates|likes|liked|needs|needed|seems|seemed|prefers|hears|heard|sees|saw|"
    r"learned|learnt|teaches|taught|understood|understands|manages|managed|runs|ran|owns|covers|covered|retired|retires|resigned|quit|left|got|gets|put|let|lets|never|always|sometimes|usually|then|also|still|just|already|quietly|kindly|really|finally|who|whose|emailed|texted|rang|messaged|arrived|turned up|showed up|walked|sat|stood|looked|promised|promises|called|calls|presented|opened|opens|answered|answers|wasnt|isnt|doesnt|didnt|made|makes|does|did)\b"
    r"|\s+(?:and|&)\s+(?:i|me|we|her|him|his|my|their)\b|\s+from\s+(?!the\b)\w+|,?\s+(?:\(?my|our|the|a|who is|who's)\s+(?:mentee|mentor|boss|manager|colleague|director|buddy|friend|team lead|lead|partner|wife|husband|senior|junior|ceo|cfo|head)\b"
    r"|\s+in\s+(?:finance|hr|it|sales|legal|marketing|payroll|ops|operations|procurement|accounts|logistics|engineering|compliance|audit|risk|facilities)\b)",
    re.I,
)
_THINGS_DO = re.compile(r"^\s+(?:comes|came|helps|helped|takes|took|makes|made|goes|went|works|worked|needs|needed|keeps|kept|gets|got|does|did|is|was|never|always|also|then|just|still)\b", re.I)
_MOSTLY_NAMES = frozenset("tom tim sam ben dan jen ken len ted ned joe ron don lee kim nat meg viv kat liz bev val lou barry harry larry jerry gerry terry perry mike rick pete gail hank jake bill jack dean rob bob nick pat duncan martin robin carol holly daisy lily violet iris molly polly josh jimmy johnny tommy teddy randy victor christian tony kelly stacy rory roman felix rufus victoria ivy constance ruby basil heather jasmine hazel poppy penny max miles glen clive".split())
_WEAKLY = re.compile(r"^\s+(?:is|was|has|had|can|could|would|should|might|may|must|will|won't|isnt|wasnt|hasnt)\b", re.I)
_LIKE_A_PERSON = re.compile(r"^\s+(?:is|was|seemed|seems|looked)\s+(?:so |very |really |quite |a bit |never |not )?(?:patient|late|kind|tired|nice|quiet|angry|sad|happy|nervous|shy|funny|rude|upset|ill|sick|away|off|busy|early|polite|curious|honest|brilliant|lovely|great with|on leave|on holiday)\b", re.I)
_NOT_A_PERSON = re.compile(r"^\s+(?:is|was)\s+(?:a|an|the|not|what|all|in|key|important|about|good|gone|lost|there|that|when|essential|needed|required|everything|something|enough|one)\b", re.I)
_AS_A_VERB = re.compile(r"^\s+(?:the|a|an|it|this|that|them|these|those|my|your|our|his|her|their|you|we|i|they|he|she|there|us|me|to|for|so|not|be|some|any|all|everyone|people|someone|nobody|of|at|up|down|out|off|on|period|days?|sheet|scheme|notes?)\b", re.I)
_CALENDAR = re.compile(r"\b(?:in|since|until|till|by|last|next|this|of|early|late|mid|before|after|from|every|during|end of|start of|on|for|and|to|\d+(?:st|nd|rd|th)?)[\s-]+$", re.I)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n]|[\"'(*>-]|\d[.)])\s*$")


_BESIDE_ANOTHER = re.compile(r"(?:,\s+(?!I\b)[A-Z][a-z]+)*\s*,?\s+(?:and|&|or)\s+(?!I\b|The\b|My\b|We\b|It\b)[A-Z][a-z]+\b(?!\s+[A-Z])")
_LOCATED = re.compile(r"\s+(?:from|in|at|on)\s+(?:the\s+)?(?:same|next|other|[\w-]+\s+)?\s*(?:street|floor|team|desk|office|branch|depot|site|shift|payroll|finance|sales|legal|reception|door|department|hr|it|accounts|crew|class|school|town|yard)\b", re.I)


def is_ordinary(word: str) -> bool:
    """Whether the word, in small letters, also has a meaning of its own."""
    return word in _ORDINARY or in_dictionary(word)


def may_be_a_name(word: str) -> bool:
    """Whether people bear the word as a name."""
    return word in _ORDINARY


def begins_a_sentence(text: str, at: int) -> bool:
    """Whether nothing but a sentence's end stands before the place."""
    return bool(_SENTENCE_START.search(text[max(0, at - 12) : at]))


def is_finite(word: str) -> bool:
    """Whether the word is a verb told of one person or of the past: "paid", "marks"."""
    from lemminflect import getAllLemmas

    lemmas = getAllLemmas(word, upos="VERB").get("VERB", ())
    return bool(lemmas) and word not in lemmas and not word.endswith("ing")


def is_a_person(text: str, start: int, end: int, *, in_roster: bool = False) -> bool:
    """Whether an ordinary word is used as a name here."""
    word = text[start:end].lower()
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    opens = begins_a_sentence(text, start)
    capital = text[start].isupper() and not text[start:end].isupper()
    if word in _MONTHS and (_CALENDAR.search(before) or re.match(r"\s+(?:\d|the \d)", after)) and not _SAID.match(after):
        return False
    if capital and not opens:
        return True
    if not capital and re.search(r"\b(?:may|might|will|would|can|could|should|must|shall|to|it'll|we'll|i'll|don't|didn't|won't)\s+$", before, re.I) and not _INTRODUCED.search(before) and not _SAID.match(re.sub(r"^\s+and\s+i\b", "", after, flags=re.I)):
        # what stands after these is done, not met
        return bool(in_roster and re.search(r"\bto\s+$", before))
    if word in _ORDINARY and _BESIDE_ANOTHER.match(after) and (capital or in_roster):
        return True
    if opens and capital and word in _ORDINARY and _LOCATED.match(after):
        return True
    if word in _MONTHS and re.search(r"(?:,|;)?\s+(?:and|but|so)\s+$", before) and re.match(r"\s+(?:will|would|can|could|should|is|was|has|says|said|asked|told)\b", after) and capital:
        return True
    possessive = re.match(r"'s\b", after)
    if possessive and not re.search(r"\b(?:the|a|this|last|next)\s+$", before, re.I):
        return word not in _THINGS | _MONTHS or capital or (in_roster and not re.match(r"'s\s+(?:a|not|the|good|hard|no|just|really|so)\b", after))
    said = _SAID.match(after) is not None
    if opens and not capital and word in _MONTHS and re.match(r"\s+([a-z]+)", after) and is_finite(re.match(r"\s+([a-z]+)", after)[1]):  # type: ignore[index]
        return True
    following = re.match(r"\s+([a-z]+)", after)
    if said and word in _THINGS and opens and not in_roster and word != "will" and _THINGS_DO.match(after):
        return False
    if word == "will" and re.match(r"\s+will\b", after):
        return True
    if opens and capital and following and is_finite(following[1]) and word not in _THINGS | _MONTHS and following[1] not in ("was", "is", "has", "had", "does", "did"):
        return True
    if opens and capital and word in _MOSTLY_NAMES and not _AS_A_VERB.match(after):
        return True
    if not opens and following and word in _MONTHS | _COUNTED - {"trace"} and is_finite(following[1]) and not _DETERMINER.search(before) and not _TO_OR_FROM.search(before) and not re.search(r"[\w'-]+(?:ly|s)\s+$", before):
        return True
    if said and not _DETERMINER.search(before) and not (word == "will" and re.match(r"\s+(?:always|never|also|still|just|then|really|sometimes|usually|finally|let|put|quit|already)\b", after) and not opens):
        return not (word in _MONTHS and re.match(r"\s+(?:never|also|still|just|always|really|well)\b", after))
    if _INTRODUCED.search(before) and not (_AS_A_VERB.match(after) and not re.match(r"\s+(?:to|for|at|about|on|off|so|that|not|the|if|how|my|a|up|out|some)\b", after)):
        if re.match(r"\s+(?:how|what|why|where|the|my|a|that|about|to|if)\b", after):
            return True
        return word not in _THINGS or word == "will" or not re.search(r"\b(?:is|was|it's|gave|like|showed|shows|saw|let|made|both|between|old|young|poor|respect|trust|asked for|heard)\s+$", before, re.I)
    if _TOGETHER.search(before):
        return True
    if _WEAKLY.match(after) and not _DETERMINER.search(before):
        if word == "will" and re.match(r"\s+(?:is|was|has|had|can|could|would|should|might|must)\b", after):
            return True
        if _LIKE_A_PERSON.match(after):
            return True
        return not (word in _THINGS | _MONTHS and (_NOT_A_PERSON.match(after) or not (capital or in_roster)))
    if _TO_OR_FROM.search(before) and word in _COUNTED and not _AS_A_VERB.match(after) and not re.search(r"\b(?:to|or|and)\s+$", before, re.I):
        return True
    if capital and opens and in_roster:
        return not _AS_A_VERB.match(after) and not re.match(r"\s+(?:that|this|[a-z]+(?:ing)?\s+(?:is|was|are|were))\b", after)
    return False
