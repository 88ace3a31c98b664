"""The Library on disk keeps its promises about starts, owners, changes and filters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.guidance import PassageKind
from facilitator.domain.session import Role
from facilitator.errors import Conflict, NotAllowed, NotFound
from facilitator.language.minilm import MiniLM
from facilitator.library.index import ChromaLibrary, open_library
from facilitator.seams import Vectors

PHONE = """---
title: Phones
audience: mentor
---

## How do I ask my mentee to put the phone away?

Ask once, early, and about the hour rather than the person. Offer a bag for forty minutes and a break if something is due.
"""
COSTS = """---
title: Money
audience: owner
---

## What does a programme cost?

Mostly hours: the pairs' own time, and half a day a week of whoever looks after them. Rooms and tools cost little.

## Who pays for travel?

The cost centre of the senior person, agreed before the first ticket is bought.
"""


class Counting:
    """An embedder that knows how many texts it was asked for."""

    def __init__(self, inner: MiniLM) -> None:
        self.inner, self.texts = inner, 0
        self.model_id, self.dimensions = inner.model_id, inner.dimensions

    def embed(self, texts: list[str]) -> Vectors:
        self.texts += len(texts)
        return self.inner.embed(texts)


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "guidance").mkdir(parents=True)
    (folder / "guidance" / "phones.md").write_text(PHONE)
    (folder / "guidance" / "money.md").write_text(COSTS)
    return folder


@pytest.fixture
def library(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> Iterator[ChromaLibrary]:
    opened = open_library(tmp_path / "data", embedder, knowledge=knowledge)
    yield opened
    opened.close()


def test_the_first_start_shows_every_document_and_the_next_embeds_nothing(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> None:
    counting, seen = Counting(embedder), list[tuple[int, int, str]]()

    first = open_library(tmp_path / "data", counting, knowledge=knowledge, progress=lambda *step: seen.append(step))
    before = first.snapshot
    first.close()
    spent = counting.texts
    second = open_library(tmp_path / "data", counting, knowledge=knowledge, progress=lambda *step: seen.append(step))

    assert seen == [(1, 2, "money"), (2, 2, "phones")]
    assert spent > 0
    assert counting.texts == spent
    assert second.snapshot == before
    second.close()


def test_a_changed_section_is_embedded_again_and_the_others_are_not(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> None:
    counting = Counting(embedder)
    open_library(tmp_path / "data", counting, knowledge=knowledge).close()
    before = counting.texts
    (knowledge / "guidance" / "money.md").write_text(COSTS.replace("Rooms and tools cost little.", "Rooms cost little, tools do not."))

    library = open_library(tmp_path / "data", counting, knowledge=knowledge)

    assert 0 < counting.texts - before <= 4
    assert "tools do not" in library.section("money#what-does-a-programme-cost")[0].text
    library.close()


def test_a_document_that_left_the_product_leaves_the_library(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> None:
    open_library(tmp_path / "data", embedder, knowledge=knowledge).close()
    (knowledge / "guidance" / "phones.md").unlink()

    library = open_library(tmp_path / "data", embedder, knowledge=knowledge)

    assert [d.name for d in library.documents()] == ["money"]
    assert library.section("phones#how-do-i-ask-my-mentee-to-put-the-phone-away") == ()
    library.close()


def test_what_is_found_answers_and_carries_its_section(library: ChromaLibrary) -> None:
    hits = library.find("he keeps picking up his phone while I talk")

    assert hits[0].passage.source == "phones#how-do-i-ask-my-mentee-to-put-the-phone-away"
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 <= h.score <= 1 for h in hits)


@pytest.mark.parametrize(("reader", "documents"), [(Role.MENTOR, {"phones"}), (Role.OWNER, {"money"}), (Role.MENTEE, set()), (None, {"phones", "money"})])
def test_nobody_finds_what_is_written_for_somebody_else(library: ChromaLibrary, reader: Role | None, documents: set[str]) -> None:
    hits = library.find("cost of a phone", reader=reader)

    assert {h.passage.source.partition("#")[0] for h in hits} == documents


def test_a_filter_by_kind_leaves_the_others_out(library: ChromaLibrary) -> None:
    assert library.find("phone", kind=PassageKind.REFLECTION) == []
    assert library.find("phone", kind=PassageKind.GUIDANCE)


@pytest.mark.parametrize("query", ["", "   ", '"', 'AND OR NOT (', "phone* NEAR/2 title:x", "🙂🙂", "a" * 5_000, "\x00", "ما هي التكلفة"])
def test_no_query_breaks_the_search(library: ChromaLibrary, query: str) -> None:
    hits = library.find(query, limit=3)

    assert len(hits) <= 3


def test_chroma_gives_the_same_passages_as_the_exact_scan(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> None:
    exact = ChromaLibrary(tmp_path / "data" / "library", embedder)
    exact.keep_shipped(knowledge)
    queries = [("who bears travel expenses", None), ("mobile on the table", Role.MENTOR), ("hours", Role.OWNER)]
    wanted = [[h.passage.id for h in exact.find(q, reader=r)] for q, r in queries]
    exact.close()

    chroma = ChromaLibrary(tmp_path / "data" / "library", embedder, exact_up_to=0)

    assert [[h.passage.id for h in chroma.find(q, reader=r)] for q, r in queries] == wanted
    chroma.close()


def test_a_second_process_is_told_who_holds_the_folder(tmp_path: Path, library: ChromaLibrary) -> None:
    script = (
        "import sys; from pathlib import Path; from facilitator.library.owner import Owner\n"
        "from facilitator.errors import Conflict\n"
        "try: Owner(Path(sys.argv[1]))\n"
        "except Conflict as e: print(e.message)\n"
    )

    said = subprocess.run([sys.executable, "-c", script, str(tmp_path / "data" / "library")], capture_output=True, text=True, check=True, timeout=60)

    assert f"in use by process {os.getpid()}" in said.stdout


def test_a_closed_folder_can_be_opened_again(tmp_path: Path, knowledge: Path, embedder: MiniLM) -> None:
    first = open_library(tmp_path / "data", embedder, knowledge=knowledge)
    with pytest.raises(Conflict):
        open_library(tmp_path / "data", embedder, knowledge=knowledge)
    first.close()

    open_library(tmp_path / "data", embedder, knowledge=knowledge).close()


def test_what_ships_cannot_be_removed_and_what_is_not_there_is_said(library: ChromaLibrary) -> None:
    with pytest.raises(NotAllowed):
        library.remove("phones")
    with pytest.raises(NotFound):
        library.remove("nothing-of-that-name")


def test_a_rebuild_finds_the_same(library: ChromaLibrary) -> None:
    before = [(h.passage.id, h.score) for h in library.find("travel tickets")]

    library.rebuild()

    after = [(h.passage.id, h.score) for h in library.find("travel tickets")]
    assert [i for i, _ in after] == [i for i, _ in before]
    assert [s for _, s in after] == pytest.approx([s for _, s in before], abs=1e-3)
