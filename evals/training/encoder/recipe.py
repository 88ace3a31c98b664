"""A training's settings from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def told(made: Made, arguments: Sequence[str]) -> Made:
    """Sets ``name=value`` arguments on a dataclass; raises KeyError for a name it does not have."""
    kinds: dict[str, Any] = {f.name: type(getattr(made, f.name)) for f in fields(made)}  # type: ignore[arg-type]
    for argument in arguments:
        name, _, value = argument.partition("=")
        setattr(made, name, kinds[name](value))
    return made
