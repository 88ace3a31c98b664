"""Finding follows meaning, the question above a passage, and the reader's own words; and it knows when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.language.minilm import MiniLM
from facilitator.library.index import ChromaLibrary

HANDBOOK = """# Handbook

## How do I ask my mentee to put the phone away?

Ask once, early, and about the hour rather than the person. Offer a bag for forty minutes and a break if something is due.

## What may I refuse to talk about?

Anything. Say that you will pass, and take the next question. Nobody may ask for your reasons, today or later.

## Who pays for travel between the sites?

The cost centre of the senior person, agreed before the first ticket is bought. Form K17 is signed by both.

## What if we never have time?

Six short dates beat two long ones. Book them all on the first day and let the assistant of the leader guard them.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[ChromaLibrary]:
    made = ChromaLibrary(tmp_path_factory.mktemp("finding") / "library", embedder)
    made.keep_shipped(Path("/nothing-ships"))
    made.add_upload("handbook.md", HANDBOOK.encode())
    yield made
    made.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("she stares at her mobile while I speak", "forty minutes"),
        ("do I have to answer something private", "you will pass"),
        ("K17", "cost centre"),
        ("reimbursement of train fares", "cost centre"),
        ("our calendars are full", "Six short dates"),
        ("WHO PAYS FOR TRAVEL", "cost centre"),
    ],
)
def test_the_answer_comes_first_whatever_words_are_used(library: ChromaLibrary, query: str, words: str) -> None:
    assert words in library.find(query)[0].passage.text


@pytest.mark.parametrize("query", ["how do I bake sourdough bread", "what is the capital of Australia", "explain quantum entanglement", "asdf qwer zxcv"])
def test_what_is_not_in_the_library_is_not_covered(library: ChromaLibrary, query: str) -> None:
    assert not library.covers(query, library.find(query))


@pytest.mark.parametrize("query", ["may I refuse to answer a question", "how do I get him to put his phone down", "travel costs"])
def test_what_is_in_the_library_is_covered(library: ChromaLibrary, query: str) -> None:
    assert library.covers(query, library.find(query))


def test_an_owner_can_see_why_something_was_found(library: ChromaLibrary) -> None:
    hit, evidence = library.why("K17")[0]

    assert "K17" in hit.passage.text
    assert evidence["lexical"] > 0.3
    assert set(evidence) == {"own", "passage", "sentence", "middle", "question", "lexical"}


def test_nothing_found_covers_nothing(library: ChromaLibrary) -> None:
    assert not library.covers("phones", [])


def test_the_same_words_twice_are_shown_once(library: ChromaLibrary) -> None:
    twin = HANDBOOK.split("## ")[3]
    library.add_upload("twin.md", f"# Handbook\n\n## {twin}\n\n## Something else\n\nThe canteen closes at three on Fridays.\n".encode())

    texts = [h.passage.text for h in library.find("who pays for travel between the sites")]

    assert sum("Form K17" in text for text in texts) == 1
    library.remove("twin.md")


def test_a_limit_is_kept_and_a_search_for_nothing_finds_nothing(library: ChromaLibrary) -> None:
    assert len(library.find("travel", limit=2)) == 2
    assert library.find("travel", limit=0) == []
    assert library.find("   ") == []


@pytest.fixture(scope="module")
def beside_shipped(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Iterator[ChromaLibrary]:
    folder = tmp_path_factory.mktemp("beside")
    (folder / "knowledge" / "guidance").mkdir(parents=True)
    (folder / "knowledge" / "guidance" / "handbook.md").write_text(
        f"---\ntitle: Handbook\naudience: all\nsource: ours\nlicence: Apache-2.0\nreviewed: 2026-11-01\nsituations: []\n---\n{HANDBOOK}", encoding="utf-8"
    )
    made = ChromaLibrary(folder / "library", embedder)
    made.keep_shipped(folder / "knowledge")
    made.add_upload("ours.md", b"# House rules\n\n## Phones\n\nDuring an hour together, mobiles stay in the locker by the door.\n\n## Canteen\n\nLunch is at noon.\n")
    yield made
    made.close()


def test_an_owners_own_document_does_not_lose_to_a_shipped_one_that_is_about_as_near(beside_shipped: ChromaLibrary) -> None:
    first, second = beside_shipped.find("may phones be used in the hour")[:2]

    assert first.passage.source == "ours.md#phones"
    assert second.passage.source.startswith("handbook#")


def test_a_shipped_document_that_is_much_nearer_stays_first(beside_shipped: ChromaLibrary) -> None:
    first, *others = beside_shipped.find("Who pays for travel between the sites?")

    assert first.passage.source == "handbook#who-pays-for-travel-between-the-sites"
    assert any(h.passage.source.startswith("ours.md#") for h in others)
