"""Names taken out before anything is sent to a model, and put back into what it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facilitator.domain.session import Brief
from facilitator.words.cleaning import is_common
from facilitator.words.people import people_of

_STAND_INS = (
    "Alex Jamie Sasha Robin Casey Remi Noor Ilya Kai Jules Toni Micha Eli Sami Ariel "
    "Quinn Lior Nico Yael Rory Dana Jona Femi Shay Luca Ezra Tal Zuri Amari Bela"
)
"""Short first names that tell neither origin nor gender for sure; one that the text already holds is passed over."""


class Pseudonyms:
    """Real names and their stand-ins for one request."""

    def __init__(self, names: Iterable[str], *, text: str) -> None:
        """``text`` is all that will be sent: no stand-in may occur in it already."""
        taken = text.casefold()
        free = iter(name for name in _names() if name.casefold() not in taken)
        self._instead = {name: next(free) for name in dict.fromkeys(names)}
        self._real = {stand_in.casefold(): name for name, stand_in in self._instead.items()}

    def hide(self, text: str) -> str:
        """The text with a stand-in for every name."""
        for name in sorted(self._instead, key=len, reverse=True):
            # a name that is also a word (Grace, Will) stands for the person only with its capital
            how = re.NOFLAG if is_common(name) else re.IGNORECASE
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)|(?<!\w){re.escape(name.upper())}(?!\w)", self._instead[name], text, flags=how)
        return text

    def restore(self, text: str) -> str:
        """The text with every stand-in given its name back."""
        if not self._real:
            return text
        known = "|".join(re.escape(s) for s in self._real)
        return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda m: self._real[m[0].casefold()], text, flags=re.IGNORECASE)


def names_in(brief: Brief) -> tuple[str, ...]:
    """The names of the pair, as far as its profiles give them."""
    people = people_of(brief)
    return (*people.mentor_names, *people.mentee_names)


def _names() -> Iterator[str]:
    yield from _STAND_INS.split()
    number = 1
    while True:
        yield f"Person{number}"
        number += 1
