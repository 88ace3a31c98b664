"""Where owners tune the Templates: draft, preview, compare, publish, roll back. A worse version cannot go live."""

from facilitator.studio.editing import Studio

__all__ = ["Studio"]
