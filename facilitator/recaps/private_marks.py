"""How people say that something is not for the recap: before it, after it, or about a person or a subject."""

from __future__ import annotations

import re

_PAPER = r"(?:(?:the|these|our|your|any|my) )?(?:notes?|minutes|recap|summary|record|write-?up|transcript)"
_WRITE = r"(?:minute|record|note|write|include|put|type|quote|mention|capture|log|document)"
_REFRAIN = rf"(?:don't|do not|dont|not to|never|can we not|can you not|could we not|could you not|let's not|rather you didn't|rather we didn't|prefer you didn't|prefer not to|please not)\s+(?:please\s+)?{_WRITE}"

_ELSEWHERE = r"(?:any(?:body|one)(?: else)?|every(?:body|one)|others?|other (?:ears|people)|outsiders|publication|print|circulation|notes?|minutes|paper|writing|repeating|repeated|written(?: down)?|shared|quoted|published|the (?:record|public|team|file)|record|file)"
TAG_OFF = re.compile(r"[\[{<]\s*(?:/\s*on|off(?:[- ](?:the[- ])?record)?|start off|otr|privat(?:e|o)?|vertraulich|confidential)\s*[\]}>]|^\W*(?:-{2,}|={2,}|\*{2,})\s*off(?: the)? record\s*\W*$", re.I)
TAG_ON = re.compile(r"[\[{(<]\s*(?:/\s*(?:off(?:[- ](?:the[- ])?record)?|otr|privat(?:e|o)?|vertraulich|confidential)(?: the)?(?: record)?|(?:back )?on(?:[- ](?:the[- ])?record)?|end off)\s*[\]})>]|^\W*(?:-{2,}|={2,}|\*{2,})\s*(?:back )?on(?: the)? record\s*\W*$", re.I)
HEADING_OFF = re.compile(rf"^\W*(?:off[- ](?:the[- ])?record|otr|privat(?:e|es)?(?: notes?)?|vertraulich|confidential|between us|not for {_PAPER}|not for sharing|not to be (?:shared|minuted)|don't minute|do not share|personal,? not for .*|for us only|sensitive|vertrouwelijk|confidentiel|confidencial)\b.{{0,40}}$|^.{{0,40}}\b(?:confidential|vertraulich|vertrouwelijk|off[- ](?:the[- ])?record|private|not for {_PAPER}|between us)\W*$", re.I)

