"""The one table of who may do what, and that nothing stands outside it."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path

import pytest

from api.admission import ROUTES, routes_of
from api.app import create_app
from facilitator.access import NOBODY, TABLE, VISITOR, Act, Asker, Standing, Thing, Whose, could, may, require, standings
from facilitator.errors import FacilitatorError, NotAllowed, NotFound
from facilitator.verbs import VERBS

ROOT = Path(__file__).parent.parent.parent / "facilitator"
PAIR = Whose(programme="p", author="mentor", mentor="mentor", mentee="mentee")
MENTOR, MENTEE = Asker(member="mentor", programme="p"), Asker(member="mentee", programme="p")
OWNER, OTHER = Asker(member="owner", programme="p", is_owner=True), Asker(member="other", programme="p")
FOREIGN = Asker(member="mentor", programme="q", is_owner=True)


def test_every_route_is_classified() -> None:
    missing = [f"{method} {path}" for method, path, _ in routes_of(create_app()) if (method, path) not in ROUTES]

    assert missing == [], "say in api/admission.py what this route does, and to what"


def test_no_rule_is_left_for_a_route_that_is_gone() -> None:
    there = {(method, path) for method, path, _ in routes_of(create_app())}

    assert sorted(set(ROUTES) - there) == []


def _verbs() -> set[str]:
    """Every public method of the Facilitator, and every public function anywhere that says who acts."""
    found: set[str] = set()
    for file in ROOT.rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if module.split(".")[0] in ("store", "access", "seams", "domain"):
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and _acts(node):
                found.add(f"{module}.{node.name}")
            if isinstance(node, ast.ClassDef) and "Protocol" not in ast.unparse(ast.Tuple(elts=node.bases, ctx=ast.Load())):
                whole = node.name == "Facilitator"
                methods = [m for m in node.body if isinstance(m, ast.FunctionDef)]
                found |= {f"{module}.{node.name}.{m.name}" for m in methods if not m.name.startswith("_") and (_acts(m) or whole and not m.decorator_list)}
    return found


def _acts(function: ast.FunctionDef) -> bool:
    return not function.name.startswith("_") and any(argument.arg == "by" for argument in function.args.kwonlyargs)


def test_every_verb_is_classified_and_none_that_is_gone() -> None:
    assert sorted(_verbs() - set(VERBS)) == [], "say in facilitator/verbs.py what this verb does, and to what"
    assert sorted(set(VERBS) - _verbs()) == []


def test_every_rule_of_a_route_or_verb_is_in_the_table() -> None:
    rows = {(right.thing, right.act) for right in TABLE}
    used = {(thing, act) for act, things in ROUTES.values() for thing in things} | {(thing, act) for act, thing in VERBS.values()}

    assert sorted(used - rows) == []


def test_no_row_stands_twice() -> None:
    rows = [(right.thing, right.act) for right in TABLE]

    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("act", "thing"), list(itertools.product(Act, Thing)))
def test_what_is_not_in_the_table_nobody_may_do(act: Act, thing: Thing) -> None:
    if (thing, act) in {(right.thing, right.act) for right in TABLE}:
        return
    everyone = (VISITOR, MENTOR, MENTEE, OWNER, OTHER, FOREIGN)

    assert not any(may(by, act, thing, of=PAIR) or could(by, act, thing) for by in everyone)


@pytest.mark.parametrize("thing", [Thing.PREPARED, Thing.REFLECTION])
@pytest.mark.parametrize("act", [Act.READ, Act.CHANGE, Act.ERASE])
def test_what_a_mentor_prepared_and_wrote_is_the_mentors_alone(thing: Thing, act: Act) -> None:
    allowed = [by.member for by in (MENTOR, MENTEE, OWNER, OTHER, FOREIGN, VISITOR, NOBODY) if may(by, act, thing, of=PAIR)]

    assert allowed == ["mentor"]


def test_a_recap_draft_is_the_mentors_and_a_released_one_is_both_peoples() -> None:
    everyone = (MENTOR, MENTEE, OWNER, OTHER, FOREIGN, VISITOR)

    assert [by for by in everyone if may(by, Act.READ, Thing.RECAP_DRAFT, of=PAIR)] == [MENTOR]
    assert [by for by in everyone if may(by, Act.READ, Thing.RECAP, of=PAIR)] == [MENTOR, MENTEE]
    assert [by for by in everyone if may(by, Act.RELEASE, Thing.RECAP_DRAFT, of=PAIR)] == [MENTOR]


@pytest.mark.parametrize("thing", [Thing.PREPARED, Thing.RECAP_DRAFT, Thing.RECAP, Thing.REFLECTION, Thing.PROFILE, Thing.SIGN_IN, Thing.TRIED_OUT])
@pytest.mark.parametrize("act", list(Act))
def test_an_owner_reads_nothing_a_pair_or_a_person_wrote(thing: Thing, act: Act) -> None:
    assert not may(OWNER, act, thing, of=PAIR)


@pytest.mark.parametrize(("act", "thing"), list(itertools.product(Act, Thing)))
def test_nothing_of_another_programme_is_ever_anyones(act: Act, thing: Thing) -> None:
    belongs = standings(FOREIGN, PAIR)

    assert belongs == {Standing.ANYONE, Standing.MEMBER}
    assert not may(FOREIGN, act, thing, of=PAIR) or {Standing.MEMBER, Standing.ANYONE} & next(right.who for right in TABLE if (right.thing, right.act) == (thing, act))


def _refusal(by: Asker, act: Act, thing: Thing) -> FacilitatorError:
    with pytest.raises(FacilitatorError) as error:
        require(by, act, thing, of=PAIR)
    return error.value


def test_who_may_not_even_read_it_gets_the_answer_of_what_is_not_there() -> None:
    refusal = _refusal(MENTEE, Act.READ, Thing.REFLECTION)

    assert type(refusal) is NotFound
    assert str(refusal) == str(_refusal(OTHER, Act.ERASE, Thing.SESSION))


def test_who_may_read_but_not_change_it_is_told_so() -> None:
    assert type(_refusal(OWNER, Act.CHANGE, Thing.SESSION)) is NotAllowed


def test_a_token_reaches_no_further_than_what_it_is_for() -> None:
    token = MENTOR.model_copy(update={"things": frozenset({Thing.SESSION})})

    assert may(token, Act.READ, Thing.SESSION, of=PAIR)
    assert not may(token, Act.READ, Thing.REFLECTION, of=PAIR)
    assert not could(token, Act.MAKE, Thing.PREPARED)


def test_the_page_in_plain_words_says_what_the_table_says() -> None:
    from api.pages.rights import COLUMNS, THINGS, UNLISTED, rights

    assert set(THINGS) | set(UNLISTED) == set(Thing)
    for thing, row in zip(THINGS, rights(), strict=True):
        for standing, cell in zip(COLUMNS, row.cells, strict=True):
            member = set() if standing is Standing.VISITOR else {Standing.MEMBER}
            assert (not cell) is not any(right.thing is thing and ({standing} | member) & right.who for right in TABLE)
