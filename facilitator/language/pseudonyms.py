"""Names taken out before anything is sent to a model, and put back into what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from facilitator.anonymising.roster import Roster
from facilitator.domain.session import Brief
from facilitator.words.cleaning import is_common
from facilitator.words.people import people_of

_STAND_INS = (
    "Alex Jamie Sasha Robin Casey Remi Noor Ilya Kai Jules Toni Micha Eli Sami Ariel "
    "Quinn Lior Nico Yael Rory Dana Jona Femi Shay Luca Ezra Tal Zuri Amari Bela"
)
"""Short first names that tell neither origin nor gender for sure; one that the text or the roster already holds is passed over."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_KEPT = frozenset("dr prof professor mr mrs ms mx miss sir dame lord lady rev van von der den de del della da di do dos das la le el al bin ibn".split())
"""Words in the middle of a name that point to nobody."""


class Pseudonyms:
    """Real names and their stand-ins for one request: those of the pair, and those of everybody the programme knows."""

    def __init__(self, names: Iterable[str], *, text: str, roster: Sequence[str] = ()) -> None:
        """``text`` is all that will be sent: no stand-in may occur in it already, nor be somebody's name."""
        self._names = tuple(dict.fromkeys(names))
        self._everybody = _roster(tuple(roster)) if roster else None
        known = {word.casefold() for name in roster for word in _WORD.findall(name)}
        taken = text.casefold()
        self._free = (name for name in _stand_ins() if name.casefold() not in taken and name.casefold() not in known)
        self._instead: dict[str, str] = {}
        self._real: dict[str, str] = {}
        self._spelt = {word.casefold(): word for name in (*roster, *self._names) for word in _WORD.findall(name)}
        for name in self._names:
            self._stand_in(name)

    def hide(self, text: str) -> str:
        """The text with a stand-in for every name, in whatever case, with an ending or one wrong letter."""
        for start, end, instead in reversed(list(self._mentions(text))):
            text = text[:start] + instead + text[end:]
        return self.hide_pair(text)

    def hide_pair(self, text: str) -> str:
        """The text with a stand-in for the names of the pair alone."""
        for name in sorted(self._names, key=len, reverse=True):
            # a name that is also a word (Grace, Will) stands for the person only with its capital
            how = re.NOFLAG if is_common(name) else re.IGNORECASE
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)|(?<!\w){re.escape(name.upper())}(?!\w)", self._stand_in(name), text, flags=how)
        return text

    def restore(self, text: str) -> str:
        """The text with every stand-in given its name back."""
        if not self._real:
            return text
        known = "|".join(re.escape(s) for s in self._real)
        return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda m: self._real[m[0].casefold()], text, flags=re.IGNORECASE)

    def _mentions(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where somebody of the roster stands, word by word, with what stands there instead."""
        if self._everybody is None:
            return
        done = 0
        for found in sorted(self._everybody.find(text), key=lambda f: (f.start, -f.end)):
            for word in _WORD.finditer(text, max(found.start, done), found.end):
                bare = re.sub(r"'s$|s'$", "", word[0], flags=re.IGNORECASE)
                ending = word[0][len(bare) :]
                if found.possessive and not ending and bare[-1:].lower() == "s":  # "priyas idea"
                    bare, ending = bare[:-1], "'s"
                if bare.casefold() in _KEPT or len(bare) < 2:
                    continue
                yield word.start(), word.end(), self._stand_in(bare) + ending
                done = word.end()

    def _stand_in(self, name: str) -> str:
        instead = self._instead.get(name.casefold())
        if instead is None:
            instead = self._instead[name.casefold()] = next(self._free)
            self._real[instead.casefold()] = self._spelt.get(name.casefold(), name)
        return instead


def names_in(brief: Brief) -> tuple[str, ...]:
    """The names of the pair, as far as its profiles give them."""
    people = people_of(brief)
    return (*people.mentor_names, *people.mentee_names)


@lru_cache(maxsize=4)
def _roster(names: tuple[str, ...]) -> Roster:
    return Roster(names)


def _stand_ins() -> Iterator[str]:
    yield from _STAND_INS.split()
    number = 1
    while True:
        yield f"Person{number}"
        number += 1
