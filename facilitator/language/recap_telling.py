"""How a session is told to the mentee: who is "you", who is called by name, and what can only be quoted."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

from facilitator.domain.base import Model
from facilitator.domain.session import Brief
from facilitator.recaps.lines import sentences
from facilitator.recaps.outcomes import Found
from facilitator.recaps.record import Record
from facilitator.recaps.replies import plain_speech
from facilitator.recaps.speakers import first_name, short_names
from facilitator.words.cleaning import lower_first, upper_first
from facilitator.words.people import people_of
from facilitator.words.retelling import READER, retell
from facilitator.words.statements import main_nouns

_FIRST = re.compile(r"\b(?:I|I'm|I'll|I've|I'd|me|my|mine|myself)\b", re.I)
_SECOND = re.compile(r"\b(?:you|your|yours|you're|you'll|you've|you'd|yourself)\b", re.I)
_OURS = re.compile(r"\b(?:we|we're|we've|we'll|we'd|us|our|ours|let's)\b", re.I)
_SHORTHAND = {"w/": "with", "w/o": "without", "b/c": "because", "bc": "because", "mtg": "meeting", "mtgs": "meetings", "mgr": "manager", "mgmt": "management", "b4": "before", "abt": "about", "dept": "department", "tmrw": "tomorrow", "msg": "message", "ppl": "people", "hrs": "hours", "mins": "minutes", "info": "information", "wk": "week", "wks": "weeks", "yr": "year", "yrs": "years", "poss": "possibly", "esp": "especially", "govt": "government", "approx": "approximately", "cust": "customer", "custs": "customers", "pls": "please", "thx": "thanks", "nxt": "next", "cld": "could", "shld": "should", "wld": "would", "diff": "different"}  # fmt: skip
_VAGUE = {*"january february march april may june july august september october november december spring summer autumn winter christmas easter pack".split(), "thing", "things", "people", "person", "time", "week", "day", "session", "meeting", "lot", "way", "one", "point", "question", "idea", "hour", "minute", "minutes", "month", "year", "bit", "kind", "sort", "morning", "today", "tomorrow", "friday", "monday", "tuesday", "wednesday", "thursday", "list", "example", "problem", "half", "part", "side", "end", "reason", "note", "page", "hours", "weeks", "days", "months", "years", "everyone", "someone", "nobody", "others", "work", "first", "last", "next", "two", "three", "copy", "name", "email", "couple", "number", "numbers", "thought", "fact", "moment", "rest", "line", "word", "words"}  # fmt: skip


class Telling(Model):
    """Names and roles of one session."""

    reader: str = ""
    """The mentee as the record spells them; empty when nobody knows who is who."""
    mentor: str = ""
    short: dict[str, str] = {}
    pair_names: tuple[str, ...] = ()
    initials: dict[str, str] = {}

    @classmethod
    def of(cls, record: Record, brief: Brief | None) -> Telling:
        """Roles as the source or the Brief gives them; of two people, the one who is not the mentor is the mentee."""
        people = record.people
        mentor, mentee = record.header.mentor, record.header.mentee
        if brief is not None:
            known = people_of(brief)
            mentor = mentor or _match(known.mentor_names, people)
            mentee = mentee or _match(known.mentee_names, people)
        speakers = record.speakers if len(record.speakers) >= 2 else people
        if len(speakers) == 2:
            if mentor in speakers and not mentee:
                mentee = next(s for s in speakers if s != mentor)
            elif mentee in speakers and not mentor:
                mentor = next(s for s in speakers if s != mentee)
        pair = (mentee, mentor) if mentor and mentee else tuple(speakers) if len(speakers) == 2 else ()
        everyone = [*people, *(p for p in (mentor, mentee) if p)]
        return cls(reader=mentee, mentor=mentor, short=short_names(everyone), pair_names=pair, initials=record.header.initials)

    def name(self, person: str, *, start: bool = False) -> str:
        if person and person == self.reader:
            return "You" if start else READER
        return self.short.get(person, person) if person else "Someone" if start else "someone"

    def pair(self, *, start: bool = False) -> str:
        """``You and Priya``, or both names; empty when there are not two."""
        if len(self.pair_names) != 2:
            return ""
        names = [self.name(p, start=start and i == 0) for i, p in enumerate(self.pair_names)]
        return " and ".join(names)

    def _who(self, person: str) -> str:
        return READER if person and person == self.reader else self.short.get(person, person)

    def _listener(self, speaker: str) -> str:
        rest = [p for p in self.pair_names if p != speaker]
        return self._who(rest[0]) if len(self.pair_names) == 2 and len(rest) == 1 else ""

    def quoted(self, text: str) -> str:
        """The words themselves, in quotation marks."""
        return f'"{text.strip().strip(chr(34)).rstrip(".")}."' if not text.rstrip().endswith(("?", "!")) else f'"{text.strip().strip(chr(34))}"'

    def said(self, text: str, speaker: str) -> str:
        """A sentence as told by others: names for "I" and "you" where that is sure, quoted where it is not."""
        text = self.spelled(text)
        if not speaker:
            return _stop(upper_first(text))
        if _OURS.search(text) or _SECOND.search(text) and not self._listener(speaker) or len(re.findall(r"\bI\b", text)) > 2 and speaker != self.reader:
            return f"{self.name(speaker, start=True)} said: {self.quoted(upper_first(text))}"
        if re.match(r"^\W*(?:I|I'm|I've|I'd|I'll|My)\b", text) and (told := retell(text, self._who(speaker), self._listener(speaker))):
            return _stop(upper_first(told))
        if _FIRST.search(text) or _SECOND.search(text):
            told = retell(text, self._who(speaker), self._listener(speaker))
            if told is None:
                return f"{self.name(speaker, start=True)} said: {self.quoted(upper_first(text))}"
            return _stop(f"{self.name(speaker, start=True)} said {_lowered(told)}")
        return _stop(f"{self.name(speaker, start=True)} said {_lowered(text)}")

    def noted(self, text: str, author: str) -> str:
        """A sentence of somebody's own notes: their "I" by name, sentence by sentence, and as it stands where that would be a guess."""
        parts = [self.spelled(s) for s in sentences(text)]
        told = [(retell(s, self._who(author), self._listener(author)) or s) if re.search(r"\b(?:I|I'm|I'll|I've|I'd|me|my|mine|myself)\b", s) else s for s in parts]
        return " ".join(_stop(upper_first(s)) for s in told)

    def outcome(self, item: Found) -> str:
        """A decision or an open question."""
        text = self.spelled(plain_speech(item.text))
        if item.joint and self.pair():
            text = re.sub(r"^\W*we\b(?:'ve|'re| have| are)?", self.pair(start=True), text, count=1, flags=re.I)
            text = re.sub(r"\bwe\b", READER if self.reader else "they", text, flags=re.I)
            text = re.sub(r"\bus\b", READER if self.reader else "them", text, flags=re.I)
        if item.said_by and (_FIRST.search(text) or _SECOND.search(text) and not (item.joint and self.reader)):
            if text.rstrip().endswith("?"):
                return f"{self.name(item.said_by, start=True)} asked: {self.quoted(upper_first(text))}"
            told = None if _OURS.search(text) or item.joint and self.reader else retell(text, self._who(item.said_by), self._listener(item.said_by))
            return _stop(upper_first(told)) if told else f"{self.name(item.said_by, start=True)} said: {self.quoted(upper_first(text))}"
        return _stop(upper_first(text))

    def task(self, what: str, said_by: str, said_to: str) -> str:
        """What was promised, from its verb on, with names for "you" and "my"."""
        what, mark, words = what.partition(' ("')
        text = self.spelled(what)
        if said_by and (_FIRST.search(text) or _SECOND.search(text)):
            told = retell(f"I will {text}", self._who(said_by), self._who(said_to) if said_to else "")
            start = f"{upper_first(self._who(said_by))} will "
            if told and told.startswith(start):
                return told[len(start) :].rstrip(".") + mark + words
        return text + mark + words

    def spelled(self, text: str) -> str:
        """Common shorthand written out, and initials where the record says whose they are."""
        text = re.sub(r"(?<![\w/])(w/o|w/|[A-Za-z]+\d?(?:/[a-z])?)(?![\w/'])", lambda m: _SHORTHAND.get(m[1], m[1]), text)
        text = re.sub(r"\bwith(?=\w)", "with", text)
        for letters, name in self.initials.items():
            text = re.sub(rf"(?<![\w'.]){re.escape(letters)}(?='s\b|[\s,.;:)]|$)(?!\.\w)", partial(self._lettered, name), text)
        text = re.sub(r"\byou's\b", "your", text)
        return _second_person_verbs(text) if self.reader and self.initials else text

    def _lettered(self, name: str, found: re.Match[str]) -> str:
        """The reader as "you" only where a verb follows, or an owner is meant: "E shocked" has no "you" that fits."""
        after = found.string[found.end() :]
        if name != self.reader:
            return self.short.get(name, name)
        fits = re.match(r"'s\b|\s+(?:will|to|would|can|could|has|had|is|was|may|might|must|does|did|also|then|\w+s|said|asked|thought|told|agreed|promised|offered|wanted|wrote|knew|did|tried|believed|assumed)\b|\W*$|[),.;]", after)
        return "you" if fits and not re.match(r"\s*:", after) else self.short.get(name, name)

    def topics(self, texts: list[str], record: Record) -> list[str]:
        """Up to three things the session was about, the most spoken of first."""
        names = {n.lower() for p in (*record.people, self.mentor, self.reader) for n in p.split()}
        everything = " ".join(line.text for line in record.lines).lower()
        counts: Counter[str] = Counter()
        for text in texts:
            for phrase in set(main_nouns(text)):
                words = phrase.lower().split()
                if 1 <= len(words) <= 3 and words[-1] not in _VAGUE and not set(words) & names and not any(c.isdigit() for c in phrase) and all(w.isalpha() and len(w) > 3 for w in words):
                    counts[phrase] += len(re.findall(rf"\b{re.escape(words[-1])}", everything)) + len(words)
        out: list[str] = []
        for phrase, _ in counts.most_common():
            if not any(set(phrase.lower().split()) & set(o.lower().split()) for o in out):
                out.append(f"the {phrase}" if re.search(rf"\b(?:the|this|that|our|my|your) {re.escape(phrase.lower())}\b", everything) else phrase)
            if len(out) == 3:
                break
        return out


def _match(names: tuple[str, ...], people: tuple[str, ...]) -> str:
    if not names:
        return ""
    return next((p for p in people if first_name(p).lower() == names[0].lower()), "")


def _lowered(text: str) -> str:
    return lower_first(text)


def _stop(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!", '"')) else f"{text.rstrip(' ,;:-')}."


def _second_person_verbs(text: str) -> str:
    """``you thinks`` → ``you think`` after initials became "you"."""
    from facilitator.words.statements import plain_verb

    return re.sub(r"\b([Yy]ou) (?!are\b|have\b|do\b|will\b|can\b|may\b|might\b|to\b)(\w+s)\b", lambda m: f"{m[1]} {plain_verb(m[2])}", text)
