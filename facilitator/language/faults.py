"""Everything that can go wrong at a model endpoint, each as one typed error with a remedy."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from facilitator.errors import WriterUnavailable


class FaultKind(StrEnum):
    """What went wrong, as far as it decides what to do next."""

    UNREACHABLE = "unreachable"
    DOWN = "down"
    BUSY = "busy"
    SLOW = "slow"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    REDIRECTED = "redirected"
    WRONG_FORMAT = "wrong_format"
    """The request was refused as malformed: perhaps for its response_format."""
    TOO_LONG = "too_long"
    BAD_RESPONSE = "bad_response"
    BROKE_OFF = "broke_off"
    """A stream ended without saying that it had."""
    CUT_SHORT = "cut_short"
    REFUSED = "refused"
    CROWDED = "crowded"
    """As many calls as may be made at once are being made; nothing was sent."""
    RESTING = "resting"
    """It failed and is left alone for a while; nothing was sent."""
    SPENT = "spent"
    """The Programme has used its tokens for today; nothing was sent."""


RETRIES = {FaultKind.UNREACHABLE: 2, FaultKind.DOWN: 2, FaultKind.BUSY: 2, FaultKind.BAD_RESPONSE: 1, FaultKind.BROKE_OFF: 1}
"""How often each fault is tried again inside the deadline; every other one would only happen again."""

ABOUT_THE_BRIEF = frozenset({FaultKind.TOO_LONG, FaultKind.CUT_SHORT, FaultKind.REFUSED})
"""What an endpoint in good health says too."""

FOR_THE_OPERATOR = frozenset({FaultKind.NOT_ALLOWED, FaultKind.NOT_FOUND, FaultKind.REDIRECTED, FaultKind.WRONG_FORMAT})
"""What does not pass by itself: somebody has to change a setting."""

_SAID = {
    FaultKind.UNREACHABLE: ("The model endpoint could not be reached.", "Check FACILITATOR_MODEL_URL and that the endpoint is running."),
    FaultKind.DOWN: ("The model endpoint failed while it answered.", "Try again; if it lasts, look at the endpoint's own log."),
    FaultKind.BUSY: ("The model endpoint is busy, or its quota is used up.", "Wait and try again, or raise the quota at the endpoint."),
    FaultKind.SLOW: ("The model did not answer in time.", "Raise FACILITATOR_MODEL_DEADLINE or use a quicker model."),
    FaultKind.NOT_ALLOWED: ("The model endpoint refused the key.", "Check FACILITATOR_MODEL_KEY and what it may use."),
    FaultKind.NOT_FOUND: (
        "The model endpoint knows no such model or address.",
        "Check FACILITATOR_MODEL_NAME, and that FACILITATOR_MODEL_URL ends as the endpoint's manual says, often in /v1.",
    ),
    FaultKind.REDIRECTED: (
        "The model endpoint pointed to another address; nothing was sent there.",
        "Put the final address into FACILITATOR_MODEL_URL.",
    ),
    FaultKind.WRONG_FORMAT: ("The model endpoint refused the request as malformed.", "Check that FACILITATOR_MODEL_NAME is a chat model."),
    FaultKind.TOO_LONG: ("The brief is longer than the model can read.", "Shorten the brief, or use a model with a longer context."),
    FaultKind.BAD_RESPONSE: (
        "The model endpoint gave an answer that cannot be read.",
        "Try again; if it lasts, use a model that can write JSON.",
    ),
    FaultKind.BROKE_OFF: ("The model's answer broke off in the middle.", "Try again; if it lasts, look at the endpoint's own log."),
    FaultKind.CUT_SHORT: ("The model stopped before it had finished.", "Allow longer answers at the endpoint, or use another model."),
    FaultKind.REFUSED: ("The model declined to write this.", "Put the brief in other words, or use another model."),
    FaultKind.CROWDED: ("The model is writing for as many people as it may at once.", "Raise FACILITATOR_MODEL_AT_ONCE if it can do more."),
    FaultKind.SPENT: (
        "Your programme has used its share of the language model for today.",
        "The embedded writer goes on by itself; the share is full again at midnight UTC. Whoever runs the server can raise FACILITATOR_MODEL_TOKENS_A_DAY.",
    ),
    FaultKind.RESTING: (
        "The model endpoint failed lately and is left alone for a while.",
        "Look at the endpoint's own log; it is tried again by itself within two minutes.",
    ),
}


class ModelFault(WriterUnavailable):
    """One fault of a model endpoint. Never carries words of a brief or of an answer."""

    def __init__(self, kind: FaultKind, *, retry_after: float | None = None, window: int | None = None, about: str = "") -> None:
        message, remedy = _SAID[kind]
        super().__init__(message, remedy=remedy)
        self.kind = kind
        self.retry_after = retry_after
        """Seconds the endpoint asked us to wait."""
        self.window = window
        """Tokens the endpoint says it can read, when that was the fault."""
        self.about = about
        """The one thing in the request that was not liked, where that can be told: ``stream``."""


def fault_of(error: BaseException) -> ModelFault:
    """The fault behind anything the client raised; what nobody foresaw is a bad response."""
    import openai

    if isinstance(error, ModelFault):
        return error
    if isinstance(error.__cause__, ModelFault):  # found by our own transport; the client wraps whatever passes through it
        return error.__cause__
    if isinstance(error, (TimeoutError, openai.APITimeoutError)):
        return ModelFault(FaultKind.SLOW)
    if isinstance(error, openai.LengthFinishReasonError):
        return ModelFault(FaultKind.CUT_SHORT)
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return ModelFault(FaultKind.REFUSED)
    if isinstance(error, openai.APIResponseValidationError):
        return ModelFault(FaultKind.BAD_RESPONSE)
    if isinstance(error, openai.APIStatusError):
        return fault_of_status(error.response, error.body)
    if isinstance(error, openai.APIConnectionError):
        return ModelFault(FaultKind.UNREACHABLE)
    return ModelFault(FaultKind.BAD_RESPONSE)


_TOO_LONG = re.compile(r"context.{0,20}(?:length|size|window)|exceed_context|too (?:long|many tokens)|maximum.{0,20}tokens", re.IGNORECASE)


_STREAM = re.compile(r"\bstream(?:ing|_options)?\b", re.IGNORECASE)


def fault_of_status(response: Any, body: object = None) -> ModelFault:  # the client's response type stops here
    """The fault an answer with an error's status amounts to."""
    status = int(response.status_code)
    if 300 <= status < 400:
        return ModelFault(FaultKind.REDIRECTED)
    if status in (401, 403):
        return ModelFault(FaultKind.NOT_ALLOWED)
    if status in (404, 405, 410):
        return ModelFault(FaultKind.NOT_FOUND)
    if status == 429:
        return ModelFault(FaultKind.BUSY, retry_after=_seconds(response.headers.get("retry-after")))
    if status in (400, 413, 422):
        said = json.dumps(body, default=str)
        if status == 413 or _TOO_LONG.search(said):
            return ModelFault(FaultKind.TOO_LONG, window=_window(said))
        return ModelFault(FaultKind.WRONG_FORMAT, about="stream" if _STREAM.search(said) else "")
    if status == 501:
        return ModelFault(FaultKind.WRONG_FORMAT)
    if status == 408 or status >= 500:
        return ModelFault(FaultKind.DOWN, retry_after=_seconds(response.headers.get("retry-after")))
    return ModelFault(FaultKind.BAD_RESPONSE)


def _seconds(header: str | None) -> float | None:
    """Retry-After as seconds; dates and nonsense count as not said."""
    try:
        seconds = float(header or "")
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1e9 else None


def _window(said: str) -> int | None:
    found = re.search(r'"n_ctx"\W{1,3}(\d+)|maximum context length is (\d+)', said)
    return int(found[1] or found[2]) if found else None
