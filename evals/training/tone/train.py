"""Trains the tone encoder: ``python -m evals.training.tone.train OUT.pt [name=value …]``; see ``Recipe`` for the names.

One MiniLM, all six layers free, reads "genre: text" and gives seventeen logits: bad at all, and which class. Batches hold whole
scenarios, so that a fine and a bad text alike in words pull apart; a bag of words' own verdict (cross-fitted by batch) is added
while training, so that the encoder learns what the words alone do not give away (product of experts: Clark et al. 2019,
arXiv:1909.03683). The weights of the last two epochs are averaged.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from evals.training.encoder.bert import tokenizer
from evals.training.encoder.recipe import told
from evals.training.tone.examples import UNKNOWN, Examples, Shown
from evals.training.tone.figures import within
from evals.training.tone.network import ToneEncoder
from evals.training.tone.shipped import for_training, shipped_texts
from evals.training.tone.texts import CLASSES, Text, parted, read_all

MASK_ID = 103


@dataclass
class Recipe:
    """What a training is made of."""

    held: str = ""
    """Batches kept out, or ``batch12:3``: every third scenario of it."""
    start: str = ""
    """A state to go on from, or a model file (``.npz``), instead of the pinned weights."""
    epochs: int = 6
    frozen: int = 0
    """Layers from below that keep the pinned weights, and so need not ship."""
    rate: float = 6e-5
    decay: float = 0.8
    """Each layer below learns this much slower."""
    scenarios: int = 12
    """Scenarios a step: about forty texts."""
    margin: float = 2.0
    paired: float = 0.5
    crossed: float = 0.25
    classed: float = 0.4
    words: float = 0.7
    """Share of the bag of words' log odds that is added."""
    hard: float = 1.5
    """How much more a text counts that the bag of words gets wrong."""
    token: float = 0.15
    quoted: float = 0.08
    joined: float = 0.08
    """Share of texts shown inside a quotation or joined to a fine one."""
    dropped: float = 0.08
    """Share of word pieces masked."""
    again: str = "batch8 batch10 batch11 batch12 batch13"
    """Batches shown twice an epoch: the ones whose words give nothing away."""
    share: float = 1.0
    """How many of the other batches' scenarios are shown in an epoch."""
    seed: int = 11
    threads: int = 2


def words_alone(texts: Sequence[Text]) -> np.ndarray:
    """Log odds of being bad by a bag of words trained on the other batches, shape ``(texts,)``."""
    out = np.zeros(len(texts))
    bad = np.array([t.bad for t in texts])
    for batch in sorted({t.batch for t in texts} - {"shipped"}):
        here = np.array([t.batch == batch for t in texts])
        bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        known = bag.fit_transform([t.text for t, h in zip(texts, here, strict=True) if not h])
        fitted = LogisticRegression(C=4, max_iter=500).fit(known, bad[~here])
        out[here] = fitted.decision_function(bag.transform([t.text for t, h in zip(texts, here, strict=True) if h]))
    return out


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, rows))
    ids, mask = torch.zeros((len(rows), width), dtype=torch.long), torch.zeros((len(rows), width), dtype=torch.bool)
    for r, row in enumerate(rows):
        ids[r, : len(row)], mask[r, : len(row)] = torch.tensor(row), True
    return ids, mask


