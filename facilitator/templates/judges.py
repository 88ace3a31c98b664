"""The judges' Templates, one binary question each, read from ``prompts/judges/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from facilitator.domain.opinion import Question
from facilitator.domain.session import Kind
from facilitator.domain.template import Instructions, Template
from facilitator.errors import BadInput
from facilitator.templates.files import INSTRUCTIONS, REQUEST, fingerprint
from facilitator.templates.instructing import material, new_mark
from facilitator.templates.rendering import Filling, Plain

FOLDER = "judges"
PLACEHOLDERS = MappingProxyType({
    "mark": "the random line around all material, new for every request", "text": "what is judged", "kind": "starter, safety or answer", "role": "who asks: mentor, mentee or owner",
    "question": "what was asked", "topic": "what the session is about", "goal": "what the pair wants", "context": "what happened so far", "passages": "title and text of each passage it may rest on", "rubric": "what a suite asks of the text",
})  # fmt: skip
_GRADE = re.compile(r"grade(?=\s*[:=])", re.I)


class Judges:
    """Fills the Template of each check; ``mark`` gives the fence of one request."""

    def __init__(self, prompts: Path, *, mark: Callable[[], str] = new_mark) -> None:
        self._fillings = {folder.name: (template := _read(folder), Filling(template)) for folder in sorted((prompts / FOLDER).iterdir()) if folder.is_dir()}
        self._mark = mark

    @property
    def checks(self) -> frozenset[str]:
        """What there is a question for."""
        return frozenset(self._fillings)

    def instructions(self, question: Question) -> Instructions:
        """What the judge receives; the text it judges cannot close the fence, and cannot hold a grade."""
        if question.check not in self._fillings:
            raise BadInput(f"There is no judge for {question.check!r}.", remedy=f"There are: {', '.join(sorted(self._fillings))}.")
        template, filling = self._fillings[question.check]
        mark = self._mark()

        def clean(text: str) -> str:
            return _GRADE.sub("grade,", material(text, mark=mark))

        brief = question.brief
        values: Mapping[str, Plain] = {
            "mark": mark, "text": clean(question.text), "kind": question.kind, "role": brief.role.value if brief else "mentor", "question": clean(question.question), "rubric": clean(question.rubric),
            **{name: clean(getattr(brief, name)) if brief else "" for name in ("topic", "goal", "context")}, "passages": [{"title": clean(p.title), "text": clean(p.text)} for p in question.passages],
        }  # fmt: skip
        return Instructions(template=template.version, system=filling.fill(INSTRUCTIONS, values), request=filling.fill(REQUEST, values))


def _read(folder: Path) -> Template:
    try:
        head = tomllib.loads((folder / "template.toml").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_text(encoding="utf-8") for name in (INSTRUCTIONS, REQUEST)}
        files |= {f"{FOLDER}/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.parent.glob("*.md.j2"))}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The judge's template {folder.name!r} cannot be read: {error}.", remedy="Mend the file, or install Facilitator again.") from None
    # a judge writes no Output: its kind is only there because every Template has one
    return Template(name=f"{FOLDER}/{folder.name}", title=str(head.get("title", "")), purpose=str(head.get("purpose", "")), kind=Kind.QUESTION, placeholders=PLACEHOLDERS, files=MappingProxyType(files), fingerprint=fingerprint(files))
