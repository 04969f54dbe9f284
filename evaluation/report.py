"""What a reader sees after an interview."""

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    session_id: str
    evaluator_version: str
    created_at: str
    """RFC 3339, UTC."""
