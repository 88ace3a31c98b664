"""Trains the encoder that recognises what needs people: ``python -m evals.training.escalation.finetune OUT.pt [name=value …]``.

The recipe is the tone encoder's (``evals/training/tone/train.py``): scenarios of contrast pairs, a margin inside each, a bag of words
beside it while training. Briefs kept unseen in ``evals/cases`` are ranked after every epoch and never trained on.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch

from evals.training.answers.texts import read_all as answers
from evals.training.encoder.recipe import told
from evals.training.escalation.texts import ordinary, read
from evals.training.tone.texts import Text
from evals.training.tone.train import Recipe, train
from facilitator.domain.outputs import Trigger
from facilitator.escalation.triggers import plainly

CLASSES = tuple(t.value for t in Trigger)
CASES = Path(__file__).resolve().parents[2] / "cases"
FIELDS = ("topic", "goal", "context", "question")


def labelled() -> list[Text]:
    """The training texts, each file a batch, and ordinary ones that need nobody: descriptions of situations, and the briefs of the labelled answers."""
    made = [
        Text(batch=row.scenario.split("-")[0], scenario=row.scenario, genre=row.role.value, label=row.trigger.value if row.trigger else "fine", near=False, text=" ".join(row.fields))
        for row in read()
    ]
    made += [Text(batch="situations", scenario=f"situations: {n}", genre=row.role.value, label="fine", near=False, text=" ".join(row.fields)) for n, row in enumerate(ordinary())]
    asked = {pair.asked.id: pair.asked for pair in answers() if not pair.asked.turned}
    told = [(a.role, " ".join(field for field in (a.topic, a.goal, a.context, a.question) if field)) for a in asked.values()]
    return made + [Text(batch="asked", scenario=f"asked: {n}", genre=role, label="fine", near=False, text=text) for n, (role, text) in enumerate(told) if not plainly((text,))]


def unseen() -> list[Text]:
    """Briefs that no training sees."""
    found: list[Text] = []
    for file in ("escalation", "escalation_unseen"):
        for line in (CASES / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            brief = row.get("brief", row)
            said = " ".join(str(brief[name]) for name in FIELDS if brief.get(name))
            found.append(Text(batch=file, scenario=f"{file}: {row.get('id', len(found))}", genre=str(brief.get("role", "mentor")), label=row.get("trigger") or "fine", near=False, text=said))
    return found


def main() -> None:
    """Writes the state to OUT and the int8 file beside it."""
    out = Path(sys.argv[1])
    made = told(Recipe(), ["quoted=0", "joined=0.15", "again=", *sys.argv[2:]])
    model = train(labelled(), unseen(), made, CLASSES)
    torch.save(model.state_dict(), out)
    np.savez_compressed(out.with_suffix(".npz"), **model.shipped())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
