"""The mentor's draft: written from the session's record, and edited line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.access import Act, Asker, Thing, not_there
from facilitator.domain.base import Model
from facilitator.domain.outputs import CitedPassage, Escalation, Output
from facilitator.domain.recaps import Part, RecapDraft, RecapLine
from facilitator.errors import BadInput, Conflict, NotAllowed
from facilitator.recaps.off_record import keep
from facilitator.recaps.record import Record
from facilitator.recaps.sources import read_transcript
from facilitator.releasing.kept import Recapper, RecapRows, RecapsKept
from facilitator.releasing.lines import lines_of, slipped, uncredited, wrong_with
from facilitator.releasing.sitting import Sitting, sitting

MOST_LINES = 60
PASSAGES_FROM = "session"
_ID = re.compile(r"L?(\d{1,7})", re.I)


class Drafted(Model):
    """A draft with the words its lines follow from."""

    draft: RecapDraft
    passages: tuple[CitedPassage, ...] = ()
    slipped: str = ""
    """The words by which the headline would tell of lines that stay behind: a plain one goes out instead."""


class Drafting:
    """The verbs of a mentor's draft."""

    def __init__(self, kept: RecapsKept, recapper: Recapper) -> None:
        self._kept = kept
        self._recapper = recapper

    def write(self, session: str, source: str | bytes, *, format: str = "auto", mark_first: bool = False, by: Asker) -> Drafted:
        """A draft from notes or a transcript, in the place of an earlier one; with ``mark_first`` only the record, for lines to be marked in it.

        Raises NotAllowed for a transcript to which one of the two has not agreed: it is then not kept and nothing is written from it.
        """
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.MAKE, Thing.RECAP_DRAFT, by)
        record, private = keep(read_transcript(source, format))
        is_transcript = record.format != "notes"
        if is_transcript:
            _require_agreement(here)
        record = here.known(record)
        output = None if mark_first else self._recapper.recap_of(record, withheld_text="\n".join(line.text for line in private))
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.MAKE, Thing.RECAP_DRAFT, by)
            if is_transcript:
                _require_agreement(here)
            draft = RecapDraft(
                session=session, programme=here.pairing.programme, mentor=here.mentor.key, mentee=here.mentee.key, is_transcript=is_transcript,
                record=record.model_dump_json(), off_record=record.off_record, made_at=rows.now, changed_at=rows.now,
            )  # fmt: skip
            if output is not None:
                draft = _pointing(rows.draft(session), draft, output.escalation) if output.escalation else written(draft, output, record, here)
            rows.forget_answers(session)
            rows.put_draft(draft)
            rows.note(act=Act.MAKE, thing=Thing.RECAP_DRAFT, by=by.member, programme=draft.programme, about=session)
        self._kept.scrub()
        return drafted(draft)

    def read(self, session: str, *, by: Asker) -> Drafted:
        """The draft; raises NotFound when there is none."""
        with self._kept.reading() as rows:
            sitting(rows, session, Act.READ, Thing.RECAP_DRAFT, by)
            return drafted(_found(rows, session))

    def change(
        self, session: str, line: str, *, text: str | None = None, who: str | None = None, when: str | None = None, evidence: Sequence[str] | None = None,
        withheld: bool | None = None, by: Asker,
    ) -> RecapLine:  # fmt: skip
        """Edits or withholds a line. An edited one is checked like a written one; when it fails it stays here with the reason and is not released."""
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.CHANGE, Thing.RECAP_DRAFT, by)
            draft = _found(rows, session)
        before = next((one for one in draft.lines if one.key == line), None)
        if before is None:
            raise not_there()
        record = Record.model_validate_json(draft.record)
        given: dict[str, object] = {"text": text, "who": who, "when": when or None, "evidence": None if evidence is None else ids_of(evidence, record)}
        after = _edited(before, {name: value for name, value in given.items() if value is not None or (name == "when" and when == "")})
        if after != before:
            after = after.model_copy(update={"edited": True, "wrong": self._wrong(after, record, here)})
        if withheld is not None:
            after = after.model_copy(update={"withheld": withheld})
        self._put(session, draft, before, after, by=by)
        return after

    def add(self, session: str, *, part: Part, text: str, who: str = "", when: str | None = None, evidence: Sequence[str], by: Asker) -> RecapLine:
        """Another line, in the mentor's words, checked against the lines it names."""
        with self._kept.reading() as rows:
            here = sitting(rows, session, Act.CHANGE, Thing.RECAP_DRAFT, by)
            draft = _found(rows, session)
        if part is Part.HEADLINE:
            raise BadInput("part: There is one headline.", remedy="Change that one.")
        if len(draft.lines) >= MOST_LINES:
            raise Conflict(f"A recap has at most {MOST_LINES} lines.", remedy="Change or withhold one of them.")
        record = Record.model_validate_json(draft.record)
        taken = {one.key for one in draft.lines}
        key = next(key for number in range(1, MOST_LINES + 2) if (key := f"mine-{number}") not in taken)
        empty = RecapLine(key=key, part=part, text="", edited=True)
        line = _edited(empty, {"text": text, "who": who, "when": when or None, "evidence": ids_of(evidence, record)})
        line = line.model_copy(update={"wrong": self._wrong(line, record, here)})
        self._put(session, draft, None, line, by=by)
        return line

    def take_out(self, session: str, *, by: Asker) -> None:
        """Deletes the draft, everything that was released of it, and the record."""
        with self._kept.changing() as rows:
            here = sitting(rows, session, Act.ERASE, Thing.RECAP_DRAFT, by)
            if rows.draft(session) is None and not rows.versions(session):
                raise not_there()
            rows.take_out(session)
            rows.note(act=Act.ERASE, thing=Thing.RECAP_DRAFT, by=by.member, programme=here.pairing.programme, about=session)
        self._kept.scrub()

    def _wrong(self, line: RecapLine, record: Record, here: Sitting) -> str:
        named = uncredited(line, record, here)
        return f"It names {named}, who has not agreed to be named for ideas." if named else wrong_with(line, record, self._recapper)

    def _put(self, session: str, draft: RecapDraft, before: RecapLine | None, after: RecapLine, *, by: Asker) -> None:
        """Puts one line in its place, unless it was changed meanwhile."""
        with self._kept.changing() as rows:
            sitting(rows, session, Act.CHANGE, Thing.RECAP_DRAFT, by)
            now = _found(rows, session)
            if now.record != draft.record or (before is not None and before not in now.lines):
                raise Conflict("This draft was changed meanwhile.", remedy="Look at it again, then make your change.")
            lines = (*now.lines, after) if before is None else tuple(after if one == before else one for one in now.lines)
            rows.forget_answers(session)
            rows.put_draft(now.model_copy(update={"lines": lines, "changed_at": rows.now}))
            rows.note(act=Act.CHANGE, thing=Thing.RECAP_DRAFT, by=by.member, programme=now.programme, about=session, outcome="withheld" if after.withheld else "done")


