"""From a Brief and Passages to Instructions: every word of material cleaned, fenced, and never an order."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence

from facilitator.domain.guidance import Passage
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Again, Example, Instructions, Length, Line, Register, Style, Template
from facilitator.errors import BadInput, NotFound
from facilitator.templates.files import INSTRUCTIONS, REQUEST
from facilitator.templates.rendering import Filling, Plain
from facilitator.templates.sandboxed import SandboxedFilling
from facilitator.words.cleaning import plain

ITEMS = 5
_CHAT_MARKS = re.compile(r"<\|[^|<>]{0,40}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|<\uff5c[^\uff5c]{0,40}\uff5c>", re.IGNORECASE)
"""Marks by which chat models tell speakers apart: an endpoint may read them in the middle of a message."""
_FENCES = re.compile(r"[=`~#*_-]{3,}")
"""Anything that looks like a fence or a rule of ours."""


def new_mark() -> str:
    """A line nobody can guess."""
    return f"====== {secrets.token_hex(8)} ======"


class Instructing:
    """Fills the Template of each kind; ``mark`` gives the fence of one request.

    An owner's Template that cannot be filled for some Brief is passed over for the shipped one, and the Instructions say which it was.
    """

    def __init__(self, templates: Mapping[Kind, Template], *, mark: Callable[[], str] = new_mark) -> None:
        self._templates = dict(templates)
        self._fillings: dict[Kind, Filling | SandboxedFilling] = {kind: filling(template) for kind, template in templates.items()}
        self._floor: Instructing | None = None
        self._mark = mark

    def following(self, live: Mapping[Kind, Template]) -> Instructing:
        """The same with an owner's Templates in front of the shipped ones; one that no longer fits is passed over."""
        followed = Instructing({}, mark=self._mark)
        followed._templates, followed._fillings, followed._floor = dict(self._templates), dict(self._fillings), self
        for kind, template in live.items():
            try:
                followed._fillings[kind] = filling(template)
            except BadInput:
                continue
            followed._templates[kind] = template
        return followed

    def version(self, kind: Kind) -> str:
        """The Template's name and fingerprint, for Provenance."""
        return self._template(kind).version

    def instructions(
        self,
        kind: Kind,
        brief: Brief,
        *,
        parts: Sequence[str],
        passages: Sequence[Passage] = (),
        examples: Sequence[Example] = (),
        again: Sequence[Again] = (),
        lines: Sequence[Line] = (),
    ) -> Instructions:
        """What the Writer receives; Passages are named p1, p2 … in the order given."""
        template = self._template(kind)
        values = filled_with(brief, mark=self._mark(), style=template.style, parts=parts, passages=passages, examples=examples, again=again, lines=lines)
        try:
            system, request = (self._fillings[kind].fill(file, values) for file in (INSTRUCTIONS, REQUEST))
        except BadInput:
            if self._floor is None or not template.owned:
                raise
            return self._floor.instructions(kind, brief, parts=parts, passages=passages, examples=examples, again=again, lines=lines)
        return Instructions(template=template.version, system=system, request=request)

    def _template(self, kind: Kind) -> Template:
        if kind not in self._templates:
            raise NotFound(f"There is no template for {kind.value}.", remedy="Put one into prompts/, or install Facilitator again.")
        return self._templates[kind]


def filling(template: Template) -> Filling | SandboxedFilling:
    """What fills it: an owner's is never filled in the server's own process."""
    return SandboxedFilling(template) if template.owned else Filling(template)


def filled_with(
    brief: Brief,
    *,
    mark: str,
    style: Style,
    parts: Sequence[str],
    passages: Sequence[Passage] = (),
    examples: Sequence[Example] = (),
    again: Sequence[Again] = (),
    lines: Sequence[Line] = (),
) -> dict[str, Plain]:
    """The value of every Placeholder, each word of material cleaned."""

    def clean(text: str) -> str:
        return material(text, mark=mark)

    return {
        "mark": mark,
        "role": brief.role.value,
        "language": _language(brief.language),
        "parts": list(parts),
        "count": sum(a.place.startswith("items") for a in again) or ITEMS,
        "brief": {
            **{name: clean(getattr(brief, name)) for name in ("question", "topic", "goal", "context", "mentor", "mentee")},
            "session_number": brief.session_number,
            "avoid": [text for avoided in brief.avoid if (text := clean(avoided))],
        },
        "passages": [{"id": f"p{n}", "title": clean(p.title), "text": clean(p.text)} for n, p in enumerate(passages, start=1)],
        "examples": [{"stage": e.stage.value, "text": clean(e.text), "why": clean(e.why), "follow_up": clean(e.follow_up)} for e in examples],
        "again": [{"place": clean(a.place), "text": clean(a.text), "reason": clean(a.reason)} for a in again],
        "lines": [{"id": clean(x.id), "speaker": clean(x.speaker), "text": clean(x.text)} for x in lines],
        "style": {
            "register": "" if style.register_ is Register.USUAL else style.register_.value,
            "length": "" if style.length is Length.USUAL else style.length.value,
            "instead": [{"say": clean(swap.say), "instead_of": clean(swap.instead_of)} for swap in style.instead],
            "avoid": [clean(term) for term in style.avoid],
        },
    }


def material(text: str, *, mark: str) -> str:
    """Words from outside as one line without markup, the fence's mark, or anything a model takes for a change of speaker."""
    text = _CHAT_MARKS.sub(" ", text)
    text = plain(text)
    # again after cleaning: entities and invisible characters may have hidden a mark
    text = _FENCES.sub(" ", _CHAT_MARKS.sub(" ", text))
    for token in (mark, *mark.split()):
        text = text.replace(token, " ")
    return " ".join(text.split())


_SPOKEN = {"de": "German, with Sie for everybody and neutral words instead of signs inside words (Mentorin oder Mentor, Programmleitung, Tandem)"}
"""How a language is to be written where its code alone does not say it."""


def _language(code: str) -> str:
    tag = re.sub(r"[^A-Za-z-]", "", code)[:20]
    name = tag.lower().split("-")[0]
    return "British English" if name in ("", "en") else _SPOKEN.get(name, tag)
