"""A WAV for a browser's fake microphone: a person who answers, and listens in between."""

import asyncio
from pathlib import Path

import numpy as np

from load_tests.answers import FULL, VAGUE
from load_tests.speech import silence, spoken, write_wav

GREETING_S = 15.0
"""The interviewer's greeting with its first question."""
QUESTION_S = 11.0
"""Room for the interviewer's next words."""


async def _answers() -> list[np.ndarray]:
    parts = [silence(GREETING_S)]
    for sentences in [["Hello. I have worked as an engineer for six years."], VAGUE[0], *FULL]:
        for sentence in sentences:
            parts += [await spoken(sentence, "slt"), silence(0.35)]
        parts.append(silence(QUESTION_S))
    return parts


def write_microphone(path: Path) -> None:
    """The browser plays it over and over; it knows nothing of what the interviewer says."""
    write_wav(str(path), np.concatenate(asyncio.run(_answers())))
