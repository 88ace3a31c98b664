"""How much the answers alone give away, by batch: ``python -m evals.training.answers.giveaways``.

AUROC of failing above good, from a bag of the answer's words and word pairs (TF-IDF and logistic regression, cross-fitted over scenario
families in six folds) and from the answer's length; 0.5 tells nothing.
"""

from __future__ import annotations

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from evals.training.answers.texts import Pair, batches, read_batch


def bag_alone(pairs: list[Pair]) -> float:
    """AUROC of the words."""
    texts, families = [p.answer for p in pairs], [p.asked.family for p in pairs]
    bad, odds = np.array([p.bad for p in pairs]), np.zeros(len(pairs))
    for known, new in GroupKFold(6).split(texts, bad, families):
        bag = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        fitted = LogisticRegression(C=4, max_iter=500).fit(bag.fit_transform([texts[i] for i in known]), bad[known])
        odds[new] = fitted.decision_function(bag.transform([texts[i] for i in new]))
    return float(roc_auc_score(bad, odds))


def main() -> None:
    """Prints a line for each batch."""
    for number in sorted(batches(), key=int):
        pairs = read_batch(number)
        length = roc_auc_score([p.bad for p in pairs], [len(p.answer.split()) for p in pairs])
        failing = sum(p.bad for p in pairs) / len(pairs)
        print(f"batch {number}: {len(pairs)} pairs, {failing:.0%} failing, words {bag_alone(pairs):.2f}, length {length:.2f}")


if __name__ == "__main__":
    main()
