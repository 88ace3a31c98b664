"""A promise taken back, an offer turned down: by the one who made it, or by the one it was made to."""

from __future__ import annotations

import re

TAKEN_BACK = re.compile(
    r"\b(?:(?:forget|ignore) (?:that|it|what i|i (?:ever )?(?:said|asked|offered|mentioned)|about (?:that|it))|forget it for now|i take (?:that|it) back|take it back|(?:scrap|scratch|drop) (?:that|it)|never mind|nevermind|don't count on (?:me|that)|i shouldn't (?:have )?promised?|"
    r"on second thoughts?|i can't (?:commit to|promise|do|make) (?:that|it|this)|(?:so )?that(?:'s| is) off\b|won't (?:now|happen|work out)|not after all|can't after all|no,? wait\b(?=.*\b(?:can't|won't|not|forget|wedding|away|busy)\b)|actually,? no\b|no longer (?:needed|necessary|needs? to)|"
    r"(?:he|she|they|i|you)(?: therefore)? (?:needn't|need not|doesn't (?:need|have) to|don't (?:need|have) to)\b|withdrawn\b|withdr[ae]w|took (?:that|it) back|changed (?:his|her|my|their) mind|(?:cancelled|called off|dropped) (?:it|that|again)\b|so not (?:any ?more|now)|let's not\b|off the table)",
    re.I,
)
"""Said by the same person, or told of them."""
TURNED_DOWN = re.compile(
    r"\b(?:(?:said |says )?no need\b|(?:said |says )?not (?:yet|now|necessary|needed)\b|(?:said|says) (?:no\b|never mind|please don't|don't)|declin(?:ed|es)\b|turn(?:ed|s) (?:it|that|this|him|her|them) down|refus(?:ed|es)\b|don't bother|please don't|pls dont|pls don't|better not|rather not|no thanks|no thank you|conflict of interest|he'll manage|she'll manage|they'll manage|i'll manage|that's kind,? but|not possible|let's see\b|we'll see\b|so open\b|left open)\b",
    re.I,
)
"""Said or told of the other one, after an offer."""
OFFERED = re.compile(r"\b(?:offer(?:ed|s)?|volunteer(?:ed|s)?|suggest(?:ed|s)?|propos(?:ed|es)|could|cd|would|wd|had (?:promised|offered|volunteered|said|agreed)|promised)\b", re.I)
"""How notes tell of what may have come to nothing."""


def taken_back(after: str, *, offered: bool) -> bool:
    """Whether the words that follow a promise, of the same person or in the same note, undo it."""
    return bool(TAKEN_BACK.search(after) or offered and TURNED_DOWN.search(after))
