"""Words and their times from a vendor's times of characters, which come in pieces. Pure."""

from collections.abc import Sequence

from runtime.ports import Word


class Alignment:
    """Gathers the characters of one sentence; a word is told once its end is known."""

    def __init__(self) -> None:
        self._told_ms = 0.0
        """Where the piece at hand begins: times restart at zero in each."""
        self._text = ""
        self._start_ms = 0.0
        self._end_ms = 0.0

    def piece(
        self, chars: Sequence[str], starts_ms: Sequence[float], durations_ms: Sequence[float]
    ) -> tuple[Word, ...]:
        """The words that ended in this piece. Lists of unequal length are cut to the shortest."""
        words: list[Word] = []
        last_ms = 0.0
        for char, start, duration in zip(chars, starts_ms, durations_ms, strict=False):
            last_ms = start + duration
            if char.isspace():
                words += self._finish()
                continue
            if not self._text:
                self._start_ms = self._told_ms + start
            self._text += char
            self._end_ms = self._told_ms + last_ms
        self._told_ms += last_ms
        return tuple(words)

    def rest(self) -> tuple[Word, ...]:
        """The last word, which no space ended."""
        return tuple(self._finish())

    def _finish(self) -> list[Word]:
        text, self._text = self._text, ""
        return [Word(text=text, start_ms=self._start_ms, end_ms=self._end_ms)] if text else []
