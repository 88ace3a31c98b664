"""What we call things on pages: plain words for stages, checks, classes and findings."""

from __future__ import annotations

from facilitator.domain.audit import AuditEntry
from facilitator.domain.outputs import Directness, Stage, Trigger
from facilitator.domain.session import Kind, Role
from facilitator.domain.verdict import Finding
from facilitator.people.health import Pace

STAGES = {
    Stage.OPEN: "Easy opener",
    Stage.EXPLORE: "Go deeper",
    Stage.CLOSE: "Close",
    Stage.CHALLENGE: "Challenge, optional",
}
RUNGS = {Directness.GENTLE: "Gently", Directness.PLAIN: "Plainly", Directness.FIRM: "Firmly"}
FINDINGS = {Finding.PASSED: "Passed", Finding.FAILED: "Did not pass", Finding.UNJUDGED: "We could not check this"}
KINDS = {Kind.STARTERS: "Session", Kind.SAFETY: "Safety prompts", Kind.QUESTION: "Answer", Kind.RECAP: "Recap"}
ROLES = {Role.MENTOR: "the mentor", Role.MENTEE: "the mentee", Role.OWNER: "the programme owner"}
PACES = {
    Pace.ENDED: ("Ended", "over"),
    Pace.PLANNED: ("Next session planned", "good"),
    Pace.OVERDUE: ("A date has passed; nobody said whether they met", "care"),
    Pace.NOT_BEGUN: ("Not met yet", "care"),
    Pace.BETWEEN: ("Nothing planned at the moment", "care"),
    Pace.STALLED: ("No session for six weeks, none planned", "bad"),
}
DEEDS = {
    ("make", "sign_in", "done"): "signed in",
    ("make", "sign_in", "token"): "made a token",
    ("make", "sign_in", "passkey"): "added a passkey",
    ("erase", "sign_in", "passkey"): "ended a passkey",
    ("erase", "sign_in", "token"): "ended a token",
    ("erase", "sign_in", "everywhere"): "signed out everywhere",
    ("change", "sign_in", "password"): "chose a new password",
    ("change", "sign_in", "taken_up"): "took up a link",
    ("change", "sign_in", "organisation"): "signed in through the organisation",
    ("make", "people", "invited"): "made a link for",
    ("make", "people", "sent"): "sent a link to",
    ("erase", "people", "withdrawn"): "took back the link of",
    ("make", "people", "done"): "added",
    ("make", "people", "imported"): "brought in",
    ("change", "people", "imported"): "brought in the reporting line of",
    ("change", "people", "done"): "changed",
    ("erase", "people", "done"): "took out of the programme",
    ("make", "pairing", "done"): "paired two people",
    ("make", "pairing", "imported"): "brought in a pair",
    ("erase", "pairing", "done"): "ended a pair",
    ("make", "session", "done"): "planned a session",
    ("change", "session", "done"): "changed a session's date or said whether it was held",
    ("make", "recap_draft", "done"): "wrote the draft of a recap",
    ("change", "recap_draft", "done"): "changed the draft of a recap",
    ("change", "recap_draft", "withheld"): "withheld a line of a recap",
    ("change", "recap_draft", "off_record"): "took lines out of a recap's source",
    ("release", "recap_draft", "done"): "released a recap",
    ("erase", "recap_draft", "done"): "deleted a recap",
    ("confirm", "recap", "confirmed"): "confirmed a recap",
    ("confirm", "recap", "asked"): "asked for a correction of a recap",
    ("make", "calendar", "done"): "made a calendar address",
    ("erase", "calendar", "done"): "ended a calendar address",
    ("make", "consent", "transcript"): "agreed to a transcript",
    ("erase", "consent", "transcript"): "took back their agreement to a transcript",
    ("make", "consent", "credit"): "agreed to be named for ideas",
    ("erase", "consent", "credit"): "took back their agreement to be named for ideas",
    ("change", "setup", "done"): "changed the set-up",
    ("change", "setup", "imported"): "brought in a cohort",
    ("make", "goal", "done"): "added a goal",
    ("change", "goal", "done"): "said how far a goal has come",
    ("erase", "goal", "done"): "deleted a goal",
    ("change", "template", "done"): "saved a version of a template",
    ("change", "template", "examined"): "ran the evals on a version of a template",
    ("publish", "template", "published"): "made a version of a template live",
    ("publish", "template", "rolled_back"): "went back to a template that was live before",
    ("publish", "template", "put_forward"): "asked another owner to let a blocked version of a template go live",
    ("publish", "template", "overridden"): "let a blocked version of a template go live",
    ("change", "profile", "done"): "changed the lines about themselves",
}
TRIGGERS = {
    Trigger.HARASSMENT: "This sounds like harassment or unfair treatment",
    Trigger.HARM: "This sounds as if someone may be in danger",
    Trigger.WRONGDOING: "This sounds like something that has to be reported",
    Trigger.DISTRESS: "This sounds like a heavy time",
    Trigger.PAIR_BREAKDOWN: "This sounds as if the pairing itself is in trouble",
}
CHECKS = {
    "tone": ("Tone", "Is it warm, plain and respectful of both people?"),
    "answers_the_question": ("Answers the question", "Does it answer what was asked?"),
    "stays_grounded": ("Rests on its sources", "Is everything it claims in the passages it cites?"),
    "keeps_confidence": ("Keeps confidences", "Does it give away a person or promise too much secrecy?"),
    "fits_the_shape": ("Fits the shape", "Is it open, short enough, and unlike the others?"),
    "specific_to_the_brief": ("About this pair", "Could it only have been written for this brief?"),
    "faithful": ("Follows from the record", "Does each line follow from what was said?"),
    "leaves_out_the_private": ("Leaves out the private", "Is what was off the record gone?"),
}
CLASSES = {
    "condescending_to_junior": "talks down to the junior person",
    "condescending_to_senior": "talks down to the senior person",
    "ageist_stereotype": "a stereotype about age",
    "generational_sarcasm": "sarcasm about a generation",
    "over_deferential": "too deferential",
    "self_minimising": "makes the speaker small",
    "coercive_disclosure": "presses someone to disclose",
    "tokenising": "asks someone to speak for a group",
    "judgemental": "judges the person",
    "hostile": "hostile",
    "dismissive": "dismissive",
    "therapist_overreach": "plays the therapist",
    "confidentiality_breach": "breaks a confidence",
    "false_comfort": "promises comfort it cannot keep",
    "leading_or_closed": "leading or closed",
    "filler": "filler",
}


