"""Runs the real command in a process of its own, on a data folder of this run's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


class Done:
    """What a command left behind."""

    def __init__(self, process: subprocess.CompletedProcess[str]) -> None:
        self.code = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture(scope="session")
def cli_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli-data")


@pytest.fixture(scope="session")
def run(cli_data: Path) -> Callable[..., Done]:
    def call(*args: str, given: str = "", env: dict[str, str] | None = None) -> Done:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FACILITATOR_")} | {"PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))), "FACILITATOR_DATA": str(cli_data), "COLUMNS": "120"} | (env or {})
        return Done(subprocess.run([sys.executable, "-m", "facilitator", *args], input=given, capture_output=True, text=True, timeout=300, env=environment, cwd=cli_data))

    return call
