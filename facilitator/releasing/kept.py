"""What these use cases are kept with, and what writes and checks for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from facilitator.checks.base import Piece
from facilitator.domain.outputs import Output
from facilitator.domain.recaps import Consent, RecapDraft, RecapVersion
from facilitator.domain.session import Brief
from facilitator.domain.verdict import Verdict
from facilitator.people.kept import Rows
from facilitator.recaps.record import Record


class RecapRows(Rows, Protocol):
    """One transaction, the rows of people included."""

    def draft(self, session: str) -> RecapDraft | None: ...

    def put_draft(self, draft: RecapDraft) -> None: ...

    def versions(self, session: str) -> Sequence[RecapVersion]: ...

    def versions_of(self, member: str) -> Sequence[RecapVersion]: ...

    def add_version(self, version: RecapVersion) -> None: ...

    def change_version(self, version: RecapVersion) -> None: ...

    def take_out(self, session: str) -> None: ...

    def forget_answers(self, session: str) -> None: ...

    def tried_out(self, author: str) -> Sequence[tuple[str, Output]]: ...

    def renew_tried_out(self, key: str, output: Output) -> None: ...

    def consents(self, pairing: str) -> Sequence[Consent]: ...

    def add_consent(self, consent: Consent) -> None: ...

    def end_consent(self, key: str) -> None: ...

    def put_feed(self, member: str, secret_hash: str) -> None: ...

    def end_feed(self, member: str) -> None: ...

    def feed_made_at(self, member: str) -> datetime | None: ...

    def feed_of(self, secret_hash: str) -> str | None: ...


class RecapsKept(Protocol):
    """Opens transactions, and clears the files of what was taken out."""

    def changing(self) -> AbstractContextManager[RecapRows]: ...

    def reading(self) -> AbstractContextManager[RecapRows]: ...

    def scrub(self) -> None: ...


class Judgement(Protocol):
    """What the Checks say of a text."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]: ...


class Recapper(Protocol):
    """Writes a Recap from a Record and judges a line of it."""

    def recap_of(self, record: Record, *, withheld_text: str = "", brief: Brief | None = None) -> Output: ...

    def check(self, piece: Piece) -> Judgement: ...
