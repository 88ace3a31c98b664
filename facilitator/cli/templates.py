"""templates."""

from __future__ import annotations

from pathlib import Path

from facilitator.cli.common import say
from facilitator.errors import BadInput, FacilitatorError
from facilitator.resources import shipped
from facilitator.templates.files import INSTRUCTIONS, REQUEST, read_template, read_templates
from facilitator.templates.rendering import problems


def show_all() -> None:
    """A line per shipped template."""
    for kind, template in read_templates(shipped("prompts")).items():
        say({"name": template.name, "kind": kind.value, "title": template.title, "purpose": template.purpose, "version": template.version})


def show(name: str) -> None:
    """The template's files as they stand."""
    known = {t.name: t for t in read_templates(shipped("prompts")).values()}
    if name not in known:
        raise BadInput(f"There is no template {name!r}.", remedy=f"There are: {', '.join(sorted(known))}.")
    for file in (INSTRUCTIONS, REQUEST):
        print(f"--- {name}/{file}\n{known[name].files[file]}")


def lint(folder: Path) -> None:
    """Prints every problem with its remedy, or that there is none; exits 1 when there is one."""
    if not (folder / "template.toml").is_file():
        raise BadInput(f"{folder} holds no template.toml.", remedy="Give the folder of one template, as in prompts/starters.")
    try:
        found = problems(read_template(folder))
    except FacilitatorError as error:
        say({"folder": folder.name, "problem": error.message, "remedy": error.remedy, "line": error.line})
        raise SystemExit(1) from None
    for one in found:
        say({"folder": folder.name, "problem": one.message, "remedy": one.remedy, "line": one.line})
    if found:
        raise SystemExit(1)
    say({"folder": folder.name, "problem": None})
