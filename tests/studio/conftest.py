"""A studio over two Programmes, with a gate that says what it is told to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest

from facilitator.domain.evals import Added, Side, Written
from facilitator.domain.session import Kind
from facilitator.domain.studio import Ask, Reason
from facilitator.domain.template import Style, Template, TemplateVersion
from facilitator.resources import shipped
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from facilitator.studio.editing import Studio
from facilitator.studio.kept import Begun, Case, Found
from facilitator.studio.publishing import Publishing
from facilitator.templates.files import INSTRUCTIONS, read_templates
from tests.factories import a_brief
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock

SHIPPED = read_templates(shipped("prompts"))


@dataclass
class ScriptedGate:
    """Finds what it is told to find."""

    reasons: tuple[Reason, ...] = ()
    scored: int = 4
    errors: int = 0
    knowledge: str = "k1"
    cases: int = 0
    at_once: int = 1
    seen: list[tuple[str, str]] = field(default_factory=list)
    paid: list[tuple[str, str]] = field(default_factory=list)

    def asked(self, candidate: Template, live: Template, added: Added) -> Ask:
        return Ask(candidate=candidate.fingerprint, live=live.fingerprint, suite=added.model_dump_json(), knowledge=self.knowledge, model="m", checks="c")

    def begin(self, candidate: Template, live: Template, added: Added) -> Begun:
        self.seen.append((candidate.version, live.version))
        return Begun(filled=1, reasons=self.reasons, cases=tuple(Case(id=f"c{number}", brief=a_brief()) for number in range(self.cases)))

    def write(self, template: Template, case: Case, added: Added) -> Written:
        self.paid.append((case.id, template.version))
        return Written(text=f"{case.id} by {template.version}", measures={"tone": 1.0})

    def conclude(self, begun: Begun, written: Mapping[tuple[str, Side], Written], added: Added) -> Found:
        assert len(written) == 2 * self.cases
        return Found(expected=4, scored=self.scored, errors=self.errors, reasons=self.reasons)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def settled_houses(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, House, House]:
    folder, clock = tmp_path_factory.mktemp("studio"), MovableClock()
    store = open_store(sqlite_url(folder), clock=clock)
    houses = furnish(store, clock, "north"), furnish(store, clock, "south")
    store.close()
    return folder / "facilitator.sqlite3", *houses


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock, settled_houses: tuple[Path, House, House]) -> Iterator[Store]:
    shutil.copy(settled_houses[0], tmp_path)
    opened = open_store(sqlite_url(tmp_path), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def house(settled_houses: tuple[Path, House, House]) -> House:
    return settled_houses[1]


@pytest.fixture
def foreign(settled_houses: tuple[Path, House, House]) -> House:
    return settled_houses[2]


@pytest.fixture
def gate() -> ScriptedGate:
    return ScriptedGate()


@pytest.fixture
def studio(store: Store) -> Studio:
    return Studio(store.templates, SHIPPED)


@pytest.fixture
def publishing(store: Store, studio: Studio, gate: ScriptedGate) -> Publishing:
    return Publishing(store.templates, studio, gate)


def edited(line: str = "- Ask about one day, not about days.\n", kind: Kind = Kind.STARTERS) -> MappingProxyType[str, str]:
    """The shipped files with one more line."""
    files = SHIPPED[kind].files
    return MappingProxyType({**files, INSTRUCTIONS: files[INSTRUCTIONS].replace("## Output", f"{line}\n## Output")})


def saved(studio: Studio, house: House, line: str = "- Ask about one day, not about days.\n", **given: object) -> TemplateVersion:
    return studio.save("starters", files=edited(line), style=Style(), by=house.owner, **given)  # type: ignore[arg-type]
