"""What programs may rely on."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from facilitator.domain.outputs import Output
from facilitator.facilitation import Facilitator
from facilitator.store.opening import Store
from tests.web.conftest import HANDOVERS

POSTS: dict[str, dict[str, Any]] = {
    "starters": HANDOVERS,
    "safety-prompts": HANDOVERS,
    "answers": {"question": "May I refuse to answer a question in a session?"},
    "recaps": {"source_text": "Mentor: I will send the form by Friday.\nMentee: Then we look at it together next week."},
    "checks": {"kind": "starter", "text": "What did you see in the last handover on the night shift?"},
    "search": {"query": "may I refuse to answer"},
}


@pytest.mark.parametrize("door", ["starters", "safety-prompts", "answers", "recaps"])
def test_an_output_has_the_contracts_shape_and_can_be_read_again(client: TestClient, door: str) -> None:
    answer = client.post(f"/api/v1/{door}", json=POSTS[door])

    assert answer.status_code == 200, answer.text
    output = answer.json()
    assert Output.model_validate(output).as_json() == output
    assert output["id"]
    assert client.get(f"/api/v1/outputs/{output['id']}").json() == output
    assert client.get(answer.headers["content-location"]).json() == output


def test_the_callers_own_id_comes_back(client: TestClient) -> None:
    assert client.post("/api/v1/starters", json={**HANDOVERS, "id": "thursday"}).json()["id"] == "thursday"


def test_starters_are_those_the_facilitator_gives(client: TestClient, facilitator: Facilitator) -> None:
    from facilitator.domain.session import Brief

    given = facilitator.suggest_starters(Brief.model_validate(HANDOVERS)).as_json()

    assert client.post("/api/v1/starters", json=HANDOVERS).json()["items"] == given["items"]


def test_a_check_gives_a_decision_and_the_verdicts_behind_it(client: TestClient) -> None:
    answer = client.post("/api/v1/checks", json={"id": "c1", "kind": "starter", "text": "OK boomer, why did you fail again?"}).json()

    assert answer["id"] == "c1"
    assert answer["decision"] == "hold"
    assert any(verdict["check"] == "tone" and verdict["finding"] == "failed" for verdict in answer["verdicts"])


def test_a_search_gives_passages_best_first(client: TestClient) -> None:
    answer = client.post("/api/v1/search", json={"query": "may I refuse to answer", "k": 4}).json()

    scores = [hit["score"] for hit in answer["hits"]]
    assert len(scores) == 4
    assert set(answer["hits"][0]) == {"passage", "source", "title", "text", "score"}


def test_every_shipped_document_is_listed(client: TestClient) -> None:
    documents = client.get("/api/v1/documents").json()["documents"]

    assert len(documents) >= 60
    assert all(document["passages"] > 0 for document in documents)


def test_health_says_what_it_works_with(client: TestClient) -> None:
    health = client.get("/api/v1/health").json()

    assert (health["status"], health["writer"], health["outputs_kept"]) == ("ready", "composer", 0)


def test_a_deleted_output_is_gone(client: TestClient) -> None:
    output = client.post("/api/v1/starters", json=HANDOVERS).json()

    assert client.delete(f"/api/v1/outputs/{output['id']}").status_code == 204
    assert client.get(f"/api/v1/outputs/{output['id']}").status_code == 404


@pytest.mark.parametrize(
    ("door", "body", "status", "says"),
    [
        ("starters", {"topic": "x", "tone": "nice"}, 422, "tone: Unknown field."),
        ("starters", {}, 422, "at least one of them"),
        ("starters", {"topic": "🙂🙂"}, 422, "at least one of them"),
        ("starters", {"topic": "a" * 20_001}, 422, "topic: Too long"),
        ("starters", {"topic": "x", "session_number": "2"}, 422, "session_number"),
        ("answers", {"topic": "handovers"}, 422, "question"),
        ("recaps", {"source_text": "   "}, 422, "source_text"),
        ("recaps", {"source_text": "x", "format": "pdf"}, 422, "format"),
        ("checks", {"kind": "poem", "text": "x"}, 422, "kind"),
        ("checks", {"kind": "starter"}, 422, "text: This field is required."),
        ("search", {"query": "x", "k": 0}, 422, "k:"),
    ],
)
def test_bad_input_is_named_with_a_next_step(client: TestClient, door: str, body: dict[str, Any], status: int, says: str) -> None:
    answer = client.post(f"/api/v1/{door}", json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert says in problem["detail"]
    assert problem["remedy"]
    assert (problem["status"], problem["type"], problem["title"]) == (422, "about:blank", "Unprocessable Content") or problem["title"].startswith("Unprocessable")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/nothing", 404), ("GET", "/api/v1/starters", 405), ("GET", "/api/v1/outputs/nothing", 404), ("DELETE", "/api/v1/outputs/nothing", 404)],
)
def test_every_refusal_is_problem_details(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]


def test_a_method_that_is_not_taken_is_answered_with_all_that_are(client: TestClient) -> None:
    answer = client.put("/api/v1/outputs/x")

    assert answer.status_code == 405
    assert answer.headers.get_list("allow") == ["DELETE, GET"]


@pytest.mark.parametrize(("content", "kind", "status"), [(b"{not json", "application/json", 422), (b"\xff\xfe", "application/json", 422), (b"topic=x", "application/x-www-form-urlencoded", 415)])
def test_a_body_that_is_not_json_is_refused(client: TestClient, content: bytes, kind: str, status: int) -> None:
    assert client.post("/api/v1/starters", content=content, headers={"content-type": kind}).status_code == status


@pytest.mark.parametrize("door", sorted(POSTS))
def test_the_same_key_and_body_get_the_same_answer(client: TestClient, door: str) -> None:
    first = client.post(f"/api/v1/{door}", json=POSTS[door], headers={"idempotency-key": "k1"})
    second = client.post(f"/api/v1/{door}", json=POSTS[door], headers={"idempotency-key": "k1"})

    assert first.status_code == 200
    assert second.content == first.content
    assert second.headers["idempotent-replayed"] == "true"


def test_a_repeated_request_keeps_nothing_twice(client: TestClient, store: Store) -> None:
    for _ in range(2):
        client.post("/api/v1/starters", json=HANDOVERS, headers={"idempotency-key": "k1"})

    assert store.outputs.count() == 1


def test_the_same_key_with_another_body_is_refused(client: TestClient) -> None:
    client.post("/api/v1/search", json={"query": "one"}, headers={"idempotency-key": "k1"})

    assert client.post("/api/v1/search", json={"query": "two"}, headers={"idempotency-key": "k1"}).status_code == 422


def test_a_key_still_being_answered_is_a_conflict(client: TestClient, store: Store) -> None:
    from api.rest.shapes import SearchRequest

    store.answered.claim(door="search", key="k1", body=SearchRequest(query="one").model_dump_json().encode())

    assert client.post("/api/v1/search", json={"query": "one"}, headers={"idempotency-key": "k1"}).status_code == 409


def test_a_request_that_failed_may_be_tried_again_under_its_key(client: TestClient, facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **named: object) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patched:
        patched.setattr(facilitator, "find", broken)
        failed = client.post("/api/v1/search", json={"query": "one"}, headers={"idempotency-key": "k1"})

    assert failed.status_code == 500
    assert "out of order" not in failed.text
    assert client.post("/api/v1/search", json={"query": "one"}, headers={"idempotency-key": "k1"}).status_code == 200


def test_the_description_declares_every_operation_body_and_refusal(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()

    posts = {path.removeprefix("/api/v1/"): operations["post"] for path, operations in document["paths"].items() if "post" in operations}
    assert {*POSTS, "people", "sessions"} <= set(posts)
    for operation in (posts[path] for path in (*POSTS, "people", "sessions")):
        assert operation["requestBody"]["required"]
        assert {"200", "403", "409", "413", "415", "421", "422", "500", "503"} <= set(operation["responses"])
    assert [path for path, operation in posts.items() if not {"403", "409", "421", "500"} <= set(operation["responses"])] == []
    assert not [path for path in document["paths"] if not path.startswith("/api/v1/")]
