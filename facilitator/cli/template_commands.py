"""templates: the subcommands; each hands over to one function."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path | None, typer.Option("--data", help="Data folder; default FACILITATOR_DATA or ./data.")]
templates_app = typer.Typer(no_args_is_help=True, help="Prompt templates: list, show, lint, publish, roll back, export, import.")


@templates_app.command("list")
def templates_list() -> None:
    """The shipped templates."""
    from facilitator.cli.templates import show_all as run

    run()


@templates_app.command("show")
def templates_show(name: Annotated[str, typer.Argument(help="A template's name.")]) -> None:
    """One template, filled with its sample."""
    from facilitator.cli.templates import show as run

    run(name)


@templates_app.command("lint")
def templates_lint(folder: Annotated[Path, typer.Argument(help="A template folder, as in prompts/.")]) -> None:
    """Problems with line and remedy. Exits 1 when there are any."""
    from facilitator.cli.templates import lint as run

    run(folder)


@templates_app.command("publish")
def templates_publish(
    folder: Annotated[Path, typer.Argument(help="A template folder, as in prompts/.")],
    message: Annotated[str, typer.Option("--message", "-m", help="What changed, for the next owner.")] = "",
    data: Data = None,
) -> None:
    """Compare a template with the live one and make it live. Exits 1 with the reasons when it is blocked."""
    from facilitator.cli.publishing import publish as run

    run(folder, message=message, data=data)


@templates_app.command("export")
def templates_export(folder: Annotated[Path, typer.Argument(help="A folder of its own: a new one, or one exported before.")], data: Data = None) -> None:
    """The whole studio as files: versions, cases, what is asked, receipts. Fits in git."""
    from facilitator.cli.packing import export as run

    run(folder, data=data)


@templates_app.command("import")
def templates_import(folder: Annotated[Path, typer.Argument(help="A folder that export made.")], data: Data = None) -> None:
    """Take in such a folder: all of it or nothing. Nothing goes live by it."""
    from facilitator.cli.packing import bring_in as run

    run(folder, data=data)


@templates_app.command("rollback")
def templates_rollback(
    name: Annotated[str, typer.Argument(help="A template's name.")],
    version: Annotated[int | None, typer.Argument(help="A version that was live once; 0 is the shipped template. Without: what was live before.")] = None,
    data: Data = None,
) -> None:
    """Make live again what was live before."""
    from facilitator.cli.publishing import roll_back as run

    run(name, version, data=data)
