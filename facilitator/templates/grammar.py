"""What a Template may be written with: text, placeholders, conditions and loops. No calls, no sums, nothing that grows by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import nodes

from facilitator.domain.base import Model

MOST_CHARACTERS = 40_000
"""Of one file: twenty times the longest that ships."""
DEEPEST_LOOPS = 2
FILTERS = frozenset({"join", "default", "lower", "upper", "title", "capitalize", "trim", "length", "first", "last"})
TESTS = frozenset({"defined", "undefined", "none", "string", "number", "odd", "even", "in"})
LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Include, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
    nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.CondExpr, nodes.List, nodes.Tuple,
)  # fmt: skip
_SAID = {
    nodes.Call: "calls something", nodes.Macro: "defines a macro", nodes.CallBlock: "calls a macro", nodes.Assign: "sets a value", nodes.AssignBlock: "sets a value",
    nodes.Import: "imports something", nodes.FromImport: "imports something", nodes.Extends: "extends another template", nodes.Block: "defines a block",
    nodes.FilterBlock: "filters a block", nodes.Pow: "calculates", nodes.Mul: "calculates", nodes.Add: "calculates", nodes.Sub: "calculates", nodes.Div: "calculates",
    nodes.FloorDiv: "calculates", nodes.Mod: "calculates", nodes.Concat: "joins texts", nodes.Slice: "cuts a text", nodes.Dict: "builds a mapping",
}  # fmt: skip


class Forbidden(Model):
    """Something a Template may not hold, and the line it stands in."""

    line: int
    what: str
    remedy: str


def forbidden(tree: nodes.Template) -> Iterator[Forbidden]:
    """Everything in a parsed file that a Template may not hold."""
    yield from _below(tree, loops=0)


def _below(node: nodes.Node, *, loops: int) -> Iterator[Forbidden]:
    line = getattr(node, "lineno", 0) or 0
    if not isinstance(node, _ALLOWED):
        what = next((said for kind, said in _SAID.items() if isinstance(node, kind)), f"uses {type(node).__name__.lower()}")
        yield Forbidden(line=line, what=what, remedy="A template may hold text, placeholders, if, for and include. Write it out in words.")
        return
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        if node.name is not None:
            yield Forbidden(line=line, what=f"uses the filter {node.name!r}", remedy=f"Available: {_listed(FILTERS)}.")
    elif isinstance(node, nodes.Test) and node.name not in TESTS:
        yield Forbidden(line=line, what=f"uses the test {node.name!r}", remedy=f"Available: {_listed(TESTS)}.")
    elif isinstance(node, nodes.Getattr):
        yield from _attribute(node, line)
    elif isinstance(node, nodes.Getitem) and not (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)):
        yield Forbidden(line=line, what="looks something up by a name", remedy="Use a dot, as in brief.goal, or a number, as in passages[0].")
    elif isinstance(node, nodes.For):
        loops += 1
        if loops > DEEPEST_LOOPS or node.recursive:
            yield Forbidden(line=line, what="nests loops too deeply", remedy=f"At most {DEEPEST_LOOPS} loops inside each other.")
            return
    for child in node.iter_child_nodes():
        yield from _below(child, loops=loops)


def _attribute(node: nodes.Getattr, line: int) -> Iterator[Forbidden]:
    if node.attr.startswith("_"):
        yield Forbidden(line=line, what=f"reaches for `{node.attr}`", remedy="Only the parts of a placeholder can be used, as in brief.goal.")
    elif isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr not in LOOP:
        yield Forbidden(line=line, what=f"uses `loop.{node.attr}`", remedy=f"Available: {_listed(LOOP)}.")


def _listed(names: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
