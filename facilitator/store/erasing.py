"""Erases a Member: every row, every copy in other people's rows, and the words left lying in the files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, String, delete, func, or_, select, update

from facilitator.access import Act, Thing
from facilitator.domain.keeping import Erased
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.seams import Clock
from facilitator.store import audit
from facilitator.store.belonging import EMPTIED, taken_along
from facilitator.store.database import Database
from facilitator.store.people_tables import audit_entries, members, pairings, sessions
from facilitator.store.tables import answered_requests, metadata, outputs

STAND_IN = "Somebody who left"
"""Stands where a Member's name stood, so that the other person's pairings and sessions can still be read."""
ERASED = "erased"
"""The outcome in the audit, apart from that of a Member who was only removed."""
LONG = 40
"""Characters from which a profile is nobody else's words; a shorter one, such as "nurse", may stand in anybody's text."""


class Erasing:
    """Finds a Member by what an operator knows, and erases everything of theirs."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def who(self, wanted: str) -> str:
        """The id of the Member with that id, e-mail address or name; raises NotFound, or BadInput when several have that name."""
        wanted = wanted.strip()
        with self._database.reading() as connection:
            rows = connection.execute(
                select(members.c.key, members.c.name, members.c.email).where(
                    or_(members.c.key == wanted, func.lower(members.c.email) == wanted.lower(), func.lower(members.c.name) == wanted.lower())
                ).order_by(members.c.key)
            ).all()  # fmt: skip
        exact = [row for row in rows if row.key == wanted or row.email.lower() == wanted.lower()] or rows
        if not exact:
            raise NotFound(f"There is no member {wanted!r}.", remedy="Give the id, the e-mail address or the whole name, as the page People shows them.")
        if len(exact) > 1:
            raise BadInput(f"{len(exact)} members are called {wanted!r}.", remedy=f"Give the e-mail address of one: {', '.join(row.email for row in exact)}.")
        return str(exact[0].key)

    def erase(self, member: str, *, even_the_last_owner: bool = False) -> Erased:
        """Erases the rows of the Member with that id for good; `clean` then empties the files. Raises NotFound, or Conflict for the last owner of a Programme with others in it.

        The other person of a pairing keeps their own texts, their pairing and its dates; there a stand-in takes the name's place.
        """
        with self._database.writing() as connection:
            row = connection.execute(select(members).where(members.c.key == member)).first()
            if row is None:
                raise NotFound(f"There is no member {member!r}.", remedy="Give the id, the e-mail address or the whole name, as the page People shows them.")
            if not even_the_last_owner:
                _refuse_last_owner(connection, row)
            ours = list(connection.execute(select(pairings.c.key, pairings.c.mentor).where(or_(pairings.c.mentor == member, pairings.c.mentee == member))))
            gone = {table: len(keys) for table, keys in _delete_below(connection, members.c.key, [member]).items()}
            # whose they are is not written on them, and within a day they would be gone anyway
            gone["answered_requests"] = gone.get("answered_requests", 0) + connection.execute(delete(answered_requests).where(answered_requests.c.output.is_(None))).rowcount
            connection.execute(update(members).where(members.c.reports_to == member).values(reports_to=None))
            for pairing in ours:
                _empty_profile(connection, pairing.key, "mentor" if pairing.mentor == member else "mentee")
            texts = _unsay(connection, row)
            if ours:
                connection.execute(
                    update(members).where(members.c.key == member).values(
                        name=STAND_IN, email=f"{member.lower()}@erased.invalid", about="", is_owner=False, reports_to=None, left_at=row.left_at or self._clock()
                    )
                )  # fmt: skip
                connection.execute(update(pairings).where(pairings.c.key.in_([p.key for p in ours]), pairings.c.ended_at.is_(None)).values(ended_at=self._clock()))
            else:
                connection.execute(delete(members).where(members.c.key == member))
            audit.append(connection, at=self._clock(), act=Act.ERASE.value, thing=Thing.PEOPLE.value, by=None, programme=row.programme, about=member, outcome=ERASED)
        return Erased(member=member, rows={name: count for name, count in sorted(gone.items()) if count}, texts_changed=texts, marks=_marks(row))


    def erased_before(self) -> Sequence[str]:
        """The ids of everybody the audit says was erased."""
        with self._database.reading() as connection:
            return connection.execute(select(audit_entries.c.about).where(audit_entries.c.outcome == ERASED).distinct()).scalars().all()

    def present(self, ids: Sequence[str]) -> Sequence[str]:
        """Those of the ids that are Members here, with their own name."""
        with self._database.reading() as connection:
            return connection.execute(select(members.c.key).where(members.c.key.in_(ids), members.c.email.not_like("%@erased.invalid"))).scalars().all()

    def clean(self) -> None:
        """Writes the files of the database anew, so that no word of what was erased is left in them; raises Unavailable while it is in use."""
        self._database.compact()


