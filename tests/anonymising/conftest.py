"""One Anonymiser for all tests of the room."""

from __future__ import annotations

import pytest

from facilitator.anonymising import Anonymiser


@pytest.fixture(scope="session")
def anonymiser() -> Anonymiser:
    return Anonymiser()
