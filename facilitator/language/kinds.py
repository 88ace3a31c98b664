"""What kind of thing a subject is: a tool, a channel, a rule, a process, or people. Moves say which kinds they suit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from facilitator.seams import Embedder, Vectors
from facilitator.words.phrases import Form, Phrase

KINDS = ("tool", "channel", "rule", "process", "people", "event", "pairs")
_KNOWN = {
    "tool": "app tool software system dashboard platform bot chatbot assistant scanner tablet device robot database spreadsheet macro logbook record simulator camera drone portal cloud printer sensor crm erp vpn login copilot chatgpt excel macros screen terminal ai",
    "channel": "tiktok linkedin instagram youtube video podcast post livestream reel brand booktok website newsletter streaming channel blog campaign ad reels facebook",
    "rule": "policy rule freeze budget ban criterion strategy decision law regulation price pricing closure layoff merger restructuring reorganisation cut target contract approval plan return savings saving",
    "process": "handover onboarding meeting request swap planning reporting process training hiring communication mail workflow planning roster rota migration maintenance conversation report procedure routine shift inbox",
    "event": "kickoff kick-off cohort workshop briefing midterm mid-term check interview interviews update round matching celebration launch pilot checkpoint review",
    "people": "customer client student patient volunteer team resident turnover workload inclusion people culture retention passenger pupil member supplier dealer buyer visitor citizen audience morale",
}
_EVENTS = frozenset(_KNOWN["event"].split())
_PAIRS = frozenset("pair pairs pairing pairings mentor mentors mentee mentees leader leaders session sessions".split())
_APART = ("event", "pairs")
"""Kinds only an owner's subject is of: their moves suit nothing else, and nothing else suits them."""
_HEADS = {word: kind for kind, words in _KNOWN.items() if kind != "event" for word in words.split()}
_EXAMPLES = {
    "tool": ("the booking app", "spreadsheet macros", "AI assistants", "the ticket system", "drone scans", "the electronic record", "3D printing", "electric vans"),
    "channel": ("TikTok", "recruiting videos", "our website", "the employer brand", "posts on LinkedIn", "the podcast"),
    "rule": ("the budget freeze", "the expense policy", "the return to the office", "promotion criteria", "password rules", "the pricing decision", "layoffs"),
    "process": ("the night handover", "onboarding", "moving updates to chat", "the returns process", "shift swaps", "giving feedback on drafts", "machine safety on the line"),
    "people": ("our customers", "staff turnover", "why people leave", "inclusion", "how students learn", "workload in the team", "volunteers"),
}

EXAMPLES = tuple((kind, text) for kind, texts in _EXAMPLES.items() for text in texts)
IMPLIED = {"tool": "technology", "channel": "social_media"}
"""Kind → the situation it belongs to even when no cue of that situation is said."""


class Kinds:
    """Sorts Phrases by their head word, and by nearness in meaning where the word says nothing."""

    def __init__(self, embedder: Embedder, vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self._embedder = embedder
        self._vectors = vectors([text for _, text in EXAMPLES])

    def of(self, phrases: Sequence[Phrase], *, owner: bool = False) -> frozenset[str]:
        """The kinds the first Phrases belong to; empty when there is none."""
        found: set[str] = set()
        if owner:
            # an owner's topic is something the programme does, the pairs themselves, or what they talk about
            named = {word for p in phrases[:1] for word in (p.head, *p.text.lower().split())}
            return frozenset({"event"} if named & _EVENTS else {"pairs"} if named & _PAIRS else {"any"})
        for phrase in phrases[:2]:
            kind = _HEADS.get(phrase.head) if phrase.form is Form.NOUN else None
            if kind:
                found.add(kind)
                continue
            near = self._vectors @ self._embedder.embed([phrase.text])[0]
            found.add(EXAMPLES[int(np.argmax(near))][0])
            if phrase.form is Form.DOING:
                found.add("process")
        return frozenset(found)

    def same(self, phrases: Sequence[Phrase], kinds: frozenset[str]) -> tuple[Phrase, ...]:
        """Of an owner's Phrases those that name the pairs, where the pairs are the subject: what they talk of is theirs."""
        if "pairs" not in kinds:
            return tuple(phrases)
        return tuple(p for p in phrases if _PAIRS.intersection((p.head, *p.text.lower().split())))

    def implied(self, phrases: Sequence[Phrase]) -> frozenset[str]:
        """Situations the subject belongs to by its head word."""
        kinds = {_HEADS.get(p.head) for p in phrases[:1] if p.form is Form.NOUN}
        return frozenset(IMPLIED[k] for k in kinds if k in IMPLIED)


def suits(about: Sequence[str], kinds: frozenset[str]) -> bool:
    """Whether a move about these kinds can be said of a subject; no kinds means the subject is the pair itself."""
    if not kinds:
        return "pair" in about
    if any(apart in kinds or apart in about for apart in _APART):
        return any(apart in kinds and apart in about for apart in _APART)
    return not about or "any" in kinds or "any" in about or bool(kinds.intersection(about))
