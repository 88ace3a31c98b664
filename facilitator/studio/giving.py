"""Somebody gives an Output that was not good enough to their owners as an example: one at a time, without names, and theirs to take back.

Nothing of an Output reaches an owner in any other way. What is given is exactly what its author was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from facilitator.access import Act, Asker, Thing, Whose, not_there, require
from facilitator.domain.anonymised import Anonymised, EntityType
from facilitator.domain.base import Model
from facilitator.domain.evals import Fixture, Source
from facilitator.domain.keeping import Kept
from facilitator.domain.outputs import Output
from facilitator.domain.session import Brief, Kind
from facilitator.errors import Conflict
from facilitator.people.running import new_key
from facilitator.reflecting.widening import widened
from facilitator.studio.kept import TemplatesKept
from facilitator.words.orders import suspicion

_FIELDS = ("question", "topic", "goal", "context")
_SAYS_LITTLE = frozenset({EntityType.AGE, EntityType.DATE, EntityType.INVISIBLE})
Known = Callable[[str], tuple[Sequence[str], Mapping[str, str]]]
"""A Programme's names, and what each of its pairs says of itself."""


class Anonymises(Protocol):
    """Takes out what points to people."""

    def anonymise(self, text: str, *, roster: Sequence[str] = ()) -> Anonymised: ...


class Mine(Protocol):
    """The Outputs of one author."""

    def get(self, id: str, *, author: str = "") -> Kept: ...


class Proposed(Model):
    """Exactly what an owner would read, for the author to look at first."""

    brief: Brief | None = None
    text: str = ""
    left_out: tuple[str, ...] = ()
    reason: str = ""
    """Why it cannot be given; empty when it can."""
    seal: str = ""
    """Has to be sent back: what is given is what was shown."""
    given: Fixture | None = None


class Giving:
    """What the author of an Output does; nobody else can, and no one has to."""

    def __init__(self, kept: TemplatesKept, mine: Mine, anonymiser: Callable[[], Anonymises], known: Known, *, k: int) -> None:
        self._kept = kept
        self._mine = mine
        self._anonymiser = anonymiser
        self._known = known
        self._k = k

    def propose(self, output: str, *, by: Asker) -> Proposed:
        """What would be given of an Output: nothing has been given yet."""
        kept = self._own(output, by)
        with self._kept.reading() as rows:
            given = rows.given(by.member).get(kept.key)
        return Proposed(given=given) if given else self._without_names(kept, by)

    def give(self, output: str, *, seal: str, because: str = "", by: Asker) -> Fixture:
        """Gives it. Raises Conflict when it cannot be given, or when it is no longer what was shown."""
        kept = self._own(output, by)
        proposed = self._without_names(kept, by)
        if proposed.reason or proposed.brief is None:
            raise Conflict(proposed.reason, remedy="It stays yours alone.")
        if seal != proposed.seal:
            raise Conflict("This is no longer what you were shown.", remedy="Look at it once more, then give it.")
        said = self._without(" ".join(because.split())[:300], self._known(by.programme)[0])
        if said is None:
            raise Conflict("What you wrote beside it points to somebody.", remedy="Say in a few words what was not good about the text.")
        with self._kept.changing() as rows:
            if kept.key in rows.given(by.member):
                raise Conflict("You have given this one already.", remedy="Take it back if you wish.")
            number = 1 + len(rows.fixtures(by.programme))
            taken = {one.name for one in rows.fixtures(by.programme)}
            while (name := f"Given example {number}") in taken:
                number += 1
            fixture = Fixture(key=new_key(), programme=by.programme, name=name, brief=proposed.brief, source=Source.GIVEN, poor=proposed.text, because=said, added_at=rows.now)
            rows.put_fixture(fixture, given_by=by.member, output=kept.key)
            # whose it was is nobody's business, in the audit neither
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by="", programme=by.programme, about=fixture.key, outcome="given")
        return fixture

    def take_back(self, output: str, *, by: Asker) -> None:
        """Takes it out of the owners' cases for good."""
        kept = self._own(output, by)
        with self._kept.changing() as rows:
            fixture = rows.given(by.member).get(kept.key)
            if fixture is None or not rows.take_back_given(fixture.key, member=by.member):
                raise not_there()
            rows.note(act=Act.CHANGE, thing=Thing.EVALS, by="", programme=by.programme, about=fixture.key, outcome="taken_back")

    def _own(self, output: str, by: Asker) -> Kept:
        if not by.is_signed_in:
            raise not_there()
        kept = self._mine.get(output, author=by.member)
        require(by, Act.RELEASE, Thing.PREPARED, of=Whose(programme=by.programme, author=by.member))
        return kept

    def _without_names(self, kept: Kept, by: Asker) -> Proposed:
        output, brief = kept.output, kept.brief
        if brief is None or output.kind is Kind.RECAP or output.escalation is not None or output.held:
            return Proposed(reason="This cannot be given: it holds a session's own words, points to people who can help, or has no text.")
        roster, profiles = self._known(by.programme)
        if len(profiles) < self._k:
            return Proposed(reason=widened("", profiles=profiles, k=self._k).reason)
        said = {name: getattr(brief, name) for name in _FIELDS} | {"text": "\n".join(_texts(output))}
        clean: dict[str, str] = {}
        for name, words in said.items():
            without = self._without(words, roster, cover=True)
            if without is None:
                return Proposed(reason="It still points to somebody after the names were taken out.")
            clean[name] = without
        # sentences that only few pairs could have written go, whichever field they stand in
        wide = widened("\n".join(part for part in clean.values() if part), profiles=profiles, k=self._k)
        if wide.reason:
            return Proposed(reason=wide.reason)
        for sentence in wide.left_out:
            clean = {name: " ".join(words.replace(sentence, " ").split()) if name != "text" else words.replace(sentence, "").strip() for name, words in clean.items()}
        hint = suspicion("\n".join(clean.values()))
        if hint is not None:
            return Proposed(reason=f"It reads as if it gave an order to a machine: {hint.why}.")
        try:
            # who the two are is left out whole: a job and its years say who it is
            made = Brief(kind=output.kind, role=brief.role, language=brief.language, **{name: clean[name] for name in _FIELDS})
        except ValueError:
            return Proposed(reason="Nothing is left of what it was about once that is taken out which only few pairs could have written.", left_out=wide.left_out)
        if not clean["text"]:
            return Proposed(reason="No text is left once that is taken out which only few pairs could have written.", left_out=wide.left_out)
        seal = hashlib.sha256(f"{made.model_dump_json()}{clean['text']}".encode()).hexdigest()[:24]
        return Proposed(brief=made, text=clean["text"], left_out=wide.left_out, seal=seal)

    def _without(self, text: str, roster: Sequence[str], *, cover: bool = False) -> str | None:
        """A text without what points to people; None when some is left, or, unless it may be covered, when there was any."""
        if not text:
            return ""
        done = self._anonymiser().anonymise(text, roster=roster)
        if not cover:
            return None if _pointing(done) else text
        return None if _pointing(self._anonymiser().anonymise(done.text, roster=roster)) else done.text


def _pointing(done: Anonymised) -> bool:
    return any(one.type not in _SAYS_LITTLE for one in done.replaced)


def _texts(output: Output) -> list[str]:
    if output.items:
        return [item.text for item in output.items]
    if output.safety:
        return [*(rung.say for rung in output.safety.ladder), output.safety.passing, output.safety.not_today]
    return [output.answer.text] if output.answer else []
