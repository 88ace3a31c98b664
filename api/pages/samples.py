"""The pairings to try without typing anything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from facilitator.domain.base import Model
from facilitator.domain.session import Brief
from facilitator.errors import NotFound

FOLDER = Path(__file__).resolve().parent.parent / "samples"
_ORDER = ("short-video", "night-handovers", "ai-for-drafts")


class Sample(Model):
    """A pairing that ships with the product."""

    name: str
    brief: Brief


@cache
def samples() -> tuple[Sample, ...]:
    """Every sample, in the order the first page shows them."""
    return tuple(Sample(name=name, brief=Brief.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))) for name in _ORDER)


def sample(name: str) -> Brief:
    """One sample's Brief; raises NotFound."""
    for found in samples():
        if found.name == name:
            return found.brief
    raise NotFound("There is no sample of that name.", remedy=f"Known are: {', '.join(_ORDER)}.")
