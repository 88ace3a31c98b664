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
    r"\b(?:topic|theme|thema|tema|subject|session (?:about|on)|talk(?:ing)? about|discuss\w*|articles?|books?(?! (?:before|so))|films?|documentar\w+|podcasts?|news|newspapers?|study of|statistics|campaign|charity|helpline|hotline|thesis|report on|course on|lecture on|our unit|the unit|my job is|i work (?:for|in|as|at) (?:a|an|the)|i lead|i run|i chair|i teach|clients who|patients who|customers who|people who have|history of|in history|(?:on|the) (?:tv|telly|radio)|telly|a piece on|ruling|i read (?:of|that|how)|how to spot|for a living|i (?:test|audit|investigate) |in sport|in games|journalism|how we treat|what we do when)\b"
)
_ABOUT_ME = re.compile(r"\b(?:me|my|myself|i|i'm|we|us|our)\b")
_CLOSED = re.compile(
    r"\b(?:\w+ )?years? (?:ago|back)\b|\b(?:in|since|of) (?:19|20)\d\d\b|\blong over\b|\bat my (?:first|last|old|previous|former) (?:job|company|firm|employer|school|place)\b|\b(?:was|were|been|got|all|is|it's|now) (?:resolved|dealt with|sorted|settled|closed|looked into|cleared up|handled)\b"
    r"|\b(?:recovered|well now|fine now|used to be|found to be|a misunderstanding|last (?:year|spring|autumn|summer|winter)|happily behind|behind me now|came back (?:stronger|repaired))\b"
)
_STILL = re.compile(r"\b(?:since then|still|again|every (?:day|week|shift|night)|keeps?|ever since|nothing happened|did nothing|these days|until today|to this day|goes on|has not stopped|hasn't stopped)\b")
_FIGURE = re.compile(
    r"\b(?:deadlines?|slides?|deck|vendor|demo|crm|haha|lol|jok(?:e|es|ing)|kidding|dashboards?|spreadsheets?|excel|quarterly|as in|so to speak|cake|birthday|rugby|football|leaving for|moving to|emigrat\w*|organise a farewell|table tennis|hackathon|laugh(?:s|ed|ing)?|ground floor|synergy|if i (?:have to|hear)|one more (?:meeting|demo|slide|mail|call))\b"
)
_IN_EARNEST = re.compile(r"\b(?:suicidal|end(?:ing)? my life|my (?:arms?|wrists?)|nobody knows|don'?t want to (?:live|be alive)|not (?:joking|a joke)|isn'?t joking|never been a joker|means? it|serious)\b")
_DENIED = re.compile(r"\b(?:without|not) (?:sounding|looking|seeming|coming across|appearing) (?:like|as if|as though)(?: \w+)?\s*$|\b(?:not|never|isn'?t|wasn'?t|aren'?t|weren'?t|no|without)(?: (?:been|being|about|a|any|yet|ever))?\s*$")


_HYPOTHETICAL = re.compile(
    r"\b(?:ask(?:ing)? (?:this )?in general|just in general|has(?:n'?t| not) happened|hasnt happened|nothing (?:like that )?has happened|want(?:ed)? to be? (?:prepared|ready)|to be prepared|before we (?:begin|start)|hypothetical\w*)\b"
)
_PLANNED = re.compile(
    r"\b(?:as planned|as agreed at the start|last session(?! (?:with|i|he|she|was|ended))|end of the (?:programme|cohort|scheme|year)|(?:end|close|finish) (?:it |things )?well|retir\w+|leav(?:es?|ing) the (?:company|firm|organisation)|parental leave|maternity|paternity|site closure|in addition|as well as the one|new cohort|next (?:year|cohort)|our (?:way of )?(?:slides|notes|tool)|using (?:slides|the)|all (?:four )?are happy|is great|are great)\b"
)
_NOT_MEANT = re.compile(r"\b(?:haha\w*|lol|kidding)\b|[;:]-?\)")
_DRILL = re.compile(r"\b(?:drills?|exercise|rehears\w+|simulation|simulated|role[- ]?play|practice run|rubber knife|toy gun|dummy|as a test|test data|mock (?:audit|interview|trial))\b")
_FAMILY_CRIES = re.compile(r"\b(?:onions?|newborn|twins|teething|toddler|the small one|laugh a lot|glorious|cried laughing)\b")
_CHOSEN = re.compile(r"\b(?:chosen|picked|selected|invited|proud|asked to (?:speak|mentor))\b")


def spoken_against(trigger: Trigger, match: str, sentence: str, before: str, near: str) -> bool:
    """Whether a plain case is a rule, a subject, a figure of speech, denied, or long closed.

    ``near`` is the sentence with its neighbours: what stands further away says nothing about it.
    """
    if _DENIED.search(before):
        return True
    if _GENERAL.search(sentence) or _HYPOTHETICAL.search(near):
        return True
    if trigger is Trigger.PAIR_BREAKDOWN and _PLANNED.search(near):
        return True
    if trigger is Trigger.HARASSMENT and match.startswith("because") and _CHOSEN.search(sentence):
        return True
    if trigger in (Trigger.WRONGDOING, Trigger.DISTRESS) and _NOT_MEANT.search(near):
        return True
    if not _ABOUT_ME.search(match) and (_RULES.search(sentence) or _SUBJECT.search(sentence)):
        return True
    if not _ABOUT_ME.search(match) and _DRILL.search(near):
        return True
    if trigger is Trigger.DISTRESS and _FAMILY_CRIES.search(sentence):
        return True
    if _CLOSED.search(near) and not _STILL.search(near):
        return True
    return trigger is Trigger.HARM and bool(_FIGURE.search(sentence)) and not _IN_EARNEST.search(near)
