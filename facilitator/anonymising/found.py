"""A stretch of text that points to somebody, and how stretches are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilitator.domain.anonymised import EntityType


@dataclass(frozen=True)
class Found:
    """Where it stands, what it is, and whom it means as far as that is known."""

    start: int
    end: int
    type: EntityType
    who: str = ""
    sure: bool = False
    """Whether `who` comes from the roster."""
    possessive: bool = False
    """Written as "priyas idea": the stand-in needs its own 's."""

    @property
    def length(self) -> int:
        return self.end - self.start

    def moved(self, by: int) -> Found:
        return replace(self, start=self.start + by, end=self.end + by)


_FIRST = (
    EntityType.EMAIL, EntityType.LINK, EntityType.PHONE, EntityType.ADDRESS, EntityType.BIRTH_DATE, EntityType.HANDLE, EntityType.ID, EntityType.ROLE, EntityType.EVENT,
    EntityType.FAMILY, EntityType.PERSON, EntityType.PROJECT, EntityType.TEAM, EntityType.EMPLOYER, EntityType.PLACE, EntityType.AGE, EntityType.DATE, EntityType.HEALTH, EntityType.SPECIAL,
    EntityType.INVISIBLE,
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_FIRST)}


def united(found: Iterable[Found]) -> list[Found]:
    """Stretches that overlap become one; it is called after the longest of them, then after the one that says most."""
    groups: list[list[Found]] = []
    end = -1
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if item.length <= 0:
            continue
        if groups and item.start < end:
            groups[-1].append(item)
        else:
            groups.append([item])
        end = max(end, item.end)
    return [_one(group) for group in groups]


def _one(group: list[Found]) -> Found:
    best = min(group, key=lambda f: (-f.length, _RANK[f.type], not f.sure))
    known = next((f.who for f in group if f.sure and f.type is best.type), best.who)
    end = max(f.end for f in group)
    return replace(best, start=group[0].start, end=end, who=known, sure=any(f.sure for f in group), possessive=any(f.possessive and f.end == end for f in group))
