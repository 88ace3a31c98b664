"""Sends a person the link that was just made for them, when the operator has a mail server."""

from __future__ import annotations

import logging

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.programme import Member, Programme
from facilitator.errors import Conflict
from facilitator.seams import Post
from facilitator.signing.kept import SigningKept
from facilitator.speaking.catalogue import ENGLISH, catalogue

SUBJECT = "Your way into {programme}"
LETTER = (
    "Hello {name},\n\nyou take part in {programme}. With this link you choose a password and come in:\n\n{link}\n\n"
    "It works once, within 72 hours, and only with this e-mail address. If you did not expect it, leave it: nothing happens.\n"
)
_log = logging.getLogger("facilitator.security")


class Sending:
    """The verb of sending links."""

    def __init__(self, kept: SigningKept, post: Post | None) -> None:
        self._kept = kept
        self._post = post

    @property
    def is_possible(self) -> bool:
        """Whether there is a mail server."""
        return self._post is not None

    def send_link(self, member: str, link: str, *, by: Asker) -> None:
        """Sends a Member their link. Raises Conflict when there is no mail server, and Unavailable when it does not take the message."""
        with self._kept.reading() as rows:
            found = rows.get(Member, member)
            if found is None:
                raise not_there()
            require(by, Act.CHANGE, Thing.PEOPLE, of=Whose(programme=found.programme, author=found.key))
            programme = rows.get(Programme, found.programme)
        if self._post is None:
            raise Conflict("There is no mail server here.", remedy="Copy the link and send it yourself.")
        name = programme.name if programme else ""
        said = catalogue(found.language or (programme.language if programme else ENGLISH))
        self._post.send(to=found.email, subject=said.say(SUBJECT, programme=name), text=said.say(LETTER, name=found.name, programme=name, link=link))
        _log.info("link_sent member=%s", member)
        with self._kept.changing() as rows:
            rows.note(act=Act.MAKE, thing=Thing.PEOPLE, by=by.member, programme=by.programme, about=member, outcome="sent")
