"""What is shown for each trigger, and whom it points to: read from routes.yaml, the operator's contacts laid over the shipped ones."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from facilitator.domain.base import Model
from facilitator.domain.outputs import Escalation, Trigger
from facilitator.domain.session import Role
from facilitator.errors import BadInput, BrokenInstall, FacilitatorError


class Contact(Model):
    """A kind of person to go to, and how to reach them once the operator has said so."""

    name: str
    reach: str = ""
    until_named: str = ""

    @property
    def line(self) -> str:
        """One line as a reader sees it."""
        where = self.reach or self.until_named
        return f"{self.name}: {where}" if where else self.name


class Shown(Model):
    """The text for one trigger and its contacts in order; an owner reads another text."""

    text: str
    text_for_owner: str
    routes: tuple[str, ...]


class Routes(Model):
    """Everything an Escalation can say."""

    contacts: dict[str, Contact]
    triggers: dict[Trigger, Shown]

    def escalation(self, trigger: Trigger, *, role: Role | None = None) -> Escalation:
        """The text and routes for a trigger, for whoever asks; an owner is not sent to the owner."""
        shown = self.triggers[trigger]
        owner = role is Role.OWNER
        routes = tuple(self.contacts[key].line for key in shown.routes if not (owner and key == "owner"))
        if owner and trigger is Trigger.PAIR_BREAKDOWN:
            routes = (*routes, self.contacts["assistance"].line) if "assistance" in self.contacts else routes
        return Escalation(trigger=trigger, text=" ".join((shown.text_for_owner if owner else shown.text).split()), routes=routes)

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The contacts nobody has filled in yet: something for the doctor to mention."""
        return tuple(key for key, contact in self.contacts.items() if not contact.reach)


def load_routes(shipped: Path, own: Path | None = None) -> Routes:
    """The shipped routes.yaml with the operator's laid over it; an unknown name in either is refused."""
    base = _read(shipped)
    if base is None:
        raise BrokenInstall(f"The file {shipped.name} that says whom to point to is missing.", remedy="Install Facilitator again.")
    laid = _read(own) if own is not None else None
    for group in ("contacts", "triggers"):
        known = base.get(group, {})
        for key, values in ((laid or {}).get(group) or {}).items():
            if not isinstance(values, dict):
                raise BadInput(f"{_name(own)}: {group}.{key} must hold names and values.", remedy='For example: hr: {reach: "extension 4100"}')
            if group == "triggers" and key not in known:
                raise BadInput(f"{_name(own)}: triggers.{key} is not known. Possible: {', '.join(sorted(known))}.")
            known[key] = {**known.get(key, {}), **values}
    unknown = sorted(set(laid or {}) - {"contacts", "triggers"})
    if unknown:
        raise BadInput(f"{_name(own)}: {unknown[0]!r} is not known. Possible: contacts, triggers.")
    try:
        routes = Routes.model_validate(base)
    except ValidationError as error:
        problem = error.errors()[0]
        raise _fault(own)(f"{_name(own or shipped)}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}") from None
    for trigger in Trigger:
        if trigger not in routes.triggers:
            raise BrokenInstall(f"{shipped.name} has no text for {trigger.value!r}.")
        for key in routes.triggers[trigger].routes:
            if key not in routes.contacts:
                raise _fault(own)(f"{_name(own or shipped)}: {trigger.value} names the contact {key!r}, which is not described under contacts.")
    return routes


def _read(path: Path) -> dict[str, dict[str, dict[str, object]]] | None:
    if not path.exists():
        return None
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise BadInput(f"{path.name} is not readable YAML: {str(error).splitlines()[0]}.") from None
    if not isinstance(held, dict) or not all(isinstance(v, dict) or v is None for v in held.values()):
        raise BadInput(f"{path.name} must hold contacts and triggers.")
    return {str(k): dict(v or {}) for k, v in held.items()}


def _name(path: Path | None) -> str:
    return path.name if path is not None else "routes.yaml"


def _fault(own: Path | None) -> type[FacilitatorError]:
    return BadInput if own is not None and own.exists() else BrokenInstall
