"""What goes live, and what does not: the gate's receipt, publishing, rolling back, and an override by two owners."""

from __future__ import annotations

from facilitator.access import Act, Asker, Thing, Whose, require
from facilitator.domain.base import Model
from facilitator.domain.evals import RunState
from facilitator.domain.studio import SHIPPED, Override, Publication, Reason, Receipt, Way
from facilitator.domain.template import Template, TemplateVersion
from facilitator.errors import BadInput, Blocked, Conflict, NotFound
from facilitator.people.running import new_key
from facilitator.studio.editing import Studio, found, live_version
from facilitator.studio.evaluating import Evaluating
from facilitator.studio.kept import Gate, TemplateRows, TemplatesKept, Told, nothing

SHORTEST_REASON = 10


class Ready(Model):
    """Whether a version may go live now, and if not, why."""

    version: TemplateVersion
    live: TemplateVersion | None = None
    receipt: Receipt | None = None
    stale: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def may_go_live(self) -> bool:
        return not self.reasons

    @property
    def may_be_overridden(self) -> bool:
        """Two owners may; never over confidentiality, grounding or what cannot be filled, and never unseen."""
        return self.receipt is not None and not self.stale and bool(self.reasons) and not any(reason.hard for reason in self.reasons)


class RollingBack:
    """Back to what was live. Each verb is one transaction: all of it stands, audit included, or none."""

    def __init__(self, kept: TemplatesKept, studio: Studio) -> None:
        self._kept = kept
        self._studio = studio

    def roll_back(self, name: str, to: int | None = None, *, by: Asker) -> Publication:
        """Makes live again what was live before, or version ``to`` if it ever was; 0 is the shipped Template. Needs no receipt: it was good once."""
        require(by, Act.PUBLISH, Thing.TEMPLATE, of=Whose(programme=by.programme))
        self._studio.shipped(name)
        with self._kept.changing() as rows:
            now, past = rows.live(by.programme).get(name, SHIPPED), rows.publications(by.programme, name)
            if to is None:
                if not past:
                    raise Conflict(f"Nothing was ever published of {name!r}, so there is nothing to go back to.", remedy="The shipped template is live.")
                target = past[0].before
            else:
                target = SHIPPED if to == 0 else next((v.key for v in rows.versions(by.programme, name) if v.number == to), "?")
            if target == now:
                raise Conflict("That is live already.", remedy="Choose another version.")
            if target != SHIPPED and target not in {one.version for one in past}:
                known = sorted({v.number for v in rows.versions(by.programme, name) if v.key in {one.version for one in past}} - {0})
                raise NotFound(f"Version {to} of {name!r} was never live.", remedy=f"Go back to: {', '.join(map(str, [0, *known]))} (0 is the shipped template), or publish it.")
            return self._put(rows, name, target, Way.ROLLED_BACK, by)

    def _put(
        self, rows: TemplateRows, name: str, key: str, way: Way, by: Asker, *, first: str = "", reason: str = "", receipt: str | None = None
    ) -> Publication:
        publication = Publication(
            key=new_key(), programme=by.programme, template=name, version=key, before=rows.live(by.programme).get(name, SHIPPED), way=way, by=first or by.member,
            second=by.member if first else None, reason=reason, receipt=receipt, at=rows.now,
        )  # fmt: skip
        rows.put_live(publication)
        rows.drop_override(by.programme, name)
        rows.note(act=Act.PUBLISH, thing=Thing.TEMPLATE, by=by.member, programme=by.programme, about=publication.key, outcome=way.value)
        return publication


