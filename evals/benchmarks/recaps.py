"""How good recaps and their checks are, on our own sessions: python -m evals.benchmarks.recaps [dev|test] [first last] [-q] [--checks]."""

from __future__ import annotations

import sys
import time

from evals.benchmarks.recap_cases import load_cases
from evals.benchmarks.recap_checking import measure_checks
from evals.benchmarks.recap_tally import Tally
from evals.benchmarks.recap_writing import measure_writer
from facilitator.encoders import checks
from facilitator.language.minilm import MiniLM


def main(arguments: list[str]) -> int:
    """Print the table for all cases, for one split, or for those whose numbers lie between two given ones."""
    numbers = [int(a) for a in arguments if a.isdigit()]
    first, last = (numbers[0], numbers[1]) if len(numbers) == 2 else (0, 10_000)
    splits = {a for a in arguments if a in ("dev", "test")} or {"dev", "test"}
    cases = [c for c in load_cases() if c.split in splits and first <= int(c.id.split("-")[0]) <= last]
    embedder = MiniLM()
    every = checks(embedder)
    tally = Tally(show="-q" not in arguments)
    started = time.perf_counter()
    if "--checks" not in arguments:
        measure_writer(cases, embedder, every, tally)
    wrote = time.perf_counter()
    if "--writer" not in arguments:
        measure_checks(cases, every, tally)
    for row in report(tally, sessions=len(cases)):
        print(row)
    print(f"seconds: writing and judging {wrote - started:.1f}, checks {time.perf_counter() - wrote:.1f}")
    return 0


def report(tally: Tally, *, sessions: int) -> list[str]:
    """The table, a row each."""
    n = tally.n
    precision, recall = n["right"] / max(1, n["found"]), n["right"] / max(1, n["gold"])
    return [
        f"sessions {sessions}",
        f"commitments F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} (right {n['right']}, found {n['found']}, gold {n['gold']})",
        f"owner right {n['right']}/{n['matched']}, guessed {n['guessed']}; date right {n['dates']}/{n['matched']}",
        f"takeaways {n['takeaway_hit']}/{n['takeaway']}, decisions {n['decision_hit']}/{n['decision']}, open questions {n['open_hit']}/{n['open']}",
        f"private passages leaked {n['leaks']}/{n['secrets']}; recaps over 250 words {n['long']}",
        f"own lines stopped {n['own_stopped']}/{n['own']}",
        f"true lines stopped {n['false_stops']}/{n['true']}; true whole recaps stopped {n['whole_false_stops']}/{n['whole_true']}",
        f"hand-broken lines caught {tally.share('hand')}",
        f"made-broken lines caught {tally.share('made')}",
        f"whole recaps with one broken line caught {tally.share('whole')}; that line named in {n['whole_named']}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
