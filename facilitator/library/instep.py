"""Tells where the vectors lie what changed in the catalogue."""

from __future__ import annotations

import numpy as np

from facilitator.library.catalogue import Catalogue
from facilitator.seams import VectorSide

_BATCH = 500


def in_step(side: VectorSide, catalogue: Catalogue) -> None:
    """Tell it what changed; safe to be cut off anywhere and done again."""
    while changed := catalogue.unsynced(_BATCH):
        rows = catalogue.reader.execute(
            "SELECT id, title || char(10) || text, vector, audience, kind, document, row FROM passages"  # noqa: S608  only question marks are put in
            f" WHERE id IN ({','.join('?' * len(changed))})", changed,
        ).fetchall()
        gone = sorted(set(changed) - {r[0] for r in rows})
        if gone:
            side.drop(gone)
        if rows:
            vectors = np.frombuffer(b"".join(r[2] for r in rows), np.float32).reshape(len(rows), -1)
            side.put([r[0] for r in rows], [r[1] for r in rows], vectors, [{"audience": r[3], "kind": r[4], "document": r[5], "row": r[6]} for r in rows])
        catalogue.synced(changed)