def written(draft: RecapDraft, output: Output, record: Record, here: Sitting) -> RecapDraft:
    """The draft with what was written; credits of people who did not agree are not even in it."""
    lines = lines_of(output.recap) if output.recap else ()
    held = () if output.recap else tuple(dict.fromkeys(v.reason for v in output.verdicts if not v.passed and v.reason)) or ("The source holds nothing to recap.",)
    return draft.model_copy(update={
        "lines": tuple(line for line in lines if not uncredited(line, record, here)), "held": held, "is_written": True, "writer": output.provenance.writer,
    })  # fmt: skip


def _pointing(before: RecapDraft | None, draft: RecapDraft, escalation: Escalation) -> RecapDraft:
    """What needs people is not written up and its source not kept; a draft that was there before stays as it was."""
    kept = before or draft.model_copy(update={"record": Record().model_dump_json(), "off_record": 0})
    return kept.model_copy(update={"escalation": escalation})


def drafted(draft: RecapDraft) -> Drafted:
    """The draft and the words behind its lines."""
    record = Record.model_validate_json(draft.record)
    return Drafted(draft=draft, passages=passages_of(record, {id for line in draft.lines for id in line.evidence}), slipped=slipped(draft.lines))


def passages_of(record: Record, ids: set[str] | frozenset[str]) -> tuple[CitedPassage, ...]:
    """The lines of a record with those ids."""
    return tuple(CitedPassage(id=line.id, source=PASSAGES_FROM, title=line.speaker or "Notes", text=line.text) for line in record.lines if line.id in ids)


def ids_of(given: Sequence[str], record: Record) -> tuple[str, ...]:
    """Line ids as people write them, 14 or L14; raises BadInput for one that is not in the record."""
    found: list[str] = []
    for one in given:
        number = _ID.fullmatch(one.strip())
        id = f"L{int(number[1])}" if number else one.strip()
        if record.line(id) is None:
            raise BadInput(f"evidence: There is no line {one.strip()[:20]!r} in the record.", remedy=f"Lines are numbered up to {len(record.lines)} there; see the page with the source.")
        found.append(id)
    if not found:
        raise BadInput("evidence: Say which lines of the source it follows from.", remedy="Give their numbers, such as 14, 15.")
    return tuple(dict.fromkeys(found))


def _edited(line: RecapLine, given: dict[str, object]) -> RecapLine:
    after = RecapLine.model_validate({**line.model_dump(), **given})
    if not any(c.isalnum() for c in after.text):
        raise BadInput("text: A line needs words.", remedy="Withhold it if it is not to go out.")
    if after.part is Part.COMMITMENTS and not after.who:
        raise BadInput("who: Say who does it.", remedy="Write a name, You, or unassigned where nobody took it on.")
    return after if after.part is Part.COMMITMENTS else after.model_copy(update={"who": "", "when": None})


def _found(rows: RecapRows, session: str) -> RecapDraft:
    draft = rows.draft(session)
    if draft is None:
        raise not_there()
    return draft


def _require_agreement(here: Sitting) -> None:
    if here.missing:
        names = " and ".join(person.name for person in here.missing)
        have = "have" if len(here.missing) > 1 else "has"
        raise NotAllowed(
            f"This is a transcript, and {names} {have} not agreed to one for this session. It was not kept.", remedy="Agree first, both of you, on the page of this session. Or write notes of your own."
        )
