"""Template versions and what is live, as rows: read and written within one transaction, together with the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, func, insert, select, update

from facilitator.access import Act, Thing
from facilitator.domain.studio import SHIPPED, Override, Publication, Receipt
from facilitator.domain.template import Style, TemplateVersion, VersionState
from facilitator.seams import Clock
from facilitator.store import audit
from facilitator.store.database import Database, in_utc
from facilitator.store.evals import EvalRows
from facilitator.store.people_tables import programmes
from facilitator.store.template_tables import gate_receipts, live_templates, template_overrides, template_publications, template_versions
from facilitator.store.use import UseRows


class TemplateRows(EvalRows, UseRows):
    """What can be read and written in one transaction."""

    def __init__(self, connection: Connection, *, now: datetime) -> None:
        self._connection = connection
        self.now = now

    def add_version(self, version: TemplateVersion) -> None:
        """Writes a version down, never to be changed."""
        values = version.model_dump(exclude={"state", "files", "style"})
        files = json.dumps(dict(version.files), ensure_ascii=False, sort_keys=True)
        self._connection.execute(insert(template_versions).values(**values, files=files, style=version.style.model_dump_json(by_alias=True)))

    def version(self, key: str) -> TemplateVersion | None:
        """The version with that key."""
        row = self._connection.execute(select(template_versions).where(template_versions.c.key == key)).first()
        if row is None:
            self._state("", "", key)  # asked for either way: how long it takes must not tell whether there is one
            return None
        return self._version(row)

    def versions(self, programme: str, template: str) -> Sequence[TemplateVersion]:
        """Every version of a Programme's Template, the newest first."""
        of = and_(template_versions.c.programme == programme, template_versions.c.template == template)
        return [self._version(row) for row in self._connection.execute(select(template_versions).where(of).order_by(template_versions.c.number.desc())).all()]

    def newest(self, programme: str, template: str) -> int:
        """The highest number given so far; 0 when there is none."""
        of = and_(template_versions.c.programme == programme, template_versions.c.template == template)
        return int(self._connection.execute(select(func.coalesce(func.max(template_versions.c.number), 0)).where(of)).scalar_one())

    def live(self, programme: str) -> Mapping[str, str]:
        """Template → key of the version that is live; a Template that is not there is the shipped one."""
        rows = self._connection.execute(select(live_templates.c.template, live_templates.c.version).where(live_templates.c.programme == programme)).all()
        return {row.template: row.version for row in rows}

    def put_live(self, publication: Publication) -> None:
        """Makes a version the one that is live, and writes down how it came to be."""
        self._connection.execute(insert(template_publications).values(**publication.model_dump(mode="python", exclude={"way"}), way=publication.way.value, number=self._next(template_publications)))
        of = and_(live_templates.c.programme == publication.programme, live_templates.c.template == publication.template)
        if publication.version == SHIPPED:
            self._connection.execute(delete(live_templates).where(of))
            return
        changed = self._connection.execute(update(live_templates).where(of).values(version=publication.version, publication=publication.key))
        if changed.rowcount == 0:
            row = {"programme": publication.programme, "template": publication.template, "version": publication.version, "publication": publication.key}
            self._connection.execute(insert(live_templates).values(**row))

    def publications(self, programme: str, template: str) -> Sequence[Publication]:
        """Every change of what is live, the newest first."""
        of = and_(template_publications.c.programme == programme, template_publications.c.template == template)
        rows = self._connection.execute(select(template_publications).where(of).order_by(template_publications.c.number.desc())).all()
        return [Publication.model_validate({**{k: v for k, v in row._mapping.items() if k != "number"}, "at": in_utc(row.at)}) for row in rows]

    def add_receipt(self, receipt: Receipt) -> None:
        """Keeps what the gate found."""
        values = {"key": receipt.key, "programme": receipt.programme, "template": receipt.template, "candidate": receipt.asked.candidate, "made_at": receipt.made_at}
        self._connection.execute(insert(gate_receipts).values(**values, receipt=receipt.model_dump_json(by_alias=True), number=self._next(gate_receipts)))

    def receipt(self, programme: str, template: str, candidate: str) -> Receipt | None:
        """The newest receipt of a version by its fingerprint."""
        of = and_(gate_receipts.c.programme == programme, gate_receipts.c.template == template, gate_receipts.c.candidate == candidate)
        text = self._connection.execute(select(gate_receipts.c.receipt).where(of).order_by(gate_receipts.c.number.desc()).limit(1)).scalar()
        return Receipt.model_validate_json(text) if text else None

    def receipts(self, programme: str, template: str) -> Sequence[Receipt]:
        """Every receipt of a Template, the oldest first."""
        of = and_(gate_receipts.c.programme == programme, gate_receipts.c.template == template)
        return [Receipt.model_validate_json(text) for text in self._connection.execute(select(gate_receipts.c.receipt).where(of).order_by(gate_receipts.c.number)).scalars()]

    def override(self, programme: str, template: str) -> Override | None:
        """The override that waits for a second owner."""
        of = and_(template_overrides.c.programme == programme, template_overrides.c.template == template)
        row = self._connection.execute(select(template_overrides).where(of)).first()
        return Override.model_validate({**row._mapping, "asked_at": in_utc(row.asked_at)}) if row else None

    def put_override(self, override: Override) -> None:
        """Puts an override forward, in the place of an earlier one."""
        self.drop_override(override.programme, override.template)
        self._connection.execute(insert(template_overrides).values(**override.model_dump()))

    def drop_override(self, programme: str, template: str) -> None:
        """Takes back whatever waits."""
        self._connection.execute(delete(template_overrides).where(template_overrides.c.programme == programme, template_overrides.c.template == template))

    def only_programme(self) -> str:
        """The key of the one Programme here; empty when there is none, or more than one."""
        keys = self._connection.execute(select(programmes.c.key).limit(2)).scalars().all()
        return keys[0] if len(keys) == 1 else ""

    def note(self, *, act: Act, thing: Thing, by: str, programme: str, about: str, outcome: str = "done") -> None:
        """Adds to the audit, in this transaction."""
        audit.append(self._connection, at=self.now, act=act.value, thing=thing.value, by=by, programme=programme, about=about, outcome=outcome)

    def _next(self, table: Table) -> int:
        return int(self._connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()) + 1

    def _version(self, row: Row[Any]) -> TemplateVersion:
        values = {**row._mapping, "files": MappingProxyType(json.loads(row.files)), "style": Style.model_validate_json(row.style), "made_at": in_utc(row.made_at)}
        return TemplateVersion(**values, state=self._state(row.programme, row.template, row.key))

    def _state(self, programme: str, template: str, key: str) -> VersionState:
        live = self.live(programme).get(template)
        once = self._connection.execute(select(template_publications.c.key).where(template_publications.c.version == key).limit(1)).first()
        if live == key:
            return VersionState.PUBLISHED
        return VersionState.RETIRED if once else VersionState.WORKING


class Templates:
    """Opens transactions on the rows of the studio."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @contextmanager
    def changing(self) -> Iterator[TemplateRows]:
        """One transaction that may write: all of it stands, or none."""
        with self._database.writing() as connection:
            yield TemplateRows(connection, now=self._clock())

    @contextmanager
    def reading(self) -> Iterator[TemplateRows]:
        """One transaction that only reads."""
        with self._database.reading() as connection:
            yield TemplateRows(connection, now=self._clock())
