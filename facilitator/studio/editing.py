"""Versions of Templates: saved, never changed, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.base import Model
from facilitator.domain.session import Kind
from facilitator.domain.studio import SHIPPED, Override, Publication
from facilitator.domain.template import Style, Template, TemplateVersion
from facilitator.errors import BadInput, Conflict, NotFound
from facilitator.people.running import new_key
from facilitator.studio.kept import TemplateRows, TemplatesKept
from facilitator.templates.files import fingerprint
from facilitator.templates.rendering import problems

LONGEST_MESSAGE = 300


class TemplateLine(Model):
    """One Template: what ships, what is live, and what was saved last."""

    shipped: Template
    live: TemplateVersion | None = None
    """None while the shipped one is."""
    since: Publication | None = None
    newest: TemplateVersion | None = None
    waiting: Override | None = None


class History(Model):
    """Everything that was saved of one Template and everything that was live, newest first."""

    line: TemplateLine
    versions: tuple[TemplateVersion, ...] = ()
    publications: tuple[Publication, ...] = ()

    def number(self, key: str) -> int | None:
        """A version's number; None for the shipped one."""
        return next((version.number for version in self.versions if version.key == key), None)


class Studio:
    """What an owner does with versions; `Publishing` makes one live."""

    def __init__(self, kept: TemplatesKept, shipped: Mapping[Kind, Template]) -> None:
        self._kept = kept
        self._shipped = {template.name: template for template in shipped.values()}

    @property
    def names(self) -> tuple[str, ...]:
        """Every Template's name."""
        return tuple(self._shipped)

    def templates(self, *, by: Asker) -> Sequence[TemplateLine]:
        """Every Template of the Programme."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        with self._kept.reading() as rows:
            return [self._line(rows, by.programme, template) for template in self._shipped.values()]

    def history(self, name: str, *, by: Asker) -> History:
        """One Template with its past; raises NotFound."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        template = self.shipped(name)
        with self._kept.reading() as rows:
            versions, publications = rows.versions(by.programme, name), rows.publications(by.programme, name)
            return History(line=self._line(rows, by.programme, template), versions=tuple(versions), publications=tuple(publications))

    def version(self, key: str, *, by: Asker) -> TemplateVersion:
        """One version; one of another Programme is not there."""
        with self._kept.reading() as rows:
            return found(rows, key, Act.READ, by)

    def save(
        self, name: str, *, files: Mapping[str, str], style: Style, message: str = "", based_on: str | None = None, seen: int | None = None, by: Asker
    ) -> TemplateVersion:
        """A new version, edited from any other one or from the shipped one. Nothing is written when a file has a problem.

        ``seen`` is the newest number the author knew of: Conflict when somebody saved another one since.
        """
        require(by, Act.CHANGE, Thing.TEMPLATE, of=Whose(programme=by.programme))
        template = self.as_template(name, files, style)
        for problem in problems(template):
            raise problem
        with self._kept.changing() as rows:
            newest = rows.newest(by.programme, name)
            if seen is not None and newest != seen:
                raise Conflict(f"Somebody saved version {newest} while you were writing.", remedy="Look at the difference, then save yours beside it, or start from theirs.")
            if based_on and found(rows, based_on, Act.READ, by).template != name:
                raise not_there()
            before = rows.versions(by.programme, name)[:1]
            if before and before[0].fingerprint == template.fingerprint:
                return before[0]
            version = TemplateVersion(
                key=new_key(), programme=by.programme, template=name, number=newest + 1, files=template.files, style=style, fingerprint=template.fingerprint,
                based_on=based_on or None, author=by.member, message=" ".join(message.split())[:LONGEST_MESSAGE], made_at=rows.now,
            )  # fmt: skip
            rows.add_version(version)
            rows.note(act=Act.CHANGE, thing=Thing.TEMPLATE, by=by.member, programme=by.programme, about=version.key)
        return version

    def problems(self, name: str, *, files: Mapping[str, str], style: Style = Style(), by: Asker) -> list[BadInput]:  # noqa: B008 (frozen)
        """Everything that keeps these files from being filled, each with its line and remedy."""
        require(by, Act.READ, Thing.TEMPLATE, of=Whose(programme=by.programme))
        return problems(self.as_template(name, files, style))

    def shipped(self, name: str) -> Template:
        """The Template as it ships; raises NotFound naming those there are."""
        if name not in self._shipped:
            raise NotFound(f"There is no template {name!r}.", remedy=f"There are: {', '.join(sorted(self._shipped))}.")
        return self._shipped[name]

    def as_template(self, name: str, files: Mapping[str, str], style: Style) -> Template:
        """An owner's files as a Template: the Placeholders are those the product fills, and no file is missing."""
        shipped = self.shipped(name)
        files = {**{file: text for file, text in shipped.files.items() if file.startswith("shared/")}, **files}
        missing = sorted(set(shipped.files) - set(files))
        if missing:
            raise BadInput(f"The template {name!r} has no {missing[0]}.", remedy="Put the file back, or start from the shipped template.")
        unknown = sorted(set(files) - set(shipped.files))
        unknown = [file for file in unknown if not file.startswith("shared/")]
        if unknown:
            raise BadInput(f"The template {name!r} has a file {unknown[0]!r} that nothing reads.", remedy=f"There are: {', '.join(sorted(shipped.files))}.")
        kept = MappingProxyType({file: text.replace("\r\n", "\n") for file, text in files.items()})
        return shipped.model_copy(update={"files": kept, "style": style, "fingerprint": fingerprint(kept, style), "owned": fingerprint(kept, style) != shipped.fingerprint})

    def of(self, version: TemplateVersion | None, name: str = "") -> Template:
        """A version as a Template; the shipped one for None."""
        return self.shipped(name) if version is None else self.as_template(version.template, version.files, version.style)

    def home(self) -> str:
        """The Programme whose Templates serve whoever asks without an account: the only one here, or none."""
        with self._kept.reading() as rows:
            return rows.only_programme()

    def live(self, programme: str) -> Mapping[Kind, Template]:
        """What owners have made live for a Programme: its own first, then this machine's; what is not there is the shipped one."""
        found: dict[Kind, Template] = {}
        with self._kept.reading() as rows:
            keys = {**rows.live(SHIPPED), **rows.live(programme)}
            versions = [version for key in keys.values() if (version := rows.version(key)) is not None]
        for version in versions:
            if version.template in self._shipped:
                found[self._shipped[version.template].kind] = self.of(version)
        return found

    def _line(self, rows: TemplateRows, programme: str, template: Template) -> TemplateLine:
        live = live_version(rows, programme, template.name)
        newest = next(iter(rows.versions(programme, template.name)), None)
        since = next(iter(rows.publications(live.programme if live else programme, template.name)), None)
        return TemplateLine(shipped=template, live=live, since=since, newest=newest, waiting=rows.override(programme, template.name))


def live_version(rows: TemplateRows, programme: str, name: str) -> TemplateVersion | None:
    """The version that serves a Programme; None for the shipped one."""
    key = rows.live(programme).get(name) or rows.live(SHIPPED).get(name)
    return rows.version(key) if key else None


def found(rows: TemplateRows, key: str, act: Act, by: Asker) -> TemplateVersion:
    """A version this person may do that to; to everyone else it is not there. This machine's own is read by every owner."""
    version = rows.version(key)
    if version is None:
        raise not_there()
    whose = version.programme or (by.programme if act is Act.READ else SHIPPED)
    require(by, act, Thing.TEMPLATE, of=Whose(programme=whose))
    return version
