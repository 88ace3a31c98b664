"""Learning from use: what people did with each item, told to owners by move and version, from k people on and in groups of k."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.evals import Fixture, Source
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.domain.use import Because, MoveUse, Sign, Signed
from facilitator.errors import BadInput, Conflict
from facilitator.people.running import new_key
from facilitator.studio.giving import Mine
from facilitator.studio.kept import TemplatesKept

MONTH = timedelta(days=31)
OFTEN = 0.5
"""Share of items set aside from which a move is worth looking at."""

Moves = Callable[[], Mapping[str, tuple[str, str]]]
"""Move → the first sentence of why it helps, by which an item is known again, and one of its wordings."""


class Learning:
    """Writes signs down for their author, and counts them for owners."""

    def __init__(self, kept: TemplatesKept, mine: Mine, moves: Moves, fixtures: Sequence[Brief], *, k: int) -> None:
        self._kept = kept
        self._mine = mine
        self._moves = moves
        self._fixtures = tuple(brief for brief in fixtures if brief.kind is Kind.STARTERS)
        self._k = k

    def offered(self, key: str, output: Output, *, by: Asker) -> None:
        """An author got these items: each counts as kept until a sign says otherwise."""
        if not by.is_signed_in or output.kind is not Kind.STARTERS or output.held:
            return
        with self._kept.changing() as rows:
            for item, starter in enumerate(output.items):
                rows.add_sign(key, item, self._signed(output, starter.why, Sign.KEPT, by))

    def replaced(self, key: str, before: Output, after: Output, item: int, *, by: Asker) -> None:
        """An author asked for another item in the place of one, and got it."""
        self._sign(key, before, item, Sign.REPLACED, Because.UNSAID, by)
        self._sign(key, after, item, Sign.KEPT, Because.UNSAID, by)

    def say(self, key: str, item: int, sign: Sign, because: Because = Because.UNSAID, *, by: Asker) -> None:
        """An author says that an item was used, or was not helpful and why."""
        if not by.is_signed_in:
            raise not_there()
        require(by, Act.CHANGE, Thing.PREPARED, of=Whose(programme=by.programme, author=by.member))
        if sign not in (Sign.USED, Sign.NOT_HELPFUL):
            raise BadInput("said: This cannot be said of an item.", remedy="Say used or not_helpful.")
        output = self._mine.get(key, author=by.member)
        if not 0 <= item < len(output.output.items):
            raise BadInput(f"There is no item {item}.", remedy=f"Items are 0 to {len(output.output.items) - 1}.")
        self._sign(output.key, output.output, item, sign, because if sign is Sign.NOT_HELPFUL else Because.UNSAID, by)

    def use(self, *, by: Asker) -> list[MoveUse]:
        """The last month by version and move, what is set aside most first; nothing of fewer than k people."""
        require(by, Act.COUNT, Thing.FIGURES, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            signed = rows.signs(by.programme, since=rows.now - MONTH)
        found: dict[tuple[str, str], list[Signed]] = {}
        for one in signed:
            if one.move:
                found.setdefault((one.template, one.move), []).append(one)
        uses = (self._counted(template, move, ones) for (template, move), ones in found.items())
        return sorted((use for use in uses if use is not None), key=lambda use: (-use.set_aside, use.move))

    def make_fixture(self, move: str, *, by: Asker) -> Fixture:
        """A case of a move that is worth looking at: an invented Brief, and our own wording as what was not good enough."""
        require(by, Act.CHANGE, Thing.EVALS, of=Whose(programme=by.programme))
        use = next((one for one in self.use(by=by) if one.move == move and one.suggested), None)
        if use is None:
            raise not_there()
        name = f"Set aside: {move.replace('_', ' ').replace('-', ' ')}"[:80]
        with self._kept.changing() as rows:
            there = rows.fixtures(by.programme)
            if any(one.name == name for one in there):
                raise Conflict("There is a case of it already.", remedy="Look at it among the cases.")
            brief = self._fixtures[len(there) % len(self._fixtures)]
            fixture = Fixture(
                key=new_key(), programme=by.programme, name=name, brief=brief.model_copy(update={"id": ""}), source=Source.SUGGESTED, poor=use.says,
                because=f"{use.set_aside:.0%} of {use.items} were replaced or not helpful", added_at=rows.now,
            )  # fmt: skip
            rows.put_fixture(fixture)
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by=by.member, programme=by.programme, about=fixture.key, outcome="suggested")
        return fixture

    def _sign(self, key: str, output: Output, item: int, sign: Sign, because: Because, by: Asker) -> None:
        if not by.is_signed_in or not 0 <= item < len(output.items):
            return
        signed = self._signed(output, output.items[item].why, sign, by).model_copy(update={"because": because})
        with self._kept.changing() as rows:
            rows.add_sign(key, item, signed)

    def _signed(self, output: Output, why: str, sign: Sign, by: Asker) -> Signed:
        move = next((move for move, (known, _) in self._moves().items() if known and known in why), "")
        return Signed(author=by.member, template=output.provenance.template[:120], move=move, sign=sign)

    def _counted(self, template: str, move: str, ones: Sequence[Signed]) -> MoveUse | None:
        people = list(dict.fromkeys(one.author for one in ones))
        # in groups of k: figures of two days never differ by what one person did
        counted = set(people[: len(people) - len(people) % self._k])
        if not counted:
            return None
        mine = [one for one in ones if one.author in counted]
        signs = Counter(one.sign for one in mine)
        why = {because: {one.author for one in mine if one.because is because} for because in Because if because}
        use = MoveUse(
            template=template, move=move, says=self._moves().get(move, ("", ""))[1], people=len(counted), items=len(mine), shares={sign: round(signs[sign] / len(mine), 2) for sign in Sign},
            because={because: len(authors) - len(authors) % self._k for because, authors in why.items() if len(authors) >= self._k},
        )  # fmt: skip
        return use.model_copy(update={"suggested": use.set_aside >= OFTEN})
