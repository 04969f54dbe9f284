"""Every setting, read from the environment once; the only module that reads it."""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from runtime.errors import VivaError
from runtime.ice import IceServer, read_ice_server
from runtime.providers import pipecat_spec
from runtime.providers.accounts import (
    Accounts,
    AnthropicAccount,
    DeepgramAccount,
    ElevenLabsAccount,
    OpenAiAccount,
)
from runtime.secret import Secret
from runtime.speculation import Speculating
from server.apify import OWN_URL, ApifyAccount

SECRET_MIN_CHARS = 32
VOICES = ("voice_id", "voice_id_male", "voice_id_second_male")
Number = TypeVar("Number", int, float)


class BadSetting(VivaError):
    """An environment variable holds something that can't be used."""

    code = "bad_setting"


class RunCode(StrEnum):
    """Whether the evaluation runs code that candidates hand in (C-54)."""

    off = "off"
    sandbox = "sandbox"


class Auth(StrEnum):
    """Whether callers must say who they are."""

    open = "open"
    """Nobody must: everything belongs to the user `local`, who is admin."""
    required = "required"
    """Everybody must, with a signed token."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Defaults run everything on this machine; the README's table lists the variables."""

    home: Path
    """`VIVA_HOME`: the one folder that holds all state."""
    host: str = "127.0.0.1"
    """`VIVA_HOST`"""
    port: int = 8000
    """`VIVA_PORT`"""
    database_url: str | None = None
    """`DATABASE_URL`: your Postgres (with pgvector) instead of the embedded one."""
    redis_url: str | None = None
    """`REDIS_URL`: your Redis or Valkey instead of the embedded one."""
    stt: str = "auto"
    """`VIVA_STT`: auto (Deepgram with a key), deepgram, moonshine, scripted, none, or any
    recogniser of pipecat's (`pipecat:…`, as all three; see docs/vendors.md)."""
    tts: str = "auto"
    """`VIVA_TTS`: auto (ElevenLabs with a key), elevenlabs, kokoro, piper, say, flite, espeak,
    scripted, none."""
    llm: str = "auto"
    """`VIVA_LLM`: auto (Anthropic or OpenAI with a key), anthropic, openai, none."""
    max_sessions: int = 16
    """`VIVA_MAX_SESSIONS`: live sessions this process takes before the waiting room."""
    allowed_origins: tuple[str, ...] = ()
    """`VIVA_ALLOWED_ORIGINS`: comma separated; the server's own origin is always allowed."""
    auth: Auth = Auth.open
    """`VIVA_AUTH`: open, or required: each request names its user by a token of `viva token`."""
    secret: Secret | None = None
    """`VIVA_SECRET`: signs tokens; left out, one is kept in the state folder."""
    speculation: Speculating = Speculating.on
    """`VIVA_SPECULATION`: when a reply is prepared."""
    reconnect_grace_s: float = 900.0
    """`VIVA_RECONNECT_GRACE_S`: how long a lost client may take to come back."""
    accounts: Accounts = Accounts()
    """Vendors: `DEEPGRAM_API_KEY`, `DEEPGRAM_BASE_URL`, `DEEPGRAM_MODEL`, and the same for
    `ELEVENLABS_`, `ANTHROPIC_` and `OPENAI_`; `ELEVENLABS_VOICE_ID`."""
    apify: ApifyAccount = ApifyAccount()
    """`APIFY_TOKEN`, `APIFY_ACTOR`, `APIFY_BASE_URL`: the scraper of posts about interviews."""
    log_level: str = "info"
    """`VIVA_LOG_LEVEL`"""
    run_code: RunCode = RunCode.off
    """`VIVA_RUN_CODE`: off (code is read), or sandbox (the evaluation runs it with its test)."""
    fixed_silence_ms: float | None = None
    """`VIVA_FIXED_SILENCE_MS`: ends every answer after so much silence, without votes or patience;
    to compare with other systems, never for people. 100 to 5000."""
    ice_servers: tuple[IceServer, ...] = ()
    """`VIVA_ICE_SERVERS`: comma separated `stun:host:port`, `turn:user:password@host:port`, for
    WebRTC beyond the local network."""


