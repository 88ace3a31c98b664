"""May a file go into the library as a reflection? Only when it says that it is anonymised, and reads as if it were."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.anonymising import Anonymiser
from facilitator.domain.anonymised import EntityType
from facilitator.library.extracting.limits import Refused

MARKS = ("anonymised", "invented")
"""Either in the front matter, with "true", says that nobody's own words are in the file."""
_SAYS_LITTLE = frozenset({EntityType.AGE, EntityType.DATE, EntityType.INVISIBLE})


def refuse_raw(meta: Mapping[str, object], text: str) -> None:
    """Raises Refused for a reflection as its author wrote it. The reason names kinds of words, never the words: it may be read over a shoulder."""
    if not any(str(meta.get(mark, "")).strip().lower() in ("true", "yes") for mark in MARKS):
        raise Refused(
            "It is a reflection, and nothing in it says that it was anonymised. A reflection is shared by its author on its own page. For one that was anonymised by hand, "
            "and that its author agreed to share, write 'anonymised: true' into its front matter (or 'invented: true' when nobody wrote it)."
        )
    found = [one.type for one in Anonymiser().anonymise(f"{meta.get('title', '')}\n\n{text}".strip()).replaced if one.type not in _SAYS_LITTLE]
    if found:
        kinds = ", ".join(sorted({kind.value.replace("_", " ") for kind in found}))
        raise Refused(f"It says it was anonymised, and {len(found)} of its words or phrases still seem to point to somebody ({kinds}). See which with: facilitator anonymise. Put something more general there.")
