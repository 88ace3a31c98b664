"""The vendor's client, made so that nothing it does surprises: no redirects, no proxies, no retries, no tracing."""

from __future__ import annotations

import ssl
import threading
from functools import cache
from importlib import import_module
from typing import Any

from facilitator.language.faults import FaultKind, ModelFault, fault_of_status

_NEVER = 3_600.0
"""Seconds after which the client itself would give up: the deadline always comes first."""
_LAZY = ("langchain_core.tracers.langchain", "langsmith", "openai.lib._parsing", "openai.resources.chat")
"""What the client imports at its first call: it would cost that call a part of its deadline."""


class Connection:
    """One client for one model at one endpoint; opened at the first use, and again after it was closed."""

    def __init__(self, *, base_url: str, model: str, key: str) -> None:
        self._base_url = base_url
        self._model = model
        self._key = key or "none"  # endpoints without keys take any
        self._opening = threading.RLock()
        self._client: Any = None  # httpx2.AsyncClient
        self._chat: Any = None  # ChatOpenAI, imported late: it takes over a second

    def chat(self) -> Any:  # ChatOpenAI: only the endpoint's own file calls it
        """The client, ready."""
        with self._opening:
            return self._chat or self._open()

    async def models(self) -> Any:  # a vendor's JSON
        """What the endpoint says of its models."""
        return (await self._listed()).json()

    async def reached(self) -> None:
        """Raises the ModelFault that stands in the way; an endpoint without a list of models is one that answers."""
        import httpx2

        try:
            response = await self._listed()
        except httpx2.TransportError:
            raise ModelFault(FaultKind.UNREACHABLE) from None
        if response.status_code not in (200, 404, 405, 501):
            raise fault_of_status(response)

    async def close(self) -> None:
        """Lets go of every connection."""
        with self._opening:
            client, self._client, self._chat = self._client, None, None
        if client is not None:
            await client.aclose()

    async def _listed(self) -> Any:  # httpx2.Response
        return await self._http().get(f"{self._base_url.rstrip('/')}/models", headers={"Authorization": f"Bearer {self._key}"})

    def _open(self) -> Any:
        for lazy in _LAZY:
            import_module(lazy)
        from langchain_openai import ChatOpenAI

        chat = ChatOpenAI(
            base_url=self._base_url,
            api_key=self._key,
            model=self._model,
            openai_proxy="",
            max_retries=0,
            timeout=_NEVER,
            use_responses_api=False,
            output_version="v0",
            disable_streaming=True,
            http_client=_sync_client(),
            http_async_client=self._http(),
        )
        client = chat.root_async_client
        client.organization = client.project = None  # taken from the host's environment otherwise, whatever the endpoint
        self._chat = chat
        return chat

    def _http(self) -> Any:
        with self._opening:
            if self._client is None:
                import httpx2

                from facilitator.language.streaming import Collecting

                # a proxy from the environment would read every brief
                limits = httpx2.Limits(max_connections=None, max_keepalive_connections=64)
                transport = Collecting(httpx2.AsyncHTTPTransport(verify=_trust(), trust_env=False, limits=limits))
                # a redirect would carry the whole brief to another host
                self._client = httpx2.AsyncClient(follow_redirects=False, trust_env=False, transport=transport, timeout=_NEVER)
            return self._client


def _sync_client() -> Any:  # httpx2.Client: never used, but the default one would follow redirects
    import httpx2

    return httpx2.Client(follow_redirects=False, trust_env=False, verify=_trust())


@cache
def _trust() -> ssl.SSLContext:
    """The machine's certificates, read once."""
    import httpx2

    made: ssl.SSLContext = httpx2.create_ssl_context()
    return made
