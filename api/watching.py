"""Refusals leave a trace: in the security log for whoever runs the machine, in the audit for the programme. Keys only, no words."""

from __future__ import annotations

import logging
import re

from starlette.requests import Request

from facilitator.access import Asker
from facilitator.errors import FacilitatorError

_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
"""What a key of ours looks like; anything else somebody typed into an address is nobody's business."""
_log = logging.getLogger("facilitator.security")


def write_down(request: Request, error: FacilitatorError) -> None:
    """Keeps that a person who signed in was refused something, whether it is there or not."""
    by: Asker | None = getattr(request.state, "by", None)
    rule = getattr(request.state, "rule", None)
    if by is None or rule is None or not by.is_signed_in:
        return
    act, things = rule
    keys = [value for value in request.path_params.values() if isinstance(value, str) and _KEY.fullmatch(value)]
    about = keys[0] if keys else ""
    _log.warning("refused member=%s act=%s thing=%s about=%s status=%s", by.member, act.value, things[0].value, about, error.status)
    with request.app.state.rooms.store.people.changing() as rows:
        rows.note(act=act, thing=things[0], by=by.member, programme=by.programme, about=about, outcome="refused")
