"""What a repeated request gets."""

from __future__ import annotations

import pytest

from facilitator.domain.keeping import Answered, Claim
from facilitator.errors import BadInput, Conflict
from facilitator.store.opening import Store
from tests.store.conftest import MovableClock


def _claimed(store: Store, *, key: str = "k", body: bytes = b"one", door: str = "/starters") -> Claim:
    claim = store.answered.claim(door=door, key=key, body=body)
    assert isinstance(claim, Claim)
    return claim


def test_the_same_key_and_body_get_the_first_answer(store: Store) -> None:
    store.answered.settle(_claimed(store), status=200, answer='{"a": 1}', output=None)

    assert store.answered.claim(door="/starters", key="k", body=b"one") == Answered(status=200, answer='{"a": 1}', output=None)


def test_the_same_key_with_another_body_is_refused(store: Store) -> None:
    store.answered.settle(_claimed(store), status=200, answer="{}", output=None)

    with pytest.raises(BadInput):
        store.answered.claim(door="/starters", key="k", body=b"two")


def test_a_request_still_being_answered_is_a_conflict(store: Store) -> None:
    _claimed(store)

    with pytest.raises(Conflict):
        store.answered.claim(door="/starters", key="k", body=b"one")


def test_keys_of_different_doors_do_not_meet(store: Store) -> None:
    _claimed(store)

    assert isinstance(store.answered.claim(door="/recaps", key="k", body=b"two"), Claim)


def test_a_failed_request_gives_its_key_back(store: Store) -> None:
    store.answered.release(_claimed(store))

    assert isinstance(store.answered.claim(door="/starters", key="k", body=b"two"), Claim)


def test_a_request_that_died_with_its_process_does_not_block_its_key_for_ever(store: Store, clock: MovableClock) -> None:
    _claimed(store)
    clock.forward(minutes=6)

    assert isinstance(store.answered.claim(door="/starters", key="k", body=b"one"), Claim)


def test_answers_are_forgotten_after_a_day(store: Store, clock: MovableClock) -> None:
    store.answered.settle(_claimed(store), status=200, answer="{}", output=None)
    clock.forward(hours=25)

    assert isinstance(store.answered.claim(door="/starters", key="k", body=b"other"), Claim)
