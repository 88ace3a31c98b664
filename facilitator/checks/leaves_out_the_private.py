"""Does the recap hold anything that was said in confidence, in the same words or in others?"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from facilitator.checks.base import Named, Piece, PieceKind
from facilitator.checks.recap_claims import claims_of
from facilitator.domain.verdict import Verdict
from facilitator.errors import FacilitatorError
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.replies import plain_speech
from facilitator.recaps.sources import private_lines, read_record
from facilitator.seams import Embedder

TOO_NEAR = 0.42
"""Likeness in meaning from which a sentence nearer to the private words than to the open ones is a leak."""
NEAR_WITH_WORDS = 0.3
"""The same where it also shares a word that stands only in the private words."""
_MARK = re.compile(r"\b(?:(?:also |and )?(?:this|that|it|one more thing|one thing)(?:,| is|'s| stays)? (?:just |strictly |only )?(?:between (?:us|you and me)|in confidence)|off[- ](?:the[- ])?record|don't minute (?:this|that)|do not minute (?:this|that)|between (?:us|you and me)|in confidence|please|actually|leave out what i said about|keep (?:this|that|it)|can i say something|confidential(?:ly)?|private(?:ly)?)\b[,:]?", re.I)
_BARE = re.compile(r"^\W*(?:really|why|when|sure|of course|understood|ok(?:ay)?|yes|no|oh no|got it|thanks?|i see|i had no idea|that's \w+|i'm sorry(?: to hear that)?|i won't \w+.*|(?:oh\W+)?(?:thanks|thank you) for (?:telling|trusting|sharing).*|my lips.*|does (?:the|your|his|her) .{1,20} know)\W*$", re.I)


@dataclass(frozen=True)
class Withheld:
    """The private sentences of a source, and what is said openly beside them."""

    private: tuple[str, ...]
    open: tuple[str, ...]
    only_private: frozenset[str]
    """Words that stand in the private sentences and nowhere else."""


@dataclass(frozen=True)
class LeavesOutThePrivate(Named):
    """Nothing from off-record passages, by text or paraphrase."""

    embedder: Embedder = field(kw_only=True)
    name: str = "leaves_out_the_private"
    version: int = 1

    def applies(self, piece: Piece) -> bool:
        return piece.kind is PieceKind.RECAP

    def judge(self, piece: Piece) -> Verdict:
        if not piece.source_text.strip() and not piece.withheld_text.strip():
            return self.unjudged("There is no record, so nobody can tell what was off the record.")
        try:
            withheld = _withheld(piece.source_text, piece.withheld_text)
        except FacilitatorError as error:
            return self.unjudged(f"The record could not be read: {error.message}")
        if not withheld.private:
            return self.passed("Nothing in the record was marked as off the record.", score=0.97)
        for claim in claims_of(piece.text):
            score = self._leak(claim.text, withheld)
            if score > 0:
                return self.failed("It tells something that was said off the record.", score=round(max(0.01, 0.3 - 0.3 * score), 2), quote=claim.written)
        return self.passed("Nothing of what was off the record is in it.", score=0.95)

    def _leak(self, text: str, withheld: Withheld) -> float:
        """How sure it is that a sentence tells what was private; 0 when it does not."""
        words = set(content_words(text))
        if not words:
            return 0.0
        vectors = self.embedder.embed([text, *withheld.private, *withheld.open])
        near = vectors[1:] @ vectors[0]
        private, public = near[: len(withheld.private)], near[len(withheld.private) :]
        closest, openly = float(private.max()), float(public.max()) if len(public) else 0.0
        likely = withheld.private[int(np.argmax(private))]
        own = words & withheld.only_private
        open_cover = max((len(words & set(content_words(s))) / len(words) for s in withheld.open), default=0.0)
        for sentence in withheld.private:
            theirs = set(content_words(sentence))
            if len(words & theirs) >= 3 and len(words & theirs) >= 0.7 * min(len(words), len(theirs)) and open_cover < 0.7 and own:
                return 1.0
        if len(own) >= 2 and closest > 0.3 and open_cover < 0.6 and len(own) >= 0.25 * len(words):
            return min(1.0, 0.6 + closest / 3)
        if own & set(content_words(likely)) and closest >= NEAR_WITH_WORDS and closest > openly - 0.04 and open_cover < 0.6:
            return closest
        if closest >= TOO_NEAR and closest > openly + 0.05 and open_cover < 0.6:
            return closest
        return 0.0


@lru_cache(maxsize=16)
def _withheld(source: str, given: str) -> Withheld:
    private = [line.text for line in private_lines(source)] if source.strip() else []
    private += [row for row in given.split("\n") if row.strip()]
    said = [s for text in private for s in sentences(re.sub(r"^[A-Z][\w' ]{1,30}: ", "", text)) if not _BARE.match(s)]
    told = [plain_speech(_MARK.sub(" ", s)).strip(" ,.:;-") for s in said]
    told = list(dict.fromkeys(t for t in told if not _BARE.match(t) and len(content_words(t)) >= 1))
    # A confidence is often told in two short sentences; together they mean what neither means alone.
    pairs = [f"{a}. {b}" for a, b in itertools.pairwise(told) if len(a.split()) + len(b.split()) <= 40]
    record = read_record(source) if source.strip() else None
    public = [s for line in record.lines for s in sentences(line.text)] if record else []
    people = {w for p in (record.people if record else ()) for w in content_words(p)}
    open_words = {w for s in public for w in content_words(s)} | people
    only = frozenset(w for t in told for w in content_words(t)) - open_words
    return Withheld(private=(*told, *pairs), open=tuple(public), only_private=only)
