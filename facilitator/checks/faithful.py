"""Does every line of a recap follow from the record: who, what, when, how many, yes or no, how sure, and who said it?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from facilitator.checks import recap_actors as actors
from facilitator.checks import recap_named as named
from facilitator.checks import recap_reach as reach
from facilitator.checks import recap_stance as stance
from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.recap_amounts import days_of, missing_figure, wrong_day
from facilitator.checks.recap_claims import Claim, claims_of
from facilitator.checks.recap_evidence import Evidence, Near, evidence_of, likeness, nearest
from facilitator.domain.verdict import Verdict
from facilitator.errors import FacilitatorError
from facilitator.recaps.lines import content_words
from facilitator.recaps.promises import Promise
from facilitator.recaps.replies import ACCEPTS, REFUSES
from facilitator.seams import Embedder

LEAST_CARRIED = 0.42
"""The share of a claim's weighted words the record must hold, in these or like words."""
LEAST_NEAR = 0.38
"""The likeness in meaning to the nearest sentence under which a claim is not taken to rest on it."""


_NO_OWNER = re.compile(r"^\W*(?:(?:nobody|no one|no-one) (?:has |was |is )?(?:yet )?(?:been )?(?:named|assigned|chosen|picked|asked|agreed|offered|taken on|volunteered) (?:yet )?to |it is (?:not|un)\s?(?:settled|clear|decided|agreed) who (?:will|should) |someone (?:still )?(?:needs|has) to )", re.I)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one claim."""

    what: str
    reason: str


@dataclass(frozen=True)
class Faithful(Named):
    """Each line against the words it rests on."""

    embedder: Embedder = field(kw_only=True)
    name: str = "faithful"
    version: int = 2

    def applies(self, piece: Piece) -> bool:
        return piece.kind is PieceKind.RECAP and not piece.whole

    def judge(self, piece: Piece) -> Verdict:
        if not piece.source_text.strip():
            return self.unjudged("There is no record to compare it with. Add the notes or the transcript.")
        claims = claims_of(piece.text)
        if not claims:
            return self.unjudged("It says nothing that could be compared with the record.")
        try:
            evidence = evidence_of(piece.source_text, piece.brief)
        except FacilitatorError as error:
            return self.unjudged(f"The record could not be read: {error.message}")
        if not evidence.said:
            return self.failed("Nothing of the record may be used: all of it is off the record.", score=0.02, quote=claims[0].written)
        least = 1.0
        for claim in claims:
            fault, strength = self.fault(claim, evidence)
            if fault is not None:
                return self.failed(fault.reason, score=0.08, quote=claim.written)
            least = min(least, strength)
        return self.passed("Every line follows from the record.", score=round(0.6 + 0.38 * least, 2))

    def fault(self, claim: Claim, evidence: Evidence) -> tuple[Fault | None, float]:
        """The first thing the record does not bear out, and how strongly it carries the claim."""
        text = _NO_OWNER.sub("Someone will ", _named(re.sub(r"\s*\(\d{4}-\d{2}-\d{2}\)", "", claim.text), evidence))
        near = nearest(text, evidence, self.embedder)
        strength = min(1.0, 0.5 * near.covered + 0.5 * near.cosine)
        fault = self._support(text, near) or self._who_when(claim, text, evidence, near) or self._stance(text, evidence, near) or _reaching(text, evidence, near)
        return fault, strength

    def _support(self, text: str, near: Near) -> Fault | None:
        few = len(near.novel) < 2 and near.covered > 0.34
        if not near.said or near.covered < LEAST_CARRIED and near.cosine < 0.75 and not few or near.cosine < LEAST_NEAR and near.covered < 0.8:
            missing = f" Not in the record: {', '.join(near.novel[:3])}." if near.novel else ""
            return Fault("invented", f"Nothing in the record says this.{missing}")
        return None

    def _who_when(self, claim: Claim, text: str, evidence: Evidence, near: Near) -> Fault | None:
        given = f"{evidence.source} {' '.join((*evidence.people, *evidence.people.values()))}"
        unknown = actors.stranger(text, evidence, given)
        if unknown:
            return Fault("person", f"The record does not mention {unknown}.")
        lines = {s.line for s in near.said[:3]}
        asked = {s.line for s in evidence.said if s.text.rstrip().endswith("?")}
        around = " ".join(s.told + " " + s.text for s in evidence.said if any(abs(s.line - n) <= 1 or s.line == n + 2 and n + 1 in asked for n in lines))
        promise, overlap = _promise(text, evidence)
        figure = missing_figure(text, " ".join((_told_at(evidence, near.said[0].line - 1), *(_told_at(evidence, s.line + step) for s, score in zip(near.said, near.scores, strict=True) if score >= 0.5 * near.scores[0] for step in (0, 1)), around if near.said[0].line + 1 in asked else "")) + " " + (promise.when or "" if promise else ""))
        if figure:
            return Fault("number", f"The record does not give the figure {figure} here.")
        session = evidence.record.header.session_date
        first = near.said[0].line
        beside = next((words for step in (0, 1, -1, 2) if days_of(words := _told_at(evidence, first + step), session) and (step != 2 or first + 1 in asked)), "")
        likely = " ".join(_told_at(evidence, s.line) for s, score in zip(near.said, near.scores, strict=True) if score >= 0.6 * near.scores[0])
        told = (f"{beside} {likely}" if beside else around) if promise is None or overlap < 0.6 else f"{promise.what} {promise.when or ''} {_lines(evidence, promise)}"
        day = wrong_day(text, told, session, anywhere=given)
        if day:
            return Fault("date", f'The record does not say "{day}" of this.')
        if promise is not None and (owner := actors.wrong_owner(text, evidence, promise, overlap)):
            return Fault("person", f"In the record it is not {owner} who took this on.")
        if near.novel and overlap < 0.6 and near.covered < 0.5 and (verb := actors.new_deed(text, near.novel)) and likeness(verb, around, self.embedder) < 0.45:
            return Fault("invented", f'The record does not say "{verb}" of this.')
        if (me := actors.promiser(text, evidence)) and overlap < 0.3 and near.cosine < 0.6 and not actors.took_on(me, text, near, evidence):
            return Fault("invented", f"The record does not have {me} take this on.")
        person = (None if promise is not None and overlap >= 0.6 else actors.wrong_person(text, evidence, near)) or actors.wrong_owner_of_thing(text, evidence, near)
        if person:
            return Fault("person", f"The record does not have {person} do or say this.")
        return None

    def _stance(self, text: str, evidence: Evidence, near: Near) -> Fault | None:
        names = frozenset(w for p in evidence.people for w in content_words(p))
        pairs = stance.paired(text, near.said[:4], names)
        top = [s.line for s, score in zip(near.said[:3], near.scores, strict=False) if score >= 0.7 * near.scores[0] and abs(s.line - near.said[0].line) <= 4]
        around = [s for s in evidence.said if min(top) <= s.line <= max(top) + 2]
        close = [s for s in evidence.said if abs(s.line - near.said[0].line) <= 1 and s.speaker == near.said[0].speaker]
        promise, overlap = _promise(text, evidence)
        taken_on = promise is not None and overlap >= 0.6
        if stance.claims_agreement(text):
            against = stance.agreement_missing(text, near.said[:4], around)
            if against is not None:
                return Fault("agreement", f'The record shows no agreement on this{f": {_short(against)}" if against else ""}.')
        if promise is not None and overlap >= 0.6 and stance.refuses(text) and not re.search(r"\b(?:not|never|won't|without)\b", promise.what, re.I):
            return Fault("negation", f"In the record this was promised: {_short(promise.what)}")
        if against := stance.flipped(text, near.said[:4], close, names, evidence.weight, actor=actors.actor_of(text, evidence)):
            return Fault("negation", f"The record says the opposite: {_short(against)}")
        if word := stance.opposed(text, near.said, close):
            return Fault("negation", f'The record does not say "{word}" of this: {_short(near.said[0].text)}')
        answer = next((s for s in evidence.said if s.line == near.said[0].line + 1 and s.speaker != near.said[0].speaker), None)
        taken_on = taken_on or answer is not None and bool(ACCEPTS.match(answer.text)) and not REFUSES.search(answer.text) and len(near.said[0].words & set(content_words(text))) >= 2
        replies = [s.text for s in evidence.said if s.line == near.said[0].line + 1][:2]
        if not taken_on and (hedged := stance.too_sure(text, near.said[:4], pairs, replies)):
            return Fault("certainty", f"The record is less sure of this: {_short(hedged)}")
        if not taken_on and overlap < 0.45 and (hedged := stance.unbacked(text, near.said)):
            return Fault("certainty", f"The record does not put it so firmly: {_short(hedged)}")
        if firm := stance.unsure_told(text, pairs):
            return Fault("certainty", f"The record is surer of this: {_short(firm)}")
        return None


def _reaching(text: str, evidence: Evidence, near: Near) -> Fault | None:
    if figure := reach.misread_figure(text, evidence, near):
        return Fault("number", f"The record does not put the figure {figure} in this way.")
    if person := named.misplaced(text, evidence, near):
        return Fault("person", f"The record does not say this of {person}.")
    if wish := named.only_asked(text, evidence, near):
        return Fault("certainty", f"The record has only the wish, not a promise: {_short(wish)}")
    if word := reach.widened(text, evidence, near):
        return Fault("scope", f'The record does not say "{word}" of this.')
    if condition := reach.dropped_condition(text, evidence, near):
        return Fault("condition", f"In the record this hangs on a condition: {_short(condition.strip())}")
    if quote := reach.misquoted(text, evidence, actors.actor_of(text, evidence)):
        return Fault("attribution", f"The record does not have these words said so: {_short(quote)}")
    return None


def _named(text: str, evidence: Evidence) -> str:
    """The claim with the reader called by name, where the record shows who that is."""
    if not evidence.reader and len(set(evidence.people.values())) == 2 and re.search(r"\byou\b", text, re.I):
        here = set(actors.persons(text, evidence))
        rest = set(evidence.people.values()) - here
        if len(here) == 1 and len(rest) == 1:
            return _swap(text, next(iter(rest)))
    return _swap(text, evidence.reader) if evidence.reader else text


def _swap(text: str, reader: str) -> str:
    text = re.sub(r"\b[Yy]ou both\b|\b[Bb]oth of you\b|\b[Tt]he two of you\b", "Both", text)
    text = re.sub(r"\b[Yy]our\b", f"{reader}'s", text)
    text = re.sub(r"\b[Yy]ou are\b", f"{reader} is", text)
    text = re.sub(r"\b[Yy]ou were\b", f"{reader} was", text)
    return re.sub(r"\b[Yy]ou(?:rself)?\b", reader, text)


def _promise(text: str, evidence: Evidence) -> tuple[Promise | None, float]:
    """The promise of the record that a claim about the future most likely tells."""
    if not re.search(r"\b(?:will|'ll|(?:promised|agreed|offered|committed|going|is|are|has|have|was|were|\A\w+) to|promised)\b", text):
        return None, 0.0
    names = {w for p in evidence.people for w in content_words(p)}
    words = set(content_words(text)) - names
    best, score = None, 0.0
    for promise in evidence.promises:
        theirs = set(content_words(f"{promise.what} {_lines(evidence, promise)}")) - names
        core = set(content_words(promise.what)) - names
        if not core or not words:
            continue
        overlap = 0.7 * len(core & words) / min(len(core), len(words)) + 0.3 * len(theirs & words) / len(words)
        if overlap > score:
            best, score = promise, overlap
    return best, score


def _told_at(evidence: Evidence, line: int) -> str:
    return " ".join(f"{s.told} {s.text}" for s in evidence.said if s.line == line)


def _lines(evidence: Evidence, promise: Promise) -> str:
    return " ".join(line.text for line in evidence.record.lines if line.id in promise.evidence)


def _short(words: str) -> str:
    return f'"{words if len(words) <= 120 else words[:117] + "..."}"'
