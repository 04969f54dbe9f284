"""Where the words of a sentence lie in its audio, as far as its voice has told. Pure."""

import re
from collections.abc import Sequence

from runtime.ports import Word

_GAP = re.compile(r"\s+")


class SpokenWords:
    """The words of one sentence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: list[tuple[int, float, float]] = []
        """Position after the word, its start and its end in milliseconds."""

    def add(self, words: Sequence[Word]) -> None:
        """More words, in order; one that the text has not (a number spoken out) is skipped."""
        for word in words:
            after = self._known[-1][0] if self._known else 0
            at = self._text.find(word.text, after)
            if at >= 0:
                self._known.append((at + len(word.text), word.start_ms, word.end_ms))

    def heard_chars(self, position_ms: float, lasts_ms: float) -> int:
        """Characters heard at `position_ms`, in whole words; half a word counts as heard.

        Behind the last known word the rest of the sentence is spread over the rest of its time.
        """
        heard, until_ms = 0, 0.0
        for after, start_ms, end_ms in self._known:
            if position_ms < (start_ms + end_ms) / 2:
                return heard
            heard, until_ms = after, end_ms
        if position_ms <= until_ms or heard >= len(self._text):
            return heard
        share = min(1.0, (position_ms - until_ms) / max(1.0, lasts_ms - until_ms))
        reached = heard + share * (len(self._text) - heard)
        begins = heard
        for gap in [*_GAP.finditer(self._text, heard), None]:
            ends = gap.start() if gap is not None else len(self._text)
            if ends > begins and reached >= (begins + ends) / 2:
                heard = ends
            begins = gap.end() if gap is not None else ends
        return heard
