"""What speaks against a plain case: a rule being written, a subject being studied, a case long closed, a figure of speech."""

from __future__ import annotations

import re

from facilitator.domain.outputs import Trigger

_GENERAL = re.compile(
    r"\bever\b(?! since)|\b(?:what if|suppose|hypothetical\w*|in general|in principle|in theory|just want(?:ed)? to (?:be|b|know)|before we (?:begin|start)|has(?:n'?t| not) happened)\b"
    r"|(?:^|[.!?] )(?:and |so |but )?(?:how|what|should|who|would|must|can|may|do|does|when|which|where)\b[^.?!]*\b(?:if|when|in case)\b (?:a|an|any|some(?:one|body)|mentors?|mentees?|people|participants?|members?|pairs?|one of (?:them|us))\b"
    r"|(?:^|[.!?] )(?:how|what|which|should|when|where|who|do|does|is|are|can|could|would)\b[^.?!]*\b(?:programmes?|schemes?|programme owners?|an owner|organisations?|mentors|mentees|pairs|steering|we (?:plan|design|word|handle|deal|respond|react|train|brief)|(?:end|close|leave) a pair that)\b[^.?!]*\?"
)
_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|guidelines?|handbook|clause|wording|template|training|workshop|e-?learning|awareness|prevention|code of conduct|flow ?chart|criteria|checklist|steering group|richtlinie|schulung|política|formación)\b"
)
_SUBJECT = re.compile(
    r"\b(?:topic|theme|thema|tema|subject|session (?:about|on)|talk(?:ing)? about|discuss\w*|articles?|books?(?! (?:before|so))|films?|documentar\w+|podcasts?|news|newspapers?|study of|statistics|campaign|charity|helpline|hotline|thesis|report on|course on|lecture on|our unit|the unit|my job is|i work (?:for|in|as|at) (?:a|an|the)|i lead|i run|i chair|i teach|clients who|patients who|customers who|people who have|history of|in history|in sport|in games|journalism|how we treat|what we do when)\b"
)
_ABOUT_ME = re.compile(r"\b(?:me|my|myself|i|i'm|we|us|our)\b")
_CLOSED = re.compile(
    r"\b(?:\w+ )?years? (?:ago|back)\b|\b(?:in|since|of) (?:19|20)\d\d\b|\blong over\b|\bat my (?:first|last|old|previous|former) (?:job|company|firm|employer|school|place)\b|\b(?:was|were|been|got|all|is|it's|now) (?:resolved|dealt with|sorted|settled|closed|looked into|cleared up|handled)\b"
    r"|\b(?:recovered|well now|fine now|used to be|found to be|a misunderstanding|last (?:year|spring|autumn|summer|winter)|happily behind|behind me now|came back (?:stronger|repaired))\b"
)
_STILL = re.compile(r"\b(?:since then|still|again|every (?:day|week|shift|night)|keeps?|ever since|nothing happened|did nothing|these days|until today|to this day|goes on|has not stopped|hasn't stopped)\b")
_FIGURE = re.compile(
    r"\b(?:deadlines?|slides?|deck|vendor|demo|crm|haha|lol|jok(?:e|es|ing)|kidding|dashboards?|spreadsheets?|excel|quarterly|as in|so to speak|cake|birthday|rugby|boxing class|football|table tennis|hackathon|laugh(?:s|ed|ing)?|ground floor|synergy|if i (?:have to|hear)|one more (?:meeting|demo|slide|mail|call))\b"
)
_IN_EARNEST = re.compile(r"\b(?:suicidal|end(?:ing)? my life|my (?:arms?|wrists?)|nobody knows|don'?t want to (?:live|be alive)|not (?:joking|a joke)|isn'?t joking|never been a joker|means? it|serious)\b")
_DENIED = re.compile(r"\b(?:not|never|isn'?t|wasn'?t|aren'?t|weren'?t|no|without)(?: (?:been|being|about|a|any|yet|ever))?\s*$")


def spoken_against(trigger: Trigger, match: str, sentence: str, before: str, whole: str) -> bool:
    """Whether a plain case is a rule, a subject, a figure of speech, denied, or long closed."""
    if _DENIED.search(before):
        return True
    if _GENERAL.search(sentence):
        return True
    if not _ABOUT_ME.search(match) and (_RULES.search(sentence) or _SUBJECT.search(sentence)):
        return True
    if _CLOSED.search(whole) and not _STILL.search(whole):
        return True
    return trigger is Trigger.HARM and bool(_FIGURE.search(whole)) and not _IN_EARNEST.search(whole)
