"""A line that is wrong in one place is stopped, and the words say where; a true one passes."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.checks.base import Check, Piece, PieceKind
from facilitator.checks.faithful import Faithful
from facilitator.checks.leaves_out_the_private import LeavesOutThePrivate
from facilitator.checks.recap_amounts import missing_figure, wrong_day
from facilitator.domain.verdict import Finding
from facilitator.language.recapped import Recapping
from facilitator.seams import Embedder
from tests.recaps.sessions import DIALOGUE


def a_line(text: str, source: str = DIALOGUE) -> Piece:
    return Piece(kind=PieceKind.RECAP, text=text, source_text=source)


@pytest.mark.parametrize(
    "line",
    [
        "You will send Priya the list of reports by Friday.",
        "Tom will send Priya the list of reports by Friday (2026-03-13).",
        "Tom Blake: ask Finance for the stock numbers (by next Tuesday)",
        "People still print the dashboard because the export takes 9 minutes.",
        "Priya might try a demo with the night shift.",
        "You and Priya agreed to keep the printed pack until April.",
        "It is not known who owns the numbers when they are wrong.",
    ],
)
def test_a_true_line_passes(line: str, embedder: Embedder):
    verdict = Faithful(embedder=embedder).judge(a_line(line))

    assert verdict.finding is Finding.PASSED, verdict.reason


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Tom: I counted 14 trams leaving with no wiper fluid.", "Tom counted fourteen trams that left without wiper fluid."),
        ("Tom: A third of the no-shows go to the old building.", "A third of those who miss their appointment go to the old building."),
        ("Tom: I tell the pickers monday.", "Tom will tell the pickers on Monday."),
        ("Tom: I'll ring Kofi first thing Monday.", "Tom will ring Kofi on Monday morning."),
        ("Tom: I intro you to Farida, by email, this wk.", "Tom will introduce Priya to Farida by email this week."),
    ],
)
def test_a_true_line_in_other_words_passes(said: str, line: str, embedder: Embedder):
    verdict = Faithful(embedder=embedder).judge(a_line(line, f"Date: 5 March 2026\nPriya: The export is slow.\n{said}\nPriya: I see.\n"))

    assert verdict.finding is Finding.PASSED, verdict.reason


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Priya will send Tom the list of reports by Friday.", "who"),
        ("Tom will send Priya the list of reports by Thursday.", "when"),
        ("The export takes nineteen minutes.", "how many"),
        ("Tom will not send Priya the list of reports.", "yes or no"),
        ("Priya will try a demo with the night shift.", "how sure"),
        ("Tom promised Priya a permanent contract.", "invented"),
        ("Tom and Priya agreed to drop the printed pack.", "agreement"),
        ("Olga will ask Finance for the stock numbers.", "a stranger"),
    ],
)
def test_a_line_wrong_in_one_place_is_stopped_and_quoted(line: str, wrong: str, embedder: Embedder):
    verdict = Faithful(embedder=embedder).judge(a_line(f"You and Priya agreed to keep the printed pack until April.\n{line}"))

    assert verdict.finding is Finding.FAILED, wrong
    assert verdict.quote == line
    assert verdict.reason


@pytest.mark.parametrize("check", [Faithful, LeavesOutThePrivate])
def test_without_a_record_nothing_is_judged(check: type[Faithful] | type[LeavesOutThePrivate], embedder: Embedder):
    assert check(embedder=embedder).judge(a_line("Tom will send the list.", source="")).finding is Finding.UNJUDGED


@pytest.mark.parametrize("line", ["Sam is thinking of leaving in June.", "Sam may resign this summer.", "A colleague called Sam wants to leave."])
def test_a_confidence_is_recognised_in_its_own_words_and_in_others(line: str, embedder: Embedder):
    verdict = LeavesOutThePrivate(embedder=embedder).judge(a_line(line))

    assert verdict.finding is Finding.FAILED
    assert verdict.quote == line


def test_open_words_are_no_leak(embedder: Embedder):
    check = LeavesOutThePrivate(embedder=embedder)

    assert check.judge(a_line("People still print the dashboard.")).passed
    assert check.judge(a_line("Tom will ask Finance for the stock numbers.")).passed


def test_a_confidence_given_apart_is_recognised_too(embedder: Embedder):
    piece = Piece(kind=PieceKind.RECAP, text="Sam wants to leave in June.", source_text="Tom: The export is slow.\nPriya: Yes.\n", withheld_text="Sam is thinking of leaving in June.")

    assert LeavesOutThePrivate(embedder=embedder).judge(piece).finding is Finding.FAILED


def test_every_check_lets_the_lines_of_our_own_recap_through(checks: tuple[Check, ...], embedder: Embedder):
    written = Recapping(embedder).write(DIALOGUE, format="auto", brief=None)
    recap = written.draft.recap
    assert recap is not None
    lines = [(f"{c.who}: {c.what} ({c.when})", c.evidence) for c in recap.commitments] + [(t.text, t.evidence) for t in (*recap.takeaways, *recap.decisions, *recap.open_questions)]
    pieces = [Piece(kind=PieceKind.RECAP, text=text, source_text=written.words_of(evidence), withheld_text=written.withheld_text) for text, evidence in lines]

    stopped = [(piece.text, verdict.check, verdict.reason) for piece in pieces for check in checks if check.applies(piece) for verdict in (check.judge(piece),) if verdict.finding is Finding.FAILED]

    assert len(recap.commitments) == 2
    assert stopped == []


REACHING = """Session 4 May 2026
Mentor: Ines Duarte
Mentee: Marcus Hale

