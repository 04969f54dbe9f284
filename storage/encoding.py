"""How structs become JSON in Postgres and Redis. Pure.

Postgres can't hold the character NUL, neither in text nor in jsonb. It is replaced by U+FFFD
wherever something is written, to Redis as well, so that both hold the same.
"""

import re

import msgspec

NUL_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")
"""The escape of a NUL, not the end of an escaped backslash followed by the text `u0000`."""
REPLACEMENT = "\ufffd"

_encoder = msgspec.json.Encoder()


def to_json(value: object) -> bytes:
    """JSON without NUL; times and enums as msgspec writes them."""
    encoded = _encoder.encode(value)
    if b"\\u0000" not in encoded:
        return encoded
    return NUL_ESCAPE.sub(rb"\1\\ufffd", encoded)


def to_jsonb(value: object) -> str:
    """The same as a str, which is how asyncpg takes jsonb."""
    return to_json(value).decode()


def without_nul(text: str) -> str:
    """Text as Postgres can hold it."""
    return text.replace("\0", REPLACEMENT)