def default_home() -> Path:
    """Where state goes when nobody says: a folder of the user's, or of the system for root."""
    if os.geteuid() == 0:
        return Path("/var/lib/viva")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "viva"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "viva"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process environment).

    Raises:
        BadSetting: a value is not of its kind; the text names the variable and what it wants.
    """
    env = os.environ if environ is None else environ

    def number(name: str, kind: type[Number], default: Number, low: Number, high: Number) -> Number:
        raw = env.get(name, "").strip()
        if not raw:
            return default
        try:
            value = kind(raw)
        except ValueError:
            raise BadSetting(f"{name} must be a number, not {raw!r}") from None
        if not low <= value <= high:
            raise BadSetting(f"{name} must be between {low} and {high}, not {raw}")
        return value

    def listed(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in env.get(name, "").split(",") if part.strip())

    def ice_servers() -> tuple[IceServer, ...]:
        try:
            return tuple(map(read_ice_server, listed("VIVA_ICE_SERVERS")))
        except ValueError as fault:
            raise BadSetting(f"VIVA_ICE_SERVERS: {fault}") from None

    def account(prefix: str) -> dict[str, Any]:
        """What is set of a vendor; what is not keeps its default."""
        given = {
            field: env.get(f"{prefix}_{field.upper()}", "").strip()
            for field in ("api_key", "base_url", "model", *VOICES)
        }
        url = given["base_url"]
        if url and not url.startswith(("http://", "https://")):
            raise BadSetting(f"{prefix}_BASE_URL must begin with http:// or https://")
        return {
            field: Secret(value) if field == "api_key" else value
            for field, value in given.items()
            if value and (field not in VOICES or prefix == "ELEVENLABS")
        }

    speculation = env.get("VIVA_SPECULATION", "").strip().lower() or Speculating.on.value
    if speculation not in Speculating.__members__:
        raise BadSetting(f"VIVA_SPECULATION must be off, on or eager, not {speculation!r}")
    run_code = env.get("VIVA_RUN_CODE", "").strip().lower() or RunCode.off.value
    if run_code not in RunCode.__members__:
        raise BadSetting(f"VIVA_RUN_CODE must be off or sandbox, not {run_code!r}")
    auth = env.get("VIVA_AUTH", "").strip().lower() or Auth.open.value
    if auth not in Auth.__members__:
        raise BadSetting(f"VIVA_AUTH must be open or required, not {auth!r}")
    secret = env.get("VIVA_SECRET", "").strip()
    if secret and len(secret) < SECRET_MIN_CHARS:
        raise BadSetting(f"VIVA_SECRET must have at least {SECRET_MIN_CHARS} characters")

    def choice(name: str) -> str:
        """A word; the names of pipecat's services keep their capitals."""
        raw = env.get(name, "").strip()
        return raw if pipecat_spec.named(raw) else raw.lower() or "auto"

    stt, tts, llm = choice("VIVA_STT"), choice("VIVA_TTS"), choice("VIVA_LLM")
    variables = {
        variable
        for kind in (stt, tts, llm)
        if pipecat_spec.named(kind)
        for variable in pipecat_spec.parse(kind).secrets.values()
    }
    home = env.get("VIVA_HOME", "").strip()
    return Settings(
        home=Path(home).expanduser().resolve() if home else default_home(),
        host=env.get("VIVA_HOST", "").strip() or "127.0.0.1",
        port=number("VIVA_PORT", int, 8000, 0, 65535),
        database_url=env.get("DATABASE_URL", "").strip() or None,
        redis_url=env.get("REDIS_URL", "").strip() or None,
        stt=stt,
        tts=tts,
        llm=llm,
        max_sessions=number("VIVA_MAX_SESSIONS", int, 16, 1, 1000),
        allowed_origins=listed("VIVA_ALLOWED_ORIGINS"),
        auth=Auth(auth),
        secret=Secret(secret) if secret else None,
        speculation=Speculating(speculation),
        reconnect_grace_s=number("VIVA_RECONNECT_GRACE_S", float, 900.0, 1.0, 86_400.0),
        accounts=Accounts(
            deepgram=DeepgramAccount(**account("DEEPGRAM")),
            elevenlabs=ElevenLabsAccount(**account("ELEVENLABS")),
            anthropic=AnthropicAccount(**account("ANTHROPIC")),
            openai=OpenAiAccount(**account("OPENAI")),
            secrets={name: Secret(env[name]) for name in variables if env.get(name, "").strip()},
        ),
        apify=ApifyAccount(
            token=Secret(token) if (token := env.get("APIFY_TOKEN", "").strip()) else None,
            actor=env.get("APIFY_ACTOR", "").strip(),
            base_url=env.get("APIFY_BASE_URL", "").strip() or OWN_URL,
        ),
        run_code=RunCode(run_code),
        log_level=env.get("VIVA_LOG_LEVEL", "").strip().lower() or "info",
        fixed_silence_ms=number("VIVA_FIXED_SILENCE_MS", float, 0.0, 100.0, 5000.0) or None,
        ice_servers=ice_servers(),
    )
