"""What a page may say of the model endpoints: never their keys, never a word that was sent."""

from __future__ import annotations

from facilitator.domain.base import Model


class EndpointState(Model):
    """One endpoint as it is thought of now."""

    model: str
    host: str
    condition: str
    """``working``, ``resting`` (it failed and is left alone) or ``trying`` (one call finds out whether it is back)."""
    seconds: int = 0
    """Until it is tried again, while it rests."""

    @property
    def said(self) -> str:
        """The condition as a sentence."""
        if self.condition == "working":
            return f"{self.model} at {self.host} is asked as usual."
        if self.condition == "resting":
            return f"{self.model} at {self.host} failed and is left alone; it is tried again in {self.seconds} seconds."
        return f"{self.model} at {self.host} failed and is being tried again."
