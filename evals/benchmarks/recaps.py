"""How good recaps and their two checks are, on our own sessions: python -m evals.benchmarks.recaps [first last]."""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter

import numpy as np

from evals.benchmarks.recap_cases import GoldCommitment, RecapCase, load_cases
from evals.benchmarks.recap_mutations import broken, invented
from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.faithful import Faithful
from facilitator.checks.leaves_out_the_private import LeavesOutThePrivate
from facilitator.domain.outputs import Commitment, Recap
from facilitator.domain.verdict import Finding
from facilitator.language.minilm import MiniLM
from facilitator.language.recapped import Recapping
from facilitator.language.recapping import written_text
from facilitator.recaps.lines import content_words
from facilitator.recaps.speakers import first_name
from facilitator.seams import Embedder

SAME_MEANING = 0.62


def _near(a: str, b: str, embedder: Embedder) -> float:
    vectors = embedder.embed([a, b])
    x, y = set(content_words(a)), set(content_words(b))
    return max(float(vectors[0] @ vectors[1]), len(x & y) / max(1, min(len(x), len(y))) if len(x & y) > 1 else 0.0)


def _matched(found: tuple[Commitment, ...], gold: tuple[GoldCommitment, ...], embedder: Embedder) -> list[tuple[Commitment, GoldCommitment]]:
    """Each gold commitment with the found one that means the same, greedily by likeness."""
    pairs = sorted(((_near(f.what, g.what, embedder), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)), reverse=True)
    used_f: set[int] = set()
    used_g: set[int] = set()
    out = []
    for score, i, j in pairs:
        if score >= SAME_MEANING and i not in used_f and j not in used_g:
            used_f.add(i)
            used_g.add(j)
            out.append((found[i], gold[j]))
    return out


def _date_right(found: Commitment, gold: GoldCommitment) -> bool:
    if gold.on:
        return gold.on in (found.when or "")
    if gold.when is None:
        return found.when is None
    return bool(found.when) and bool(set(re.findall(r"\w+", gold.when.lower())) & set(re.findall(r"\w+", (found.when or "").lower())) - {"by", "the", "on", "in"})


class Tally:
    """Counts, and the lines that went wrong."""

    def __init__(self, *, show: bool) -> None:
        self.n: Counter[str] = Counter()
        self.show = show

    def note(self, what: str) -> None:
        if self.show:
            print(f"  {what}", file=sys.stderr)


def measure_writer(cases: list[RecapCase], embedder: Embedder, tally: Tally) -> None:
    """Commitments, owners, dates, takeaways, leaks, length and the two checks on our own recaps."""
    writer = Recapping(embedder)
    faithful, private = Faithful(embedder=embedder), LeavesOutThePrivate(embedder=embedder)
    for case in cases:
        written = writer.write(case.source, format="auto", brief=None)
        recap = written.draft.recap or Recap(headline="")
        found, gold = recap.commitments, case.gold.commitments
        pairs = _matched(found, gold, embedder)
        both = [(f, g) for f, g in pairs if first_name(f.who).lower() == first_name(g.who).lower()]
        tally.n.update(found=len(found), gold=len(gold), matched=len(pairs), right=len(both), dates=sum(_date_right(f, g) for f, g in pairs))
        tally.n["guessed"] += sum(g.who == "unassigned" and f.who != "unassigned" for f, g in pairs)
        for g in gold:
            if not any(g is p for _, p in pairs):
                tally.note(f"{case.id}: missing commitment: {g.who}: {g.what}")
        for f in found:
            if not any(f is p for p, _ in pairs):
                tally.note(f"{case.id}: extra commitment: {f.who}: {f.what} | {f.when}")
        for f, g in pairs:
            if (f, g) not in both:
                tally.note(f"{case.id}: owner {f.who} for {g.who}: {f.what}")
            if not _date_right(f, g):
                tally.note(f"{case.id}: when {f.when!r} for {g.when!r} {g.on}: {f.what}")
        text = written_text(recap)
        rows = [r for r in text.split("\n") if r]
        for what, wanted in (("takeaway", case.gold.takeaways), ("decision", case.gold.decisions), ("open", case.gold.open_questions)):
            for line in wanted:
                hit = max((_near(line, r, embedder) for r in rows), default=0.0) >= 0.6
                tally.n.update({what: 1, f"{what}_hit": hit})
                if not hit:
                    tally.note(f"{case.id}: missing {what}: {line}")
        for secret in case.gold.private:
            vectors = embedder.embed([secret, *rows])
            leak = float((vectors[1:] @ vectors[0]).max())
            tally.n.update(secrets=1, leaks=leak > 0.6)
            if leak > 0.6:
                tally.note(f"{case.id}: LEAK? {secret} ~ {rows[int(np.argmax(vectors[1:] @ vectors[0]))]}")
        for part in (recap.takeaways, recap.decisions, recap.open_questions, recap.credits, recap.commitments):
            for entry in part:
                said = f"{entry.who}: {entry.what}" + (f" ({entry.when})" if entry.when else "") if isinstance(entry, Commitment) else entry.text
                piece = Piece(kind=PieceKind.RECAP, text=said, source_text=written.words_of(entry.evidence), withheld_text=written.withheld_text)
                tally.n["own"] += 1
                for check in (faithful, private):
                    verdict = check.judge(piece)
                    tally.n[f"own_{check.name}"] += verdict.finding is not Finding.PASSED
                    if verdict.finding is not Finding.PASSED:
                        tally.note(f"{case.id}: own line stopped by {check.name}: {said} | {verdict.reason}")
        tally.n["long"] += len(text.split()) > 250


