"""Links by e-mail: a real mail server on this machine, what it is told, and what happens when it says no."""

from __future__ import annotations

import logging
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_string, policy
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.deps import Rooms
from facilitator.errors import UnknownSetting
from facilitator.mailing import Mailer
from facilitator.settings import Settings, load
from tests.signed_in.people import BROWSER, PASSWORD, Town, address, browser, sign_in


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def __init__(self, refuses: str) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.refuses, self.letters = refuses, list[str]()


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as a message needs."""

    server: _Server

    def handle(self) -> None:
        self._say("220 here")
        for line in iter(lambda: self.rfile.readline().decode().strip(), ""):
            verb = line[:4].upper()
            if verb == self.server.refuses:
                self._say("550 no, not for mentor@north.example")
            elif verb == "DATA":
                self._say("354 go on")
                self.server.letters.append("".join(iter(lambda: self.rfile.readline().decode().replace("\r\n", "\n").removeprefix(".."), ".\n")))
                self._say("250 kept")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(refuses: str = "") -> Iterator[_Server]:
    with _Server(refuses) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@contextmanager
def served(rooms: Rooms, server: _Server) -> Iterator[TestClient]:
    settings = Settings(data=rooms.settings.data, mail_server=f"smtp://127.0.0.1:{server.server_address[1]}", mail_from="mentoring@north.example")  # type: ignore[arg-type]  # pydantic makes it a secret
    with_mail = Rooms(facilitator=rooms.facilitator, store=rooms.store, settings=settings, closing=rooms.closing, passwords=rooms.passwords)
    with TestClient(create_app(build=lambda s, p: with_mail), base_url="https://localhost", follow_redirects=False, headers=BROWSER) as opened:
        yield opened


def test_a_link_is_sent_works_once_and_is_not_shown_to_the_owner(rooms: Rooms, town: Town) -> None:
    with mail_server() as server, served(rooms, server) as visitor:
        shown = sign_in(visitor, address("owner")).post(f"/programme/people/{town.house.mentor.member}/invite", data={"send": "yes"}).text
        (raw,) = server.letters
        letter = message_from_string(raw, policy=policy.default)
        text = letter.get_content()
        link = re.search(r"/join/\S+", text)
        assert link

        assert "on its way to Mentor of north" in shown
        assert "/join/" not in shown
        assert (letter["To"], letter["From"], letter["Subject"]) == (address("mentor"), "mentoring@north.example", "Your way into north")
        guest = browser(visitor)
        guest.get(link.group())
        assert guest.post("/join", data={"email": address("mentor"), "password": "another four sleepy words"}).status_code == 303


@pytest.mark.parametrize("refuses", ["MAIL", "RCPT", "DATA", "EHLO"])
def test_when_the_server_says_no_the_link_is_there_to_copy_and_no_address_is_in_the_log(rooms: Rooms, town: Town, refuses: str, caplog: pytest.LogCaptureFixture) -> None:
    with mail_server(refuses) as server, served(rooms, server) as visitor, caplog.at_level(logging.DEBUG):
        answer = sign_in(visitor, address("owner")).post(f"/programme/people/{town.house.mentor.member}/invite", data={"send": "yes"})

    if refuses == "EHLO":
        # a server that knows only the older greeting is fine, and so is the message
        assert "on its way" in answer.text
    else:
        assert answer.status_code == 200
        assert "It was not sent." in answer.text and "/join/" in answer.text
    assert not [record for record in caplog.records if record.name.startswith("facilitator") and "@north.example" in record.getMessage()]


def test_without_a_server_there_is_no_such_button_and_the_link_is_copied(visitor: TestClient, town: Town) -> None:
    owner = sign_in(visitor, address("owner"))

    assert 'name="send"' not in owner.get("/programme/people").text
    shown = owner.post(f"/programme/people/{town.house.mentor.member}/invite", data={"send": "yes"}).text
    assert "There is no mail server here." in shown and "/join/" in shown


def test_a_name_cannot_add_a_line_to_the_head_of_a_message() -> None:
    with mail_server() as server:
        Mailer(f"smtp://127.0.0.1:{server.server_address[1]}", sender="a@x.example").send(to="b@x.example", subject="Hello\r\nBcc: all@x.example", text="hello")

    letter = message_from_string(server.letters[0], policy=policy.default)
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hello Bcc: all@x.example"


@pytest.mark.parametrize("given", ["mail.example.org", "http://mail.example.org", "smtp://me:quokka@", "smtp://me:quokka@mail.example.org/path", "smtp://a b"])
def test_a_setting_that_is_no_mail_server_is_refused_by_name(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_MAIL_SERVER", given)

    with pytest.raises(UnknownSetting, match="FACILITATOR_MAIL_SERVER") as error:
        load()

    assert given not in str(error.value)


def test_its_password_is_not_in_what_the_doctor_prints(tmp_path: Path) -> None:
    shown = Settings(data=tmp_path, mail_server=f"smtp://me:{PASSWORD.split()[0]}@mail.example.org", mail_from="a@x.example").effective()  # type: ignore[arg-type]  # pydantic makes it a secret

    assert shown["FACILITATOR_MAIL_SERVER"] == "(set, hidden)"
