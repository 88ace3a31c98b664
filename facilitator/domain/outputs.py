"""What people read: Outputs, their parts, and where they came from."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage
from facilitator.domain.session import Kind
from facilitator.domain.verdict import Decision, Verdict


class Stage(StrEnum):
    """How far into a conversation an item belongs."""

    OPEN = "open"
    EXPLORE = "explore"
    CLOSE = "close"
    CHALLENGE = "challenge"


class Directness(StrEnum):
    """The rungs of a ladder."""

    GENTLE = "gentle"
    PLAIN = "plain"
    FIRM = "firm"


class Answer(Model):
    """A direct answer to the Brief's question, and the Passages it rests on."""

    text: str
    citations: tuple[str, ...] = ()


class Starter(Model):
    """An opening for a conversation, with why it may help."""

    text: str
    why: str
    follow_up: str
    stage: Stage
    citations: tuple[str, ...] = ()


class Rung(Model):
    """One way to say it."""

    directness: Directness
    say: str


class SafetyPrompt(Model):
    """Words that help a person speak up, pass, or wait."""

    confidential: str
    passing: str = Field(alias="pass")
    ladder: tuple[Rung, ...]
    leader_side: str
    not_today: str
    citations: tuple[str, ...] = Field(default=(), exclude=True)
    """For the stays_grounded check; readers see the passages under provenance."""


class Takeaway(Model):
    """A line of a Recap and the lines of the notes it follows from."""

    text: str
    evidence: tuple[str, ...]


class Commitment(Model):
    """Who will do what by when; ``who`` is "unassigned" and ``when`` None where nobody said."""

    who: str
    what: str
    when: str | None
    evidence: tuple[str, ...]


class LeftOut(Model):
    """How much was left out, never what."""

    off_record: int = 0


class Recap(Model):
    """A summary of a Session for its Pairing."""

    headline: str
    takeaways: tuple[Takeaway, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    decisions: tuple[Takeaway, ...] = ()
    open_questions: tuple[Takeaway, ...] = ()
    credits: tuple[Takeaway, ...] = ()
    left_out: LeftOut = LeftOut()

    @property
    def evidence(self) -> frozenset[str]:
        """Every line the Recap cites."""
        lines: tuple[Takeaway | Commitment, ...] = (*self.takeaways, *self.commitments, *self.decisions, *self.open_questions, *self.credits)
        return frozenset(id for line in lines for id in line.evidence)


class Trigger(StrEnum):
    """What stops generation and points to people."""

    HARASSMENT = "harassment"
    HARM = "harm"
    WRONGDOING = "wrongdoing"
    DISTRESS = "distress"
    PAIR_BREAKDOWN = "pair_breakdown"


class Escalation(Model):
    """People to go to instead of a text from us."""

    trigger: Trigger
    text: str
    routes: tuple[str, ...]


class CitedPassage(Model):
    """A Passage as an Output shows it."""

    id: str
    source: str
    title: str
    text: str


class Tokens(Model):
    """What a model call cost."""

    sent: int = Field(default=0, alias="in")
    received: int = Field(default=0, alias="out")


class LeftOff(Model):
    """What did not fit into the model's context and was left off, whole, from the last."""

    examples: int = 0
    passages: int = 0

    @property
    def said(self) -> str:
        """In words; empty when nothing was."""
        counted = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in ((self.examples, "example"), (self.passages, "passage")) if n]
        return " and ".join(counted)


class Provenance(Model):
    """Template version, passages, writer and check versions behind an Output."""

    writer: str
    template: str
    index: str
    suite: str
    passages: tuple[CitedPassage, ...] = ()
    revisions: int = 0
    fell_back: bool = False
    because: str | None = None
    """Why the embedded writer wrote all of it, in a sentence, where a model was to."""
    chosen: tuple[str, ...] = ()
    """Places where the embedded writer's words were kept because they fitted the Brief better than the model's, which passed too."""
    remembered: bool | None = None
    """Whether the model's words come from an earlier time the same Member asked the same; nothing was sent then."""
    left_off: LeftOff | None = None
    """What of the material the model was not given, for want of room."""
    ms: int = 0
    tokens: Tokens = Tokens()
    made_by_ai: bool = True


class Draft(Model):
    """What a Writer returned; not yet checked; shown to nobody."""

    writer: str
    template: str
    answer: Answer | None = None
    items: tuple[Starter, ...] = ()
    safety: SafetyPrompt | None = None
    recap: Recap | None = None
    not_covered: str | None = None
    passages: tuple[Passage, ...] = ()
    """What the Writer was given or took from the Library: a citation of anything else is invented."""
    tokens: Tokens = Tokens()
    left_off: LeftOff = LeftOff()
    took_over: bool = False
    """Whether the embedded writer wrote it because the configured one could not."""
    because: str | None = None
    """Why it took over, in a sentence."""
    remembered: bool = False
    """Whether a model wrote it earlier, for the same Member and the same Brief."""


class Output(Model):
    """A Draft that went through the Gate, with Verdicts, Decision and Provenance."""

    id: str
    kind: Kind
    decision: Decision
    answer: Answer | None = None
    items: tuple[Starter, ...] = ()
    safety: SafetyPrompt | None = None
    recap: Recap | None = None
    escalation: Escalation | None = None
    not_covered: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    provenance: Provenance

    @property
    def held(self) -> bool:
        return self.decision is Decision.HOLD

    def as_json(self) -> dict[str, Any]:
        """The shape outsiders rely on: keys that do not apply are absent, a missing date is null."""
        shape: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        for key in ("items", "verdicts"):
            if not shape[key]:
                del shape[key]
        for key in ("chosen",):
            if not shape["provenance"][key]:
                del shape["provenance"][key]
        for commitment in shape.get("recap", {}).get("commitments", []):
            commitment.setdefault("when", None)
        return shape
