"""The programme's own people: the surest recogniser there is, whatever the case, the form or one wrong letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facilitator.anonymising.found import Found
from facilitator.anonymising.lexicon import in_dictionary
from facilitator.anonymising.ordinary import is_a_person, is_ordinary
from facilitator.anonymising.shadow import folded
from facilitator.anonymising.short_forms import SHORT_FORMS
from facilitator.domain.anonymised import EntityType
from facilitator.words.cleaning import KNOWN

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*", re.UNICODE)
_HONORIFICS = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "lord", "lady", "rev", "fr", "sr", "jr"}
_PARTICLES = {"van", "von", "der", "den", "de", "del", "della", "da", "di", "do", "dos", "das", "la", "le", "el", "al", "bin", "ibn", "ben", "ter", "ten", "af", "av", "y", "e", "o'"}
_NOT_INITIALS = {"it", "hr", "pr", "ai", "us", "uk", "eu", "ok", "pm", "am", "tv", "id", "ps", "pa", "pc", "md", "vp", "gp", "er", "qa", "ux", "ui", "ceo", "cfo", "cto", "coo", "kpi", "nhs", "mr", "ms", "dr", "as", "is", "in", "on", "at", "an", "my", "no", "so", "to", "do", "go", "we", "he", "me", "by", "be", "or", "of", "if"}
LONGEST_ROSTER = 20_000


class Roster:
    """The names of a programme, ready to be looked for."""

    def __init__(self, names: Sequence[str]) -> None:
        self._whole: dict[str, str] = {}
        self._parts: dict[str, set[str]] = {}
        self._short: dict[str, set[str]] = {}
        self._initials: dict[str, str] = {}
        for name in names:
            self._add(name)
        self._long = [p for p in self._parts if len(p) >= 4]

    def _add(self, name: str) -> None:
        if "," in name:
            last, _, first = name.partition(",")
            name = f"{first.strip()} {last.strip()}"
        words = [folded(w) for w in _WORD.findall(name)]
        words = [w for w in words if w not in _HONORIFICS]
        parts = [w for w in words if w not in _PARTICLES and len(w) > 1]
        if not parts:
            return
        who = " ".join(words)
        for part in parts:
            for piece in {part, *(x for x in re.split(r"[-']", part) if len(x) > 2)}:
                self._parts.setdefault(piece, set()).add(who)
        for short in _shortened(parts[0]) if len(parts) > 1 or len(parts[0]) > 4 else ():
            self._short.setdefault(short, set()).add(who)
        for part in parts[1:-1]:
            for short in _shortened(part):
                self._short.setdefault(short, set()).add(who)
        if len(parts) > 1:
            letters = "".join(p[0] for p in parts)
            for initials in {letters, parts[0][0] + parts[-1][0]}:
                if initials not in _NOT_INITIALS:
                    self._initials[initials] = who

    def find(self, text: str) -> Iterator[Found]:
        """Every mention; a word that is also an ordinary one counts only where it is used as a name."""
        seen = folded(text)
        tokens = [(m.start(), m.end()) for m in _WORD.finditer(seen)]
        hits: list[Found] = []
        for start, end in tokens:
            word = seen[start:end]
            if word.endswith("'s"):
                word, end = word[:-2], end - 2
            elif word.endswith("s'"):
                word, end = word[:-1], end - 1
            possible = word.endswith("s") and len(word) > 3 and word[:-1] in self._parts and not is_ordinary(word)
            if possible and word not in self._parts:  # "priyas idea"
                hits.append(Found(start, end, EntityType.PERSON, who=min(self._parts[word[:-1]]), sure=True, possessive=bool(re.match(r" [^\W\d]", text[end:]))))
                continue
            who = self._who(word, text, start, end)
            if who is not None:
                hits.append(Found(start, end, EntityType.PERSON, who=who, sure=True))
                continue
            for piece in re.finditer(r"[^'-]+", word):  # "Adeyemi-led", "non-Smith"
                who = self._who(piece[0], text, start + piece.start(), start + piece.end()) if "-" in word and len(piece[0]) > 3 else None
                if who is not None:
                    hits.append(Found(start + piece.start(), start + piece.end(), EntityType.PERSON, who=who, sure=True))
        yield from _joined(hits, text)
        for match in re.finditer(r"(?<![\w.])([A-Z])\.?\s?([A-Z])\.?(?:\s?([A-Z])\.?)?(?![\w])", text):
            who = self._initials.get("".join(g for g in match.groups() if g).lower())
            if who is not None and not (match[0].upper() in KNOWN.values() or is_line_label(text, match.start(), match.end())):
                yield Found(match.start(), match.end() - (match[0].endswith(".") and match.end() == len(text)), EntityType.PERSON, who=who, sure=True)

    def _who(self, word: str, text: str, start: int, end: int) -> str | None:
        if len(word) < 2:
            return None
        exact = self._parts.get(word) or self._short.get(word)
        if exact:
            if not is_ordinary(word) or is_a_person(text, start, end, in_roster=True):
                return min(exact) if len(exact) == 1 else f"{word} ({len(exact)})"
            return None
        if len(word) >= 4 and not in_dictionary(word):
            near = {who for part in self._long if abs(len(part) - len(word)) <= 1 and _one_letter_apart(part, word) for who in self._parts[part]}
            if near:
                return min(near)
        return None


def is_line_label(text: str, start: int, end: int) -> bool:
    """Whether "PS" or "OK" opens a line as a label or a word, not as somebody's initials."""
    return text[start:end].replace(".", "") in ("PS", "OK", "NB", "FYI", "TL", "QA", "AOB")


def _shortened(first: str) -> set[str]:
    out = set(SHORT_FORMS.get(first, ()))
    for size in (3, 4, 5):
        if len(first) >= size + 2:
            out |= {s for s in (first[:size], first[:size] + "ie", first[:size] + "y", first[-size:] if len(first) >= size + 3 else "") if s and not in_dictionary(s) and s not in KNOWN}
    return {s for s in out if len(s) > 1}


def _one_letter_apart(a: str, b: str) -> bool:
    """One letter changed, missing, added, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1 or a == b or min(len(a), len(b)) < 4:
        return False
    if a[0] != b[0] and a[1:] != b[1:] and a[:2] != b[1::-1]:
        return False  # people seldom get the first letter wrong
    if len(a) == len(b):
        off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        return len(off) == 1 or (len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]])
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _joined(hits: list[Found], text: str) -> Iterator[Found]:
    """First and last name that stand beside each other, with a title, a middle initial or a particle between, as one mention."""
    out: list[Found] = []
    for hit in hits:
        between = text[out[-1].end : hit.start] if out else ""
        if out and len(between) <= 12 and re.fullmatch(r"\s+(?:[A-Z]\.?\s+|(?:van|von|der|den|de|del|della|da|di|dos|das|la|le|el|al|bin|ibn)\s+){0,2}|,\s", between, re.I) and (between.strip() != "," or out[-1].who == hit.who):
            out[-1] = Found(out[-1].start, hit.end, EntityType.PERSON, who=hit.who if " (" not in hit.who else out[-1].who, sure=True, possessive=hit.possessive)
        else:
            out.append(hit)
    yield from out
