"""The shipped Templates, read from ``prompts/``."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import Field, ValidationError

from facilitator.domain.base import Model
from facilitator.domain.guidance import Passage
from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Example, Line, Style, Template
from facilitator.errors import BadInput
from facilitator.resources import shipped

INSTRUCTIONS = "instructions.md.j2"
REQUEST = "request.md.j2"
SHARED = "shared"
USUAL = Style()


class _Head(Model):
    title: str = Field(min_length=1)
    purpose: str = Field(min_length=1)
    kind: Kind
    placeholders: dict[str, str]


class Sample(Model):
    """An invented request a Template is previewed and tested with."""

    brief: Brief
    passages: tuple[Passage, ...] = ()
    examples: tuple[Example, ...] = ()
    lines: tuple[Line, ...] = ()


def read_templates(prompts: Path) -> dict[Kind, Template]:
    """Every Template of a prompts folder, by kind; raises BadInput naming the file and what is wrong."""
    found: dict[Kind, Template] = {}
    for head in sorted(prompts.glob("*/template.toml")):
        template = read_template(head.parent)
        if template.kind in found:
            raise BadInput(
                f"The templates {found[template.kind].name!r} and {template.name!r} are both of kind {template.kind.value!r}.",
                remedy="Keep one.",
            )
        found[template.kind] = template
    return found


def read_template(folder: Path) -> Template:
    """One Template from its folder, with the shared pieces beside it, or those that ship."""
    try:
        head = _Head.model_validate(tomllib.loads(_text(folder / "template.toml")))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{folder.name}/template.toml is not valid TOML: {error}.", remedy="Mend the line it names.") from None
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise BadInput(
            f"{folder.name}/template.toml: {where}: {problem['msg']}.", remedy="Known are: title, purpose, kind, [placeholders]."
        ) from None
    files = {name: _text(folder / name) for name in (INSTRUCTIONS, REQUEST)}
    beside = folder.parent / SHARED
    for path in sorted((beside if beside.is_dir() else shipped("prompts") / SHARED).glob("*.md.j2")):
        files[f"{SHARED}/{path.name}"] = _text(path)
    return Template(
        name=folder.name,
        title=head.title,
        purpose=head.purpose,
        kind=head.kind,
        placeholders=MappingProxyType(head.placeholders),
        files=MappingProxyType(files),
        fingerprint=fingerprint(files),
    )


def read_style(folder: Path) -> Style:
    """The settings in a folder's style.toml; the usual ones where there is none."""
    file = folder / "style.toml"
    if not file.is_file():
        return USUAL
    try:
        return Style.model_validate(tomllib.loads(_text(file)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{folder.name}/style.toml is not valid TOML: {error}.", remedy="Mend the line it names.") from None
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise BadInput(f"{folder.name}/style.toml: {where}: {problem['msg']}.", remedy="Known are: register, length, instead, avoid.") from None


def read_sample(folder: Path) -> Sample:
    """The Template's sample.json."""
    try:
        return Sample.model_validate(json.loads(_text(folder / "sample.json")))
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{folder.name}/sample.json, line {error.lineno}: {error.msg}.", remedy="Mend the JSON.", line=error.lineno
        ) from None
    except ValidationError as error:
        problem = error.errors()[0]
        raise BadInput(
            f"{folder.name}/sample.json: {'.'.join(map(str, problem['loc']))}: {problem['msg']}.", remedy="See prompts/README.md."
        ) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadInput(
            f"The template {path.parent.name!r} has no {path.name}.", remedy="Add the file; prompts/README.md says what it holds."
        ) from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.parent.name}/{path.name} is not UTF-8 text.", remedy="Save it as UTF-8.") from None


def fingerprint(files: Mapping[str, str], style: Style = USUAL) -> str:
    """Twelve hexadecimal digits over every file and, where there are any, the settings."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\n{len(files[name])}\n{files[name]}\n".encode())
    if style != USUAL:
        digest.update(style.model_dump_json(by_alias=True).encode())
    return digest.hexdigest()[:12]
