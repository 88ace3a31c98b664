"""Two Programmes with people who can sign in, and browsers for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi.testclient import TestClient

from facilitator.access import Asker
from facilitator.domain.evals import EvalRun, Fixture, RunState, Source
from facilitator.domain.outputs import Recap
from facilitator.domain.recaps import Part, RecapDraft, RecapLine, RecapVersion
from facilitator.domain.reflections import Reflection
from facilitator.domain.session import Brief, Kind, Role
from facilitator.domain.signing import Scope
from facilitator.domain.studio import Ask
from facilitator.domain.template import Style
from facilitator.passwords import Passwords
from facilitator.people.running import new_key
from facilitator.recaps.record import Record, RecordedLine
from facilitator.store.opening import Store
from facilitator.wiring import open_studio, people
from tests.people.conftest import House, furnish
from tests.store.conftest import MovableClock, an_output

QUICK = Passwords(memory_kib=64, rounds=1, lanes=1)
PASSWORD = "four unrelated sleepy words"
WHO = ("owner", "mentor", "mentee", "both")
BROWSER = {"origin": "https://localhost"}


@dataclass(frozen=True)
class Town:
    """What is in one Programme, and who may be asked for what."""

    house: House
    outputs: dict[str, str]
    """The key of what each person prepared."""
    tokens: dict[str, str]
    """The key of a token of each person."""
    version: str
    """The key of a version of a template the owner saved."""
    reflection: str
    """The key of what the mentor wrote after a session."""
    fixture: str
    """The key of a case the owner added."""
    run: str
    """The key of a run of evals that has ended."""

    def of(self, who: str) -> Asker:
        found: Asker = getattr(self.house, who)
        return found


def settle(store: Store, clock: MovableClock, name: str) -> Town:
    """A Programme whose people can all sign in and have prepared something."""
    house = furnish(store, clock, name)
    rooms = people(store, passwords=QUICK)
    outputs, tokens = {}, {}
    for who in WHO:
        by: Asker = getattr(house, who)
        with store.signing.changing() as rows:
            rows.set_password(by.member, QUICK.hash(PASSWORD))
        kept = store.outputs.keep(an_output(""), brief=Brief(topic=f"canary of the {who} of {name}"), author=by.member, session=house.session.key)
        outputs[who] = kept.key
        rooms.entering.make_token("a program", scopes=frozenset({Scope.WORDS}), days=1, by=by)
        tokens[who] = rooms.entering.tokens(by=by)[0].key
    _recap(store, clock, house, name)
    studio = open_studio(store)
    shipped = studio.shipped("starters")
    version = studio.save("starters", files={**shipped.files, "request.md.j2": shipped.files["request.md.j2"] + "Be brief.\n"}, style=Style(), by=house.owner)
    fixture, run = _evals(store, clock, house, version.key, outputs["mentor"])
    return Town(house, outputs, tokens, version.key, _reflection(store, clock, house, name), fixture, run)


def _evals(store: Store, clock: MovableClock, house: House, version: str, given: str) -> tuple[str, str]:
    """A case of the owner's, one the mentor gave, and a run."""
    brief = Brief(kind=Kind.STARTERS, topic="the new rota")
    own, theirs = (Fixture(key=new_key(), programme=house.programme.key, name=name, brief=brief, source=source, added_at=clock()) for name, source in (("rota", Source.OWN), ("Given example 1", Source.GIVEN)))
    asked = Ask(candidate="c", live="l", suite="s", knowledge="k", model="m", checks="c")
    run = EvalRun(key=new_key(), programme=house.programme.key, template="starters", version=version, live="", asked=asked, state=RunState.CANCELLED, asked_by=house.owner.member, begun_at=clock())
    with store.templates.changing() as rows:
        rows.put_fixture(own)
        rows.put_fixture(theirs, given_by=house.mentor.member, output=given)
        rows.add_run(run)
    return own.key, run.key


def _reflection(store: Store, clock: MovableClock, house: House, name: str) -> str:
    """What the mentor wrote for themselves."""
    written = Reflection(
        key=new_key(), programme=house.programme.key, pairing=house.pairing.key, session=house.session.key, author=house.mentor.member, role=Role.MENTOR,
        hard=f"canary of the mentor of {name}", written_at=clock(),
    )  # fmt: skip
    with store.reflections.changing() as rows:
        rows.put_reflection(written)
    return written.key


def _recap(store: Store, clock: MovableClock, house: House, name: str) -> None:
    """A draft of the session's recap, with a line that is withheld, and the version that was released of it."""
    record = Record(lines=(RecordedLine(id="L1", text="The handover takes too long."), RecordedLine(id="L2", text=f"canary of the draft of {name}")))
    told = (RecapLine(key="headline", part=Part.HEADLINE, text="Handovers."), RecapLine(key="takeaways-1", part=Part.TAKEAWAYS, text="The handover takes too long.", evidence=("L1",)))
    held = RecapLine(key="takeaways-2", part=Part.TAKEAWAYS, text=f"canary of the draft of {name}", evidence=("L2",), withheld=True)
    whose = {"session": house.session.key, "programme": house.programme.key, "mentor": house.mentor.member, "mentee": house.mentee.member, "is_transcript": False}
    with store.recaps.changing() as rows:
        rows.put_draft(RecapDraft(**whose, record=record.model_dump_json(), lines=(*told, held), is_written=True, made_at=clock(), changed_at=clock()))
        rows.add_version(RecapVersion(**whose, key=new_key(), number=1, recap=Recap(headline=f"canary of the recap of {name}"), released_at=clock()))


def browser(server: TestClient) -> TestClient:
    """Another browser at the same server."""
    return TestClient(server.app, base_url="https://localhost", follow_redirects=False, headers=BROWSER)


def sign_in(server: TestClient, email: str, password: str = PASSWORD) -> TestClient:
    """A browser somebody signed in with."""
    opened = browser(server)
    answer = opened.post("/sign-in", data={"email": email, "password": password})
    assert answer.status_code == 303, answer.text
    return opened


def address(who: str, name: str = "north") -> str:
    return f"{who}@{name}.example"


@contextmanager
def as_(who: str, server: TestClient) -> Iterator[TestClient]:
    """A browser of one of the people of north."""
    yield sign_in(server, address(who))
