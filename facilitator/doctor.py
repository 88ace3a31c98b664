"""Is this install healthy? Every finding says how to mend it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from facilitator.backups import DATABASE, LAST
from facilitator.domain.base import Model
from facilitator.errors import FacilitatorError
from facilitator.resources import shipped
from facilitator.settings import ModelEndpoint, Settings

_LEAST_FREE = 500_000_000
_OLDEST_BACKUP = timedelta(days=7)


class Health(StrEnum):
    """How a finding is meant."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"


class HealthFinding(Model):
    """One thing that was looked at."""

    what: str
    health: Health
    message: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[HealthFinding]:
    """Looks at everything a session needs, the cheap things first."""
    yield _same_place()
    yield _folder("knowledge")
    yield _folder("prompts")
    yield _data(settings.data)
    yield _sqlite()
    yield _database(settings)
    yield _audit(settings)
    yield _backup(settings)
    yield _embedder()
    yield _parser()
    yield _recogniser()
    yield _library(settings)
    yield from _models(settings)
    yield _tracing()


def _same_place() -> HealthFinding:
    """``api`` and ``evals`` are common names: they must be ours."""
    here = Path(__file__).resolve().parent.parent
    for name in ("api", "evals"):
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if origin != here:
            return HealthFinding(what="packages", health=Health.BAD, message=f"The package '{name}' is not Facilitator's own ({origin}).", remedy="Install Facilitator into an environment of its own.")
    return HealthFinding(what="packages", health=Health.GOOD, message="facilitator, api and evals come from one place.")


def _folder(name: str) -> HealthFinding:
    try:
        folder = shipped(name)
    except FacilitatorError as error:
        return HealthFinding(what=name, health=Health.BAD, message=error.message, remedy=error.remedy)
    count = sum(1 for path in folder.rglob("*") if path.is_file())
    return HealthFinding(what=name, health=Health.GOOD, message=f"{count} files in {folder}.")


def _data(folder: Path) -> HealthFinding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_text("ok")
        probe.unlink()
    except OSError as error:
        return HealthFinding(what="data folder", health=Health.BAD, message=f"{folder} cannot be written: {error.strerror}.", remedy="Point FACILITATOR_DATA at a folder you may write to.")
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE:
        return HealthFinding(what="data folder", health=Health.CARE, message=f"{free // 1_000_000} MB are left on its disk.", remedy="Make room before you add documents.")
    return HealthFinding(what="data folder", health=Health.GOOD, message=f"{folder.resolve()} can be written.")


def _sqlite() -> HealthFinding:
    try:
        from pysqlite3 import dbapi2 as driver
    except ImportError:
        import sqlite3 as driver
    version = driver.sqlite_version
    if tuple(map(int, version.split("."))) < (3, 51, 3):
        return HealthFinding(what="SQLite", health=Health.CARE, message=f"SQLite {version} has a known fault that can damage a database while its log is reset.", remedy="Install pysqlite3 0.6.1 or newer.")
    return HealthFinding(what="SQLite", health=Health.GOOD, message=f"SQLite {version}.")


def _database(settings: Settings) -> HealthFinding:
    file = settings.data / DATABASE
    if settings.database_url or not file.exists():
        return HealthFinding(what="database", health=Health.GOOD, message="There is no database in the data folder.")
    from facilitator.store.snapshot import damage

    found = damage(file)
    if found:
        return HealthFinding(what="database", health=Health.BAD, message=f"The database is damaged: {found}.", remedy="Stop the server, then: facilitator restore FILE --replace")
    return HealthFinding(what="database", health=Health.GOOD, message="Its pages fit together, and every row points to one that is there.")


def _backup(settings: Settings) -> HealthFinding:
    if settings.database_url or not (settings.data / DATABASE).exists():
        return HealthFinding(what="backup", health=Health.GOOD, message="There is nothing here to back up.")
    try:
        made = datetime.fromisoformat((settings.data / LAST).read_text(encoding="ascii").strip()).astimezone(UTC)
    except (OSError, ValueError):
        return HealthFinding(what="backup", health=Health.CARE, message="No backup was ever made.", remedy="Run: facilitator backup FILE")
    age = datetime.now(UTC) - made
    if age > _OLDEST_BACKUP:
        return HealthFinding(what="backup", health=Health.CARE, message=f"The last backup is {age.days} days old.", remedy="Run: facilitator backup FILE")
    return HealthFinding(what="backup", health=Health.GOOD, message=f"The last backup was made at {made:%Y-%m-%d %H:%M} UTC.")


