"""READ FIRST. Record, anonymise, review, share, withdraw: the verbs of the person who wrote a Reflection."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import ValidationError

from facilitator.access import Act, Asker, Thing, Whose, may, not_there, require, role_in
from facilitator.domain.anonymised import EntityType
from facilitator.domain.base import Model
from facilitator.domain.programme import Pairing, Session
from facilitator.domain.reflections import LONGEST_ANSWER, QUESTIONS, Reflection, SharedReflection, season_of
from facilitator.errors import BadInput, Conflict
from facilitator.people.running import new_key, whose
from facilitator.reflecting.blending import blended
from facilitator.reflecting.kept import Anonymises, ReflectionRows, ReflectionsKept
from facilitator.reflecting.widening import Widened, still_narrow, widened
from facilitator.seams import Embedder
from facilitator.words.cleaning import plain
from facilitator.words.orders import suspicion

_SAYS_LITTLE = frozenset({EntityType.AGE, EntityType.DATE, EntityType.INVISIBLE})


class Review(Model):
    """What its author sees before sharing: their own words, the version for others, and what stands in the way."""

    reflection: Reflection
    proposed: str
    """The anonymised version, for the author to change."""
    left_out: tuple[str, ...] = ()
    reason: str = ""
    """Why it cannot be shared as it stands; empty when it can."""
    shared: SharedReflection | None = None


class Reflections:
    """Everything an author does; nobody else reads a private Reflection, an owner neither."""

    def __init__(self, kept: ReflectionsKept, anonymiser: Callable[[], Anonymises], *, themes_of: Callable[[str], tuple[str, ...]], embedder: Embedder, k: int) -> None:
        self._kept = kept
        self._anonymiser = anonymiser
        self._themes_of = themes_of
        self._embedder = embedder
        self._k = k

    def record(self, session: str, answers: Mapping[str, str], *, safe: int | None = None, by: Asker) -> Reflection:
        """Keeps the answers after a Session, in place of earlier ones of the same person. What was shared before stays as it was shared."""
        with self._kept.changing() as rows:
            found, of = _sitting(rows, session, by)
            require(by, Act.MAKE, Thing.REFLECTION, of=of)
            if found.held_at is None:
                raise Conflict("This session has not been held yet.", remedy="Say that you met, on your page, then write about it.")
            before = next((one for one in rows.reflections_of(by.member) if one.session == session), None)
            role = role_in(by, of.model_copy(update={"author": ""}))
            try:
                reflection = Reflection.model_validate(
                    {"key": before.key if before else new_key(), "programme": found.programme, "pairing": found.pairing, "session": session, "author": by.member, "role": role,
                     **{name: str(answers.get(name, "")) for name in QUESTIONS}, "safe": safe, "written_at": rows.now}
                )  # fmt: skip
            except ValidationError as error:
                raise BadInput(_what_is_wrong(error), remedy="Change it and save again.") from None
            if not reflection.words and safe is None:
                raise BadInput("There is nothing to keep yet.", remedy="Answer one of the questions, or tick how safe it felt.")
            rows.put_reflection(reflection)
            rows.note(act=Act.MAKE, thing=Thing.REFLECTION, by=by.member, programme=by.programme, about=reflection.key)
        return reflection

    def mine(self, *, by: Asker) -> dict[str, Review]:
        """The asker's own Reflections by Session, without a version for others worked out anew."""
        if not by.is_signed_in:
            raise not_there()
        with self._kept.reading() as rows:
            found = [one for one in rows.reflections_of(by.member) if may(by, Act.READ, Thing.REFLECTION, of=_own(one))]
            return {one.session: Review(reflection=one, proposed="", shared=rows.shared(one.key)) for one in found}

    def review(self, key: str, *, by: Asker) -> Review:
        """The anonymised version beside the original."""
        with self._kept.reading() as rows:
            reflection = _found(rows, key, Act.READ, by)
            shared = rows.shared(key)
            roster, profiles = _known(rows, reflection)
        if shared is not None:
            return Review(reflection=reflection, proposed=shared.text, shared=shared)
        done = self._anonymiser().anonymise(reflection.words, roster=roster)
        wide = self._widened(done.text, reflection.pairing, profiles)
        return Review(reflection=reflection, proposed=wide.text, left_out=wide.left_out, reason=wide.reason)

    def share(self, key: str, text: str, *, by: Asker) -> SharedReflection:
        """Shares the author's own last version of the anonymised text. Raises Conflict with the reason when it still points to somebody."""
        with self._kept.reading() as rows:
            reflection = _found(rows, key, Act.RELEASE, by)
            roster, profiles = _known(rows, reflection)
        wide = self._safe(text, reflection.pairing, roster, profiles)
        with self._kept.changing() as rows:
            reflection = _found(rows, key, Act.RELEASE, by)
            shared = SharedReflection(
                key=new_key(), reflection=key, programme=reflection.programme, pairing=reflection.pairing, author=by.member, role=reflection.role,
                text=wide.text, themes=self._themes_of(wide.text), shared_at=rows.now, season=season_of(rows.now),
            )  # fmt: skip
            rows.take_out_shared(key)
            rows.put_shared(shared)
            rows.note(act=Act.RELEASE, thing=Thing.REFLECTION, by=by.member, programme=by.programme, about=key)
        self._kept.scrub()
        return shared

    def withdraw(self, key: str, *, by: Asker) -> None:
        """Takes a shared text back: its row goes, and its words leave the files."""
        with self._kept.changing() as rows:
            _found(rows, key, Act.CHANGE, by)
            rows.take_out_shared(key)
            rows.note(act=Act.ERASE, thing=Thing.SHARED_REFLECTION, by=by.member, programme=by.programme, about=key)
        self._kept.scrub()

    def delete(self, key: str, *, by: Asker) -> None:
        """Deletes a Reflection and what was shared of it."""
        with self._kept.changing() as rows:
            _found(rows, key, Act.ERASE, by)
            rows.take_out_shared(key)
            rows.take_out_reflection(key)
            rows.note(act=Act.ERASE, thing=Thing.REFLECTION, by=by.member, programme=by.programme, about=key)
        self._kept.scrub()

    def _widened(self, text: str, own: str, profiles: Mapping[str, str]) -> Widened:
        """What at least k pairs could have written, by its words and by what it is about."""
        wide = widened(text, profiles=profiles, k=self._k)
        if wide.reason:
            return wide
        blend = blended(wide.text, own=own, profiles=profiles, k=self._k, embedder=self._embedder)
        return wide.model_copy(update={"text": blend.text, "left_out": (*wide.left_out, *blend.left_out), "reason": blend.reason})

    def _safe(self, text: str, own: str, roster: list[str], profiles: Mapping[str, str]) -> Widened:
        text = "\n\n".join(plain(paragraph) for paragraph in text.split("\n\n")).strip()
        if not text or len(text) > 3 * LONGEST_ANSWER + 100:
            raise BadInput("There is no text to share." if not text else "The text is too long to share.", remedy="Write down what others may read, in a few sentences.")
        hint = suspicion(text)
        if hint is not None:
            raise Conflict(f"It reads as if it gave an order to a machine: {hint.why}.", remedy=f"Say it in other words: “{hint.quote}”")
        done = self._anonymiser().anonymise(text, roster=roster)
        pointing = [text[one.start : one.end] for one in done.replaced if one.type not in _SAYS_LITTLE]
        if pointing:
            raise Conflict(still_narrow(pointing), remedy="Then share it again.")
        wide = self._widened(done.text, own, profiles)
        if wide.reason:
            raise Conflict(wide.reason, remedy="It stays yours alone until then.")
        return wide


