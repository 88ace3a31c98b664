"""READ FIRST. What the product does: starters, safety prompts, answers and checks, on one shared path.

Every Output goes the same way: stop where people are needed instead, find Passages, write a Draft, judge every piece,
have what failed written once more, and release, replace by a text a person wrote, or hold with the reason.
"""

from __future__ import annotations

import copy
import hashlib
import time
from collections.abc import Mapping, Sequence

from facilitator.checks.base import Check, Piece
from facilitator.comparing import Comparing, Rival
from facilitator.domain.account import Account
from facilitator.domain.endpoints import EndpointState
from facilitator.domain.guidance import Hit, Passage, PassageKind
from facilitator.domain.outputs import CitedPassage, Draft, Escalation, Output, Provenance, Starter
from facilitator.domain.sending import WouldBeSent
from facilitator.domain.session import Brief, Kind, Pace, Role
from facilitator.domain.template import Template
from facilitator.domain.told import NOT_COVERED, NOT_ENGLISH, Asked, Checked, Tried, worded
from facilitator.domain.verdict import Decision
from facilitator.errors import BadInput, WriterUnavailable
from facilitator.examining import Examined, Examining, beside
from facilitator.gate import decide
from facilitator.meanwhile import Meanwhile
from facilitator.recaps.record import Record
from facilitator.recaps.writing import RecordWriter
from facilitator.seams import Awaited, Embedder, Escalations, Forwarding, Heard, Library, Questions, Steered, Watched, Writer, WrittenRecap
from facilitator.words.cleaning import plain
from facilitator.words.people import as_called
from facilitator.words.tongue import looks_english

FOUND = 24
"""Passages looked at for one Output; the Writer uses the few nearest."""
DEADLINES: Mapping[Pace, float] = {Pace.WAITED_FOR: 20.0, Pace.IN_PASSING: 120.0}
"""Seconds one Output may take, whoever writes it."""
KEPT_FREE = 2.0
"""Seconds of them in which the embedded writer stands in and everything is checked once more."""
SAME_QUESTION = 0.6
"""Nearness to a question the guidance answers from which it is that question; the nearest of 120 off-topic ones came to 0.52."""


