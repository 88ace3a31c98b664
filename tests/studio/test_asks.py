"""What an owner asks in plain words becomes a check, or is refused with what can be asked."""

from __future__ import annotations

import pytest

from facilitator.errors import BadInput
from facilitator.studio.asks import keeps, read

GOOD = ["What happened on the ward on Tuesday?", "You may pass on this one."]


@pytest.mark.parametrize(
    ("ask", "good", "bad"),
    [
        ("must mention the right to pass", GOOD, ["What happened on the ward?"]),
        ("at most 25 words each", GOOD, ["word " * 26]),
        ("No more than twenty-five words.", GOOD, ["word " * 26]),
        ("never says 'journey'", GOOD, ["How was your journey?"]),
        ("must not mention “low-hanging fruit”", GOOD, ["Which low-hanging fruit is there?"]),
        ("never says journey", ["All journeys end."], ["A journey it was."]),
        ("Every text must mention \"ward\"", ["The ward.", "A ward?"], GOOD),
        ("must mention \"Tuesday\"", GOOD, ["On Monday?"]),
        ("at least 2 texts", GOOD, GOOD[:1]),
        ("at most 2 starters", GOOD, [*GOOD, "And then?"]),
        ("each text must end with a question mark", GOOD[:1], GOOD),
        ("one question mark at most", GOOD, ["What? And why?"]),
        ("never begins with \"Don't you\"", GOOD, ["Don't you think so?"]),
        ("at least 4 words each", GOOD, ["Why so?"]),
    ],
)
def test_what_can_be_counted_or_compared_is_checked(ask: str, good: list[str], bad: list[str]) -> None:
    declared = read(ask)

    assert keeps(declared, good)
    assert not keeps(declared, bad)
    assert not keeps(declared, [])


@pytest.mark.parametrize("ask", ["must be kind", "sounds like our director", "must mention how people feel about the new rota in the north", "at most many words", "be brief", "must mention why it matters"])
def test_what_cannot_is_refused_with_what_can(ask: str) -> None:
    with pytest.raises(BadInput, match="cannot be checked by counting or comparing words") as refused:
        read(ask)

    assert "never says “…”" in refused.value.remedy and "the right to pass" in refused.value.remedy
