"""templates publish and rollback: what the studio's page does, for whoever may read the data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.access import Asker
from facilitator.cli.common import progress, say
from facilitator.errors import BadInput, Blocked
from facilitator.settings import load
from facilitator.studio import Studio
from facilitator.studio.kept import OPERATOR
from facilitator.studio.publishing import RollingBack
from facilitator.templates.files import read_style, read_template
from facilitator.templates.rendering import problems
from facilitator.wiring import build, open_publishing, open_store, open_studio


def publish(folder: Path, *, message: str, data: Path | None) -> None:
    """Saves the folder as a version, compares it with the live one and makes it live; exits 1 with the reasons when it is blocked."""
    if not (folder / "template.toml").is_file():
        raise BadInput(f"{folder} holds no template.toml.", remedy="Give the folder of one template, as in prompts/starters.")
    read, style = read_template(folder), read_style(folder)
    settings = load(data=data)
    store = open_store(settings)
    try:
        studio = open_studio(store)
        by = operator(studio)
        name = next((t.shipped.name for t in studio.templates(by=by) if t.shipped.kind is read.kind), read.name)
        found = problems(studio.as_template(name, read.files, style))
        for problem in found:
            say({"template": name, "problem": problem.message, "remedy": problem.remedy, "line": problem.line})
        if found:
            raise SystemExit(1)
        version = studio.save(name, files=read.files, style=style, message=message, by=by)
        show = progress()
        facilitator = build(settings, progress=show)
        try:
            publishing = open_publishing(store, studio, facilitator)
            receipt = publishing.examine(version.key, told=lambda done, of, what: show(done, of, "cases"), by=by)
            ready = publishing.ready(version.key, by=by)
            row = {"template": name, "version": version.number, "fingerprint": version.fingerprint, "cases": receipt.expected, "scored": receipt.scored}
            try:
                publishing.publish(version.key, by=by)
            except Blocked:
                say({**row, "published": False, "reasons": [reason.model_dump(exclude_none=True, exclude={"hard"}) for reason in ready.reasons]})
                raise SystemExit(1) from None
            say({**row, "published": True, "reasons": []})
        finally:
            facilitator.close()
    finally:
        store.close()


def roll_back(name: str, version: int | None, *, data: Path | None) -> None:
    """Makes live what was live before, or a version that once was; 0 is the shipped template."""
    store = open_store(load(data=data))
    try:
        studio = open_studio(store)
        by = operator(studio)
        publication = RollingBack(store.templates, studio).roll_back(name, version, by=by)
        history = studio.history(name, by=by)
        say({"template": name, "version": history.number(publication.version) or 0, "live": history.line.live.fingerprint if history.line.live else history.line.shipped.fingerprint})
    finally:
        store.close()


def operator(studio: Studio) -> Asker:
    """Whoever may read the data folder acts for its one Programme, or for this machine."""
    home = studio.home()
    print(f"Templates of {'the one programme here' if home else 'this machine'}.", file=sys.stderr)
    return Asker(member=OPERATOR, programme=home, is_owner=True)
