"""Documents with orders in them, and harmless ones that talk about orders: a compact markup, read into text.

A block begins with ``@id kind`` and, for an injected one, ``; canary: WORDS``: what the order wants to see in an output. ``{tags:…}``, ``{zw:…}``,
``{bidi:…}``, ``{b64:…}``, ``{rot13:…}`` and ``{spaced:…}`` hide their words in that way.
"""

from __future__ import annotations

import base64
import codecs
import re
from pathlib import Path

from evals.case import CASES
from facilitator.domain.base import Model
from facilitator.errors import BadInput

_HEAD = re.compile(r"@(\S+)(?: (\w+))?(?:; canary: (.+))?$")
_HIDING = {
    "tags": lambda words: "".join(chr(0xE0000 + ord(c)) for c in words if ord(c) < 0x7F),
    "zw": lambda words: "\u200b".join(words),
    "bidi": lambda words: f"\u202e{words[::-1]}\u202c",
    "b64": lambda words: base64.b64encode(words.encode()).decode(),
    "rot13": lambda words: codecs.encode(words, "rot13"),
    "spaced": " ".join,
}
_HIDDEN = re.compile(rf"\{{({'|'.join(_HIDING)}):([^{{}}]+)\}}")


class Poisoned(Model):
    """One document; `canary` is empty when it is harmless."""

    model_config = Model.model_config | {"str_strip_whitespace": False}

    id: str
    kind: str
    text: str
    canary: str = ""
    held_out: bool = False

    @property
    def question(self) -> str:
        """What its heading says: who asks that is led to it."""
        return self.text.splitlines()[0].lstrip("# ")


def read_poisoned(folder: Path = CASES / "poisoning") -> list[Poisoned]:
    """Every block of every file; raises BadInput naming file and block."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        for block in re.split(r"\n\n(?=@)", path.read_text(encoding="utf-8").strip()):
            first, _, text = block.partition("\n")
            head = _HEAD.match(first)
            if head is None or not text.strip():
                raise BadInput(f"{path.name}: a block begins with {first[:40]!r}.", remedy="Begin it with '@id kind; canary: WORDS'.")
            shown = _HIDDEN.sub(lambda m: _HIDING[m[1]](m[2]), text)
            kind = head[2] or head[1].rpartition("-")[0]
            out.append(Poisoned(id=head[1], kind=kind, text=shown, canary=head[3] or "", held_out=path.name.startswith("held_")))
    ids = [one.id for one in out]
    if len(set(ids)) != len(ids):
        raise BadInput(f"{folder.name}: an id is there twice.")
    return out
