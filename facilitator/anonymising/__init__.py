"""Texts without what points to a person: find it, put a neutral stand-in in its place, keep the meaning."""

from __future__ import annotations

from facilitator.anonymising.anonymiser import Anonymiser

__all__ = ["Anonymiser"]
