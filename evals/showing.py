"""Reports for others to read: JUnit XML for a build, a page for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from xml.sax.saxutils import quoteattr

from evals.report import Mark, Report, Result

_STYLE = """
:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8886}
td.n{text-align:right;font-variant-numeric:tabular-nums}article{border-left:.35rem solid #888;padding:.2rem 0 .2rem .8rem;margin:1rem 0}article.error{border-color:#b00020}article.failed{border-color:#c77700}article.passed{border-color:#2e7d32}
h3{font-size:1rem;margin:0}p{margin:.3rem 0}blockquote{margin:.3rem 0;white-space:pre-wrap}.notes{overflow-x:auto;font-size:.85rem}
"""
_SAID = {Mark.PASSED: "passed", Mark.FAILED: "failed", Mark.ERROR: "broke off: counted as not passed"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def junit(reports: Sequence[Report]) -> str:
    """JUnit XML; a goal that was missed is a failed case of its own."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>' + "".join(_suite(report) for report in reports) + "</testsuites>\n"


def _suite(report: Report) -> str:
    name = _attribute(report.suite)
    cases = []
    for r in report.results:
        inside = "" if r.mark is Mark.PASSED else f"<{'error' if r.mark is Mark.ERROR else 'failure'} message={_attribute(r.reason)}/>"
        cases.append(f"<testcase classname={name} name={_attribute(r.case)}>{inside}</testcase>")
    cases += [f"<testcase classname={name} name={_attribute('goal ' + miss.split(':')[0])}><failure message={_attribute(miss)}/></testcase>" for miss in report.missed]
    failures = report.count(Mark.FAILED) + len(report.missed)
    return f'<testsuite name={name} tests="{len(cases)}" failures="{failures}" errors="{report.count(Mark.ERROR)}">{"".join(cases)}</testsuite>'


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))


def page(reports: Sequence[Report]) -> str:
    """One page without script or anything from elsewhere, the worst cases first."""
    title = f"Evals: {', '.join(r.suite for r in reports)}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{''.join(_section(r) for r in reports)}</main></body></html>\n"
    )


def _section(report: Report) -> str:
    said = "The suite passed." if report.passed else "The suite did not pass."
    misses = "".join(f"<li>{escape(miss)}</li>" for miss in report.missed)
    dead = f"<p><strong>{len(report.dead)} broke off</strong> and count as not passed, whatever the figures say: {escape(', '.join(report.dead))}.</p>" if report.dead else ""
    rows = "".join(f'<tr><th scope="row">{escape(name)}</th><td class="n">{value:.4g}</td></tr>' for name, value in report.measures.items())
    notes = f'<pre class="notes" tabindex="0">{escape(chr(10).join(report.notes))}</pre>' if report.notes else ""
    return (
        f"<section><h2>{escape(report.suite)}</h2><p>{said} {report.count(Mark.PASSED)} of {report.expected} cases passed, {report.count(Mark.FAILED)} failed, {report.count(Mark.ERROR)} broke off.</p>"
        f"{dead}{f'<p>Missed:</p><ul>{misses}</ul>' if misses else ''}{f'<table>{rows}</table>' if rows else ''}{notes}{''.join(_case(r) for r in report.worst_first)}</section>"
    )


def _case(result: Result) -> str:
    checks = "; ".join(f"{name} {score.finding.value}{f' {score.score:.2f}' if score.score is not None else ''}{f' (wanted {score.wanted.value})' if score.wanted not in (None, score.finding) else ''}" for name, score in result.checks.items())
    return (
        f'<article class="{result.mark.value}"><h3>{escape(result.case)}: {_SAID[result.mark]}</h3>{f"<p>{escape(result.reason)}</p>" if result.reason else ""}'
        f'{f"<blockquote>{escape(result.text)}</blockquote>" if result.text else ""}{f"<p>{escape(checks)}</p>" if checks else ""}</article>'
    )
