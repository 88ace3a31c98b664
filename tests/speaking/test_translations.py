"""Every text of the house has its translation, fits its gaps and speaks one way to everybody."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message

from evals.translations import HOUSE, PAGES, _read, missing, unused
from facilitator.speaking.catalogue import HERE, LANGUAGES

OTHERS = [code for code in LANGUAGES if code != "en"]
HOW = "Run `python -m evals.translations`, then fill in the empty msgstr (docs/languages.md says how)."
GAPS = re.compile(r"%\(\w+\)s|(?<!\{)\{\w+\}(?!\})|</?[a-z]+|href=\"[^\"]*\"")
_MAY_BE_LEFT_OUT = frozenset({"{have}"})
"""A small English word that a gap holds: another language says it otherwise."""


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    found = [f"{text.file}, line {text.line}: {text.message!r} has no {LANGUAGES[language]} translation." for text in missing(language)]

    assert not found, "\n".join([*found, HOW])


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_left_of_a_text_that_is_no_longer_said(language: str) -> None:
    assert not unused(language), f"{unused(language)}\n{HOW}"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_gaps_and_the_markup_of_its_text(language: str) -> None:
    wrong = []
    for said, translated in _pairs(language):
        gaps, kept = set(GAPS.findall(said)), set(GAPS.findall(translated))
        if gaps - _MAY_BE_LEFT_OUT != kept - _MAY_BE_LEFT_OUT:
            wrong.append(f"{said!r}: {sorted(gaps)}, not {sorted(kept)}")

    assert wrong == []


def test_german_says_sie_to_everybody_and_uses_no_signs_inside_words() -> None:
    found = [translated for _, translated in _pairs("de") if re.search(r"\b(?:du|dich|dir(?!=)|dein\w*|euer|euch)\b|\w[*:_]innen\b|\w/-?innen\b|\bUser\b", translated)]

    assert found == []


def _pairs(language: str) -> list[tuple[str, str]]:
    return [pair for name in (PAGES, HOUSE) for message in _read(HERE / language / name, language) if message.id for pair in _forms(message)]


def _forms(message: Message) -> list[tuple[str, str]]:
    if isinstance(message.id, tuple | list):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, str(message.string))]
