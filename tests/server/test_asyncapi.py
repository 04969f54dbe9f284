"""The AsyncAPI file is made from the wire structs and kept up to date."""

import json
from typing import Any

import pytest

from server import wire
from server.asyncapi import PATH, document, rendered

pytestmark = pytest.mark.unit


def test_the_checked_in_file_is_up_to_date() -> None:
    assert PATH.read_text() == rendered(), "run `python -m server.asyncapi`"


def test_every_message_of_the_wire_is_described() -> None:
    described = document()["components"]["messages"]
    tags = {
        struct.__struct_config__.tag
        for struct in vars(wire).values()
        if isinstance(struct, type) and hasattr(struct, "__struct_config__")
        if struct.__struct_config__.tag_field == "type" and struct.__struct_config__.tag
    }
    bases = {"ClientMessage", "ServerMessage"}
    assert tags - bases <= described.keys()
    assert {"turn.sentence", "audio.start", "report.ready"} <= described.keys()


def test_every_reference_leads_somewhere() -> None:
    whole = document()

    def check(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                target: Any = whole
                for part in reference.removeprefix("#/").split("/"):
                    target = target[part]
            for child in node.values():
                check(child)
        elif isinstance(node, list):
            for child in node:
                check(child)

    check(json.loads(rendered()))
