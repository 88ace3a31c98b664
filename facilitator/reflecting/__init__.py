"""Reflections: record, anonymise, review, share, withdraw; and the themes that enough of them support."""

from facilitator.reflecting.reflections import Reflections
from facilitator.reflecting.themes import Themes

__all__ = ["Reflections", "Themes"]
