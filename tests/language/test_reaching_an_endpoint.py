"""Before anybody needs it: does the endpoint answer, and if not, what has to be mended?"""

from __future__ import annotations

import socket

import pytest
from pydantic import SecretStr

from facilitator.settings import ModelEndpoint
from facilitator.wiring import reached
from tests.endpoint import ScriptedEndpoint


def at(url: str) -> ModelEndpoint:
    return ModelEndpoint(url=url, name="tiny", key=SecretStr("secret-key"), pseudonyms=True)


@pytest.mark.parametrize("models", [None, {"data": [{"id": "tiny"}]}])
def test_one_that_answers_is_reached_whether_or_not_it_lists_its_models_and_nothing_is_written(models: dict[str, object] | None) -> None:
    with ScriptedEndpoint(models=models) as endpoint:
        assert reached(at(endpoint.url)) is None
        assert [path for path, _, _ in endpoint.seen] == ["/v1/models"]


def test_one_that_nobody_serves_is_said_with_a_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        problem = reached(at(f"http://127.0.0.1:{taken.getsockname()[1]}/v1"))

    assert problem is not None
    assert "could not be reached" in problem.message
    assert "FACILITATOR_MODEL_URL" in problem.remedy
