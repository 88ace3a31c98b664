"""Whether a text is English enough for the embedded writer and the local checks."""

from __future__ import annotations

import re
import unicodedata

from facilitator.words.cleaning import is_common, plain

_OTHER = set(
    """
    der die das und ist nicht ich wir sie ein eine mit auf für wie dass auch zu den dem von mein meine haben wird
    le la les des et est pas je nous vous une dans pour que qui sur avec mon ma mes comment
    el los las y es no yo nosotros una con para que en por mi mis cómo se del al lo
    il gli e è non io noi un per che di con mio mia come o os as é não eu nós um uma com para minha meu
    het een en van niet ik wij zijn
    """.split()
) - {"no", "me", "a", "in", "as", "die", "e", "o", "al", "per", "en", "un", "an", "was", "so", "to", "on", "is"}


def looks_english(text: str) -> bool:
    """True when most words are English, or when there are too few words to tell."""
    cleaned = plain(text)[:2_000]
    letters = [c for c in cleaned if c.isalpha()]
    if not letters:
        return False
    if sum("LATIN" in unicodedata.name(c, "") for c in letters) < 0.6 * len(letters):
        return False
    words = re.findall(r"[^\W\d_]+(?:'\w+)?", cleaned.lower())
    if len(words) < 4:
        return not any(w in _OTHER for w in words) or any(is_common(w) for w in words)
    other = sum(w in _OTHER for w in words) / len(words)
    known = sum(is_common(w) for w in words[:120]) / min(len(words), 120)
    return known - 1.5 * other > 0.35
