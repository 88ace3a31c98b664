"""A writer is told themes of other pairs beside the guidance; the embedded one quotes neither them nor a reflection in the library."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.domain.account import Account
from facilitator.domain.guidance import Hit, PassageKind
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief, Kind, Role
from facilitator.facilitation import Facilitator
from facilitator.language.scripted import ScriptedWriter
from facilitator.reflecting.known_themes import THEMES
from facilitator.reflecting.themes import told

BRIEF = Brief(topic="how we hand over between shifts", goal="an honest talk", question="What do I do when sessions keep getting cancelled?", role=Role.MENTOR)
THEME = told(next(theme for theme in THEMES if theme.name == "time"), 5)


class Listens(ScriptedWriter):
    """Remembers what it was given to write with."""

    def write(self, brief: Brief, *, kind: Kind, passages: Sequence[Hit]) -> Draft:
        self.given = passages
        return super().write(brief, kind=kind, passages=passages)


def test_a_writer_is_given_the_themes_after_the_guidance(facilitator: Facilitator) -> None:
    writer = Listens()

    facilitator.written_by(writer).on_account(Account(), themes=[THEME]).answer(BRIEF)

    assert [hit.passage.id for hit in writer.given][-1] == THEME.id
    assert {hit.passage.kind for hit in writer.given[:-1]} == {PassageKind.GUIDANCE}


def test_the_embedded_writer_answers_the_same_with_and_without(facilitator: Facilitator) -> None:
    plainly, knowing = (house.answer(BRIEF).answer for house in (facilitator, facilitator.on_account(Account(), themes=[THEME])))

    assert plainly == knowing
