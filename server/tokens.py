"""Signed tokens: who somebody is, proven by the server's secret alone.

A token is `viva1.<claims>.<signature>`: the claims as JSON and their HMAC-SHA256, both in URL-safe
base64 without padding. There is no list of tokens, so one can't be taken back before it expires;
a new secret ends all of them.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from runtime.errors import ClientError, MissingPart
from runtime.library.users import UserRole
from runtime.secret import Secret

PREFIX = "viva1"
USER_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._@+-]{0,98}[A-Za-z0-9])?")
"""Names of users: an e-mail address fits."""
TOKEN_MAX_CHARS = 1000
SECRET_BYTES = 32
SECRET_FILE = "token-secret"


class SignInNeeded(ClientError):
    """No token, or one that proves nothing; the text says what to do."""

    code = "sign_in_needed"


class Claims(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a token states."""

    name: str
    role: UserRole
    expires_at: int
    """Seconds since 1970."""


def sign(claims: Claims, secret: Secret) -> str:
    """The token for these claims."""
    body = f"{PREFIX}.{_encoded(msgspec.json.encode(claims))}"
    return f"{body}.{_encoded(_signature(body, secret))}"


def verify(token: str, secret: Secret, *, now_s: float) -> Claims:
    """The claims of a token that was signed with `secret` and has not expired.

    Raises SignInNeeded; the text doesn't tell a forged token from a broken one.
    """
    body, _, signature = token.rpartition(".")
    good = len(token) <= TOKEN_MAX_CHARS and body.startswith(f"{PREFIX}.") and token.isascii()
    if not good or not hmac.compare_digest(_encoded(_signature(body, secret)), signature):
        raise SignInNeeded(
            "This token is not valid on this server. Make one with `viva token --user NAME` "
            "where the server runs."
        )
    try:
        claims = msgspec.json.decode(_decoded(body.partition(".")[2]), type=Claims)
    except (msgspec.DecodeError, binascii.Error):
        raise SignInNeeded("This token is of another version; make a new one.") from None
    if claims.expires_at <= now_s:
        raise SignInNeeded("This token has expired; make a new one with `viva token`.")
    return claims


def kept_secret(home: Path) -> Secret:
    """The secret that lies in the state folder; made by whoever needs it first.

    Raises MissingPart: the folder can't be written, or the file was tampered with.
    """
    file = home / SECRET_FILE
    try:
        if not file.exists():
            _make(file)
        value = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as failure:
        raise MissingPart(
            f"The secret for tokens can't be kept in {file}: {type(failure).__name__}. "
            "Set VIVA_SECRET, or let this user write to the folder."
        ) from None
    if len(value) < SECRET_BYTES:
        raise MissingPart(f"{file} is damaged; remove it, and all tokens have to be made anew.")
    return Secret(value)


def _make(file: Path) -> None:
    """Write the whole file under another name first: two processes may come at once."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{SECRET_FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, f"{secrets.token_urlsafe(SECRET_BYTES)}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _signature(body: str, secret: Secret) -> bytes:
    return hmac.new(secret.reveal().encode(), body.encode(), hashlib.sha256).digest()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
