"""What the dates of a pair say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from facilitator.domain.programme import PairDates, Pairing
from facilitator.people.health import Pace, pace

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LONG_AGO, LATELY, SOON = NOW - timedelta(days=60), NOW - timedelta(days=10), NOW + timedelta(days=3)


def _pairing(**given: object) -> Pairing:
    return Pairing.model_validate({"key": "p", "programme": "x", "mentor": "a", "mentee": "b", "began_on": date(2026, 11, 1), **given})


@pytest.mark.parametrize(
    ("pairing", "dates", "says"),
    [
        (_pairing(ended_at=NOW), {}, Pace.ENDED),
        (_pairing(), {"overdue": 1, "next_planned": SOON}, Pace.OVERDUE),
        (_pairing(), {"next_planned": SOON}, Pace.PLANNED),
        (_pairing(), {}, Pace.NOT_BEGUN),
        (_pairing(began_on=date(2026, 9, 1)), {}, Pace.STALLED),
        (_pairing(), {"held": 2, "last_held": LATELY}, Pace.BETWEEN),
        (_pairing(), {"held": 2, "last_held": LONG_AGO}, Pace.STALLED),
        (_pairing(began_on=None), {}, Pace.STALLED),
    ],
)
def test_the_dates_of_a_pair(pairing: Pairing, dates: dict[str, object], says: Pace) -> None:
    assert pace(pairing, PairDates.model_validate({"pairing": "p", **dates}), joined=LONG_AGO, now=NOW) is says
