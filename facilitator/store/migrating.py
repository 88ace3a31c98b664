"""Brings a database to the newest shape, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from facilitator.errors import Conflict

FOLDER = Path(__file__).resolve().parent / "migrations"


def bring_up_to_date(connection: Connection) -> None:
    """Applies every migration that is missing; refuses a database that a newer version wrote."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    if present == scripts.get_current_head():
        return
    if present is not None and present not in {script.revision for script in scripts.walk_revisions()}:
        raise Conflict(
            "A newer version of Facilitator wrote this database.", remedy="Install that version again, or restore a backup made with this one."
        )
    command.upgrade(config, "head")
