"""Filling a Template in a sandbox, strictly: unknown Placeholders are errors with their line, values are plain."""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from facilitator.domain.template import Template
from facilitator.errors import BadInput
from facilitator.templates.grammar import MOST_CHARACTERS, forbidden

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""All a Template may be given: nothing with methods worth calling."""


def fill(template: Template, file: str, values: Mapping[str, Plain]) -> str:
    """One file of a Template with its Placeholders filled; raises BadInput naming file, line and remedy."""
    return Filling(template).fill(file, values)


class Filling:
    """A Template read once and filled many times."""

    def __init__(self, template: Template) -> None:
        lint(template)
        self._template = template
        self._environment = _environment(template)

    def fill(self, file: str, values: Mapping[str, Plain]) -> str:
        """One file with its Placeholders filled."""
        template = self._template
        given = {name: _checked(value, name) for name, value in values.items() if name in template.placeholders}
        missing = sorted(set(template.placeholders) - set(given))
        if missing:
            raise BadInput(
                f"Template {template.name!r} was not given {missing[0]!r}.",
                remedy="This is a fault of the product, not of the template: report it.",
            )
        try:
            return self._environment.get_template(file).render(given).strip() + "\n"
        except UndefinedError as error:
            where, line = _place(error, template)
            name = str(error).rsplit("attribute ", 1)[-1].strip("'").split("'")[0]
            raise BadInput(
                f"Template {template.name!r}, {where}, line {line} uses `{name}`, which is not available here.",
                remedy=_available(template, name, given),
                line=line,
            ) from None
        except (JinjaError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            where, line = _place(error, template)
            raise BadInput(
                f"Template {template.name!r}, {where}, line {line}: {error}.", remedy="Mend the line and render it again.", line=line
            ) from None


def lint(template: Template) -> None:
    """Raises BadInput when a file does not parse, includes what is not there, or uses what a Template may not use."""
    for problem in problems(template):
        raise problem


def problems(template: Template) -> list[BadInput]:
    """Everything that is wrong with the files, each with file, line and remedy; the first of each file that does not parse."""
    environment = _environment(template)
    trees: dict[str, nodes.Template] = {}
    found: list[BadInput] = []
    for file, text in template.files.items():
        try:
            trees[file] = _parsed(template, environment, file, text)
        except BadInput as error:
            found.append(error)
    for file, tree in trees.items():
        try:
            found += [_wrong(template, file, one.line, one.what, one.remedy) for one in forbidden(tree)]
        except RecursionError:
            found.append(_wrong(template, file, 1, "is nested too deeply to be read", "Write it in simpler parts."))
    if not found:
        done: set[str] = set()
        for file in trees:
            if not file.startswith("shared/"):  # those serve several Templates: judged where they are included
                found += _names(template, file, trees, seen=(), done=done)
    return list({str(error): error for error in found}.values())


def _parsed(template: Template, environment: ImmutableSandboxedEnvironment, file: str, text: str) -> nodes.Template:
    if len(text) > MOST_CHARACTERS:
        raise _wrong(template, file, 1, f"has {len(text):,} characters", f"At most {MOST_CHARACTERS:,} are read. Short beats complete.")
    try:
        return environment.parse(text, filename=file)
    except TemplateSyntaxError as error:
        raise BadInput(f"Template {template.name!r}, {file}, line {error.lineno}: {error.message}", remedy="Mend the line.", line=error.lineno) from None
    except (RecursionError, MemoryError, OverflowError, ValueError):
        raise _wrong(template, file, 1, "is nested too deeply to be read", "Write it in simpler parts.") from None


def _names(template: Template, file: str, trees: Mapping[str, nodes.Template], *, seen: tuple[str, ...], done: set[str]) -> list[BadInput]:
    if file in done:
        return []
    done.add(file)
    tree = trees[file]
    found: list[BadInput] = []
    for include in tree.find_all(nodes.Include):
        asked = include.template
        wanted = str(asked.value) if isinstance(asked, nodes.Const) else ""
        if wanted in (file, *seen):
            found.append(_wrong(template, file, include.lineno, f"includes {wanted!r}, which includes itself", "Take one of the two includes out."))
        elif wanted not in trees:
            shared = ", ".join(name for name in template.files if name.startswith("shared/"))
            found.append(_wrong(template, file, include.lineno, f"includes {(wanted or 'a computed name')!r}, which is not there", f"Available: {shared}."))
        else:
            found += _names(template, wanted, trees, seen=(file, *seen), done=done)
    for name in sorted(find_undeclared_variables(tree) - set(template.placeholders)):
        line = min(n.lineno for n in tree.find_all(nodes.Name) if n.name == name)
        found.append(_wrong(template, file, line, f"uses `{name}`, which is not available here", _available(template, name)))
    return found


def _wrong(template: Template, file: str, line: int, what: str, remedy: str) -> BadInput:
    return BadInput(f"Template {template.name!r}, {file}, line {line} {what}.", remedy=remedy, line=line)


def _environment(template: Template) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: (template.files[name], name, None) if name in template.files else None),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for unused in ("range", "lipsum", "cycler", "joiner", "namespace", "dict"):
        environment.globals.pop(unused, None)
    return environment


def _available(template: Template, name: str, given: Mapping[str, Plain] | None = None) -> str:
    inside = {key: f"{holder}.{key}" for holder, value in (given or {}).items() if isinstance(value, Mapping) for key in value}
    known = {**inside, **{placeholder: placeholder for placeholder in sorted(template.placeholders)}}
    near = difflib.get_close_matches(name, list(known), n=1)
    perhaps = f" Perhaps you meant `{known[near[0]]}`." if near else ""
    return f"Available: {', '.join(sorted(template.placeholders))}.{perhaps}"


def _place(error: BaseException, template: Template) -> tuple[str, int]:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in template.files]
    if not frames:
        return "one of its files", 0
    return frames[-1].filename, frames[-1].lineno or 0


def _checked(value: object, name: str) -> Plain:
    if value is None or type(value) in (str, int, bool):
        return value  # type: ignore[return-value]  # the exact types were compared: a subclass may carry methods
    if type(value) in (list, tuple):
        return [_checked(v, name) for v in value]  # type: ignore[attr-defined]  # as above
    if type(value) is dict and all(type(k) is str for k in value):
        return {k: _checked(v, name) for k, v in value.items()}
    raise BadInput(
        f"The placeholder {name!r} holds a {type(value).__name__}.", remedy="Templates take text, numbers, lists and mappings only."
    )
