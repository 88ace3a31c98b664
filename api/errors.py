"""One place turns an error into an answer: problem details (RFC 9457) for programs, plain words on a page for people."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.watching import write_down
from facilitator.access import NOBODY, Asker
from facilitator.domain.base import Model
from facilitator.errors import BadInput, FacilitatorError, NotSignedIn, TooOften

REST = "/api/"
_log = logging.getLogger("facilitator.api")


class FieldProblem(Model):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(Model):
    """Problem details as RFC 9457 has them, with a remedy."""

    type: str = Field(default="about:blank", description="always about:blank: the code says which problem it is")
    title: str = Field(description="the HTTP status in words")
    status: int
    detail: str = Field(description="what happened, for a person")
    code: str = Field(description="the same as on the command line")
    remedy: str = Field(default="", description="the next step")
    errors: tuple[FieldProblem, ...] = Field(default=(), description="one for each field that is wrong")


class BadFields(BadInput):
    """One or more fields are not what they should be."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(f"{first.field}: {first.message}" if first.field else first.message, remedy="Change it and send it again.")


def bad_fields(error: ValidationError, *, known: Sequence[str] = ()) -> BadFields:
    """What pydantic refused, in plain words and without repeating what was sent."""
    return BadFields([_field_problem(dict(e), known) for e in error.errors(include_url=False, include_context=True, include_input=False)])


def _field_problem(error: dict[str, Any], known: Sequence[str]) -> FieldProblem:
    field = ".".join(str(part) for part in error["loc"] if part != "body")
    match error["type"]:
        case "extra_forbidden":
            message = "Unknown field." + (f" Known are: {', '.join(known)}." if known and "." not in field else "")
        case "missing":
            message = "This field is required."
        case "string_too_long":
            message = f"Too long: at most {error['ctx']['max_length']:,} characters."
        case "string_too_short":
            message = "This must not be empty."
        case "json_invalid":
            message = "The body is not valid JSON."
        case "value_error":
            message = _sentence(str(error["msg"]).removeprefix("Value error, "))
        case _:
            message = _sentence(str(error["msg"]).replace("Input should be", "It should be"))
    return FieldProblem(field=field, message=message)


def _sentence(text: str) -> str:
    return (text[:1].upper() + text[1:]).rstrip(".") + "."


def problem_of(error: FacilitatorError) -> Problem:
    """The problem details of an error."""
    return Problem(
        title=_title(error.status), status=error.status, detail=error.message, code=error.code, remedy=error.remedy,
        errors=error.problems if isinstance(error, BadFields) else (),
    )


def as_json(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """Problem details as an answer."""
    content = problem.model_dump(mode="json", exclude={"errors"} if not problem.errors else set())
    extra = {503: {"retry-after": "5"}, 401: {"www-authenticate": "Bearer"}}.get(problem.status, {})
    return JSONResponse(content, status_code=problem.status, media_type="application/problem+json", headers={**(headers or {}), **extra})


def refusal(error: FacilitatorError, *, path: str, headers: dict[str, str] | None = None, by: Asker = NOBODY) -> Response:
    """The answer to an error: JSON below /api/, a page everywhere else; who only has to sign in is led there."""
    problem = problem_of(error)
    if isinstance(error, TooOften):
        headers = {**(headers or {}), "retry-after": str(error.wait)}
    if path.startswith(REST):
        return as_json(problem, headers)
    if isinstance(error, NotSignedIn):
        return RedirectResponse("/sign-in", status_code=303)
    from api.pages.templating import page

    answer = page("error.html", {"problem": problem}, status=problem.status, by=by)
    answer.headers.update(headers or {})
    return answer


def install(app: FastAPI) -> None:
    """Every error that can leave the app goes through here."""

    @app.exception_handler(FacilitatorError)
    def _ours(request: Request, error: FacilitatorError) -> Response:
        if error.status >= 500:
            _log.warning("refused code=%s status=%s", error.code, error.status)
        if error.status in (403, 404):
            write_down(request, error)
        return refusal(error, path=request.url.path, by=getattr(request.state, "by", NOBODY))

    @app.exception_handler(RequestValidationError)
    def _malformed(request: Request, error: RequestValidationError) -> Response:
        problems = [_field_problem({**e, "loc": e["loc"][1:]}, ()) for e in error.errors()]
        return refusal(BadFields(problems), path=request.url.path)

    @app.exception_handler(HTTPException)
    def _routing(request: Request, error: HTTPException) -> Response:
        headers = {name.lower(): value for name, value in (error.headers or {}).items()}
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.url.path.startswith(REST):
            headers["allow"] = _allowed(app, request.url.path) or headers.get("allow", "")
        return refusal(_from_status(error.status_code), path=request.url.path, headers=headers)


def _allowed(app: FastAPI, path: str) -> str:
    """Every method of an address: the router itself names only those of the first operation it meets."""
    methods = {
        method.upper()
        for template, operations in app.openapi()["paths"].items()
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
        for method in operations
    }
    return ", ".join(sorted(methods))


def unexpected(error: Exception) -> FacilitatorError:
    """A fault of ours, as something that can be said. Its trace may hold a person's words, so only its kind and place are logged."""
    number = secrets.token_hex(4)
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown"
    _log.error("unexpected number=%s kind=%s at=%s", number, type(error).__name__, where)
    return FacilitatorError("Something went wrong on our side.", remedy=f"Try again. If it happens again, the log has it as number {number}.")


def _from_status(status: int) -> FacilitatorError:
    message, remedy, code = {
        404: ("There is nothing at this address.", "Start again from the first page.", "not_found"),
        405: ("This address does not take that kind of request.", "See the Allow header for what it takes.", "method_not_allowed"),
        415: ("This address takes another kind of body.", "Send JSON with Content-Type: application/json.", "unsupported_body"),
    }.get(status, ("The request could not be read.", "Check it and send it again.", "bad_input"))
    error = FacilitatorError(message, remedy=remedy)
    error.status = status
    error.code = code
    return error


def _title(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"
