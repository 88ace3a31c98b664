"""Invitations, sign-ins, passwords and tokens as rows, beside the rows of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from facilitator.domain.signing import Invitation, Passkey, Scope, SignIn, Token
from facilitator.seams import Clock
from facilitator.store.database import Database, in_utc
from facilitator.store.people import PeopleRows
from facilitator.store.people_tables import credentials, identities, invitations, known_devices, passkeys, sign_ins, tokens


class SigningRows(PeopleRows):
    """What can be read and written in one transaction about signing in."""

    def add_invitation(self, invitation: Invitation, secret_hash: str) -> None:
        self._connection.execute(insert(invitations).values(**invitation.model_dump(), secret_hash=secret_hash))

    def change_invitation(self, invitation: Invitation) -> None:
        self._connection.execute(update(invitations).where(invitations.c.key == invitation.key).values(**invitation.model_dump()))

    def use_invitation(self, key: str) -> bool:
        """Marks it used; False when somebody else was first."""
        done = self._connection.execute(update(invitations).where(invitations.c.key == key, invitations.c.used_at.is_(None)).values(used_at=self.now))
        return done.rowcount == 1

    def invitation(self, secret_hash: str) -> Invitation | None:
        return next(iter(self._invitations(invitations.c.secret_hash == secret_hash)), None)

    def open_invitations(self, member: str | None) -> Sequence[Invitation]:
        """Those a Member could still take up; with none, those that make a Programme."""
        whose = invitations.c.member == member if member else invitations.c.member.is_(None)
        return [invitation for invitation in self._invitations(whose) if invitation.is_open(self.now)]

    def invited(self, programme: str) -> dict[str, Invitation]:
        """The newest Invitation of every Member of a Programme."""
        return {str(one.member): one for one in self._invitations(invitations.c.programme == programme)}

    def password_hash(self, member: str) -> str | None:
        return self._connection.execute(select(credentials.c.password_hash).where(credentials.c.member == member)).scalar_one_or_none()

    def set_password(self, member: str, password_hash: str) -> None:
        self._connection.execute(delete(credentials).where(credentials.c.member == member))
        self._connection.execute(insert(credentials).values(member=member, password_hash=password_hash, set_at=self.now))

    def anyone_signs_in(self) -> bool:
        return any(self._connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (credentials, identities))

    def identity(self, issuer: str, subject: str) -> str | None:
        """The Member an account at an organisation belongs to."""
        return self._connection.execute(select(identities.c.member).where(identities.c.issuer == issuer, identities.c.subject == subject)).scalar_one_or_none()

    def subject_of(self, issuer: str, member: str) -> str | None:
        """The account there that belongs to a Member."""
        return self._connection.execute(select(identities.c.subject).where(identities.c.issuer == issuer, identities.c.member == member)).scalar_one_or_none()

    def add_identity(self, issuer: str, subject: str, member: str) -> None:
        self._connection.execute(insert(identities).values(issuer=issuer, subject=subject, member=member, made_at=self.now))

    def passkey(self, credential: str) -> Passkey | None:
        return next(iter(self._passkeys(passkeys.c.credential == credential)), None)

    def passkeys_of(self, member: str) -> Sequence[Passkey]:
        return self._passkeys(passkeys.c.member == member)

    def add_passkey(self, passkey: Passkey) -> None:
        self._connection.execute(insert(passkeys).values(**passkey.model_dump()))

    def used_passkey(self, key: str, count: int) -> None:
        self._connection.execute(update(passkeys).where(passkeys.c.key == key).values(sign_count=count, used_at=self.now))

    def end_passkey(self, key: str) -> None:
        self._connection.execute(delete(passkeys).where(passkeys.c.key == key))

    def end_passkeys_of(self, member: str) -> None:
        self._connection.execute(delete(passkeys).where(passkeys.c.member == member))

    def add_sign_in(self, sign_in: SignIn, secret_hash: str) -> None:
        self._connection.execute(delete(sign_ins).where(sign_ins.c.ends_at < self.now))
        self._connection.execute(insert(sign_ins).values(**sign_in.model_dump(), secret_hash=secret_hash))

    def sign_in(self, secret_hash: str) -> SignIn | None:
        row = self._connection.execute(select(sign_ins).where(sign_ins.c.secret_hash == secret_hash)).first()
        return SignIn(**_fields(row, without="secret_hash")) if row else None

    def sign_ins_of(self, member: str) -> Sequence[SignIn]:
        rows = self._connection.execute(select(sign_ins).where(sign_ins.c.member == member).order_by(sign_ins.c.seen_at.desc())).all()
        return [SignIn(**_fields(row, without="secret_hash")) for row in rows]

    def seen(self, sign_in: SignIn) -> None:
        self._connection.execute(update(sign_ins).where(sign_ins.c.key == sign_in.key).values(seen_at=self.now))

    def end_sign_in(self, key: str) -> None:
        self._connection.execute(delete(sign_ins).where(sign_ins.c.key == key))

    def end_sign_ins_of(self, member: str) -> None:
        self._connection.execute(delete(sign_ins).where(sign_ins.c.member == member))

    def know_device(self, member: str, secret_hash: str) -> None:
        self._connection.execute(delete(known_devices).where(known_devices.c.secret_hash == secret_hash))
        self._connection.execute(insert(known_devices).values(secret_hash=secret_hash, member=member, seen_at=self.now))

    def knows_device(self, member: str, secret_hash: str) -> bool:
        where = (known_devices.c.secret_hash == secret_hash) & (known_devices.c.member == member)
        return self._connection.execute(select(known_devices.c.member).where(where)).first() is not None

    def forget_devices(self, member: str) -> None:
        self._connection.execute(delete(known_devices).where(known_devices.c.member == member))

    def add_token(self, token: Token, secret_hash: str) -> None:
        values = {**token.model_dump(), "scopes": " ".join(token.scopes)}
        self._connection.execute(insert(tokens).values(**values, secret_hash=secret_hash))

    def token(self, secret_hash: str) -> Token | None:
        return next(iter(self._tokens(tokens.c.secret_hash == secret_hash)), None)

    def tokens_of(self, member: str) -> Sequence[Token]:
        return self._tokens(tokens.c.member == member)

    def end_token(self, key: str) -> None:
        self._connection.execute(delete(tokens).where(tokens.c.key == key))

    def end_tokens_of(self, member: str) -> None:
        self._connection.execute(delete(tokens).where(tokens.c.member == member))

    def used_token(self, token: Token) -> None:
        self._connection.execute(update(tokens).where(tokens.c.key == token.key).values(used_at=self.now))

    def _invitations(self, where: Any) -> Sequence[Invitation]:
        rows = self._connection.execute(select(invitations).where(where).order_by(invitations.c.made_at)).all()
        return [Invitation(**_fields(row, without="secret_hash")) for row in rows]

    def _passkeys(self, where: Any) -> Sequence[Passkey]:
        rows = self._connection.execute(select(passkeys).where(where).order_by(passkeys.c.made_at)).all()
        return [Passkey(**_fields(row, without="")) for row in rows]

    def _tokens(self, where: Any) -> Sequence[Token]:
        rows = self._connection.execute(select(tokens).where(where).order_by(tokens.c.made_at)).all()
        return [Token(**{**_fields(row, without="secret_hash"), "scopes": tuple(Scope(name) for name in row.scopes.split())}) for row in rows]


class Signing:
    """Opens transactions on the rows of signing in."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def changing(self) -> Iterator[SigningRows]:
        """One transaction that may write: all of it stands, or none."""
        with self._database.writing() as connection:
            yield SigningRows(connection, now=self._clock())

    @contextmanager
    def reading(self) -> Iterator[SigningRows]:
        """One transaction that only reads."""
        with self._database.reading() as connection:
            yield SigningRows(connection, now=self._clock())


def _fields(row: Any, *, without: str) -> dict[str, Any]:
    return {name: in_utc(value) if isinstance(value, datetime) else value for name, value in row._mapping.items() if name != without}
