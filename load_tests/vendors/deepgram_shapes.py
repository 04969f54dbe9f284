"""Deepgram's shapes for recognised words, and what its three endpoints share."""

from typing import Any, Protocol

from load_tests.vendors.content import Hear

CONFIDENCE = 0.98


class Ears(Protocol):
    """The recogniser behind all endpoints."""

    hear: Hear
    audio_messages: int

    async def think(self) -> None:
        """Take the time that the latency profile says."""
        ...

    def request_id(self) -> str: ...


def alternative(text: str, start_s: float, end_s: float) -> dict[str, Any]:
    """A transcript whose words are spread evenly between two moments."""
    said = text.split()
    step = (end_s - start_s) / max(1, len(said))
    words = [
        {
            "word": word.strip(".,!?").lower(),
            "start": round(start_s + index * step, 3),
            "end": round(start_s + (index + 1) * step, 3),
            "confidence": CONFIDENCE,
            "punctuated_word": word,
        }
        for index, word in enumerate(said)
    ]
    return {"transcript": text, "confidence": CONFIDENCE if said else 0.0, "words": words}


def flux_words(text: str, start_s: float, end_s: float) -> list[dict[str, Any]]:
    """The words, spread evenly between two moments."""
    said = text.split()
    step = (end_s - start_s) / max(1, len(said))
    return [
        {
            "word": word,
            "confidence": CONFIDENCE,
            "start": round(start_s + index * step, 3),
            "end": round(start_s + (index + 1) * step, 3),
        }
        for index, word in enumerate(said)
    ]
