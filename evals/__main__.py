"""python -m evals run | compare: measures the words, with the Facilitator and the Checks that serve."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.report import Report
    from facilitator.facilitation import Facilitator

app = typer.Typer(name="evals", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help="Measure the words.")


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="A suite's name, or all.")] = "all",
    data: Annotated[Path | None, typer.Option(help="Data folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reports as JSON, one a line.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this folder.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a readable page to this folder.")] = None,
    public: Annotated[Path | None, typer.Option(help="A public set of marked texts, measured beside our own by the suite anonymise.")] = None,
) -> None:
    """Run a suite; exits 1 when a goal is missed or a case ends in an error."""
    from functools import partial

    from evals.suites import SUITES, anonymise
    from facilitator.errors import BadInput
    from facilitator.settings import load
    from facilitator.wiring import build

    if suite != "all" and suite not in SUITES:
        raise BadInput(f"There is no suite {suite!r}.", remedy=f"There are: all, {', '.join(SUITES)}.")
    facilitator = build(load(data=data), progress=lambda n, of, what: print(f"{what}: {n} of {of}", file=sys.stderr) if n == of else None)
    suites: dict[str, Callable[[Facilitator], Report]] = {**SUITES, "anonymise": partial(anonymise.run, public=public)}
    good = True
    for name in suites if suite == "all" else (suite,):
        report = suites[name](facilitator)
        good = good and report.passed
        print(report.model_dump_json() if as_json else report.text(), flush=True)
        for folder, text, ending in ((junit, report.junit(), "xml"), (html, report.page(), "html")):
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")
    facilitator.close()
    raise SystemExit(0 if good else 1)


@app.command()
def compare(before: Annotated[Path, typer.Argument(help="A report written with --json.")], after: Annotated[Path, typer.Argument(help="Another one.")]) -> None:
    """What changed from one report to another."""
    from evals.report import compare as compared
    from evals.report import read_report

    print(compared(read_report(before), read_report(after)))


def main() -> None:
    """Runs a command; an expected error is one plain sentence."""
    from facilitator.errors import FacilitatorError

    try:
        app()
    except FacilitatorError as error:
        print(f"evals: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None


if __name__ == "__main__":
    main()
