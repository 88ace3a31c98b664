"""The faithfulness check on public sets, zero-shot, and recaps of public meetings: python -m evals.benchmarks.recap_public FOLDER."""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from facilitator.checks.base import Piece, PieceKind
from facilitator.checks.faithful import Faithful
from facilitator.domain.outputs import Takeaway
from facilitator.domain.verdict import Finding
from facilitator.language.minilm import MiniLM
from facilitator.language.recapped import Recapping
from facilitator.recaps.lines import content_words, sentences

_SOUND = re.compile(r"\{[^}]*\}|\s+(?=[.,?!'])")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def _report(name: str, pairs: list[tuple[bool, Finding, float]]) -> None:
    """Recall of wrong sentences, true ones stopped, and how well the score ranks them."""
    wrong = [(f, s) for bad, f, s in pairs if bad]
    right = [(f, s) for bad, f, s in pairs if not bad]
    stopped = sum(f is not Finding.PASSED for f, _ in wrong)
    false = sum(f is not Finding.PASSED for f, _ in right)
    above = sum((a < b) + 0.5 * (a == b) for _, a in wrong for _, b in right)
    print(f"{name}: wrong caught {stopped}/{len(wrong)}, true stopped {false}/{len(right)}, balanced {0.5 * (stopped / max(1, len(wrong)) + 1 - false / max(1, len(right))):.3f}, AUROC {above / max(1, len(wrong) * len(right)):.3f}")


def diasumfact(folder: Path, check: Faithful, most: int) -> None:
    """Summary sentences of meetings and chats, labelled right or wrong by people."""
    sources = {r["source_id"]: r["text"] for r in _rows(folder / "diasumfact" / "sources.jsonl")}
    rows = _rows(folder / "diasumfact" / "dev.jsonl")
    random.Random(3).shuffle(rows)
    done: dict[str, list[tuple[bool, Finding, float]]] = {"QMSum": [], "other": []}
    for row in rows[:most]:
        source = sources.get(row["source_id"])
        if not source:
            continue
        verdict = check.judge(Piece(kind=PieceKind.RECAP, text=row["sentence"], source_text=source))
        done["QMSum" if row["corpus"] == "QMSum" else "other"].append((row["label"] == 0, verdict.finding, verdict.score or 0.5))
    _report("diasumfact dev, all", done["QMSum"] + done["other"])
    _report("diasumfact dev, meetings", done["QMSum"])


def begin(folder: Path, check: Faithful, most: int) -> None:
    """Answers labelled attributable or not to a passage."""
    rows = _rows(folder / "begin_dialog_faith" / "dev.jsonl")
    random.Random(3).shuffle(rows)
    pairs = []
    for row in rows[:most]:
        verdict = check.judge(Piece(kind=PieceKind.RECAP, text=row["response"], source_text=row["knowledge"]))
        pairs.append((bool(int(row["gate_fail"])), verdict.finding, verdict.score or 0.5))
    _report("begin dev", pairs)


def _rouge(made: str, wanted: str) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2 F1 on stemmed words."""
    out = []
    for n in (1, 2):
        a, b = (Counter(zip(*(content_words(t)[i:] for i in range(n)), strict=False)) for t in (made, wanted))
        same = sum((a & b).values())
        p, r = same / max(1, sum(a.values())), same / max(1, sum(b.values()))
        out.append(2 * p * r / max(1e-9, p + r))
    return out[0], out[1]


def qmsum(folder: Path, embedder: MiniLM, check: Faithful, most: int) -> None:
    """Whole-meeting recaps against people's summaries, beside the first words and TextRank of the same length."""
    meetings = {r["meeting_id"]: r["turns"] for r in _rows(folder / "qmsum" / "meetings.jsonl")}
    rows = [r for r in _rows(folder / "qmsum" / "dev.jsonl") if r["kind"] == "general"][:most]
    writer = Recapping(embedder)
    scores: dict[str, list[tuple[float, float]]] = {"recap": [], "lead": [], "textrank": []}
    lines = held = 0
    for row in rows:
        turns = [_SOUND.sub("", t) for t in meetings[row["meeting_id"]]]
        written = writer.write("\n".join(turns), format="chat", brief=None)
        recap = written.draft.recap
        if recap is None:
            continue
        parts: list[Takeaway] = [*recap.takeaways, *recap.decisions, *recap.open_questions]
        text = " ".join([recap.headline, *(t.text for t in parts), *(f"{c.who} {c.what}" for c in recap.commitments)])
        length = len(text.split())
        said = [s for t in turns for s in sentences(t.split(":", 1)[-1]) if len(content_words(s)) >= 4]
        scores["recap"].append(_rouge(text, row["answer"]))
        scores["lead"].append(_rouge(" ".join(" ".join(said).split()[:length]), row["answer"]))
        scores["textrank"].append(_rouge(_textrank(said, length, embedder), row["answer"]))
        for part in parts:
            lines += 1
            held += check.judge(Piece(kind=PieceKind.RECAP, text=part.text, source_text=written.words_of(part.evidence))).finding is not Finding.PASSED
    for name, values in scores.items():
        print(f"qmsum general n={len(values)} {name}: ROUGE-1 {np.mean([v[0] for v in values]):.3f}, ROUGE-2 {np.mean([v[1] for v in values]):.3f}")
    print(f"qmsum recap lines stopped by faithful {held}/{lines}")


def _textrank(said: list[str], length: int, embedder: MiniLM) -> str:
    said = sorted(said, key=lambda s: -len(content_words(s)))[:300]
    vectors = embedder.embed(said)
    near = np.clip(vectors @ vectors.T, 0, None)
    np.fill_diagonal(near, 0)
    near /= near.sum(axis=0, keepdims=True) + 1e-9
    rank = np.full(len(said), 1 / len(said))
    for _ in range(30):
        rank = 0.15 / len(said) + 0.85 * near @ rank
    out: list[str] = []
    for i in np.argsort(-rank):
        if sum(len(s.split()) for s in out) >= length:
            break
        out.append(said[int(i)])
    return " ".join(out)


def main(arguments: list[str]) -> int:
    """All three sets, or as many rows of each as asked for."""
    folder, most = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 400
    embedder = MiniLM()
    check = Faithful(embedder=embedder)
    diasumfact(folder, check, most)
    begin(folder, check, most)
    qmsum(folder, embedder, check, min(12, most))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
