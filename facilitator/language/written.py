"""The shapes a model writes: told to the endpoint as a schema, read tolerantly, never trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from facilitator.domain.outputs import Stage
from facilitator.language.faults import FaultKind, ModelFault

LONGEST_REPLY = 200_000
"""Characters of a reply that are read at all."""


def _stage(value: object) -> object:
    said = str(value).strip().lower()
    return said if said in set(Stage) else Stage.EXPLORE.value


def _ids(value: object) -> object:
    """Ids as a list, however they were written: "p1, p2", ["[p1]"], null."""
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    return [token for entry in listed for token in re.findall(r"[\w-]+", entry.get("id", "") if isinstance(entry, dict) else str(entry))]


def _text(value: object) -> object:
    return "" if value is None else value


def _rungs(value: object) -> object:
    """A ladder written as a list of rungs as well as an object."""
    if isinstance(value, list):
        return {str(r.get("directness", r.get("level", ""))).lower(): r.get("say", r.get("text", "")) for r in value if isinstance(r, dict)}
    return value


Ids = Annotated[list[str], BeforeValidator(_ids)]
Text = Annotated[str, BeforeValidator(_text)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class WrittenStarter(_Shape):
    stage: Annotated[Stage, BeforeValidator(_stage)] = Stage.EXPLORE
    text: Text
    why: Text = ""
    follow_up: Text = ""
    citations: Ids = Field(default_factory=list)


class WrittenAnswer(_Shape):
    covered: bool = True
    text: Text
    citations: Ids = Field(default_factory=list)


class WrittenLadder(_Shape):
    gentle: Text
    plain: Text
    firm: Text


class WrittenSafety(_Shape):
    ladder: Annotated[WrittenLadder, BeforeValidator(_rungs)]
    passing: Text = Field(alias="pass")
    not_today: Text
    leader_side: Text
    citations: Ids = Field(default_factory=list)


_PARTS: dict[str, Any] = {"answer": WrittenAnswer, "items": list[WrittenStarter], "safety": WrittenSafety}


class Written(_Shape):
    """What one reply held; only the parts asked for are looked at."""

    answer: WrittenAnswer | None = None
    items: list[WrittenStarter] = Field(default_factory=list)
    safety: WrittenSafety | None = None


def schema(parts: Sequence[str]) -> dict[str, Any]:
    """JSON schema of a reply with these parts, as strict endpoints want it: nothing optional, nothing besides."""
    whole = Written.model_json_schema(by_alias=True)
    properties = {part: _only_object(whole["properties"][part]) for part in parts}
    made: dict[str, Any] = _strict({"type": "object", "properties": properties, "$defs": whole["$defs"]})
    return made


def read(content: str, parts: Sequence[str]) -> Written:
    """The parts in a reply; raises ModelFault when one is missing or cannot be read."""
    for found in _objects(content[:LONGEST_REPLY]):
        try:
            written = Written.model_validate({part: _part(found, part, alone=len(parts) == 1) for part in parts})
        except ValidationError:
            continue
        if all(getattr(written, part) for part in parts):
            return written
    raise ModelFault(FaultKind.BAD_RESPONSE)


def _part(found: object, part: str, *, alone: bool) -> object:
    if isinstance(found, dict) and part in found:
        return found[part]
    if alone:  # asked for one thing, weak models leave its name out
        return found
    return None


def _objects(content: str) -> Iterator[object]:
    """Every JSON value in a reply, largest reach first: fences, thoughts and chatter around it are passed over."""
    text = content.rsplit("</think>", 1)[-1].strip()
    fenced = re.search(r"```(?:json)?\s*\n(.*?)(?:\n```|$)", text, re.DOTALL)
    decoder = json.JSONDecoder(strict=False)
    for candidate in (fenced[1] if fenced else None, text):
        if candidate is None:
            continue
        for start in [m.start() for m in re.finditer(r"[{\[]", candidate)][:50]:
            try:
                value, _ = decoder.raw_decode(candidate, start)
            except (json.JSONDecodeError, RecursionError):
                continue
            yield value


def _only_object(node: dict[str, Any]) -> dict[str, Any]:
    """The schema of a part without its "or null": it was asked for."""
    kinds = [kind for kind in node.get("anyOf", []) if kind.get("type") != "null"]
    return dict(kinds[0]) if kinds else {k: v for k, v in node.items() if k != "default"}


def _strict(node: Any) -> Any:  # a JSON schema: nested mappings and lists of anything
    if isinstance(node, list):
        return [_strict(n) for n in node]
    if not isinstance(node, dict):
        return node
    made = {k: _strict(v) for k, v in node.items() if k not in ("title", "default", "description")}
    if made.get("type") == "object" and "properties" in made:
        made["properties"] = {name: _strict(shape) for name, shape in node["properties"].items()}
        made["required"] = list(made["properties"])
        made["additionalProperties"] = False
    return made