def measure_checks(cases: list[RecapCase], embedder: Embedder, tally: Tally) -> None:
    """Broken lines caught and true lines stopped, written by hand and made by the mutation script."""
    checks = (Faithful(embedder=embedder), LeavesOutThePrivate(embedder=embedder))
    rng = random.Random(7)
    for case in cases:
        def stopped(line: str, case: RecapCase = case) -> str | None:
            for check in checks:
                verdict = check.judge(Piece(kind=PieceKind.RECAP, text=line, source_text=case.source))
                if verdict.finding is not Finding.PASSED:
                    return f"{check.name}: {verdict.reason}"
            return None

        people = [n for n in dict.fromkeys(first_name(c.who) for c in case.gold.commitments) if n and n != "unassigned"]
        for line in case.faithful:
            why = stopped(line)
            tally.n.update(true=1, false_stops=why is not None)
            if why:
                tally.note(f"{case.id}: false stop: {line} | {why}")
            if why is None:
                for kind, changed in broken(line, people, rng):
                    caught = stopped(changed) is not None
                    tally.n.update({f"made_{kind}": 1, f"made_{kind}_caught": caught})
                    if not caught:
                        tally.note(f"{case.id}: missed {kind} (made): {changed}")
        caught = stopped(invented(people, rng)) is not None
        tally.n.update(made_invented=1, made_invented_caught=caught)
        for entry in case.unfaithful:
            caught = stopped(entry.text) is not None
            tally.n.update({f"hand_{entry.kind}": 1, f"hand_{entry.kind}_caught": caught})
            if not caught:
                tally.note(f"{case.id}: missed {entry.kind}: {entry.text}")


def main(arguments: list[str]) -> int:
    """Print the table for all cases, or for those whose numbers lie between two given ones."""
    first, last = (int(arguments[0]), int(arguments[1])) if len(arguments) >= 2 else (0, 10_000)
    cases = [c for c in load_cases() if first <= int(c.id.split("-")[0]) <= last]
    embedder = MiniLM()
    tally = Tally(show="-q" not in arguments)
    started = time.perf_counter()
    measure_writer(cases, embedder, tally)
    wrote = time.perf_counter()
    measure_checks(cases, embedder, tally)
    n = tally.n
    precision, recall = n["right"] / max(1, n["found"]), n["right"] / max(1, n["gold"])
    print(f"sessions {len(cases)}")
    print(f"commitments F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} (right {n['right']}, found {n['found']}, gold {n['gold']})")
    print(f"owner right {n['right']}/{n['matched']}, guessed {n['guessed']}; date right {n['dates']}/{n['matched']}")
    print(f"takeaways {n['takeaway_hit']}/{n['takeaway']}, decisions {n['decision_hit']}/{n['decision']}, open questions {n['open_hit']}/{n['open']}")
    print(f"private passages leaked {n['leaks']}/{n['secrets']}; recaps over 250 words {n['long']}")
    print(f"own lines stopped: faithful {n['own_faithful']}/{n['own']}, private {n['own_leaves_out_the_private']}/{n['own']}")
    print(f"true lines stopped {n['false_stops']}/{n['true']}")
    for source in ("hand", "made"):
        kinds = sorted({k.split("_")[1] for k in n if k.startswith(f"{source}_") and not k.endswith("_caught")})
        total, caught = sum(n[f"{source}_{k}"] for k in kinds), sum(n[f"{source}_{k}_caught"] for k in kinds)
        print(f"{source}-broken lines caught {caught}/{total}: " + ", ".join(f"{k} {n[f'{source}_{k}_caught']}/{n[f'{source}_{k}']}" for k in kinds))
    print(f"seconds: writing and judging {wrote - started:.1f}, checks {time.perf_counter() - wrote:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
