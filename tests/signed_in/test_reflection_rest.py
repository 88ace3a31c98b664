"""Reflections for programs: the author's way from writing to taking back, and what nobody else gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from facilitator.domain.anonymised import Anonymised
from facilitator.erased import still_said
from facilitator.people.meeting import Meeting
from tests.signed_in.people import Town, address, sign_in
from tests.signed_in.test_tokens import _program, _token

HARD = "The quokka calendar was hard."


class _TakesNothingOut:
    """The real one is tested in its own folder."""

    def anonymise(self, text: str, *, roster: object = ()) -> Anonymised:
        return Anonymised(text=text)


@pytest.fixture
def programs(visitor: TestClient, town: Town, monkeypatch: pytest.MonkeyPatch) -> dict[str, TestClient]:
    """A program of each person; the owner's is for the programme."""
    rooms = visitor.app.state.rooms  # type: ignore[attr-defined]  # Starlette's app
    monkeypatch.setattr(rooms.reflecting.reflections, "_anonymiser", _TakesNothingOut)
    monkeypatch.setattr(rooms.reflecting.reflections, "_k", 1)
    Meeting(rooms.store.people).held(town.house.session.key, by=town.house.mentor)
    return {who: _program(visitor, _token(sign_in(visitor, address(who)), "programme" if who == "owner" else "reflections")) for who in ("mentor", "mentee", "owner")}


def test_a_reflection_is_written_read_shared_and_taken_back_by_its_author(programs: dict[str, TestClient], town: Town) -> None:
    mentor = programs["mentor"]
    written = mentor.post(f"/api/v1/sessions/{town.house.session.key}/reflection", json={"hard": HARD, "safe": 4}).json()
    at = f"/api/v1/reflections/{written['id']}"
    assert [one["hard"] for one in mentor.get("/api/v1/reflections").json()["reflections"]] == [HARD]
    proposed = mentor.get(at).json()["proposed"]

    assert mentor.post(f"{at}/share", json={"text": proposed}).status_code == 422
    shared = mentor.post(f"{at}/share", json={"text": proposed, "agree": True})

    assert shared.status_code == 200 and "quokka" not in shared.text
    assert mentor.get(at).json()["shared"]["season"] == shared.json()["season"]
    assert mentor.delete(f"{at}/shared").status_code == 204
    assert "shared" not in mentor.get(at).json() or mentor.get(at).json()["shared"] is None
    assert mentor.delete(at).status_code == 204
    assert mentor.get(at).status_code == 404


def test_nobody_else_reaches_it_and_it_is_as_if_it_were_not_there(programs: dict[str, TestClient], town: Town) -> None:
    at = f"/api/v1/reflections/{town.reflection}"

    for who in ("mentee", "owner"):
        for method, path in (("GET", at), ("POST", f"{at}/share"), ("DELETE", f"{at}/shared"), ("DELETE", at)):
            there, nowhere = (programs[who].request(method, where, json={"text": "x", "agree": True} if method == "POST" else None) for where in (path, path.replace(town.reflection, "n" * 8)))
            assert (there.status_code, there.json()["title"]) == (nowhere.status_code, nowhere.json()["title"]) and there.status_code == 404
    assert programs["mentee"].get("/api/v1/reflections").json() == {"reflections": []}
    assert programs["owner"].get("/api/v1/reflections").status_code == 404
    assert programs["owner"].get(f"/api/v1/sessions/{town.house.session.key}/themes").status_code == 404


def test_an_owner_reads_themes_and_a_pair_those_of_others(programs: dict[str, TestClient], town: Town) -> None:
    assert programs["owner"].get("/api/v1/themes").json() == {"k": 5, "seasons": [], "counted": []}
    assert programs["mentor"].get(f"/api/v1/sessions/{town.house.session.key}/themes").json() == {"themes": []}
    assert programs["mentor"].get("/api/v1/themes").status_code == 404


def test_the_same_key_records_once_and_what_is_remembered_for_it_holds_no_words(programs: dict[str, TestClient], town: Town, tmp_path: Path) -> None:
    mentor, at = programs["mentor"], f"/api/v1/sessions/{town.house.session.key}/reflection"
    first, again = (mentor.post(at, json={"hard": HARD}, headers={"idempotency-key": "k"}) for _ in range(2))
    assert (again.json(), again.headers["idempotent-replayed"]) == (first.json(), "true")
    assert still_said(tmp_path, ["quokka"])

    assert mentor.delete(f"/api/v1/reflections/{first.json()['id']}").status_code == 204

    assert still_said(tmp_path, ["quokka"]) == []
