"""What models wrote lately, so that a Member who asks the same again does not pay twice.

In memory alone: nothing of it reaches a disk, a backup or another process, and it is gone when the server stops.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from facilitator.domain.account import Account
from facilitator.domain.guidance import Hit
from facilitator.domain.outputs import Draft
from facilitator.domain.session import Brief, Kind
from facilitator.seams import Objection

LASTS = 3_600.0
"""Seconds a Draft is remembered."""
MOST = 500
"""Drafts remembered at once, some 5 kB each; the oldest go first."""


class Answered:
    """Drafts by what was asked, of whom, with which Template and Passages, and on whose account: nobody gets what was written for another."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[float, Draft]] = OrderedDict()

    def get(self, key: bytes) -> Draft | None:
        """The Draft kept under a key; None when there is none, or none any more."""
        with self._lock:
            self._drop_old()
            found = self._kept.get(key)
            return found[1] if found else None

    def keep(self, key: bytes, draft: Draft) -> None:
        """Remembers a Draft."""
        with self._lock:
            self._kept[key] = (self._clock(), draft)
            self._kept.move_to_end(key)
            self._drop_old()

    def _drop_old(self) -> None:
        until = self._clock() - LASTS
        while self._kept and (len(self._kept) > MOST or next(iter(self._kept.values()))[0] <= until):
            self._kept.popitem(last=False)


def key_of(
    account: Account, *, model: str, template: str, kind: Kind, brief: Brief, passages: Sequence[Hit], draft: Draft | None = None, objections: Sequence[Objection] = ()
) -> bytes:
    """Everything a model's words depend on, hashed; a Draft and what was objected to where it is to be written again."""
    asked = {
        "account": [account.programme, account.member], "model": model, "template": template, "kind": kind.value,
        "brief": brief.model_dump(mode="json", exclude={"id"}), "passages": [[h.passage.id, h.passage.title, h.passage.text] for h in passages],
        "draft": draft.model_dump(mode="json", exclude={"passages", "tokens"}) if draft else None, "objections": [[o.place, o.reason] for o in objections],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).digest()
