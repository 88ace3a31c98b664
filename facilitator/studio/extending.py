"""What owners add to the evals: cases of their own, asks in plain words, and how far style and tone may fall."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.evals import Bounds, Fixture, OwnSuite, Source
from facilitator.domain.session import Brief, Kind
from facilitator.errors import BadInput, Conflict
from facilitator.people.running import new_key
from facilitator.studio.asks import read
from facilitator.studio.editing import Studio
from facilitator.studio.kept import TemplateRows, TemplatesKept

MOST_FIXTURES = 300
"""Cases a Programme may have that are not retired."""


class Extending:
    """Adds to what ships; what ships stays. Receipts that were for less are stale from then on."""

    def __init__(self, kept: TemplatesKept, studio: Studio) -> None:
        self._kept = kept
        self._studio = studio

    def suite(self, name: str, *, by: Asker) -> OwnSuite:
        """What a Programme asks of one Template besides what ships."""
        require(by, Act.READ, Thing.EVALS, of=Whose(programme=by.programme))
        self._studio.shipped(name)
        with self._kept.reading() as rows:
            return next(iter(rows.suites(by.programme, name)), OwnSuite())

    def change_suite(self, name: str, *, asks: Sequence[str], bounds: Bounds = Bounds(), by: Asker) -> OwnSuite:  # noqa: B008 (frozen)
        """Puts asks and bounds in the place of the last ones; raises BadInput at the first ask that cannot be checked."""
        require(by, Act.CHANGE, Thing.EVALS, of=Whose(programme=by.programme))
        self._studio.shipped(name)
        said = tuple(dict.fromkeys(" ".join(ask.split()) for ask in asks if ask.strip()))
        for ask in said:
            read(ask)
        try:
            suite = OwnSuite(asks=said, bounds=bounds)
        except ValidationError:
            raise BadInput("There are too many asks, or one is too long.", remedy="At most 20, of at most 200 characters each.") from None
        with self._kept.changing() as rows:
            if next(iter(rows.suites(by.programme, name)), OwnSuite()) != suite:
                rows.add_suite(by.programme, name, suite, by=by.member)
                rows.note(act=Act.CHANGE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=name)
        return suite

    def fixtures(self, *, by: Asker) -> Sequence[Fixture]:
        """Every case of a Programme, retired ones last. What people gave stands here without names and without who gave it."""
        require(by, Act.READ, Thing.EVALS, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            return sorted(rows.fixtures(by.programme), key=lambda one: (one.retired_at is not None, one.name))

    def put_fixture(self, name: str, brief: Brief, *, poor: str = "", because: str = "", key: str | None = None, source: Source = Source.OWN, by: Asker) -> Fixture:
        """Adds a case, or changes an owner's own; one that somebody gave stays as they gave it."""
        require(by, Act.CHANGE, Thing.EVALS, of=Whose(programme=by.programme))
        if brief.kind not in (Kind.STARTERS, Kind.SAFETY, Kind.QUESTION):
            raise BadInput("kind: A case is for starters, safety words or answers.", remedy="Choose one of starters, safety, question.")
        with self._kept.changing() as rows:
            before = self._found(rows, key, by) if key else None
            if before and before.source is Source.GIVEN:
                raise Conflict("Somebody gave this example, so it stays as they gave it.", remedy="Retire it, or write one of your own.")
            there = [one for one in rows.fixtures(by.programme) if one.key != key]
            name = " ".join(name.split()) or (brief.topic or brief.goal or brief.question)[:60]
            if any(one.name == name for one in there):
                raise Conflict(f"There is a case called “{name}”.", remedy="Choose another name.")
            if not before and sum(one.retired_at is None for one in there) >= MOST_FIXTURES:
                raise Conflict(f"There are {MOST_FIXTURES} cases.", remedy="Retire one first.")
            try:
                fixture = Fixture(
                    key=before.key if before else new_key(), programme=by.programme, name=name, brief=brief.model_copy(update={"id": ""}), source=before.source if before else source,
                    poor=poor.strip(), because=" ".join(because.split()), added_at=before.added_at if before else rows.now, retired_at=before.retired_at if before else None,
                )  # fmt: skip
            except ValidationError as error:
                raise BadInput(f"{error.errors()[0]['loc'][0]}: This is too long.", remedy="A name has at most 80 characters, a reason 300, a text 6,000.") from None
            rows.put_fixture(fixture)
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=fixture.key)
        return fixture

    def retire(self, key: str, *, back: bool = False, by: Asker) -> Fixture:
        """Leaves a case out of every run from now on, or takes it back in."""
        require(by, Act.CHANGE, Thing.EVALS, of=Whose(programme=by.programme))
        with self._kept.changing() as rows:
            fixture = self._found(rows, key, by).model_copy(update={"retired_at": None if back else rows.now})
            rows.put_fixture(fixture)
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=key, outcome="taken_in" if back else "retired")
        return fixture

    def _found(self, rows: TemplateRows, key: str, by: Asker) -> Fixture:
        fixture = rows.fixture(key)
        if fixture is None or fixture.programme != by.programme:
            raise not_there()
        return fixture