def _audit(settings: Settings) -> HealthFinding:
    if not settings.database_url and not (settings.data / "facilitator.sqlite3").exists():
        return HealthFinding(what="audit", health=Health.GOOD, message="There is no database yet.")
    from facilitator.wiring import open_store

    try:
        store = open_store(settings)
    except FacilitatorError as error:
        return HealthFinding(what="audit", health=Health.BAD, message=error.message, remedy=error.remedy)
    try:
        broken = store.audit.first_broken()
    finally:
        store.close()
    if broken is not None:
        return HealthFinding(what="audit", health=Health.BAD, message=f"The audit was changed by hand: entry {broken} does not follow from the one before.", remedy="Compare with a backup, and ask who can open the data folder.")
    return HealthFinding(what="audit", health=Health.GOOD, message="Every entry follows from the one before.")


def _embedder() -> HealthFinding:
    try:
        from facilitator.language.minilm import MiniLM

        vector = MiniLM().embed(["a word"])
    except FacilitatorError as error:
        return HealthFinding(what="embedder", health=Health.BAD, message=error.message, remedy=error.remedy)
    return HealthFinding(what="embedder", health=Health.GOOD, message=f"{MiniLM.model_id}, {vector.shape[1]} dimensions, files as pinned.")


def _parser() -> HealthFinding:
    try:
        from facilitator.words.grammar import parse

        parse("A sentence.")
    except FacilitatorError as error:
        return HealthFinding(what="parser", health=Health.BAD, message=error.message, remedy=error.remedy)
    return HealthFinding(what="parser", health=Health.GOOD, message="The English parser loads.")


def _recogniser() -> HealthFinding:
    try:
        from facilitator.anonymising.rampart import rampart

        rampart()
    except FacilitatorError as error:
        return HealthFinding(what="recogniser", health=Health.BAD, message=error.message, remedy=error.remedy)
    return HealthFinding(what="recogniser", health=Health.GOOD, message="The recogniser of personal data loads, files as pinned.")


def _library(settings: Settings) -> HealthFinding:
    from facilitator.wiring import open_shared_library

    try:
        library = open_shared_library(settings)
    except FacilitatorError as error:
        return HealthFinding(what="library", health=Health.CARE, message=error.message, remedy=error.remedy or "If that is your running server, all is well.")
    documents = library.documents()
    indexed = len(library.stored_ids())
    library.close()
    held = sum(d.passages for d in documents)
    if indexed != held:
        return HealthFinding(what="library", health=Health.BAD, message=f"The index holds {indexed} passages, the catalogue {held}.", remedy="Run: facilitator index rebuild")
    return HealthFinding(what="library", health=Health.GOOD, message=f"{len(documents)} documents, {sum(d.passages for d in documents)} passages.")


def _models(settings: Settings) -> Iterator[HealthFinding]:
    if settings.embedder_host:
        yield HealthFinding(what="finding", health=Health.CARE, message=f"Every document and everything that is looked for, a brief's own words included, is sent to {settings.embedder_host}.", remedy="To keep it on this machine, unset FACILITATOR_EMBEDDER.")
    if not settings.model_name:
        yield HealthFinding(what="model", health=Health.GOOD, message="No model is configured: the embedded writer is used" + (", and nothing it is given leaves this machine." if settings.embedder_host else ", and nothing leaves this machine."))
    elif not settings.has_model:
        yield HealthFinding(what="model", health=Health.BAD, message="A model is named, but no endpoint.", remedy="Set FACILITATOR_MODEL_URL.")
    if bool(settings.model_2_name) != bool(settings.model_2_url) or (settings.model_2_name and not settings.has_model):
        yield HealthFinding(what="second model", health=Health.BAD, message="A second model is set only in part, or without a first one; it is not asked.", remedy="Set FACILITATOR_MODEL_2_URL and FACILITATOR_MODEL_2_NAME, and the first one's too.")
    for endpoint, what in zip(settings.endpoints, ("model", "second model"), strict=False):
        yield HealthFinding(
            what=what, health=Health.CARE, message=f"Briefs and passages go to {endpoint.url} (names replaced: {'yes' if endpoint.pseudonyms else 'no'}).",
            remedy="Tell your people; see the page 'What leaves this machine'.",
        )
        yield _reached(endpoint, what)


def _reached(endpoint: ModelEndpoint, what: str) -> HealthFinding:
    from facilitator.wiring import reached

    fault = reached(endpoint)
    if fault is None:
        return HealthFinding(what=what, health=Health.GOOD, message=f"{endpoint.name}'s endpoint answers.")
    return HealthFinding(what=what, health=Health.CARE, message=f"{fault.message} Until it is mended the next writer stands in.", remedy=fault.remedy)


def _tracing() -> HealthFinding:
    loud = [name for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2") if os.environ.get(name, "").lower() in ("1", "true")]
    if loud:
        return HealthFinding(what="tracing", health=Health.CARE, message=f"{loud[0]} is set on this machine.", remedy="Facilitator switches it off for itself; unset it to be sure.")
    return HealthFinding(what="tracing", health=Health.GOOD, message="No vendor telemetry or tracing is on.")
