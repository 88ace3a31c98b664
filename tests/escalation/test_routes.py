"""What is shown names people, promises nothing it cannot keep, and can carry the operator's own contacts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.domain.outputs import Trigger
from facilitator.domain.session import Role
from facilitator.errors import BadInput, FacilitatorError
from facilitator.escalation import load_routes
from facilitator.resources import shipped

SHIPPED = shipped("knowledge") / "routes.yaml"
READERS = [(trigger, role) for trigger in Trigger for role in Role]


@pytest.mark.parametrize(("trigger", "role"), READERS)
def test_every_trigger_has_a_text_and_people_for_every_reader(trigger: Trigger, role: Role) -> None:
    shown = load_routes(SHIPPED).escalation(trigger, role=role)

    assert 50 <= len(shown.text.split()) <= 170
    assert len(shown.routes) >= 3


@pytest.mark.parametrize(("trigger", "role"), READERS)
def test_no_text_diagnoses_judges_or_sends_anyone_to_a_confrontation(trigger: Trigger, role: Role) -> None:
    text = load_routes(SHIPPED).escalation(trigger, role=role).text.lower()

    assert not re.search(r"depress|burn-?out|trauma|disorder|panic attack|you are ill|victim|perpetrator|guilty|proves?d? that|confront|completely confidential|safe space", text)
    assert "!" not in text and "\u2014" not in text


@pytest.mark.parametrize("role", list(Role))
def test_harassment_wrongdoing_and_danger_say_that_confidentiality_may_not_hold(role: Role) -> None:
    routes = load_routes(SHIPPED)

    for trigger in (Trigger.HARM, Trigger.HARASSMENT, Trigger.WRONGDOING):
        assert re.search(r"confidentiality (?:may|does) not hold", routes.escalation(trigger, role=role).text)


def test_danger_names_the_emergency_number_first() -> None:
    assert "112" in load_routes(SHIPPED).escalation(Trigger.HARM).routes[0]


def test_an_owner_is_not_sent_to_the_owner() -> None:
    routes = load_routes(SHIPPED)

    for trigger in Trigger:
        assert not any("programme owner" in line for line in routes.escalation(trigger, role=Role.OWNER).routes)


def test_the_operators_contacts_are_shown_in_place_of_the_placeholders(tmp_path: Path) -> None:
    own = tmp_path / "routes.yaml"
    own.write_text('contacts:\n  hr: {reach: "people@example.org"}\n', encoding="utf-8")

    routes = load_routes(SHIPPED, own)

    assert "Human resources: people@example.org" in routes.escalation(Trigger.HARASSMENT).routes
    assert "hr" not in routes.unnamed
    assert "union" in routes.unnamed


def test_without_a_file_of_the_operators_the_shipped_contacts_stand(tmp_path: Path) -> None:
    assert load_routes(SHIPPED, tmp_path / "routes.yaml") == load_routes(SHIPPED)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("contacts:\n  hr: [", "routes.yaml"),
        ("contacts:\n  hr: 4100\n", "contacts.hr"),
        ("contacts:\n  hr: {phone: 4100}\n", "phone"),
        ("kontakte: {}\n", "kontakte"),
        ("triggers:\n  sadness: {text: x}\n", "sadness"),
        ("triggers:\n  harm: {routes: [police]}\n", "police"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    own = tmp_path / "routes.yaml"
    own.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=re.escape(named)):
        load_routes(SHIPPED, own)


def test_a_missing_shipped_file_is_a_broken_install(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="missing"):
        load_routes(tmp_path / "routes.yaml")
