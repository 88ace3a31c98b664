"""Our anonymiser and another tool's findings on the same texts, in one table.

``python -m evals.benchmarks.anonymising texts [--public FILE] > texts.jsonl`` writes the texts; another tool (`presidio_stock.py`) says what it finds;
``python -m evals.benchmarks.anonymising table found.jsonl [--public FILE]`` counts both in the same way. What it calls a stretch does not matter: a mark counts
as found when the stretch is gone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from evals.intervals import wilson
from evals.reflections import MarkedReflection, read_public, read_reflections
from evals.suites.anonymise import Counts
from facilitator.anonymising import Anonymiser
from facilitator.domain.anonymised import Anonymised, EntityType

_TYPES = {"EMAIL_ADDRESS": EntityType.EMAIL, "PHONE_NUMBER": EntityType.PHONE, "LOCATION": EntityType.PLACE, "DATE_TIME": EntityType.DATE, "URL": EntityType.LINK, "NRP": EntityType.SPECIAL, "PERSON": EntityType.PERSON}


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=("texts", "table"))
    asked.add_argument("found", type=Path, nargs="?")
    asked.add_argument("--public", type=Path)
    options = asked.parse_args()
    cases = list(_cases(options.public))
    if options.what == "texts":
        for _, case in cases:
            print(json.dumps({"id": case.id, "text": case.text}, ensure_ascii=False))
        return
    theirs = {row["id"]: row["spans"] for row in map(json.loads, options.found.read_text(encoding="utf-8").splitlines())}
    anonymiser = Anonymiser()
    counts: dict[tuple[str, str], Counts] = {}
    for split, case in cases:
        counts.setdefault((split, "Facilitator"), Counts()).add(case, anonymiser.anonymise(case.text, roster=case.roster), None)
        counts.setdefault((split, "the other tool"), Counts()).add(case, _as_ours(case.text, theirs.get(case.id, [])), None)
    print(f"{'':44}{'direct recall':>26}{'narrowing recall':>26}{'precision':>26}")
    for (split, tool), each in counts.items():
        direct = [f for kind, found in each.found.items() if kind.is_direct for f in found]
        narrowing = [f for kind, found in each.found.items() if not kind.is_direct for f in found]
        print(f"{split + ', ' + tool:44}{_share(direct):>26}{_share(narrowing):>26}{_share([r for found in each.right.values() for r in found]):>26}")


def _cases(public: Path | None) -> Iterator[tuple[str, MarkedReflection]]:
    for case in read_reflections():
        yield "held out" if case.held_out else "cases that may be read", case
    if public is not None:
        for case in read_public(public):
            yield f"public {public.parent.name}", case


def _as_ours(text: str, spans: list[dict[str, object]]) -> Anonymised:
    ordered = sorted((int(str(s["start"])), int(str(s["end"])), str(s["type"])) for s in spans)
    return Anonymised.model_validate({"text": text, "replaced": [{"start": a, "end": b, "type": _TYPES.get(kind, EntityType.ID), "with": ""} for a, b, kind in ordered]})


def _share(each: list[bool]) -> str:
    if not each:
        return "-"
    low, high = wilson(sum(each), len(each))
    return f"{sum(each) / len(each):.3f} [{low:.2f}, {high:.2f}] n={len(each)}"


if __name__ == "__main__":
    main()
