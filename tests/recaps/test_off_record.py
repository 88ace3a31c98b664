"""What was said in confidence is gone, however people marked it; what only looks like a mark stays."""

from __future__ import annotations

import pytest

from facilitator.recaps.sources import private_lines, read_record
from tests.recaps.sessions import DIALOGUE

TOP = "Tom: The export takes nine minutes.\nPriya: Nobody told me.\n"
END = "\nTom: OK, back to the export. I'll ask Finance on Monday.\n"


@pytest.mark.parametrize(
    "told",
    [
        "Priya: Off the record, Sam is leaving.",
        "Priya: [off] Sam is leaving. [on] The export is slow.",
        "Priya: Don't minute this, but Sam is leaving.",
        "Priya: Between us, Sam is leaving.",
        "Priya: One thing between you and me. Sam is leaving.",
        "Priya: This stays in this room: Sam is leaving.",
        "Priya: Sam is leaving. Please keep that between us.",
        "Priya: Sam is leaving.\nPriya: Can you leave that out of the notes?",
        "Priya: Sam is leaving.\nTom: That stays between us.",
        "Priya: Can I tell you something off the record?\nTom: Sure.\nPriya: Sam is leaving.",
        "Priya: Unter uns, Sam is leaving.",
        "Priya: Sam is leaving.\nTom: I see.\nPriya: Actually, leave out what I said about Sam.",
        "Priya: Sam is leaving.\nTom: I see.\nPriya: The bit about Sam is off the record.",
        "Priya: In confidence, Sam is leaving.",
        "Priya: Sam is leaving. Off the record, obviously.",
        "Priya: What I'm about to say stays here. Sam is leaving.",
        "Priya: I shouldn't say this but Sam is leaving. Please don't tell anyone.",
        "Priya: (off the record) Sam is leaving.",
        "Priya: <off> Sam is leaving </off>",
        "Priya: Sam is leaving.\nTom: Hm.\nPriya: Please strike my comment about Sam from the notes.",
        "Priya: Sam is leaving.\nTom: Hm.\nPriya: I'd prefer if the Sam thing didn't go in the recap.",
        "Priya: Sam is leaving.\nTom: Hm.\nPriya: On reflection, don't mention Sam in the summary.",
    ],
)
def test_a_confidence_is_taken_out_and_what_follows_it_stays(told: str):
    record = read_record(TOP + told + END)

    assert "Sam" not in " ".join(line.text for line in record.lines)
    assert any("I'll ask Finance on Monday" in line.text for line in record.lines)
    assert any("nine minutes" in line.text for line in record.lines)
    assert record.off_record >= 1
    assert any("Sam is leaving" in line.text for line in private_lines(TOP + told + END))


@pytest.mark.parametrize(
    "said",
    [
        "Priya: The gap between us and Leeds is two weeks.",
        "Priya: There is a lot of trust between us.",
        "Priya: Nothing today is off the record.",
        "Priya: Never paste confidential data into the tool.",
        "Priya: She has grown in confidence.",
        "Priya: I'll write it down for the team.",
        "Priya: I will put that in the deck.",
        "Priya: We keep this under review.",
        "Priya: The patient files are confidential.",
        "Priya: Nobody records the waiting times.",
        "Priya: They never share the figures with us.",
        "Priya: It isn't secret.",
        "Priya: I'm not sure it's written anywhere.",
        "Priya: The break room is six minutes further away.",
        "Priya: Please don't say it's from me.",
        "Priya: Nobody told me that.",
        "Priya: It works for volunteers, but not for everybody.",
        "Priya: I didn't say anything in the meeting.",
        "Priya: Don't repeat the mistake of last year.",
        "Priya: Leave out the second column of the report.",
        "Priya: If you say something off the record, it stays out of the notes.",
    ],
)
def test_words_that_only_look_like_a_mark_hide_nothing(said: str):
    record = read_record(TOP + said + END)

    assert record.off_record == 0
    assert said.removeprefix("Priya: ") in [line.text for line in record.lines]


