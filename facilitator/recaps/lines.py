"""Lines into sentences, and sentences into the words that carry meaning."""

from __future__ import annotations

import re
from functools import lru_cache

_ABBREVIATIONS = "".join(rf"(?<!\b{a}\.)" for a in (r"e\.g", r"i\.e", "Dr", "Mr", "Ms", "Mrs", "Hr", "Fr", "vs", "approx", "St", "[A-Z]", r"a\.m", r"p\.m", "w", "mtg", "etc", "bzw", "ca"))
_SPLIT = re.compile(rf"(?:(?<=[?!])|{_ABBREVIATIONS}(?<=\.)|(?<=[.?!][\"')]))\s+(?=[\"'(\[A-Z0-9@]|i['\s])")
_SPLIT_SMALL = re.compile(rf"{_SPLIT.pattern}|(?<=[a-z0-9)\"'][?!])\s+(?=[a-z])|(?<=[a-z0-9][a-z0-9\"')][a-z0-9\"')]\.)(?<!etc\.)(?<!avg\.)(?<!max\.)(?<!min\.)(?<!incl\.)(?<!dept\.)(?<!approx\.)(?<!mtg\.)(?<!wks\.)(?<!hrs\.)\s+(?=[a-z])")
STOP = frozenset(
    """
    a about above after cannot again all also am an and any are aren't as at be because been before being below between both since but by can can't could couldn't did didn't do does doesn't doing don't
    down during each few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its
    itself just let let's me more most my myself no nor not now of off on once only or other our ours ourselves out over own same she she'd she'll she's should shouldn't so some such than that
    that's the their theirs them themselves then there there's these they they'd they'll they're they've this those through to too under until up us very was wasn't we we'd we'll we're we've were
    weren't what what's when where which while who whom why will with won't would wouldn't yes yeah yep ok okay right well you you'd you'll you're you've your yours yourself yourselves really
    actually maybe perhaps think thing things stuff lot bit got get gets getting go going goes gone say says said saying know knows knew want wants wanted make makes made much many even still
    way kind sort one two also something anything nothing someone anyone everyone thanks thank please sure mean um uh er hmm oh ah etc via per upon within without may might must shall need needs
    though although whether yet ever never always quite rather around next last good great fine yourself hello hi hey
    """.split()
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, list items and rows apart."""
    out: list[str] = []
    for row in text.split("\n"):
        # People who type or caption without capitals still end their sentences.
        split = _SPLIT_SMALL if re.match(r"\W*[a-z]", row) else _SPLIT
        out.extend(part.strip() for part in split.split(row.strip()) if part.strip())
    return out


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its commonest endings, so that "handovers" meets "handover"."""
    word = word.lower().removesuffix("'s").strip("'")
    if word.isdigit() or len(word) <= 3:
        return word
    for ending, put in (("isation", "is"), ("ization", "is"), ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("edly", ""), ("ers", "er"), ("ed", ""), ("es", ""), ("s", ""), ("ly", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: len(word) - len(ending)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def content_words(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(w) for w in re.findall(r"[A-Za-z\u00c0-\u024f][\w'&\u00c0-\u024f]*(?:-[A-Za-z]\w*)*|\d+(?:[.,:]\d+)*%?", text) if w.lower() not in STOP and len(w) > 1]
