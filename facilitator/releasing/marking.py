"""Lines marked off the record by hand: taken out of the record, the draft and every version, and looked for in what is left."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.access import Act, Asker, Thing, not_there
from facilitator.domain.base import Model
from facilitator.domain.outputs import Output
from facilitator.domain.recaps import Part, RecapDraft, RecapLine, RecapVersion
from facilitator.errors import BadInput, Conflict
from facilitator.recaps.record import Record, RecordedLine
from facilitator.releasing.drafting import Drafted, drafted, ids_of, written
from facilitator.releasing.kept import Recapper, RecapsKept
from facilitator.releasing.lines import NEUTRAL, lines_of, recap_from, tells, wrong_with
from facilitator.releasing.sitting import Sitting, sitting

TAKEN_OUT = "(Taken out: it spoke of something that is now off the record.)"
"""Stands where a correction told something that was marked afterwards."""


class Source(Model):
    """The lines of the record that may still be used."""

    lines: tuple[RecordedLine, ...]
    is_transcript: bool
    is_written: bool


class Marking:
    """The verbs of marking by hand."""

    def __init__(self, kept: RecapsKept, recapper: Recapper) -> None:
        self._kept = kept
        self._recapper = recapper

    def source(self, session: str, *, by: Asker) -> Source:
        """What the draft is written from, line by line; raises NotFound when there is no draft."""
        with self._kept.reading() as rows:
            sitting(rows, session, Act.READ, Thing.RECAP_DRAFT, by)
            draft = rows.draft(session)
        if draft is None:
            raise not_there()
        return Source(lines=Record.model_validate_json(draft.record).lines, is_transcript=draft.is_transcript, is_written=draft.is_written)

    def mark(self, session: str, lines: Sequence[str], *, by: Asker) -> Drafted:
        """Takes lines out for good and writes the Recap anew from what is left; without any, writes the one that was waiting for marks.

        Every stored copy is rewritten in the same step: what was released loses the lines that rest on what is gone, or still tell it.
        """
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.CHANGE, Thing.RECAP_DRAFT, by)
            draft, versions = rows.draft(session), tuple(rows.versions(session))
        if draft is None:
            raise not_there()
        if not lines and draft.is_written:
            raise BadInput("lines: No line is marked.", remedy="Mark at least one, or leave the page as it is.")
        record = Record.model_validate_json(draft.record)
        if not record.lines:
            raise Conflict("There is no source here to mark lines in.", remedy="Write a recap from your notes first.")
        gone = frozenset(ids_of(lines, record)) if lines else frozenset()
        left = _without(record, gone)
        withheld = "\n".join(line.text for line in record.lines if line.id in gone)
        output = self._recapper.recap_of(left, withheld_text=withheld) if left.lines else None
        fresh = self._fresh(draft, output, left, withheld, here, count=len(gone))
        cleaned = tuple(self._cleaned(version, gone, left, withheld, fresh) for version in versions) if gone else versions
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.CHANGE, Thing.RECAP_DRAFT, by)
            if rows.draft(session) != draft or tuple(rows.versions(session)) != versions:
                raise Conflict("This recap was changed meanwhile, so nothing was taken out yet.", remedy="Look at it again and mark the lines once more.")
            fresh = fresh.model_copy(update={"changed_at": rows.now})
            rows.put_draft(fresh)
            for version in cleaned:
                rows.change_version(version)
            rows.forget_answers(session)
            for key, output in rows.tried_out(by.member):
                # the same words recapped outside the session are the same copy
                if (left_of := _without_words(output, frozenset(withheld.split("\n")))) != output:
                    rows.renew_tried_out(key, left_of)
            rows.note(act=Act.CHANGE, thing=Thing.RECAP_DRAFT, by=by.member, programme=draft.programme, about=session, outcome="off_record" if gone else "done")
        self._kept.scrub()
        return drafted(fresh)

    def _fresh(self, draft: RecapDraft, output: Output | None, left: Record, withheld: str, here: Sitting, *, count: int) -> RecapDraft:
        """The draft written anew, with what the mentor had edited or withheld where it still holds."""
        base = draft.model_copy(update={"record": left.model_dump_json(), "off_record": left.off_record, "marked": draft.marked + count, "lines": (), "held": (), "escalation": None, "is_written": True})
        if output is None:
            return base.model_copy(update={"held": ("Everything in it is off the record.",)})
        if output.escalation is not None:
            return base.model_copy(update={"escalation": output.escalation})
        fresh = written(base, output, left, here)
        ids = {line.id for line in left.lines}
        before = {(line.part, line.evidence): line for line in draft.lines}
        lines: list[RecapLine] = []
        for line in fresh.lines:
            old = before.pop((line.part, line.evidence), None)
            lines.append(self._carried(line, old, left, withheld))
        for old in before.values():
            # the mentor's own words, whose lines are all still there but from which nothing was written this time
            if old.edited and old.evidence and ids.issuperset(old.evidence) and self._still_fits(old, left, withheld):
                taken = {line.key for line in lines}
                key = next(key for number in range(1, 1_000) if (key := f"mine-{number}") not in taken)
                lines.append(old.model_copy(update={"key": key, "wrong": ""}))
        return fresh.model_copy(update={"lines": tuple(lines)})

    def _carried(self, line: RecapLine, old: RecapLine | None, left: Record, withheld: str) -> RecapLine:
        if old is None:
            return line
        if old.edited and self._still_fits(old, left, withheld):
            return old.model_copy(update={"key": line.key, "wrong": ""})
        return line.model_copy(update={"withheld": old.withheld})

    def _still_fits(self, line: RecapLine, left: Record, withheld: str) -> bool:
        return not wrong_with(line, left, self._recapper, withheld_text=withheld) and not tells(line.said, withheld, left, self._recapper)

    def _cleaned(self, version: RecapVersion, gone: frozenset[str], left: Record, withheld: str, fresh: RecapDraft) -> RecapVersion:
        """A version without every line that rests on what is gone or tells it in other words."""
        lines = lines_of(version.recap)
        kept = [line for line in lines[1:] if not gone.intersection(line.evidence) and not tells(line.said, withheld, left, self._recapper)]
        headline = version.recap.headline
        if tells(headline, withheld, left, self._recapper):
            headline = next((line.text for line in fresh.lines if line.part is Part.HEADLINE and line.goes_out), NEUTRAL)
        recap = recap_from((lines[0].model_copy(update={"text": headline}), *kept), off_record=fresh.off_record)
        correction = version.correction
        if correction and tells(correction, withheld, left, self._recapper):
            correction = TAKEN_OUT
        return version.model_copy(update={"recap": recap, "passages": tuple(one for one in version.passages if one.id not in gone), "correction": correction})


def _without_words(output: Output, words: frozenset[str]) -> Output:
    """A recap without the lines that follow from one of those, and without a headline that could tell of them."""
    gone = {one.id for one in output.provenance.passages if one.text in words}
    if not gone or output.recap is None:
        return output
    kept = [line for line in lines_of(output.recap)[1:] if not gone.intersection(line.evidence)]
    provenance = output.provenance.model_copy(update={"passages": tuple(one for one in output.provenance.passages if one.id not in gone)})
    return output.model_copy(update={"recap": recap_from(kept, off_record=output.recap.left_out.off_record + 1), "provenance": provenance, "verdicts": ()})


def _without(record: Record, gone: frozenset[str]) -> Record:
    """The record as if those lines had never been in it."""
    lines = tuple(line for line in record.lines if line.id not in gone)
    runs = sum(line.id in gone and (i == 0 or record.lines[i - 1].id not in gone) for i, line in enumerate(record.lines))
    headings = {id: heading for id, heading in record.headings.items() if id not in gone}
    return record.model_copy(update={"lines": lines, "headings": headings, "off_record": record.off_record + runs})
