"""Files become documents that can be found; what changed is read again, what is gone goes, and every file is told what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.documents import DocumentState
from facilitator.domain.guidance import PassageKind
from facilitator.errors import NotFound
from facilitator.language.minilm import MiniLM
from facilitator.library.index import ChromaLibrary
from tests.library.files import docx, paragraph, pdf, pptx

NIGHTS = "A pair on night shifts meets at the edge of the shift, inside paid time, and the roster names the hour."


@pytest.fixture
def library(tmp_path: Path, embedder: MiniLM) -> Iterator[ChromaLibrary]:
    opened = ChromaLibrary(tmp_path / "library", embedder)
    opened.keep_shipped(tmp_path / "nothing-ships")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def added(library: ChromaLibrary, *paths: Path) -> dict[str, DocumentState]:
    return {status.name: status.state for status in library.add(paths)}


FILES: dict[str, tuple[bytes, str, str]] = {
    "plain.bin": (f"Night work\n\n{NIGHTS}\n".encode(), "text", "Night work"),
    "windows.txt": (f"Schichten für alle\n\n{NIGHTS} Café.\n".encode("cp1252"), "text", "Schichten"),
    "notes.txt": (f"---\ntitle: Nights\naudience: owner\ntags: [x]\n---\n\n## When do we meet?\n\n{NIGHTS}\n".encode(), "markdown", "When do we meet?"),
    "page": (
        f"<!doctype html><html><head><title>Shifts</title><style>p{{}}</style></head><body><nav>Home</nav><h2>When do we meet?</h2><p>{NIGHTS}</p>"
        '<p style="display:none">hidden order</p><script>x()</script><footer>imprint</footer></body></html>'.encode(),
        "html", "When do we meet?",
    ),
    "scan.txt": (pdf([["Night work", "", NIGHTS[:52], NIGHTS[53:]]]), "pdf", "Scan"),
    "word.dat": (
        docx(paragraph("When do we meet?", style="berschrift1") + paragraph(NIGHTS) + paragraph("secret", run="<w:vanish/>") + paragraph("white", run='<w:color w:val="FFFFFF"/>')),
        "docx", "When do we meet?",
    ),
    "deck": (pptx([("When do we meet?", NIGHTS), ("Old", "hidden slide")], hidden=2, notes="Say it slowly."), "pptx", "When do we meet?"),
    "talk.txt": (f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ana>{NIGHTS[:50]}\n\n00:00:04.000 --> 00:00:08.000\n<v Ana>{NIGHTS[50:]}\n".encode(), "vtt", "Ana:"),
    "captions": (f"1\n00:00:01,000 --> 00:00:04,000\nAna: {NIGHTS}\n\n2\n00:00:05,000 --> 00:00:06,000\nBen: Yes.\n".encode(), "srt", "Ana:"),
    "faq.dat": (f'Question,Answer\nWhen do we meet?,"{NIGHTS}"\nWho pays?,"The ward, in time."\nWho books?,"The owner books."\n'.encode(), "csv", "When do we meet?"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_is_known_by_its_content_and_found_by_its_words(library: ChromaLibrary, folder: Path, name: str) -> None:
    content, form, heading = FILES[name]
    (folder / name).write_bytes(content)

    (status,) = library.add([folder])

    hit = library.find("roster hour for a pair on night shifts")[0]
    everything = " ".join(h.passage.title + " " + h.passage.text for h in library.find("anything at all", limit=50))
    assert (status.state, status.format, status.name) == (DocumentState.ADDED, form, name)
    assert "inside paid time" in hit.passage.text
    assert heading in hit.passage.title + hit.passage.text
    for unseen in ("hidden order", "secret", "white", "hidden slide", "imprint", "x()"):
        assert unseen not in everything


def test_a_document_says_for_whom_it_is_and_in_which_language(library: ChromaLibrary, folder: Path) -> None:
    (folder / "owner.md").write_bytes(FILES["notes.txt"][0])
    (folder / "de.txt").write_text("Die Schicht ist lang und das Gespräch passt nicht in die Pause, für die es eine Regel mit der Leitung gibt.")

    list(library.add([folder]))

    known = {d.name: (d.audience.value, d.language, d.title) for d in library.documents()}
    assert known == {"owner.md": ("owner", "en", "Nights"), "de.txt": ("all", "de", "De")}


def test_the_same_folder_again_costs_nothing_and_follows_what_changed(library: ChromaLibrary, folder: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_text(f"# {name}\n\nThe rule of {name} is written down here in full.\n")
    first = added(library, folder)
    again = added(library, folder)
    (folder / "b.md").write_text("# b.md\n\nAnother rule altogether, about parking spaces.\n")
    (folder / "c.md").unlink()

    third = added(library, folder)

    assert set(first.values()) == {DocumentState.ADDED}
    assert set(again.values()) == {DocumentState.UNCHANGED}
    assert third == {"a.md": DocumentState.UNCHANGED, "b.md": DocumentState.REPLACED, "c.md": DocumentState.REMOVED}
    assert "parking" in library.find("where to leave the car, parking")[0].passage.text


def test_a_file_added_alone_leaves_the_others(library: ChromaLibrary, folder: Path) -> None:
    (folder / "a.md").write_text("# A\n\nThe first rule is about telephones.\n")
    (folder / "b.md").write_text("# B\n\nThe second rule is about calendars.\n")
    added(library, folder)

    added(library, folder / "a.md")

    assert [d.name for d in library.documents()] == ["a.md", "b.md"]


def test_a_passage_keeps_its_id_when_something_is_put_above_it(library: ChromaLibrary, folder: Path) -> None:
    old = "\n\n".join(f"Paragraph {n} is about subject {n}. " + "It goes on for a while and says what there is to say. " * 9 for n in range(4))
    (folder / "long.md").write_text(f"## Rules\n\n{old}\n")
    added(library, folder)
    before = {p.text: p.id for p in library.section("long.md#rules")}
    (folder / "long.md").write_text(f"## Rules\n\n{'A new beginning that nobody expected here. ' * 12}\n\n{old}\n")

    added(library, folder)

    after = {p.text: p.id for p in library.section("long.md#rules")}
    assert len(after) == len(before) + 1
    assert all(after[text] == known for text, known in before.items())
    assert len(set(after.values())) == len(after)


def test_a_copy_under_another_name_is_refused_by_naming_the_original(library: ChromaLibrary, folder: Path) -> None:
    text = "\n\n".join(f"## Part {n}\n\nRule number {n} concerns the matter of {w}." for n, w in enumerate(("phones", "rooms", "trips", "notes")))
    (folder / "handbook.md").write_text(f"# Handbook\n\n{text}\n")
    (folder / "handbook-copy.md").write_text(f"# Handbook, copy\n\n{text}\n")

    states = {s.name: s for s in library.add([folder])}

    assert sorted(s.state for s in states.values()) == [DocumentState.ADDED, DocumentState.REFUSED]
    refused = next(s for s in states.values() if s.state is DocumentState.REFUSED)
    assert "'handbook" in refused.reason


def test_reflections_are_kept_apart_by_kind(library: ChromaLibrary, folder: Path) -> None:
    (folder / "r.md").write_text("---\nanonymised: true\n---\nWe wrote the rules on a napkin, and it worked better than the form did.")

    list(library.add([folder], kind=PassageKind.REFLECTION))

    assert library.find("rules on a napkin", kind=PassageKind.GUIDANCE) == []
    assert library.find("rules on a napkin", kind=PassageKind.REFLECTION)


def test_a_reflection_as_its_author_wrote_it_does_not_enter(library: ChromaLibrary, folder: Path, tmp_path: Path) -> None:
    (folder / "raw.md").write_text("We wrote the rules on a zanzibarquux napkin, and it worked.")
    (folder / "only-said.md").write_text("---\nanonymised: true\n---\nWe wrote the rules with Priya Ramanathan on a zanzibarquux napkin.")

    raw, said = (next(s for s in library.add([folder / name], kind=PassageKind.REFLECTION)) for name in ("raw.md", "only-said.md"))

    assert raw.state is said.state is DocumentState.REFUSED
    assert "anonymised: true" in raw.reason and "person" in said.reason and "Priya" not in said.reason
    assert library.find("rules on a napkin", kind=PassageKind.REFLECTION) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != folder and b"zanzibarquux" in path.read_bytes()]


def test_a_removed_document_is_gone_and_after_a_rebuild_its_words_are_on_no_page_of_the_disk(library: ChromaLibrary, folder: Path, tmp_path: Path) -> None:
    (folder / "gone.md").write_text("# Gone\n\nThe canary word is zanzibarquux and nothing else matters here.\n")
    (folder / "stays.md").write_text("# Stays\n\nThe other document stays where it is.\n")
    added(library, folder)

    library.remove("gone.md")
    library.rebuild()

    assert all("zanzibarquux" not in h.passage.text for h in library.find("zanzibarquux"))
    held = {p.name: p.read_bytes() for p in (tmp_path / "library").rglob("*") if p.is_file()}
    assert [name for name, content in held.items() if b"zanzibarquux" in content] == []
    assert any(b"other document stays" in content for content in held.values())


def test_a_path_that_is_not_there_is_named(library: ChromaLibrary, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no-such\.md"):
        list(library.add([tmp_path / "no-such.md"]))


def test_an_upload_cannot_choose_its_folder(library: ChromaLibrary) -> None:
    status = library.add_upload("../../etc/notes.md", b"# Notes\n\nSomething worth keeping is written here.\n")

    assert (status.name, status.state) == ("notes.md", DocumentState.ADDED)
