"""Templates, their Placeholders, and the Instructions a Writer receives."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ConfigDict

from facilitator.domain.base import Model
from facilitator.domain.outputs import Stage
from facilitator.domain.session import Kind


class Template(Model):
    """Text for the Writer, with Placeholders; one per kind of Output."""

    model_config = ConfigDict(str_strip_whitespace=False)  # a line number in an error must be the file's

    name: str
    title: str
    purpose: str
    kind: Kind
    placeholders: Mapping[str, str]
    """Name → what it means."""
    files: Mapping[str, str]
    """File name → text: ``instructions.md.j2``, ``request.md.j2`` and the shared pieces they include."""
    fingerprint: str

    @property
    def version(self) -> str:
        """As Provenance shows it: ``starters@1f2e3d4c5b6a``."""
        return f"{self.name}@{self.fingerprint}"


class Instructions(Model):
    """A Template filled in: what the Writer receives."""

    template: str
    system: str
    request: str


class Line(Model):
    """One line of a Session's notes, as a Recap cites it."""

    id: str
    speaker: str = ""
    text: str


class Example(Model):
    """A Starter a person wrote for something similar."""

    stage: Stage
    text: str
    why: str
    follow_up: str


class Again(Model):
    """A piece of a Draft that may not be shown, to be written anew."""

    place: str
    text: str
    reason: str
