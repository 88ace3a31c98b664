"""What the two of a Pairing set out to do, and how sure each of them feels: the goals are theirs, the pulse is each one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import ValidationError

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.outcomes import Goal, GoalState, Pulse, PulseTime
from facilitator.domain.programme import Member, Pairing
from facilitator.errors import BadInput, Conflict
from facilitator.people.kept import PeopleKept, Rows
from facilitator.people.running import new_key, whose

MOST_GOALS = 12
FARTHEST = timedelta(days=3 * 365)


class Pursued(Model):
    """What one of the two sees: their goals, and their own answers."""

    pairing: Pairing
    other: Member
    goals: tuple[Goal, ...]
    before: int | None
    after: int | None


class Pursuing:
    """The verbs of goals and of the pulse."""

    def __init__(self, kept: PeopleKept) -> None:
        self._kept = kept

    def pursued(self, pairing: str, *, by: Asker) -> Pursued:
        """The goals of a Pairing of the asker's, and the asker's own answers."""
        with self._kept.reading() as rows:
            found = _pairing(rows, pairing, Act.READ, Thing.GOAL, by)
            mine = {pulse.time: pulse.confidence for pulse in rows.pulses_of(by.member) if pulse.pairing == pairing}
            other = rows.named([found.mentee if found.mentor == by.member else found.mentor])
            return Pursued(
                pairing=found, other=next(iter(other.values())), goals=tuple(rows.goals_of(pairing)), before=mine.get(PulseTime.BEFORE), after=mine.get(PulseTime.AFTER)
            )

    def set_goal(self, pairing: str, *, text: str, measure: str, due_on: date | None, by: Asker) -> Goal:
        """A new goal of a running Pairing."""
        with self._kept.changing() as rows:
            found = _pairing(rows, pairing, Act.MAKE, Thing.GOAL, by)
            there = rows.goals_of(pairing)
            twin = next((goal for goal in there if goal.state is GoalState.OPEN and (goal.text, goal.measure) == (text, measure)), None)
            if twin is not None:
                # sent twice: one goal all the same
                return twin
            if len([goal for goal in there if goal.state is not GoalState.DROPPED]) >= MOST_GOALS:
                raise Conflict(f"You have {MOST_GOALS} goals.", remedy="Settle one, or take one off the list, before you add another.")
            if due_on is not None and abs(due_on - rows.now.date()) > FARTHEST:
                raise BadInput("due_on: That date is more than three years away.", remedy="Check the year.")
            try:
                goal = Goal(
                    key=new_key(), programme=found.programme, pairing=pairing, mentor=found.mentor, mentee=found.mentee,
                    number=max((goal.number for goal in there), default=0) + 1, text=text, measure=measure, due_on=due_on, made_at=rows.now,
                )  # fmt: skip
            except ValidationError as error:
                raise _said(error) from None
            rows.add(goal)
            rows.note(act=Act.MAKE, thing=Thing.GOAL, by=by.member, programme=found.programme, about=goal.key)
        return goal

    def settle_goal(self, pairing: str, number: int, state: GoalState, *, by: Asker) -> None:
        """Says how far a goal has come. Any state can be taken back by saying another."""
        with self._kept.changing() as rows:
            goal = _goal(rows, pairing, number, Act.CHANGE, by)
            rows.change(goal.model_copy(update={"state": state, "settled_at": None if state is GoalState.OPEN else rows.now}))
            rows.note(act=Act.CHANGE, thing=Thing.GOAL, by=by.member, programme=goal.programme, about=goal.key)

    def erase_goal(self, pairing: str, number: int, *, by: Asker) -> None:
        """Erases a goal that was taken off the list before, and its words."""
        with self._kept.changing() as rows:
            goal = _goal(rows, pairing, number, Act.ERASE, by)
            if goal.state is not GoalState.DROPPED:
                raise Conflict("This goal is still on your list.", remedy="Take it off the list first; until you delete it, you can take it up again.")
            rows.erase_goal(goal.key)
            rows.note(act=Act.ERASE, thing=Thing.GOAL, by=by.member, programme=goal.programme, about=goal.key)

    def tell_pulse(self, pairing: str, time: PulseTime, confidence: int | None, *, by: Asker) -> None:
        """Keeps how sure the asker feels, in place of an earlier answer; None takes the answer back."""
        with self._kept.changing() as rows:
            found = _pairing(rows, pairing, Act.MAKE, Thing.PULSE, by)
            earlier = [pulse for pulse in rows.pulses_of(by.member) if (pulse.pairing, pulse.time) == (pairing, time)]
            for pulse in earlier:
                require(by, Act.ERASE, Thing.PULSE, of=Whose(programme=pulse.programme, author=pulse.member))
                rows.erase_pulse(pulse.key)
            if confidence is not None:
                given_at = earlier[0].given_at if earlier else rows.now
                try:
                    rows.add(Pulse(key=new_key(), programme=found.programme, pairing=pairing, member=by.member, time=time, confidence=confidence, given_at=given_at))
                except ValidationError:
                    raise BadInput("confidence: Choose one of the five answers.", remedy="From not at all to entirely.") from None
            # that somebody answered is nobody's business either: no line in the audit


def _pairing(rows: Rows, key: str, act: Act, thing: Thing, by: Asker) -> Pairing:
    found = rows.get(Pairing, key)
    if found is None:
        raise not_there()
    require(by, act, thing, of=whose(found))
    return found


def _goal(rows: Rows, pairing: str, number: int, act: Act, by: Asker) -> Goal:
    _pairing(rows, pairing, act, Thing.GOAL, by)
    goals: Sequence[Goal] = rows.goals_of(pairing)
    found = next((goal for goal in goals if goal.number == number), None)
    if found is None:
        raise BadInput("There is no goal with that number any more.", remedy="Go back to the list.")
    return found


def _said(error: ValidationError) -> BadInput:
    problem = error.errors(include_url=False, include_input=False)[0]
    said = {"string_too_long": "At most 500 characters."}.get(problem["type"], "Say it in a sentence.")
    return BadInput(f"{problem['loc'][0]}: {said}", remedy="Change it and send it again.")
