"""Publishing and rolling back at the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.resources import shipped
from tests.cli.conftest import Done

Run = Callable[..., Done]
BRIEF = json.dumps({"topic": "handovers on the night shift", "goal": "fewer lost notes"})


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("prompts"), tmp_path / "prompts"))


def _change(prompts: Path, file: str, find: str, put: str) -> None:
    path = prompts / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put), encoding="utf-8")


def test_a_worse_template_is_blocked_with_reasons_and_a_harmless_one_goes_live_and_back(run: Run, prompts: Path) -> None:
    _change(prompts, "safety_prompts/instructions.md.j2", ", without a reason and without an apology", ", after explaining why and saying sorry")
    worse = run("templates", "publish", str(prompts / "safety_prompts"))

    (prompts / "starters" / "style.toml").write_text('avoid = ["synergy"]\n')
    _change(prompts, "starters/instructions.md.j2", "At most 30 words.", "No more than 30 words.")
    harmless = run("templates", "publish", str(prompts / "starters"), "-m", "No synergy here")
    asked = run("starters", "-", given=BRIEF)
    back = run("templates", "rollback", "starters")

    assert worse.code == 1, worse.err
    assert worse.rows[0]["published"] is False
    assert any("without a reason and without an apology" in reason["said"] for reason in worse.rows[0]["reasons"])
    assert harmless.code == 0, harmless.out + harmless.err
    assert harmless.rows[0]["published"] is True
    assert f"starters@{harmless.rows[0]['fingerprint']}" in asked.rows[0]["provenance"]["template"]
    assert (back.code, back.rows[0]["version"]) == (0, 0)
    assert "starters@" not in run("starters", "-", given=BRIEF).rows[0]["provenance"]["template"]


def test_a_template_that_cannot_be_filled_is_refused_by_line_and_nothing_is_kept(run: Run, prompts: Path) -> None:
    _change(prompts, "starters/instructions.md.j2", "## Output", "{{ goals }} {{ 9 ** 9 }}\n\n## Output")

    done = run("templates", "publish", str(prompts / "starters"))

    assert done.code == 1
    assert done.rows and all(row["line"] and row["remedy"] for row in done.rows)


@pytest.mark.parametrize(("args", "said"), [(("publish", "nowhere"), "holds no template.toml"), (("rollback", "poems"), "There is no template 'poems'"), (("rollback", "answers", "7"), "was never live")])
def test_what_is_not_there_is_one_sentence(run: Run, args: tuple[str, ...], said: str) -> None:
    done = run("templates", *args)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
