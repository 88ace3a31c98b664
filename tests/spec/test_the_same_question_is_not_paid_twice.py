"""A Member who asks the same again gets the model's words from memory; nobody else does, and nothing reaches a disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.account import Account
from facilitator.domain.guidance import Hit, Passage
from facilitator.domain.session import Kind
from facilitator.gate import Objection
from facilitator.language.answered import LASTS, MOST, Answered, key_of
from facilitator.language.guarded import Guarded
from facilitator.language.relay import Relay
from tests.endpoint import ScriptedEndpoint, says
from tests.language.writing import BRIEF, HITS, ITEMS, a_starter, a_writer, reply

ANN, BOB = Account(programme="north", member="ann"), Account(programme="north", member="bob")
WELL = says(reply(items=ITEMS))


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _asked(relay: Relay, account: Account, **changed: object) -> object:
    brief = BRIEF.model_copy(update={k: v for k, v in changed.items() if k not in ("kind", "passages")})
    passages = changed.get("passages", HITS)
    return relay.until(1e12, account=account).write(brief, kind=Kind.STARTERS, passages=passages)  # type: ignore[arg-type]  # the tests' own


def test_the_same_member_and_brief_is_answered_from_memory_and_costs_nothing() -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        relay = Relay(Guarded(a_writer(endpoint), at_once=2, answered=Answered()))
        first, again = _asked(relay, ANN), _asked(relay, ANN)

        assert len(endpoint.chats) == 1
    assert again.items == first.items  # type: ignore[attr-defined]  # Drafts
    assert (first.remembered, again.remembered) == (False, True)  # type: ignore[attr-defined]
    assert (again.tokens.sent, again.tokens.received) == (0, 0)  # type: ignore[attr-defined]


OTHER = Passage(id="guide-1", source="doc#1", title="Title 1", text="The owner changed this sentence.")


@pytest.mark.parametrize(
    ("account", "changed"),
    [
        pytest.param(BOB, {}, id="the other one of the pair"),
        pytest.param(Account(programme="south", member="ann"), {}, id="another programme"),
        pytest.param(Account(), {}, id="without an account"),
        pytest.param(ANN, {"context": "Something else happened."}, id="another brief"),
        pytest.param(ANN, {"avoid": ("pay",)}, id="something ruled out since"),
        pytest.param(ANN, {"passages": (Hit(passage=OTHER, score=0.9), *HITS[1:])}, id="guidance that changed"),
    ],
)
def test_nobody_gets_what_was_written_for_something_else(account: Account, changed: dict[str, object]) -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        relay = Relay(Guarded(a_writer(endpoint), at_once=2, answered=Answered()))
        _asked(relay, ANN)
        _asked(relay, account, **changed)

        assert len(endpoint.chats) == 2


def test_without_an_account_the_model_is_asked_each_time() -> None:
    with ScriptedEndpoint(WELL) as endpoint:
        relay = Relay(Guarded(a_writer(endpoint), at_once=2, answered=Answered()))
        _asked(relay, Account())
        _asked(relay, Account())

        assert len(endpoint.chats) == 2


def test_what_was_written_again_is_remembered_too() -> None:
    with ScriptedEndpoint(WELL, says(reply(items=[a_starter("open", "What changed on Monday?")]))) as endpoint:
        guarded = Guarded(a_writer(endpoint), at_once=2, answered=Answered()).until(1e12, account=ANN)
        draft = guarded.write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        objections = (Objection(place="items.1", reason="It is closed."),)
        once, twice = (guarded.rewrite(draft, BRIEF, kind=Kind.STARTERS, passages=HITS, objections=objections) for _ in range(2))
        guarded.rewrite(draft, BRIEF, kind=Kind.STARTERS, passages=HITS, objections=(Objection(place="items.1", reason="It is long."),))

        assert once.items == twice.items
        assert len(endpoint.chats) == 3


def test_it_is_forgotten_after_an_hour_and_when_there_are_too_many() -> None:
    time, draft = Time(), Guarded  # any object will do: it is only handed back
    answered = Answered(clock=time)
    keys = [key_of(ANN, model="m", template="t", kind=Kind.STARTERS, brief=BRIEF.model_copy(update={"topic": f"t{n}"}), passages=()) for n in range(MOST + 1)]
    for key in keys:
        answered.keep(key, draft)  # type: ignore[arg-type]  # see above

    assert answered.get(keys[0]) is None
    assert answered.get(keys[1]) is draft
    time.now = LASTS
    assert answered.get(keys[1]) is None


def test_no_word_of_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with ScriptedEndpoint(WELL) as endpoint:
        _asked(Relay(Guarded(a_writer(endpoint), at_once=2, answered=Answered())), ANN)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
