"""Invitations: made by an owner, or once by the machine for its first owner; taken up once, by the person they were meant for."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.programme import Member, Programme, email_address
from facilitator.domain.signing import Invitation, hashed, new_secret
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.passwords import Passwords, acceptable
from facilitator.people.running import new_key
from facilitator.signing.kept import SigningKept, SigningRows
from facilitator.speaking.catalogue import ENGLISH

LASTS = timedelta(hours=72)
TRIES = 5
_log = logging.getLogger("facilitator.security")


class Invited(Model):
    """What an open Invitation tells the person who followed it, before they have said who they are."""

    programme: str = ""
    """Its name; empty when the Invitation makes a new one."""
    makes_owner: bool
    renews: bool = False
    """Whether the person has a password already and gets another."""


class Inviting:
    """The verbs of invitations."""

    def __init__(self, kept: SigningKept, passwords: Passwords) -> None:
        self._kept = kept
        self._passwords = passwords

    def first_owner(self) -> str | None:
        """The secret of the first owner's link; None when there is one already, or somebody can sign in."""
        with self._kept.changing() as rows:
            if rows.anyone_signs_in() or rows.open_invitations(None):
                return None
            return _make(rows, None, made_by=None)

    def anyone_can_sign_in(self) -> bool:
        """Whether anybody has chosen a password yet."""
        with self._kept.reading() as rows:
            return rows.anyone_signs_in()

    def another_owner(self) -> str:
        """A link that makes a Programme and its owner, for whoever runs this machine. Earlier ones can no longer be used."""
        with self._kept.changing() as rows:
            for earlier in rows.open_invitations(None):
                rows.change_invitation(earlier.model_copy(update={"withdrawn_at": rows.now}))
            return _make(rows, None, made_by=None)

    def invite(self, member: str, *, by: Asker) -> str:
        """The secret of a link for a Member to choose a password with. Earlier links of theirs can no longer be used."""
        with self._kept.changing() as rows:
            found = _member(rows, member, by)
            if found.left_at is not None:
                raise Conflict("This person has left the programme.", remedy="Choose somebody who takes part.")
            _withdraw(rows, member)
            secret = _make(rows, found, made_by=by.member)
            rows.note(act=Act.MAKE, thing=Thing.PEOPLE, by=by.member, programme=by.programme, about=member, outcome="invited")
        return secret

    def withdraw(self, member: str, *, by: Asker) -> None:
        """Makes every open link of a Member useless."""
        with self._kept.changing() as rows:
            _member(rows, member, by)
            _withdraw(rows, member)
            rows.note(act=Act.ERASE, thing=Thing.PEOPLE, by=by.member, programme=by.programme, about=member, outcome="withdrawn")

    def open_until(self, *, by: Asker) -> dict[str, datetime]:
        """Until when each invited Member can take up their link."""
        require(by, Act.READ, Thing.PEOPLE, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            return {member: one.ends_at for member, one in rows.invited(by.programme).items() if one.is_open(rows.now)}

    def look(self, secret: str) -> Invited:
        """What an Invitation is for; raises NotFound when it cannot be taken up, whatever the reason."""
        with self._kept.reading() as rows:
            invitation = _open(rows, secret)
            if invitation.member is None:
                return Invited(makes_owner=True)
            programme = rows.get(Programme, str(invitation.programme))
            return Invited(programme=programme.name if programme else "", makes_owner=False, renews=rows.password_hash(invitation.member) is not None)

    def take_up(self, secret: str, *, email: str, password: str, name: str = "", programme: str = "", language: str = ENGLISH) -> Member:
        """Chooses a password. The address has to be the one that was invited; after a few wrong ones the link is spent.

        A new Programme writes its letters in ``language``.
        """
        address = _address(email)
        wrong = False
        with self._kept.changing() as rows:
            invitation = _open(rows, secret)
            member = rows.get(Member, invitation.member) if invitation.member else None
            if member is not None and member.email != address:
                wrong = True
                tries = invitation.wrong_tries + 1
                rows.change_invitation(invitation.model_copy(update={"wrong_tries": tries, "withdrawn_at": rows.now if tries >= TRIES else None}))
            else:
                acceptable(password, about=(address, name or (member.name if member else ""), programme))
                member = member or _founded(rows, address, name=name, programme=programme, language=language)
                rows.set_password(member.key, self._passwords.hash(password))
                rows.end_sign_ins_of(member.key)
                rows.forget_devices(member.key)
                # whoever asks for a new link may have lost a device
                rows.end_passkeys_of(member.key)
                if not rows.use_invitation(invitation.key):
                    raise _spent()
                rows.note(act=Act.CHANGE, thing=Thing.SIGN_IN, by=member.key, programme=member.programme, about=invitation.key, outcome="taken_up")
        if wrong or member is None:
            _log.warning("invitation key=%s outcome=wrong_address", invitation.key)
            raise BadInput("email: This link was made for another e-mail address.", remedy="Use the address the invitation was sent to.")
        return member


def _make(rows: SigningRows, member: Member | None, *, made_by: str | None) -> str:
    secret = new_secret()
    invitation = Invitation(
        key=new_key(), programme=member.programme if member else None, member=member.key if member else None, made_by=made_by, made_at=rows.now, ends_at=rows.now + LASTS
    )
    rows.add_invitation(invitation, hashed(secret))
    return secret


def _open(rows: SigningRows, secret: str) -> Invitation:
    invitation = rows.invitation(hashed(secret))
    member = rows.get(Member, invitation.member) if invitation and invitation.member else None
    gone = invitation is None or not invitation.is_open(rows.now) or (invitation.member is not None and (member is None or member.left_at is not None))
    if invitation is None or gone:
        raise _spent()
    return invitation


def _spent() -> NotFound:
    return NotFound("This link can no longer be used.", remedy="Links work once, for 72 hours. Ask for a new one.")


def _founded(rows: SigningRows, address: str, *, name: str, programme: str, language: str) -> Member:
    for field, value in (("name", name), ("programme", programme)):
        if not any(c.isalnum() for c in value) or len(value) > 200:
            raise BadInput(f"{field}: Write a name here, of at most 200 characters.", remedy="")
    if rows.by_email(address) is not None:
        raise Conflict("Somebody here has this e-mail address already.", remedy="Use another address for the new programme.")
    founded = Programme(key=new_key(), name=programme, made_at=rows.now, language=language)
    owner = Member(key=new_key(), programme=founded.key, name=name, email=address, is_owner=True, joined_at=rows.now)
    rows.add(founded)
    rows.add(owner)
    return owner


def _member(rows: SigningRows, member: str, by: Asker) -> Member:
    found = rows.get(Member, member)
    if found is None:
        raise not_there()
    require(by, Act.CHANGE, Thing.PEOPLE, of=Whose(programme=found.programme, author=found.key))
    return found


def _withdraw(rows: SigningRows, member: str) -> None:
    for earlier in rows.open_invitations(member):
        rows.change_invitation(earlier.model_copy(update={"withdrawn_at": rows.now}))


def _address(email: str) -> str:
    try:
        return email_address(email)
    except ValueError:
        raise BadInput("email: This is not an e-mail address.", remedy="Write it as name@example.org.") from None
