"""What a person means to do in a hard moment: criticise, pass, ask for disagreement. Cues name it; wordings near it in meaning are preferred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.session import Brief, Role
from facilitator.words.cleaning import plain


@dataclass(frozen=True)
class Act:
    """One thing people come to say, how they announce it, and what a fitting wording is for."""

    role: Role
    cue: re.Pattern[str]
    described: tuple[str, ...]
    situations: tuple[str, ...] = ()
    """Situations the act belongs to, whether the Brief names them or not."""


def _act(role: Role, cue: str, *described: str, brings: str = "") -> Act:
    return Act(role, re.compile(rf"\b(?:{cue})\b", re.I), described, tuple(brings.split()))


ACTS = (
    _act(
        Role.MENTOR,
        r"does(?:n'?t| not) work|not working|is wrong|wrong way|what is wrong|fail\w*|unworkable|hates?|slow|too long|broken|harder|hurts?|telling (?:him|her|them) (?:that|the|it)|tell (?:him|her|them) that|bring(?:ing)? up|rais(?:e|ing)|"
        r"worse|costs? (?:us|me|too)|takes (?:one|two|a|too)|ignore\w*|useless|mess|nobody (?:uses|reads)|say so|thrown away|a waste|makes no sense",
        "a tool, rule or decision the leader stands behind does not work in practice", "something makes daily work harder and the leader has not seen it", "a system the leader chose or approved slows the work",
    ),
    _act(Role.MENTOR, r"polic(?:y|ies)|rules?|regulations?|freeze|ban", "a rule, form or decision makes daily work harder and the leader stands behind it"),
    _act(
        Role.MENTOR, r"told my (?:manager|boss)|got back to|leaked|repeated what i|passed on what i|what i said (?:about|to)",
        "something the mentor said was repeated outside without consent", brings="breach",
    ),
    _act(Role.MENTOR, r"disagree\w*|see it differently|think it would|another view|not convinced|push back|object", "the mentor disagrees with the leader about a decision", "the leader takes another view and the mentor wants to say so"),
    _act(
        Role.MENTOR, r"pass(?:ing)? on (?:a|the|any|that)? ?questions?|rather not|prefer (?:not|work)|too personal|private|my family|refus\w*|decline|not answer|stop the session|end the session",
        "a question is too close or the mentor prefers not to answer it", "the mentor wants to pass on a question", brings="right_to_pass",
    ),
    _act(Role.MENTOR, r"speak for (?!themsel|itself)|people like me|young women|all young|everyone my age|as a (?:woman|muslim)|voice of", "the leader asks the mentor to speak for a whole group", "the leader asks what people like the mentor think", brings="tokenised"),
    _act(Role.MENTOR, r"extra tasks?|to fix|on top of|not what the sessions are for|his slides|her slides|unpaid", "the leader asks for extra work outside the session", "the leader uses the hour for something else", brings="expectations"),
    _act(Role.MENTOR, r"presentation|credit|my idea|my name", "the leader used the mentor's idea without naming them", brings="takes_credit innovation"),
    _act(Role.MENTOR, r"layoffs?|redundanc\w*|job cuts|jobs go|let go", "an announcement about jobs hangs over the session and the leader may not speak", "cuts have been announced and the leader cannot say more", brings="layoffs"),
    _act(
        Role.MENTEE, r"too polite|disagree with me|thanks? me|agrees? with (?:me|everything)|careful with me|honest word|interesting'|tell me when|out loud|honest feedback",
        "the mentor agrees at once with whatever the leader says", "the mentor agrees with everything and the leader wants to hear doubts", brings="authority",
    ),
    _act(Role.MENTEE, r"defensive|explain it away|argued|snapped|reacted", "the leader asked for criticism and then argued with it", "the leader reacted sharply and wants to repair it", brings="defensive"),
    _act(Role.MENTEE, r"talk too much|interrupt\w*|stop explaining|let (?:her|him|them) finish", "the leader fills the hour and wants to talk less", brings="interrupts"),
    _act(Role.MENTEE, r"repeat|her examples|his examples|pass on|use (?:her|his)|giving (?:her|him) away", "the leader wants to use what the mentor said and asks how", "the leader will use something elsewhere without the mentor's name", brings="takes_credit acting_on_it confidentiality"),
    _act(Role.MENTEE, r"do not understand|don't understand|admit|beginner|my own gap", "the leader has to admit a gap in something they decide about", brings="leader_prep technology"),
    _act(Role.OWNER, r"talk all the time|talks the whole|airtime", "a leader does all the talking", brings="interrupts"),
    _act(Role.OWNER, r"told a colleague|repeated|leaked|got out", "the owner speaks to a leader who repeated something", brings="breach"),
    _act(Role.OWNER, r"afraid|fear|gets back|come back to|promise|stays private", "a mentor or sponsor asks for a guarantee that honesty has no consequences"),
)


def acts_of(brief: Brief) -> tuple[Act, ...]:
    """The acts a Brief announces in its topic, goal and question, or, when these announce none, in what happened."""
    mine = [a for a in ACTS if a.role is brief.role]
    for text in (f"{brief.topic} {brief.goal} {brief.question}", brief.context):
        found = tuple(a for a in mine if a.cue.search(plain(text)[:4_000]))
        if found:
            return found
    return ()


def described(acts: Sequence[Act]) -> list[str]:
    """What wordings for these acts are for, in so many words."""
    return [text for act in acts for text in act.described]
