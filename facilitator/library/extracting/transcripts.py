"""Captions (VTT, SRT) → Markdown: one paragraph a turn, with who speaks."""

from __future__ import annotations

import html
import re

_TIMES = re.compile(r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_SPEAKER = re.compile(r"^([^\W\d_][\w .'’-]{0,40}):\s+(?=\S)")


def markdown_of_captions(text: str) -> str:
    """The turns in order; cues of one speaker that follow each other are joined."""
    turns: list[tuple[str, list[str]]] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = block.strip().split("\n")
        at = next((i for i, line in enumerate(lines) if _TIMES.search(line)), None)
        if at is None:
            continue
        words = " ".join(lines[at + 1 :])
        voice = _VOICE.search(words)
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", "", words)).split())
        named = None if voice else _SPEAKER.match(words)
        speaker = " ".join(voice[1].split()) if voice else (named[1] if named else "")
        words = words[named.end() :] if named else words
        if not words:
            continue
        if turns and (speaker == turns[-1][0] or not speaker):
            turns[-1][1].append(words)
        else:
            turns.append((speaker, [words]))
    return "\n\n".join(f"{speaker}: {' '.join(said)}" if speaker else " ".join(said) for speaker, said in turns)
