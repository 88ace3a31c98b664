"""PostgreSQL's own log: what was deleted stays in it until it is written over."""

from __future__ import annotations

import logging

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

MOST_SEGMENTS = 80
"""Of 16 MB each: what a server keeps by default, and some more."""
_log = logging.getLogger("facilitator.store")


def write_over_log(connection: Connection) -> bool:
    """Fills every segment of the write-ahead log anew, outside a transaction; whether this role may.

    A finished segment is kept under a new name and used again, with its old words in it until then. So all are used once: a record each, then the next.
    """
    try:
        connection.exec_driver_sql("SELECT pg_switch_wal()")
        connection.exec_driver_sql("CHECKPOINT")
        kept = int(connection.exec_driver_sql("SELECT count(*) FROM pg_ls_waldir()").scalar_one())
        for _ in range(min(kept + 1, MOST_SEGMENTS)):
            connection.exec_driver_sql("SELECT pg_logical_emit_message(false, 'facilitator', '')")
            connection.exec_driver_sql("SELECT pg_switch_wal()")
        connection.exec_driver_sql("CHECKPOINT")
    except DBAPIError:
        _log.warning("log_not_written_over reason=no_right")
        return False
    return True
