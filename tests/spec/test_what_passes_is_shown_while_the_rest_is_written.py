"""Nobody waits for a whole set: what has passed is shown, what has not is not, and the output is what counts."""

from __future__ import annotations

import threading

from facilitator.domain.outputs import Starter
from facilitator.domain.session import Pace
from facilitator.facilitation import Facilitator
from tests.endpoint import ScriptedEndpoint, Step, says, status, streams
from tests.language.writing import a_writer, reply
from tests.spec.test_a_model_never_makes_it_worse import BRIEF, GOOD

WRITTEN = reply(items=GOOD)
CLOSED = {**GOOD[1], "text": "Do you agree that handovers at night always fail?"}


def shown_by(facilitator: Facilitator, *steps: Step) -> tuple[list[str], list[str]]:
    """What was shown early, and what the Output holds."""
    shown: list[Starter] = []
    with ScriptedEndpoint(*steps) as endpoint:
        output = facilitator.written_by(a_writer(endpoint, deadline=300.0), deadlines={Pace.WAITED_FOR: 300.0}).suggest_starters(BRIEF, shown=shown.append)
    return [s.text for s in shown], [item.text for item in output.items]


def test_the_first_is_shown_before_the_second_is_written(facilitator: Facilitator) -> None:
    seen = threading.Event()
    second = WRITTEN.index(str(GOOD[1]["text"]))

    def wait(sent: str) -> None:
        if len(sent) > second - 30:
            assert seen.wait(30), "the first was not shown while the second was still to come"

    shown: list[Starter] = []

    def show(starter: Starter) -> None:
        shown.append(starter)
        seen.set()

    with ScriptedEndpoint(streams(WRITTEN, pause=wait)) as endpoint:
        output = facilitator.written_by(a_writer(endpoint, deadline=300.0), deadlines={Pace.WAITED_FOR: 300.0}).suggest_starters(BRIEF, shown=show)

    assert [s.text for s in shown] == [item["text"] for item in GOOD]
    assert tuple(s.text for s in shown) == tuple(item.text for item in output.items)


def test_one_that_does_not_pass_is_never_shown(facilitator: Facilitator) -> None:
    early, given = shown_by(facilitator, streams(reply(items=[GOOD[0], CLOSED, *GOOD[2:]])), says(reply(items=[GOOD[1]])))

    assert early == [item["text"] for item in (GOOD[0], *GOOD[2:])]
    assert CLOSED["text"] not in given


def test_one_that_says_the_same_again_is_shown_once(facilitator: Facilitator) -> None:
    early, _ = shown_by(facilitator, streams(reply(items=[*GOOD, {**GOOD[0], "text": "What did you notice in the last night handover that you watched?"}])))

    assert early == [item["text"] for item in GOOD]


def test_a_stream_that_breaks_off_and_comes_again_shows_nothing_twice(facilitator: Facilitator) -> None:
    half = WRITTEN[: WRITTEN.index(str(GOOD[2]["text"]))]
    early, given = shown_by(facilitator, streams(half, finish=None, done=False), streams(WRITTEN))

    assert early == given == [item["text"] for item in GOOD]


def test_a_model_that_goes_down_in_the_middle_leaves_a_whole_output_of_another(facilitator: Facilitator) -> None:
    half = WRITTEN[: WRITTEN.index(str(GOOD[2]["text"]))]
    early, given = shown_by(facilitator, streams(half, finish=None, done=False), status(401))

    assert early == [item["text"] for item in GOOD[:2]]
    assert len(given) >= 3
    assert not set(early) & set(given)


def test_the_embedded_writer_shows_its_set_whole(facilitator: Facilitator) -> None:
    shown: list[Starter] = []
    output = facilitator.suggest_starters(BRIEF, shown=shown.append)

    assert (len(output.items) >= 3, shown) == (True, [])
