"""What the house says in one language. English is what the sources say; other languages are read from their catalogues, once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parent
LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
"""Every language a person can choose, by what it calls itself."""
ENGLISH = "en"
_GAP = re.compile(r"\{(\w+)\}")
_ENDS = re.compile(r"(?<=[.!?…]) ")
_FIELD = re.compile(r"^[a-z_]+(?:\.\w+)*: (?=\S)")
"""Some errors begin with the field they are about; the field is not translated."""
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
_ENOUGH = 8
"""Letters from which a shape is a sentence."""
_MOST_SENTENCES = 8
"""Of what is taken apart; longer texts are no messages of ours."""


def N_(message: str) -> str:
    """Marks a text for the catalogues where it stands; it is translated where it is shown."""
    return message


class Catalogue:
    """Every translation of one language; what has none stays English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._one: dict[str, str] = {}
        self._many: dict[tuple[str, str], tuple[str, ...]] = {}
        for path in sorted((HERE / language).glob("*.po")):
            with path.open("rb") as file:
                found = read_po(file, locale=language)
            for message in found:
                if not message.id or message.fuzzy:
                    continue
                said = message.string
                if isinstance(message.id, tuple | list):
                    if isinstance(said, tuple | list) and all(said):
                        self._many[message.id[0], message.id[1]] = tuple(said)
                elif isinstance(said, str) and said:
                    self._one[message.id] = said

    def gettext(self, message: str) -> str:
        """The translation of a text as it stands in the sources."""
        return self._one.get(message, message)

    def say(self, message: str, **values: object) -> str:
        """A text with gaps, translated and filled."""
        return _GAP.sub(lambda gap: str(values[gap.group(1)]), self.gettext(message))

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The translation for a number of things; every language here tells one from more, as English does."""
        forms = self._many.get((one, many), (one, many))
        return forms[0] if n == 1 else forms[1]

    def spoken(self, text: str | None) -> str:
        """A text that was put together elsewhere, in this language: the sentences it consists of are recognised by their shapes.

        Messages are made in English and kept in English (a verdict in the database, an error on its way up); two people may read the
        same one in two languages. What no shape fits stays as it is.
        """
        if not text or self.language == ENGLISH:
            return text or ""
        if known := self._known(text):
            return known[1]
        field = _FIELD.match(text)
        begins = field.group() if field else ""
        return begins + " ".join(self._best(_ENDS.split(text[len(begins) :], maxsplit=_MOST_SENTENCES)))

    def _best(self, parts: list[str]) -> list[str]:
        """The reading in which the most letters are ours: one shape may span several sentences."""
        best: list[tuple[int, list[str]]] = [(0, [])]
        for end in range(1, len(parts) + 1):
            options = []
            for start in range(end):
                known = self._known(" ".join(parts[start:end]))
                if known or end - start == 1:
                    weight, said = known or (0, parts[start])
                    options.append((best[start][0] + weight, [*best[start][1], said]))
            best.append(max(options, key=lambda option: option[0]))
        return best[-1][1]

    def _known(self, text: str) -> tuple[int, str] | None:
        """How many letters of a shape stand in a text, and what it is in this language."""
        if text in self._one:
            return len(text), self._one[text]
        for begins, weight, shape, said in self._shapes:
            if text.startswith(begins) and (found := shape.fullmatch(text)):
                return weight, self._filled(said, found.groupdict())
        return None

    def _filled(self, said: str, gaps: Mapping[str, str]) -> str:
        return _GAP.sub(lambda gap: self._value(gap.group(1), gaps.get(gap.group(1), "")), said)

    def _value(self, name: str, value: str) -> str:
        """What stands in a gap: a word of ours is translated, a number written as people write it, anything else left alone."""
        if name.startswith("join"):
            return value.replace(" and ", f" {self.gettext('and')} ")
        if value in self._one:
            return self._one[value]
        if re.fullmatch(r"[\d.,+−%-]+", value):
            return _PERCENT.sub(" %", _DECIMAL.sub(",", value))
        return value

    @cached_property
    def _shapes(self) -> list[tuple[str, int, re.Pattern[str], str]]:
        """Every text with gaps, the one with the most letters of its own first."""
        shapes = []
        for message, said in self._one.items():
            if _GAP.search(message):
                pieces = _GAP.split(message)
                weight = sum(c.isalpha() for piece in pieces[::2] for c in piece)
                # a shape with few letters of its own, such as "{low} to {high}", fits figures and no sentences
                held = ".+?" if weight >= _ENOUGH else r"\S+?"
                pattern = "".join(_gap(piece, held, seen=pieces[1:i:2]) if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
                shapes.append((pieces[0], weight, re.compile(pattern, re.S), said))
        return sorted(shapes, key=lambda shape: -shape[1])


def _gap(name: str, held: str, *, seen: list[str]) -> str:
    """Holds anything the first time; what stands in it twice is the same both times."""
    return f"(?P={name})" if name in seen else f"(?P<{name}>{held})"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; an unknown one is English."""
    return Catalogue(language if language in LANGUAGES else ENGLISH)