def _sitting(rows: ReflectionRows, key: str, by: Asker) -> tuple[Session, Whose]:
    """A Session one of the two asks about, and whose what they write about it is."""
    session = rows.get(Session, key)
    # asked for either way: how long it takes must not tell whether the session is there
    pairing = rows.get(Pairing, session.pairing if session else key)
    if session is None or pairing is None:
        raise not_there()
    of = whose(pairing)
    if by.member not in (of.mentor, of.mentee) or not by.member:
        raise not_there()
    return session, of.model_copy(update={"author": by.member})


def _found(rows: ReflectionRows, key: str, act: Act, by: Asker) -> Reflection:
    reflection = rows.reflection(key)
    if reflection is None:
        raise not_there()
    require(by, act, Thing.REFLECTION, of=_own(reflection))
    return reflection


def _own(reflection: Reflection) -> Whose:
    return Whose(programme=reflection.programme, author=reflection.author)


def _known(rows: ReflectionRows, reflection: Reflection) -> tuple[list[str], dict[str, str]]:
    """Every name of the Programme, and what each pair of the Reflection's Cohort says of itself."""
    members = {member.key: member for member in rows.members(reflection.programme)}
    pairings = rows.pairings(reflection.programme)
    own = next((p for p in pairings if p.key == reflection.pairing), None)
    cohort = [p for p in pairings if own is None or p.cohort == own.cohort]
    said = {p.key: " ".join(members[m].about for m in (p.mentor, p.mentee) if m in members) for p in cohort}
    return [member.name for member in members.values()], said


def _what_is_wrong(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    field = str(problem["loc"][0]) if problem["loc"] else ""
    asked = QUESTIONS.get(field, "How safe it felt")
    return f"{asked} At most {LONGEST_ANSWER:,} characters." if problem["type"] == "string_too_long" else f"{asked}: choose 1 to 5, or nothing."
