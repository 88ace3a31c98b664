"""Renders pages: a template plus its context, escaped, with nothing undefined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from api.language import language_for
from api.pages import wording
from facilitator.access import VISITOR, Asker
from facilitator.domain.base import Model
from facilitator.domain.programme import zone
from facilitator.speaking import dates
from facilitator.speaking.catalogue import LANGUAGES, catalogue

HTML = Path(__file__).resolve().parent.parent / "html"


def page(template: str, context: Model | Mapping[str, object], *, status: int = 200, by: Asker = VISITOR) -> HTMLResponse:
    """A page: the template's blanks are the fields of its context, the context itself as ``this``, and ``by``, for whom it is.

    Everything is made in English; the template speaks the language of whoever reads (docs/languages.md).
    """
    blanks = {name: getattr(context, name) for name in type(context).model_fields} if isinstance(context, Model) else dict(context)
    environment = _environment(language_for(by))
    return HTMLResponse(environment.get_template(template).render({**blanks, "this": context, "by": by}), status_code=status)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HTML), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    environment.policies["ext.i18n.trimmed"] = True
    known = catalogue(language)
    environment.install_gettext_callables(known.gettext, known.ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters |= {
        "spoken": known.spoken,
        "paragraphs": paragraphs,
        "moment": lambda when: dates.moment(when, language),
        "day": lambda when, time_zone: dates.day_and_time(when, zone(time_zone), language),
        "at_local": at_local,
        "date_only": lambda when, time_zone: dates.whole_day(when.astimezone(zone(time_zone)).date(), language),
        "whole_day": lambda when: dates.whole_day(when, language),
        "begins": begins,
        "deed": wording.deed,
        "check_name": wording.check_name,
        "check_question": wording.check_question,
        "class_name": wording.class_name,
        "how_sure": wording.how_sure,
        "spoken_source": wording.spoken_source,
    }
    environment.globals |= {
        "STAGES": wording.STAGES, "RUNGS": wording.RUNGS, "FINDINGS": wording.FINDINGS, "KINDS": wording.KINDS,
        "ROLES": wording.ROLES, "TRIGGERS": wording.TRIGGERS, "PACES": wording.PACES, "marked": marked, "beside": beside, "BECAUSE": wording.BECAUSE,
        "LANGUAGE": language, "LANGUAGES": LANGUAGES,
    }
    return environment


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs and simple lists; everything in it stays text."""
    blocks: list[Markup] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        said = [line for line in lines if not line.startswith(("- ", "* "))]
        listed = [line[2:] for line in lines if line.startswith(("- ", "* "))]
        if said:
            blocks.append(Markup("<p>{}</p>").format(Markup(" ").join(map(escape, said))))
        if listed:
            blocks.append(Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in listed)))
    return Markup("\n").join(blocks)


def beside(text: str, other: str) -> Markup:
    """A text as lines, with the words marked that the other one does not have in their place."""
    words, others = re.findall(r"\n|[^\s]+", text), re.findall(r"\n|[^\s]+", other)
    shown: list[Markup] = []
    for kind, start, end, _, _ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        lines = " ".join(words[start:end]).replace(" \n ", "\n").strip(" ").split("\n")
        piece = [Markup("<mark>{}</mark>").format(line) if kind != "equal" and line.strip() else escape(line) for line in lines]
        shown.append(Markup("<br>").join(piece))
    return Markup("<p>{}</p>").format(Markup(" ").join(shown))


def marked(text: str, quotes: Sequence[str]) -> Markup:
    """The text with the quoted words marked where they stand."""
    spans = sorted(span for span in (_where(text, quote) for quote in quotes) if span)
    shown = Markup("")
    at = 0
    for start, end in spans:
        if end <= at:
            continue
        start = max(start, at)
        shown += escape(text[at:start]) + Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    return shown + escape(text[at:])


def _where(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands; checks quote a cleaned text, so between its words anything but letters may differ (spaces, curly quotes, dashes)."""
    words = re.findall(r"\w+", quote)
    for pattern in (re.escape(quote), r"(?<!\w)" + r"\W+".join(map(re.escape, words))):
        if words and (found := re.search(pattern, text, re.I)):
            return found.span()
    return None





def at_local(when: datetime, time_zone: str) -> str:
    """A time as a date field takes it."""
    return f"{when.astimezone(zone(time_zone)):%Y-%m-%dT%H:%M}"


def begins(text: str) -> str:
    """The words as a heading begins, with a capital letter."""
    return text[:1].upper() + text[1:]
