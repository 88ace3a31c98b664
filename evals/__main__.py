"""python -m evals run | compare | labels | import | export: measures the words, with the Facilitator and the Checks that serve."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.exchange.files import Format

app = typer.Typer(name="evals", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help="Measure the words.")

Data = Annotated[Path | None, typer.Option(help="Data folder.")]


@app.command()
def run(
    suite: Annotated[str, typer.Argument(help="A suite's name, a file of your own (.yaml, .yml, .json, .jsonl), or all.")] = "all",
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reports as JSON, one a line.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a readable page to this file, the worst cases first.")] = None,
    public: Annotated[Path | None, typer.Option(help="A public set of marked texts, measured beside our own by the suites anonymise and poisoning.")] = None,
) -> None:
    """Run a suite; exits 1 when a goal is missed, a case was not scored, or one ends in an error."""
    from evals.running import run as run_suites
    from evals.showing import junit as as_junit
    from evals.showing import page

    reports = []
    for report in run_suites(suite, data=data, public=public):
        reports.append(report)
        print(report.model_dump_json() if as_json else report.text(), flush=True)
    for file, write in ((junit, as_junit), (html, page)):
        if file is not None:
            _written(file, write(reports))
    raise SystemExit(0 if reports and all(report.passed for report in reports) else 1)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Reports written with: evals run SUITE --json.")],
    after: Annotated[Path, typer.Argument(help="Others, of the same suites.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparisons as JSON, one a line.")] = False,
) -> None:
    """What changed, the worst first; exits 1 on a significant drop, or when a case broke off or is gone."""
    from evals.comparing import compare as compared
    from evals.report import read_reports
    from facilitator.errors import BadInput

    old, new = read_reports(before), read_reports(after)
    gone = [name for name in old if name not in new]
    if len(gone) == len(old):
        raise BadInput(f"{before.name} and {after.name} have no suite in common.", remedy=f"The first holds: {', '.join(old)}. The second holds: {', '.join(new)}.")
    found = [compared(old[name], new[name]) for name in old if name in new]
    for comparison in found:
        print(json.dumps({**comparison.model_dump(mode="json"), "passed": comparison.passed}, ensure_ascii=False) if as_json else comparison.text())
    for name in gone:
        print(f"evals: the suite {name!r} is not in {after.name}; all its cases count as dead.", file=sys.stderr)
    raise SystemExit(0 if not gone and all(comparison.passed for comparison in found) else 1)


@app.command()
def labels(
    of: Annotated[str, typer.Argument(help="tone, answers, all, or a file of cases with labels of your own.")] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="Print the reports as JSON, one a line.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a readable page to this file, the worst cases first.")] = None,
) -> None:
    """Are the checks right? Their verdicts against people's labels, beside other ways to judge; exits 1 when a goal is missed."""
    from evals.running import label as label_sets
    from evals.showing import junit as as_junit
    from evals.showing import page

    reports = []
    for report in label_sets(of):
        reports.append(report)
        print(report.model_dump_json() if as_json else report.summary(), flush=True)
    for file, write in ((junit, as_junit), (html, page)):
        if file is not None:
            _written(file, write(reports))
    raise SystemExit(0 if reports and all(report.passed for report in reports) else 1)


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(help="A promptfoo file or a pydantic-evals dataset.")],
    format: Annotated[str | None, typer.Option("--from", help="promptfoo or pydantic-evals; told from the file otherwise.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the suite to this file instead of printing it.")] = None,
) -> None:
    """A suite of another tool as one of ours; what would run code is refused by name."""
    from evals.exchange.files import take_in as taken
    from facilitator.settings import load

    settings = load()
    text = taken(file, _format(format) if format else None, judged=settings.judge == "on" and settings.has_model)
    _written(out, text) if out else print(text, end="")


@app.command("export")
def give_out(
    suite: Annotated[str, typer.Argument(help="A suite's name or file.")],
    format: Annotated[str, typer.Option("--to", help="promptfoo or pydantic-evals.")] = "promptfoo",
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of printing.")] = None,
) -> None:
    """A suite as another tool reads it."""
    from evals.exchange.files import give_out as given

    text = given(suite, _format(format))
    _written(out, text) if out else print(text, end="")


def _format(name: str) -> Format:
    from evals.exchange.files import Format
    from facilitator.errors import BadInput

    if name not in list(Format):
        raise BadInput(f"There is no format {name!r}.", remedy=f"There are: {', '.join(Format)}.")
    return Format(name)


def _written(file: Path, text: str) -> None:
    from facilitator.errors import BadInput

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror or error}.", remedy="Give another file.") from None


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