def _marks(row: Any) -> tuple[str, ...]:
    """What can be nobody else's: looked for in the files afterwards."""
    return tuple(text for text in (row.email, row.name if " " in row.name.strip() else "", row.about if len(row.about) >= LONG else "") if text)


def _refuse_last_owner(connection: Connection, row: Any) -> None:
    if not row.is_owner:
        return
    here = select(members.c.key).where(members.c.programme == row.programme, members.c.key != row.key, members.c.left_at.is_(None))
    if connection.execute(here).first() and not connection.execute(here.where(members.c.is_owner)).first():
        raise Conflict(f"{row.name} is the only owner of a programme with other people in it.", remedy="Make somebody else an owner first, on the page People.")


def _delete_below(connection: Connection, key: Column[str], keys: Sequence[str]) -> dict[str, list[Any]]:
    """Deletes every row that hangs on the rows with those keys, the deepest first; returns the deleted rows by table."""
    deleted: dict[str, list[Any]] = {}
    for column, target in taken_along(key.table):
        if target.name != key.name or not keys:
            continue
        table = column.table
        own = list(table.primary_key.columns)
        found = connection.execute(select(*own).where(column.in_(keys))).all()
        if found and len(own) == 1 and own[0] is not column:
            for name, rows in _delete_below(connection, own[0], [row[0] for row in found]).items():
                deleted.setdefault(name, []).extend(rows)
            for pointer, _ in (pair for pair in EMPTIED if pair[1] is own[0]):
                connection.execute(update(pointer.table).where(pointer.in_([row[0] for row in found])).values({pointer.name: None}))
        connection.execute(delete(table).where(column.in_(keys)))
        deleted.setdefault(table.name, []).extend(found)
    return deleted


def _empty_profile(connection: Connection, pairing: str, role: str) -> None:
    """Takes the Member's profile out of what the other one prepared for this pairing's sessions."""
    theirs = select(sessions.c.key).where(sessions.c.pairing == pairing)
    for row in connection.execute(select(outputs.c.key, outputs.c.brief).where(outputs.c.session.in_(theirs), outputs.c.brief.is_not(None))).all():
        brief = json.loads(row.brief)
        if brief.pop(role, None) is not None:
            connection.execute(update(outputs).where(outputs.c.key == row.key).values(brief=json.dumps(brief, ensure_ascii=False)))


def _unsay(connection: Connection, row: Any) -> int:
    """Puts stand-ins for the address, the whole name and the profile into every personal text that stays; returns how many texts changed.

    A single word, a short profile or a name that another Member has too is left: taking it out would damage what others wrote.
    """
    said = {row.email: STAND_IN}
    if " " in row.name.strip() and connection.execute(select(func.count()).select_from(members).where(func.lower(members.c.name) == row.name.lower())).scalar_one() == 1:
        said[row.name] = STAND_IN
    if len(row.about) >= LONG:
        said[row.about] = ""
    pairs = [pair for text, instead in said.items() for pair in _spellings(text, instead)]
    personal = (c for table in metadata.sorted_tables for c in table.columns if c.info.get("holds") == "personal" and isinstance(c.type, String) and c not in (members.c.name, members.c.email))
    return sum(_replace(connection, column, pairs, besides=row.key) for column in personal)


def _replace(connection: Connection, column: Column[Any], pairs: Sequence[tuple[str, str]], *, besides: str) -> int:
    own = list(column.table.primary_key.columns)
    where = or_(*(column.contains(text, autoescape=True) for text, _ in pairs))
    if column.table is members:
        where &= members.c.key != besides
    changed = 0
    for row in connection.execute(select(*own, column.label("said")).where(where)).all():
        text = row.said
        for old, new in pairs:
            text = new.join(re.split(rf"(?<!\w){re.escape(old)}(?!\w)", text))
        if text != row.said:
            changed += 1
            match = [key == value for key, value in zip(own, row, strict=False)]
            connection.execute(update(column.table).where(*match).values({column.name: text[: getattr(column.type, "length", None)]}))
    return changed


def _spellings(text: str, instead: str) -> Iterable[tuple[str, str]]:
    """As typed, and as JSON spells it inside a string."""
    return dict.fromkeys(((text, instead), (json.dumps(text, ensure_ascii=False)[1:-1], instead), (json.dumps(text)[1:-1], instead)))
