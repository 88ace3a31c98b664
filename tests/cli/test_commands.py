"""Results on stdout, progress and problems on stderr, exit codes as the contract says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Done

Run = Callable[..., Done]
BRIEF = {"id": "b1", "topic": "handovers on the night shift", "mentor": "night nurse", "mentee": "director of nursing"}


def test_help_names_every_command_that_is_served(run: Run) -> None:
    done = run("--help")

    assert done.code == 0
    for command in ("serve", "index", "search", "starters", "safety", "ask", "recap", "check", "evals", "templates", "doctor"):
        assert command in done.out


def test_starters_prints_one_output(run: Run) -> None:
    done = run("starters", "-", given=json.dumps(BRIEF))

    assert done.code == 0, done.err
    (output,) = done.rows
    assert output["id"] == "b1"
    assert output["kind"] == "starters"
    assert output["decision"] == "release"
    assert set(output["items"][0]) == {"text", "why", "follow_up", "stage", "citations"}
    assert output["provenance"]["writer"] == "composer"
    assert output["provenance"]["made_by_ai"] is True
    assert output["provenance"]["tokens"] == {"in": 0, "out": 0}


def test_a_stream_answers_every_line_and_names_the_bad_one(run: Run) -> None:
    lines = [json.dumps(BRIEF), "{not json", json.dumps({"id": "x", "tpoic": "a"}), json.dumps({"id": "last", "goal": "fewer meetings"})]

    done = run("safety", "-", "--jsonl", given="\n".join(lines))

    assert done.code == 2
    rows = done.rows
    assert [row["id"] for row in rows] == ["b1", "", "x", "last"]
    assert rows[0]["safety"]["pass"]
    assert rows[1]["error"]["line"] == 2
    assert "tpoic" in rows[2]["error"]["message"]
    assert "topic" in rows[2]["error"]["message"]
    assert rows[3]["decision"] == "release"


@pytest.mark.parametrize(
    ("args", "given", "says"),
    [
        (("starters", "nowhere.json"), "", "nowhere.json cannot be read"),
        (("starters", "-"), "[1]", "JSON object"),
        (("starters", "-"), '{"topic": ""}', "at least one of them"),
        (("starters", "-"), '{"topic": "x", "session_number": -1}', "session_number"),
        (("starters", "-"), '{"topic": "x", "role": "boss"}', "role"),
        (("ask", "-"), '{"topic": "x"}', "no question"),
        (("search",), "", "Give a query"),
        (("serve", "--host", "0.0.0.0"), "", "this machine only"),
        (("recap", "nowhere.vtt"), "", "nowhere.vtt cannot be read"),
        (("check", "--jsonl", "nowhere"), "", "nowhere cannot be read"),
    ],
)
def test_bad_input_gets_one_plain_sentence_and_exit_code_2(run: Run, args: tuple[str, ...], given: str, says: str) -> None:
    done = run(*args, given=given)

    assert done.code == 2
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err


def test_an_unknown_setting_is_refused_by_name(run: Run) -> None:
    done = run("starters", "-", given=json.dumps(BRIEF), env={"FACILITATOR_MODLE_URL": "x"})

    assert done.code == 2
    assert "FACILITATOR_MODLE_URL" in done.err
    assert "FACILITATOR_MODEL_URL" in done.err


def test_search_finds_and_streams(run: Run) -> None:
    done = run("search", "-k", "3", "--jsonl", "-", given='{"id": "q1", "query": "How do I say no to a question?"}\n{"id": "q2", "query": "my mentee interrupts me", "reader": "mentor"}')

    assert done.code == 0, done.err
    first, second = done.rows
    assert (first["id"], second["id"]) == ("q1", "q2")
    assert len(first["hits"]) == 3
    assert set(first["hits"][0]) == {"passage", "source", "title", "text", "score"}
    assert first["hits"][0]["score"] >= first["hits"][1]["score"]


def test_check_judges_texts_and_exits_1_when_one_would_be_held(run: Run) -> None:
    rows = [
        {"id": "fine", "kind": "starter", "text": "What did you notice in the last handover you watched at night?", "brief": BRIEF},
        {"id": "jab", "kind": "starter", "text": "OK boomer, what did you notice at night?", "brief": BRIEF},
        {"id": "what", "kind": "poem", "text": "x"},
    ]

    good = run("check", "--jsonl", "-", given=json.dumps(rows[0]))
    mixed = run("check", "--jsonl", "-", given="\n".join(map(json.dumps, rows)))

    assert good.code == 0, good.out
    assert good.rows[0]["decision"] == "release"
    assert mixed.code == 2
    assert [row.get("decision") for row in mixed.rows] == ["release", "hold", None]
    assert mixed.rows[1]["verdicts"]
    assert "starter" in mixed.rows[2]["error"]["message"]
    assert run("check", "--jsonl", "-", given=json.dumps(rows[1])).code == 1


def test_a_recap_comes_from_the_notes_alone(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ana: I will send the rota draft to you by Friday.\nMartin: Maybe we drop the Monday report, I am not sure.\n[off] Ana: I am looking for another job. [on]\nMartin: I decide to sit in on one night handover.\n")

    done = run("recap", str(notes))

    assert done.code == 0, done.err
    (output,) = done.rows
    assert output["recap"]["commitments"]
    assert all(set(c) == {"who", "what", "when", "evidence"} for c in output["recap"]["commitments"])
    assert output["recap"]["left_out"]["off_record"] >= 1
    assert "another job" not in done.out


def test_hostile_briefs_get_an_answer_or_a_refusal(run: Run) -> None:
    cases = [json.loads(line) for line in (ROOT / "evals" / "cases" / "hostile.jsonl").read_text(encoding="utf-8").splitlines()]
    given = "\n".join(case["raw"] if isinstance(case["raw"], str) else json.dumps(case["raw"]) for case in cases)

    done = run("starters", "-", "--jsonl", given=given)

    assert "Traceback" not in done.err
    assert len(done.rows) == len(cases)
    for row in done.rows:
        assert "error" in row or row["decision"] in ("release", "hold")
        said = " ".join(item["text"] for item in row.get("items", []))
        assert not any(mark in said for mark in ("<", "{{", "{%", "http", "\u200b", "\u202e", "\x00"))


def test_the_index_is_idempotent_and_says_what_it_did(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "handbook"
    folder.mkdir()
    (folder / "rota.md").write_text("# Rota swaps\n\n## How do I swap a shift?\n\nAsk the coordinator before noon and name the colleague who takes your shift.\n")
    (folder / "broken.md").write_bytes(b"\xff\xfe\x00broken")

    first, second = run("index", "add", str(folder)), run("index", "add", str(folder))
    found = run("search", "how do I swap a shift on the rota")
    removed = run("index", "remove", next(r["name"] for r in first.rows if r["state"] == "added"))

    assert {r["state"] for r in first.rows} == {"added", "refused"}
    assert {r["state"] for r in second.rows} == {"unchanged", "refused"}
    assert all(r["reason"] for r in first.rows if r["state"] == "refused")
    assert "coordinator" in found.rows[0]["hits"][0]["text"]
    assert removed.code == 0


def test_doctor_reports_with_remedies_and_hides_the_key(run: Run) -> None:
    done = run("doctor", env={"FACILITATOR_MODEL_KEY": "sk-secret-word"})

    assert done.code == 0, done.err
    findings = {row["what"]: row for row in done.rows if "what" in row}
    assert findings["embedder"]["health"] == "good"
    assert findings["library"]["health"] == "good"
    assert "sk-secret-word" not in done.out + done.err
    assert done.rows[-1]["settings"]["FACILITATOR_MODEL_KEY"] == "(set, hidden)"


def test_anonymise_streams_and_names_the_bad_line(run: Run) -> None:
    given = '{"id": "r1", "text": "Priya said it, call 07700 900 123.", "roster": ["Priya Shah"]}\n{"id": "r2", "txt": "x"}\n{"id": "r3", "text": ""}'

    done = run("anonymise", "--jsonl", "-", given=given)

    assert done.code == 2
    first, second, third = done.rows
    assert first["text"] == "A colleague said it, call a phone number."
    assert first["replaced"][0] == {"start": 0, "end": 5, "type": "person", "with": "A colleague"}
    assert second["error"]["line"] == 2
    assert "txt" in second["error"]["message"]
    assert third == {"id": "r3", "text": "", "replaced": []}
