"""Which phrase goes into which wording of a set, so that a set does not drone and no wording says a word twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.language.filling import fill, slots
from facilitator.language.reading import Reading
from facilitator.language.stems import stems
from facilitator.words.phrases import Phrase

_LONG = 6
"""Words from which a phrase is long: at most twice in a set."""

_THIN = 0.5
"""Added for a single word that stands beside a longer name: it is for the third time something is named."""


class Voice:
    """Fills wordings for one set and remembers what it has said."""

    def __init__(self, reading: Reading, *, longest: int = 30) -> None:
        self._reading = reading
        self._longest = longest
        self._said: Counter[str] = Counter()

    def heard(self, text: str) -> None:
        """Counts the phrases of a text that is said in the same set without being filled here."""
        self._said.update(p.text for p in (*self._reading.topics, *self._reading.details) if p.text in text)

    def say(self, wordings: Sequence[str], *, names_its_matter: bool) -> str | None:
        """The wording that stands best with a phrase not used too often yet; None when none can be filled."""
        best: tuple[float, str, tuple[str, ...]] | None = None
        for number, wording in enumerate(wordings):
            for cost, text, used in self._filled(wording, names_its_matter=names_its_matter):
                value = cost + 0.1 * number + 0.06 * len(stems(wording))
                if best is None or value < best[0]:
                    best = (value, text, used)
                break
        if best is None:
            return None
        self._said.update(best[2])
        return best[1]

    def _filled(self, wording: str, *, names_its_matter: bool) -> list[tuple[float, str, tuple[str, ...]]]:
        wanted = slots(wording)
        if not wanted:
            text = fill(wording, topics=(), details=(), longest=self._longest)
            return [(0.0, text, ())] if text else []
        offered = self._offered(wording, names_its_matter=names_its_matter)
        out = []
        slot = "detail" if "detail" in wanted else "topic"
        for rank, phrase in enumerate(offered):
            one = (phrase,)
            text = fill(wording, topics=one, details=one, longest=self._longest)
            if text is None:
                continue
            used = self._said[phrase.text]
            cost = 0.4 * rank + 0.5 * used + (0.4 if phrase.length >= _LONG else 0.0) + (3.0 if phrase.length >= _LONG and used > 1 else 0.0)
            cost += _THIN if len(stems(phrase.text)) < 2 and any(other.length > phrase.length for other in self._reading.topics) else 0.0
            cost -= 0.15 * min(len(stems(phrase.text)), 4)  # a phrase that tells more makes the item this pair's own
            cost -= 0.1 if slot == "detail" and phrase in self._reading.details else 0.0
            out.append((cost, text, (phrase.text,)))
        return sorted(out, key=lambda made: made[0])

    def _offered(self, wording: str, *, names_its_matter: bool) -> list[Phrase]:
        """Phrases that do not repeat a word of the wording; where the wording names the matter itself, a plain subject as the last choice."""
        said = stems(wording)
        offered = [p for p in (*self._reading.topics, *self._reading.details) if not said & stems(p.text)]
        if not self._reading.topics:
            offered += [] if said & stems(self._reading.matter.text) else [self._reading.matter]
        if names_its_matter and not offered:
            offered = [self._reading.spoken]
        elif names_its_matter and not self._reading.topics:
            offered = [*[p for p in self._reading.details if p in offered], self._reading.spoken]
        return offered
