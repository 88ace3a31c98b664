"""Filling a Template: strict, sandboxed, and clear about what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.domain.session import Kind
from facilitator.domain.template import Template
from facilitator.errors import BadInput
from facilitator.templates.files import read_sample, read_template, read_templates
from facilitator.templates.rendering import Plain, fill, lint

VALUES: dict[str, Plain] = {"mark": "==", "brief": {"goal": "a goal", "aim": ""}, "passages": [{"id": "p1"}]}


def _template(request: str, **shared: str) -> Template:
    files = {"instructions.md.j2": "Do.", "request.md.j2": request, **{f"shared/{k}.md.j2": v for k, v in shared.items()}}
    names = {"mark": "the fence", "brief": "what was asked", "passages": "what was found"}
    return Template(name="mine", title="Mine", purpose="p", kind=Kind.STARTERS, placeholders=names, files=files, fingerprint="0")


def test_a_template_is_filled_with_its_placeholders_and_shared_pieces() -> None:
    template = _template('{% include "shared/goal.md.j2" %}\nUse {{ passages[0].id }}.', goal="Goal: {{ brief.goal }}\n")

    assert fill(template, "request.md.j2", VALUES) == "Goal: a goal\nUse p1.\n"


@pytest.mark.parametrize(
    ("text", "line", "words", "remedy"),
    [
        (
            "one\ntwo {{ goals }}",
            2,
            "request.md.j2, line 2 uses `goals`, which is not available here.",
            "Available: brief, mark, passages.",
        ),
        ("{{ passage }}", 1, "uses `passage`", "Perhaps you meant `passages`."),
        ("one\n\n{{ brief.goall }}", 3, "request.md.j2, line 3 uses `goall`", "Perhaps you meant `brief.goal`."),
        ("one\n{% if brief.goal %}", 2, "request.md.j2, line 2: Unexpected end of template", "Mend the line."),
        ("a\n{{ 1 / 0 }}", 2, "request.md.j2, line 2 calculates", "Write it out in words."),
        (
            "a\n{% include 'shared/nothing.md.j2' %}",
            2,
            "includes 'shared/nothing.md.j2', which is not there",
            "Available: shared/goal.md.j2.",
        ),
        ("{% include brief.goal %}", 1, "includes 'a computed name'", "Available:"),
        ("{{ brief.goal | shout }}", 1, "line 1 uses the filter 'shout'", "Available: capitalize, default"),
    ],
)
def test_a_fault_names_file_line_and_remedy(text: str, line: int, words: str, remedy: str) -> None:
    with pytest.raises(BadInput) as caught:
        fill(_template(text, goal="{{ brief.goal }}"), "request.md.j2", VALUES)

    assert words in caught.value.message
    assert remedy in caught.value.remedy
    assert caught.value.line == line


def test_an_unknown_placeholder_in_a_shared_piece_names_that_piece() -> None:
    with pytest.raises(BadInput, match=r"shared/goal\.md\.j2, line 2 uses `goals`"):
        lint(_template('{% include "shared/goal.md.j2" %}', goal="\n{{ goals }}"))


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ brief|attr('__class__') }}",
        "{{ '{0.__class__}'.format(brief) }}",
        "{{ brief.update({'goal': 'x'}) }}",
        "{{ passages.append(1) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ range(3) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox_or_change_what_it_was_given(escape: str) -> None:
    values: dict[str, Plain] = {"mark": "==", "brief": {"goal": "a goal"}, "passages": [{"id": "p1"}]}

    with pytest.raises(BadInput):
        fill(_template(escape), "request.md.j2", values)

    assert values["brief"] == {"goal": "a goal"}
    assert values["passages"] == [{"id": "p1"}]


class _Sly(str):
    def secret(self) -> str:
        return "leaked"


@pytest.mark.parametrize("value", [Path("/"), _Sly("x"), object(), {"a": Path("/")}, [_Sly("x")], {1: "x"}, 1.5])
def test_only_plain_values_reach_a_template(value: object) -> None:
    with pytest.raises(BadInput, match="Templates take text"):
        fill(_template("{{ brief }}"), "request.md.j2", {**VALUES, "brief": value})  # type: ignore[dict-item]


def test_a_value_nobody_gave_is_not_a_blank() -> None:
    with pytest.raises(BadInput, match="was not given 'passages'"):
        fill(_template("x"), "request.md.j2", {"mark": "", "brief": {}})


def test_text_of_material_is_never_read_as_a_template() -> None:
    values = {**VALUES, "brief": {"goal": "{{ 7 * 7 }} {% include 'x' %}"}}

    assert fill(_template("{{ brief.goal }}"), "request.md.j2", values) == "{{ 7 * 7 }} {% include 'x' %}\n"


HEAD = 'title = "T"\npurpose = "P"\nkind = "starters"\n[placeholders]\nbrief = "b"\n'


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("template.toml", "title = ", "template.toml is not valid TOML"),
        ("template.toml", HEAD.replace('"starters"', '"poems"'), "mine/template.toml: kind"),
        ("template.toml", "colour = 1\n" + HEAD, "mine/template.toml: colour"),
        ("request.md.j2", None, "The template 'mine' has no request.md.j2."),
        ("request.md.j2", b"\xff\xfe", "mine/request.md.j2 is not UTF-8 text"),
    ],
)
def test_a_broken_folder_is_refused_by_name(tmp_path: Path, file: str, text: str | bytes | None, message: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, good in {"template.toml": HEAD, "instructions.md.j2": "a", "request.md.j2": "b"}.items():
        (folder / name).write_text(good)
    assert read_template(folder).name == "mine"
    if text is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(BadInput) as caught:
        read_template(folder)

    assert message in caught.value.message


def test_two_templates_of_one_kind_and_a_broken_sample_are_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for file, good in {"template.toml": HEAD, "instructions.md.j2": "a", "request.md.j2": "b", "sample.json": '{"brief": {}}'}.items():
            (tmp_path / name / file).write_text(good)

    with pytest.raises(BadInput, match="both of kind 'starters'"):
        read_templates(tmp_path)
    with pytest.raises(BadInput, match=r"sample\.json"):
        read_sample(tmp_path / "one")
    (tmp_path / "one" / "sample.json").write_text("{\n,}")
    with pytest.raises(BadInput, match=r"sample\.json, line 2"):
        read_sample(tmp_path / "one")
