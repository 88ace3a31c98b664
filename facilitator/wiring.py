"""The only place real things are built from Settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.access import Act, Asker, Thing
from facilitator.comparing import Comparing
from facilitator.domain.guidance import Passage
from facilitator.domain.session import Pace, Role
from facilitator.encoders import checks, escalation_reader, local_embedder
from facilitator.errors import WriterUnavailable
from facilitator.escalation.wording import load_routes
from facilitator.facilitation import Facilitator
from facilitator.language.bank import Bank
from facilitator.language.composer import Composer
from facilitator.language.fallbacks import Fallbacks
from facilitator.passkeys import Authenticators
from facilitator.passwords import Passwords
from facilitator.people import Meeting, Running
from facilitator.people.figures import Figuring
from facilitator.people.importing import Importing
from facilitator.people.pursuing import Pursuing
from facilitator.reflecting import Reflections, Themes
from facilitator.reflecting.known_themes import ThemeReader
from facilitator.releasing.consenting import Consenting
from facilitator.releasing.drafting import Drafting
from facilitator.releasing.handing import Calendars, Handing
from facilitator.releasing.marking import Marking
from facilitator.releasing.sharing import Sharing
from facilitator.resources import shipped
from facilitator.seams import Embedder, Jury, Ledger, Post, Shelf, Writer
from facilitator.settings import ModelEndpoint, Settings
from facilitator.shelving import Shelving
from facilitator.signing.doors import SignOn
from facilitator.signing.entering import Entering
from facilitator.signing.inviting import Inviting
from facilitator.signing.organisation import Organisation
from facilitator.signing.passkeying import Passkeying
from facilitator.signing.sending import Sending
from facilitator.signing.throttle import Throttle
from facilitator.stocking import finding_by, vector_side
from facilitator.studio import Studio

if TYPE_CHECKING:
    from facilitator.library.index import ChromaLibrary

if TYPE_CHECKING:
    from facilitator.store.opening import Store
    from facilitator.studio.gating import TemplateGate
    from facilitator.studio.previewing import Previewing
    from facilitator.studio.publishing import Publishing

Progress = Callable[[int, int, str], None]
"""Done, of how many, what is being done."""


def quiet_vendors() -> None:
    """No telemetry and no tracing, whatever the host's environment says."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        os.environ[name] = "false"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"


def build(settings: Settings, *, progress: Progress | None = None, roster: Callable[[], Sequence[str]] | None = None, ledger: Ledger | None = None) -> Facilitator:
    """A Facilitator with the rooms the Settings ask for. ``roster``: names no model is sent; without it, those in the database as it is now.
    ``ledger``: where the tokens a model uses are written down; without it, nowhere.
    """
    quiet_vendors()
    knowledge = shipped("knowledge")
    settings.data.mkdir(parents=True, exist_ok=True)
    embedder = local_embedder()
    library = open_shared_library(settings, embedder=embedder, progress=progress)
    bank = Bank(knowledge, embedder, cache=settings.data / "bank.npz", progress=(lambda n, of: progress(n, of, "moves")) if progress else None)
    composer = Composer(bank, embedder, section=library.section)
    people = Fallbacks(bank, embedder, section=library.section)
    from facilitator.escalation import Escalating
    from facilitator.language.recapped import Recapping

    facilitator = Facilitator(
        library=library, embedder=embedder, writer=composer, composer=composer, checks=checks(embedder, jury=open_jury(settings, roster=roster)), escalations=Escalating(embedder, load_routes(knowledge / "routes.yaml", settings.data / "routes.yaml"), reader=escalation_reader()), recap_writer=Recapping(embedder), questions=bank.questions, fallbacks=(people,),
        comparing=Comparing(embedder, elsewhere=[text for situation in bank.situations for text in situation.describes]),
    )
    if not settings.has_model:
        return facilitator
    deadlines = {Pace.WAITED_FOR: settings.model_deadline, Pace.IN_PASSING: settings.model_job_deadline}
    return facilitator.written_by(_model_writer(settings, bank, embedder, library, roster or _names_now(settings), ledger), deadlines=deadlines)


