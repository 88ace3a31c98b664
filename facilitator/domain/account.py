"""On whose account a model is asked."""

from __future__ import annotations

from facilitator.domain.base import Model


class Account(Model):
    """Keys, never names; both empty for whoever tries it without signing in."""

    programme: str = ""
    member: str = ""
