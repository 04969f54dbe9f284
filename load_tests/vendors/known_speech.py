"""A recogniser for the stand-ins that knows what may be said: by its samples, at no cost.

A real recogniser in a stand-in takes so much of the machine that the stand-in itself gets late.
This one finds out which part of a known recording a sound is, and tells the words of that part; so
audio that never came has no words, and audio that came twice has them twice.
"""

from collections.abc import Sequence

import msgspec

BYTES_PER_S = 32_000
PROBE_BYTES = 128
"""4 ms of speech are like no other."""
STEP_BYTES = 1_600
"""50 ms: shorter than any word."""
SHORTEST_BYTES = 3 * STEP_BYTES
"""Less of a recording in common is chance."""
QUIET = 6
"""As many different bytes, and fewer, are silence or a faint noise: alike in many places."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A recording, and each word with the place of its middle, in bytes."""

    pcm: bytes
    words: tuple[tuple[str, int], ...]


class KnownSpeech:
    """The `Hear` of a stand-in: call it with sound."""

    def __init__(self) -> None:
        self._known: list[Known] = []

    def learn(self, text: str, frames: Sequence[bytes]) -> None:
        """PCM16 mono 16 kHz that is nothing but this text, spoken evenly."""
        pcm = b"".join(frames)
        words = text.split()
        letters = sum(len(word) + 1 for word in words)
        placed: list[tuple[str, int]] = []
        before = 0
        for word in words:
            placed.append((word, int((before + len(word) / 2) / letters * len(pcm))))
            before += len(word) + 1
        self._known.append(Known(pcm=pcm, words=tuple(placed)))

    async def __call__(self, pcm: bytes, over: bool) -> str:
        told: list[str] = []
        longest = SHORTEST_BYTES
        for known in self._known:
            spans = _spans(pcm, known.pcm)
            covered = sum(end - start for start, end in spans)
            if covered >= longest:
                # Recordings may have a breath of the same room in common, but no more.
                longest = covered
                told = [
                    word
                    for start, end in spans
                    for word, middle in known.words
                    if start <= middle < end
                ]
        return " ".join(told)


def _spans(pcm: bytes, known: bytes) -> list[tuple[int, int]]:
    """Which parts of `known` are in `pcm`, in its order; from and to, in bytes."""
    spans: list[tuple[int, int]] = []
    for at in range(0, len(pcm) - PROBE_BYTES, STEP_BYTES):
        probe = pcm[at : at + PROBE_BYTES]
        if len(set(probe)) <= QUIET:
            continue
        follows = spans[-1][1] if spans else -1
        found = known.find(probe, max(0, follows - STEP_BYTES), follows + STEP_BYTES)
        if found < 0 or not spans:
            found = known.find(probe)
        if found < 0:
            continue
        # Parts that lie side by side, or with a breath of silence between them, are one.
        if spans and found - spans[-1][0] >= 0 and found - spans[-1][1] <= BYTES_PER_S // 2:
            spans[-1] = (spans[-1][0], found + STEP_BYTES)
        else:
            spans.append((max(0, found - STEP_BYTES), found + STEP_BYTES))
    return spans
