"""Tokens prove who somebody is, and nothing else does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import MissingPart
from runtime.library.users import LOCAL_USER_ID, User, UserRole
from runtime.secret import Secret
from server.identity import LOCAL, Caller, Doorkeeper, NotAllowed
from server.settings import Auth, BadSetting, load_settings
from server.tokens import (
    SECRET_FILE,
    USER_NAME,
    Claims,
    SignInNeeded,
    kept_secret,
    sign,
    verify,
)

pytestmark = pytest.mark.unit

SECRET = Secret("k" * 40)
CLAIMS = Claims(name="ada@example.org", role=UserRole.recruiter, expires_at=2_000)
GOOD = sign(CLAIMS, SECRET)


@given(st.from_regex(USER_NAME, fullmatch=True), st.sampled_from(UserRole), st.integers(1, 2**40))
def test_what_was_signed_is_read_back(name: str, role: UserRole, expires_at: int) -> None:
    claims = Claims(name=name, role=role, expires_at=expires_at)
    assert verify(sign(claims, SECRET), SECRET, now_s=expires_at - 1) == claims


@pytest.mark.parametrize(
    "token",
    [
        "",
        "viva1",
        "viva1..",
        GOOD[:-1],
        GOOD + "A",
        GOOD.replace("viva1", "viva2"),
        "é" + GOOD,
        "viva1." + "A" * 5000,
        sign(CLAIMS, Secret("q" * 40)),
        GOOD.split(".")[0] + "." + sign(CLAIMS, Secret("q" * 40)).split(".", 1)[1],
    ],
)
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(SignInNeeded, match="viva token"):
        verify(token, SECRET, now_s=0)


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="ascii"))
def test_no_single_change_survives(place: int, character: str) -> None:
    changed = GOOD[:place] + character + GOOD[place + 1 :]
    if changed == GOOD:
        return
    with pytest.raises(SignInNeeded):
        verify(changed, SECRET, now_s=0)


def test_a_token_expires() -> None:
    assert verify(GOOD, SECRET, now_s=1_999)
    with pytest.raises(SignInNeeded, match="expired"):
        verify(GOOD, SECRET, now_s=2_000)


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    home = tmp_path / "state"
    first = kept_secret(home)
    assert kept_secret(home) == first
    assert (home / SECRET_FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == [SECRET_FILE]
    assert kept_secret(tmp_path / "other") != first


def test_a_damaged_secret_is_not_used(tmp_path: Path) -> None:
    (tmp_path / SECRET_FILE).write_text("short\n")
    with pytest.raises(MissingPart, match="damaged"):
        kept_secret(tmp_path)


class KnownUsers:
    """Only what a doorkeeper needs of a user repository."""

    async def add(self, user: User) -> User:
        return User(user_id=f"id of {user.name}", name=user.name, role=user.role)


def door(auth: Auth, secret: Secret | None) -> Doorkeeper:
    return Doorkeeper(auth, secret, KnownUsers(), now_s=lambda: 1_000.0)


async def test_an_open_server_knows_one_user() -> None:
    for headers in ({}, {"authorization": "Bearer nonsense"}):
        caller = await door(Auth.open, None).caller(headers)
        assert caller == Caller(name=LOCAL, role=UserRole.admin, user_id=LOCAL_USER_ID)


def closed() -> tuple[Doorkeeper, str]:
    far = Claims(name="ada", role=UserRole.candidate, expires_at=2**40)
    return door(Auth.required, SECRET), sign(far, SECRET)


@pytest.mark.parametrize(
    "headers",
    [
        lambda token: {"authorization": f"Bearer {token}"},
        lambda token: {"authorization": f"bearer   {token}"},
        lambda token: {"sec-websocket-protocol": f"viva.turns, viva.token.{token}"},
    ],
)
async def test_a_token_names_its_user(headers: Callable[[str], dict[str, str]]) -> None:
    keeper, token = closed()
    caller = await keeper.caller(headers(token))
    assert caller == Caller(name="ada", role=UserRole.candidate, user_id="id of ada")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Basic YWRhOnB3"},
        {"authorization": "Bearer"},
        {"sec-websocket-protocol": "viva.turns"},
    ],
)
async def test_without_a_token_nobody_comes_in(headers: dict[str, str]) -> None:
    keeper, _ = closed()
    with pytest.raises(SignInNeeded, match="viva token"):
        await keeper.caller(headers)


def test_roles_include_the_ones_before() -> None:
    for rank, role in enumerate(UserRole):
        for other_rank, other in enumerate(UserRole):
            caller = Caller(name="x", role=role)
            if rank >= other_rank:
                caller.must_be(other)
            else:
                with pytest.raises(NotAllowed, match=f"needs the role {other}"):
                    caller.must_be(other)


def test_settings_of_identity() -> None:
    assert load_settings({}).auth is Auth.open
    assert load_settings({"VIVA_AUTH": "Required"}).auth is Auth.required
    with pytest.raises(BadSetting, match="VIVA_AUTH"):
        load_settings({"VIVA_AUTH": "closed"})
    with pytest.raises(BadSetting, match="VIVA_SECRET"):
        load_settings({"VIVA_SECRET": "too short"})
    assert "xxxx" not in repr(load_settings({"VIVA_SECRET": "x" * 40}))
