"""How good the recaps we write are: commitments, owners, dates, takeaways, leaks, length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.benchmarks.recap_cases import RecapCase
from evals.benchmarks.recap_scoring import date_right, matched, near, owner_right
from evals.benchmarks.recap_tally import Tally
from facilitator.checks.base import Check, Piece, PieceKind
from facilitator.domain.outputs import Commitment, Recap
from facilitator.domain.verdict import Finding
from facilitator.language.recapped import Recapping
from facilitator.language.recapping import written_text
from facilitator.seams import Embedder, WrittenRecap


def measure_writer(cases: list[RecapCase], embedder: Embedder, checks: Sequence[Check], tally: Tally) -> None:
    """The recap of each session beside what a person found in it, and every check on our own lines."""
    writer = Recapping(embedder)
    for case in cases:
        written = writer.write(case.source, format="auto", brief=None)
        recap = written.draft.recap or Recap(headline="")
        _commitments(case, recap, embedder, tally)
        text = written_text(recap)
        _lines(case, [r for r in text.split("\n") if r], embedder, tally)
        _own(case, recap, written, checks, tally)
        tally.n["long"] += len(text.split()) > 250


def _commitments(case: RecapCase, recap: Recap, embedder: Embedder, tally: Tally) -> None:
    found, gold = recap.commitments, case.gold.commitments
    pairs = matched(found, gold, embedder)
    right = [(f, g) for f, g in pairs if owner_right(f, g)]
    tally.n.update(found=len(found), gold=len(gold), matched=len(pairs), right=len(right), dates=sum(date_right(f, g) for f, g in pairs))
    tally.n["guessed"] += sum(g.who == "unassigned" and f.who != "unassigned" for f, g in pairs)
    for g in gold:
        if not any(g is p for _, p in pairs):
            tally.note(case, f"missing commitment: {g.who}: {g.what}")
    for f in found:
        if not any(f is p for p, _ in pairs):
            tally.note(case, f"extra commitment: {f.who}: {f.what} | {f.when}")
    for f, g in pairs:
        if not owner_right(f, g):
            tally.note(case, f"owner {f.who} for {g.who}: {f.what}")
        if not date_right(f, g):
            tally.note(case, f"when {f.when!r} for {g.when!r} {g.on}: {f.what}")


def _lines(case: RecapCase, rows: list[str], embedder: Embedder, tally: Tally) -> None:
    for what, wanted in (("takeaway", case.gold.takeaways), ("decision", case.gold.decisions), ("open", case.gold.open_questions)):
        for line in wanted:
            hit = max((near(line, r, embedder) for r in rows), default=0.0) >= 0.6
            tally.n.update({what: 1, f"{what}_hit": hit})
            if not hit:
                tally.note(case, f"missing {what}: {line}")
    for secret in case.gold.private:
        vectors = embedder.embed([secret, *rows])
        alike = vectors[1:] @ vectors[0]
        leak = bool(rows) and float(alike.max()) > 0.6
        tally.n.update(secrets=1, leaks=leak)
        if leak:
            tally.note(case, f"LEAK? {secret} ~ {rows[int(np.argmax(alike))]}")


def _own(case: RecapCase, recap: Recap, written: WrittenRecap, checks: Sequence[Check], tally: Tally) -> None:
    for part in (recap.takeaways, recap.decisions, recap.open_questions, recap.credits, recap.commitments):
        for entry in part:
            said = f"{entry.who}: {entry.what}" + (f" ({entry.when})" if entry.when else "") if isinstance(entry, Commitment) else entry.text
            piece = Piece(kind=PieceKind.RECAP, text=said, source_text=written.words_of(entry.evidence), withheld_text=written.withheld_text)
            tally.n["own"] += 1
            verdicts = [check.judge(piece) for check in checks if check.applies(piece)]
            stop = next((v for v in verdicts if v.finding is not Finding.PASSED), None)
            tally.n["own_stopped"] += stop is not None
            if stop is not None:
                tally.note(case, f"own line stopped by {stop.check}: {said} | {stop.reason}")