BEFORE = re.compile(
    rf"\boff[- ](?:the[- ])?record\b|\botr\b|\b{_REFRAIN}(?: down)? (?:this|what (?:i'm|i am) about|the next|any of this)\b|\bnot for (?:{_PAPER}|the file|minuting|sharing|forwarding|circulation|anyone else)\b"
    rf"|(?:^|[,;:(-] ?|\b(?:(?:thing|things|word|bit|point|secret|something|this|that)(?: (?:just|only|strictly))?|just|strictly|purely|only|keep(?:ing)? (?:this|it|that)|(?:this|that|it)(?:'s| is)(?: just)?|(?:this|that|it|which)(?: all| one)? (?:stays?|should stay|must stay|has to stay|remains?)) )between (?:us|you and me|ourselves|the two of us|you,? me)\b(?! (?:and|there|we (?:have|could|can|should)))"
    rf"|(?<!grown )(?<!grew )(?<!grow )(?<!gain )(?<!gained )(?<!growth )(?<!increase )(?<!rise )(?<!drop )(?<!lack )\bin (?:strict(?:est)? |complete )?confidence\b|^\W*{_REFRAIN}\s*[:–-]|^\W*(?:confidential(?:ly)?|private(?:ly)?)\s*[:,-]|[(\[](?:strictly )?(?:private|confidential|not for [^)\]]{{3,30}}|don't minute|do not minute)[)\]]"
    rf"|\b(?:this|the next (?:bit|part)|what follows|what i say next) (?:is|stays|has to stay|must stay|should stay|isn't|is not)(?: strictly| just)? (?:confidential|private|here|in (?:this|the) room|for (?:you|your ears) only|for {_PAPER})\b|\bkeep (?:this|the next \w+|what follows)(?: \w+)? (?:to yourself|private|confidential|quiet|here|in this room|out of {_PAPER})\b"
    rf"|\bwhat i(?:'m| am) (?:about|going) to (?:say|tell)\b|\bi (?:probably |really )?(?:shouldn't|should not|oughtn't to|am not supposed to|'m not supposed to|am not allowed to) (?:say|tell|be saying|be telling|mention|share)\b|\b(?:can't|cannot|mustn't|must not|shouldn't|never|don't|do not) (?:repeat|pass on|share|forward) (?:this|what i)\b|\b(?:don't|do not|please not) tell (?:anyone|anybody|a soul|them|him|her) (?:this|i said this)\b"
    rf"|\b(?:this|that|it|the next \w+|what (?:i|comes|follows)[^.,:;]{{0,20}})(?: (?:one|bit|part))?(?: is(?: strictly)? not| stays not|'s(?: strictly)? not| isn't| ain't)(?: meant)? (?:for|to be|going in)(?: your| the| our| any)? {_ELSEWHERE}\b|^\W*(?:strictly |please )?not (?:for|to be)(?: your| the| any)? {_ELSEWHERE}\b"
    rf"|\bkeep (?:(?:this|it|that|what i say)(?: one| bit| part)? )?(?:under your hat|for yourself|to yourself|secret)\b|\b(?:minutes|recording|notes?|pens?|mics?) (?:off|down|away)\b|\bpark the (?:recording|notes|minutes)\b|\b{_REFRAIN} this (?:one|bit|part|down|anywhere)\b|\byou didn't hear this from me\b|^\W*(?:privat|vertraulich|im vertrauen|confidentiel|confidencial)\s*[:,-]"
    rf"|\bsag(?:en sie)? das nicht weiter\b|\bnicht (?:weiter ?sagen|aufschreiben|notieren|mitschreiben)\b|\bbleibt unter uns\b|\bvertraulich\s*[:,]|\bentre nous\b|\bunter uns\b|\bunter vier augen\b|\bnicht (?:ins )?protokoll\w*|\bhors micro\b|\bentre nosotros\b|\bin via riservata\b|\btussen ons\b|\bmi[eę]dzy nami\b"
    rf"|\bplease (?:don't|do not) (?:repeat|share|pass on|forward) (?:this|what i)\b|\b(?:stop|pause) (?:the )?(?:notes?\b|note-taking|recording|transcript|minut\w+|taking notes|typing)\b",
    re.I,
)
AFTER = re.compile(
    rf"\b(?:leave|keep|take|cut|strike|scrub|edit) (?:that|this|it|all that|all of that|that last \w+|the last \w+|what i(?:'ve)? (?:just )?said|my last \w+|that \w+) (?:out|off|away)\b(?! for)|\b{_REFRAIN}(?: down)? (?:that|it|what i(?:'ve)? (?:just )?said|any of that|all that|the last \w+|my last \w+)\b"
    rf"|\b(?:strike|delete|remove|scrap|erase|drop|redact|cut) (?:that|it|this|the last \w+|that last \w+|what i(?:'ve)? (?:just )?said|my last \w+|that \w+)(?: \w+)? (?:from|out of) {_PAPER}\b|\b(?:delete|remove|redact|erase) (?:what i(?:'ve)? (?:just )?said|that last \w+|the last \w+)\b"
    rf"|\b(?:that|it|all that|that last \w+|what i(?:'ve)? (?:just )?said|all of that|that bit|that part)(?:'s| is| was|'d better be| should be| needs to be| has to be| must be| stays| should stay| has to stay| must stay| needs to stay| ought to stay)(?: strictly| all| just)? (?:off[- ](?:the[- ])?record|between (?:us|you and me|ourselves)|confidential|private|not for {_PAPER}|in (?:this|the) room|here|with you)\b(?! to)"
    rf"|\bkeep (?:that|it|all that|that last \w+|all of that)(?: \w+)? (?:between (?:us|you and me|ourselves)|to yourself|private|confidential|off[- ](?:the[- ])?record|in this room|out of {_PAPER})\b|\bforget (?:i|that i|what i)(?: ever)? (?:just )?said (?:that|it)\b|\byou didn't hear (?:that|it) from me\b"
    rf"|\b(?:don't|do not|never|please not) (?:tell|mention (?:it|that) to) (?:anyone|anybody|a soul|the others|the team|them|him|her)\b|\bi(?:'ll| will) (?:leave|keep|take) (?:that|it) (?:out of {_PAPER}|off the record|out\W*$)|\bi(?: won't|'ll not| will not) (?:write|put|note|minute|include|record) (?:that|it)\b|\b(?:keep|leave) (?:that|it|all that) off (?:the record|{_PAPER})\b|\bdas streichen\b|\bstreich das\b"
    rf"|\b(?:asked|asks|wants?|would like|prefers?|requested)(?: for)? (?:that|this|it)(?: bit| part| last \w+)? (?:to (?:stay|be kept|be left|remain|be)|kept|left|stays?) (?:out of|off|out|between us|private|confidential)|\b(?:asked|asks) (?:me |us )?(?:not to|that (?:i|we) (?:don't|do not)) {_WRITE} (?:that|this|it)\b"
    rf"|\bplease (?:don't|do not) (?:repeat|share|pass on|forward) (?:that|it)\b|\bthat (?:one )?doesn't go (?:in|into) {_PAPER}\b|\bthat (?:one )?(?:isn't|is not|wasn't) for {_PAPER}\b",
    re.I,
)
BEFORE_NAME = re.compile(
    rf"^(?P<lead>[ \t>*•-]*(?:[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?[ \t]*(?:[-–|][ \t]*)?)?)\(?(?:off[- ](?:the[- ])?record|otr|between (?:us|you and me|ourselves|the two of us)|in (?:strict )?confidence"
    rf"|{_REFRAIN}(?: down)? (?:this|that|the next \w+)|not for (?:{_PAPER}|sharing|minuting)|confidential(?:ly)?|private(?:ly)?)\)?(?:[ \t]*[,;–-])?[ \t]+"
    rf"(?P<who>(?-i:[A-Z])[\w.'’-]*(?: (?-i:[A-Z])[\w.'’-]*){{0,2}}):[ \t]+(?=\S)",
    re.I | re.M,
)
"""A mark that stands before the speaker's name, where it would be read as part of the name."""
_PART = r"(?:what(?:ever)?|the (?:bit|bits|part|parts|thing|things|stuff|piece|comment|comments|remark|remarks|story|point|points|example|news|line|lines|details?)|anything|everything|all|my (?:comment|comments|remark|remarks|point|points|story))"
_SAID = r"(?:(?: that)? (?:i|we|you|she|he|they|[A-Z]\w+)(?:'ve| have|'d| had)?(?: just| earlier| ever|'ll| will| may| might)? (?:said|say|tell you|told you|told \w+|mentioned|shared|raised|brought up|were saying|was saying)(?: \w+ly| earlier| before)?)?"
_TOPIC = r"(?P<topic>[^.;!?]{2,70})"
SUBJECT = (
    re.compile(rf"\b(?:leave|keep|take|cut|strike|edit) out {_PART}{_SAID} (?:about|on|regarding|concerning|with|of) {_TOPIC}", re.I),
    re.compile(rf"\b(?:leave|keep|take|cut|strike|edit|get) {_PART}{_SAID} (?:about|on|regarding|concerning|with|of) (?P<topic>[^.;!?]{{2,60}}?) (?:out|off)\b", re.I),
    re.compile(rf"\b(?:{_REFRAIN}(?: down)?|skip|forget|delete|remove|redact|strike|erase|drop|ignore|omit|exclude|scrap) {_PART}{_SAID} (?:about|on|regarding|concerning|with) {_TOPIC}", re.I),
    re.compile(rf"{_PART}{_SAID} (?:about|on|regarding|concerning) (?P<topic>[^.;!?]{{2,60}}?),?(?:'s|'re| is| are| was| were| stays?| should stay| must stay| has to stay| needs? to stay| should be| must be| has to be| needs? to be| can't go| shouldn't go| doesn't go| isn't| ought to be)(?: strictly| all| to be)? (?:off[- ](?:the[- ])?record|between (?:us|you and me|ourselves)|confidential|private|not for|for the recap|out of (?:{_PAPER}|this|it)|in(?:to)? {_PAPER}|for {_PAPER}|in this room|left out)\b", re.I),
    re.compile(rf"{_PART}{_SAID} (?:about|on|regarding|concerning|with) (?P<topic>[^.;!?:]{{2,60}}?) (?:to )?(?:be|been) (?:left out|kept out|taken out|removed|deleted|struck|not (?:included|minuted|noted|recorded))\b", re.I),
    re.compile(rf"\b(?:leave|keep|take) (?P<topic>[^.;!?]{{2,50}}?)(?: (?:bit|part|stuff|thing|story|topic|business|conversation|comment))? out of {_PAPER}\b", re.I),
    re.compile(rf"\b(?:{_REFRAIN}|don't|do not|not) (?:mention|name|include|bring up|quote) (?P<topic>(?-i:[A-Z])\w+(?:'s \w+)?)(?: at all| anywhere)?(?: in {_PAPER}|\W*$)", re.I),
    re.compile(r"\b(?:the|that|my) (?P<topic>[^.;!?,]{2,40}?) (?:bit|part|stuff|thing|story|topic|business|comment|comments) (?:didn't|did not|doesn't|does not|shouldn't|should not|won't|can't|cannot) (?:go|be|appear|show|end up|get) (?:in|into|up in|part of)\b", re.I),
    re.compile(rf"\b(?:the|that|my) (?P<topic>[^.;!?,]{{2,40}}?) (?:bit|part|stuff|thing|story|topic|business|conversation|comment|comments)(?: earlier| from before)?(?:'s| is| was| stays| should stay| must stay| has to stay| needs to stay)(?: strictly)? (?:off[- ](?:the[- ])?record|between (?:us|you and me)|confidential|private|not for {_PAPER}|out of {_PAPER})\b", re.I),
    re.compile(rf"\b{_REFRAIN}(?: down)? (?:the|that|my) (?P<topic>[^.;!?,]{{2,40}}?) (?:bit|part|stuff|thing|story|topic|business|conversation|comment|comments)\b", re.I),
)  # fmt: skip
SPEAKER = (
    re.compile(r"\b(?:everything|anything|whatever|all(?: that)?|what) (?P<who>(?-i:[A-Z])\w+|I) (?:say|says|said|contributes?|adds?)(?: today| here| in this session| in here)? (?:is|stays|should stay|must stay|has to stay|should be|must be|was) (?:off[- ](?:the[- ])?record|out of|not to be|not for|confidential|private)", re.I),
    re.compile(r"\b(?:leave|keep) (?P<who>(?-i:[A-Z])\w+|me) out (?:of (?:the|this|any) (?:notes|recap|minutes|summary) )?(?:altogether|completely|entirely|of (?:the|this) (?:notes|recap|minutes|summary))", re.I),
    re.compile(r"\b(?:don't|do not|never|please don't) (?:minute|record|quote|note|write down|include) (?:anything|what(?:ever)?|a word|everything)(?: that)? (?P<who>(?-i:[A-Z])\w+|I) (?:say|says|said)", re.I),
    re.compile(r"\b(?:leave|keep) out (?:everything|anything|all)(?: that)? (?P<who>(?-i:[A-Z])\w+|I) (?:say|says|said)", re.I),
    re.compile(r"\b(?P<who>(?-i:[A-Z])\w+) (?:has |have )?(?:asked|asks|wants|prefers|would like) not to be (?:minuted|recorded|quoted|in the|noted|named or noted)"),
    re.compile(r"\b(?P<who>(?-i:[A-Z])\w+) (?:has not|hasn't|did not|didn't|does not|doesn't) (?:give|given|agree|agreed|consent|consented)\b[^.]{0,30}(?:record|minut|transcri|note|consent)"),
)  # fmt: skip
CLOSE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|so|well|anyway|anyhow|good|now|and|but|all right|alright|thanks?|thank you|understood|got it|noted|sure|of course|yes|yeah|absolutely)[,. ]+)*(?:anyway\b|anyhow\b|back on\b|on the record\b|(?:let's|shall we|can we|could we|we should|i'd like to) (?:get |go |come |move )?(?:back|on|talk|look|turn|return|start|pick)\b|back to\b|moving on|move on|on to\b|turning to|returning to|coming back to|"
    r"as for\b|other than that|apart from that|aside from that|that aside|leaving that|putting that aside|on another|on a different|different (?:topic|subject)|new (?:topic|subject)|change of (?:topic|subject)|next (?:item|point|topic|thing|question)|for the (?:record|notes|minutes|recap)\b|you can (?:write|minute|note|record|type|take notes)|(?:start|resume) (?:the )?(?:recording|minut\w+|writing|typing|notes)|"
    r"on the (?:topic|question|subject|matter) of|about the (?=\w+[,:])|to the agenda|what (?:i|we) can say|publicly|officially|this (?:bit|part|one)'?s? (?:is )?(?:fine|ok|okay|on the record)|(?:ok,? )?(?:the |so the )?(?:other|second|main|third) (?:thing|point|topic|question)\b)|\bback on (?:the )?record\b|\bon the record again\b|\byou can (?:write|minute|note|record|type) (?:this|again|down)|\bfor the (?:notes|minutes|recap)[,:]",
    re.I,
)
_RULE = re.compile(
    r"\b(?:anything|whatever|if (?:something|anything|you|i|one|we|either)|when (?:you|i|we|someone|either)|things (?:that|which|we|you)|how (?:do|does|can|would)|what (?:does|counts|is|happens)|can be|you can (?:say|ask|mark)|just say|nothing(?: \w+){0,4}|not|isn't|wasn't|never|no longer|rules?|free to say|able to say|allowed to) (?:[^.,;]{0,50} )?(?:off[- ](?:the[- ])?record|between us|in confidence)\b"
    r"|\boff[- ](?:the[- ])?record (?:rule|policy|means|remarks? (?:are|were)|passages|marks?|parts? (?:are|were)|conversations? (?:are|were))",
    re.I,
)  # fmt: skip


def is_rule(sentence: str) -> bool:
    """"Anything off the record stays out" sets the terms; it tells no secret."""
    return bool(_RULE.search(sentence)) and not re.search(r"\bcan (?:i|we)\b", sentence, re.I)
