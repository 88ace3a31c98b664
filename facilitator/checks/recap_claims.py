"""A recap's text as single claims, labels and evidence ids taken off."""

from __future__ import annotations

import re

from facilitator.domain.base import Model
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.turns import NOT_PEOPLE

_IDS = re.compile(r"\s*[\[(]\s*L\d+(?:\s*[,;-]\s*L?\d+)*\s*[\])]")
_LABEL = re.compile(r"^\s*(?:[-*•#]+\s*|\d+[.)]\s+)*(?:\*\*)?(?P<label>headline|summary|takeaways?|key (?:points|takeaways)|decisions?|decided|agreed|commitments?|actions?(?: items?)?|next steps?|open(?: questions?)?|questions?|credits?|follow[- ]?ups?|discussed|topics?)(?:\*\*)?\s*:(?:\*\*)?\s*", re.I)
_BULLET = re.compile(r"^\s*(?:[-*•#>]+|\d+[.)]|\[[ x]\])\s*")
_OWNED = re.compile(r"^(?P<who>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}|You|unassigned|Unassigned)\s*(?::|\s[-–]\s|\bto\b(?= [a-z]))\s*(?P<what>[a-z].+)$")


class Claim(Model):
    """One thing a recap says."""

    text: str
    """As a sentence, so that it can be compared."""
    written: str
    """As it stands in the recap."""
    label: str = ""
    owned: bool = False
    unassigned: bool = False


def claims_of(text: str) -> list[Claim]:
    """Every sentence that says something; headings and empty labels are none."""
    out: list[Claim] = []
    section = ""
    for row in text.split("\n"):
        row = _IDS.sub("", row).strip().replace("**", "")
        if not row:
            continue
        label = _LABEL.match(row)
        if label:
            row, here = row[label.end() :], label["label"].lower()
            if not row.strip():
                section = here
                continue
        else:
            here = section
        for sentence in (part.strip() for whole in sentences(_BULLET.sub("", row)) for part in re.split(r";\s+", whole) if part.strip()):
            owned = _OWNED.match(sentence)
            said = re.match(r'^([A-Z][\w\'-]+(?: [A-Z][\w\'-]+)?|You) (?:said|asked): "', sentence)
            if owned and not said and not NOT_PEOPLE.match(owned["who"]):
                who, what = owned["who"], re.sub(r"^(?:will|to) ", "", owned["what"])
                nobody = who.lower() == "unassigned"
                out.append(Claim(text=f"{'Someone' if nobody else who} will {what}", written=sentence, label=here, owned=True, unassigned=nobody))
            elif content_words(sentence):
                out.append(Claim(text=sentence, written=sentence, label=here))
    return out