Marcus: If the budget allows, I will buy four headsets for the front desk.
Ines: Two of the three crews waited at the quay last week.
Marcus: I was going to invite you to the executive meeting. Actually no, the agenda is full.
Ines: The repair takes at least three weeks.
Marcus: I asked Ines to present at the spring fair.
Ines: I would have to think about that.
Ines: Fewer forms would help us more than a new app.
"""


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Marcus will buy four headsets for the front desk.", "hangs on a condition"),
        ("All three crews waited at the quay last week.", "all"),
        ("Marcus will invite Ines to the executive meeting.", "taken back"),
        ("The repair takes three weeks.", "at least"),
        ("The repair takes at least three months.", "the unit"),
        ("Ines will present at the spring fair.", "only asked for"),
        ('Marcus said: "Fewer forms would help us more than a new app."', "said by Ines"),
    ],
)
def test_a_line_that_reaches_further_than_the_record_is_stopped(line: str, wrong: str, embedder: Embedder):
    assert Faithful(embedder=embedder).judge(a_line(line, REACHING)).finding is Finding.FAILED, wrong


@pytest.mark.parametrize(
    "line",
    [
        "Marcus will buy four headsets for the front desk if the budget allows.",
        "Two of the three crews waited at the quay last week.",
        "The repair takes at least three weeks.",
        "Marcus asked Ines to present at the spring fair.",
        'Ines said: "Fewer forms would help us more than a new app."',
    ],
)
def test_a_line_that_keeps_to_the_record_passes(line: str, embedder: Embedder):
    verdict = Faithful(embedder=embedder).judge(a_line(line, REACHING))

    assert verdict.finding is Finding.PASSED, verdict.reason


@pytest.mark.parametrize(
    ("claim", "record", "missing"),
    [
        ("Six in ten are rung.", "We ring about 60 percent.", None),
        ("Nine in ten are rung.", "We ring about 60 percent.", "9"),
        ("Letters take three and a half days.", "the avg is 3.5 days on 4B", None),
        ("Letters take six days.", "the avg is 3.5 days on 4B", "6"),
    ],
)
def test_a_share_or_a_half_is_the_same_figure_in_other_words(claim: str, record: str, missing: str | None) -> None:
    assert missing_figure(claim, record) == missing


@pytest.mark.parametrize(("claim", "wrong"), [("The board meets on 28 October.", None), ("The board meets on 27 October.", "on 27 October")])
def test_a_day_in_words_is_the_same_day_in_digits(claim: str, wrong: str | None) -> None:
    found = wrong_day(claim, "I bring it to the board on the twenty-eighth.", date(2026, 10, 14), anywhere="")

    assert (found or "").rstrip(".") == (wrong or "")
