"""How much the words alone give away, by batch: ``python -m evals.training.tone.giveaways [batch15 …]``.

AUROC of a bad text above a fine one, cross-fitted over scenarios in ten folds: from single words, from words and word pairs (TF-IDF and
logistic regression), and from the length in words; 0.5 tells nothing.
"""

from __future__ import annotations

import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from evals.training.tone.texts import BATCHES, Text, read_batch


def bag_alone(texts: list[Text], longest: int) -> float:
    """AUROC of a bag of runs of up to ``longest`` words."""
    said, scenarios = [t.text for t in texts], [t.scenario for t in texts]
    bad, odds = np.array([t.bad for t in texts]), np.zeros(len(texts))
    for known, new in GroupKFold(10).split(said, bad, scenarios):
        bag = TfidfVectorizer(ngram_range=(1, longest))
        fitted = LogisticRegression(C=3, max_iter=2_000).fit(bag.fit_transform([said[i] for i in known]), bad[known])
        odds[new] = fitted.decision_function(bag.transform([said[i] for i in new]))
    return float(roc_auc_score(bad, odds))


def main() -> None:
    """Prints a line for each batch."""
    for path in sorted(BATCHES.glob("*.txt"), key=lambda p: int(p.stem.removeprefix("batch"))):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        texts = read_batch(path)
        length = roc_auc_score([t.bad for t in texts], [len(t.text.split()) for t in texts])
        fine, near = sum(not t.bad for t in texts) / len(texts), sum(t.near for t in texts) / len(texts)
        words = f"words {bag_alone(texts, 1):.2f}, words and pairs {bag_alone(texts, 2):.2f}, length {length:.2f}"
        print(f"{path.stem}: {len(texts)} texts, {fine:.0%} fine ({near:.0%} near-misses), {words}")


if __name__ == "__main__":
    main()
