"""Keys are read once and shown nowhere."""

import json
import logging
import pickle

import msgspec
import pytest

from runtime.providers.failure import Reason, VendorFailed, from_error, from_status
from runtime.secret import Secret
from server.settings import BadSetting, load_settings

pytestmark = pytest.mark.unit

KEY = "sk-never-to-be-seen-7f3a"
ENVIRONMENT = {
    "DEEPGRAM_API_KEY": KEY,
    "ELEVENLABS_API_KEY": f" {KEY}\n",
    "ELEVENLABS_VOICE_ID": "someone",
    "ANTHROPIC_API_KEY": KEY,
    "ANTHROPIC_MODEL": "claude-sonnet-5",
    "OPENAI_BASE_URL": "http://127.0.0.1:9000/v1",
}


def test_settings_hold_keys_that_no_repr_shows(caplog: pytest.LogCaptureFixture) -> None:
    settings = load_settings(ENVIRONMENT)
    caplog.set_level(logging.DEBUG)
    logging.getLogger().info("settings %s %r", settings, msgspec.structs.asdict(settings.accounts))
    shown = f"{settings!r} {settings} {msgspec.structs.asdict(settings)} {caplog.text}"
    assert KEY not in shown
    assert settings.accounts.deepgram.api_key == Secret(KEY)
    assert settings.accounts.elevenlabs.api_key == Secret(KEY), "spaces and line ends don't count"


def test_a_key_leaves_neither_as_json_nor_as_a_pickle() -> None:
    for encode in (msgspec.json.encode, json.dumps, pickle.dumps):
        with pytest.raises(TypeError):
            encode({"key": Secret(KEY)})


def test_what_is_not_set_keeps_its_default() -> None:
    accounts = load_settings(ENVIRONMENT).accounts
    assert accounts.anthropic.model == "claude-sonnet-5"
    assert accounts.elevenlabs.voice_id == "someone"
    assert accounts.openai.model == "gpt-4.1"
    assert accounts.openai.usable, "a server of one's own may want no key"
    assert accounts.deepgram.base_url is None
    none = load_settings({}).accounts
    for account in (none.deepgram, none.elevenlabs, none.anthropic, none.openai):
        assert not account.usable


def test_an_address_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(BadSetting, match="DEEPGRAM_BASE_URL"):
        load_settings({"DEEPGRAM_BASE_URL": "127.0.0.1:9000"})


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.key_refused),
        (402, Reason.rate_limited),
        (403, Reason.key_refused),
        (404, Reason.refused),
        (422, Reason.refused),
        (429, Reason.rate_limited),
        (500, Reason.broken),
        (502, Reason.broken),
        (503, Reason.overloaded),
        (529, Reason.overloaded),
        (200, Reason.garbled),
    ],
)
def test_each_status_has_a_reason(status: int, reason: Reason) -> None:
    assert from_status("Vendor", status).reason is reason


def test_nothing_of_an_sdk_s_error_is_taken_over() -> None:
    error = RuntimeError(f"headers: {{'Authorization': '{KEY}'}}, body: the candidate said so")
    failure = from_error("Vendor", error)
    assert str(failure) == "Vendor answered with something unreadable."
    assert failure.reason is Reason.garbled
    assert isinstance(failure, VendorFailed)
