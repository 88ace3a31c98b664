"""Keys of people and things, as somebody types them at a command line."""

from __future__ import annotations

import secrets

import pytest

from facilitator.people.running import new_key


def test_no_key_is_taken_for_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["-rf", "--all", "a-key"])
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: next(drawn))

    assert new_key() == "a-key"
