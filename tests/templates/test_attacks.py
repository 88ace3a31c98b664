"""An owner's template cannot leave its sandbox, eat the machine, or keep anybody waiting."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from facilitator.domain.session import Brief, Kind
from facilitator.domain.template import Template
from facilitator.errors import BadInput
from facilitator.resources import shipped
from facilitator.templates.child import CPU_SECONDS
from facilitator.templates.files import read_templates
from facilitator.templates.instructing import Instructing
from facilitator.templates.rendering import problems
from facilitator.templates.sandboxed import Children, SandboxedFilling

VALUES = {"brief": {"goal": "a goal", "context": "x" * 20_000}, "passages": [{"id": f"p{n}", "text": "y" * 1_000} for n in range(24)]}

ATTACKS = {
    "class walk": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr filter": "{{ brief|attr('__class__') }}",
    "format trick": "{{ '{0.__class__}'.format(brief) }}",
    "format bomb": "{{ '%0900000000d' % 1 }}",
    "format filter": "{{ '%0900000000d'|format(1) }}",
    "include a file": "{% include '/etc/passwd' %}",
    "include itself": "{% include 'request.md.j2' %}",
    "a computed include": "{% include brief.goal %}",
    "import": "{% import 'os' as os %}",
    "macro recursion": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "900 MB of text": "{{ 'a' * 900000000 }}",
    "center": "{{ 'a'|center(900000000) }}",
    "power": "{{ 9**9**9**9 }}",
    "range": "{% for i in range(10**9) %}{% for j in range(10**9) %}x{% endfor %}{% endfor %}",
    "loops": "{% for a in brief.context %}{% for b in brief.context %}{% for c in brief.context %}x{% endfor %}{% endfor %}{% endfor %}",
    "a set in a loop": "{% set x = 'a' %}{% for a in brief.context %}{% set x = x ~ x %}{% endfor %}{{ x }}",
    "a lookup by name": "{{ brief['__class__'] }}",
    "loop's own class": "{% for p in passages %}{{ loop.__class__ }}{% endfor %}",
    "loop's cycle": "{% for p in passages %}{{ loop.cycle }}{% endfor %}",
    "globals": "{{ self.__init__.__globals__ }}",
    "deep brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "deep dots": "{{ brief" + ".goal" * 8_000 + " }}",
    "deep not": "{{ " + "not " * 9_000 + "1 }}",
    "too long": "x" * 50_000,
    "a mapping": "{{ {'a': 1} }}",
}
COSTLY = {
    "loops over long texts": "{% for a in brief.context %}{% for b in brief.context %}{{ brief.context }}{% endfor %}{% endfor %}",
    "joins of joins": "{{ brief.context | join(brief.context) | join(brief.context) | join(brief.context) }}",
    "a busy loop that says nothing": "{% for a in brief.context %}{% for b in brief.context %}{% if a == b and brief.context == 'z' %}x{% endif %}{% endfor %}{% endfor %}",
}
"""Written with nothing forbidden: stopped by the limits of the process it runs in."""


def _template(request: str, **shared: str) -> Template:
    files = {"instructions.md.j2": "Do.", "request.md.j2": request, **{f"shared/{name}.md.j2": text for name, text in shared.items()}}
    return Template(name="mine", title="Mine", purpose="p", kind=Kind.STARTERS, placeholders={"brief": "b", "passages": "p"}, files=files, fingerprint="0", owned=True)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_by_file_and_line_before_anything_runs(attack: str) -> None:

    found = problems(_template("one\n" + ATTACKS[attack]))

    assert found and all("request.md.j2, line" in problem.message and problem.remedy and problem.line is not None for problem in found)
    with pytest.raises(BadInput):
        SandboxedFilling(_template("one\n" + ATTACKS[attack]))


@pytest.mark.parametrize("attack", COSTLY)
def test_what_costs_too_much_is_stopped_within_two_seconds_and_the_next_one_is_filled(attack: str) -> None:
    assert CPU_SECONDS < 2
    children = Children()
    good = SandboxedFilling(_template("Goal: {{ brief.goal }}"), children=children)
    assert good.fill("request.md.j2", VALUES) == "Goal: a goal\n"

    with pytest.raises(BadInput) as caught:
        SandboxedFilling(_template(COSTLY[attack]), children=children).fill("request.md.j2", VALUES)

    assert "mine" in caught.value.message or "memory" in caught.value.message
    assert caught.value.remedy
    assert good.fill("request.md.j2", VALUES) == "Goal: a goal\n"
    children.close()


def test_includes_that_double_at_every_step_are_stopped() -> None:
    shared = {f"s{n}": "".join(f'{{% include "shared/s{n + 1}.md.j2" %}}' for _ in range(2)) for n in range(30)}
    template = _template('{% include "shared/s0.md.j2" %}', **shared, s30="x")

    with pytest.raises(BadInput):
        SandboxedFilling(template).fill("request.md.j2", VALUES)



def test_pieces_that_include_each_other_in_a_ring_are_named() -> None:
    [problem] = problems(_template('{% include "shared/a.md.j2" %}', a='{% include "shared/b.md.j2" %}', b='\n{% include "shared/a.md.j2" %}'))

    assert "shared/b.md.j2, line 2 includes 'shared/a.md.j2', which includes itself" in problem.message


def test_every_problem_is_named_at_once_each_with_its_line() -> None:
    found = problems(_template("{{ goals }}\n{{ passage }}\n{{ brief.goal }}"))

    assert [(p.line, p.message.split("`")[1]) for p in found] == [(1, "goals"), (2, "passage")]


def test_a_template_that_fails_for_one_brief_gives_way_to_the_shipped_one() -> None:
    floor = read_templates(shipped("prompts"))
    bomb = {**floor[Kind.STARTERS].files, "request.md.j2": "{% if brief.topic == 'x' %}" + COSTLY["loops over long texts"] + "{% endif %}{% include 'shared/brief.md.j2' %}"}
    mine = floor[Kind.STARTERS].model_copy(update={"files": MappingProxyType(bomb), "fingerprint": "mine", "owned": True})
    templates = Instructing(floor).following({Kind.STARTERS: mine})

    well = templates.instructions(Kind.STARTERS, Brief(topic="y"), parts=("items",))
    badly = templates.instructions(Kind.STARTERS, Brief(topic="x", context="x " * 9_000), parts=("items",))

    assert well.template == "starters@mine"
    assert badly.template == floor[Kind.STARTERS].version
    assert "## The brief" in badly.request