def test_answers_to_a_confidence_go_with_it():
    said = " ".join(line.text for line in read_record(DIALOGUE).lines)

    assert "manager know" not in said and "not yet." not in said
    assert "back to the dashboard" in said


def test_everything_a_withheld_person_says_is_left_out():
    record = read_record("Off the record: Jonas\nTom: The export is slow.\nJonas: I hate this place.\nTom: Jonas said it is slow too.\nPriya: I will fix it.\n")

    assert record.speakers == ("Tom", "Priya")
    assert "Jonas" not in " ".join(line.text for line in record.lines)


@pytest.mark.parametrize(
    "asked",
    [
        "Priya: Jonas, you said you don't want to be quoted, so nothing you say goes in the recap.",
        "Priya: Nothing Jonas says should go in the notes.",
        "Priya: Jonas doesn't want to be named or quoted.",
        "Jonas: I do not want to be in the notes.",
    ],
)
def test_a_person_who_does_not_want_to_be_quoted_is_left_out_whole(asked: str):
    record = read_record(f"Tom: The export is slow.\n{asked}\nJonas: I hate this place. Churn is 19 percent.\nTom: That is double what I was shown.\nPriya: I will fix it.\n")

    assert "Jonas" not in record.speakers and "19" not in record.model_dump_json()
    assert any("I will fix it" in line.text for line in record.lines)


@pytest.mark.parametrize(
    "notes",
    [
        "1. Export is slow\n2. Hunting. (He asked me to leave this out of the recap.)\n   Sam wants to lease half of it\n3. The app is old\n",
        "- Export is slow\n- *Between us*: Sam is hard to work with\n- The app is old\n",
        "- Export is slow\n- dont write down: Sam may sell the slip\n- The app is old\n",
        "## Work\n- Export is slow\n## vertrouwelijk / confidential\n- Sam may sell the slip\n## Next\n- The app is old\n",
        "- Export is slow\n- Sam may sell the slip - not for the recap!!\n- The app is old\n",
    ],
)
def test_notes_marked_in_other_words_are_left_out(notes: str):
    record = read_record(notes)

    assert "Sam" not in record.model_dump_json()
    assert [line.text for line in record.lines] == ["Export is slow", "The app is old"]


def test_notes_lose_private_bullets_with_what_hangs_under_them():
    record = read_record("- rota is late\n- off the record: bonus was cut\n   - he is furious\n- tablets are slow (private)\n- 40 minutes handover\n\nConfidential:\n- Leeds closes\n")

    assert [line.text for line in record.lines] == ["rota is late", "40 minutes handover"]


def test_ids_stay_the_place_in_the_source_when_lines_are_taken_out():
    assert [line.id for line in read_record(DIALOGUE).lines][:4] == ["L1", "L2", "L6", "L7"]


@pytest.mark.parametrize(
    "row",
    [
        "Off the record, Noor: I have applied for a job elsewhere.",
        "Between us, Noor: I have applied for a job elsewhere.",
        "Don't minute this, Noor: I have applied for a job elsewhere.",
        "(off the record) Noor: I have applied for a job elsewhere.",
        "Not for the recap, Noor: I have applied for a job elsewhere.",
        "[00:12:31] Off the record, Noor: I have applied for a job elsewhere.",
        "In confidence, Noor: I have applied for a job elsewhere.",
        "Confidential - Noor: I have applied for a job elsewhere.",
    ],
)
def test_a_mark_before_the_speakers_name_counts(row: str) -> None:
    record = read_record(f"Noor: We keep one clip a week.\n{row}\nHelen: I will ask the agency by Friday.\nNoor: Good.")

    assert record.off_record == 1
    assert "job elsewhere" not in record.model_dump_json()
    assert set(record.speakers) <= {"Noor", "Helen"}
    assert [line.text for line in record.lines if line.speaker == "Helen"] == ["I will ask the agency by Friday."]
