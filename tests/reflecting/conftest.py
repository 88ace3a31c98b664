"""Programmes with as many pairs as a test needs, and reflections over a store, with a small honest anonymiser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitator.access import Asker
from facilitator.domain.anonymised import Anonymised, EntityType
from facilitator.domain.programme import Member, Programme, Session
from facilitator.language.scripted import HashEmbedder
from facilitator.people.meeting import Meeting
from facilitator.people.running import Running, new_key
from facilitator.reflecting import Reflections, Themes
from facilitator.store.database import sqlite_url
from facilitator.store.opening import Store, open_store
from tests.people.conftest import asker
from tests.store.conftest import MovableClock

K = 5


class NamesOnly:
    """Takes out the roster's first names; the real one is tested in its own folder."""

    def anonymise(self, text: str, *, roster: Sequence[str] = ()) -> Anonymised:
        names = "|".join(re.escape(name.split()[0]) for name in roster)
        found = [{"start": m.start(), "end": m.end(), "type": EntityType.PERSON, "with": "a colleague"} for m in re.finditer(rf"\b(?:{names})\b", text)] if names else []
        return Anonymised.model_validate({"text": re.sub(rf"\b(?:{names})\b", "a colleague", text) if names else text, "replaced": found})


def themes_of(text: str) -> tuple[str, ...]:
    return tuple(name for name in ("time", "rank") if name in text.lower())


@dataclass(frozen=True)
class Pair:
    mentor: Asker
    mentee: Asker
    session: Session


@dataclass
class Town:
    """One Programme, and the use cases over it."""

    store: Store
    clock: MovableClock
    owner: Asker
    reflections: Reflections
    themes: Themes
    data: Path

    def pair(self, number: int, *, about: str = "works with spreadsheets and customers", reports_to: str | None = None) -> Pair:
        """A pair that has met once."""
        running, meeting = Running(self.store.people), Meeting(self.store.people)
        mentor = running.add_member(name=f"Mona{number} Meyer", email=f"mona{number}@town.example", about=about, by=self.owner)
        mentee = running.add_member(name=f"Leo{number} Lind", email=f"leo{number}@town.example", about=about, by=self.owner)
        if reports_to:
            running.set_reporting(mentor.key, reports_to, by=self.owner)
        pairing = running.pair(mentor=mentor.key, mentee=mentee.key, by=self.owner)
        session = meeting.plan(pairing.key, at=self.clock(), by=asker(mentor))
        meeting.held(session.key, by=asker(mentor))
        return Pair(asker(mentor), asker(mentee), session)

    def share(self, pair: Pair, text: str, *, by: Asker | None = None) -> str:
        """Records and shares; returns the Reflection's key."""
        author = by or pair.mentor
        kept = self.reflections.record(pair.session.key, {"hard": text}, by=author)
        self.reflections.share(kept.key, text, by=author)
        return kept.key


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    clock = MovableClock()
    store = open_store(sqlite_url(tmp_path), clock=clock)
    programme = Programme(key=new_key(), name="town", made_at=clock())
    owner = Member(key=new_key(), programme=programme.key, name="Olga Owens", email="olga@town.example", is_owner=True, joined_at=clock())
    with store.people.changing() as rows:
        rows.add(programme)
        rows.add(owner)
    yield Town(store, clock, asker(owner), Reflections(store.reflections, NamesOnly, themes_of=themes_of, embedder=HashEmbedder(), k=K), Themes(store.reflections, k=K), tmp_path)
    store.close()
