"""People promise, date and mark what is private in many ways; each is one row here."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.recaps.commitments import find_promises
from facilitator.recaps.dates import find_when, read_date, resolve
from facilitator.recaps.sources import read_record

TOP = "Date: 5 March 2026\nMentor: Priya Nair\nMentee: Tom Blake\n\n"


def promises(source: str) -> list[tuple[str, str, str | None]]:
    return [(p.who, p.what, p.when) for p in find_promises(read_record(source))]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Tom: I can find you the ticket number.\nPriya: Yes, text it to me.\nTom: Will do.", ("Tom Blake", "find you the ticket number and text it to me", None)),
        ("Priya: Could you get a quote?\nTom: Yes, I'll get a quote from facilities. Give me ten days.\nPriya: Good.", ("Tom Blake", "get a quote from facilities", "within ten days")),
        ("Priya: Could you draft those lines for me?\nTom: Yeah, sure. I'm marking until Sunday, so, Monday?\nPriya: Monday is fine.", ("Tom Blake", "draft those lines for me", "Monday")),
        ("Priya: Then the staff council.\nTom: Then I speak to the staff council. That I promise. Before the end of the month.\nPriya: Thanks.", ("Tom Blake", "speak to the staff council", "Before the end of the month")),
        ("Priya: I'll write down two more stories.\nTom: Love it. When?\nPriya: By the end of January.", ("Priya Nair", "write down two more stories", "By the end of January")),
        ("Priya: I'll take it on the train, no, I'll watch it with my team on Tuesday.\nTom: Ha.\nPriya: Yes.", ("Priya Nair", "watch it with my team", "on Tuesday")),
        ("Priya: I'm seeing Petra on the 5th and I'll show Petra the reviews.\nTom: Good.\nPriya: Yes.", ("Priya Nair", "show Petra the reviews", "on the 5th")),
    ],
)
def test_a_promise_in_talk_is_found_with_its_day(said: str, found: tuple[str, str, str | None]) -> None:
    assert found in [(who, what.split(' ("')[0], when) for who, what, when in promises(TOP + said)]


@pytest.mark.parametrize(
    "said",
    [
        "Tom: I could take it to the committee. I'm not promising that, the agenda is Henrik's.\nPriya: OK. What about the message?\nTom: Hm.",
        "Tom: I write my own notes every week.\nPriya: Good.\nTom: Yes.",
        "Tom: Somebody should own this.\nPriya: Nobody does.\nTom: True.",
    ],
)
def test_what_is_taken_down_in_the_same_breath_or_a_habit_is_no_promise(said: str) -> None:
    assert promises(TOP + said) == []


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        ("RM no 3 - Mon 11 May 2026\nAoife (AB, nurse, mentor) + Prof Dietrich Voss (DV, director)\n\n- AB to ask Dr Mensah to be the test person (by Fri)\n", ("Aoife", "ask Dr Mensah to be the test person", "by Fri")),
        ("6.11.2026 - written by Yusuf (mentor), with Mrs Hellström (COO)\n\nShe was angry about the chargers. She will call the purchasing today.\n", ("Mrs Hellström", "call the purchasing", "today")),
        ("8/10/2026 notes\nL = Lorraine (CEO). T = me, Tomasz\n\n- L will lend T her copy of the rulebook\n", ("Lorraine", "lend T her copy of the rulebook", None)),
        ("5 May 2026\nMentor: Caitlin Reyes\nMentee: Sir Alan Frobisher\n\n## Actions\n| Who | What | When |\n|---|---|---|\n| Sir Alan | write to the director about the 44 days | 30 January |\n", ("Sir Alan Frobisher", "write to the director about the 44 days", "30 January")),
        ("3 March 2026\nMentorin: Leonie Fuchs (LF), Mentee: Bernd Matthies (BM)\n\n- LF zeigt BM das Papierbuch am Donnerstag\n", ("Leonie Fuchs", "show BM das Papierbuch am", "Donnerstag")),
        ("5 May 2026, Anouk's notes\nme = Anouk, with Dr Pell (partner, she's the mentee)\n\n- talked about photos\nHer job: ask the insurer about photos by Sunday.\n", ("Dr Pell", "ask the insurer about photos", "by Sunday")),
    ],
)
def test_a_promise_in_notes_is_found_with_its_owner(noted: str, found: tuple[str, str, str | None]) -> None:
    assert found in promises(noted)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on the twenty-eighth", date(2026, 3, 28)), ("Thursday the twelfth of March", date(2026, 3, 12)), ("bis Dienstag", date(2026, 3, 10)), ("bis Ende Oktober", date(2026, 10, 31)),
        ("this fri", date(2026, 3, 6)), ("the week of the fifteenth", None), ("before Christmas", None),
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_said(words: str, day: date | None) -> None:
    found = find_when(f"I'll bring it {words}.")

    assert found
    assert resolve(found[-1][0], date(2026, 3, 5)) == day


def test_ordinary_ordinals_are_no_days() -> None:
    assert find_when("The first thing is the second draft.") == []
    assert read_date("the twelfth of January twenty twenty-six") == date(2026, 1, 12)


@pytest.mark.parametrize(
    "talk",
    [
        "[9/3/2026 10:01 AM] Tom Blake\nGood morning, I try chat.\n[9/3/2026 10:02 AM] Priya Nair\nmorning! the backlog\n[9/3/2026 10:03 AM] Tom Blake\nYes.\n",
        "14:01:12 From Tom Blake to Everyone: Good morning, I try chat.\n14:01:40 From Priya Nair to Everyone: morning! the backlog\n14:02:01 From Tom Blake to Everyone: Yes.\n",
        "Tom Blake\n0:02\nGood morning, I try chat.\n\nPriya Nair\n0:06\nmorning! the backlog\n\nTom Blake\n0:13\nYes.\n",
        "0:02\nTom Blake\nGood morning, I try chat.\n0:06\nPriya Nair\nmorning! the backlog\n0:13\nTom Blake\nYes.\n",
        "MENTEE: I'm Tom Blake. Good morning, I try chat.\nMENTOR: I'm Priya Nair, morning! the backlog\nMENTEE: Yes.\n",
    ],
)
def test_who_speaks_is_read_from_every_kind_of_export(talk: str) -> None:
    record = read_record(talk)

    assert record.speakers == ("Tom Blake", "Priya Nair")
    assert record.lines[0].text.endswith("Good morning, I try chat.") and record.lines[-1].text == "Yes."


@pytest.mark.parametrize(
    "mark",
    ["This isn't for anybody else.", "Keep this one under your hat.", "This is not for others.", "Not for publication.", "Please don't write this one.", "It's not to be written down.", "Minutes off for a moment.", "What I say now is not for your notes."],
)
def test_a_confidence_is_heard_in_many_words(mark: str) -> None:
    record = read_record(f"Priya: The rota is late every week.\nTom: {mark} The Leeds lease ends in March.\nPriya: I see. I won't repeat it.\nTom: Back to the rota.\n")

    assert "Leeds" not in record.model_dump_json()
    assert record.off_record == 1


@pytest.mark.parametrize(
    ("told", "who", "what", "when"),
    [
        ("R: if the grant comes thru he'll buy the proper masks for everyone", "Rob", "buy the proper masks for everyone (if the grant comes thru)", None),
        ("T brings rates from two other yards by Tues", "Tamsin", "bring rates from two other yards", "by Tues"),
        ("next: 14 May, T brings rates from two other yards", "Tamsin", "bring rates from two other yards", "14 May"),
        ("R would pay for a rota tool if someone sets it up", "Rob", "pay for a rota tool (if someone sets it up)", None),
        ("R to try the sheet on the Mirabel job before Easter, ie 24 Apr", "Rob", "try the sheet on the Mirabel job", "24 Apr"),
    ],
)
def test_notes_with_single_letters_and_conditions_say_who_took_what_on(told: str, who: str, what: str, when: str | None) -> None:
    made = promises(f"mentoring - Tamsin (apprentice joiner, mentor) / Rob Hartley (yard director, mentee)\nThurs 16/4/26\n\n- R does quotes in his head, T showed him a sheet\n- {told}\n- the varnish takes 11 hours, R reckoned 5\n")

    assert [(name.split()[0], deed, day) for name, deed, day in made] == [(who, what, when)]


@pytest.mark.parametrize(
    "told",
    [
        "T offered to come in on Saturday and go through it with him. R said no need, he'll manage",
        "T promised to write one page about it. Later R said never mind, so she needn't.",
        "T had volunteered to write the guide. Withdrawn, she is away until May.",
    ],
)
def test_an_offer_that_came_to_nothing_is_no_commitment(told: str) -> None:
    assert promises(f"mentoring - Tamsin (mentor) / Rob Hartley (mentee)\nThurs 16/4/26\n\n- {told}\n- the varnish takes 11 hours, R reckoned 5\n") == []


@pytest.mark.parametrize(
    ("told", "made"),
    [
        ("Mei: If the lawyers clear it I'd add the names from July.\nPat: Good.", [("Mei", "add the names (if the lawyers clear it)")]),
        ("Pat: Can you mail Morwenna about the photo?\nMei: Doing it as soon as we hang up.", [("Mei", "mail Morwenna about the photo")]),
        ("Mei: I'm speaking to the treasurer tonight.\nPat: Good.", [("Mei", "speak to the treasurer")]),
        ("Mei: I'll stand in the shop one Saturday. No, wait, there's the wedding. Forget I said it.\nPat: Ha.", []),
        ("Mei: I'll mock up the page.\nPat: No need, the designers do it.", []),
        ("Pat: When would you, um, roughly?\nMei: Yes, soon.", []),
    ],
)
def test_talk_with_conditions_and_second_thoughts(told: str, made: list[tuple[str, str]]) -> None:
    assert [(who, what) for who, what, _ in promises(f"Date: 1 June 2026\nPat: The export is slow.\n{told}\nPat: Right.\nMei: Fine.\n")] == made
