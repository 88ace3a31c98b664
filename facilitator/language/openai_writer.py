"""The model writer: Instructions from prompts/ to any OpenAI-compatible endpoint, back to a Draft nobody has checked yet."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from facilitator.domain.account import Account
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.outputs import Draft
from facilitator.domain.sending import Sending
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.template import Again, Example, Template
from facilitator.errors import WriterUnavailable
from facilitator.language.drafts import Reading
from facilitator.language.endpoint import Endpoint, full_jitter
from facilitator.language.requesting import Request, Templates, estimated
from facilitator.language.rewriting import again, merged
from facilitator.language.written import Written, WrittenStarter
from facilitator.seams import NOBODYS, Heard, Objection

Programme = Callable[[Role], tuple[str, tuple[Passage, ...]]]
"""What is confidential here, in the programme's own words, and the Passages that say so."""
_UNSAID = (
    "Your programme has not said here what is confidential and what is not. Ask its owner before you share something that must not travel."
)
_MAIN = {Kind.STARTERS: "items", Kind.SAFETY: "safety", Kind.QUESTION: "answer"}


class OpenAIWriter:
    """Starters, safety prompts and answers from a language model. Whatever goes wrong is WriterUnavailable, with a remedy."""

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        key: str = "",
        deadline: float = 20.0,
        pseudonyms: bool = True,
        templates: Templates,
        programme: Programme | None = None,
        examples: Callable[[Brief, Kind], Sequence[Example]] | None = None,
        roster: Callable[[], Sequence[str]] | None = None,
        wait: Callable[[int], float] = full_jitter,
    ) -> None:
        self.name = model
        self.base_url = base_url
        self.endpoint = Endpoint(base_url=base_url, model=model, key=key, deadline=deadline, wait=wait)
        self._pseudonyms = pseudonyms
        self._templates = templates
        self._programme = programme
        self._examples = examples
        self._roster = roster
        self._ends: float | None = None
        self._heard: Heard | None = None
        self._sent: Callable[[], None] | None = None

    def until(self, ends: float, *, heard: Heard | None = None, account: Account = NOBODYS, sent: Callable[[], None] | None = None) -> OpenAIWriter:
        """This Writer for one Output: every exchange it has is over at that moment, and ``heard`` is given each starter as it comes."""
        timed = copy.copy(self)
        timed._ends, timed._heard, timed._sent = ends, heard, sent
        return timed

    def following(self, live: Mapping[Kind, Template]) -> OpenAIWriter:
        """The same endpoint, told what owners made live."""
        other = copy.copy(self)
        other._templates = self._templates.following(live)
        return other

    def template(self, kind: Kind) -> str:
        """The version of the Template that is followed for a kind."""
        return self._templates.version(kind)

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        """A Draft of the kind asked for; the Brief's question is answered in the same exchange."""
        if kind not in _MAIN:
            raise WriterUnavailable(f"The model writer writes no {kind.value}.", remedy="The embedded writer does.")
        return self._draft(brief, kind, _parts(brief, kind), passages)

    def would_send(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Sending:
        """What ``write`` would send, to the letter; nothing is sent. Raises ModelFault when the Brief does not fit."""
        request = self._request(brief, kind, _parts(brief, kind), passages, ())
        made = request.fit(self.endpoint.room)
        return Sending(
            model=self.name, host=urlsplit(self.base_url).hostname or "", pseudonyms=self._pseudonyms, rules=made.system, material=made.request,
            tokens=estimated(made.system) + estimated(made.request), left_out=request.left_out.said,
        )

    def rewrite(self, draft: Draft, brief: Brief, *, kind: Kind, passages: Sequence[Hit], objections: Sequence[Objection]) -> Draft:
        """The same Draft with only the pieces objected to written anew."""
        pieces = again(draft, objections)
        if not pieces:
            return draft
        parts = tuple(dict.fromkeys(piece.place.split(".")[0] for piece in pieces))
        return merged(draft, self._draft(brief, kind, parts, passages, pieces), pieces)

    def close(self) -> None:
        """Closes the connections to the endpoint."""
        self.endpoint.close()

    def _draft(self, brief: Brief, kind: Kind, parts: tuple[str, ...], hits: Sequence[Hit], pieces: tuple[Again, ...] = ()) -> Draft:
        request = self._request(brief, kind, parts, hits, pieces)

        def made_of(written: Written) -> Draft:
            return self._read(written, brief, parts, request, rewritten=bool(pieces))

        told = self._heard

        def hear(written: WrittenStarter) -> None:
            for starter in Reading(request.passages, restore=request.names.restore).whole([written]):
                if told is not None:
                    told(starter)

        listening = told is not None and "items" in parts and not pieces
        draft, reply = self.endpoint.ask(request.fit, parts, check=made_of, ends=self._ends, heard=hear if listening else None, sent=self._sent)
        return draft.model_copy(update={"template": reply.instructions.template, "tokens": reply.tokens, "left_off": request.left_out})

    def _request(self, brief: Brief, kind: Kind, parts: tuple[str, ...], hits: Sequence[Hit], pieces: tuple[Again, ...]) -> Request:
        examples = self._examples(brief, kind) if self._examples and "items" in parts and not pieces else ()
        roster = self._roster() if self._roster and self._pseudonyms else ()
        return Request(
            self._templates, brief, kind=kind, parts=parts, hits=hits, examples=examples, again=pieces, pseudonyms=self._pseudonyms, roster=roster
        )

    def _read(self, written: Written, brief: Brief, parts: tuple[str, ...], request: Request, *, rewritten: bool) -> Draft:
        reading = Reading(request.passages, restore=request.names.restore)
        draft = Draft(writer=self.name, template="", passages=request.passages)
        if "answer" in parts and written.answer is not None:
            answer = reading.answer(written.answer)
            draft = draft.model_copy(update={"not_covered": answer} if isinstance(answer, str) else {"answer": answer})
        if "items" in parts:
            items = reading.starters_again(written.items) if rewritten else reading.starters(written.items)
            draft = draft.model_copy(update={"items": items})
        if "safety" in parts and written.safety is not None:
            confidential, programme = self._programme(brief.role) if self._programme else (_UNSAID, ())
            passages = tuple({p.id: p for p in (*draft.passages, *programme)}.values())
            prompt = reading.safety(written.safety, confidential=confidential or _UNSAID, programme=programme)
            draft = draft.model_copy(update={"safety": prompt, "passages": passages})
        return draft


def _parts(brief: Brief, kind: Kind) -> tuple[str, ...]:
    """What one exchange asks for: a question is answered whatever the kind."""
    return tuple(dict.fromkeys((*(("answer",) if brief.question else ()), _MAIN[kind])))