class Publishing(RollingBack):
    """The only way forward: a version becomes live with a good receipt, or by two owners."""

    def __init__(self, kept: TemplatesKept, studio: Studio, gate: Gate) -> None:
        super().__init__(kept, studio)
        self._gate = gate
        self.evaluating = Evaluating(kept, studio, gate)

    def examine(self, key: str, *, told: Told = nothing, by: Asker) -> Receipt:
        """Runs the suite on a version and on the live one, waits for the end, and gives the receipt; raises Conflict when the run was cancelled."""
        run = self.evaluating.begin(key, by=by)
        run = self.evaluating.work_or_follow(run.key, told=told)
        with self._kept.reading() as rows:
            receipt = rows.receipt(run.programme, run.template, run.asked.candidate)
        if run.state is not RunState.DONE or receipt is None:
            raise Conflict(run.problem or "The run was cancelled.", remedy="Run the evals again.")
        return receipt

    def ready(self, key: str, *, by: Asker) -> Ready:
        """Whether a version may go live now."""
        with self._kept.reading() as rows:
            return self._ready(rows, found(rows, key, Act.READ, by), by)

    def publish(self, key: str, *, seen: str | None = None, by: Asker) -> Publication:
        """Makes a version live when its receipt is good, for exactly what is there now; raises Blocked with the reasons.

        ``seen`` is the key of what was live when the owner looked: Conflict when another owner published since.
        """
        with self._kept.changing() as rows:
            version = found(rows, key, Act.PUBLISH, by)
            ready = self._ready(rows, version, by)
            _unchanged(ready.live, seen)
            if ready.live is not None and ready.live.key == version.key:
                raise Conflict(f"Version {version.number} is live already.", remedy="There is nothing to do.")
            if not ready.may_go_live:
                raise Blocked(f"Version {version.number} of {version.template!r} may not go live.", reasons=tuple(_line(reason) for reason in ready.reasons))
            return self._put(rows, version.template, version.key, Way.PUBLISHED, by, receipt=ready.receipt.key if ready.receipt else None)

    def put_forward(self, key: str, reason: str, *, by: Asker) -> Override:
        """Asks another owner to let a blocked version go live all the same."""
        said = " ".join(reason.split())
        if len(said) < SHORTEST_REASON:
            raise BadInput("reason: Say in a sentence why it should go live all the same.", remedy="Another owner will read it, and it is kept.")
        with self._kept.changing() as rows:
            version = found(rows, key, Act.PUBLISH, by)
            ready = self._ready(rows, version, by)
            self._refuse_hard(ready)
            before = ready.live.key if ready.live else SHIPPED
            override = Override(
                key=new_key(), programme=by.programme, template=version.template, version=version.key, before=before, asked_by=by.member, reason=said[:500], asked_at=rows.now
            )
            rows.put_override(override)
            rows.note(act=Act.PUBLISH, thing=Thing.TEMPLATE, by=by.member, programme=by.programme, about=version.key, outcome="put_forward")
        return override

    def confirm(self, name: str, *, by: Asker) -> Publication:
        """The second owner lets it go live; the first one cannot. A banner shows until a version with a good receipt takes its place."""
        require(by, Act.PUBLISH, Thing.TEMPLATE, of=Whose(programme=by.programme))
        with self._kept.changing() as rows:
            override = rows.override(by.programme, name)
            if override is None:
                raise NotFound("Nothing waits for a second owner here.", remedy="It may have been taken back, or be live already.")
            if override.asked_by == by.member:
                raise Conflict("A second owner has to confirm it.", remedy="Ask another owner of this programme to look at it.")
            version = found(rows, override.version, Act.PUBLISH, by)
            ready = self._ready(rows, version, by)
            self._refuse_hard(ready)
            _unchanged(ready.live, override.before)
            return self._put(rows, name, version.key, Way.OVERRIDDEN, by, first=override.asked_by, reason=override.reason, receipt=ready.receipt.key if ready.receipt else None)

    def take_back(self, name: str, *, by: Asker) -> None:
        """Drops whatever waits for a second owner."""
        require(by, Act.PUBLISH, Thing.TEMPLATE, of=Whose(programme=by.programme))
        with self._kept.changing() as rows:
            rows.drop_override(by.programme, name)

    def _ready(self, rows: TemplateRows, version: TemplateVersion, by: Asker) -> Ready:
        live = live_version(rows, by.programme, version.template)
        candidate, beside = self._studio.of(version), self._studio.of(live, version.template)
        receipt = rows.receipt(by.programme, version.template, version.fingerprint)
        stale = receipt is not None and (receipt.brought_in or receipt.asked != self._gate.asked(candidate, beside, rows.added(by.programme, version.template, candidate.kind)))
        return Ready(version=version, live=live, receipt=receipt, stale=stale, reasons=_reasons(receipt, stale=stale, candidate=candidate))

    def _refuse_hard(self, ready: Ready) -> None:
        if ready.may_go_live:
            raise Conflict("Nothing stands against this version.", remedy="Publish it.")
        if not ready.may_be_overridden:
            reasons = tuple(_line(reason) for reason in ready.reasons if reason.hard) or tuple(_line(reason) for reason in ready.reasons)
            raise Blocked("Not even two owners can let this go live.", reasons=reasons)


def _reasons(receipt: Receipt | None, *, stale: bool, candidate: Template) -> tuple[Reason, ...]:
    if receipt is None:
        return (Reason(said="It has not been compared with the live version yet.", remedy="Run the evals.", hard=True),)
    if stale:
        return (Reason(said="The live version, the cases, the knowledge, the model or the checks have changed since it was compared, or the receipt came in from files.", remedy="Run the evals again.", hard=True),)
    reasons = list(receipt.reasons)
    if receipt.errors:
        reasons.append(Reason(said=f"{receipt.errors} of {receipt.expected} cases ended in an error.", remedy="Look at them, then run the evals again.", hard=True))
    if receipt.scored < receipt.expected and not receipt.errors:
        reasons.append(Reason(said=f"Only {receipt.scored} of {receipt.expected} cases were scored.", remedy="Run the evals again.", hard=True))
    return tuple(reasons)


def _line(reason: Reason) -> str:
    return f"{reason.said} {reason.remedy}".strip()


def _unchanged(live: TemplateVersion | None, seen: str | None) -> None:
    now = live.key if live else SHIPPED
    if seen is not None and seen != now:
        which = f"version {live.number}" if live else "the shipped template"
        raise Conflict(f"Another owner made {which} live while you were looking.", remedy="Look at the difference to it, run the evals again, then decide.")