def deed(entry: AuditEntry) -> str:
    """What an entry of the audit tells of."""
    said = DEEDS.get((entry.act, entry.thing, entry.outcome))
    if said is None:
        thing = entry.thing.replace("_", " ")
        said = f"was refused: {entry.act}, {thing}" if entry.outcome == "refused" else f"{entry.act}, {thing}: {entry.outcome.replace('_', ' ')}"
    return said


def check_name(check: str) -> str:
    """What a check is called."""
    return CHECKS.get(check, (check.replace("_", " ").capitalize(), ""))[0]


def check_question(check: str) -> str:
    """The question a check asks."""
    return CHECKS.get(check, ("", ""))[1]


def class_name(name: str) -> str:
    """What a tone class means."""
    return CLASSES.get(name, name.replace("_", " "))


def how_sure(score: float | None) -> str:
    """A calibrated score in words: what share of such texts people would pass."""
    if score is None:
        return "no figure for this one"
    if score >= 0.995:
        return "people would pass nearly every text like this"
    if score <= 0.005:
        return "people would pass almost no text like this"
    return f"of 100 texts like this, people would pass about {round(score * 100)}"


def spoken_source(source: str) -> str:
    """``the-right-to-pass#may-i-refuse`` as words."""
    return source.partition("#")[0].rsplit("/", 1)[-1].replace("-", " ").capitalize()

BECAUSE = {
    "": "I do not want to say", "not_about_us": "it is not about us", "not_my_words": "I would not say it like that", "too_long": "it is too long", "too_bold": "it is too bold",
    "too_tame": "it is too tame", "ruled_out": "it touches what was ruled out",
}  # fmt: skip
"""Why an item was not helpful."""
