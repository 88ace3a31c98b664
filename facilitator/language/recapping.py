"""The embedded recap writer: what was said, promised and left open, in plain words to the mentee, every line with its evidence."""

from __future__ import annotations

import re

from facilitator.domain.outputs import Commitment, Draft, LeftOut, Recap, Takeaway
from facilitator.domain.session import Brief
from facilitator.language.recap_takeaways import choose_takeaways
from facilitator.language.recap_telling import Telling
from facilitator.recaps.commitments import find_promises
from facilitator.recaps.dates import as_said
from facilitator.recaps.lines import content_words
from facilitator.recaps.outcomes import Found, find_credits, find_decisions, find_open_questions
from facilitator.recaps.promises import UNASSIGNED, Promise
from facilitator.recaps.record import Record
from facilitator.seams import Embedder

LONGEST_RECAP = 240
"""Words in all, labels on a page not counted: 250 with them. More is not read on the way to the next meeting."""
MOST = {"commitments": 10, "decisions": 6, "open_questions": 5, "credits": 3, "takeaways": 8}


class RecapWriter:
    """Writes a Recap from a Record alone: no key, no network, nothing that was not said."""

    name = "composer"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def write(self, record: Record, brief: Brief | None = None) -> Draft:
        """The Recap of a session; what the Brief hoped for never enters it, only who is who."""
        telling = Telling.of(record, brief)
        promises = [p.model_copy(update={"what": telling.spelled(p.what)}) for p in find_promises(record)]
        commitments = tuple(self._commitment(p, record, telling) for p in promises)[: MOST["commitments"]]
        taken = {e for p in promises for e in p.evidence}
        decided = [d for d in find_decisions(record) if record.format != "notes" or not set(d.evidence) <= taken]
        decisions = self._lines(decided, telling, MOST["decisions"], besides=())
        questions = self._lines(find_open_questions(record), telling, MOST["open_questions"], besides=tuple(d.text for d in decisions))
        credits = tuple(
            Takeaway(text=f"{telling.name(f.said_by, start=True)} brought this idea, and agreed to be named for it: {telling.quoted(f.text)}", evidence=f.evidence)
            for f in find_credits(record)[: MOST["credits"]]
        )
        used: dict[str, set[str]] = {}
        for evidence, words in (*((c.evidence, f"{c.who} {c.what} {c.when or ''}") for c in commitments), *((d.evidence, d.text) for d in (*decisions, *questions))):
            for e in evidence:
                used.setdefault(e, set()).update(content_words(words))
        takeaways = choose_takeaways(record, telling, self._embedder, used=used, most=MOST["takeaways"])
        recap = _bounded(Recap(
            headline=self._headline(record, telling, takeaways, decisions, commitments), takeaways=takeaways, commitments=commitments, decisions=decisions,
            open_questions=questions, credits=credits, left_out=LeftOut(off_record=record.off_record),
        ))  # fmt: skip
        return Draft(writer=self.name, template="recap@embedded-1", recap=recap)

    def _commitment(self, promise: Promise, record: Record, telling: Telling) -> Commitment:
        what = telling.task(promise.what, promise.said_by, promise.said_to)
        when = as_said(promise.when, record.header.session_date) if promise.when else None
        return Commitment(who=promise.who or UNASSIGNED, what=what, when=when, evidence=promise.evidence)

    def _lines(self, found: list[Found], telling: Telling, most: int, *, besides: tuple[str, ...]) -> tuple[Takeaway, ...]:
        out: list[Takeaway] = []
        for item in found:
            text = telling.outcome(item)
            words = set(content_words(text))
            if text and not any(len(words & set(content_words(other))) >= 0.7 * min(len(words), len(set(content_words(other)))) for other in (*besides, *(t.text for t in out))):
                out.append(Takeaway(text=text, evidence=item.evidence))
        return tuple(out[:most])

    def _headline(self, record: Record, telling: Telling, takeaways: tuple[Takeaway, ...], decisions: tuple[Takeaway, ...], commitments: tuple[Commitment, ...]) -> str:
        texts = [t.text for t in (*decisions, *takeaways)] + [c.what for c in commitments]
        topics = telling.topics(texts, record)
        named = telling.pair(start=True)
        about = f" about {_listed(topics)}" if topics else ""
        if named:
            return f"{named} talked{about}."
        return f"{about.strip().capitalize()}." if about else "What this session's record holds."


def _listed(topics: list[str]) -> str:
    return topics[0] if len(topics) == 1 else f"{', '.join(topics[:-1])} and {topics[-1]}"


def _length(recap: Recap) -> int:
    texts = [recap.headline, *(t.text for part in (recap.takeaways, recap.decisions, recap.open_questions, recap.credits) for t in part)]
    texts += [f"{c.who} {c.what} {c.when or ''}" for c in recap.commitments]
    return sum(len(t.split()) for t in texts)


def _bounded(recap: Recap) -> Recap:
    """At most LONGEST_RECAP words: takeaways go first, then open questions; promises and decisions last."""
    while _length(recap) > LONGEST_RECAP:
        for part, least in (("takeaways", 2), ("open_questions", 2), ("takeaways", 0), ("open_questions", 0), ("credits", 0), ("decisions", 1), ("commitments", 1), ("decisions", 0), ("commitments", 0)):
            lines = getattr(recap, part)
            if len(lines) > least:
                recap = recap.model_copy(update={part: lines[:-1]})
                break
        else:
            return recap
    return recap


def written_text(recap: Recap) -> str:
    """The Recap as plain text, the way a Check or a page without marks reads it."""
    rows = [recap.headline, *(t.text for t in recap.takeaways)]
    rows += [f"Decision: {t.text}" for t in recap.decisions]
    rows += [f"{c.who}: {c.what}{f', {c.when}' if c.when else ''}" for c in recap.commitments]
    rows += [f"Open: {t.text}" for t in recap.open_questions] + [t.text for t in recap.credits]
    return "\n".join(re.sub(r"\s+", " ", row) for row in rows)
