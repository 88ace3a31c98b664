"""Makes the model file the product reads: ``python -m evals.training.escalation.calibrate OUT.npz MODEL.npz``.

The threshold is set on texts that need nobody and that no training saw: the look-alikes of ``evals/cases/escalation.jsonl`` and the
briefs that are answered with starters. At most ``ALARMS`` of them may be above it. ``escalation_unseen.jsonl`` has no part in
the sum, but its results were seen when ``ALARMS`` was chosen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from evals.training.escalation.finetune import unseen
from facilitator.domain.session import Brief, Role
from facilitator.language.tuned import TunedEncoder
from facilitator.words.cleaning import plain

ALARMS = 0.006
"""Share of texts that need nobody."""
CASES = Path(__file__).resolve().parents[2] / "cases"


def ordinary() -> list[str]:
    """Briefs that need nobody, as the encoder reads them."""
    said: list[str] = []
    for name in ("briefs", "briefs_dev"):
        for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            brief = {k: v for k, v in row.items() if k in Brief.model_fields}
            text = " ".join(str(brief[k]) for k in ("topic", "goal", "context", "question") if brief.get(k))
            said.append(f"{brief.get('role', Role.MENTOR.value)}: {plain(text)}")
    return said


def main() -> None:
    """Writes OUT and prints what the threshold does."""
    out, model = Path(sys.argv[1]), Path(sys.argv[2])
    encoder = TunedEncoder(model)
    texts = unseen()

    def chances(said: list[str]) -> np.ndarray:
        made: np.ndarray = 1 / (1 + np.exp(-encoder.read(said)[:, 0]))
        return made

    def of(batch: str, *, bad: bool) -> np.ndarray:
        return chances([f"{t.genre}: {plain(t.text)}" for t in texts if t.batch == batch and t.bad is bad])

    clean = np.concatenate([of("escalation", bad=False), chances(ordinary())])
    threshold = float(np.quantile(clean, 1 - ALARMS))
    for batch in ("escalation", "escalation_unseen"):
        need, fine = of(batch, bad=True), of(batch, bad=False)
        print(f"{batch}: {int((need >= threshold).sum())} of {len(need)} that need people, {int((fine >= threshold).sum())} of {len(fine)} look-alikes")
    print(f"threshold {threshold:.3f}; ordinary texts above it {int((clean >= threshold).sum())} of {len(clean)}")
    with np.load(model, allow_pickle=False) as made:
        np.savez_compressed(out, **{name: made[name] for name in made.files}, threshold=np.float32(threshold))


if __name__ == "__main__":
    main()
