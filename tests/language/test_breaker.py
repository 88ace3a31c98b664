"""When an endpoint is left alone, for how long, and who finds out that it is back."""

from __future__ import annotations

import pytest

from facilitator.language.breaker import Breaker, Condition


class Time:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def breaker(time: Time) -> Breaker:
    return Breaker(time)


def call(breaker: Breaker, well: bool | None) -> None:
    number = breaker.admit()
    assert number is not None
    breaker.tell(number, well)


def broken(breaker: Breaker) -> Breaker:
    for _ in range(5):
        call(breaker, False)
    return breaker


def test_five_failures_in_a_row_open_it_and_four_do_not(breaker: Breaker) -> None:
    for well in (False, False, False, False, True, False, False, False, False):
        call(breaker, well)
        assert breaker.condition is Condition.WORKING

    call(breaker, False)

    assert breaker.condition is Condition.RESTING
    assert breaker.admit() is None


def test_half_of_ten_opens_it_and_half_of_nine_does_not(breaker: Breaker) -> None:
    for well in (True, False, False, True, False, False, True, True, True):
        call(breaker, well)
    assert breaker.condition is Condition.WORKING

    call(breaker, False)

    assert breaker.condition is Condition.RESTING


def test_failures_of_half_a_minute_ago_no_longer_count(breaker: Breaker, time: Time) -> None:
    for well in (True, False, False, False, False, True, True, True, True):
        call(breaker, well)
    time.now += 31

    call(breaker, False)

    assert breaker.condition is Condition.WORKING


def test_after_the_rest_one_call_finds_out_while_the_others_go_elsewhere(breaker: Breaker, time: Time) -> None:
    broken(breaker)
    time.now += 14.9
    assert breaker.admit() is None
    time.now += 0.2

    trial = breaker.admit()

    assert trial is not None
    assert breaker.condition is Condition.TRYING
    assert breaker.admit() is None
    breaker.tell(trial, True)
    assert breaker.condition is Condition.WORKING
    assert breaker.admit() == breaker.admit() != None  # noqa: E711


def test_every_trial_that_fails_doubles_the_rest_up_to_two_minutes_and_one_that_succeeds_forgets_it(breaker: Breaker, time: Time) -> None:
    broken(breaker)
    rests = []
    for _ in range(5):
        rests.append(breaker.seconds_left)
        time.now += breaker.seconds_left
        call(breaker, False)
    assert rests == [15, 30, 60, 120, 120]

    time.now += 120
    call(breaker, True)

    assert broken(breaker).seconds_left == 15


def test_a_trial_that_says_nothing_leaves_the_next_one_to_try(breaker: Breaker, time: Time) -> None:
    broken(breaker)
    time.now += 15

    call(breaker, None)

    assert breaker.condition is Condition.TRYING
    assert breaker.admit() is not None


def test_a_call_from_before_the_outage_was_seen_neither_ends_nor_lengthens_it(breaker: Breaker, time: Time) -> None:
    early, earlier = breaker.admit(), breaker.admit()
    broken(breaker)
    assert early is not None and earlier is not None

    breaker.tell(early, True)
    breaker.tell(earlier, False)

    assert breaker.condition is Condition.RESTING
    assert breaker.seconds_left == 15
