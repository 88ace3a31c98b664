"""The whole studio as files, for git and for another installation: what was packed, taken in and packed again is the same to the byte.

No keys and no people stand in it. What somebody gave as an example stays where its author can take it back. A receipt that
came in from files is read, but makes nothing live: whoever can write a file could have written it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.base import Model
from facilitator.domain.evals import Fixture, OwnSuite, Source
from facilitator.domain.studio import Receipt
from facilitator.domain.template import Style, TemplateVersion
from facilitator.errors import BadInput, Conflict, FacilitatorError
from facilitator.people.running import new_key
from facilitator.studio.editing import Studio
from facilitator.studio.kept import TemplateRows, TemplatesKept
from facilitator.templates.rendering import problems

FORMAT = "studio.json"
TOPS = ("templates", "fixtures", "receipts")
MOST_FILES, MOST_BYTES = 5_000, 20_000_000
_NOT_OURS = {"key", "programme"}
_VERSION, _SUITE, _FIXTURE, _RECEIPT = (
    re.compile(shape) for shape in (r"templates/(\w+)/versions/(\d{4,})/(.+)", r"templates/(\w+)/suites/(\d{4,})\.json", r"fixtures/([\w-]+)\.json", r"receipts/(\w+)/([\w-]+)\.json")
)


class TakenIn(Model):
    """How much was new; what was there already is left as it is."""

    versions: int = 0
    suites: int = 0
    fixtures: int = 0
    receipts: int = 0


class Packing:
    """Packs a Programme's studio into files, and takes such files in."""

    def __init__(self, kept: TemplatesKept, studio: Studio) -> None:
        self._kept = kept
        self._studio = studio

    def pack(self, *, by: Asker) -> dict[str, bytes]:
        """Path → content, sorted."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        found: dict[str, bytes] = {FORMAT: _json({"format": 1})}
        with self._kept.reading() as rows:
            for name in self._studio.names:
                versions = rows.versions(by.programme, name)
                numbers = {version.key: version.number for version in versions}
                for version in versions:
                    found |= _version_files(version, numbers)
                for number, suite in enumerate(reversed(rows.suites(by.programme, name)), start=1):
                    found[f"templates/{name}/suites/{number:04}.json"] = _json(suite.model_dump(mode="json"))
                for receipt in rows.receipts(by.programme, name):
                    content = _json(receipt.model_dump(mode="json", exclude=_NOT_OURS | {"brought_in"}))
                    found[f"receipts/{name}/{receipt.made_at:%Y%m%dT%H%M%S}-{_hash(content)}.json"] = content
            for fixture in rows.fixtures(by.programme):
                if fixture.source is not Source.GIVEN:
                    found[f"fixtures/{_slug(fixture.name)}.json"] = _json(fixture.model_dump(mode="json", exclude=_NOT_OURS))
        return dict(sorted(found.items()))

    def take_in(self, files: Mapping[str, bytes], *, by: Asker) -> TakenIn:
        """Adds what is not there yet, all of it or nothing; nothing goes live by it. Raises BadInput naming the file, Conflict where something else stands in its place."""
        require(by, Act.CHANGE, Thing.TEMPLATE, of=Whose(programme=by.programme))
        if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
            raise BadInput(f"This is more than {MOST_FILES:,} files or {MOST_BYTES // 1_000_000} MB.", remedy="Give a folder that `facilitator templates export` made.")
        if FORMAT not in files or _read(FORMAT, files[FORMAT]).get("format") != 1:
            raise BadInput(f"There is no {FORMAT} that says format 1.", remedy="Give a folder that `facilitator templates export` made.")
        versions, rest = _sorted_out(files)
        for name, numbered in versions.items():
            for number, texts in numbered.items():
                self._fillable(name, number, texts)
        with self._kept.changing() as rows:
            done = TakenIn(
                versions=sum(_take_versions(rows, self._studio, name, numbered, by) for name, numbered in versions.items()),
                suites=sum(_take_suite(rows, self._studio, path, content, by) for path, content in rest if _SUITE.fullmatch(path)),
                fixtures=sum(_take_fixture(rows, path, content, by) for path, content in rest if _FIXTURE.fullmatch(path)),
                receipts=sum(_take_receipt(rows, self._studio, path, content, by) for path, content in rest if _RECEIPT.fullmatch(path)),
            )
            rows.note(act=Act.CHANGE, thing=Thing.TEMPLATE, by=by.member, programme=by.programme, about="", outcome="brought_in")
        return done

    def _fillable(self, name: str, number: int, texts: Mapping[str, bytes]) -> None:
        try:
            said = _read("version.json", texts.get("version.json", b"{}"))
            template = self._studio.as_template(name, _texts(texts), Style.model_validate(said.get("style", {})))
            for problem in problems(template):
                raise problem
        except ValidationError:
            raise BadInput(f"templates/{name}/versions/{number:04}/version.json: the style does not fit.", remedy="Export it again.") from None
        except FacilitatorError as error:
            raise BadInput(f"templates/{name}/versions/{number:04}: {error.message}", remedy=error.remedy) from None
        if template.fingerprint != said.get("fingerprint"):
            raise BadInput(f"templates/{name}/versions/{number:04}: the files are not those its fingerprint was made of.", remedy="Versions never change: save the edit as a new version instead.")


def _version_files(version: TemplateVersion, numbers: Mapping[str, int]) -> dict[str, bytes]:
    at = f"templates/{version.template}/versions/{version.number:04}"
    about = {
        "message": version.message, "made_at": version.made_at.isoformat(), "fingerprint": version.fingerprint, "style": version.style.model_dump(mode="json", by_alias=True),
        "based_on": numbers.get(version.based_on or ""),
    }  # fmt: skip
    return {f"{at}/version.json": _json(about), **{f"{at}/{file}": text.encode() for file, text in version.files.items()}}


def _sorted_out(files: Mapping[str, bytes]) -> tuple[dict[str, dict[int, dict[str, bytes]]], list[tuple[str, bytes]]]:
    versions: dict[str, dict[int, dict[str, bytes]]] = {}
    rest = []
    for path, content in sorted(files.items()):
        if part := _VERSION.fullmatch(path):
            versions.setdefault(part[1], {}).setdefault(int(part[2]), {})[part[3]] = content
        elif any(shape.fullmatch(path) for shape in (_SUITE, _FIXTURE, _RECEIPT)):
            rest.append((path, content))
        elif path != FORMAT:
            raise BadInput(f"{path}: nothing reads this file.", remedy=f"There are: {FORMAT}, and files under {', '.join(TOPS)} as they were exported.")
    return versions, rest


def _take_versions(rows: TemplateRows, studio: Studio, name: str, numbered: Mapping[int, Mapping[str, bytes]], by: Asker) -> int:
    studio.shipped(name)
    there = {version.number: version for version in rows.versions(by.programme, name)}
    keys = {number: version.key for number, version in there.items()}
    new = 0
    for number, texts in sorted(numbered.items()):
        said = _read("version.json", texts["version.json"])
        if number in there:
            if there[number].fingerprint != said["fingerprint"]:
                raise Conflict(f"templates/{name}/versions/{number:04}: there is another version {number} here.", remedy="Take it in where no versions were saved, or save its text as a new version.")
            continue
        try:
            version = TemplateVersion(
                key=new_key(), programme=by.programme, template=name, number=number, files=MappingProxyType(_texts(texts)), style=Style.model_validate(said["style"]),
                fingerprint=said["fingerprint"], based_on=keys.get(said.get("based_on") or 0), author=by.member, message=said.get("message", ""), made_at=said["made_at"],
            )  # fmt: skip
        except (ValidationError, KeyError):
            raise BadInput(f"templates/{name}/versions/{number:04}/version.json does not fit.", remedy="Export it again.") from None
        rows.add_version(version)
        keys[number] = version.key
        new += 1
    return new


def _take_suite(rows: TemplateRows, studio: Studio, path: str, content: bytes, by: Asker) -> int:
    name, number = path.split("/")[1], int(path.split("/")[3].removesuffix(".json"))
    studio.shipped(name)
    suite = _valid(OwnSuite, path, content)
    there = list(reversed(rows.suites(by.programme, name)))
    if number <= len(there):
        if there[number - 1] != suite:
            raise Conflict(f"{path}: something else was asked here at that place.", remedy="Take it in where nothing was asked yet, or change what you ask on its page.")
        return 0
    rows.add_suite(by.programme, name, suite, by=by.member)
    return 1


def _take_fixture(rows: TemplateRows, path: str, content: bytes, by: Asker) -> int:
    fixture = _valid(Fixture, path, content, key=new_key(), programme=by.programme)
    if fixture.source is Source.GIVEN:
        raise BadInput(f"{path}: what somebody gave cannot come from a file.", remedy="Only its author gives it, where they can take it back.")
    there = next((one for one in rows.fixtures(by.programme) if one.name == fixture.name), None)
    if there is not None:
        if there.model_copy(update={"key": fixture.key}) != fixture:
            raise Conflict(f"{path}: there is another case called “{fixture.name}”.", remedy="Rename one of them.")
        return 0
    rows.put_fixture(fixture)
    return 1


def _take_receipt(rows: TemplateRows, studio: Studio, path: str, content: bytes, by: Asker) -> int:
    name = path.split("/")[1]
    studio.shipped(name)
    receipt = _valid(Receipt, path, content, key=new_key(), programme=by.programme, brought_in=True)
    same = {"key", "brought_in"}
    if any(one.model_dump(exclude=same) == receipt.model_dump(exclude=same) for one in rows.receipts(by.programme, name)):
        return 0
    rows.add_receipt(receipt)
    return 1


def _valid(shape: type[Any], path: str, content: bytes, **more: object) -> Any:
    try:
        return shape.model_validate({**_read(path, content), **more})
    except ValidationError as error:
        problem = error.errors()[0]
        raise BadInput(f"{path}: {'.'.join(map(str, problem['loc'])) or 'the file'} does not fit.", remedy="Export it again.") from None


def _read(path: str, content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        raise BadInput(f"{path} is not JSON.", remedy="Export it again.") from None
    if not isinstance(found, dict):
        raise BadInput(f"{path} does not hold an object.", remedy="Export it again.")
    return found


def _texts(texts: Mapping[str, bytes]) -> dict[str, str]:
    try:
        return {file: content.decode("utf-8") for file, content in texts.items() if file != "version.json"}
    except UnicodeDecodeError:
        raise BadInput("A template's file is not UTF-8.", remedy="Save it as UTF-8.") from None


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _slug(name: str) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')[:40] or 'case'}-{_hash(name.encode())[:6]}"
