"""Goals and the pulse as the two of a pair use them, and the owner's figures."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

from facilitator.store.opening import Store
from tests.people.test_outcomes import K, _answer, _pairs
from tests.signed_in.people import Town, address, sign_in
from tests.store.conftest import MovableClock

GOAL = {"text": "Answer the night team within a day", "measure": "No note older than a day", "due_on": "2027-03-31"}


def _goals(town: Town) -> str:
    return f"/my/pairings/{town.house.pairing.key}/goals"


def test_a_goal_is_added_settled_taken_off_and_deleted_without_a_script(visitor: TestClient, town: Town) -> None:
    mentor, mentee, at = sign_in(visitor, address("mentor")), sign_in(visitor, address("mentee")), _goals(town)
    assert "No goal yet" in mentor.get(at).text

    assert mentor.post(at, data=GOAL).status_code == 303

    shown = mentee.get(at).text
    assert GOAL["text"] in shown and "31 March 2027" in shown
    mentee.post(f"{at}/1", data={"state": "dropped"})
    assert "Take it up again" in mentor.get(at).text
    assert mentor.post(f"{at}/1", data={"state": "open"}).status_code == 303
    assert mentor.post(f"{at}/1/delete").status_code == 409
    mentor.post(f"{at}/1", data={"state": "dropped"})
    assert mentor.post(f"{at}/1/delete").status_code == 303
    assert GOAL["text"] not in mentor.get(at).text


@pytest.mark.parametrize(("sent", "field"), [({"text": ""}, "text"), ({"measure": "?"}, "measure"), ({"due_on": "soon"}, "due_on"), ({"due_on": "2099-01-01"}, "due_on")])
def test_a_goal_that_does_not_fit_comes_back_with_its_words_and_the_reason_at_the_field(visitor: TestClient, town: Town, sent: dict[str, str], field: str) -> None:
    answer = sign_in(visitor, address("mentor")).post(_goals(town), data={**GOAL, **sent})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    assert (GOAL["text"] if field != "text" else GOAL["measure"]) in answer.text


def test_an_answer_is_shown_to_whoever_gave_it_and_to_nobody_else(visitor: TestClient, town: Town) -> None:
    mentor, mentee, at = sign_in(visitor, address("mentor")), sign_in(visitor, address("mentee")), _goals(town)

    mentor.post(at.replace("/goals", "/pulse"), data={"time": "before", "confidence": "2"})

    assert 'value="2" checked' in mentor.get(at).text
    assert 'value="2" checked' not in mentee.get(at).text
    assert "pulse" not in sign_in(visitor, address("owner")).get("/programme/audit").text


def test_an_owners_figures_never_claim_more_than_they_carry(visitor: TestClient, store: Store, town: Town, clock: MovableClock) -> None:
    owner = sign_in(visitor, address("owner"))
    assert f"hidden until {K} people from {K} pairs" in owner.get("/programme/outcomes").text

    for at, (pairing, mentor, _) in enumerate(_pairs(store, town.house, K)):
        _answer(store, pairing, mentor, 3, 3 + at % 2, clock)

    html = owner.get("/programme/outcomes").text
    assert "3.0 before, 3.4 after, +0.4" in html
    assert "do not show that anything changed" in html
    assert f"n = {K} · 95 % interval" in html
    assert "nothing here shows that the programme brought it about" in html


def test_the_table_holds_the_same_figures_and_no_formula(visitor: TestClient, town: Town) -> None:
    answer = sign_in(visitor, address("owner")).get("/programme/outcomes.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert rows[0] == {"figure": "Pairs that met at least once", "value": "0 of 2, 0%", "interval_95": "0% to 66%", "n": "2", "read_with_care": ""}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
