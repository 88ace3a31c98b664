"""Facilitator: a session facilitator for reverse mentoring whose every output is checked before anyone sees it.

    from facilitator import Brief, Settings, build

    facilitator = build(Settings(data="data"))
    output = facilitator.suggest_starters(Brief(topic="handovers on the night shift"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.domain.outputs import Output
    from facilitator.domain.session import Brief, Kind, Role
    from facilitator.facilitation import Facilitator
    from facilitator.settings import Settings
    from facilitator.wiring import build

__version__ = "0.1.0"
__all__ = ["Brief", "Facilitator", "Kind", "Output", "Role", "Settings", "build"]

_WHERE = {
    "Brief": "facilitator.domain.session", "Kind": "facilitator.domain.session", "Role": "facilitator.domain.session", "Output": "facilitator.domain.outputs",
    "Facilitator": "facilitator.facilitation", "Settings": "facilitator.settings", "build": "facilitator.wiring",
}


def __getattr__(name: str) -> Any:
    """Loads a public name when it is asked for: importing the package alone stays quick."""
    if name not in _WHERE:
        raise AttributeError(f"module 'facilitator' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_WHERE[name]), name)
