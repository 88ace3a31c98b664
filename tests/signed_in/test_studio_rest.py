"""An owner's program does what the studio's pages do."""

from __future__ import annotations

from fastapi.testclient import TestClient

from facilitator.resources import shipped
from tests.signed_in.people import address, sign_in
from tests.signed_in.test_tokens import _program, _token

AT = "/api/v1/templates"
TEXT = (shipped("prompts") / "answers" / "instructions.md.j2").read_text(encoding="utf-8")

RECAP = (shipped("prompts") / "recap" / "instructions.md.j2").read_text(encoding="utf-8")


def test_save_examine_publish_and_roll_back(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "programme"))
    body = {"files": {"instructions.md.j2": TEXT.replace("at most 120 words", "at most 100 words")}, "message": "Shorter", "based_on": 0, "seen": 0}

    made, again = (program.post(f"{AT}/answers/versions", json=body, headers={"idempotency-key": "k1"}) for _ in range(2))
    too_soon = program.post(f"{AT}/answers/publish", json={"version": 1})
    receipt = program.post(f"{AT}/answers/versions/1/receipt")
    live = program.post(f"{AT}/answers/publish", json={"version": 1})
    detail = program.get(f"{AT}/answers").json()
    back = program.post(f"{AT}/answers/rollback", json={"version": 0})

    assert made.status_code == 200, made.text
    assert again.json() == made.json() and made.json()["number"] == 1
    assert (too_soon.status_code, too_soon.json()["code"]) == (409, "blocked")
    assert "has not been compared" in too_soon.json()["remedy"]
    assert receipt.json()["passed"] is True, receipt.text
    assert live.json() == {"template": "answers", "version": 1, "way": "published"}
    assert detail["live"] == 1 and "at most 100 words" in detail["files"]["instructions.md.j2"]
    assert back.json()["version"] == 0
    assert [one["live"] for one in program.get(AT).json()["templates"]] == [0, 0, 0, 0]


def test_what_does_not_fit_is_said_with_what_was_possible(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "programme"))

    unknown, broken, none, late = (
        program.get(f"{AT}/poems"),
        program.post(f"{AT}/starters/versions", json={"files": {"instructions.md.j2": "one\n{{ goals }}"}}),
        program.post(f"{AT}/starters/versions/9/receipt"),
        program.post(f"{AT}/starters/versions", json={"style": {"avoid": ["synergy"]}, "seen": 0}),
    )

    assert unknown.status_code == 404 and "starters" in unknown.json()["remedy"]
    assert broken.status_code == 422 and "line 2 uses `goals`" in broken.json()["detail"]
    assert none.status_code == 404 and "There are: 1." in none.json()["remedy"]
    assert late.status_code == 409


def test_a_mentors_program_is_told_there_is_nothing_here(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("mentor")), "words"))

    assert program.get(AT).status_code == 404
    assert visitor.get(AT, headers={}).status_code in (401, 404)


def test_a_run_is_begun_told_of_step_by_step_and_can_be_cancelled(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "programme"))
    program.post(f"{AT}/recap/versions", json={"files": {"instructions.md.j2": RECAP.replace("At most 250 words", "At most 200 words")}, "based_on": 0})

    begun = program.post("/api/v1/evals", json={"template": "recap", "version": 1})
    at = f"/api/v1/evals/{begun.json()['id']}"
    told = program.get(f"{at}/events")
    over = program.get(at).json()

    assert begun.status_code == 202 and begun.json()["state"] == "waiting", begun.text
    assert told.headers["content-type"].startswith("text/event-stream") and "event: done" in told.text
    assert (over["state"], over["done"], over["expected"]) == ("done", 1, 1) and over["receipt"]
    assert program.get("/api/v1/evals").json()["runs"][0]["id"] == over["id"]
    assert program.delete(at).status_code == 409
    assert program.post(f"{AT}/recap/publish", json={"version": 1}).status_code == 200
    assert program.post("/api/v1/evals", json={"template": "recap", "version": 9}).status_code == 404
    assert program.get("/api/v1/evals/none").status_code == 404
