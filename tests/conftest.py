"""The network is closed (this machine's own addresses excepted), models are loaded once, and a real Facilitator is at hand."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.checks.base import Check
from facilitator.facilitation import Facilitator
from facilitator.seams import Embedder, Reader
from facilitator.settings import Settings

ATTEMPTS: list[str] = []
"""Every address outside this machine that anything tried to reach, by name or by number."""


class NetworkClosed(OSError):
    """A test tried to leave this machine."""


def _is_here(host: object) -> bool:
    if not isinstance(host, str) or host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def _close_the_network() -> None:
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(real: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
                ATTEMPTS.append(str(address[0]))
                raise NetworkClosed(f"tests may not reach {address[0]}")
            return real(self, address)

        return call

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if not _is_here(name):
            ATTEMPTS.append(str(name))
            raise NetworkClosed(f"tests may not look up {name}")
        return resolve(host, *args, **kwargs)

    socket.socket.connect = guarded(connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded(connect_ex)  # type: ignore[method-assign]
    socket.getaddrinfo = getaddrinfo


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="also run the tests that talk to a real model endpoint")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--live"):
        _close_the_network()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        # on two cores: a file stays together, and so do those that share what is dear to make (every development brief written for)
        folder = item.path.parent.name
        item.add_marker(pytest.mark.xdist_group(folder if folder == "composer" else str(item.path)))
    if config.getoption("--live"):
        return
    skip = pytest.mark.skip(reason="needs a model endpoint: pytest --live")
    for item in items:
        if item.get_closest_marker("live"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The local model, loaded once."""
    from facilitator.encoders import local_embedder

    return local_embedder()


@pytest.fixture(scope="session")
def tone_reader() -> Reader:
    """The tuned encoder of the tone check, loaded once."""
    from facilitator.encoders import tone_reader

    return tone_reader()


@pytest.fixture(scope="session")
def answers_reader() -> Reader:
    """The tuned encoder of the answers check, loaded once."""
    from facilitator.encoders import answers_reader

    return answers_reader()


@pytest.fixture(scope="session")
def checks(embedder: Embedder, tone_reader: Reader, answers_reader: Reader) -> tuple[Check, ...]:
    """Every Check, as it serves."""
    from facilitator.checks import suite

    return suite(embedder, tone=tone_reader, answers=answers_reader)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this run's own."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def facilitator(data_folder: Path) -> Iterator[Facilitator]:
    """The real thing with the embedded writer, as ``make start`` builds it."""
    from facilitator.wiring import build

    built = build(Settings(data=data_folder))
    yield built
    built.close()
