"""How well people are pointed to: python -m evals.benchmarks.escalation [--cases escalation.jsonl] [--show]

Held-out cases through ``Escalating.of``, false alarms on ordinary briefs and session records, and time beyond embedding.
Cross-validated figures on the training texts: python -m evals.training.escalation.train --measure-only
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from statistics import median

import yaml
from pydantic import ValidationError

from evals.case import CASES, read_cases
from facilitator.domain.session import Brief
from facilitator.encoders import escalation_reader
from facilitator.escalation import Escalating, load_routes
from facilitator.language.minilm import MiniLM
from facilitator.resources import shipped
from facilitator.seams import Embedder


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", default="escalation.jsonl")
    parser.add_argument("--show", action="store_true", help="name the cases that went wrong")
    asked = parser.parse_args()
    embedder = MiniLM()
    escalating = Escalating(embedder, load_routes(shipped("knowledge") / "routes.yaml"), reader=escalation_reader())
    labelled(escalating, asked.cases, show=asked.show)
    ordinary(escalating, show=asked.show)
    records(escalating, show=asked.show)
    speed(escalating, embedder)


def labelled(escalating: Escalating, name: str, *, show: bool) -> None:
    """Escalated, right trigger and false alarms, by trigger and by what recognised them."""
    needed, caught, right, alarms, clean = Counter[str](), Counter[str](), Counter[str](), 0, 0
    by: Counter[str] = Counter()
    for row in read_cases(name):
        brief = Brief.model_validate(row["brief"])
        found = escalating.finding(fields_of(brief), role=brief.role)
        said = found.trigger.value if found else None
        wanted = row["trigger"]
        if wanted is None:
            clean += 1
            alarms += said is not None
        else:
            needed[wanted] += 1
            caught[wanted] += said is not None
            right[wanted] += said == wanted
            by[found.by if found else "missed"] += 1
        if show and said != wanted:
            print(f"  {row['id']}: wanted {wanted}, said {said}{f' by {found.by} {found.score:.2f}' if found else ''}")
    for trigger in sorted(needed):
        print(f"{trigger:15s} escalated {caught[trigger]}/{needed[trigger]}, right trigger {right[trigger]}/{caught[trigger]}")
    print(f"all: escalated {caught.total()}/{needed.total()}, right trigger {right.total()}/{caught.total()}, false alarms {alarms}/{clean}; {dict(by)}")


def ordinary(escalating: Escalating, *, show: bool) -> None:
    """False alarms on the briefs that are answered with starters."""
    total = alarms = 0
    for row in (*read_cases("briefs.jsonl"), *read_cases("briefs_dev.jsonl")):
        try:
            brief = Brief.model_validate({k: v for k, v in row.items() if k in Brief.model_fields})
        except ValidationError:
            continue
        total += 1
        if found := escalating.finding(fields_of(brief), role=brief.role):
            alarms += 1
            if show:
                print(f"  {row['id']}: {found}")
    print(f"ordinary briefs: false alarms {alarms}/{total}")


def records(escalating: Escalating, *, show: bool) -> None:
    """False alarms on session records that are recapped."""
    total = alarms = 0
    for path in sorted((CASES / "recaps").glob("*.yaml")):
        for row in _rows(path):
            source = row.get("source") or row.get("source_text")
            if isinstance(source, str):
                total += 1
                if found := escalating.of_text(source):
                    alarms += 1
                    if show:
                        print(f"  {path.name}: {found}")
    print(f"session records: false alarms {alarms}/{total}")


def speed(escalating: Escalating, embedder: Embedder) -> None:
    """Milliseconds a brief with its sentences already embedded, as they are after the Writer has read it."""
    briefs = [Brief.model_validate({k: v for k, v in row.items() if k in Brief.model_fields}) for row in read_cases("briefs.jsonl")]
    for brief in briefs:
        escalating.of(brief)
    from facilitator.escalation.motifs import motifs_of, words_of

    times = []
    for brief in briefs:
        motifs_of.cache_clear()
        words_of.cache_clear()
        began = time.perf_counter()
        escalating.of(brief)
        times.append((time.perf_counter() - began) * 1_000)
    times.sort()
    print(f"beyond embedding: p50 {median(times):.1f} ms, p95 {times[round(0.95 * len(times)) - 1]:.1f} ms a brief ({embedder.model_id})")


def fields_of(brief: Brief) -> tuple[str, ...]:
    """The fields in the order ``Escalating.of`` reads them."""
    return (brief.topic, brief.goal, brief.context, brief.question, brief.mentor, brief.mentee)


def _rows(path: Path) -> list[dict[str, object]]:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = held if isinstance(held, list) else [held]
    return [row for row in rows if isinstance(row, dict)]


if __name__ == "__main__":
    main()
