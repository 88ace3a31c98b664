"""How long a run of the studio's evals takes: cases times two versions with the embedded writer, through the same gate and rows.

    python -m evals.benchmarks.studio_runs 300

The Briefs are those under ``evals/cases``, the candidate is the shipped starters with shorter texts. Prints seconds, the load and the share of
processor time; exits 1 when 300 cases took more than 3 minutes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from evals.case import CASES
from facilitator.access import Asker
from facilitator.domain.evals import Fixture
from facilitator.domain.session import Brief
from facilitator.domain.template import Style
from facilitator.settings import Settings
from facilitator.studio.kept import OPERATOR
from facilitator.wiring import build, open_publishing, open_store, open_studio

GOAL = 180.0
SHIPPED = 6
"""Briefs for starters among the shipped ones."""
_FIELDS = ("role", "mentor", "mentee", "goal", "topic", "session_number", "context", "question", "avoid")


def briefs(count: int) -> list[Brief]:
    """Different ones as far as they go; then the same for the other side of the pair."""
    rows = [row.get("brief", row) for name in ("briefs", "briefs_dev", "briefs_more", "coverage") for row in map(json.loads, (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())]
    found = {json.dumps(kept, sort_keys=True): kept for row in rows if (kept := {name: row[name] for name in _FIELDS if row.get(name)}) and {"goal", "topic"} & set(kept)}
    whole = [{**row, "kind": "starters"} for row in found.values()]
    whole += [{**row, "role": "mentee" if row.get("role") != "mentee" else "mentor"} for row in whole]
    return [Brief.model_validate(row) for row in whole[:count]]


def main(count: int) -> int:
    """Runs it once, in a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = open_store(settings)
        facilitator = build(settings)
        studio = open_studio(store)
        by = Asker(member=OPERATOR, is_owner=True)
        publishing = open_publishing(store, studio, facilitator)
        with store.templates.changing() as rows:
            for number, brief in enumerate(briefs(count - SHIPPED)):
                rows.put_fixture(Fixture(key=f"f{number}", programme="", name=f"case {number}", brief=brief, added_at=rows.now))
        version = studio.save("starters", files=studio.shipped("starters").files, style=Style.model_validate({"length": "short"}), by=by)
        began, used = time.perf_counter(), time.process_time()
        receipt = publishing.examine(version.key, by=by)
        took, spent = time.perf_counter() - began, time.process_time() - used
        print(json.dumps({"cases": len(receipt.cases), "versions": 2, "seconds": round(took, 1), "processor_seconds": round(spent, 1), "load": os.getloadavg()[0], "errors": receipt.errors}))
        facilitator.close()
        store.close()
    return 0 if took <= GOAL * max(count, 1) / 300 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
