"""Reads the general words that people wrote in other languages: knowledge/fallbacks/<language>/general.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from facilitator.domain.leaflet import Leaflet
from facilitator.domain.session import Role
from facilitator.errors import BrokenInstall

_SHAPE = TypeAdapter(dict[Role, Leaflet])


@cache
def leaflets(knowledge: Path, language: str) -> dict[Role, Leaflet]:
    """A leaflet for each role; none when there are no words in that language. Raises BrokenInstall for a file that does not fit."""
    path = knowledge / "fallbacks" / language / "general.yaml"
    if not language.isalpha() or not path.exists():
        return {}
    try:
        return _SHAPE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise BrokenInstall(f"{path.name} of {language} is not what it should be: {str(error).splitlines()[0]}", remedy="Install Facilitator again.") from None
