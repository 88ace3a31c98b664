"""Markdown with front matter → Guidance."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import yaml
from pydantic import ValidationError

from facilitator.domain.guidance import Guidance
from facilitator.errors import BadInput

_KNOWN = {"title", "audience", "source", "licence", "reviewed", "situations", "kind"}


def read_guidance(path: Path) -> Guidance:
    """The Guidance in a file; raises BadInput naming the file and the field."""
    try:
        post = frontmatter.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not UTF-8 text.", remedy="Save it as UTF-8 and add it again.") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise BadInput(f"{path.name}, line {line}: the front matter is not valid YAML.", remedy="Mend it and add it again.") from None
    unknown = sorted(set(post.metadata) - _KNOWN)
    if unknown:
        raise BadInput(f"{path.name}: unknown front matter {unknown[0]!r}.", remedy=f"Known are: {', '.join(sorted(_KNOWN))}.")
    meta = {key: (value if isinstance(value, (list, str)) else str(value)) for key, value in post.metadata.items()}
    try:
        return Guidance.model_validate({"title": path.stem.replace("-", " ").capitalize(), **meta, "name": path.stem, "text": post.content})
    except ValidationError as error:
        problem = error.errors()[0]
        raise BadInput(f"{path.name}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}.") from None


def read_folder(folder: Path) -> tuple[Guidance, ...]:
    """Every Markdown file of a folder, by name."""
    return tuple(read_guidance(path) for path in sorted(folder.glob("*.md")) if path.name != "README.md")
