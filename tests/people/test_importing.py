"""Bringing a list of pairs in: looked at first, every problem with its line, all of it or nothing."""

from __future__ import annotations

import pytest

from facilitator.errors import BadInput
from facilitator.people.csv_reading import read_pairs
from facilitator.people.health import reports_to
from facilitator.people.importing import Importing
from facilitator.people.running import Running
from facilitator.store.opening import Store
from tests.people.conftest import House

HEAD = "mentor_name,mentor_email,mentee_name,mentee_email,cohort,mentor_reports_to"
GOOD = f"{HEAD}\nAisha,aisha@w.example,Martin,martin@w.example,Spring,\nNoor,noor@w.example,Martin,Martin@W.example,spring,martin@w.example\n"


def test_a_list_is_looked_at_without_changing_anything(store: Store, house: House) -> None:
    before = len(Running(store.people).members(by=house.owner))

    preview = Importing(store.people).preview(GOOD, by=house.owner)

    assert (preview.new_people, preview.new_pairings, preview.new_cohorts, preview.problems) == (3, 2, ("Spring",), ())
    assert [(one.line, "reports to" in one.message) for one in preview.warnings] == [(3, True)]
    assert len(Running(store.people).members(by=house.owner)) == before


def test_the_whole_list_comes_in_and_twice_changes_nothing_more(store: Store, house: House) -> None:
    importing, running = Importing(store.people), Running(store.people)

    importing.bring_in(GOOD, by=house.owner)

    pairs = {(one.mentor.email, one.mentee.email): one for one in running.pairings(by=house.owner)}
    assert pairs["noor@w.example", "martin@w.example"].reports
    assert not pairs["aisha@w.example", "martin@w.example"].reports
    again = importing.preview(GOOD, by=house.owner)
    assert (again.new_people, again.new_pairings) == (0, 0)
    with pytest.raises(BadInput):
        importing.bring_in(GOOD, by=house.owner)


def test_one_wrong_line_keeps_the_whole_list_out(store: Store, house: House) -> None:
    with pytest.raises(BadInput):
        Importing(store.people).bring_in(GOOD + "Kim,not-an-address,Lee,lee@w.example,,\n", by=house.owner)

    assert not [member for member in Running(store.people).members(by=house.owner) if member.email.endswith("@w.example")]


def test_somebody_of_another_programme_is_not_given_away(store: Store, house: House, foreign: House) -> None:
    preview = Importing(store.people).preview(f"{HEAD}\nX,mentor@south.example,Y,y@w.example,,\n", by=house.owner)

    assert [(one.line, one.message) for one in preview.problems] == [(2, "mentor@south.example cannot be added. Use another address for this person.")]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "first line has to name the columns"),
        ("name,email\na,b\n", 1, "mentor_name"),
        (f"{HEAD},shoe_size\n", 1, "no column 'shoe_size'"),
        (f"{HEAD},cohort\n", 1, "stands there twice"),
        (f"{HEAD}\n", 2, "no pair"),
        (f"{HEAD}\na,b\n", 2, "2 columns here and 6"),
        (f"{HEAD}\n,a@x.example,B,b@x.example,,\n", 2, "mentor_name is empty"),
        (f"{HEAD}\nA,a@x,B,b@x.example,,\n", 2, "mentor_email is not"),
        (f"{HEAD}\nA,a@x.example,B,a@x.example,,\n", 2, "same address"),
        (f"{HEAD}\nA,a@x.example,B,b@x.example,,\nA,A@x.example,B,b@x.example,,\n", 3, "line 2 already"),
        (f'{HEAD}\n"=HYPERLINK(""http:x"")",a@x.example,B,b@x.example,,\n', 2, "spreadsheet would run it"),
        (f"{HEAD}\n+A,a@x.example,B,b@x.example,,\n", 2, "spreadsheet would run it"),
        (f"{HEAD}\nA{chr(0x202E)},a@x.example,B,b@x.example,,\n", 2, "cannot be shown"),
        (f'{HEAD}\n"A,a@x.example\n', 1, "not CSV"),
        (f"{HEAD}\n{'A' * 201},a@x.example,B,b@x.example,,\n", 2, "longer than 200"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, says: str) -> None:
    problem = read_pairs(text).problems[0]

    assert problem.line == line
    assert says in problem.message


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists_of_any_spreadsheet_are_read(between: str, end: str) -> None:
    text = "\ufeff" + GOOD.replace(",", between).replace("\n", end)

    assert len(read_pairs(text).pairs) == 2


def test_reporting_lines_are_followed_upwards_and_may_run_in_circles() -> None:
    lines = {"a": "b", "b": "c", "c": "a", "d": None}

    assert reports_to("a", "c", lines)
    assert not reports_to("a", "d", lines)
    assert not reports_to("d", "a", lines)
