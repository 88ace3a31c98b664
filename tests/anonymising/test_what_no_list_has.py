"""Names in letters, ordinary words as names, numbers told aloud, and what was named once and is named again."""

from __future__ import annotations

import pytest

from facilitator.anonymising import Anonymiser


def _left(anonymiser: Anonymiser, text: str) -> str:
    return anonymiser.anonymise(text).text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Notes for K.R.: slower. KR wants an agenda.", ("K.R.", "KR")),
        ("M. T. Adeyemi wants none.", ("Adeyemi", "M. T.")),
        ("Rose and Summer came late.", ("Rose", "Summer")),
        ("Faith from the same street knows us both.", ("Faith",)),
        ("Project Kingfisher slipped. I only say that kingfisher eats evenings.", ("ingfisher",)),
        ("Call me on oh seven nine four six, double one two, 338.", ("seven", "338")),
        ("We write on slack: olu-b, mostly.", ("olu-b",)),
        ("She turned sixty and I turned 26.", ("sixty", "26")),
        ("I was born on the 3rd of August 1994.", ("August", "1994")),
        ("He has been here since the autumn of 1998.", ("1998",)),
    ],
)
def test_it_goes(anonymiser: Anonymiser, text: str, gone: tuple[str, ...]) -> None:
    assert [words for words in gone if words in _left(anonymiser, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "HR and IT were fine with it, and so was the CEO.",
        "We read a PDF, OK, and an FAQ.",
        "I hope we will meet again; it may rain and I will mark the date.",
        "Two or three of us, one or two times, that is all.",
        "People say goodbye in the evening.",
    ],
)
def test_everyday_words_and_offices_stay(anonymiser: Anonymiser, text: str) -> None:
    assert _left(anonymiser, text) == text
