"""The publish gate: what a version says, what it does with what it is given, and what is written with it."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from evals.suites.templates import FILES, _rows, candidate
from facilitator.domain.session import Kind
from facilitator.domain.template import Style, Template
from facilitator.facilitation import Facilitator
from facilitator.studio.gating import TemplateGate
from facilitator.studio.measuring import compared, interval
from facilitator.templates.files import INSTRUCTIONS, fingerprint
from facilitator.wiring import template_gate
from tests.endpoint import Exchange, ScriptedEndpoint, says
from tests.language.writing import a_writer, reply
from tests.studio.conftest import SHIPPED

BY_NAME = {template.name: template for template in SHIPPED.values()}
ROWS = {row["id"]: row for file in FILES for row in _rows(file)}


@pytest.fixture(scope="module")
def gate(facilitator: Facilitator) -> TemplateGate:
    return template_gate(facilitator)


def _reasons(gate: TemplateGate, id: str) -> list[str]:
    row = ROWS[id]
    live = BY_NAME[row["template"]]
    return [reason.said for reason in gate.read(candidate(live, row), live)]


@pytest.mark.parametrize("id", ROWS)
def test_every_case_still_edits_the_shipped_template(id: str) -> None:
    live = BY_NAME[ROWS[id]["template"]]

    assert candidate(live, ROWS[id]).fingerprint != live.fingerprint


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("w01", "The shape of the output lacks pass"),
        ("w02", "without a reason and without an apology"),
        ("w06", "no question holds its answer"),
        ("w08", "the first sentence answers exactly what was asked"),
        ("w17", "give no orders"),
        ("w18", "outside the fence"),
        ("w19", "who speaks to whom"),
        ("w21", "no longer gives the model what was ruled out"),
        ("w28", "What is sent grew"),
        ("s10", "It says otherwise what “`not_today`"),
    ],
)
def test_a_worse_template_is_stopped_for_the_right_reason(gate: TemplateGate, id: str, said: str) -> None:
    assert [reason for reason in _reasons(gate, id) if said in reason], _reasons(gate, id)


@pytest.mark.parametrize("id", ["h02", "h04", "h09", "h11", "h18", "h19", "h20"])
def test_a_harmless_edit_has_nothing_against_it(gate: TemplateGate, id: str) -> None:
    assert _reasons(gate, id) == []


def test_a_receipt_is_for_exactly_these_two_versions_and_this_house(gate: TemplateGate) -> None:
    live = BY_NAME["starters"]
    one, other = candidate(live, ROWS["h01"]), candidate(live, ROWS["h02"])

    assert gate.asked(one, live) == gate.asked(one, live) != gate.asked(other, live)
    assert gate.asked(one, live) != gate.asked(one, other)


def test_where_only_the_text_differs_and_no_model_writes_nothing_is_written(gate: TemplateGate) -> None:
    live = BY_NAME["starters"]

    found = gate.examine(candidate(live, ROWS["h01"]), live, told=lambda done, of, what: None)

    assert (found.expected, found.scored, found.cases) == (2, 2, ())


GOOD = [{"stage": stage, "text": f"How does a {word} reach you today?", "why": "It is concrete.", "follow_up": "What then?", "citations": []} for stage, word in zip(("open", "explore", "challenge"), ("note", "call", "figure"), strict=True)]
BAD = [{**item, "text": "Is it not true, and do you not agree with everybody here, that this is something you should really have done differently long ago, as I have told you many times before, and will you do it now?" + item["text"]} for item in GOOD]


def _obeys(exchange: Exchange) -> None:
    """A model that writes badly when it is told to."""
    told = str(exchange.asked()["messages"])
    items = BAD if "Be a little bolder" in told else GOOD
    says(reply(answer={"covered": True, "text": "Ask first.", "citations": ["p1"]}, items=items))(exchange)


def test_with_a_model_both_versions_are_written_with_and_a_drop_blocks(facilitator: Facilitator) -> None:
    live = BY_NAME["starters"]
    files = MappingProxyType({**live.files, INSTRUCTIONS: live.files[INSTRUCTIONS].replace("## Output", "- Be a little bolder than usual.\n\n## Output")})
    bolder = live.model_copy(update={"files": files, "fingerprint": fingerprint(files), "owned": True})

    with ScriptedEndpoint(_obeys) as endpoint:
        writer = a_writer(endpoint)
        found = template_gate(facilitator.written_by(writer)).examine(bolder, live, told=lambda done, of, what: None)
        writer.close()

    assert found.errors == 0 and found.scored == found.expected == 8
    shape = next(one for one in found.compared if one.measure == "fits_the_shape")
    assert shape.worse and shape.candidate < shape.live and shape.high < 0
    assert any("that is no chance" in reason.said for reason in found.reasons)
    assert found.cases[0].lost and found.cases[0].live != found.cases[0].candidate


def test_cases_that_end_in_an_error_are_counted_and_never_a_pass(facilitator: Facilitator) -> None:
    live = BY_NAME["starters"]
    style = Style.model_validate({"avoid": ["synergy"]})
    styled: Template = live.model_copy(update={"style": style, "fingerprint": fingerprint(live.files, style), "owned": True})

    with ScriptedEndpoint(lambda exchange: exchange.reply(400, b"{}")) as endpoint:
        writer = a_writer(endpoint)
        found = template_gate(facilitator.written_by(writer)).examine(styled, live, told=lambda done, of, what: None)
        writer.close()

    assert found.errors == 6 and found.scored == found.expected - 6


def test_an_interval_is_as_wide_as_can_be_for_few_cases_and_narrow_for_equal_ones() -> None:
    assert interval([0.5, 0.5]) == (-1.0, 1.0)
    assert interval([-0.5] * 6) == (-0.5, -0.5)
    low, high = interval([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    # Student's t for five degrees of freedom is 2.571: 3.5 ± 2.571 × 1.8708 / √6
    assert (round(low, 1), round(high, 1)) == (1.5, 5.5)


def test_longer_is_worse_and_more_passes_are_not() -> None:
    rows = [{"tone": 0.5, "words": 20.0}] * 6

    [words, tone] = compared(rows, [{"tone": 1.0, "words": 40.0}] * 6)

    assert (words.measure, words.worse, tone.worse) == ("words", True, False)
    assert SHIPPED[Kind.STARTERS].style == Style()
