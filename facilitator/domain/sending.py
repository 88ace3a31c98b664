"""What would leave this machine for a Brief: the very words, before anything leaves."""

from __future__ import annotations

from facilitator.domain.base import Model


class Sending(Model):
    """One exchange with one model endpoint, as it would be."""

    model: str
    host: str
    pseudonyms: bool
    """Whether names are replaced before anything is sent there."""
    rules: str
    """What the model is told to do: the Template."""
    material: str
    """What it is told about: the Brief, Passages and examples."""
    tokens: int
    """About how many the two have."""
    left_out: str = ""
    """What did not fit, in words; empty when everything did."""


class WouldBeSent(Model):
    """One Sending for each endpoint in the order in which they are asked; the next one only when the one before gives nothing."""

    sendings: tuple[Sending, ...] = ()
    nothing: str = ""
    """Why nothing would be sent at all."""
