"""Every command and its options; what a command does is in its own module."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from facilitator.cli.template_commands import templates_app

app = typer.Typer(
    name="facilitator", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Starters, safety prompts and recaps for reverse mentoring. Every output is checked before anyone sees it.",
)
index_app = typer.Typer(no_args_is_help=True, help="The shared knowledge: add, list, rebuild, remove.")
app.add_typer(index_app, name="index")
app.add_typer(templates_app, name="templates")

Data = Annotated[Path | None, typer.Option("--data", help="Data folder; default FACILITATOR_DATA or ./data.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Read one Brief a line and answer one Output a line.")]
Keep = Annotated[list[str] | None, typer.Option("--keep", help="KIND=DAYS, as often as you like.")]
Apply = Annotated[bool, typer.Option("--apply", help="Take out what is too old; without it, nothing is changed.")]
BriefFile = Annotated[str, typer.Argument(help="A Brief as JSON: a file, or - for standard input.")]


class SourceFormat(StrEnum):
    """What a session's record may be."""

    AUTO = "auto"
    NOTES = "notes"
    VTT = "vtt"
    SRT = "srt"
    CHAT = "chat"
    DOCX = "docx"


class DocumentKind(StrEnum):
    """What may be indexed."""

    GUIDANCE = "guidance"
    REFLECTION = "reflection"


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address; this machine only, unless FACILITATOR_ADDRESS is set.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    data: Data = None,
) -> None:
    """Serve the pages and the REST API."""
    from facilitator.cli.serving import serve as run

    run(host=host, port=port, data=data)


@app.command("invite-owner")
def invite_owner(data: Data = None) -> None:
    """Print a link that makes a programme and its first owner, once, within 72 hours."""
    from facilitator.cli.serving import invite_owner as run

    run(data=data)


@app.command()
def starters(brief: BriefFile, jsonl: Jsonl = False, data: Data = None) -> None:
    """Conversation starters for a Brief."""
    from facilitator.cli.asking import ask_for

    ask_for("starters", brief, jsonl=jsonl, data=data)


@app.command()
def safety(brief: BriefFile, jsonl: Jsonl = False, data: Data = None) -> None:
    """A safety prompt: what is confidential, how to pass, how to say a hard thing."""
    from facilitator.cli.asking import ask_for

    ask_for("safety", brief, jsonl=jsonl, data=data)


@app.command()
def ask(brief: BriefFile, jsonl: Jsonl = False, data: Data = None) -> None:
    """A direct answer to the question in a Brief."""
    from facilitator.cli.asking import ask_for

    ask_for("question", brief, jsonl=jsonl, data=data)


@app.command()
def sent(brief: BriefFile, data: Data = None) -> None:
    """What a model would be sent for a Brief, word for word, names replaced. Nothing is sent."""
    from facilitator.cli.sending import sent as run

    run(brief, data=data)


@app.command()
def recap(
    source: Annotated[str, typer.Argument(help="Notes or a transcript: a file, or - for standard input.")],
    format: Annotated[SourceFormat, typer.Option(help="What the source is.")] = SourceFormat.AUTO,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read {id, format, source_text, brief?} a line.")] = False,
    data: Data = None,
) -> None:
    """A recap of a session that follows from its record."""
    from facilitator.cli.recapping import recap as run

    run(source, format=format.value, jsonl=jsonl, data=data)


@app.command()
def check(
    jsonl: Annotated[str, typer.Option("--jsonl", help="{id, kind, text, question?, brief?, source_text?} a line: a file, or -.")],
    data: Data = None,
) -> None:
    """Judge texts from anywhere. Exits 1 when one of them would be held."""
    from facilitator.cli.checking import check as run

    run(jsonl, data=data)


@app.command()
def anonymise(
    jsonl: Annotated[str, typer.Option("--jsonl", help="{id, text, roster?} a line: a file, or -.")],
) -> None:
    """Texts without what points to a person: neutral stand-ins, and where each one stands."""
    from facilitator.cli.anonymising import anonymise as run

    run(jsonl)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many hits.")] = 10,
    jsonl: Annotated[str | None, typer.Option("--jsonl", help="{id, query, reader?} a line: a file, or -.")] = None,
    data: Data = None,
) -> None:
    """What a query finds, best first."""
    from facilitator.cli.finding import search as run

    run(query, k=k, jsonl=jsonl, data=data)


@index_app.command("add")
def index_add(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    kind: Annotated[DocumentKind, typer.Option(help="What they are.")] = DocumentKind.GUIDANCE,
    data: Data = None,
) -> None:
    """Add files or folders; a line per document: added, unchanged, replaced, set aside or refused, and why."""
    from facilitator.cli.finding import add as run

    run(paths, kind=kind.value, data=data)


@index_app.command("status")
def index_status(data: Data = None) -> None:
    """Every document that can be found, and those set aside to be looked at."""
    from facilitator.cli.finding import status as run

    run(data=data)


@index_app.command("let-in")
def index_let_in(name: Annotated[str, typer.Argument(help="The document's name, as `index status` shows it.")], data: Data = None) -> None:
    """Let in a document that was set aside, because you have read it."""
    from facilitator.cli.finding import let_in as run

    run(name, data=data)


@index_app.command("rebuild")
def index_rebuild(data: Data = None) -> None:
    """Build the index anew from the documents."""
    from facilitator.cli.finding import rebuild as run

    run(data=data)


@index_app.command("remove")
def index_remove(name: Annotated[str, typer.Argument(help="The document's name, as `index status` shows it.")], data: Data = None) -> None:
    """Take a document out of the index."""
    from facilitator.cli.finding import remove as run

    run(name, data=data)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def evals(context: typer.Context) -> None:
    """Measure the words: run | compare | labels | import | export (see `facilitator evals --help`)."""
    import runpy
    import sys

    # a front door of its own: started by name, so that nothing here depends on it
    sys.argv = ["facilitator evals", *context.args]
    runpy.run_module("evals", run_name="__main__")


@app.command()
def doctor(data: Data = None) -> None:
    """Is this install healthy? Each finding says how to mend it."""
    from facilitator.cli.doctoring import doctor as run

    run(data=data)


@app.command()
def erase(member: Annotated[str, typer.Argument(help="Id, e-mail address or whole name.")], data: Data = None) -> None:
    """Erase everything of a member, for good. Other people's texts stay."""
    from facilitator.cli.keeping import erase as run

    run(member, data=data)


@app.command()
def retention(keep: Keep = None, apply: Apply = False, data: Data = None) -> None:
    """How much of each kind of data is older than it is kept; a dry run unless told otherwise."""
    from facilitator.cli.keeping import retention as run

    run(keep=keep or [], apply=apply, data=data)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="A new file, outside of the data folder.")], data: Data = None) -> None:
    """Write everything into one file, while the server runs."""
    from facilitator.cli.keeping import backup as run

    run(file, data=data)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `facilitator backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Also when the data folder holds something; that is kept beside it.")] = False,
    data: Data = None,
) -> None:
    """Put a backup in the data folder's place. Who was erased since stays erased."""
    from facilitator.cli.keeping import restore as run

    run(file, replace=replace, data=data)


@app.command()
def export(
    member: Annotated[str, typer.Argument(help="Id, e-mail address or whole name.")],
    file: Annotated[Path, typer.Argument(help="A new zip file.")],
    data: Data = None,
) -> None:
    """Write everything kept of a member into a zip of JSON, CSV and Markdown, to hand to them."""
    from facilitator.cli.keeping import export as run

    run(member, file, data=data)
