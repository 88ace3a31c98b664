"""Sends e-mail through the operator's server, when there is one. A message holds a link and no word of what anybody wrote."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from facilitator.errors import Unavailable

TIMEOUT = 15.0
"""Seconds for each answer of the server: somebody is waiting."""
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Mailer:
    """One mail server, reached anew for each message."""

    def __init__(self, server: str, *, sender: str) -> None:
        """``server`` is smtp://NAME:PASSWORD@HOST:PORT, which goes over to TLS before anything is said, or smtps:// for TLS from the start."""
        parts = urlsplit(server)
        self._host, self._sealed = parts.hostname or "", parts.scheme == "smtps"
        self._port = parts.port or (465 if self._sealed else 587)
        self._name, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender = sender

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Hands a message over; raises Unavailable with a remedy when the server does not take it."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, " ".join("".join(c if c.isprintable() else " " for c in subject).split())
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=self._sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            with self._opened() as server:
                if self._name:
                    server.login(self._name, self._password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            # what a server answers may repeat the address: only the kind of trouble is told
            raise Unavailable(f"The mail server did not take the message ({type(error).__name__}).", remedy="Copy the link and send it yourself. Whoever runs this machine finds out more with: facilitator doctor") from None

    def _opened(self) -> smtplib.SMTP:
        if self._sealed:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT, context=ssl.create_default_context())
        server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        if self._host not in _HERE:
            # a password and a link do not travel in the clear: a server that cannot do TLS is not used
            server.starttls(context=ssl.create_default_context())
        return server
