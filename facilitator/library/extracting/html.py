"""HTML → Markdown: what a reader sees of the page's own text, without menus, scripts and hidden parts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from facilitator.library.extracting.limits import MOST_BLOCKS, Refused

_LEFT_OUT = {
    "script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg", "button", "select", "iframe", "object", "canvas",
    "math", "dialog", "menu",
}
_VOID = {"br", "img", "input", "hr", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track", "param"}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "ul", "ol", "table", "tr", "blockquote", "pre", "dl", "dt", "dd", "figure", "figcaption", "body"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.blocks: list[tuple[str, bool]] = []
        self._words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._hidden = 0
        self._main = 0
        self._prefix = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag in ("br", "hr"):
                self._words.append("\n")
            return
        given = dict(attrs)
        hides = (
            tag in _LEFT_OUT or "hidden" in given or given.get("aria-hidden") == "true"
            or bool(_HIDDEN.search(given.get("style") or "")) or given.get("role") in ("navigation", "banner", "contentinfo")
        )
        if len(self._open) > 2_000:
            raise Refused("Its HTML is nested more than 2,000 levels deep.")
        if tag in _BLOCKS or tag == "li" or re.fullmatch(r"h[1-6]", tag):
            self._flush()
        self._open.append((tag, hides))
        self._hidden += hides
        self._main += tag in ("main", "article")
        self._in_title = tag == "title"
        if re.fullmatch(r"h[1-6]", tag):
            self._prefix = "#" * min(int(tag[1]), 3) + " "
        elif tag == "li":
            self._prefix = "- "
        elif tag in ("td", "th") and self._words:
            self._words.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if all(name != tag for name, _ in self._open):
            return
        if tag in _BLOCKS or tag == "li" or re.fullmatch(r"h[1-6]", tag):
            self._flush()
        while self._open:
            name, hides = self._open.pop()
            self._hidden -= hides
            self._main -= name in ("main", "article")
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._words.append(data)

    def _flush(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n\n")]
        words = "\n\n".join(line for line in lines if line)
        if words:
            if len(self.blocks) >= MOST_BLOCKS:
                raise Refused(f"It has more than {MOST_BLOCKS:,} paragraphs. Split it into several files.")
            if not self._prefix and words.startswith("#"):
                words = "\\" + words
            self.blocks.append((self._prefix + words, self._main > 0))
        self._words, self._prefix = [], ""

    def close(self) -> None:
        super().close()
        self._flush()


def markdown_of_html(text: str) -> tuple[str, str]:
    """The page's text, and its title. When it says where its main part is, only that is taken."""
    page = _Page()
    page.feed(text)
    page.close()
    main = [block for block, inside in page.blocks if inside]
    blocks = main if sum(map(len, main)) >= 200 else [block for block, _ in page.blocks]
    return re.sub(r"(?m)(^- .*)\n\n(?=- )", r"\1\n", "\n\n".join(blocks)), " ".join(page.title.split())
