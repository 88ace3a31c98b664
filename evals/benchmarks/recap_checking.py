"""How many broken recaps the checks catch and how many true ones they stop, a line at a time and as a whole text."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.benchmarks.recap_cases import Broken, RecapCase
from evals.benchmarks.recap_mutations import broken, invented
from evals.benchmarks.recap_tally import Tally
from facilitator.checks.base import Check, Piece, PieceKind
from facilitator.domain.verdict import Finding, Verdict
from facilitator.recaps.speakers import first_name


def measure_checks(cases: list[RecapCase], checks: Sequence[Check], tally: Tally) -> None:
    """Single lines and whole recaps, broken by hand and by the mutation script, through every check that applies."""
    for case in cases:
        # Each case draws from its own numbers, so that adding a session changes no other one.
        rng = random.Random(case.id)
        people = [n for n in dict.fromkeys(first_name(c.who) for c in case.gold.commitments) if n and n != "unassigned"]
        for line in case.faithful:
            stop = _stop(line, case, checks)
            tally.n.update(true=1, false_stops=stop is not None)
            if stop is not None:
                tally.note(case, f"false stop: {line} | {stop.check}: {stop.reason}")
                continue
            for kind, changed in broken(line, people, rng):
                _count(f"made_{kind}", _stop(changed, case, checks) is not None, changed, case, tally)
        _count("made_invented", _stop(made := invented(people, rng), case, checks) is not None, made, case, tally)
        for entry in case.unfaithful:
            _count(f"hand_{entry.kind}", _stop(entry.text, case, checks) is not None, entry.text, case, tally)
        _whole(case, checks, rng, tally)


def _whole(case: RecapCase, checks: Sequence[Check], rng: random.Random, tally: Tally) -> None:
    """All true lines as one text must pass; with one line broken, that very line must be the one quoted."""
    stop = _stop("\n".join(case.faithful), case, checks)
    tally.n.update(whole_true=1, whole_false_stops=stop is not None)
    if stop is not None:
        tally.note(case, f"whole recap stopped: {stop.quote} | {stop.check}: {stop.reason}")
    for entry in case.unfaithful:
        rows = [entry.text if row == entry.of else row for row in case.faithful]
        if entry.text not in rows:
            rows.insert(rng.randrange(len(rows) + 1), entry.text)
        stop = _stop("\n".join(rows), case, checks)
        _count(f"whole_{entry.kind}", stop is not None, entry.text, case, tally)
        tally.n["whole_named"] += stop is not None and _names(stop, entry)


def _names(stop: Verdict, entry: Broken) -> bool:
    return bool(stop.quote) and (stop.quote or "") in entry.text


def _stop(text: str, case: RecapCase, checks: Sequence[Check]) -> Verdict | None:
    """The first verdict that holds a text back, in one line or whole."""
    piece = Piece(kind=PieceKind.RECAP, text=text, source_text=case.source)
    return next((verdict for check in checks if check.applies(piece) for verdict in (check.judge(piece),) if verdict.finding is not Finding.PASSED), None)


def _count(kind: str, caught: bool, line: str, case: RecapCase, tally: Tally) -> None:
    tally.n.update({kind: 1, f"{kind}_caught": caught})
    if not caught:
        tally.note(case, f"missed {kind}: {line}")