def open_shared_library(settings: Settings, *, embedder: Embedder | None = None, progress: Progress | None = None) -> ChromaLibrary:
    """The Library of the data folder, with the shipped knowledge in it; raises Conflict when another process holds it."""
    quiet_vendors()
    from facilitator.library.index import open_library

    settings.data.mkdir(parents=True, exist_ok=True)
    whole, close = finding_by(settings, embedder)
    return open_library(settings.data, whole, close=close, side=vector_side(settings, embedder=whole), knowledge=shipped("knowledge"), progress=progress)


def open_store(settings: Settings) -> Store:
    """What is kept on disk: in the data folder, or where the Settings point."""
    from facilitator.store.database import sqlite_url
    from facilitator.store.opening import open_store as opened

    settings.data.mkdir(parents=True, exist_ok=True)
    return opened(settings.database_url or sqlite_url(settings.data))


@dataclass(frozen=True)
class PeopleRooms:
    """The use cases of people over one store."""

    running: Running
    meeting: Meeting
    inviting: Inviting
    entering: Entering
    importing: Importing
    pursuing: Pursuing
    figuring: Figuring
    sending: Sending
    organisation: Organisation
    passkeying: Passkeying


def people(store: Store, *, passwords: Passwords | None = None, throttle: Throttle | None = None, k: int = 5, post: Post | None = None, organisation: SignOn | None = None) -> PeopleRooms:
    """Everything about people and signing in."""
    hashing = passwords or Passwords()
    entering = Entering(store.signing, hashing, throttle or Throttle())
    return PeopleRooms(
        running=Running(store.people), meeting=Meeting(store.people), inviting=Inviting(store.signing, hashing),
        entering=entering, organisation=Organisation(store.signing, entering, organisation), passkeying=Passkeying(store.signing, entering, Authenticators()), importing=Importing(store.people), pursuing=Pursuing(store.people), figuring=Figuring(store.people, k=k), sending=Sending(store.signing, post),
    )  # fmt: skip


@dataclass(frozen=True)
class RecapRooms:
    """The use cases of a pair's recaps over one store and one Facilitator."""

    consenting: Consenting
    drafting: Drafting
    marking: Marking
    sharing: Sharing
    handing: Handing
    calendars: Calendars


def recaps(facilitator: Facilitator, store: Store) -> RecapRooms:
    """Everything about a recap on its way from the mentor to the mentee."""
    kept = store.recaps
    return RecapRooms(consenting=Consenting(kept), drafting=Drafting(kept, facilitator), marking=Marking(kept, facilitator), sharing=Sharing(kept, facilitator), handing=Handing(kept), calendars=Calendars(kept))


@dataclass(frozen=True)
class ReflectionRooms:
    """What people wrote after their sessions, and the themes that enough of it supports."""

    reflections: Reflections
    themes: Themes


def reflecting(store: Store, embedder: Embedder, *, k: int) -> ReflectionRooms:
    """Everything about reflections over one store; the anonymiser is loaded with the first text."""
    from facilitator.anonymising import Anonymiser
    from facilitator.library.sentences import sentences

    reader = cache(lambda: ThemeReader(embedder))
    reflections = Reflections(store.reflections, cache(Anonymiser), themes_of=lambda text: reader()(sentences(text)), embedder=embedder, k=k)
    return ReflectionRooms(reflections=reflections, themes=Themes(store.reflections, k=k))


def shelving(library: Shelf, store: Store) -> Shelving:
    """What an owner does with the documents of a Library, written into the store's audit."""
    from facilitator.store.opening import now

    def noted(act: Act, by: Asker, about: str) -> None:
        store.audit.note(at=now(), act=act.value, thing=Thing.DOCUMENT.value, by=by.member, programme=by.programme, about=about)

    return Shelving(library, noted)


def open_studio(store: Store) -> Studio:
    """The versions of Templates over one store."""
    from facilitator.templates.files import read_templates

    return Studio(store.templates, read_templates(shipped("prompts")))


def template_gate(facilitator: Facilitator) -> TemplateGate:
    """What compares a version with the live one, by the promises and Briefs that ship."""
    from facilitator.studio.gating import TemplateGate, read_fixtures
    from facilitator.templates.promises import Promises, read_promises

    prompts = shipped("prompts")
    return TemplateGate(facilitator, Promises(read_promises(prompts / "promises.yaml"), facilitator.embedder), read_fixtures(prompts / "fixtures.yaml"))


