"""What the environment may say, and what is answered when it says something else."""

import pytest

from server.settings import BadSetting, Settings, load_settings

pytestmark = pytest.mark.unit


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = load_settings({})
    assert settings == Settings(home=settings.home)


@pytest.mark.parametrize(
    ("said", "meant"),
    [(None, "on"), ("", "on"), ("on", "on"), (" OFF ", "off"), ("Eager", "eager")],
)
def test_speculation_is_on_unless_something_else_is_said(said: str | None, meant: str) -> None:
    environment = {} if said is None else {"VIVA_SPECULATION": said}
    assert load_settings(environment).speculation == meant


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("VIVA_SPECULATION", "maybe", "off, on or eager"),
        ("VIVA_PORT", "http", "a number"),
        ("VIVA_PORT", "70000", "between 0 and 65535"),
        ("VIVA_MAX_SESSIONS", "0", "between 1 and 1000"),
        ("VIVA_RECONNECT_GRACE_S", "-1", "between"),
        ("VIVA_FIXED_SILENCE_MS", "20", "between"),
        ("VIVA_RUN_CODE", "yes", "off or sandbox"),
        ("DEEPGRAM_BASE_URL", "ftp://somewhere", "http"),
        ("VIVA_ICE_SERVERS", "stun:one.example,turn:two.example", "user:password"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str, wanted: str) -> None:
    with pytest.raises(BadSetting, match=wanted) as refused:
        load_settings({variable: value})
    assert variable in str(refused.value)
