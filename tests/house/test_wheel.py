"""The wheel holds everything and runs outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, as an installer would lay them out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("facilitator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize(
    "name",
    [
        "facilitator/domain/GLOSSARY.md", "facilitator/_shipped/knowledge/vectors.npz", "facilitator/_shipped/knowledge/routes.yaml", "facilitator/_shipped/prompts/starters/template.toml",
        "facilitator/escalation/model.npz", "facilitator/store/migrations/env.py", "api/html/layout.html", "api/static/style.css", "api/samples/night-handovers.json", "evals/cases/briefs.jsonl",
    ],
)  # fmt: skip
def test_the_wheel_holds(unpacked: Path, name: str) -> None:
    assert (unpacked / name).is_file()


def test_the_wheel_holds_no_training_texts(unpacked: Path) -> None:
    assert not (unpacked / "evals" / "training").exists()


def test_it_runs_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("FACILITATOR_", "PYTHON"))} | {"PYTHONPATH": str(unpacked), "FACILITATOR_DATA": str(tmp_path / "data")}

    done = subprocess.run(
        [sys.executable, "-P", "-m", "facilitator", "starters", "-"], input='{"topic": "TikTok"}', capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300
    )

    assert done.returncode == 0, done.stderr
    assert '"decision": "release"' in done.stdout


def test_labels_say_plainly_that_the_training_texts_are_not_installed(unpacked: Path, tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("FACILITATOR_", "PYTHON"))} | {"PYTHONPATH": str(unpacked)}

    done = subprocess.run([sys.executable, "-P", "-m", "evals", "labels", "tone"], capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300)

    assert done.returncode == 2
    assert "not part of an installed package" in done.stderr and "Traceback" not in done.stderr
