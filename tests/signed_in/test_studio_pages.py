"""An owner tunes a template on pages: preview, save, compare, publish, go back; and what is worse does not go live."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from api.deps import Rooms
from facilitator.access import Asker
from facilitator.domain.template import TemplateVersion
from facilitator.resources import shipped
from tests.signed_in.people import address, sign_in

AT = "/programme/templates"
FILES = {file: (shipped("prompts") / "starters" / file).read_text(encoding="utf-8") for file in ("instructions.md.j2", "request.md.j2")}


def _form(**given: str) -> dict[str, str]:
    return {"name": "starters", "based_on": "", "seen": "1", "register": "usual", "length": "usual", "instead": "", "avoid": "", "message": "", **FILES, **given}


def _save(owner: TestClient, **given: str) -> str:
    answer = owner.post(f"{AT}/edit", data=_form(**given))
    assert answer.status_code == 303, re.sub(r"<[^>]+>", "", answer.text)[:2_000]
    return answer.headers["location"]


def test_from_the_list_to_the_editor_with_the_live_text_and_a_palette(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))

    listed, one, editor = owner.get(AT), owner.get(f"{AT}/one", params={"name": "starters"}), owner.get(f"{AT}/edit", params={"name": "starters"})

    assert "Conversation starters" in listed.text and "Live as it ships." in listed.text
    assert "Version 1" in one.text and "Not live yet" in one.text
    assert "You write conversation starters for one reverse-mentoring session." in editor.text
    assert "{{ brief }}" in editor.text and "handovers on the night shift" in editor.text
    assert owner.get(f"{AT}/one", params={"name": "poems"}).status_code == 404


def test_a_problem_is_shown_with_its_line_and_nothing_typed_is_lost(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))
    broken = _form(**{"instructions.md.j2": "one\n{{ goals }}\n{% if brief.topic %}", "avoid": "synergy"})

    for path in ("preview", "edit"):
        answer = owner.post(f"{AT}/{path}", data=broken)
        assert answer.status_code == 422
        assert "line 3" in answer.text
        assert "{{ goals }}" in answer.text and "synergy" in answer.text


def test_a_preview_shows_what_would_be_sent_and_keeps_nothing(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))

    answer = owner.post(f"{AT}/preview", data=_form(instead="upward mentoring = reverse mentoring", fixture="dashboards"))

    assert answer.status_code == 200
    assert "Topic of the session: reading the new dashboards" in answer.text
    assert "Say &#34;upward mentoring&#34;, not &#34;reverse mentoring&#34;." in answer.text
    assert re.search(r"About \d{3,} tokens", answer.text)
    assert "Version 2" not in owner.get(f"{AT}/one", params={"name": "starters"}).text


def test_a_harmless_edit_goes_live_after_its_evals_and_back_again(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))
    where = _save(owner, **{"instructions.md.j2": FILES["instructions.md.j2"].replace("At most 30 words.", "No more than 30 words."), "message": "Plainer"})
    assert "has not been compared" in owner.get(where).text
    assert owner.post(f"{where}/publish", data={"seen": ""}).status_code == 409

    assert owner.post(f"{where}/examine").status_code == 303
    shown = owner.get(where)
    published = owner.post(f"{where}/publish", data={"seen": ""})

    assert "Nothing stands against it" in shown.text and "No more than 30 words." in shown.text
    assert published.headers["location"] == f"{AT}?said=published"
    assert "Version 2 is live: Plainer" in owner.get(AT).text
    mentor = sign_in(visitor, address("mentor"))
    assert mentor.get(AT).status_code == 404
    owner.post(f"{AT}/roll-back", data={"name": "starters", "to": ""})
    assert "Live as it ships." in owner.get(AT).text
    assert "went back to a template that was live before" in owner.get("/programme/audit").text


def test_a_worse_edit_stays_where_it_is_with_the_reason(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))
    where = _save(owner, **{"instructions.md.j2": FILES["instructions.md.j2"].replace("At most 30 words.", "At most 90 words, and the more the better.")})
    owner.post(f"{where}/examine")

    shown, refused = owner.get(where), owner.post(f"{where}/publish", data={"seen": ""})

    assert "It asks for longer texts: up to 90 words, not 30." in shown.text
    assert refused.status_code == 409 and "may not go live" in refused.text
    assert owner.post(f"{where}/override", data={"reason": "no"}).status_code == 422
    owner.post(f"{where}/override", data={"reason": "Our people asked for longer ones."})
    assert "waits for a second owner" in owner.get(where).text
    assert owner.post(f"{AT}/confirm", data={"name": "starters"}).status_code == 409
    assert "Live as it ships." in owner.get(AT).text


def test_who_saves_second_sees_the_difference_and_keeps_their_own(visitor: TestClient) -> None:
    owner = sign_in(visitor, address("owner"))
    _save(owner, avoid="synergy")

    late = owner.post(f"{AT}/edit", data=_form(avoid="leverage"))

    assert late.status_code == 409
    assert "Somebody saved version 2 while you were writing." in late.text and "leverage" in late.text
    assert owner.post(f"{AT}/edit", data=_form(avoid="leverage", anyway="yes")).status_code == 303


def _version(rooms: Rooms, key: str) -> TemplateVersion:
    with rooms.store.templates.reading() as rows:
        found = rows.version(key)
    assert found is not None
    return found


def test_a_run_that_goes_on_shows_how_far_it_is_and_can_be_cancelled(visitor: TestClient, rooms: Rooms) -> None:
    owner = sign_in(visitor, address("owner"))
    where = _save(owner, avoid="touchpoint")
    key = where.rpartition("/")[2]
    version = _version(rooms, key)
    rooms.working.stop()
    by = Asker(member=version.author or "", programme=version.programme, is_owner=True)
    rooms.publishing.evaluating.begin(key, by=by)

    going_on = owner.get(where)
    cancelled = owner.post(f"{where}/cancel")
    after = owner.get(where)

    assert "The evals wait for their turn." in going_on.text and "Cancel the run" in going_on.text
    assert cancelled.status_code == 303
    assert "The last run was cancelled." in after.text and "Run the evals" in after.text
