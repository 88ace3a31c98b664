"""The OpenAPI description: every body, every answer, every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from api.errors import Problem

_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_ALWAYS = {
    401: "A token that is not valid, or none where one is needed.",
    421: "Asked for under a name that is not this machine's own.",
    404: "There is nothing of that name.",
    422: "The request is malformed; detail and errors say where.",
    500: "A fault of ours.",
    503: "Something this server needs does not answer; try again.",
}
_POSTS = {
    429: "Too many in a short time; Retry-After says how long to wait.",
    400: "The request could not be read.",
    403: "Another site sent this request.",
    409: "A request with this Idempotency-Key is being answered.",
    413: "More than 1 MB.",
    415: "The body is not JSON.",
}
_WORDS = {"pattern": "[A-Za-z0-9]"}
"""Narrower than what is taken, so that every body this description allows is one the server takes."""


TOKEN: dict[str, Any] = {"security": [{"token": []}]}
"""An operation that only a person's token may ask for."""


def answers(shape: type[BaseModel] | None, *, posts: bool = False, content: Mapping[str, Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """Every answer an operation can give; ``content`` is what the one as asked can also come as."""
    found: dict[int | str, dict[str, Any]] = {200: {"model": shape, "description": "As asked."}} if shape else {}
    if content and shape:
        found[200]["content"] = dict(content)
    for status, says in {**_ALWAYS, **(_POSTS if posts or shape is None else {})}.items():
        found[status] = {"description": says, **_PROBLEM}
    return found


def takes(shape: type[BaseModel]) -> dict[str, Any]:
    """The body an operation takes."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{_taken(shape)}"}}}}}


def describe(app: FastAPI, *, bodies: tuple[type[BaseModel], ...]) -> None:
    """Gives the app its OpenAPI document, with the schemas of bodies that are read strictly by hand."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            for shape in bodies:
                _add(schemas, shape, suffix="Body", mode="validation")
            document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "made on the account page"}}
            # without a token, what is open at this machine without an account
            document["security"] = [{}, {"token": []}]
            _add(schemas, Problem, suffix="", mode="serialization")
            brief = schemas["BriefBody"]
            brief["anyOf"] = [
                {"type": "object", "required": [name], "properties": {name: {"type": "string", **_WORDS}}} for name in ("goal", "topic", "question")
            ]
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend the document


def _add(schemas: dict[str, Any], shape: type[BaseModel], *, suffix: str, mode: JsonSchemaMode) -> None:
    schema = shape.model_json_schema(ref_template="#/components/schemas/{model}" + suffix, mode=mode)
    for name, part in schema.pop("$defs", {}).items():
        schemas[name + suffix] = part
    schemas[shape.__name__ + suffix] = schema


def _taken(shape: type[BaseModel]) -> str:
    return f"{shape.__name__}Body"
