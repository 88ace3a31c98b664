"""Could at least k pairs have written it? What narrows a text down further is left out, sentence by sentence, or the text is not shared.

After the anonymiser has taken out what points by itself, words may still point together with what the programme knows: a profile
that one pair alone has. A sentence with such a word goes as a whole: a gap in its place would point to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facilitator.domain.base import Model

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"')\]]*|\n+|$)\s*")
"""A sentence with the space after it."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_EVERYDAY = frozenset(
    "about above after again against almost alone along already also although always another anybody anyone anything around asked asking away back became because become been before began behind being below beside best better between both bring call "
    "came cannot change colleague colleagues come comes company could days different does doing done down during each early easy else enough even ever every everybody everyone everything feel felt find first found from gave gets give given goes going "
    "good great half hard have having hear heard help helped helps here hers himself hour hours however idea ideas into itself just keep kept knew know known last late later leader leaders learn learned least left less like likes line little long longer "
    "look looked made make makes many matter maybe mean meant meet meeting meetings member mentee mentees mentor mentoring mentors might mind mine minutes month months more most much must need needed needs never next nobody none nothing often once only "
    "open other others ours over pair pairs part people perhaps person place plan point programme project question questions quite rather ready real really right room said same says second seem seemed seen senior session sessions several shall share "
    "should show side since small some somebody someone something sometimes soon staff start still stop such sure take taken takes talk talked talking team tell than that their them themselves then there these they thing things think third this those "
    "though thought three through time times today together told took toward towards tried true trust trying twice under until upon used using very wait want wanted wants ways week weeks well went were what when where whether which while whole whose why "
    "will with within without word words work worked working works would write wrote year years your yours manager junior experience role reverse learning skills years'".split()
)


class Widened(Model):
    """A text that at least `pairs` pairs could have written, or the reason why none came of it."""

    text: str = ""
    pairs: int = 0
    left_out: tuple[str, ...] = ()
    """Sentences that only few could have written."""
    reason: str = ""
    """Why it cannot be shared; for its author."""


def widened(text: str, *, profiles: Mapping[str, str], k: int) -> Widened:
    """The text without the sentences that fewer than k pairs could have written. ``profiles`` are each pair's own words about themselves, by pair."""
    if len(profiles) < k:
        return Widened(reason=f"Your programme has {_many(len(profiles), 'pair')}. A text is shared only when at least {k} pairs could have written it.")
    held = {pair: words_of(profile) for pair, profile in profiles.items()}
    telling = {word for words in held.values() for word in words}
    sentences = [match[0] for match in SENTENCE.finditer(text)]
    left_out: list[str] = []
    while sentences:
        said = [words_of(sentence) & telling for sentence in sentences]
        fits = fitting(set().union(*said), held)
        if len(fits) >= k:
            break
        # the sentence that narrows most goes first; among equals the later one
        narrowest = min(range(len(sentences)), key=lambda i: (len(fitting(said[i], held)) if said[i] else len(held) + 1, -i))
        left_out.append(sentences.pop(narrowest).strip())
    whole = re.sub(r"\n{3,}", "\n\n", "".join(sentences)).strip()
    if not re.search(r"\w", whole):
        return Widened(left_out=tuple(left_out), reason=f"Every sentence holds words that fewer than {k} pairs here could have written. Say it in words that fit other pairs' work too.")
    return Widened(text=whole, pairs=len(fits), left_out=tuple(left_out))


def words_of(text: str) -> set[str]:
    """The telling words of a text, shortened to what their forms have in common."""
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _EVERYDAY}


def fitting(words: set[str], held: Mapping[str, set[str]]) -> list[str]:
    """The pairs whose profile holds every one of those words."""
    return [pair for pair, known in held.items() if words <= known]


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ers", "ies", "ed", "er", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def still_narrow(found: Sequence[str]) -> str:
    """What an author is told when their own words still point to somebody."""
    named = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
    return f"It still says who or where: {named}. Put something more general in its place."
