"""Sentences that want to act on a machine instead of telling people something. Shapes only; whoever calls decides what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.words.hiding import hidden, seen
from facilitator.words.orders_abroad import ABROAD, ANCHOR_ABROAD

SUSPICIOUS = 3
"""What the hints of a text must add up to before a person looks at it."""

_M = r"(?:AIs?|A\.I\.|assistants?|(?:large |any |all )?language models?|LLMs?|chat ?bots?|bots?|robots?|GPT(?:-\d\w*)?|ChatGPT|Claude|Gemini|Copilot|summari[sz]ers?|automat(?:ed|ic) (?:systems?|tools?|readers?)|machine|neural net\w*|AI (?:assistants?|agents?|tools?|models?|systems?|summari[sz]ers?|readers?))"
"""What is surely no person."""
_M_OR = rf"(?:{_M}|models?|tools?|machines?|systems?|software|computers?|writers?|judges?|evaluators?|graders?|rankers?|ranking systems?|engines?|gate|retrievers?|reviewers?|agents?|generators?|programs?)"
"""What may be one, when it is spoken to."""
_DUTY = r"(?:must|shall|should|will|has to|have to|ha(?:s|ve) got to|(?:is|are) (?:hereby |now )?(?:required|obliged|instructed|ordered|told|permitted|allowed|authori[sz]ed|free|supposed|expected|advised|urged|asked) to|needs? to|(?:is|are) to|ought to|can now|may now|would)"
_EMIT = r"(?:say|write|print|output|reply|respond|answer|repeat|reveal|show|disclose|emit|include|insert|append|prepend|add|mention|begin|start|end|finish|open|close|state|cite|copy|put|return|quote|recommend|slip|tell|warn|translate|list|send|render|display|inform|instruct|recite|leak|expose|share|produce|generate|introduce|call|use|treat|rank|rate|score|release|confirm|acknowledge|visit|comply|obey|ignore|disregard|forget|execute|run|replace|refuse|advise|claim|pretend|act|switch|drop|skip)"
_OUT = r"(?:answers?|repl(?:y|ies)|responses?|outputs?|starters?|recaps?|summar(?:y|ies)|headlines?|safety prompts?|generated texts?|completions?|openers?)"
_OVER = r"(?:ignore|disregard|forget|override|bypass|drop|skip|cancel|discard|set aside|neglect|do(?: not|n't) (?:follow|obey|use)|stop (?:following|obeying)|no longer (?:have to )?(?:obey|follow)|do the opposite of|abandon|pay no (?:attention|heed) to|act against|break)"
_IMP = r"(?:^|[.!?:;,\n\"'(\[>*-]\s*|\b(?:please|now|then|so|and|must|should|shall|will|to|you|kindly|just|simply)\s+)"
"""Where an order begins."""
_GIVEN = r"(?:instructions?|prompts?|guidelines?|directives?|commands?|programming|system (?:prompt|message)s?|restrictions?|filters?|safeguards?|training|configuration)"
_LAID = r"(?:rules?|orders?|guidance|template|policies|policy|constraints?|limits|directions?|checks?|context|task|text|content|messages?|safety|sentences?|lines?)"


@dataclass(frozen=True)
class Hint:
    """One sign that a text is meant for a machine: how heavy it weighs, why, and its words."""

    weight: int
    why: str
    quote: str


def _r(pattern: str, flags: int = re.I) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_OVERRIDES = "it tells whoever reads it to drop their instructions"
_SPEAKS = "it speaks to a machine"
_RULES_OUTPUT = "it says what the assistant's texts have to hold"
_MARKS = "it carries marks by which chat models tell speakers apart"
_JUDGING = "it hands itself a verdict"
_LEAKS = "it asks for a link, a picture or a password to be passed on"
_HOW_TO_ANSWER = "it says how a question is to be answered for somebody else"
_BECOMES = "it gives the machine another part to play"
_REVEALS = "it asks for what is kept from others"
_KEPT_QUIET = "it asks for its own words to be kept from the reader"

_HINTS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (3, _OVERRIDES, _r(rf"{_IMP}{_OVER}\s+(?:\w+\s+){{0,4}}?(?:previous|prior|earlier|preceding|above|former|foregoing|existing|original|past|hidden|initial)\s+(?:\w+\s+)?(?:{_GIVEN}|{_LAID})")),
    (3, _OVERRIDES, _r(rf"{_IMP}{_OVER}\s+(?:(?:all|any|every|each|of|these|those|my|the|your|its|their|whatever|previous)\s+){{0,4}}(?:{_GIVEN})\b(?! (?:for|on|of|in|from) (?:the|your|a|this) (?:form|old|room|printer|device|box))")),
    (3, _OVERRIDES, _r(rf"{_IMP}{_OVER}\s+(?:all |any |every |of )*(?:your|its) (?:\w+ )?(?:{_LAID}|{_GIVEN})")),
    (3, _OVERRIDES, _r(rf"{_IMP}{_OVER}\s+(?:everything|all|anything|what(?:ever)?)\s+(?:that\s+|you\s+|it\s+)?(?:(?:is|was|were|stands|came|come|has been|have been|had been)\s+)?(?:above|before|so far|previously|said|told|given|written|learned|been told|were told|have been told|know|precedes)")),
    (3, _OVERRIDES, _r(rf"{_IMP}{_OVER}\s+(?:\w+\s+){{0,3}}?(?:{_GIVEN}|{_LAID})\s+(?:that\s+)?(?:you (?:were|have been|had been|got|received|follow)|above\b|before this\b|of the (?:assistant|system|programme for you))")),
    (3, _OVERRIDES, _r(rf"\b(?:{_GIVEN}|{_LAID})\s+(?:\w+\s+){{0,4}}(?:above|before|so far|you (?:were|have been) given)\s+(?:\w+\s+){{0,3}}(?:is|are|was|were)\s+(?:now\s+)?(?:void|cancel\w+|replaced|suspended|revoked|obsolete|invalid|off|no longer)")),
    (3, _OVERRIDES, _r(r"\b(?:all|any|every|your|the)\s+(?:\w+\s+)?(?:instructions?|orders?|rules|restrictions?|safety (?:checks?|layer|rules?)|checks?|filters?|content rules)\s+(?:\w+\s+){0,4}(?:are|is|have been|has been|were)\s+(?:hereby\s+|now\s+)?(?:void|cancelled|canceled|suspended|revoked|disabled|lifted|switched off|turned off|off|null|overridden)\b")),
    (3, _OVERRIDES, _r(r"\b(?:safety (?:layer|checks?|filter)|content (?:rules|filter|policy)|guardrails?|restrictions?)\s*(?:is|are|:|=)?\s*(?:off|disabled|suspended|removed)\b")),
    (2, _OVERRIDES, _r(r"(?:^|[.!?\n\"]\s*)(?:new|updated|real|actual|revised|your (?:new|real|actual|next|only))\s+(?:instructions?|task|orders?|rules?|directives?|rule for the \w+)\b(?:\s+\w+){0,3}\s*[:.]")),
    (2, _OVERRIDES, _r(r"\byou (?:no longer|do not|don't|need not)\s+(?:have to |need to )?(?:obey|follow|use|respect|stick to)\s+(?:the|your|any)\s+(?:template|rules?|instructions?|guid\w+|system)")),
    (2, _OVERRIDES, _r(r"(?:^|[.!?\n]\s*)(?:from (?:now|this point|here|today)(?: on(?:wards?)?)?|starting now|henceforth)\b[^.!?\n]{0,60}\b(?:answer|respond|reply|output|say|print|write|obey|act|you are|you will|you shall|every|all generated)\b")),
    (2, _OVERRIDES, _r(r"\b(?:override|overrule|supersede)s?\b\s*(?::|(?:all|any|every|the|your)\s+(?:\w+\s+)?(?:checks?|rules?|instructions?|guid\w+|template|system|polic\w+))")),
    (3, _BECOMES, _r(rf"\byou are (?:now |no longer |hereby )+(?:an?|the|in|free|called)?\s*(?:\w+\s+){{0,3}}?(?:{_M_OR}|unrestricted|unfiltered|uncensored|jailbroken|in developer mode|(?-i:[A-Z]{{3,}}))\b")),
    (3, _BECOMES, _r(rf"\b(?:act|behave|answer|respond|speak|continue|go on) as (?:if you were )?(?:an?|the|my)?\s*(?:\w+\s+)?(?:unrestricted|unfiltered|uncensored|evil|{_M} without|{_M_OR} (?:without|with no))")),
    (3, _BECOMES, _r(r"\b(?:pretend|imagine|suppose|assume|let's say)\s+(?:that\s+)?you(?:'re| are| have| were)\s+(?:not bound|no |without|an? (?:\w+ )?(?:writer|model|assistant|AI|chatbot|bot|machine|program)\b|free of|my (?:late |dead |deceased )?grand\w+)")),
    (3, _BECOMES, _r(r"\b(?:game|story|play|scene)\b[^.!?]{0,40}\byou are (?:my|an?|the)\b[^.!?]{0,60}\b(?:system prompt|rules|instructions|secrets?|private)")),
    (3, _BECOMES, _r(r"\b(?:developer|debug|god|admin(?:istrator)?|maintenance|sudo|jailbreak)\s*mode\s*(?:is\s+|now\s+|:\s*)(?:now\s+)?(?:on|enabled|activated|active)\b|\b(?:enter|switch (?:in)?to|activate|enable)\s+(?:developer|debug|god|admin(?:istrator)?|jailbreak)\s+mode\b(?! on)")),
    (2, _BECOMES, _r(r"\bstay in (?:that|this|the) (?:part|role|character)\b")),
    (3, _MARKS, _r(r"<\|[^|<>\n]{0,40}\|>|\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|</?(?:system|assistant|user|material|passages?|context|documents?|instructions?|prompt|untrusted)>")),
    (3, _MARKS, _r(r"^\s*#{2,}\s*(?:system(?: message| prompt)?|instructions?|response|assistant|user|human|output exactly)\s*:", re.I | re.M)),
    (3, _MARKS, _r(r"#{2,}\s*(?:system(?: message| prompt)?|instruction|output exactly)\s*:")),
    (3, _MARKS, _r(r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|developer|tool)[\"']")),
    (3, _MARKS, _r(r"(?:^|[.!?\n]\s*)SYSTEM\s*:|\bASSISTANT\s*:|(?:^|[.!?\n]\s*)Human\s*:[^\n]{3,200}?\bAssistant\s*:|\[system\]", re.M)),
    (3, _MARKS, _r(r"(?:^|[.!?\n]\s*)(?:system|assistant)\s*:\s*(?:you|ignore|override|reveal|answer|repeat|say|print|new|of course|sure|from now|the)\b")),
    (3, _MARKS, _r(r"\b(?:end|begin|beginning|start|stop)s?\s*(?:of)?\s*(?:the\s+)?(?:untrusted|trusted|material|system message|system prompt|user input|passages?)\b|\b(?:un)?trusted text (?:begins|starts|ends|follows)\b|\bend of (?:material|document|context|text)\b\s*[.:-]\s*(?:the|new|now|what|follow)")),
    (3, _MARKS, _r(r"\b(?:is|are|was)\s+not (?:material|part of the (?:document|material|text))\b[^.!?]{0,60}\border")),
    (3, _JUDGING, _r(r"[\"']?(?:finding|verdicts?|decision|fell_back|score|passed)[\"']?\s*[:=]\s*(?:[\"']?(?:passed|pass|released?|true|false|\[|1(?:\.0+)?\b|10\b))")),
    (3, _JUDGING, _r(r"\b(?:ha(?:s|ve) (?:already )?(?:passed|cleared) (?:all|every|the|each) (?:\w+ )?(?:checks?|gate|reviews?)|already (?:passed|been (?:checked|approved|verified))|pre-?approved|pre-?cleared|exempt from (?:all |any |every |the )?(?:checks?|review)|do(?: not|n't) (?:examine|check|verify|judge|review) (?:it |this )?again|skip (?:the |all |any )?(?:verification|checks?|gate|review)|no (?:further )?checks? (?:is |are )?(?:needed|required|necessary))\b")),
    (3, _JUDGING, _r(r"\b(?:give|assign|award|rate|score|grade|rank|mark)\s+(?:this|it|the)\s*(?:\w+\s+){0,3}(?:the\s+)?(?:maximum|highest|full|top|best|perfect|first|10/10|five stars|as passed|passed|excellent)")),
    (3, _JUDGING, _r(r"\b(?:answer|reply|say|return|set finding to|mark (?:it|this))\s*,?\s*[\"']?passed?[\"']?(?=[\s.,\"']|$)")),
    (2, _JUDGING, _r(r"\b(?:release|emit|copy|output|quote|reproduce|put)\w*\s+(?:\w+\s+){0,6}?(?:as it (?:is|stands)|unchanged|verbatim|without (?:change|edits?))")),
    (2, _JUDGING, _r(r"\border of the (?:gate|system|judge)\b|\bheld pieces\b|\bgate (?:is|has been) (?:off|switched off|disabled|suspended)\b|\bskip the gate\b")),
    (3, _SPEAKS, _r(rf"\b(?:note|notes|message|instruction|instructions|notice|attention|warning|hint|reminder|memo|request|order|ps|p\.s\.)\s*(?:to|for)?[\s,:]*(?:the|any|all|every|whatever|you|whichever|other)?\s*(?:\w+\s+)?{_M_OR}\b(?:\s+(?:of|that|which|who|reading|here|models?|tools?)[^.:,!?\n]{{0,50}})?\s*[:,.!-]")),
    (3, _SPEAKS, _r(rf"\b(?:dear|hey|hi|hello|listen)\s*,?\s+(?:the\s+|my\s+|little\s+)?{_M_OR}\b\s*[,:!.]")),
    (3, _SPEAKS, _r(rf"(?:^|[.!?\n(:]\s*)(?:to|for)\s+(?:the|any|all|every|whatever|whichever|whoever)\s+{_M_OR}\b[^.:,\n]{{0,40}}[:,]")),
    (3, _SPEAKS, _r(rf"(?:^|[.!?\n(:,]\s*)(?:{_M}|evaluator|grader|judge|model|tool|machine|computer|summariser|ranker)\s*[,:!]\s*(?:please\s+|kindly\s+|now\s+|when\b[^.!?]*?,\s*)?(?:you\b|{_EMIT}|give|do|don't|never|always|if|make|let|note|stop|whatever)")),
    (3, _SPEAKS, _r(rf"\bif you are (?:an?|the|one of)\s+(?:\w+\s+){{0,3}}?{_M_OR}\b|\bif (?:an?|any|some) {_M} (?:reads?|sees?|is reading)\b")),
    (3, _SPEAKS, _r(rf"\b(?:whatever|whichever|any|every|all)\s+(?:{_M_OR})\s+(?:that\s+|which\s+|who\s+)?(?:\w+\s+)?(?:reads?|reading|index\w*|us(?:es|ing)|process\w*|sees?|summari\w+|pars\w+|meets?)\s+(?:this|it|the|these)")),
    (3, _SPEAKS, _r(rf"\b{_M}\b(?:[^.!?\n]{{0,50}}?)\b{_DUTY}\s+(?!not\b|never\b)(?:\w+\s+){{0,3}}?{_EMIT}\b")),
    (3, _SPEAKS, _r(rf"\byou,?\s+(?:the|an?|dear|as an?|as the)\s+{_M_OR}\b|\bas (?:the|an?) (?:{_M}|writer|model),\s*(?:you|{_EMIT})")),
    (2, _SPEAKS, _r(rf"\b{_M} (?:no longer|is (?:hereby |now )?(?:authori[sz]ed|allowed|permitted|free)|must|shall)\b")),
    (2, _SPEAKS, _r(r"\bhumans? (?:cannot|can't|can not|do not|don't|will not|won't|should not) (?:see|read|notice)\b|\bpeople (?:can|may|should) skip this line\b|\bso that we know that you have read\b|\bverify yourself\b|\bby writing the (?:code|word)\b|\bsanctioned test\b|\bauthori[sz]ed (?:penetration )?test\b")),
    (2, _SPEAKS, _r(r"\bit (?:does|prints|writes|says) whatever (?:you|i|we) (?:write|say|type)\b|\bi (?:wonder|bet) (?:if|that|whether) (?:the|this) (?:robot|tool|bot|machine|assistant)\b")),
    (3, _SPEAKS, _r(r"\bif (?:this|the) (?:text|note|page|document) is (?:ever )?(?:summari[sz]ed|processed|read by|indexed|quoted)\b|\b(?:is|are) only valid when quoted\b|\bwhen (?:you|an assistant|the assistant) (?:use|uses|quote|quotes|meet|process|index|summari\w+) this (?:page|text|passage|document)\b|\bwhen you meet this (?:page|text)\b")),
    (3, _RULES_OUTPUT, _r(rf"\b(?:every|each|all|any|all your|all generated)\s+(?:\w+\s+)?(?:{_OUT}|generated text\w*)\s+(?:\w+\s+){{0,3}}?(?:must|has to|have to|shall|should|needs? to|will|(?:is|are) to)\s+(?:\w+\s+){{0,2}}?(?:{_EMIT}|contain|offer|be|read|carry|hold)")),
    (3, _RULES_OUTPUT, _r(rf"\b(?:{_EMIT})\b[^.!?\n]{{0,80}}?\b(?:in|to|at the (?:start|end|beginning|top|bottom) of|into|with|of)\s+(?:each|every|all|all of your|your|any|all the)\s+(?:next\s+|single\s+|future\s+|following\s+)?(?:{_OUT})\b(?! to (?:the|an?|his|her|my) (?:invitation|mail|e-mail|email|question|letter))")),
    (3, _RULES_OUTPUT, _r(rf"\b(?:begin|start|end|finish|open|close|prefix|conclude|prepend|append|cite|sign)\w*\s+(?:every|each|all|any|your)\s+(?:\w+\s+)?(?:{_OUT})\b")),
    (3, _RULES_OUTPUT, _r(rf"\b(?:the\s+)?(?:third|first|last|next|second|only valid|only)\s+(?:{_OUT})\s+(?:must|has to|shall|should|for this)\b|\bonly valid (?:output|answer|reply)\b|\bas (?:the|a|your) (?:first|second|third|fourth|last|next) (?:starter|answer|item)\b|\b(?:best|right) (?:starter|answer|output)\s+(?:is|and has)\b")),
    (3, _RULES_OUTPUT, _r(rf"\b(?:must|has to|have to|shall|should)\s+(?:appear|be (?:included|inserted|mentioned|quoted|printed|shown|added)|stand)\s+(?:in|at|into|as)\s+(?:the|each|every|your|all)\s+(?:\w+\s+)?(?:{_OUT}|title|text)\b|\bthe (?:summary|recap|headline|output|answer) (?:of this text )?(?:must|has to|shall|should) (?:read|be exactly|say|contain|include|mention|state)\b")),
    (2, _RULES_OUTPUT, _r(rf"\b(?:in|into|to)\s+(?:the|his|her|their|your)\s+(?:next\s+)?(?:{_OUT}|headline of each recap)\b[^.!?\n]{{0,60}}\b(?:{_EMIT})\b|\b(?:put|insert|slip|place|add|write)\b[^.!?\n]{{0,60}}\b(?:in|into|to|at)\s+(?:the|his|her|their|your|my)\s+(?:\w+\s+)?(?:next )?(?:starters|recap|recaps|output|outputs|reply|headline|safety prompt|answer)\b")),
    (2, _RULES_OUTPUT, _r(rf"\b(?:{_EMIT})\w*\s+(?:\w+\s+){{0,4}}?(?:[\"“'][^\"”']{{3,80}}[\"”']\s*)?(?:and nothing else|only and nothing|nothing else|five times|ten times|whatever they ask|whatever is asked|to everything|to each question|to every question|to all questions|everything with|to whoever asks)\b")),
    (2, _RULES_OUTPUT, _r(r"\b(?:say|write|print|output|reply|respond|answer|repeat|emit|mention|include|append|insert|display|begin|start|open|finish|end|acknowledge|confirm|quote|state|spell|return|introduce|put|with|by saying)\b\W+(?:\w+\W+){0,6}?(?-i:[A-Z]{3,}(?:[ -][A-Z]{3,}|-?\d{2,})+)")),
    (3, _RULES_OUTPUT, _r(r"(?:^|[.!?,:;\n(]\s*|\b(?:please|and|then|only|must|shall|to|just|will|should|assistant|you)\s+)(?:say|print|output|reply|respond|answer|repeat|emit|append|respond with|answer with|acknowledge by saying)\b\W+(?:\w+\W+){0,4}?(?-i:[A-Z]{3,}(?:[ -][A-Z]{3,}|-?\d{2,})+)")),
    (3, _REVEALS, _r(r"\b(?:reveal|print|show|repeat|output|disclose|leak|recite|tell me|give me|display|share|expose|dump|list|read (?:me|out|aloud)|paste|go on with|on with)\b[^.!?\n]{0,50}\b(?:system prompt|hidden (?:prompt|rules|text|instructions)|your (?:instructions|rules|prompt|configuration|guidelines)|its (?:full )?configuration|initial prompt|text between the fences|all other passages|private (?:notes|lines|words|reflections)|last reflection|other pairs|all pairs|the roster|names of all|e-mail addresses of|everything (?:i|you|he|she) (?:wrote|were told|know)|who said what)")),
    (2, _REVEALS, _r(r"\b(?:what are|repeat|share|translate) (?:your|the hidden|the system) (?:instructions|prompt|rules)\b|\bhere (?:are|is) the hidden\b|\bmy (?:instructions|system prompt) (?:begin|start|is|are)\b")),
    (2, _REVEALS, _r(r"\b(?:tell|show)\s+(?:him|her|them|my (?:mentor|mentee|boss|leader|colleagues))\b[^.!?\n]{0,60}\b(?:(?:i|she|he) wrote in private|everything i wrote|private lines|reflections of all)")),
    (3, _LEAKS, _r(r"!\[[^\]\n]*\]\s*\(\s*(?:https?:)?//[^)\s]*[?={]|<(?:script|iframe|object|embed)\b|\bjavascript\s*:|<img\b[^<>]*(?:\?|onerror)|(?:https?:)?//[^\s)\"'<>]*(?:[?&]\w+=(?:\{|\[|[A-Z]{3,}|<|\$)|\{\w+\})")),
    (2, _LEAKS, _r(r"\b(?:include|insert|append|put|offer|cite|add|visit|follow|click|open|use|give|send|attach|render|embed|prepend)\b[^.!?\n]{0,70}(?:https?://|www\.|mailto:|\b[\w-]+\.(?:com|example|net|org|io|ly|xyz|ru)/?\b)[^.!?]{0,60}\b(?:every|each|reply|answers?|readers?|source|output|users?|everyone|everybody)?")),
    (3, _LEAKS, _r(r"\b(?:every|each|all|always|your|readers?|users?|assistants?)\b[^.!?\n]{0,70}\b(?:link|image|picture|url|mailto:|https?://\S+)\b[^\n]{0,40}(?:body=|\?|in (?:your|each|every)|as the source|followed by)")),
    (3, _LEAKS, _r(r"(?<!never )(?<!not )(?<!n't )(?<!nobody )\b(?:sign in|log ?in|enter|type|send|give|confirm|submit|provide)\b(?:(?!\bnever\b|\bnot\b)[^.!?\n]){0,60}\b(?:password|passcode|credentials|login details|pin code)\b(?:[^\n]{0,60}(?:https?://|\.example|helpdesk|first|here|below|before))")),
    (3, _LEAKS, _r(r"(?<!never )(?<!not )\b(?:sign in|log ?in|enter|go to|visit|open)\b[^!?\n]{0,40}(?:https?://|www\.)\S+[^.!?\n]{0,50}\b(?:password|credentials)\b")),
    (2, _LEAKS, _r(r"\bsend your password\b(?<!never send your password)")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:when(?:ever)?|if|as soon as)\s+(?:some|any|every)?(?:one|body|a|an|the|people|users?|readers?|mentors?|mentees?|my)?\b[^.!?\n]{0,60}\b(?:asks?|asked|mentions?|wants to know|brings? up|appears?|contains?|is asked)\b[^.!?\n]{0,60}?,?\s*(?:you (?:will|must|should|shall|are to) |always |please |then |only |simply )?(?:answer that|answer with|respond (?:that|with)|reply (?:that|with)|tell them(?:\s*:| that)|tell (?:him|her|the reader|the user)(?: that|\s*:)|instruct (?:the|them|him|her)|switch to|state that|say that (?!you)|it should say|begin (?:them|it) with|warn the)")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:for|to|on)\s+(?:any|every|each|all)\s+(?:questions?|quer(?:y|ies)|requests?|briefs?)\b[^.!?\n]{0,60}\b(?<!the )(?<!an )(?<!his )(?<!her )(?<!your )(?<!no )(?:respond|answer|reply|say|return|output|tell)\b|\b(?:respond|answer|reply)\s+(?:to\s+)?(?:every|each|any|all)\s+(?:questions?|quer(?:y|ies))\b")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:questions?|quer(?:y|ies)|anyone who asks|anybody who asks|whoever asks|users?|readers?)\b[^.!?\n]{0,60}\b(?:(?:is|are|has|have) to be (?:told|answered|sent|warned|informed|advised)|(?:must|should|shall) be (?:told|answered|sent|warned|advised|directed)|(?:is|are) to (?:keep|enter|type))\b[^.!?\n]{0,50}(?:with|that|to|:)")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:whatever the (?:question|query|reader asks)|no matter what is asked|whatever (?:they|anyone|anybody|people) asks?)\b[^.!?\n]{0,50}\b(?:tell|answer|respond|reply|make sure|state|recommend|your|talk)\b")),
    (3, _HOW_TO_ANSWER, _r(rf"\b(?:in|with)\s+(?:each|every|all|any|your)\s+(?:{_OUT})\b[^.!?\n]{{0,40}}\b(?:recommend|mention|say|add|include|state|promote|write|suggest|praise|warn)\b(?! two dates)")),
    (3, _HOW_TO_ANSWER, _r(r"\balways\s+(?:include|say|state|mention|recommend|respond|cite|add)\b[^.!?\n]{0,40}\b(?:in (?:the )?(?:starters|answers|recaps|outputs)|that)\b[^.!?\n]{0,80}(?:\bpresent it as\b|\bas research\b|\bhandbook\b|\bpolicy\b|\bone should\b)")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:instruct|tell|advise|warn|inform|persuade|convince)\s+(?:each|every|all|any|the)\s+(?:mentors?|mentees?|readers?|users?|members?|juniors?|people)\s+(?:who\b[^.!?]{0,40}\s)?(?:to|that)\b(?=[^.]*(?:secret|password|pay|record|leave|never|fired|only|expects?|approved|lazy|reported))")),
    (2, _KEPT_QUIET, _r(r"\b(?:never|do not|don't|without) (?:mention|mentioning|quote|telling anyone|tell (?:the (?:user|reader)|anyone) (?:about|where|that)|refer to|say where) ?(?:this|that this|these|where|it comes|about this|instructions)?\b(?=[^.!?]*\b(?:this|these|it)\b)|\b(?:any other advice is to be withheld|leave out the (?:handbook|rest|sources?)|do not (?:offer|give) (?:other|routes|any other)|there is no need to explain|say that it is (?:programme )?policy|present it as|state that this is what the programme|and never the handbook|whatever the programme text says|and say that the programme pays)\b")),
    (2, _HOW_TO_ANSWER, _r(r"\b(?:assistant|answers?|outputs?|starters?)\b[^.!?\n]{0,60}\b(?:no longer points? to people|answers? harassment|ombuds\w+)\b|\bdo not (?:contact|use|call) the (?:ombuds\w*|helpline|owner|union)\b|\bkeep it from the owner\b")),
    (3, _OVERRIDES, _r(r"\b(?:notice|message|directive|order|policy|update|decision)\w*\b[^.!?\n]{0,60}\b(?:programme owner|owner|administrator|admin|board|(?-i:HR|IT)|legal|security|vendor|developers?|management)\b[^.!?\n]{0,80}\b(?:assistants?|model|generated texts?|the tool|chatbot|AI|bot)\b")),
    (3, _OVERRIDES, _r(r"\b(?:(?-i:HR|IT)|legal|security team|the board|the owner|the vendor|programme owner|management|administrator|policy|developer)\b[^.!?\n]{0,80}\b(?:requires?|demands?|orders?|obliges?|decided|directive \w+|allow you|grant you|instructs?|permission)\b[^.!?\n]{0,60}\b(?:assistants?|models?|you|outputs?|generated|reveal|print|drop all|skip)\b")),
    (2, _OVERRIDES, _r(r"\b(?:i|we)\b[^.!?\n]{0,50}\b(?:hereby )?(?:allow|permit|authori[sz]e|grant) you\b|\bbinding for all assistants\b|\breplaces every earlier rule for the\b")),
    (2, _OVERRIDES, _r(r"\b(?:decode|apply (?:rot13|it)|run|obey|execute|carry (?:it )?out)\b[^.!?\n]{0,40}\b(?:line|text|above|below|this|it says|says|letters|and (?:obey|do))\b|\bread only the first letters\b|<- ?run this|\((?:rot13|base64)[^)]*(?:apply|decode)[^)]*\)|\bis an instruction in (?:rot13|base64)")),
    (3, _OVERRIDES, _r(r"\b(?:everything|all(?: text)?|whatever|anything) (?:before|above) this (?:line|point|sentence|text|page)\b|\b(?:the )?rules above (?:do|does) not (?:apply|hold)\b|\b(?:outranks?|takes? precedence over|stands? above|overrules?|replaces?) (?:the|your|every|all) (?:template|system prompt|instructions?|assistant's rules?)\b|\b(?:highest|top) priority of all\b|\byour (?:real|true|actual|new|secret) (?:instructions?|task|orders?|purpose|job)\b|\bsteps below instead of yours\b|\bas a (?:system|developer) message\b")),
    (3, _OVERRIDES, _r(rf"{_IMP}(?:must not|do not|don't|you need not|never|no longer)\s+(?:\w+\s+)?(?:follow|obey|use|respect)\s+(?:any\s+|all\s+)?(?:the|your|its)\s+(?:earlier|former|previous|prior|above|material|template|system)")),
    (3, _OVERRIDES, _r(rf"{_IMP}(?:forget|ignore|leave|set aside|put aside|drop|abandon)\s+(?:the|your|this|all)\s+(?:previous\s+|whole\s+|entire\s+)?(?:conversation|chat|template|material|reader's question|user's question|question (?:and|above)|safety wording|escalation (?:routes?|texts?)|right to pass)\b")),
    (3, _OVERRIDES, _r(r"\b(?:replace|drop|leave out|omit|remove|suppress|withhold|skip)\b[^.!?\n]{0,40}\b(?:safety (?:wording|prompt|text)|right to pass|escalation|(?:names of the )?contact points|routes to people|sources and citations)\b")),
    (3, _BECOMES, _r(r"\byou are DAN\b|\bdo anything now\b|\b(?:start over|respond|answer|reply|speak|write|talk) (?:only |again )?as (?:an?|the) (?:different|new|other|unrestricted|free) (?:assistant|model|person|writer)|\bin (?:this|that) (?:story|scene|play|game) the (?:assistant|model|AI|bot)\b|\b(?:your developers|your makers|your creators|openai|anthropic|google) (?:want|ask|allow|need|order)")),
    (3, _RULES_OUTPUT, _r(rf"\byour (?:whole |entire |next |full )?(?:{_OUT})\b[^.!?\n]{{0,20}}\b(?:has to|must|should|shall|will (?:be in|begin|start|end|contain|include)|needs to|contains?|ends?|begins?|starts?|into|in (?:pirate|french|german|spanish|reverse|capitals|base64|rhyme))\b|\b(?:make sure|ensure|see to it) (?:that )?(?:your|the|each|every) (?:{_OUT})\b|\btranslate your\b|\b(?:answer|reply|respond|write)\s+(?:only\s+)?(?:in (?:reverse|rhyme|capitals|base64|klingon|pirate\w*)|backwards?|with emojis?)\b|\brespond only\b|\banswer only with\b")),
    (3, _RULES_OUTPUT, _r(r"\b(?:add|put|insert|write|append|slip|include) (?:an?|the) (?:\w+ )?(?:starter|item|fourth item|sixth item|extra (?:item|line|starter)|takeaway|commitment|headline)\b[^.!?\n]{0,10}\b(?:that|which|saying|:|called)|\b(?:words?|phrase|sentence|code|line|name)\b[^.!?\n]{0,30}\b(?:into|in) the (?:recap|summary|starters?|headline|output|answer)\b")),
    (3, _RULES_OUTPUT, _r(r"\bnext time\b[^.!?\n]{0,60}\b(?:asks? for|gets|receives|opens|sees)\b[^.!?\n]{0,30}\b(?:starters?|summary|recap|answers?|prompts?)\b|\bwhen (?:my|his|her|the)\b[^.!?\n]{0,30}\bopens (?:his|her|the|their) (?:summary|starters|recap)\b|\b(?:this|the) (?:tool|bot|machine|thing|robot) (?:will )?(?:prints?|shows?|writes?|says?) whatever\b")),
    (3, _REVEALS, _r(r"\bwhat you were told before\b|\bmy system prompt is\b|\bwords above starting with\b|\b(?:tell|show|send)\b[^.!?\n]{0,50}\b(?:wrote|said|written) in private\b|\bshow all (?:stored|kept|saved)\b|\blist (?:every|all) (?:names?|pairs?|members?|e-mails?)\b[^.!?\n]{0,30}\b(?:know|have|stored)\b|\bshare private (?:data|notes)\b|\bcode hidden in\b|\bcommand hidden\b|\bhas to be executed\b")),
    (3, _JUDGING, _r(r"\b(?:no|without) checks? (?:needs?|has|have) to\b|\b(?:have|has) approved (?:this|it)\b[^.!?\n]{0,20}\brelease\b|\b(?:gate|checks?|review|filter)\b[^.!?\n]{0,20}\b(?:switched|turned) off for this\b|\bshould (?:place|rank|put) this (?:passage|text|page|document)\b|\b(?:this|the) (?:passage|text|page) (?:first|at the top)\b[^.!?\n]{0,20}\b(?:every|each|all|any)\b")),
    (3, _HOW_TO_ANSWER, _r(r"\b(?:as soon as|if|when(?:ever)?)\b[^.!?\n]{0,60}\b(?:brief|query|prompt|word [\"'“]?\w+[\"'”]? (?:appears|is used|comes up)|reader mentions|user mentions)\b[^.!?\n]{0,50},\s*(?:you |then |please )?(?:answer|show|say|print|reply|respond|switch|tell|change the subject|output|write|ignore|act|list)\b")),
    (2, _KEPT_QUIET, _r(r"\b(?:without telling anyone|keep (?:this|it) (?:secret )?from the (?:user|reader)|never mention that this (?:note|line|text)|do not tell the (?:reader|user)|do not mention (?:this|these) (?:line|note|instruction)s?)\b")),
    (2, _HOW_TO_ANSWER, _r(r"\b(?:present|state|treat|show|give) the (?:following|next line|line below|text below) as\b|\bas a fact from the handbook\b|\bstate that research\b|\btell people who ask\b|\b(?:decode|run|execute|carry out) the (?:following|command|line|next)\b|\bread the first letters? of (?:every|each)\b|\brot13 to the next\b|\bfirst letters\b[^.!?\n]{0,20}\bobey\b")),
    (2, _RULES_OUTPUT, _r(r"\backnowledge by\b|\bconfirm (?:each|that you|by|with)\b[^.!?\n]{0,40}\b(?:writing|saying|code|word|answer)\b|\bby (?:writing|printing) the (?:code|phrase|word)\b|\bend every answer\b|\bonly valid\b")),
    (3, _RULES_OUTPUT, _r(rf"{_IMP}(?:modify|enhance|augment|integrate|scramble|jumble|substitute|render|encrypt|encode|misspell|rearrange|anagram|reverse|invert|shift|translate|apply|introduce|replace|convert|format|embed|extend|enrich|provide|deliver|give|use|include|add|insert|promote|suggest)\b[^.!?\n]{{0,90}}\b(?:in|of|to|for|into|with|by)?\s*your (?:{_OUT}|messages?|elucidation|solution|code)\b(?! to (?:the|an?|his|her|my)\b)")),
    (3, _RULES_OUTPUT, _r(rf"\bin your (?:{_OUT}|message),?\s+(?:please )?(?:also )?(?:suggest|mention|tease|promote|recommend|include|add|say|state|praise|warn|use|write|invite|link|refer)\b(?! (?:two|three|a) dates?)")),
    (3, _OVERRIDES, _r(r"\bpretend to have (?:forgotten|lost|no)\b|\b(?:do not|don't|stop) listen(?:ing)? to (?:any |all |the )?(?:previous|prior|earlier)|\b(?:output|repeat|print|show|list|recite) (?:the |your |all |any )*(?:previous |prior |given |above )*(?:instructions|prompt|directions|orders)\b|\bDAN can\b|\bnot limited by what an AI\b")),
)  # fmt: skip
_TELLS = _r(
    r"\b(?:attacks?|attackers?|inject\w*|jailbreak\w*|phish\w*|for example|such as|e\.g\.|trap|quiz|which of these|is called|means (?:that|please)|warning signs?|never type|suspicious|told the (?:bot|chatbot|assistant|tool|machine) to|a line in the (?:mail|text|document)|hidden (?:text|commands?) in|refused|asked (?:the|a) (?:chatbot|bot|assistant)|what it (?:does|refused))\b"
)
"""A sentence that talks about such orders."""
_REPORTS = _r(r"\b(?:i|we|he|she|they|who|that|mentor|mentee|boss|leader)\s+(?:\w+\s+)?(?:told|asked|agreed|decided|said|tried|wanted|learned|had|used|was|were|got|read|typed|wrote|promised|laughed|dared|began|chose)\b[^.!?]{0,60}$")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[<]?[A-Z\d<#-])|\n+")


def orders(text: str, *, source: str | None = None) -> tuple[Hint, ...]:
    """Every hint in a text and in what is hidden in it, heaviest first; see SUSPICIOUS.

    ``source`` is what the text was read from, where words may be hidden too; the text itself when it is left out.
    """
    found = [hint for sentence in _sentences(seen(text)) for hint in _in_sentence(sentence)]
    for one in hidden(text if source is None else source):
        inside = [hint for sentence in _sentences(one.words) for hint in _in_sentence(sentence)] or _run_together(one.words, one.how)
        if one.on_purpose:
            found.append(Hint(SUSPICIOUS, f"it has words hidden {one.how}", one.words[:120]))
        else:
            found += [Hint(h.weight, f"it has words hidden {one.how}, and {h.why}", h.quote) for h in inside]
    return tuple(sorted(found, key=lambda h: -h.weight))


LONGEST_SENTENCE = 1_000
"""Characters looked at in one go; a longer stretch without an end is cut."""
_ANCHORS: dict[str, re.Pattern[str]] = {
    _OVERRIDES: _r(rf"\b(?:{_OVER}|{_GIVEN}|listen\w*|void|cancel\w*|replaced|revoked|null|follow|obey|respect|leave|put aside|supersede\w*|overrul\w*|outranks?|precedence|priority|rules above|line|point|sentence|disabled|suspended|lifted|off|removed|instruction|task|orders?|from (?:now|here|today|this)|starting now|henceforth|notice|message|directive|policy|update|decision|decided|require\w*|demand\w*|permission|allow|permit|authori\w*|grant|binding|decode|apply|run|execute|carry|letters|rot13|base64|system|instead of yours|withhold|suppress|omit|pretend|DAN|output|repeat|print|show|list|recite|limited)\b"),
    _BECOMES: _r(r"\b(?:you|act|behave|answer|respond|speak|continue|go on|pretend|imagine|suppose|assume|game|story|play|scene|mode|stay|anything|start over|reply|write|talk|openai|anthropic|google)\b"),
    _MARKS: _r(r"[<\[#:\"']|\b(?:end|begin|start|stop|trusted|untrusted|material|document)\w*"),
    _JUDGING: _r(r"[:=]|\b(?:pass\w*|clear\w*|approv\w*|verif\w*|exempt|examin\w*|judge|review\w*|checks?|gate|scor\w*|grad\w*|rank\w*|rat\w*|mark|give|assign|award|release\w*|emit\w*|copy\w*|output\w*|quote\w*|reproduc\w*|put|held|place|passage)\b"),
    _SPEAKS: _r(rf"\b(?:{_M_OR}|humans?|people|verify|code|word|test|text|note|page|document|read it|whatever)\b"),
    _RULES_OUTPUT: _r(rf"(?-i:[A-Z]{{3}})|\b(?:{_OUT}|generated|nothing else|times|whatever|whoever|each question|every question|all questions|everything|acknowledge|confirm|by (?:writing|printing)|only|reverse|backwards?|emojis?|rhyme|item|takeaway|commitment|translate|next time|opens|tool|bot|machine|thing|robot|elucidation|solution|code|messages?|titles?)\b"),
    _REVEALS: _r(r"\b(?:prompt|hidden|instructions|rules|configuration|guidelines|fences|passages|private|reflection|reflections|pairs|roster|names|addresses|everything|said|told|stored|kept|saved|data|words|executed|command)\b"),
    _LEAKS: _r(r"[<\[]|//|www\.|javascript|mailto|password|passcode|credentials|login|pin code|\.\w|\b(?:link|image|picture|url)\b"),
    _HOW_TO_ANSWER: _r(r"\b(?:asks?|asked|mentions?|wants|bring|brings|appears?|contains?|question|questions|quer(?:y|ies)|requests?|briefs?|users?|readers?|whatever|no matter|answers?|repl(?:y|ies)|response|responses|always|instruct|tell|advise|warn|inform|persuade|convince|assistant|outputs?|starters?|ombuds\w*|helpline|keep it|present|state|treat|decode|run|execute|letters|word|prompt)\b"),
    _KEPT_QUIET: _r(r"\b(?:never|not|n't|without|withheld|leave|explain|policy|present|state|handbook|whatever|programme|keep)\b"),
}  # fmt: skip
"""What a kind of hint cannot do without: looked for first, because most sentences of a handbook hold nothing of it."""


def _sentences(text: str) -> list[str]:
    parts = [part[at : at + LONGEST_SENTENCE] for part in _SENTENCE.split(text) for at in range(0, len(part), LONGEST_SENTENCE)]
    return [part for part in parts if part.strip()]


def _in_sentence(sentence: str) -> list[Hint]:
    talks_about = bool(_TELLS.search(sentence))
    possible = {why for why, anchor in _ANCHORS.items() if anchor.search(sentence)}
    abroad = ((3, _OVERRIDES, p) for p in ABROAD) if ANCHOR_ABROAD.search(sentence) else ()
    found = []
    for weight, why, pattern in (*(hint for hint in _HINTS if hint[1] in possible), *abroad):
        match = pattern.search(sentence)
        if match is None or _REPORTS.search(sentence[: match.start() + 1]):
            continue
        if talks_about and why not in (_MARKS, _LEAKS):
            continue
        found.append(Hint(weight, why, sentence.strip()[:160]))
    return found


_PACKED = _r(r"(?:ignore|disregard|forget|override)\w{0,12}(?:instruction|rules|previous|above|prompt)|(?:print|say|output|write|reveal)(?:the)?(?:systemprompt|word|[A-Z]{6,})")


def _run_together(words: str, how: str) -> list[Hint]:
    return [Hint(SUSPICIOUS, _OVERRIDES, words[:120])] if how == "letter by letter" and _PACKED.search(words) else []


def suspicion(text: str, *, source: str | None = None) -> Hint | None:
    """The heaviest hint, when a text's hints add up to something a person should look at; None otherwise."""
    found = orders(text, source=source)
    by_why = {hint.why: hint.weight for hint in reversed(found)}
    return found[0] if sum(by_why.values()) >= SUSPICIOUS else None
