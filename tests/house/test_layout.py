"""The repository itself: import rules, file sizes, settings, glossary, the lock."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

from facilitator.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent.parent
OURS = [p for room in ("facilitator", "api", "evals") for p in (ROOT / room).rglob("*.py") if "training" not in p.parts]


def test_imports_go_down_only() -> None:
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stdout[-3_000:]


def test_no_file_is_above_300_lines() -> None:
    assert [f"{p.relative_to(ROOT)}: {n}" for p in OURS if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300] == []


def test_every_module_says_what_it_is_for() -> None:
    assert [str(p.relative_to(ROOT)) for p in OURS if not p.read_text(encoding="utf-8").lstrip().startswith('"""')] == []


def test_every_setting_is_in_the_readme_or_a_page_of_the_documents() -> None:
    told = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))

    assert [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in told] == []
    assert all(field.description for field in Settings.model_fields.values())


def test_every_word_of_the_glossary_that_names_a_class_has_it() -> None:
    glossary = (ROOT / "facilitator" / "domain" / "GLOSSARY.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| \*\*[^|]+\| [^|]+\| `([A-Z][A-Za-z]+)`", glossary, re.M)
    text = "\n".join(p.read_text(encoding="utf-8") for p in OURS)

    assert [name for name in named if not re.search(rf"^class {name}\b", text, re.M) and name not in _LATER] == []


_LATER = {"Reflection", "SharedReflection", "Case", "Label", "Report", "SUITE"}
"""Words of rooms that are not built yet; each leaves this list when its room arrives."""


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    for name, at_least in (("requirements.lock", 100), ("requirements-dev.lock", 100), ("requirements-fuzz.lock", 20)):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\n]*==", text, re.M | re.I)
        assert "://" not in text
        assert len(pins) > at_least
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_lock_of_data_packages_holds_hashes_and_no_addresses() -> None:
    text = (ROOT / "requirements-models.lock").read_text(encoding="utf-8")

    assert "://" not in text
    assert text.count("==") == text.count("--hash=sha256:") > 0


def test_every_dependency_says_what_it_is_for() -> None:
    declared = re.findall(r'^    "[^"]+",(.*)$', (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0], re.M)

    assert declared
    assert all("#" in comment and len(comment.split()) > 1 for comment in declared)


def test_api_evals_and_facilitator_come_from_one_folder() -> None:
    folders = {Path(str(importlib.import_module(name).__file__)).parent.parent for name in ("facilitator", "api", "evals")}

    assert folders == {ROOT}