class Facilitator:
    """All the verbs; the doors parse, call one of them, and show."""

    def __init__(
        self, *, library: Library, embedder: Embedder, writer: Writer, composer: Writer, checks: Sequence[Check], escalations: Escalations, recap_writer: RecordWriter, questions: Questions, fallbacks: Sequence[Writer], comparing: Comparing,
        deadlines: Mapping[Pace, float] = DEADLINES,
    ) -> None:
        self.library = library
        self.embedder = embedder
        self._writer = writer
        self._composer = composer
        self._checks = tuple(checks)
        self._escalations = escalations
        self._recap_writer = recap_writer
        self._questions = questions
        self._deadlines = deadlines
        self._fallbacks = tuple(fallbacks)
        self._comparing = comparing
        self._account, self._themes = Account(), tuple[Hit, ...]()
        self._examining = Examining(checks=self._checks, fallbacks=self._fallbacks, comparing=comparing)
        self.suite = hashlib.sha256(" ".join(f"{c.name}@{c.version}" for c in self._checks).encode()).hexdigest()[:12]

    def written_by(self, writer: Writer, *, deadlines: Mapping[Pace, float] | None = None) -> Facilitator:
        """The same house with another Writer in front; the embedded one stands behind it, piece by piece."""
        other = copy.copy(self)
        other._writer = writer
        other._deadlines = deadlines or self._deadlines
        other._examining = Examining(checks=self._checks, fallbacks=(self._composer, *self._fallbacks), comparing=self._comparing)
        return other

    def without_model(self) -> Facilitator:
        """The same house with the embedded writer alone."""
        return self.written_by(self._composer)

    def following(self, live: Mapping[Kind, Template]) -> Facilitator:
        """The same house with the Templates a Programme's owners have made live; with none, as it ships."""
        if not live:
            return self
        other = copy.copy(self)
        other._composer = self._composer.following(live) if isinstance(self._composer, Steered) else self._composer
        if self.model:
            return other.written_by(self._writer.following(live) if isinstance(self._writer, Steered) else self._writer, deadlines=self._deadlines)
        other._writer = other._composer
        return other

    def on_account(self, account: Account, *, themes: Sequence[Passage] = ()) -> Facilitator:
        """The same house for one Member: what a model is asked counts for their Programme. ``themes``: what enough other pairs found, in our own words."""
        other = copy.copy(self)
        other._account, other._themes = account, tuple(Hit(passage=theme, score=0.0) for theme in themes)
        return other

    def suggest_starters(self, brief: Brief, *, pace: Pace = Pace.WAITED_FOR, shown: Heard | None = None) -> Output:
        """Openings for a conversation, fitted to the pair and checked before anyone sees them.

        ``shown`` is given each one that has passed every Check while later ones are still being written. The Output is what counts:
        it may leave out what was shown, when the set as a whole is better without it or the model broke off.
        """
        return self._write(brief, Kind.STARTERS, pace, shown)

    def offer_safety(self, brief: Brief, *, pace: Pace = Pace.WAITED_FOR) -> Output:
        """What is confidential, words for passing, and a ladder of ways to say a hard thing."""
        return self._write(brief, Kind.SAFETY, pace)

    def answer(self, brief: Brief, *, pace: Pace = Pace.WAITED_FOR) -> Output:
        """A direct answer to the Brief's question, or a plain word that the library holds nothing near enough."""
        if not brief.question:
            raise BadInput("The brief has no question.", remedy="Put what you want to know into 'question', or ask for starters.")
        return self._write(brief, Kind.QUESTION, pace)

    def replace(self, output: Output, brief: Brief, *, item: int) -> Output:
        """Another starter in one place; the whole set is judged again."""
        started = time.perf_counter()
        if output.kind is not Kind.STARTERS or not 0 <= item < len(output.items):
            raise BadInput(f"There is no item {item} to replace.", remedy=f"Items are 0 to {len(output.items) - 1}.")
        hits = self._find(brief)
        passages = tuple(h.passage for h in hits)
        draft = Draft(writer=output.provenance.writer, template=output.provenance.template, answer=output.answer, items=output.items, passages=passages + self._shown(output))
        objection = beside(f"items.{item}", "The reader asked for another one.")
        draft = self._composer.rewrite(draft, brief, kind=Kind.STARTERS, passages=hits, objections=(objection,))
        if draft.items[item].text == output.items[item].text:
            raise BadInput("There is no other starter left that fits this brief.", remedy="Keep this one, or change the topic.")
        examined = self._examining.examine(draft, brief, kind=Kind.STARTERS, hits=hits, writer=self._composer)
        return self._output(brief, Kind.STARTERS, examined, started=started)

    def recap(self, source: str | bytes, *, format: str = "auto", brief: Brief | None = None, id: str = "") -> Output:
        """A summary of a session that follows from its record, without what was off the record."""
        started = time.perf_counter()
        brief_id = id or (brief.id if brief else "")
        return self._recapped(self._recap_writer.write(source, format=format, brief=brief), brief, brief_id, started)

    def recap_of(self, record: Record, *, withheld_text: str = "", brief: Brief | None = None) -> Output:
        """The same from a record that was read before; ``withheld_text`` is what must not be found in it."""
        started = time.perf_counter()
        return self._recapped(self._recap_writer.write_up(record, withheld_text=withheld_text, brief=brief), brief, "", started)

    def check(self, piece: Piece) -> Checked:
        """Every Check that applies to a text, and what the Gate would do with it."""
        verdicts = tuple(check.judge(piece) for check in self._checks if check.applies(piece))
        return Checked(decision=Decision.RELEASE if decide(verdicts) is Decision.RELEASE else Decision.HOLD, verdicts=verdicts)

    def try_out(self, brief: Brief, kind: Kind) -> Tried:
        """What the Writer first writes, unrevised and without anybody standing in; raises WriterUnavailable."""
        draft = self._timed(Pace.IN_PASSING, time.monotonic(), None).write(brief, kind=kind, passages=self._find(brief))
        return Tried(draft=draft, verdicts=self._examining.verdicts(draft, brief, kind))

    @property
    def model(self) -> str:
        """The name of the model that writes; empty where only the embedded writer does."""
        return "" if self._writer is self._composer else self._writer.name

    def find(self, query: str, *, reader: Role | None = None, limit: int = 10) -> list[Hit]:
        """The Passages nearest to a query, best first."""
        return self.library.find(plain(query), reader=reader, limit=limit)

    def would_send(self, brief: Brief, *, kind: Kind) -> WouldBeSent:
        """Every word that would leave this machine for a Brief, names replaced as they would be; nothing is sent and nothing is kept."""
        if not isinstance(self._writer, Forwarding):
            return WouldBeSent(nothing="Nothing: the embedded writer on this machine writes everything.")
        asked = self._asked(brief, kind, time.perf_counter())
        if isinstance(asked, Output):
            return WouldBeSent(nothing="Nothing: this needs people rather than a text." if asked.escalation else f"Nothing. {asked.not_covered}")
        try:
            return WouldBeSent(sendings=self._writer.would_send(asked.brief, kind=kind, passages=asked.hits))
        except WriterUnavailable as error:
            return WouldBeSent(nothing=f"Nothing. {error}")

    def endpoints(self) -> tuple[EndpointState, ...]:
        """The model endpoints in the order in which they are asked, and how they are; none where only the embedded writer writes."""
        return self._writer.states() if isinstance(self._writer, Watched) else ()

    def close(self) -> None:
        """Lets go of the data folder."""
        self.library.close()

    def _recapped(self, written: WrittenRecap, brief: Brief | None, id: str, started: float) -> Output:
        escalation = self._escalations.of_text(written.source_text)
        if escalation is not None:
            return self._escalated(id, Kind.RECAP, escalation, started)
        return self._output(brief, Kind.RECAP, self._examining.examine_recap(written, brief), started=started, id=id)

    def _write(self, brief: Brief, kind: Kind, pace: Pace, shown: Heard | None = None) -> Output:
        started, begun = time.perf_counter(), time.monotonic()
        if isinstance(asked := self._asked(brief, kind, started), Output):
            return asked
        hits = asked.hits
        rival = self._rival(asked.brief, kind, hits)
        writer = self._timed(pace, begun, self._early(asked.brief, hits, shown, rival) if kind is Kind.STARTERS else None, rival)
        draft = self._draft(asked.brief, kind, hits, writer, rival)
        examined = self._examining.examine(draft, asked.brief, kind=kind, hits=hits, writer=writer, rival=rival() if rival and not draft.took_over else None)
        if kind is Kind.QUESTION and draft.answer is None and examined.draft.answer is None:
            return self._held(brief, kind, draft.not_covered or NOT_COVERED, started)
        return self._output(brief, kind, examined, started=started, not_covered=asked.not_covered)

    def _asked(self, brief: Brief, kind: Kind, started: float) -> Asked | Output:
        """What is asked of a Writer, or the Output for which none is needed."""
        escalation = self._escalations.of(brief)
        if escalation is not None:
            return self._escalated(brief.id, kind, escalation, started)
        if not looks_english(" ".join(brief.free_text)) and self._writer is self._composer:
            return self._held(brief, kind, NOT_ENGLISH, started)
        hits = self._find(brief)
        if not brief.question or self._covers(brief, hits):
            return Asked(brief, [*hits, *self._themes], None)
        if kind is Kind.QUESTION:
            return self._held(brief, kind, NOT_COVERED, started)
        # an uncovered question is said to be uncovered; the rest of the brief is still served
        served = brief.model_copy(update={"question": "", "topic": worded(brief.topic, brief.goal, brief.question)})
        return Asked(served, [*hits, *self._themes], NOT_COVERED)

    def _rival(self, brief: Brief, kind: Kind, hits: Sequence[Hit]) -> Meanwhile[Rival] | None:
        """What the embedded writer would give, written and judged while the model is waited for; None where it is the only Writer."""
        if self._writer is self._composer:
            return None
        return Meanwhile(lambda: self._examining.rival(self._composer.write(brief, kind=kind, passages=hits), brief, kind=kind))

    def _early(self, brief: Brief, hits: Sequence[Hit], shown: Heard | None, rival: Meanwhile[Rival] | None) -> Heard:
        """Judges each as it comes, and shows what passes by itself, is kept beside the rival's and is not near to what was shown before."""
        passed: list[Starter] = []

        def heard(starter: Starter) -> None:
            if self._examining.passes(starter, brief, hits=hits, beside=passed, rival=rival() if rival else None):
                passed.append(starter)
                if shown is not None:
                    shown(starter)

        return heard

    def _timed(self, pace: Pace, begun: float, heard: Heard | None = None, rival: Meanwhile[Rival] | None = None) -> Writer:
        """The Writer with one deadline over all it does for an Output, early enough for another text to be put in its place."""
        whole = self._deadlines[pace]
        if not isinstance(self._writer, Awaited):
            return self._writer
        return self._writer.until(begun + whole - min(KEPT_FREE, whole / 4), heard=heard, account=self._account, sent=rival.begin if rival else None)

    def _draft(self, brief: Brief, kind: Kind, hits: Sequence[Hit], writer: Writer, rival: Meanwhile[Rival] | None) -> Draft:
        try:
            return writer.write(brief, kind=kind, passages=hits)
        except WriterUnavailable as error:
            # a model that is down must not cost the session: the embedded writer takes over, and the provenance says so
            instead = rival().draft if rival else self._composer.write(brief, kind=kind, passages=hits)
            return instead.model_copy(update={"took_over": True, "because": error.message})

    def _find(self, brief: Brief) -> list[Hit]:
        query = as_called(brief.question, brief.role) or plain(f"{brief.topic} {brief.goal}")
        # what other pairs wrote is never quoted: only guidance is written with
        return self.library.find(query[:1_000], reader=brief.role, limit=FOUND, kind=PassageKind.GUIDANCE)

    def _covers(self, brief: Brief, hits: Sequence[Hit]) -> bool:
        """Whether the library speaks to the question, by itself or with what it leans on ("what do I say the next time?")."""
        question = as_called(brief.question, brief.role)
        if self._questions.known(question, reader=brief.role) >= SAME_QUESTION:
            return True
        if self.library.covers(plain(brief.question), hits, reader=brief.role) or self.library.covers(question, hits, reader=brief.role):
            return True
        beside = as_called(f"{brief.topic} {brief.goal}", brief.role)
        if not beside and not brief.context:
            return False
        whole = f"{beside} {question} {as_called(brief.context, brief.role)[:300]}"[:1_000]
        return self.library.covers(whole, self.library.find(whole, reader=brief.role, limit=FOUND, kind=PassageKind.GUIDANCE), reader=brief.role)

    def _shown(self, output: Output) -> tuple[Passage, ...]:
        known = {p.id: p for cited in output.provenance.passages for p in self.library.section(cited.source)}
        return tuple(known[c.id] for c in output.provenance.passages if c.id in known)

    def _output(self, brief: Brief | None, kind: Kind, examined: Examined, *, started: float, not_covered: str | None = None, id: str = "") -> Output:
        draft = examined.draft
        if kind is not Kind.RECAP and brief is not None and brief.question and draft.answer is None and examined.decision is Decision.RELEASE:
            # a question is never passed over in silence
            not_covered = not_covered or draft.not_covered or NOT_COVERED
        cited = {c for item in draft.items for c in item.citations} | set(draft.answer.citations if draft.answer else ()) | set(draft.safety.citations if draft.safety else ())
        cited |= draft.recap.evidence if draft.recap else frozenset()
        return Output(
            id=id or (brief.id if brief else ""), kind=kind, decision=examined.decision,
            answer=draft.answer, items=draft.items, safety=draft.safety, recap=draft.recap, not_covered=not_covered or draft.not_covered,
            verdicts=examined.verdicts,
            provenance=Provenance(
                writer=draft.writer, template=draft.template, index=self.library.snapshot, suite=self.suite,
                passages=tuple(CitedPassage(id=p.id, source=p.source, title=p.title, text=p.text) for p in draft.passages if p.id in cited),
                revisions=examined.revisions, fell_back=examined.fell_back or draft.took_over, because=draft.because, chosen=examined.chosen, remembered=draft.remembered or None, left_off=draft.left_off if draft.left_off.said else None, ms=_since(started), tokens=draft.tokens,
            ),
        )

    def _escalated(self, id: str, kind: Kind, escalation: Escalation, started: float) -> Output:
        return Output(id=id, kind=kind, decision=Decision.HOLD, escalation=escalation, provenance=self._nobody(started))

    def _held(self, brief: Brief, kind: Kind, why: str, started: float) -> Output:
        return Output(id=brief.id, kind=kind, decision=Decision.HOLD, not_covered=why, provenance=self._nobody(started))

    def _nobody(self, started: float) -> Provenance:
        return Provenance(writer="none", template="none", index=self.library.snapshot, suite=self.suite, ms=_since(started), made_by_ai=False)


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1_000)
