"""A language model that takes a moment and counts the tokens of what it is asked."""

import asyncio
import json
from collections.abc import AsyncIterator

from load_tests.vendors.content import obedient
from prompts.budget import estimated_tokens

FIRST_TOKEN_S = 0.3
PIECE_CHARS = 12
PIECE_S = 0.02
_OPINION = "<asked_for>"


class CountingModel:
    """Fits `LanguageModel`; keeps the longest prompt of each kind only."""

    name = "counting"

    def __init__(self) -> None:
        self.wordings = 0
        self.opinions = 0
        self.longest_wording = 0
        """Tokens, by the upper estimate that prompts are budgeted with."""
        self.longest_opinion = 0

    async def stream(self, *, system: str, user: str, max_tokens: int) -> AsyncIterator[str]:
        tokens = estimated_tokens(system + user)
        if _OPINION in user:
            self.opinions += 1
            self.longest_opinion = max(self.longest_opinion, tokens)
            text = json.dumps({"kind": "weak", "held": [], "lacking": ["metric"]})
        else:
            self.wordings += 1
            self.longest_wording = max(self.longest_wording, tokens)
            text = obedient(system, user)
        await asyncio.sleep(FIRST_TOKEN_S)
        for start in range(0, len(text), PIECE_CHARS):
            yield text[start : start + PIECE_CHARS]
            await asyncio.sleep(PIECE_S)
