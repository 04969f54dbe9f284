"""JSON that both stores can hold."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.encoding import to_json, to_jsonb, without_nul
from storage.sql import queries

pytestmark = pytest.mark.unit

texts = st.text(alphabet=st.sampled_from(["\0", "\\", "u", "0", "a", '"', "\n", "é"]))


@given(texts)
def test_only_nul_is_replaced(text: str) -> None:
    assert msgspec.json.decode(to_json(text)) == without_nul(text)
    assert "\0" not in without_nul(text)
    assert len(without_nul(text)) == len(text)


@given(texts)
def test_both_forms_are_the_same(text: str) -> None:
    assert to_jsonb({"text": text}).encode() == to_json({"text": text})


def test_every_query_has_a_name_and_a_body() -> None:
    assert {"commit_turn", "close_session", "load_session"} <= queries.keys()
    assert all(body for body in queries.values())
