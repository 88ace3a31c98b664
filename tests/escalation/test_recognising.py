"""People are pointed to where something serious is told, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from facilitator.domain.outputs import Trigger
from facilitator.domain.session import Brief, Role
from facilitator.encoders import escalation_reader
from facilitator.escalation import Escalating, load_routes
from facilitator.resources import shipped
from facilitator.seams import Embedder, Vectors


@pytest.fixture(scope="module")
def escalating(embedder: Embedder) -> Escalating:
    return Escalating(embedder, load_routes(shipped("knowledge") / "routes.yaml"), reader=escalation_reader())


TOLD = [
    ("Our team lead keeps putting his hand on my knee in meetings.", Trigger.HARASSMENT),
    ("I complained about the jokes about my religion and since then I get the worst shifts.", Trigger.HARASSMENT),
    ("Mein Abteilungsleiter belästigt mich seit Wochen.", Trigger.HARASSMENT),
    ("Mi supervisor me acosa todos los días.", Trigger.HARASSMENT),
    ("Some nights I think about ending my life.", Trigger.HARM),
    ("A man from packing has threatened to stab our foreman.", Trigger.HARM),
    ("My husband beats me and I am scared to go home.", Trigger.HARM),
    ("Ich will nicht mehr leben.", Trigger.HARM),
    ("My manager forges the signatures on the maintenance log.", Trigger.WRONGDOING),
    ("We were told to switch off the gas detectors to save time.", Trigger.WRONGDOING),
    ("My boss takes kickbacks from a supplier.", Trigger.WRONGDOING),
    ("I have panic attacks before every shift.", Trigger.DISTRESS),
    ("I can't stop crying and I haven't slept for weeks.", Trigger.DISTRESS),
    ("Ich kann nicht mehr, ich weine jeden Tag.", Trigger.DISTRESS),
    ("I want to end this pairing, we can't stand each other.", Trigger.PAIR_BREAKDOWN),
    ("My mentee has told me he won't meet me again.", Trigger.PAIR_BREAKDOWN),
]


@pytest.mark.parametrize(("words", "trigger"), TOLD)
def test_what_is_told_plainly_is_recognised(escalating: Escalating, words: str, trigger: Trigger) -> None:
    found = escalating.of(Brief(topic="our next session", context=words))

    assert found is not None
    assert found.trigger is trigger


@pytest.mark.parametrize(("words", "trigger"), TOLD)
def test_it_is_recognised_inside_a_long_ordinary_brief(escalating: Escalating, words: str, trigger: Trigger) -> None:
    around = "We have met four times and looked at the dashboard. She likes short meetings. ", " The room is booked for Thursday. I would like two easy openers."

    found = escalating.of(Brief(topic="reading the dashboard", goal="fewer printouts", context=words.join(around), mentor="analyst", mentee="finance director"))

    assert found is not None
    assert found.trigger is trigger


ORDINARY = [
    "This deadline is killing me.",
    "I could murder a coffee.",
    "My boss will kill me if the slides are late.",
    "My diary is suicide this month.",
    "We want to talk about the new policy on bullying.",
    "Our topic is burnout in the profession and what leaders can change.",
    "I work for a suicide prevention charity and show her how we use Instagram.",
    "Fraud training is boring, how could we make it better?",
    "Years ago, at my first job, I was bullied. I left and it is long over.",
    "My boss is strict about mistakes, and fair.",
    "There will be layoffs and everybody is worried.",
    "I am afraid she will hold it against me if I disagree.",
    "Our last two sessions were awkward and I would like to try again.",
    "My mentee has cancelled twice and wants a new date.",
    "I am not being harassed, I am only tired of meetings.",
    "My grandfather died last week and I would like to move the session by a few days.",
]


@pytest.mark.parametrize("words", ORDINARY)
def test_idioms_subjects_and_ordinary_trouble_are_left_alone(escalating: Escalating, words: str) -> None:
    assert escalating.of(Brief(topic="our next session", context=words)) is None


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("How should a programme owner respond if a mentor reports harassment by a mentee? We are writing the handbook.", None),
        ("A mentor reported that her mentee made racist remarks in two sessions.", Trigger.HARASSMENT),
        ("What should our programme do if a mentor ever says they are thinking about suicide?", None),
        ("One of our mentors wrote this morning that she wants to die.", Trigger.HARM),
        ("How do we design an exit for pairs that do not work out?", None),
        ("Two of my pairs want to split up because they cannot stand each other.", Trigger.PAIR_BREAKDOWN),
    ],
)
def test_an_owner_who_asks_in_general_is_answered_and_one_who_reports_is_pointed_to_people(escalating: Escalating, words: str, trigger: Trigger | None) -> None:
    found = escalating.of(Brief(role=Role.OWNER, topic="running the programme", question=words))

    assert (found.trigger if found else None) is trigger


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("My mentee gropes me and I cry every day before work.", Trigger.HARASSMENT),
        ("My boss forges invoices and has threatened to kill me if I tell anyone.", Trigger.HARM),
        ("I want to end this pairing because I have panic attacks before every session.", Trigger.DISTRESS),
        ("I want to end this pairing. My mentee takes bribes from suppliers.", Trigger.WRONGDOING),
    ],
)
def test_the_gravest_trigger_comes_first(escalating: Escalating, words: str, trigger: Trigger) -> None:
    found = escalating.of_text(words)

    assert found is not None
    assert found.trigger is trigger


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂🙂", "ok", "?", "\u202eabc", "<b></b>", "a" * 20_000, "مرحبا كيف الحال"])
def test_odd_texts_are_no_trigger_and_no_crash(escalating: Escalating, text: str) -> None:
    assert escalating.of_text(text) is None


class Counting:
    """An embedder that counts what it is asked for."""

    model_id = "counting"
    dimensions = 384

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return np.full((len(texts), 384), 1 / np.sqrt(384), dtype=np.float32)


def test_a_very_long_text_does_not_cost_without_bound() -> None:
    counting = Counting()
    escalating = Escalating(counting, load_routes(shipped("knowledge") / "routes.yaml"), reader=escalation_reader())

    escalating.of_text(" ".join(f"In week {n} we looked at the numbers of branch {n}." for n in range(900)))

    assert 0 < counting.texts <= 48


RECORD = [
    "Date: 12 March. Mentor: Priya. Mentee: Geoff.",
    "Geoff asked why the weekly pack is printed and Priya showed which three numbers he needs.",
    "The pack has 42 pages and takes the team six hours every Monday.",
    "He said nobody had told him and that he would cancel it for a month.",
    "Priya told him that the form has four fields nobody reads.",
    "Can you keep the next bit off the record?",
    "The audit in May went well, two small findings were fixed.",
    "They looked at the licence costs and at the date for the pilot.",
    "Geoff was late and apologised, the board ran over.",
    "Actions: Geoff to shadow one night shift before the end of February.",
    "Priya to send the list of reports by Friday.",
]


def test_the_record_of_an_ordinary_session_may_be_recapped(escalating: Escalating) -> None:
    assert escalating.of_text("\n".join(RECORD * 4)) is None


@pytest.mark.parametrize(
    "line",
    [
        "Omar: The new vans have anti-lock brakes and a camera at the back.",
        "Priya: We are making up the data file tonight, it only lacks the last column.",
        "Geoff: These people are at the counter from six, so the delivery has to be in before that.",
        "Priya: The colours on the slide don't match the ones we print.",
    ],
)
def test_words_of_a_trigger_in_an_ordinary_sentence_do_not_stop_a_long_record(escalating: Escalating, line: str) -> None:
    assert escalating.of_text("\n".join([*RECORD, line, *RECORD])) is None


def test_one_plain_line_in_a_long_record_is_enough(escalating: Escalating) -> None:
    told = "\n".join([*RECORD, *RECORD, "She said that her supervisor gropes her in the store room.", *RECORD])

    found = escalating.of_text(told)

    assert found is not None
    assert found.trigger is Trigger.HARASSMENT


@pytest.mark.parametrize(
    "words",
    [
        "We decided to stop the Friday report.",
        "Helen: We agreed to stop the weekly call.",
        "We decided to end the pilot in March.",
        "They have decided to stop printing the rota.",
        "Both of us decided to quit smoking this year.",
        "We agreed to stop buying paper cups and to try mugs.",
    ],
)
def test_stopping_a_thing_is_not_stopping_the_pair(escalating: Escalating, words: str) -> None:
    assert escalating.of_text(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "We have agreed to stop. The form still asks for a topic.",
        "We both decided to stop our sessions.",
        "We decided to end it here and shake hands.",
        "They decided to stop meeting.",
        "We agreed to part.",
    ],
)
def test_stopping_the_pair_is(escalating: Escalating, words: str) -> None:
    found = escalating.of_text(words)

    assert found is not None
    assert found.trigger is Trigger.PAIR_BREAKDOWN
