"""Every error a person may meet. Each carries an HTTP status, an exit code and a remedy.

FacilitatorError
├── BadInput            422 / 2   the request itself is malformed
├── UnknownSetting      500 / 2   a FACILITATOR_ name nobody knows, or a value that does not fit
├── NotSignedIn         401 / 2   this needs a person we know
├── NotAllowed          403 / 2
├── NotFound            404 / 2
├── Conflict            409 / 2   already published, already running, held by another process
│   └── Blocked         409 / 1   the publish gate says no, and why
├── TooLarge            413 / 2
├── TooOften            429 / 2   this was tried too many times
├── Unavailable         503 / 3   a needed service or file is down
│   └── WriterUnavailable 503 / 3 the model endpoint did not give a usable draft
└── BrokenInstall       500 / 3   a shipped file is missing or not what it should be
"""

from __future__ import annotations


class FacilitatorError(Exception):
    """Something a person can act on: what happened, and the next step."""

    status = 500
    exit_code = 3
    code = "error"

    def __init__(self, message: str, *, remedy: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.line = line

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class BadInput(FacilitatorError):
    """The request is malformed: the message names the field and what was possible."""

    status = 422
    exit_code = 2
    code = "bad_input"


class UnknownSetting(FacilitatorError):
    """A setting that does not exist, or a value it cannot take."""

    exit_code = 2
    code = "unknown_setting"


class NotSignedIn(FacilitatorError):
    """Only a person we know may do this."""

    status = 401
    exit_code = 2
    code = "not_signed_in"


class NotAllowed(FacilitatorError):
    """This person may not do this."""

    status = 403
    exit_code = 2
    code = "not_allowed"


class NotFound(FacilitatorError):
    """There is nothing of that name."""

    status = 404
    exit_code = 2
    code = "not_found"


class Conflict(FacilitatorError):
    """The thing is in another state than the request needs."""

    status = 409
    exit_code = 2
    code = "conflict"


class Blocked(Conflict):
    """A version may not go live; ``reasons`` says why, each in plain words."""

    exit_code = 1
    code = "blocked"

    def __init__(self, message: str, *, reasons: tuple[str, ...]) -> None:
        super().__init__(message, remedy=" ".join(reasons))
        self.reasons = reasons


class TooLarge(FacilitatorError):
    """More than this door takes."""

    status = 413
    exit_code = 2
    code = "too_large"


class TooOften(FacilitatorError):
    """This was tried too many times; ``wait`` says for how many seconds it is refused."""

    status = 429
    exit_code = 2
    code = "too_often"

    def __init__(self, message: str, *, remedy: str = "", wait: int = 60) -> None:
        super().__init__(message, remedy=remedy)
        self.wait = wait


class Unavailable(FacilitatorError):
    """A service or a file that is needed does not answer."""

    status = 503
    code = "unavailable"


class WriterUnavailable(Unavailable):
    """The model endpoint gave no usable draft; the embedded writer takes over."""

    code = "writer_unavailable"


class BrokenInstall(FacilitatorError):
    """A shipped file is missing or is not what it should be."""

    code = "broken_install"
