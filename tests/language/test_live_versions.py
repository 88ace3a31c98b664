"""What an owner made live is what the model is told, and the Draft says so."""

from __future__ import annotations

from types import MappingProxyType

from facilitator.domain.session import Kind
from facilitator.domain.template import Style
from facilitator.language.guarded import Guarded
from facilitator.language.relay import Relay
from facilitator.resources import shipped
from facilitator.templates.files import INSTRUCTIONS, fingerprint, read_templates
from tests.endpoint import ScriptedEndpoint, says
from tests.language.writing import BRIEF, HITS, ITEMS, a_writer, reply, sent

SHIPPED = read_templates(shipped("prompts"))


def test_the_live_version_with_its_settings_is_what_the_model_reads() -> None:
    files = MappingProxyType({**SHIPPED[Kind.STARTERS].files, INSTRUCTIONS: SHIPPED[Kind.STARTERS].files[INSTRUCTIONS].replace("## Output", "- Ask about one shift.\n\n## Output")})
    style = Style.model_validate({"register": "formal", "length": "short", "instead": [{"say": "upward mentoring", "for": "reverse mentoring"}], "avoid": ["synergy", "leverage"]})
    live = SHIPPED[Kind.STARTERS].model_copy(update={"files": files, "style": style, "fingerprint": fingerprint(files, style), "owned": True})

    with ScriptedEndpoint(says(reply(items=ITEMS))) as endpoint:
        writer = Relay(Guarded(a_writer(endpoint), at_once=4))
        draft = writer.following({Kind.STARTERS: live}).write(BRIEF, kind=Kind.STARTERS, passages=HITS)
        told = sent(endpoint)
        plain = writer.write(BRIEF, kind=Kind.STARTERS, passages=HITS)

        assert "- Ask about one shift." in told
        assert "A little more formal than usual" in told
        assert "two thirds of the words" in told
        assert 'Say "upward mentoring", not "reverse mentoring".' in told
        assert "Do not use these words: synergy, leverage." in told
        assert draft.template == f"starters@{live.fingerprint}"
        assert "Ask about one shift" not in sent(endpoint)
        assert plain.template == SHIPPED[Kind.STARTERS].version
