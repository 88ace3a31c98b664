"""``--render`` writes the kept texts anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--render", action="store_true", default=False, help="write tests/templates/rendered/ anew, to be read in the diff")
