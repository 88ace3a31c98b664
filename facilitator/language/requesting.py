"""One request to a model: the Template filled with what fits, names hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, Self

from facilitator.domain.guidance import Audience, Hit, Passage
from facilitator.domain.outputs import LeftOff
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Again, Example, Instructions, Template
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.language.pseudonyms import Pseudonyms, names_in
from facilitator.words.cleaning import is_common

MOST_PASSAGES = 6
"""A model reads the nearest few; more costs time and draws weak ones away from the Brief."""
_LETTERS_A_TOKEN = 3.3
"""English text has about four; the rest is room for names and marks."""


class Templates(Protocol):
    """Fills the Template of a kind; the templates room has it."""

    def version(self, kind: Kind) -> str: ...

    def following(self, live: Mapping[Kind, Template]) -> Self: ...

    def instructions(
        self,
        kind: Kind,
        brief: Brief,
        *,
        parts: Sequence[str],
        passages: Sequence[Passage] = (),
        examples: Sequence[Example] = (),
        again: Sequence[Again] = (),
    ) -> Instructions: ...


class Request:
    """What is asked in one exchange; after ``fit``, ``passages`` and ``names`` are those of the last Instructions."""

    def __init__(
        self,
        templates: Templates,
        brief: Brief,
        *,
        kind: Kind,
        parts: Sequence[str],
        hits: Sequence[Hit],
        examples: Sequence[Example] = (),
        again: Sequence[Again] = (),
        pseudonyms: bool = True,
        roster: Sequence[str] = (),
    ) -> None:
        self._templates = templates
        self._brief = brief
        self._kind = kind
        self._parts = parts
        self._candidates = _nearest(hits, brief)
        self._examples = examples
        self._again = again
        self._pseudonyms = pseudonyms
        self._roster = roster if pseudonyms else ()
        self._names = names_in(brief) if pseudonyms else ()
        for name in self._names:
            is_common(name)  # its dictionary takes a second to load, and the clock does not run yet
        self.passages: tuple[Passage, ...] = ()
        self.left_out = LeftOff()
        self.names = Pseudonyms((), text="")

    def fit(self, tokens: int) -> Instructions:
        """Instructions of at most so many tokens: examples go first, then whole Passages from the last; the Brief is never cut."""
        for examples, count in ((self._examples, len(self._candidates)), *(((), n) for n in range(len(self._candidates), -1, -1))):
            passages = self._candidates[:count]
            made = self._templates.instructions(
                self._kind, self._brief, parts=self._parts, passages=passages, examples=examples, again=self._again
            )
            if estimated(made.system) + estimated(made.request) <= tokens:
                self.passages = passages
                self.left_out = LeftOff(examples=len(self._examples) - len(examples), passages=len(self._candidates) - count)
                return self._hidden(made)
        raise ModelFault(FaultKind.TOO_LONG)

    def _hidden(self, made: Instructions) -> Instructions:
        # on the finished text, so that no way in (a passage, an example, a reason) carries a name past it
        self.names = Pseudonyms(self._names, text=made.system + made.request, roster=self._roster)
        if not self._pseudonyms:
            return made
        return made.model_copy(update={"system": self.names.hide_pair(made.system), "request": self.names.hide(made.request)})


def estimated(text: str) -> int:
    """About how many tokens a text has; other scripts count a token a letter. Never the vendor's tokenizer: it downloads."""
    ascii_letters = sum(c.isascii() for c in text)
    return round(ascii_letters / _LETTERS_A_TOKEN) + len(text) - ascii_letters


def _nearest(hits: Sequence[Hit], brief: Brief) -> tuple[Passage, ...]:
    """The Passages that speak to this reader, nearest first."""
    mine = [h.passage for h in hits if h.passage.audience in (Audience.ALL, Audience(brief.role.value))]
    return tuple({p.id: p for p in mine}.values())[:MOST_PASSAGES]
