"""Forms → Briefs, and what to say when one does not fit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Annotated

from fastapi import Depends, Request
from pydantic import Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from api.errors import FieldProblem, bad_fields
from facilitator.domain.base import Model
from facilitator.domain.session import Brief
from facilitator.speaking.catalogue import ENGLISH
from facilitator.words.tongue import looks_english

_TEXTS = ("mentor", "mentee", "goal", "topic", "context", "question")


class BriefForm(Model):
    """What stands in the form's fields now, and what is wrong with it."""

    session: str = ""
    """The Session this is for, by its key; the reader has to be one of the two."""
    role: str = "mentor"
    mentor: str = ""
    mentee: str = ""
    goal: str = ""
    topic: str = ""
    session_number: str = ""
    context: str = ""
    question: str = ""
    avoid: str = ""
    problems: tuple[FieldProblem, ...] = Field(default=())

    def problem(self, field: str) -> str:
        """What is wrong with one field, or nothing."""
        return next((p.message for p in self.problems if p.field.partition(".")[0] == field), "")

    @property
    def general(self) -> str:
        """What is wrong with the whole, or nothing."""
        return next((p.message for p in self.problems if not p.field), "")

    @classmethod
    def of(cls, brief: Brief) -> BriefForm:
        """The form filled in as this Brief."""
        return cls(
            role=brief.role.value, session_number=str(brief.session_number or ""), avoid="\n".join(brief.avoid),
            **{name: getattr(brief, name) for name in _TEXTS},
        )

    @classmethod
    def sent(cls, form: Mapping[str, object]) -> BriefForm:
        """What a person sent, as they typed it."""
        return cls(**{name: text(form, name) for name in (*_TEXTS, "session_number", "avoid", "session")}, role=text(form, "role") or "mentor")

    def brief(self, *, language: str = ENGLISH) -> Brief:
        """The Brief, for a reader of ``language`` when it is not in English; raises BadFields with a line for each field that does not fit."""
        values: dict[str, object] = {name: getattr(self, name) for name in _TEXTS}
        values["language"] = ENGLISH if looks_english(" ".join(getattr(self, name) for name in _TEXTS)) else language
        values |= {"role": self.role, "avoid": [line.strip() for line in self.avoid.splitlines() if line.strip()]}
        if self.session_number:
            values["session_number"] = self.session_number
        try:
            return Brief.model_validate(values)
        except ValidationError as error:
            raise bad_fields(error) from None


def text(form: Mapping[str, object], name: str) -> str:
    """One field's words, with a browser's line ends made plain."""
    value = form.get(name, "")
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""


def raw(form: Mapping[str, object], name: str) -> str:
    """One field exactly as it was sent, as a password has to be."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def upload(form: Mapping[str, object], name: str) -> tuple[str, bytes]:
    """A file's name and content; both empty when none was chosen."""
    value = form.get(name)
    return (value.filename or "", await value.read()) if isinstance(value, UploadFile) else ("", b"")


async def _read(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_files=1, max_fields=40, max_part_size=1_000_000) as form:
        yield form


async def _files(request: Request) -> AsyncIterator[list[UploadFile]]:
    async with request.form(max_files=20, max_fields=5, max_part_size=1_000_000) as form:
        yield [value for value in form.getlist("file") if isinstance(value, UploadFile) and value.filename]


SentFiles = Annotated[list[UploadFile], Depends(_files)]
"""The files somebody chose, in a form's field ``file``; none when none was chosen."""

SentForm = Annotated[FormData, Depends(_read)]
