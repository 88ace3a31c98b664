"""Every setting, from the environment or a .env file. An unknown FACILITATOR_ name is refused."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from facilitator.errors import UnknownSetting

PREFIX = "FACILITATOR_"
ENV_FILE = ".env"


@dataclass(frozen=True)
class ModelEndpoint:
    """Where one model is asked."""

    url: str
    name: str
    key: SecretStr
    pseudonyms: bool


class Settings(BaseSettings):
    """What an operator may set; owners cannot."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=None, extra="forbid", frozen=True)

    data: Path = Field(default=Path("data"), description="folder for the index, the database and caches")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty means SQLite in the data folder")
    vectors: str = Field(default="chroma", description="where the vectors of a large library live: chroma (in the data folder), chroma+http://HOST:PORT (Chroma's server) or pgvector (in the database of FACILITATOR_DATABASE_URL)")
    model_url: str = Field(default="", description="base URL of an OpenAI-compatible endpoint; empty means the embedded writer")
    model_name: str = Field(default="", description="the model's name at that endpoint")
    model_key: SecretStr = Field(default=SecretStr(""), description="its key")
    model_deadline: float = Field(default=20.0, gt=0, le=600, description="seconds for one output somebody waits for, everything included")
    model_job_deadline: float = Field(default=120.0, gt=0, le=3_600, description="seconds for one output that is one of many, as with --jsonl")
    model_pseudonyms: bool = Field(default=True, description="replace names before anything is sent to the endpoint")
    model_at_once: int = Field(default=16, ge=1, le=1_000, description="calls made to one endpoint at the same time; whoever comes on top gets the embedded writer at once")
    model_tokens_a_day: int = Field(default=0, ge=0, description="tokens the models may use for one programme in a day, sent and received; 0 means no limit; when they are used up the embedded writer goes on")
    model_2_url: str = Field(default="", description="base URL of a second endpoint, asked when the first gives nothing")
    model_2_name: str = Field(default="", description="the model's name there")
    model_2_key: SecretStr = Field(default=SecretStr(""), description="its key")
    model_2_pseudonyms: bool = Field(default=True, description="replace names before anything is sent there")
    judge: Literal["off", "on"] = Field(default="off", description="ask the endpoint for a second opinion")
    embedder: str = Field(default="minilm", description="what the library finds by: minilm (on this machine), or MODEL@URL of an OpenAI-compatible endpoint, which then is sent every document and everything that is looked for")
    embedder_key: SecretStr = Field(default=SecretStr(""), description="the key of that endpoint")
    k: int = Field(default=5, ge=3, le=100, description="smallest group that is ever shown")
    host: str = Field(default="127.0.0.1", description="address to serve on; this machine only until people can sign in")
    port: int = Field(default=8000, ge=0, le=65535, description="port to serve on; 0 takes a free one")

    try_out: bool = Field(default=True, description="whether this machine may be used without an account; always off with an address")
    address: str = Field(default="", description="the https address people reach this server by, behind a proxy that holds the certificate; empty serves this machine only")

    mail_server: SecretStr = Field(default=SecretStr(""), description="smtp:// or smtps:// address of a mail server for links; empty means links are copied")
    mail_from: str = Field(default="", description="the address messages come from")

    oidc_issuer: str = Field(default="", description="issuer of your organisation's sign-in (OpenID Connect); empty means people sign in with passwords only")
    oidc_client: str = Field(default="", description="the client id this server has there")
    oidc_secret_file: Path | None = Field(default=None, description="a file that holds the client secret and nothing else")
    oidc_name: str = Field(default="", max_length=60, description="what the button calls it; empty means the host of the issuer")

    @field_validator("oidc_issuer")
    @classmethod
    def _known_issuer(cls, value: str) -> str:
        if value and not re.fullmatch(r"https://[^\s?#@]+|http://(?:localhost|127\.0\.0\.1)(?::\d+)?(?:/[^\s?#@]*)?", value):
            raise ValueError("it has to be the https:// address that the provider names as its issuer")
        return value

    @field_validator("mail_server")
    @classmethod
    def _known_mail(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not re.fullmatch(r"smtps?://(?:[^/?#\s@]*@)?[A-Za-z0-9.:-]+/?", value.get_secret_value()):
            raise ValueError("it has to be smtp://NAME:PASSWORD@HOST:PORT or smtps://…")
        return value

    @field_validator("address")
    @classmethod
    def _https(cls, value: str) -> str:
        if value and not re.fullmatch(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?/?", value.lower()):
            raise ValueError("it has to be https:// and a host name, and nothing after it")
        return value.lower().rstrip("/")

    @field_validator("vectors")
    @classmethod
    def _known_vectors(cls, value: str, info: ValidationInfo) -> str:
        if value not in ("chroma", "pgvector") and not re.fullmatch(r"chroma\+https?://[A-Za-z0-9.-]+:\d{1,5}/?", value):
            raise ValueError("possible are 'chroma', 'chroma+http://HOST:PORT' and 'pgvector'")
        if value == "pgvector" and not str(info.data.get("database_url", "")).startswith("postgresql"):
            raise ValueError("it needs FACILITATOR_DATABASE_URL to be postgresql+psycopg://…")
        return value

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, value: str) -> str:
        if value != "minilm" and not re.fullmatch(r"[^@\s]+@https?://[^\s@?#]+", value):
            raise ValueError("possible are 'minilm' and MODEL@https://HOST/v1")
        return value

    @property
    def lets_visitors_in(self) -> bool:
        """Behind an address, a request from afar looks like one from here: then nobody comes in without an account."""
        return self.try_out and not self.address

    @property
    def embedder_host(self) -> str:
        """Where the library's embedder is asked; empty when it is on this machine."""
        return urlsplit(self.embedder.partition("@")[2]).hostname or ""

    @property
    def sends_mail(self) -> bool:
        return bool(self.mail_server.get_secret_value() and self.mail_from)

    @property
    def has_model(self) -> bool:
        return bool(self.model_name and self.model_url)

    @property
    def endpoints(self) -> tuple[ModelEndpoint, ...]:
        """The model endpoints in the order in which they are asked."""
        given = (
            ModelEndpoint(self.model_url, self.model_name, self.model_key, self.model_pseudonyms),
            ModelEndpoint(self.model_2_url, self.model_2_name, self.model_2_key, self.model_2_pseudonyms),
        )
        return tuple(endpoint for endpoint in given if endpoint.url and endpoint.name) if self.has_model else ()

    def effective(self) -> dict[str, str]:
        """Every setting as text, secrets hidden: what ``doctor`` prints."""
        return {PREFIX + name.upper(): ("(set, hidden)" if value.get_secret_value() else "(not set)") if isinstance(value, SecretStr) else str(value) for name, value in self}


def load(*, data: Path | None = None) -> Settings:
    """The settings in force; raises UnknownSetting naming the setting and what was possible."""
    given = {**_from_file(Path(ENV_FILE)), **{k: v for k, v in os.environ.items() if k.upper().startswith(PREFIX)}}
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in given:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise UnknownSetting(f"There is no setting {name}.", remedy=f"Known are: {', '.join(sorted(known))}.")
    values: dict[str, object] = {k.upper().removeprefix(PREFIX).lower(): v for k, v in given.items() if k.upper().startswith(PREFIX)}
    if data is not None:
        values["data"] = data
    if values.get("model_name") and not values.get("model_url"):
        # the names the OpenAI client itself reads are honoured once a model is named
        values["model_url"] = os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1"
    if values.get("model_name") and not values.get("model_key"):
        values["model_key"] = os.environ.get("OPENAI_API_KEY", "")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        name = PREFIX + str(problem["loc"][0]).upper() if problem["loc"] else "a setting"
        # a secret that does not fit is still a secret
        is_secret = bool(problem["loc"]) and Settings.model_fields[str(problem["loc"][0])].annotation is SecretStr
        given_value = "what is given" if is_secret else repr(problem.get("input"))
        raise UnknownSetting(f"{name} cannot be {given_value}: {problem['msg']}.", remedy="Change or unset it.") from None


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, mark, value = line.strip().removeprefix("export ").partition("=")
        if mark and not name.startswith("#"):
            found[name.strip()] = value.strip().strip("\"'")
    return {k: v for k, v in found.items() if k.upper().startswith(PREFIX)}
