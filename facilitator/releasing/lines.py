"""A Recap as lines that can be edited one by one, and the lines as a Recap again; what a line may say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.checks.base import Piece, PieceKind
from facilitator.domain.outputs import Commitment, LeftOut, Recap, Takeaway
from facilitator.domain.recaps import Part, RecapLine
from facilitator.recaps.lines import content_words
from facilitator.recaps.record import Record
from facilitator.recaps.speakers import first_name
from facilitator.releasing.kept import Recapper
from facilitator.releasing.sitting import Sitting

NEUTRAL = "What came out of this session."
"""Stands where a headline was withheld or gave away too much."""
PRIVATE = "leaves_out_the_private"


def lines_of(recap: Recap) -> tuple[RecapLine, ...]:
    """Every line with a key of its own."""
    lines = [RecapLine(key="headline", part=Part.HEADLINE, text=recap.headline)]
    for part in list(Part)[1:]:
        for number, one in enumerate(getattr(recap, part.value), start=1):
            key = f"{part.value.replace('_', '-')}-{number}"
            if isinstance(one, Commitment):
                lines.append(RecapLine(key=key, part=part, text=one.what, who=one.who, when=one.when, evidence=one.evidence))
            else:
                lines.append(RecapLine(key=key, part=part, text=one.text, evidence=one.evidence))
    return tuple(lines)


def recap_from(lines: Sequence[RecapLine], *, off_record: int) -> Recap:
    """The lines that may go out, as a Recap."""
    out = [line for line in lines if line.goes_out]
    parts = {
        part.value: tuple(Takeaway(text=line.text, evidence=line.evidence) for line in out if line.part is part)
        for part in (Part.TAKEAWAYS, Part.DECISIONS, Part.OPEN_QUESTIONS, Part.CREDITS)
    }
    commitments = tuple(Commitment(who=line.who, what=line.text, when=line.when, evidence=line.evidence) for line in out if line.part is Part.COMMITMENTS)
    headline = next((line.text for line in out if line.part is Part.HEADLINE and not slipped(lines)), NEUTRAL)
    return Recap(headline=headline, commitments=commitments, left_out=LeftOut(off_record=off_record), **parts)


def slipped(lines: Sequence[RecapLine]) -> str:
    """The words by which a headline nobody edited tells of lines that stay behind; empty when it does not."""
    headline = next((line for line in lines if line.part is Part.HEADLINE and not line.edited), None)
    if headline is None:
        return ""
    told = {word for line in lines if line.goes_out and line is not headline for word in content_words(line.said)}
    kept_back = {word for line in lines if not line.goes_out and line is not headline for word in content_words(line.said)} - told
    return " ".join(word for word in re.findall(r"[\w'-]+", headline.text) if kept_back.intersection(content_words(word)))


def words_behind(record: Record, line: RecapLine) -> str:
    """What a line is compared with: its own lines of the record; for the headline all of it; nothing when one is not there."""
    if line.part is Part.HEADLINE:
        return record.words_of(tuple(one.id for one in record.lines))
    return "" if any(record.line(id) is None for id in line.evidence) else record.words_of(line.evidence)


def wrong_with(line: RecapLine, record: Record, recapper: Recapper, *, withheld_text: str = "") -> str:
    """Why the Checks would not let this line out, in a sentence or two; empty when they would."""
    piece = Piece(kind=PieceKind.RECAP, text=line.said, place=f"recap.{line.key}", source_text=words_behind(record, line), withheld_text=withheld_text)
    return " ".join(verdict.reason for verdict in recapper.check(piece).verdicts if not verdict.passed)


def wrong_with_all(recap: Recap, record: Record, recapper: Recapper) -> str:
    """Why the Recap as a whole may not go out: its length, or something private that only the whole tells."""
    text = "\n".join([recap.headline, *(line.said for line in lines_of(recap)[1:])])
    piece = Piece(kind=PieceKind.RECAP, text=text, place="whole", source_text=record.words_of(tuple(one.id for one in record.lines)), whole=True)
    return " ".join(verdict.reason for verdict in recapper.check(piece).verdicts if not verdict.passed)


def tells(text: str, withheld_text: str, record: Record, recapper: Recapper) -> bool:
    """Whether a text gives away what is now off the record: in other words, or by a word that is said nowhere else. What nobody could judge counts as telling."""
    only_private = set(content_words(withheld_text)) - {word for line in record.lines for word in content_words(line.text)} - {word for person in record.people for word in content_words(person)}
    if only_private.intersection(content_words(text)):
        return True
    piece = Piece(kind=PieceKind.RECAP, text=text, source_text=record.words_of(tuple(one.id for one in record.lines)), withheld_text=withheld_text)
    return any(verdict.check == PRIVATE and not verdict.passed for verdict in recapper.check(piece).verdicts)


def uncredited(line: RecapLine, record: Record, sitting: Sitting) -> str:
    """Whom a credit names although they have not agreed to be named; empty when all of them have."""
    if line.part is not Part.CREDITS:
        return ""
    said = re.split(r"[:\"“]", line.text, maxsplit=1)[0]
    people = {person for person in (*record.people, sitting.mentor.name, sitting.mentee.name) if re.search(rf"\b{re.escape(first_name(person))}\b", said)}
    agreed = {name for name, key in _names(record, sitting).items() if key in sitting.credited}
    named = {person for person in people if person not in agreed}
    if re.search(r"\b[Yy]ou\b", said) and sitting.mentee.key not in sitting.credited:
        named.add(sitting.mentee.name)
    if named or people or re.search(r"\b[Yy]ou\b", said):
        return ", ".join(sorted(named))
    return "somebody"


def _names(record: Record, sitting: Sitting) -> dict[str, str]:
    """The two people's names, as the record and the Programme spell them, and whose they are."""
    return {
        sitting.mentor.name: sitting.mentor.key, sitting.mentee.name: sitting.mentee.key,
        record.header.mentor: sitting.mentor.key, record.header.mentee: sitting.mentee.key,
    }  # fmt: skip
