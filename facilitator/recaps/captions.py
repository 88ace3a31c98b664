"""Captions with times: WebVTT and SRT."""

from __future__ import annotations

import io
import re

from facilitator.errors import BadInput
from facilitator.recaps.record import RecordedLine
from facilitator.recaps.speakers import tidy

_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>(.*?)(?=<v[\s.]|</v>|$)", re.S)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")
SPOKEN_BY = re.compile(r"^\s*(?:>>+\s*)?([A-Z\u00c0-\u00de@][\w.@'’-]*(?:,? [\w.'’()/-]+){0,4}|Speaker \d+|unknown)\s*:\s+(\S.*)$", re.S | re.I)
LONGEST_TURN = 70
"""Words after which cues of one speaker are no longer joined, so that evidence stays a line and not a speech."""


def read_vtt(text: str) -> tuple[list[str], list[RecordedLine]]:
    """The notes at the top, and the cues with ``<v Name>`` or ``Name:`` speakers."""
    import webvtt
    from webvtt.errors import MalformedFileError

    text = text.lstrip("\ufeff")
    if not text.lstrip().upper().startswith("WEBVTT"):
        text = "WEBVTT\n\n" + text
    try:
        captions = webvtt.from_string(text.lstrip())
    except (MalformedFileError, ValueError, IndexError) as error:
        raise BadInput(f"The WebVTT file cannot be read: {error}.", remedy="Each cue needs a line such as 00:00:05.000 --> 00:00:09.000.") from error
    notes = [row for block in re.findall(r"^NOTE\s+(.*?)(?=\n\s*\n|\Z)", text, re.S | re.M) for row in block.splitlines()]
    notes += [row for row in text.lstrip().split("\n\n", 1)[0].splitlines()[1:] if "-->" not in row]
    cues = [(caption.start, caption.raw_text) for caption in captions]
    if not cues:
        raise BadInput("The WebVTT file holds no cues.", remedy="Export the transcript again, or paste it as notes.")
    return notes, _joined(cues)


def read_srt(text: str) -> tuple[list[str], list[RecordedLine]]:
    """The cues of an SRT file."""
    import webvtt
    from webvtt.errors import MalformedFileError

    try:
        cues = [(caption.start, caption.raw_text) for caption in webvtt.from_buffer(io.StringIO(text.lstrip("\ufeff").lstrip()), format="srt")]
    except (MalformedFileError, ValueError, IndexError) as error:
        raise BadInput("The SRT file cannot be read.", remedy="Each cue needs a number, a line such as 00:00:05,000 --> 00:00:09,000, and its words.") from error
    if not cues:
        raise BadInput("The SRT file holds no cues.", remedy="Export the transcript again, or paste it as notes.")
    return [], _joined(cues)


def _joined(cues: list[tuple[str, str]]) -> list[RecordedLine]:
    """Cues cut in mid-sentence made whole again, a line a sentence group and speaker."""
    spoken: list[tuple[str, str, str, bool]] = []
    for start, raw in cues:
        voices = _VOICE.findall(raw)
        if voices:
            for name, words in voices:
                spoken.append((_clock(start), tidy(name), _flat(words), True))
            continue
        for part in re.split(r"\n(?=\s*(?:-\s|>>|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?:\s))", raw):
            flat = _flat(part).removeprefix("- ")
            named = SPOKEN_BY.match(flat)
            if named:
                spoken.append((_clock(start), tidy(named[1]), named[2].strip(), True))
            elif flat:
                spoken.append((_clock(start), "", flat.lstrip("> "), flat.startswith(">>")))
    lines: list[RecordedLine] = []
    for at, speaker, words, has_name in spoken:
        last = lines[-1] if lines else None
        # A cue without a name carries on the one before it only where captions name a speaker once per turn and the sentence is still open.
        goes_on = last is not None and (speaker == last.speaker or not has_name) and len(last.text.split()) < LONGEST_TURN and not last.text.rstrip().endswith((".", "?", "!"))
        if last is not None and goes_on:
            lines[-1] = last.model_copy(update={"text": f"{last.text} {words}"})
        elif words:
            who = speaker if has_name or last is None else (last.speaker if _once_per_turn(spoken) else "")
            lines.append(RecordedLine(id=f"L{len(lines) + 1}", speaker=who, text=words, at=at))
    return lines


def _once_per_turn(spoken: list[tuple[str, str, str, bool]]) -> bool:
    return any(name for _, name, _, _ in spoken) and any(mark and name for _, name, _, mark in spoken) and sum(not mark for *_, mark in spoken) < len(spoken) * 0.7


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", _TAG.sub("", words)).strip()


def _clock(start: str) -> str:
    parts = re.split(r"[:.,]", str(start))
    parts = parts[:3] if len(parts) >= 3 else ["0", *parts[:2]]
    return ":".join(f"{int(p or 0):02d}" for p in parts)
