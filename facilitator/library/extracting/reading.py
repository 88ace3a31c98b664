"""The bytes of one file → Markdown with what is known about it; runs in the child."""

from __future__ import annotations

import re
import unicodedata

from facilitator.library.extracting import sniffing
from facilitator.library.extracting.limits import MOST_CHARACTERS, Refused
from facilitator.library.extracting.sniffing import Format
from facilitator.words.orders import suspicion

_KEPT = ("title", "audience", "source", "licence", "reviewed", "situations", "anonymised", "invented")
MOST_TEXT = 2 * MOST_CHARACTERS
"""Of a text file before its markup is taken away."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def extracted(content: bytes) -> dict[str, object]:
    """``format``, ``markdown``, ``language``, the front matter that is understood, and what looks like an order to a machine; raises Refused."""
    kind = sniffing.binary_format(content)
    meta: dict[str, object] = {}
    title = source = ""
    if kind is Format.PDF:
        from facilitator.library.extracting.pdf import markdown_of_pdf
        from facilitator.library.extracting.plain import markdown_of_text

        text, title = markdown_of_pdf(content)
        markdown = markdown_of_text(text)
    elif kind is not None:
        from facilitator.library.extracting.office import markdown_of_docx, markdown_of_pptx

        markdown = (markdown_of_docx if kind is Format.DOCX else markdown_of_pptx)(content)
    else:
        source = text = sniffing.decoded(content)
        if len(text) > MOST_TEXT:
            raise Refused(f"It has {len(text):,} characters; {MOST_CHARACTERS:,} are the most that are read. Split it into several files.")
        kind = sniffing.text_format(text)
        markdown, title, meta = _of_text(text, kind)
    # looked for before the cleaning: what nobody sees goes then
    hint = suspicion(f"{title}\n{markdown}" if kind is Format.HTML or not source else source, source=source or markdown)
    markdown = cleaned(markdown)
    if len(markdown) > MOST_CHARACTERS:
        raise Refused(f"It has {len(markdown):,} characters; {MOST_CHARACTERS:,} are the most that are read. Split it into several files.")
    if not re.search(r"\w", markdown):
        raise Refused("It holds no words.")
    title = " ".join(cleaned(title).split())[:200]
    return {"format": kind.value, "markdown": markdown, "language": language_of(markdown), "meta": {**({"title": title} if title else {}), **meta}, **({"suspicion": {"why": hint.why, "quote": hint.quote}} if hint else {})}


def _of_text(text: str, kind: Format) -> tuple[str, str, dict[str, object]]:
    if kind is Format.HTML:
        from facilitator.library.extracting.html import markdown_of_html

        return (*markdown_of_html(text), {})
    if kind in (Format.VTT, Format.SRT):
        from facilitator.library.extracting.transcripts import markdown_of_captions

        return markdown_of_captions(text), "", {}
    if kind is Format.CSV:
        from facilitator.library.extracting.tables import markdown_of_csv

        return markdown_of_csv(text), "", {}
    if kind is Format.MARKDOWN:
        meta, body = _front_matter(text)
        body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
        first = re.match(r"\s*# +(\S.*)", body)
        return body, first[1].strip("# ") if first else "", meta
    from facilitator.library.extracting.plain import markdown_of_text

    return markdown_of_text(text), _first_heading(text), {}


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    """What the front matter says in keys that are known; others are left alone, they belong to the owner's own tools."""
    import frontmatter
    import yaml

    match = re.match(r"---\s*\n(.{0,20000}?)\n---\s*(?:\n|$)", text, re.S)
    if not match:
        return {}, text
    if re.search(r"(?m)(?:^|[\s\[{,:-])[&*]\w", match[1]):
        raise Refused("Its front matter uses YAML anchors, which are not read. Write the values out.")
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError):
        raise Refused("Its front matter is not valid YAML.") from None
    kept: dict[str, object] = {}
    for key in _KEPT:
        value = post.metadata.get(key)
        if isinstance(value, list):
            kept[key] = [str(v) for v in value]
        elif value is not None:
            kept[key] = str(value)
    return kept, str(post.content)


def _first_heading(text: str) -> str:
    """The first line, when it is short enough to be what the text is called."""
    first = next((line.strip() for line in text.split("\n") if len(line.split()) >= 2), "")
    return first if len(first) <= 90 and not first.endswith((".", ",", ";")) else ""


def cleaned(text: str) -> str:
    """Without what nobody sees: zero-width and direction marks, control characters, runs of blank lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROLS.sub(" ", _UNSEEN.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


_COMMON = {
    "en": "the and of to is that with you for are", "de": "der die und das ist nicht mit ein sie für", "fr": "le la les et des est pas une vous pour",
    "es": "el la los que y en una por con para", "it": "il di che e la non una per sono con", "nl": "de het een en van niet dat met zijn voor",
    "pt": "o a os que e de não uma para com", "pl": "i w nie na się jest to że do z", "sv": "och att det som är en inte på för med",
}
_SCRIPTS = {"CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi"}


def language_of(text: str) -> str:
    """The likely language, by its commonest words or its script; empty when there is too little to tell."""
    sample = text[:8_000].lower()
    letters = [c for c in sample if c.isalpha()]
    foreign = [c for c in letters if c > "\u036f"]
    if letters and len(foreign) > len(letters) * 0.4:
        names = [_SCRIPTS.get(unicodedata.name(c, "").split(" ")[0], "") for c in foreign[:400]]
        return max(set(names), key=names.count)
    words = re.findall(r"[^\W\d_]+", sample)
    counts = {code: sum(w in set(common.split()) for w in words) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(2, len(words) * 0.05) else ""
