"""Finds every text of the house that a person may read, and keeps the catalogues of translations in step: python -m evals.translations.

Three places hold such texts: the pages (marked there), the Python of the pages (every literal that reads like words), and the house
below (what is said with an error, a verdict or a reason, and the few modules that hold nothing but words). An f-string is found as a
text with gaps, ``{name}``; it is recognised by its shape where it is shown (facilitator/speaking/catalogue.py).
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from facilitator.speaking.catalogue import ENGLISH, HERE, LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
PAGES, HOUSE = "pages.po", "house.po"
_TO_MACHINES = frozenset({"warning", "info", "error", "compile", "Field", "removeprefix", "replace", "RuntimeError"})
_SAYING = frozenset(
    "BadInput UnknownSetting NotSignedIn NotAllowed NotFound Conflict Blocked TooLarge TooOften Unavailable WriterUnavailable FacilitatorError Misdirected Reason ValueError "
    "failed unjudged passed _theme N_".split()
)
"""What is called with words for a person."""
_ALL_WORDS = frozenset(
    "domain/told.py domain/reflections.py domain/endpoints.py signing/sending.py people/importing.py people/csv_reading.py releasing/sharing.py releasing/drafting.py releasing/lines.py releasing/marking.py "
    "releasing/papers/paper.py releasing/papers/calendar.py reflecting/reflections.py recaps/headline.py".split()
)
"""Modules of the house in which every literal that reads like words is for a person."""
_NOT_SHOWN = (
    "cli doctor.py backups.py settings.py resources.py exporting.py anonymising language library words store exchanging.py escalation/wording.py "
    "templates/files.py templates/instructing.py templates/judges.py connecting.py passkeys.py studio/packing.py"
).split()
"""What speaks at the command line or to whoever runs the machine."""
_ALSO = ("and",)
"""Words that only stand in gaps."""
_SINGLE = frozenset({"api/pages/wording.py", "api/pages/rights.py"})
"""Tables of what things are called: a value may be one small word."""
_UNSEEN = frozenset({"api/app.py", "api/deps.py", "api/listening.py", "api/watching.py", "api/admission.py"})
_FIELD = re.compile(r"^(?:[a-z_]+|\{field\}): (?=\S)")


class Text(NamedTuple):
    """One text in the sources, with the form for many when it counts something."""

    message: str
    many: str
    file: str
    line: int


def texts_of_pages() -> Iterator[Text]:
    """What pages and their Python say."""
    for path in sorted((ROOT / "api" / "html").rglob("*.html")):
        for line, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path, options={"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false", "trim_blocks": "true"}):
            one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
            yield Text(one, many or "", _name(path), line)
    for path in sorted((ROOT / "api").rglob("*.py")):
        if "rest" not in path.relative_to(ROOT).parts and _name(path) not in _UNSEEN:
            yield from _python(path, everything=True)


def texts_of_the_house() -> Iterator[Text]:
    """What the house says below the pages."""
    for message in _ALSO:
        yield Text(message, "", "facilitator/speaking/catalogue.py", 1)
    for path in sorted((ROOT / "facilitator").rglob("*.py")):
        inside = path.relative_to(ROOT / "facilitator")
        if str(inside) in _ALL_WORDS or not ({inside.parts[0], str(inside)} & set(_NOT_SHOWN) and str(inside) != "store/outputs.py"):
            yield from _python(path, everything=str(inside) in _ALL_WORDS)
    for path in sorted((ROOT / "prompts").glob("*/template.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for message in (told["title"], told["purpose"], *told["placeholders"].values()):
            yield Text(message, "", _name(path), 1)
    path = ROOT / "knowledge" / "routes.yaml"
    routes = yaml.safe_load(path.read_text(encoding="utf-8"))
    for contact in routes["contacts"].values():
        yield Text(f"{contact['name']}: {contact['until_named']}" if contact.get("until_named") else contact["name"], "", _name(path), 1)
    for shown in routes["triggers"].values():
        for key in ("text", "text_for_owner"):
            yield Text(" ".join(shown[key].split()), "", _name(path), 1)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _python(path: Path, *, everything: bool) -> Iterator[Text]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs, within = set(), set()
    small = set(_table_values(tree)) if _name(path) in _SINGLE else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            docs |= {one.value for one in node.body if isinstance(one, ast.Expr)}
        if isinstance(node, ast.JoinedStr):
            within |= {one for one in ast.walk(node) if one is not node}
        if isinstance(node, ast.Call) and _called(node) in _TO_MACHINES:
            within |= {one for given in (*node.args, *(keyword.value for keyword in node.keywords)) for one in ast.walk(given)}
    roots = [tree] if everything else [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in _SAYING]
    for root in roots:
        # of a theme only what it says is shown; what follows tells it from others
        for node in ast.walk(root.args[1] if isinstance(root, ast.Call) and _called(root) == "_theme" else root):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node not in docs and node not in within:
                message = _FIELD.sub("", _message(node))
                if _reads_like_words(message) or node in small:
                    yield Text(message, "", _name(path), node.lineno)


def _table_values(tree: ast.AST) -> Iterator[ast.AST]:
    """What the tables of a module call things: a value, or the first of several."""
    for table in ast.walk(tree):
        if isinstance(table, ast.Dict):
            for value in table.values:
                yield value.elts[0] if isinstance(value, ast.Tuple) else value


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _message(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    said, used = "", set[str]()
    for part in node.values:
        if isinstance(part, ast.Constant):
            said += str(part.value)
            continue
        names = [one.attr if isinstance(one, ast.Attribute) else one.id for one in ast.walk(part) if isinstance(one, ast.Attribute | ast.Name)]
        name = base = names[0] if names else "value"
        number = 2
        while name in used:
            name, number = f"{base}{number}", number + 1
        used.add(name)
        said += f"{{{name}}}"
    return said


def _reads_like_words(message: str) -> bool:
    words = message.strip()
    if re.match(r"[/<#^(.&|]|https?:|__|[a-z-]+/[a-z]|[a-z_]+=", words) or words == "Bearer" or "://" in words or "\\" in words or "; filename=" in words or "'self'" in words:
        return False
    return bool(re.search(r"[A-Za-z]+,? [A-Za-z{][A-Za-z_]|[A-Za-z]{3,}[.!?]$", words) or re.fullmatch(r"[A-Z][a-z]{2,}(?: \([A-Z]+\))?", words) or (" " in words and re.search(r"\} [a-z]{2,}|[a-z]{2,} \{", words)))


def found() -> dict[str, list[Text]]:
    """Every text by its catalogue, once each; what stands in both is translated with the pages."""
    seen: set[str] = set()
    result: dict[str, list[Text]] = {}
    for name, texts in ((PAGES, texts_of_pages()), (HOUSE, texts_of_the_house())):
        result[name] = []
        for text in texts:
            if text.message not in seen:
                seen.add(text.message)
                result[name].append(text)
    return result


def missing(language: str) -> list[Text]:
    """Every text that has no translation."""
    translated = {_first(message) for name in (PAGES, HOUSE) for message in _read(HERE / language / name, language) if message.id and _is_whole(message)}
    return [text for texts in found().values() for text in texts if text.message not in translated]


def unused(language: str) -> list[str]:
    """Every translation of a text that is no longer said."""
    said = {text.message for texts in found().values() for text in texts}
    return [_first(message) for name in (PAGES, HOUSE) for message in _read(HERE / language / name, language) if message.id and _first(message) not in said]


def refresh(language: str) -> None:
    """Adds what is new with an empty translation, takes out what is no longer said, and orders by file."""
    before = {_first(message): message for name in (PAGES, HOUSE) for message in _read(HERE / language / name, language) if message.id}
    for name, texts in found().items():
        catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
        for text in texts:
            kept = before.get(text.message)
            many = isinstance(kept.id, tuple | list) if kept else False
            string = kept.string if kept and many == bool(text.many) else ""
            catalog.add((text.message, text.many) if text.many else text.message, string, locations=[(text.file, 0)])
        (HERE / language).mkdir(exist_ok=True)
        with (HERE / language / name).open("wb") as file:
            write_po(file, catalog, width=0, omit_header=True, include_lineno=False)


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def _is_whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


if __name__ == "__main__":
    for code in LANGUAGES:
        if code != ENGLISH:
            refresh(code)
            for text in missing(code):
                print(f"{text.file}:{text.line}: no {LANGUAGES[code]} for {text.message!r}", file=sys.stderr)
