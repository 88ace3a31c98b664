"""Owners add cases and asks on pages and by program; members decide by themselves what they give."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from tests.signed_in.people import Town, address, sign_in
from tests.signed_in.test_tokens import _program, _token

AT = "/programme/templates"
CASE = {"kind": "starters", "role": "mentor", "topic": "the new rota", "goal": "say what it costs", "question": "", "context": "", "poor": "Do you like it?", "because": "yes or no", "name": ""}


def test_a_case_is_added_changed_and_retired_on_its_page(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))

    added = owner.post(f"{AT}/cases", data=CASE)
    wrong = owner.post(f"{AT}/cases", data={**CASE, "topic": "", "goal": "", "poor": "typed in vain"})
    listed = owner.get(f"{AT}/cases")
    key = re.search(r"edit=([\w-]+)\">Change<span class=\"unseen\"> the new rota", listed.text)
    assert added.status_code == 303 and key, listed.text[:1_000]
    owner.post(f"{AT}/cases", data={**CASE, "key": key[1], "name": "The rota"})
    owner.post(f"{AT}/cases/{key[1]}/retire", data={"back": ""})

    assert wrong.status_code == 422 and "A case needs a topic, a goal or a question." in wrong.text and "typed in vain" in wrong.text
    assert "Do you like it?" in listed.text and "Not good because: yes or no" in listed.text
    after = owner.get(f"{AT}/cases").text
    assert "The rota" in after and "Retired" in after and "Given by somebody of the programme, without names" in after
    assert 'value="The rota"' in owner.get(f"{AT}/cases?edit={key[1]}").text
    assert sign_in(visitor, address("mentor")).get(f"{AT}/cases").status_code == 404


def test_asks_are_kept_or_refused_with_what_can_be_asked_and_bounds_have_ends(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))
    form = {"name": "starters", "asks": "At most 25 words each\nnever says 'journey'", "longer": "1.5", "tone": "5", "style": ""}

    saved = owner.post(f"{AT}/suite", data=form)
    shown = owner.get(f"{AT}/suite?name=starters")
    refused = owner.post(f"{AT}/suite", data={**form, "asks": "must be kind"})
    too_far = owner.post(f"{AT}/suite", data={**form, "tone": "50"})

    assert saved.status_code == 303
    assert "never says &#39;journey&#39;" in shown.text and 'value="1.5"' in shown.text and 'value="5"' in shown.text
    assert refused.status_code == 422 and "cannot be checked by counting or comparing words" in refused.text and "must be kind" in refused.text
    assert too_far.status_code == 422 and "tone may fall by 0 to 10 per cent" in too_far.text


def test_a_program_does_the_same(visitor: TestClient) -> None:
    program = _program(visitor, _token(sign_in(visitor, address("owner")), "programme"))
    body = {"name": "second rota", "brief": {"kind": "starters", "topic": "the new rota"}, "poor": "Do you like it?"}

    made = program.post("/api/v1/fixtures", json=body)
    at = f"/api/v1/fixtures/{made.json()['id']}"
    changed = program.put(at, json={**body, "name": "the other rota"})
    retired = program.delete(at)
    suite = program.put("/api/v1/templates/starters/suite", json={"asks": ["at most 25 words each"], "bounds": {"tone": 0.05}})
    refused = program.put("/api/v1/templates/starters/suite", json={"asks": ["must be kind"]})

    assert made.status_code == 200 and made.json()["source"] == "own", made.text
    assert (changed.json()["name"], retired.json()["retired"]) == ("the other rota", True)
    assert program.get("/api/v1/fixtures").json()["fixtures"][-1]["retired"] is True
    assert suite.json()["bounds"] == {"longer": 1.25, "tone": 0.05, "style": 0.0}
    assert refused.status_code == 422 and "never says" in refused.json()["remedy"]
    assert program.get("/api/v1/templates/starters/suite").json()["asks"] == ["at most 25 words each"]


def test_nothing_is_given_without_a_tick_and_nobody_else_can_give_it(visitor: TestClient, town: Town) -> None:
    mentor = sign_in(visitor, address("mentee"))
    key = town.outputs["mentee"]

    shown = mentor.get(f"/outputs/{key}/give")
    unticked = mentor.post(f"/outputs/{key}/give", data={"seal": "x"})
    ticked = mentor.post(f"/outputs/{key}/give", data={"seal": "x", "agreed": "yes"})

    assert shown.status_code == 200 and "at least 5 pairs could have written it" in shown.text
    assert unticked.status_code == 422 and "Nothing was given." in unticked.text
    assert ticked.status_code == 409
    assert "Give it to your programme owners" in mentor.get(f"/outputs/{key}").text
    owner = sign_in(visitor, address("owner"))
    assert owner.get(f"/outputs/{key}/give").status_code == 404
    assert owner.post(f"/outputs/{key}/give", data={"seal": "x", "agreed": "yes"}).status_code == 404
    assert "canary" not in owner.get(f"{AT}/cases").text


def test_the_studio_is_downloaded_and_taken_in_again_and_another_file_is_refused(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))

    first, again = (owner.get(f"{AT}/studio.zip") for _ in range(2))
    taken_in = owner.post(f"{AT}/studio", files={"file": ("studio.zip", first.content)})
    other = owner.post(f"{AT}/studio", files={"file": ("studio.zip", b"PK no archive")})

    assert first.headers["content-type"] == "application/zip" and first.content == again.content
    assert "Taken in: 0 versions, 0 cases" in taken_in.text
    assert other.status_code == 422 and "This is not a studio file." in other.text
    assert sign_in(visitor, address("mentor")).get(f"{AT}/studio.zip").status_code == 404
