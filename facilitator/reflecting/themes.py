"""What pairs find hard and what helps, for owners and for other pairs: counted by quarter, and only where enough people stand behind it.

A number is shown when at least k pairs and k authors of that role support it, and then only as "at least": the greatest multiple of k
that is not above it. So two views, of two moments or of a part and the whole, differ by nothing or by at least k people. Periods are
quarters and groups are roles; there is nothing else to filter by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from facilitator.access import Act, Asker, Thing, Whose, may, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage, PassageKind
from facilitator.domain.programme import Pairing, Session
from facilitator.domain.reflections import SharedReflection
from facilitator.domain.session import Role
from facilitator.people.health import reports_to
from facilitator.people.running import whose
from facilitator.reflecting.kept import ReflectionRows, ReflectionsKept
from facilitator.reflecting.known_themes import THEMES, Theme


class Counted(Model):
    """One theme in one quarter. Zero means: fewer than can be shown, which may be none."""

    theme: Theme
    season: str
    mentors: int
    mentees: int
    all: int


class Seen(Model):
    """The owner's page."""

    k: int
    seasons: tuple[str, ...]
    """Oldest first; only those in which something is shown."""
    counted: tuple[Counted, ...]
    """The theme most people speak of first, newest quarter first."""


class Themes:
    """Counts what was shared; no words of anyone's leave here."""

    def __init__(self, kept: ReflectionsKept, *, k: int) -> None:
        self._kept = kept
        self._k = k

    def seen(self, *, by: Asker) -> Seen:
        """Every theme that can be shown to an owner, by quarter."""
        require(by, Act.COUNT, Thing.FIGURES, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            shared = rows.shared_in(by.programme)
        return counted(shared, k=self._k)

    def for_pair(self, session: str, *, by: Asker) -> Sequence[Theme]:
        """Themes of other pairs for one of the two: nothing of their own people's, nor of anybody above or below either of them."""
        with self._kept.reading() as rows:
            found = rows.get(Session, session)
            pairing = rows.get(Pairing, found.pairing) if found else None
            if pairing is None or by.member not in (pairing.mentor, pairing.mentee):
                raise not_there()
            require(by, Act.READ, Thing.SHARED_REFLECTION, of=whose(pairing))
            others = _of_others(rows, pairing.programme, {pairing.mentor, pairing.mentee})
        return _supported(others, self._k)

    def for_writing(self, *, by: Asker) -> tuple[Passage, ...]:
        """The same for whatever is written for a Member, as Passages in our own words: whoever they are paired with, and their lines, are left out.

        Worked out anew each time, so that what somebody took back is gone from the next text.
        """
        if not by.is_signed_in or not may(by, Act.READ, Thing.SHARED_REFLECTION, of=Whose(programme=by.programme)):
            return ()
        with self._kept.reading() as rows:
            pairings = rows.pairings_of(by.member)
            if not pairings:
                return ()
            others = _of_others(rows, by.programme, {by.member, *(person for one in pairings for person in (one.mentor, one.mentee))})
        return tuple(told(theme, self._k) for theme in _supported(others, self._k))


def told(theme: Theme, k: int) -> Passage:
    """A theme as a Passage: how many stand behind it at least, and nobody's words."""
    finding = "have found this hard" if theme.is_hard else "say that this helped"
    return Passage(
        id=f"theme-{theme.name}", source=f"themes#{theme.name}", title=f"What other pairs here say › {theme.says}", text=f"At least {k} pairs here {finding}: {theme.says[0].lower()}{theme.says[1:]}.",
        kind=PassageKind.REFLECTION,
    )  # fmt: skip


def _of_others(rows: ReflectionRows, programme: str, mine: Set[str]) -> list[SharedReflection]:
    """What was shared by pairs in which nobody is one of these people, or above or below one of them."""
    lines = {member.key: member.reports_to for member in rows.members(programme)}
    pairs = {one.key: (one.mentor, one.mentee) for one in rows.pairings(programme)}
    return [one for one in rows.shared_in(programme) if not any(_near(person, own, lines) for person in {one.author, *pairs.get(one.pairing, ())} for own in mine)]


def _supported(shared: Sequence[SharedReflection], k: int) -> tuple[Theme, ...]:
    return tuple(theme for theme in THEMES if _number([one for one in shared if theme.name in one.themes], k))


def counted(shared: Sequence[SharedReflection], *, k: int) -> Seen:
    """What may be shown of all that was shared."""
    seasons = sorted({one.season for one in shared})
    rows = [_count(theme, season, [one for one in shared if one.season == season and theme.name in one.themes], k) for season in seasons for theme in THEMES]
    shown = sorted((row for row in rows if row.all or row.mentors or row.mentees), key=lambda row: (row.season, row.all, row.mentors + row.mentees), reverse=True)
    return Seen(k=k, seasons=tuple(sorted({row.season for row in shown})), counted=tuple(shown))


def _count(theme: Theme, season: str, about: Sequence[SharedReflection], k: int) -> Counted:
    mentors, mentees = (_number([one for one in about if one.role is role], k) for role in (Role.MENTOR, Role.MENTEE))
    # a hidden part could be worked out from the whole and the part that is shown
    whole = 0 if bool(mentors) != bool(mentees) else _number(about, k)
    return Counted(theme=theme, season=season, mentors=mentors, mentees=mentees, all=whole)


def _number(about: Iterable[SharedReflection], k: int) -> int:
    """How many authors at least, in steps of k; 0 when fewer than k of them or fewer than k pairs stand behind it."""
    held = list(about)
    people, pairs = len({one.author for one in held}), len({one.pairing for one in held})
    return people // k * k if min(people, pairs) >= k else 0


def _near(one: str, other: str, lines: Mapping[str, str | None]) -> bool:
    return one == other or reports_to(one, other, lines) or reports_to(other, one, lines)
