"""What was said in confidence is taken out, whichever way people marked it; when in doubt, more goes rather than less."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from facilitator.recaps import private_marks as marks
from facilitator.recaps import private_ways as ways
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.record import Record, RecordedLine, Transcript
from facilitator.recaps.silence import silence
from facilitator.recaps.speakers import first_name

FURTHEST_REPLY = 8
"""Turns after a confidence that may still belong to it."""
_ACK = re.compile(
    r"^\W*(?:sure|of course|ok(?:ay)?|yes|yeah|yep|no|right|oh|wow|hm+|mm+|understood|got it|i see|fine|absolutely|go on|go ahead|please do|thanks?(?: you)?(?: for (?:telling|trusting|saying|sharing)[^.]*)?|noted|really|ah|sorry|i'm sorry|that's (?:hard|tough|fine|a lot|awful|good to know)|i won't (?:repeat|say|tell|write|share|mention)[^.]*|i (?:understand|appreciate)[^.]*|my lips[^.]*|it stays[^.]*|goes no further[^.]*|nothing|no problem|promise|i promise|safe with me[^.]*|pen down|not writing|won't write[^.]*|i'll (?:leave|keep|take) (?:it|that) (?:out|between|off)[^.]*|done|deleted|removed|deal)\W*$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.I)
_FAMILIES = (
    "health doctor migrain sick ill illness therapy therapist hospital medic medication diagnos diagnosis surgery anxiety depress burnout pregnan treatment clinic counsel counsell operation condition chemo scan",
    "pay salary bonus wage rais raise paid earn money underpaid band compensation package grade",
    "leav leave leaving quit resign resignation notice offer interview recruiter headhunter job move moving",
    "family divorce child kids wife husband partner marriage mother father separat custody son daughter home baby",
    "restructur reorg reorganis redundan redundancy layoff cut job closure clos merger merg sell sale acquisition headcount",
    "complaint grievance harass bully bullying investigation hr disciplin warn warning allegation",
    "review rating performance apprais appraisal promot promotion",
)


@dataclass
class _Unit:
    line: int
    text: str
    speaker: str
    private: bool = False
    marked: bool = False
    depth: int = 0


@dataclass
class _Reading:
    units: list[_Unit] = field(default_factory=list)

    def hide(self, i: int, *, marked: bool = False) -> None:
        self.units[i].private = True
        self.units[i].marked = self.units[i].marked or marked

    def turn(self, i: int) -> range:
        """The units of the turn unit i belongs to: neighbours of the same speaker where speakers are known, else its line."""
        start = end = i
        while start > 0 and self._same(start - 1, i):
            start -= 1
        while end + 1 < len(self.units) and self._same(end + 1, i):
            end += 1
        return range(start, end + 1)

    def _same(self, a: int, b: int) -> bool:
        x, y = self.units[a], self.units[b]
        return x.line == y.line or bool(x.speaker) and x.speaker == y.speaker and abs(a - b) <= 12


def keep(read: Transcript) -> tuple[Record, tuple[RecordedLine, ...]]:
    """The Record without its private passages, and those passages (for comparing a finished text with, nothing else)."""
    reading = _units(read)
    _speakers(reading, read)
    _inline(reading, spoken=any(line.speaker for line in read.lines))
    _afterwards(reading)
    kept, private = [], []
    of_line = {n: list(units) for n, units in itertools.groupby(reading.units, key=lambda unit: unit.line)}
    for i, line in enumerate(read.lines):
        mine = of_line.get(i, [])
        open_words = " ".join(u.text for u in mine if not u.private and u.text)
        hidden = " ".join(u.text for u in mine if u.private and u.text)
        if open_words and re.search(r"\w", open_words):
            kept.append(line.model_copy(update={"text": open_words}))
        if hidden and re.search(r"\w", hidden):
            private.append(line.model_copy(update={"text": hidden}))
    runs = sum(u.private and (i == 0 or not reading.units[i - 1].private) for i, u in enumerate(reading.units))
    headings = {line.id: entry.split("|", 1)[1] for line, entry in zip(read.lines, read.under, strict=False) if entry.split("|", 1)[1]}
    record = Record(header=read.header, lines=tuple(kept), headings=headings, off_record=runs, format=read.format)
    return record, tuple(private)


def _units(read: Transcript) -> _Reading:
    """Sentences, with everything between ``[off]`` and ``[on]`` or under a private heading hidden at once."""
    reading = _Reading()
    off = False
    for i, line in enumerate(read.lines):
        depth, heading = (read.under[i].split("|", 1) if read.under else ("0", ""))
        under_private = bool(heading and marks.HEADING_OFF.match(heading))
        rest = line.text
        while rest:
            found = (marks.TAG_ON if off else marks.TAG_OFF).search(rest)
            # A trailing "(private)" marks the words before it, not all that follows.
            if found and not off and found[0].lower().strip("[](){}<> ") in ("private", "otr", "off the record", "off record", "off-record") and not rest[found.end() :].strip(" .") and rest[: found.start()].strip(" .-"):
                _add(reading, i, rest[: found.start()], line.speaker, True, int(depth))
                break
            piece, rest = (rest[: found.start()], rest[found.end() :]) if found else (rest, "")
            _add(reading, i, piece, line.speaker, off or under_private, int(depth))
            if found:
                off = not off
    return reading


def _add(reading: _Reading, line: int, text: str, speaker: str, private: bool, depth: int) -> None:
    reading.units.extend(_Unit(line=line, text=s, speaker=speaker, private=private, marked=private, depth=depth) for s in sentences(text))


def _speakers(reading: _Reading, read: Transcript) -> None:
    """Everything said by, or told of, people of whom nothing may be kept."""
    hidden = {name.lower() for name in read.header.unrecorded}
    for i, unit in enumerate(list(reading.units)):
        for pattern in (*marks.SPEAKER, *ways.SPEAKER):
            match = pattern.search(ways.plain(unit.text))
            if match and not re.search(r"\b(?:about|regarding)\b", unit.text):
                hidden.add((unit.speaker if match["who"].lower() in ("i", "me") else _addressed(reading, i, read) if match["who"].lower() == "you" else match["who"]).lower())
                unit.private = unit.marked = True
    hidden.discard("")
    for i, unit in enumerate(reading.units):
        names = {unit.speaker.lower(), first_name(unit.speaker).lower()} if unit.speaker else set()
        told = any(re.search(rf"\b{re.escape(h)}\b", unit.text, re.I) for h in hidden)
        if names & hidden or told:
            reading.hide(i, marked=True)


def _addressed(reading: _Reading, i: int, read: Transcript) -> str:
    """Who "you" is: the person the sentence calls by name, else whoever speaks next."""
    unit = reading.units[i]
    others = [s for s in dict.fromkeys(line.speaker for line in read.lines) if s and s != unit.speaker]
    called = [s for s in others if re.search(rf"\b{re.escape(first_name(s))}\b", unit.text)]
    after = [u.speaker for u in reading.units[i + 1 :] if u.speaker and u.speaker != unit.speaker]
    return called[0] if len(called) == 1 else after[0] if after else ""


def _inline(reading: _Reading, *, spoken: bool) -> None:
    """Marks that stand with the words they cover."""
    units = reading.units
    for i, unit in enumerate(units):
        text = ways.plain(unit.text)
        if unit.private or marks.is_rule(text) or _subject(text):
            continue
        after, before = marks.AFTER.search(text) or ways.after(text), marks.BEFORE.search(text) or ways.before(text)
        # "Not for publication. The lease ends in March.": a mark that could be either opens what comes.
        opens = before and i == reading.turn(i).start and i + 1 < reading.turn(i).stop and not marks.AFTER.search(text)
        if after and not opens:
            _backward(reading, i, own=len(content_words(text[: after.start()] + " " + text[after.end() :])))
        elif before:
            _forward(reading, i, before.span(), spoken=spoken)
        elif asked := silence(text):
            if asked.back:
                _backward(reading, i, own=len(content_words(text[: asked.start] + " " + text[asked.end :])))
            if asked.ahead:
                _forward(reading, i, (asked.start, asked.end), spoken=spoken)


def _backward(reading: _Reading, i: int, *, own: int) -> None:
    units = reading.units
    reading.hide(i, marked=True)
    turn = reading.turn(i)
    earlier = [j for j in turn if j < i]
    if earlier or own >= 4:
        for j in earlier:
            reading.hide(j, marked=True)
        # "3. Hunting. (He asked me to leave this out.)" with the words below it.
        for j in itertools.takewhile(lambda j: units[j].depth > units[i].depth, range(turn.stop, len(units)) if not units[i].speaker else ()):
            reading.hide(j, marked=True)
    else:
        # The mark opens a turn: the words meant are this speaker's last ones, or what the other has just said.
        speaker = units[i].speaker
        if not speaker:
            for j in [j for j in range(i) if units[j].line == units[i].line - 1]:
                reading.hide(j, marked=True)
        else:
            before = next((j for j in range(i - 1, -1, -1) if units[j].speaker != speaker and not _ACK.match(units[j].text)), None)
            own_before = next((j for j in range(i - 1, -1, -1) if units[j].speaker == speaker), None)
            wanted = own_before if re.search(r"\b(?:i(?:'ve)? (?:just )?said|my last)\b", units[i].text, re.I) or before is None else before
            if wanted is not None:
                for j in range(reading.turn(wanted).start, i):
                    reading.hide(j, marked=True)
            if own_before is not None and wanted == before and before is not None and re.search(r"\b(?:please|could|can|don't|do not|keep|leave)\b", units[i].text, re.I):
                for j in reading.turn(own_before) if i - own_before <= 6 else ():
                    reading.hide(j, marked=True)
    _replies(reading, i)


def _forward(reading: _Reading, i: int, mark: tuple[int, int], *, spoken: bool) -> None:
    units = reading.units
    reading.hide(i, marked=True)
    text = ways.plain(units[i].text)
    bare = text[: mark[0]] + " " + text[mark[1] :]
    announced = len(content_words(bare)) <= (2 if text.rstrip().endswith("?") else 1)
    at_end = mark[1] >= len(text.rstrip(" .!)")) - 1
    turn = reading.turn(i)
    if announced and i > turn.start and i == turn.stop - 1 and not units[i].text.rstrip().endswith("?"):
        for j in range(turn.start, i):  # "She is leaving in June. Between us."
            reading.hide(j, marked=True)
    last = i
    for j in range(i + 1, turn.stop):
        if marks.CLOSE.search(units[j].text):
            return
        reading.hide(j)
        last = j
    if not spoken:
        for j in range(last + 1, len(units)):
            if units[j].depth <= units[i].depth and not (announced and at_end and units[j].line == units[i].line + 1 and units[i].text.rstrip().endswith(":")):
                return
            reading.hide(j)
        return
    if announced and last == i:
        again = next((j for j in range(i + 1, min(i + FURTHEST_REPLY, len(units))) if units[j].speaker == units[i].speaker), None)
        if again is not None:
            for k in range(i + 1, reading.turn(again).stop):
                if marks.CLOSE.search(units[k].text):
                    return
                reading.hide(k)
                last = k
    _replies(reading, last)


def _replies(reading: _Reading, i: int) -> None:
    """The answers to a confidence: as long as they acknowledge it, ask about it, or use its words."""
    units = reading.units
    said = {w for u in units[max(0, i - 8) : i + 1] if u.private for w in content_words(u.text)}
    person = any(_PRONOUN.search(u.text) or re.search(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]+", u.text) for u in units[max(0, i - 8) : i + 1] if u.private)
    turns, speaker = 0, units[i].speaker
    for j in range(i + 1, len(units)):
        unit = units[j]
        if unit.speaker != speaker or not unit.speaker:
            turns, speaker = turns + 1, unit.speaker
        if not unit.speaker or turns > FURTHEST_REPLY or marks.CLOSE.search(unit.text) or unit.private and unit.marked:
            return
        words = content_words(unit.text)
        linked = bool(_ACK.match(unit.text)) or len(words) <= 1 or bool(set(words) & said) or person and bool(_PRONOUN.search(unit.text)) or turns <= 2 and len(words) <= 4 and unit.text.endswith("?")
        if not linked:
            return
        reading.hide(j)
        said.update(words)


def _subject(text: str) -> str | None:
    for pattern in (*marks.SUBJECT, *ways.SUBJECT):
        match = pattern.search(text)
        if match:
            topic = re.split(r",| (?:please|from|in) (?:the|this|our)? ?(?:notes|recap|minutes|record|summary)|\bplease\b| - | when | ok\b", match["topic"], flags=re.I)[0].strip()
            if topic.lower() not in ("that", "it", "this", "all that", "all", "me", "everything", "everyone", "us") and content_words(topic):
                return topic
    return None


def _afterwards(reading: _Reading) -> None:
    """Marks that come later and name what they mean: "leave out what I said about Priya"."""
    units = reading.units
    for i, unit in enumerate(units):
        topic = _subject(ways.plain(unit.text))
        if topic is None:
            continue
        reading.hide(i, marked=True)
        topic = re.sub(r"\b(?:last time|earlier|before|just now|at the (?:start|beginning)|today|yesterday|a minute ago)\b", "", topic, flags=re.I).strip(" ,")
        words = set(content_words(topic)) - {"conversation", "earlier", "situation", "team"}
        head = (content_words(topic) or [""])[-1]
        names = {w.lower() for w in re.findall(r"\b[A-Z][a-z]+\b", topic)} - {"The", "My"}
        family = {w for f in _FAMILIES for w in f.split() if words & set(content_words(f) + f.split())}
        hits = [j for j in range(len(units)) if j != i and _speaks_of(units[j].text, words, names) and (names or len(words) < 3 or head in content_words(units[j].text))]
        if not hits or len(hits) == 1 and not any(j < i for j in hits):
            hits = [j for j in range(len(units)) if j != i and set(content_words(units[j].text)) & family] or hits
        told_here = any(len(content_words(tail)) >= 2 for tail in re.findall(r"[:(](.+)$", unit.text))
        if not any(j < i for j in hits) and not told_here:
            mine = [j for j in range(i) if units[j].speaker == unit.speaker and units[j].line != unit.line]
            hits += list(range(reading.turn(mine[-1]).start, i)) if mine and unit.speaker else [j for j in range(i) if units[j].line == unit.line - 1]
        for j in hits:
            reading.hide(j, marked=True)
        for j in hits:
            _tail(reading, j)


def _speaks_of(text: str, words: set[str], names: set[str]) -> bool:
    if names:
        return any(re.search(rf"\b{re.escape(n)}\b", text, re.I) for n in names)
    found = set(content_words(text))
    return bool(words) and len(words & found) >= max(1, (len(words) + 1) // 2)


def _tail(reading: _Reading, i: int) -> None:
    """What follows a sentence that was taken out and cannot be understood without it: "She told me in March.\""""
    units = reading.units
    for j in range(i + 1, min(i + 5, len(units))):
        unit = units[j]
        if unit.private:
            continue
        if marks.CLOSE.search(unit.text):
            return
        leans = bool(re.match(r"^\W*(?:(?:and|but|so|because|well|yes|yeah|no|then)\W+)*(?:she|he|they|her|his|their|him|them|that|this|it)\b", unit.text, re.I)) or bool(_PRONOUN.search(unit.text)) and len(content_words(unit.text)) <= 6 or bool(_ACK.match(unit.text)) and unit.speaker != units[i].speaker
        if not leans:
            return
        reading.hide(j)