def step(model: ToneEncoder, made: Recipe, shown: list[Shown], parts: list[int], kind: Tensor, aside: Tensor, weight: Tensor) -> Tensor:
    """The loss of some scenarios' texts; ``parts`` says how many texts each scenario has."""
    losses = nn.functional.binary_cross_entropy_with_logits
    order = sorted(range(len(shown)), key=lambda i: len(shown[i].ids))
    rows: list[Tensor] = [torch.zeros(0)] * len(shown)
    token_loss = torch.zeros(())
    for part in (order[: len(order) * 2 // 3], order[len(order) * 2 // 3 :]):
        if not part:
            continue
        ids, mask = padded([shown[i].ids for i in part])
        ids = torch.where((torch.rand(ids.shape) < made.dropped) & (ids > 999), MASK_ID, ids)
        logits, tokens = model(ids, mask)
        for q, i in enumerate(part):
            rows[i] = logits[q]
        wrong = torch.full(ids.shape, UNKNOWN)
        for q, i in enumerate(part):
            wrong[q, : len(shown[i].wrong)] = torch.from_numpy(shown[i].wrong)
        told = wrong >= 0
        if told.any():
            token_loss = token_loss + losses(tokens[told], wrong[told], weight=torch.where(wrong > 0, 1.0, 0.25)[told]) / 2
    logits = torch.stack(rows)
    bad, whole = torch.tensor([float(s.bad) for s in shown]), torch.tensor([s.whole for s in shown])
    full = logits[:, 0] + aside * whole
    loss = (losses(full, bad, reduction="none") * weight).mean() + made.token * token_loss
    named = (bad > 0) & whole
    if named.any():
        loss = loss + made.classed * nn.functional.cross_entropy(logits[named, 1:], kind[named])
    at, apart = 0, []
    for size in parts:
        here = slice(at, at + size)
        at += size
        mine, wrong_ones = logits[here, 0][whole[here]], bad[here][whole[here]] > 0
        if wrong_ones.any() and (~wrong_ones).any():
            apart.append(torch.relu(made.margin - (mine[wrong_ones][:, None] - mine[~wrong_ones][None])).mean())
    if apart:
        loss = loss + made.paired * torch.stack(apart).mean()
    if (bad > 0).any() and (bad < 1).any():
        loss = loss + made.crossed * nn.functional.softplus(-(full[bad > 0][:, None] - full[bad < 1][None])).mean()
    return loss


def train(texts: Sequence[Text], held: Sequence[Text], made: Recipe, classes: Sequence[str] = CLASSES) -> ToneEncoder:
    """An encoder trained on these texts; says after each epoch how it ranks the held ones."""
    rng = random.Random(made.seed)
    random.seed(made.seed)
    torch.manual_seed(made.seed)
    torch.set_num_threads(made.threads)
    model, examples = ToneEncoder(classes, frozen=made.frozen), Examples(texts, tokenizer(), rng, quoted=made.quoted, joined=made.joined)
    if made.start.endswith(".npz"):
        model.go_on_from(Path(made.start))
    elif made.start:
        model.load_state_dict(torch.load(made.start))
    said = torch.tensor(words_alone(texts), dtype=torch.float32).clamp(-4, 4)
    bad = torch.tensor([float(t.bad) for t in texts])
    kind = torch.tensor([classes.index(t.label) if t.bad else -1 for t in texts])
    weight = 1 + made.hard * torch.sigmoid(-(2 * bad - 1) * said)
    weight = weight / weight.mean()
    layers = [{"params": list(layer.parameters()), "lr": made.rate * made.decay ** (5 - n)} for n, layer in enumerate(model.layers)]
    heads = [*model.head.parameters(), *model.looked.parameters(), *model.tok.parameters(), model.query]
    optimiser = torch.optim.AdamW([*layers, {"params": heads, "lr": made.rate * 10}], weight_decay=0.01)
    hard = [name for name, rows in examples.scenarios.items() if texts[rows[0]].batch in made.again.split()] * 2
    easy = [name for name in examples.scenarios if name not in set(hard)]
    some = round(len(easy) * made.share)
    steps = made.epochs * ((len(hard) + some) // made.scenarios + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, s / (0.08 * steps)) * max(0.03, 1 - s / steps))
    summed: dict[str, Tensor] = {}
    for epoch in range(made.epochs):
        model.train()
        shown = [*hard, *rng.sample(easy, some)]
        order, total, began = rng.sample(shown, len(shown)), 0.0, time.time()
        for at in range(0, len(order), made.scenarios):
            parts = [examples.scenarios[s] for s in dict.fromkeys(order[at : at + made.scenarios])]
            rows = [i for part in parts for i in part]
            loss = step(model, made, [examples.shown(i) for i in rows], [len(p) for p in parts], kind[rows], said[rows] * made.words, weight[rows])
            optimiser.zero_grad()
            if torch.isfinite(loss):
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                total += float(loss.detach()) * len(rows)
            schedule.step()
        print(f"epoch {epoch + 1} of {made.epochs}: loss {total / len(texts):.3f}, {time.time() - began:.0f} s", flush=True)
        say(model, held)
        if epoch >= made.epochs - 2:
            summed = {name: value.detach().clone() + summed.get(name, 0) for name, value in model.state_dict().items()}
    model.load_state_dict({name: value / min(2, made.epochs) for name, value in summed.items()})
    say(model, held)
    return model.eval()


def logits_of(model: ToneEncoder, texts: Sequence[Text]) -> np.ndarray:
    """Shape ``(texts, 17)``."""
    model.eval()
    examples = Examples(texts, tokenizer(), random.Random(0), quoted=0, joined=0)
    ids = [examples.shown(i).ids for i in range(len(texts))]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = np.zeros((len(ids), len(model.out)), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 32):
            rows = order[at : at + 32]
            out[rows] = model(*padded([ids[i] for i in rows]))[0].numpy()
    return out


def say(model: ToneEncoder, held: Sequence[Text]) -> None:
    """How held texts are ranked, batch by batch."""
    for batch in dict.fromkeys(t.batch for t in held):
        texts = [t for t in held if t.batch == batch]
        bad, got = np.array([t.bad for t in texts]), logits_of(model, texts)[:, 0]
        cut = np.quantile(got[~bad], 0.95)
        print(json.dumps({"batch": batch, "texts": len(texts), "auroc": round(roc_auc_score(bad, got), 4), "within": round(within(texts, got), 4), "caught at 5 %": round(float((got[bad] > cut).mean()), 3)}), flush=True)


def main() -> None:
    """Writes the state to OUT and the int8 file beside it."""
    out = Path(sys.argv[1])
    made = told(Recipe(), sys.argv[2:])
    print(made, flush=True)
    texts, held = parted(read_all(), made.held)
    texts += [t for t in shipped_texts() if for_training(t)]
    print(len(texts), "texts,", len(held), "held out", flush=True)
    model = train(texts, held, made)
    torch.save(model.state_dict(), out)
    np.savez_compressed(out.with_suffix(".npz"), **model.shipped())  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
