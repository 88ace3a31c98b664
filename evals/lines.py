"""YAML, JSON and JSON Lines with the line of every value, so that a fault can be shown where it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from facilitator.errors import BadInput

MOST = 400_000
"""Values one file may hold, repeated ones counted each time: an anchor that multiplies itself is refused."""
ENDINGS = (".yaml", ".yml", ".json", ".jsonl")
Place = tuple[str | int, ...]


@dataclass
class Lined:
    """What a file holds, and where."""

    file: str
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_lined(path: Path) -> Lined:
    """Raises BadInput naming file and line."""
    if path.suffix.lower() not in ENDINGS:
        raise BadInput(f"{path.name} is no suite.", remedy=f"A suite's file ends in {', '.join(ENDINGS)}.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}.", remedy="Check the path.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.", remedy="Save it as UTF-8.") from None
    return _json_lines(path, text) if path.suffix.lower() == ".jsonl" else _document(path.name, text)


def _json_lines(path: Path, text: str) -> Lined:
    """A case a line; the file's name is the suite's."""
    found = Lined(path.name, {"suite": path.stem, "cases": []})
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, object_pairs_hook=_once)
        except (json.JSONDecodeError, RecursionError) as error:
            where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
            raise BadInput(f"{path.name}, line {number} is not JSON{where}.", remedy="Write one case as a JSON object a line.") from None
        except ValueError as error:
            raise BadInput(f"{path.name}, line {number}: {error}.") from None
        found.lines["cases", len(found.value["cases"])] = number
        found.value["cases"].append(row)
    return found


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(n for n in names if names.count(n) > 1)!r} is there twice")
    return seen


def _document(file: str, text: str) -> Lined:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        found = Lined(file, None)
        if node is not None:
            _walk(node, (), found, [0])
            found.value = loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "this cannot be read"
        raise BadInput(f"{file}, line {mark.line + 1 if mark else 1}: {said}.", remedy="Mend the line.") from None
    except (RecursionError, ValueError) as error:
        raise BadInput(f"{file}: {'it is nested too deeply' if isinstance(error, RecursionError) else error}.", remedy="Mend the file.") from None
    finally:
        loader.dispose()
    return found


def _walk(node: yaml.Node, place: Place, found: Lined, count: list[int]) -> None:
    count[0] += 1
    if count[0] > MOST:
        raise BadInput(f"{found.file} holds more than {MOST} values.", remedy="Split it into several suites.")
    found.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise BadInput(f"{found.file}, line {key.start_mark.line + 1}: the key {name!r} is there twice.", remedy="Keep one of them.")
            seen.add(name)
            _walk(value, (*place, name), found, count)
            found.lines[(*place, name)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _walk(value, (*place, number), found, count)
