"""A list of pairs as CSV: read strictly, every problem with its line."""

from __future__ import annotations

import csv
import io

from facilitator.domain.base import Model
from facilitator.domain.programme import email_address

NEEDED = ("mentor_name", "mentor_email", "mentee_name", "mentee_email")
OPTIONAL = ("cohort", "mentor_reports_to", "mentor_about", "mentee_about")
MOST_LINES = 2_000
LONGEST = {"mentor_name": 200, "mentee_name": 200, "cohort": 200, "mentor_about": 2_000, "mentee_about": 2_000}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PairLine(Model):
    """One pair as it stands in the list."""

    line: int
    mentor_name: str
    mentor_email: str
    mentee_name: str
    mentee_email: str
    cohort: str = ""
    mentor_reports_to: str = ""
    mentor_about: str = ""
    mentee_about: str = ""


class LineProblem(Model):
    """What is wrong with one line, and what to do."""

    line: int
    message: str


class PairList(Model):
    """What was read: the lines that are whole, and what is wrong with the others."""

    pairs: tuple[PairLine, ...] = ()
    problems: tuple[LineProblem, ...] = ()


def read_pairs(text: str) -> PairList:
    """Reads a list with a heading line; commas, semicolons or tabs between the columns."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    if not first.strip():
        return _refused(1, f"The first line has to name the columns: {', '.join(NEEDED)}.")
    between = max((",", ";", "\t"), key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error:
        return _refused(1, "This is not CSV: a quotation mark is open or out of place.")
    heading = [cell.strip().lower().replace(" ", "_").replace("-", "_") for cell in rows[0]]
    missing = [name for name in NEEDED if name not in heading]
    unknown = [name for name in heading if name not in (*NEEDED, *OPTIONAL)]
    if missing or unknown or len(set(heading)) < len(heading):
        what = f"The columns {', '.join(missing)} are missing." if missing else f"There is no column {unknown[0]!r}." if unknown else "A column stands there twice."
        return _refused(1, f"{what} Possible are: {', '.join((*NEEDED, *OPTIONAL))}.")
    if len(rows) > MOST_LINES + 1:
        return _refused(MOST_LINES + 2, f"At most {MOST_LINES} pairs at a time. Split the list.")
    return _lines(heading, rows[1:])


def _lines(heading: list[str], rows: list[list[str]]) -> PairList:
    pairs: list[PairLine] = []
    problems: list[LineProblem] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        found = [LineProblem(line=number, message=message) for message in _wrong(heading, cells)]
        if not found:
            line = PairLine(line=number, **dict(zip(heading, (cell.strip() for cell in cells), strict=True)))
            line = line.model_copy(update={name: email_address(getattr(line, name)) for name in ("mentor_email", "mentee_email", "mentor_reports_to") if getattr(line, name)})
            earlier = seen.setdefault((line.mentor_email, line.mentee_email), number)
            if earlier != number:
                found = [LineProblem(line=number, message=f"This pair stands in line {earlier} already.")]
            elif line.mentor_email == line.mentee_email:
                found = [LineProblem(line=number, message="Mentor and mentee have the same address.")]
            else:
                pairs.append(line)
        problems += found
    if not pairs and not problems:
        problems.append(LineProblem(line=2, message="There is no pair in this list."))
    return PairList(pairs=tuple(pairs), problems=tuple(problems))


def _wrong(heading: list[str], cells: list[str]) -> list[str]:
    if len(cells) != len(heading):
        return [f"There are {len(cells)} columns here and {len(heading)} in the heading."]
    found = []
    for name, cell in zip(heading, (cell.strip() for cell in cells), strict=True):
        if not cell:
            if name in NEEDED:
                found.append(f"{name} is empty.")
        elif name.endswith(("_email", "_reports_to")):
            try:
                email_address(cell)
            except ValueError:
                found.append(f"{name} is not an e-mail address.")
        elif cell.startswith(_FORMULA):
            found.append(f"{name} begins with {cell[0]!r}: a spreadsheet would run it. Take the sign away.")
        elif len(cell) > LONGEST[name]:
            found.append(f"{name} is longer than {LONGEST[name]} characters.")
        elif any(not c.isprintable() and c != "\n" for c in cell):
            found.append(f"{name} holds a character that cannot be shown.")
    return found


def _refused(line: int, message: str) -> PairList:
    return PairList(problems=(LineProblem(line=line, message=message),))
