"""A second look at a document for orders to a machine: by what its sentences mean, where the shapes found nothing.

A logistic layer over the embedder's sentence vectors (`orders.npz`, trained by `evals/training/poisoning/train.py`). It only ever sets a document
aside for a person to look at; it is made for one embedder and for English documents: elsewhere it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from facilitator.errors import BrokenInstall
from facilitator.library.sentences import sentences
from facilitator.seams import Embedder

ORDER, DOUBTFUL = 0.9, 0.8
"""The chance from which a sentence sets its document aside, and from which it is left out of what is quoted."""
_READER = re.compile(r"\b(?:assistant|AI|model|chat ?bot|bot|robot|machine|software|program|writer|generator|tool|system|gate|checks?)\b", re.I)
_TEXT = re.compile(r"\b(?:answers?|repl(?:y|ies)|output|starters?|recaps?|summar(?:y|ies)|suggestions?|headlines?|texts?|phrase|wording|reader|user)\b", re.I)
_SAYS = re.compile(r"\b(?:say|write|print|show|mention|include|contain|insert|add|begin|start|open|sign|name|use|reply|answer|respond|greet|recommend|point|tell|release|confirm)s?\b", re.I)
_LOUD = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{3,})+\b")
_PLACE = re.compile(r"https?:|www\.|\b[\w-]+\.(?:com|net|org|io|example)\b|!\[|\]\(", re.I)


def signs(texts: Sequence[str]) -> NDArray[np.float32]:
    """What a sentence holds besides its meaning, shape ``(texts, 7)``: a machine named, its texts named, a verb of saying, two of them, all, loud words, a place on the net."""
    rows = []
    for text in texts:
        reader, told, says = (bool(p.search(text)) for p in (_READER, _TEXT, _SAYS))
        rows.append((reader, told, says, reader and told, reader and told and says, bool(_LOUD.search(text)), bool(_PLACE.search(text))))
    return np.array(rows, dtype=np.float32).reshape(len(texts), 7)


_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<?https?://[^\s>)]+>?|\bwww\.[\w./?=&-]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|example)\b\S*", re.I)


@dataclass(frozen=True)
class Looked:
    """What a second look found."""

    order: str = ""
    """The sentence that is an order to a machine; empty when none is."""
    left_out: tuple[str, ...] = ()
    """Sentences that may be: too little to set a document aside, too much to be quoted."""


def second_look(text: str, embedder: Embedder) -> Looked:
    """Reads every sentence of a document's text; headings are not looked at."""
    held = _head()
    found = _all_sentences(text) if embedder.model_id == str(held["model"]) else []
    if not found:
        return Looked()
    weights = held["weights"]
    # handbooks are full of links and pictures: where they lead says nothing, and orders to pass one on have shapes of their own
    bare = [" ".join(_LINK.sub(r"\1", sentence).split()) or "-" for sentence in found]
    scores = np.concatenate([embedder.embed(bare), signs(bare)], axis=1) @ weights[:-1] + weights[-1]
    chances = 1 / (1 + np.exp(-scores))
    best = int(chances.argmax())
    return Looked(order=found[best] if chances[best] >= ORDER else "", left_out=tuple(s for s, c in zip(found, chances, strict=True) if c >= DOUBTFUL))


def without(text: str, sentences_out: Sequence[str]) -> str:
    """The text without those sentences."""
    for sentence in sentences_out:
        pattern = r"\s+".join(re.escape(word) for word in sentence.split())
        text = re.sub(rf"{pattern}[ \t]*", "", text)
    return text


def _all_sentences(text: str) -> list[str]:
    return [s for paragraph in re.split(r"\n+", text) if not paragraph.lstrip().startswith("#") for s in sentences(paragraph)]


@cache
def _head() -> dict[str, NDArray[np.generic]]:
    file = Path(__file__).parent / "orders.npz"
    try:
        with np.load(file, allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except (OSError, ValueError) as error:
        raise BrokenInstall(f"The library's model {file.name} cannot be read: {error}.", remedy="Install Facilitator again.") from None
