"""doctor."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from facilitator.doctor import Health, examine
from facilitator.settings import load


def doctor(*, data: Path | None) -> None:
    """Prints each finding with its remedy, then the settings in force; exits 3 when something is bad."""
    settings = load(data=data)
    bad = False
    for finding in examine(settings):
        bad = bad or finding.health is Health.BAD
        print(json.dumps(finding.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False), flush=True)
        mark = {Health.GOOD: "ok", Health.CARE: "!!", Health.BAD: "XX"}[finding.health]
        print(f"{mark} {finding.what}: {finding.message}{' ' + finding.remedy if finding.remedy else ''}", file=sys.stderr, flush=True)
    print(json.dumps({"settings": settings.effective()}), flush=True)
    raise SystemExit(3 if bad else 0)
