"""What an owner may know of how it went: counts with their intervals, and nothing below k.

Dates an owner sees by name anyway, so counts of them are shown whatever their size. Where somebody wrote or answered something, a
figure appears from k pairings on (of the pulse, from k people in k pairings), and answers enter it in groups of k: two figures of
different days then never differ by a single person who joined in. There are no figures by cohort, whose differences would single
people out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import sqrt
from statistics import fmean, stdev

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.outcomes import Change, GoalState, Outcomes, Pulse, PulseTime, Share
from facilitator.domain.programme import PairDates, Pairing
from facilitator.people.kept import PeopleKept

LONG_ENOUGH = timedelta(days=90)
"""Who joined later has not had the time to leave."""
_Z = 1.959964
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086)
"""The 97.5 % quantiles of Student's t for 1 to 20 degrees of freedom."""


class Figuring:
    """The verbs of an owner's figures."""

    def __init__(self, kept: PeopleKept, *, k: int) -> None:
        self._kept = kept
        self._k = k

    def outcomes(self, *, by: Asker) -> Outcomes:
        """How it went, as far as figures may tell."""
        require(by, Act.COUNT, Thing.FIGURES, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            pairings = rows.pairings(by.programme)
            dates = rows.dates(by.programme)
            members = rows.members(by.programme)
            goals = rows.goals_within(by.programme)
            pulses = rows.pulses_within(by.programme)
            held = [dates.get(one.key, PairDates(pairing=one.key)).held for one in pairings]
            early = [one for one in members if rows.now - one.joined_at >= LONG_ENOUGH]
        settled = [goal for goal in goals if goal.state is not GoalState.OPEN]
        return Outcomes(
            k=self._k,
            met=share(sum(n >= 1 for n in held), len(held)), met_thrice=share(sum(n >= 3 for n in held), len(held)), sessions_held=sum(held),
            stayed=share(sum(one.left_at is None for one in early), len(early)),
            goals_set=len(goals) if len({goal.pairing for goal in goals}) >= self._k else None,
            goals_reached=share(sum(goal.state is GoalState.REACHED for goal in settled), len(settled)) if len({goal.pairing for goal in settled}) >= self._k else None,
            mentors=change(_answered(pulses, pairings, "mentor"), k=self._k), mentees=change(_answered(pulses, pairings, "mentee"), k=self._k),
        )  # fmt: skip


class Answered(Pulse):
    """A person's answers of both times, the later one with its date."""

    earlier: int


def _answered(pulses: Iterable[Pulse], pairings: Sequence[Pairing], role: str) -> list[Answered]:
    mine = {(one.key, getattr(one, role)) for one in pairings}
    before = {(pulse.pairing, pulse.member): pulse.confidence for pulse in pulses if pulse.time is PulseTime.BEFORE}
    return [
        Answered(**pulse.model_dump(), earlier=before[pulse.pairing, pulse.member])
        for pulse in sorted(pulses, key=lambda one: (one.given_at, one.key))
        if pulse.time is PulseTime.AFTER and (pulse.pairing, pulse.member) in mine and (pulse.pairing, pulse.member) in before
    ]


def change(answers: Sequence[Answered], *, k: int) -> Change | None:
    """How the same people answered before and after; None below k people, or when they are of fewer than k pairings.

    ``answers`` come in the order in which they were completed; those after the last whole group of k wait for the next.
    """
    shown = answers[: len(answers) - len(answers) % k]
    people, pairings = len({one.member for one in shown}), len({one.pairing for one in shown})
    if people < k or pairings < k:
        return None
    changes = [one.confidence - one.earlier for one in shown]
    n = len(changes)
    half = (_T[n - 2] if n - 2 < len(_T) else _Z) * stdev(changes) / sqrt(n)
    return Change(
        people=people, pairings=pairings, before=round(fmean(one.earlier for one in shown), 1), after=round(fmean(one.confidence for one in shown), 1),
        low=round(fmean(changes) - half, 1), high=round(fmean(changes) + half, 1),
    )  # fmt: skip


def share(n: int, of: int) -> Share:
    """So many of so many, with the 95 % interval by Wilson's score method; from 0 to 1 when there is nothing to go by."""
    if of == 0:
        return Share(n=0, of=0, low=0.0, high=1.0)
    part = n / of
    middle = (part + _Z * _Z / (2 * of)) / (1 + _Z * _Z / of)
    half = _Z / (1 + _Z * _Z / of) * sqrt(part * (1 - part) / of + _Z * _Z / (4 * of * of))
    return Share(n=n, of=of, low=max(0.0, middle - half), high=min(1.0, middle + half))
