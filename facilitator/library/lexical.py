"""A person's query → an FTS5 query: quoted words joined by OR, never raw text, because FTS5 has a syntax of its own."""

from __future__ import annotations

import re

_STOP = frozenset(  # one block of words is easier to read than a hundred quoted ones
    """a about after all also am an and any are as at be been before being both but by can cannot could did do does doing done don
    for from get gets getting go goes going got had has have having he her here hers him his how i if in into is it its itself
    just let like made make makes making may me might mine more most much must my no nor not of off on once one only or other our
    ours out over own s same she should so some such t than that the their theirs them then there these they thing things this
    those to too up upon us very was we well were what when where which while who whom whose why will with would you your yours
    really someone somebody something anyone anybody anything way want wants tell say says said know""".split()
)
MOST_WORDS = 32


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, in order, each once."""
    words = re.findall(r"[^\W_]+", text.lower())
    kept = [w for w in words if w not in _STOP and (len(w) > 1 or w.isdigit())]
    return list(dict.fromkeys(kept or words))


def match_query(text: str) -> str:
    """The FTS5 expression for a query; empty when it holds no words."""
    return " OR ".join(f'"{w}"' for w in content_words(text)[:MOST_WORDS])
