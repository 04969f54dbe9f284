"""The AsyncAPI document of the sockets, made from the wire structs.

`python -m server.asyncapi` writes it to docs/; a test keeps it up to date.
"""

import sys
import types
import typing
from pathlib import Path
from typing import Any

import msgspec

from runtime.turn_events import AnyTurnEvent
from server.app_version import VERSION
from server.wire import (
    AnyClientMessage,
    AnyReaderMessage,
    AnyServerMessage,
    ErrorMessage,
    Ping,
    Pong,
)

Message: typing.TypeAlias = type[msgspec.Struct]

PATH = Path(__file__).resolve().parent.parent / "docs" / "asyncapi.json"
BINARY_AUDIO = {
    "name": "audio",
    "title": "Audio",
    "summary": "PCM16 mono little-endian samples at the agreed rate, any even number of bytes.",
    "contentType": "application/octet-stream",
    "payload": {"type": "string", "format": "binary"},
}
SESSION_ID = {"session_id": {"description": "Of `POST /api/v1/sessions`."}}


def document() -> dict[str, Any]:
    """The AsyncAPI 3.0 document."""
    media_in = _members(AnyClientMessage)
    media_out = _members(AnyServerMessage)
    turns_in: list[Message] = [*_members(AnyReaderMessage), Ping]
    turns_out: list[Message] = [*_members(AnyTurnEvent), Pong, ErrorMessage]
    structs: list[Message] = list(dict.fromkeys([*media_in, *media_out, *turns_in, *turns_out]))
    schemas, components = msgspec.json.schema_components(
        structs, ref_template="#/components/schemas/{name}"
    )
    messages = {
        _tag(struct): {
            "name": _tag(struct),
            "title": struct.__name__,
            "summary": _summary(struct),
            "contentType": "application/json",
            "payload": schema,
        }
        for struct, schema in zip(structs, schemas, strict=True)
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Viva's sockets",
            "version": VERSION,
            "description": "Made from server/wire.py; docs/protocol.md explains it.",
        },
        "defaultContentType": "application/json",
        "channels": {
            "media": _channel(
                "/api/v1/sessions/{session_id}/media",
                "One candidate's connection: audio and messages both ways.",
                [*media_in, *media_out],
                audio=True,
            ),
            "turns": _channel(
                "/api/v1/sessions/{session_id}/turns",
                "The text of the turns for any number of readers; also as server-sent events.",
                [*turns_in, *turns_out],
                audio=False,
            ),
        },
        "operations": {
            "mediaFromClient": _operation("media", "receive", media_in, audio=True),
            "mediaToClient": _operation("media", "send", media_out, audio=True),
            "turnsFromReader": _operation("turns", "receive", turns_in, audio=False),
            "turnsToReader": _operation("turns", "send", turns_out, audio=False),
        },
        "components": {"messages": {**messages, "audio": BINARY_AUDIO}, "schemas": components},
    }


def rendered() -> str:
    """The document as it lies in docs/."""
    return msgspec.json.format(msgspec.json.encode(document()), indent=2).decode() + "\n"


def _members(union: Any) -> list[Message]:
    if isinstance(union, types.UnionType) or typing.get_origin(union) is typing.Union:
        return [member for part in typing.get_args(union) for member in _members(part)]
    return [union]


def _tag(struct: Message) -> str:
    return str(struct.__struct_config__.tag)


def _summary(struct: Message) -> str:
    return (struct.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")


def _channel(
    address: str, description: str, structs: list[Message], *, audio: bool
) -> dict[str, Any]:
    names = [_tag(struct) for struct in structs] + (["audio"] if audio else [])
    return {
        "address": address,
        "description": description,
        "parameters": SESSION_ID,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
        "bindings": {"ws": {"method": "GET"}},
    }


def _operation(channel: str, action: str, structs: list[Message], *, audio: bool) -> dict[str, Any]:
    names = [_tag(struct) for struct in structs] + (["audio"] if audio else [])
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{name}"} for name in names],
    }


if __name__ == "__main__":
    PATH.write_text(rendered())
    sys.stdout.write(f"{PATH} written.\n")
