"""What a spec leaves behind: no open connection to a scripted endpoint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.language.writing import OPENED


@pytest.fixture(autouse=True)
def _writers_are_closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()
