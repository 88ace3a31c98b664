"""Which language: what a person chose, or what their browser asks for."""

from __future__ import annotations

from babel import negotiate_locale

from facilitator.speaking.catalogue import ENGLISH, LANGUAGES

_LONGEST_HEADER = 500


def asked_for(accept_language: str) -> str:
    """The language an Accept-Language header asks for first among ours; English when it names none of them."""
    wanted: list[tuple[float, str]] = []
    for part in accept_language[:_LONGEST_HEADER].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            share = float(weight) if weight else 1.0
        except ValueError:
            continue
        if tag and share > 0:
            wanted.append((share, tag.replace("-", "_")))
    found = negotiate_locale([tag for _, tag in sorted(wanted, key=lambda one: -one[0])], list(LANGUAGES))
    return found if found and found in LANGUAGES else ENGLISH


def is_known(language: str) -> bool:
    """Whether a language can be chosen."""
    return language in LANGUAGES
