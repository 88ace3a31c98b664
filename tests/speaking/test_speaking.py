"""In which language a person is spoken to: choosing, recognising sentences, dates."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from facilitator.speaking import catalogue as speaking
from facilitator.speaking.catalogue import Catalogue
from facilitator.speaking.choosing import asked_for
from facilitator.speaking.dates import day_and_time, moment

PO = """
msgid "Save"
msgstr "Speichern"

msgid "There is no item {item} to replace."
msgstr "Es gibt keinen Eintrag {item} zum Ersetzen."

msgid "At most 2,000 characters."
msgstr "Höchstens 2.000 Zeichen."

msgid "Items are 0 to {value}."
msgstr "Einträge gibt es von 0 bis {value}."

msgid "{n} of {of}, {share}"
msgstr "{n} von {of}, {share}"

msgid "%(count)s pair"
msgid_plural "%(count)s pairs"
msgstr[0] "%(count)s Paar"
msgstr[1] "%(count)s Paare"
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "x.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(speaking, "HERE", tmp_path)
    return Catalogue("de")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"), ("de", "de"), ("de-AT,de;q=0.9,en;q=0.5", "de"), ("en-GB,de;q=0.9", "en"), ("fr,de;q=0.3,en;q=0.2", "de"), ("fr", "en"), ("*", "en"),
        ("de;q=0,en", "en"), ("de;q=loud", "en"), ("\x00,;;;q==", "en"), ("de," * 9_000, "de"),
    ],
)  # fmt: skip
def test_a_browser_gets_the_first_of_our_languages_it_asks_for(header: str, language: str) -> None:
    assert asked_for(header) == language


def test_a_sentence_is_recognised_by_its_shape_and_what_stands_in_its_gaps_is_kept(german: Catalogue) -> None:
    assert german.spoken("There is no item 7 to replace.") == "Es gibt keinen Eintrag 7 zum Ersetzen."
    assert german.spoken("There is no item 7 to replace. Items are 0 to 4.") == "Es gibt keinen Eintrag 7 zum Ersetzen. Einträge gibt es von 0 bis 4."


def test_what_is_not_ours_is_left_as_it_stands(german: Catalogue) -> None:
    assert german.spoken("Ask Priya. Items are 0 to 4.") == "Ask Priya. Einträge gibt es von 0 bis 4."
    assert german.spoken("Words of a person.") == "Words of a person."
    assert german.gettext("Words of a person.") == "Words of a person."


def test_the_field_an_error_is_about_stays_for_the_form_to_find(german: Catalogue) -> None:
    assert german.spoken("about: At most 2,000 characters.") == "about: Höchstens 2.000 Zeichen."


def test_figures_are_written_as_the_language_writes_them(german: Catalogue) -> None:
    assert german.spoken("3 of 5, 60%") == "3 von 5, 60 %"
    assert german.spoken("3 of 5, 0.6") == "3 von 5, 0,6"


def test_one_is_told_from_more(german: Catalogue) -> None:
    assert [german.ngettext("%(count)s pair", "%(count)s pairs", n) for n in (0, 1, 2)] == ["%(count)s Paare", "%(count)s Paar", "%(count)s Paare"]


def test_english_is_what_the_sources_say() -> None:
    assert Catalogue("en").spoken("There is no item 7 to replace.") == "There is no item 7 to replace."
    assert Catalogue("en").gettext("Save") == "Save"


def test_days_are_written_as_the_language_writes_them() -> None:
    when = datetime(2027, 3, 1, 13, 5, tzinfo=UTC)

    assert day_and_time(when, ZoneInfo("Europe/Berlin"), "de") == "Montag, 1. März 2027, 14:05 Uhr"
    assert day_and_time(when, ZoneInfo("Europe/Berlin")) == "Monday 1 March 2027, 14:05"
    assert moment(when, "de") == "1. März 2027, 13:05 Uhr UTC"
