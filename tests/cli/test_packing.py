"""templates export and import: a folder that fits in git."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.access import Asker
from facilitator.cli.packing import bring_in, export
from facilitator.domain.template import Style
from facilitator.errors import BadInput, Conflict
from facilitator.settings import Settings
from facilitator.studio.kept import OPERATOR
from facilitator.wiring import open_store, open_studio


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_folder_goes_from_one_data_folder_to_another_and_is_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two, first, second = (tmp_path / name for name in ("one", "two", "first", "second"))
    store = open_store(Settings(data=one))
    studio = open_studio(store)
    studio.save("starters", files=studio.shipped("starters").files, style=Style.model_validate({"avoid": ["synergy"]}), by=Asker(member=OPERATOR, is_owner=True))
    store.close()

    export(first, data=one)
    bring_in(first, data=two)
    export(second, data=two)
    (first / "templates" / "left over").mkdir()
    export(first, data=one)

    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert _files(first) == _files(second) and len(_files(first)) == said[0]["files"] > 5
    assert said[1]["versions"] == 1
    assert not (first / "templates" / "left over").exists()


def test_another_folder_is_left_alone_and_one_without_a_studio_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep me")

    with pytest.raises(Conflict, match="holds other files"):
        export(tmp_path / "mine", data=tmp_path / "data")
    with pytest.raises(BadInput, match="holds no studio"):
        bring_in(tmp_path / "mine", data=tmp_path / "data")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep me"
