"""Who takes part and when they meet. Every verb says who acts, asks `access`, and leaves a line in the audit."""

from facilitator.people.meeting import Meeting
from facilitator.people.running import Running

__all__ = ["Meeting", "Running"]