def open_publishing(store: Store, studio: Studio, facilitator: Facilitator) -> Publishing:
    """What makes a version live, over one store and one Facilitator."""
    from facilitator.studio.publishing import Publishing

    return Publishing(store.templates, studio, template_gate(facilitator))


def open_previewing(facilitator: Facilitator) -> Previewing:
    """What shows a version on the Briefs that ship."""
    from facilitator.studio.gating import read_fixtures
    from facilitator.studio.previewing import Previewing

    return Previewing(facilitator, read_fixtures(shipped("prompts") / "fixtures.yaml"))


def as_published(facilitator: Facilitator, settings: Settings) -> Facilitator:
    """The Facilitator with what the one Programme of a data folder, or this machine, has made live."""
    from facilitator.store.database import sqlite_url

    if not settings.database_url and not Path(sqlite_url(settings.data).removeprefix("sqlite:///")).exists():
        return facilitator
    store = open_store(settings)
    try:
        studio = open_studio(store)
        return facilitator.following(studio.live(studio.home()))
    finally:
        store.close()


def reached(endpoint: ModelEndpoint) -> WriterUnavailable | None:
    """What stands in the way of asking this endpoint, or None."""
    quiet_vendors()
    from facilitator.language.endpoint import Endpoint

    asked = Endpoint(base_url=endpoint.url, model=endpoint.name, key=endpoint.key.get_secret_value(), deadline=20.0)
    try:
        return asked.reached()
    finally:
        asked.close()


def open_jury(settings: Settings, *, roster: Callable[[], Sequence[str]] | None = None) -> Jury | None:
    """The judge where the Settings ask for one and there is a model to be it."""
    if settings.judge == "off" or not settings.has_model:
        return None
    from facilitator.language.jury import EndpointJury
    from facilitator.templates.judges import Judges

    judges, endpoint = Judges(shipped("prompts")), settings.endpoints[0]
    return EndpointJury(
        base_url=endpoint.url, model=endpoint.name, key=endpoint.key.get_secret_value(), templates=judges.instructions, checks=judges.checks,
        deadline=settings.model_deadline, at_once=settings.model_at_once, pseudonyms=endpoint.pseudonyms, roster=roster or _names_now(settings),
    )  # fmt: skip


def _names_now(settings: Settings) -> Callable[[], Sequence[str]]:
    """The names in the database, read once: for a command, which does not run for long."""
    if not settings.database_url and not (settings.data / "facilitator.sqlite3").exists():
        return tuple
    store = open_store(settings)
    try:
        names = store.people.names()
    finally:
        store.close()
    return lambda: names


def _model_writer(settings: Settings, bank: Bank, embedder: Embedder, library: ChromaLibrary, roster: Callable[[], Sequence[str]], ledger: Ledger | None) -> Writer:
    from facilitator.language.answered import Answered
    from facilitator.language.budget import Budget
    from facilitator.language.examples import MoveExamples
    from facilitator.language.guarded import Guarded
    from facilitator.language.openai_writer import OpenAIWriter
    from facilitator.language.relay import Relay
    from facilitator.language.safety import confidentiality
    from facilitator.templates.files import read_templates
    from facilitator.templates.instructing import Instructing

    def programme(role: Role) -> tuple[str, tuple[Passage, ...]]:
        return confidentiality(library.section, role)

    templates, examples = Instructing(read_templates(shipped("prompts"))), MoveExamples(bank, embedder)
    writers = [
        OpenAIWriter(
            base_url=endpoint.url, model=endpoint.name, key=endpoint.key.get_secret_value(), deadline=settings.model_deadline,
            pseudonyms=endpoint.pseudonyms, templates=templates, programme=programme, examples=examples, roster=roster,
        )
        for endpoint in settings.endpoints
    ]
    writers[0].endpoint.warm()
    answered = Answered()
    budget = Budget(ledger, a_day=settings.model_tokens_a_day) if ledger else None
    return Relay(*(Guarded(writer, at_once=settings.model_at_once, budget=budget, answered=answered) for writer in writers))
