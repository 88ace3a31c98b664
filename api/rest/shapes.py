"""Bodies and answers of the REST door that the domain does not name itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from facilitator.checks.base import PieceKind
from facilitator.domain.base import Model
from facilitator.domain.guidance import Audience, Hit, PassageKind
from facilitator.domain.session import Brief, Role
from facilitator.domain.verdict import Decision, Verdict

Text = Annotated[str, StringConstraints(min_length=1, max_length=100_000, pattern=r"\S")]


class RecapRequest(Model):
    """A session's notes or transcript."""

    id: str = Field(default="", max_length=200)
    format: str = Field(default="auto", pattern="^(auto|notes|vtt|srt|chat)$", description="auto, notes, vtt, srt or chat")
    source_text: Annotated[str, StringConstraints(min_length=1, max_length=900_000, pattern=r"\S")]
    brief: Brief | None = None


class CheckRequest(Model):
    """A text to be checked, and what it answers or rests on."""

    id: str = Field(default="", max_length=200)
    kind: PieceKind
    text: Text
    question: str = Field(default="", max_length=20_000)
    brief: Brief | None = None
    source_text: str = Field(default="", max_length=100_000)


class CheckAnswer(Model):
    """What the checks say of a text."""

    id: str = ""
    decision: Decision
    verdicts: tuple[Verdict, ...]


class SearchRequest(Model):
    """A question to the library."""

    id: str = Field(default="", max_length=200)
    query: Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
    reader: Role | None = None
    k: int = Field(default=10, ge=1, le=100)


class FoundPassage(Model):
    """A passage and how near it is, from 0 to 1."""

    passage: str
    source: str
    title: str
    text: str
    score: float = Field(ge=0, le=1)

    @classmethod
    def of(cls, hit: Hit) -> FoundPassage:
        return cls(
            passage=hit.passage.id, source=hit.passage.source, title=hit.passage.title, text=hit.passage.text, score=round(hit.score, 4)
        )


class SearchAnswer(Model):
    """What was found, best first."""

    id: str = ""
    query: str
    hits: tuple[FoundPassage, ...]


class Document(Model):
    """One document of the library."""

    name: str
    title: str
    kind: PassageKind
    audience: Audience
    passages: int
    shipped: bool


class Documents(Model):
    """Every document that can be found now."""

    documents: tuple[Document, ...]


class Health(Model):
    """Whether this server can work, and with what."""

    status: str
    version: str
    writer: str
    library: str
    outputs_kept: int
