"""Takes of a human reader, where recordings are at hand (LJ Speech: a folder of WAV files).

Each recording is a sentence or a part of one, so every silence inside it is an open point: pauses
are planted there. Where it ends nothing has been answered, so its end says little.
"""

import random
import wave
from pathlib import Path

import numpy as np
import soxr

from load_tests.turns import sounds
from load_tests.turns.sounds import RATE_HZ, Samples, levelled, trimmed
from load_tests.turns.speakers import Speaker
from load_tests.turns.takes import AFTER_S, BEFORE_S, SEED, Answer, Into, Overlap, Pause, Question
from load_tests.turns.takes import pause_s as drawn_pause_s
from load_tests.turns.texts import Mark

FRAME = RATE_HZ // 100
BREAK_FRAMES = 14
"""A silence of 0.14 s is a phrase boundary; closures of consonants are shorter."""
APART_S = 1.0
"""Between planted pauses there is at least so much speech."""
INTO_S = 2.5
"""Speech of an interruption."""
NAME = "human"
READER = Speaker(name=NAME, program="none", options=())


def recordings(folder: Path) -> list[tuple[str, Samples]]:
    found = []
    for path in sorted(folder.glob("*.wav")):
        with wave.open(str(path)) as wav:
            pcm = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
            rate_hz = wav.getframerate()
        resampled = soxr.resample(pcm.astype(np.float32), rate_hz, RATE_HZ)
        clipped = np.clip(resampled, -32_768, 32_767).astype(np.int16)
        found.append((path.stem, levelled(trimmed(clipped))))
    return found


def answers(clips: list[tuple[str, Samples]]) -> list[Answer]:
    return [_answer(name, samples) for name, samples in clips]


def overlaps(clips: list[tuple[str, Samples]]) -> list[Overlap]:
    """The reader talks into the interviewer."""
    takes = []
    for index, (name, samples) in enumerate(clips):
        sound = samples[: int(INTO_S * RATE_HZ)]
        begins_s = 1.0 + index / 10
        ends_s = begins_s + sound.size / RATE_HZ
        base = sounds.room(ends_s + 4.0, index)
        takes.append(
            Overlap(
                name=f"human-{name}",
                speaker=NAME,
                into=Into.interruption,
                said="",
                begins_s=begins_s,
                ends_s=ends_s,
                samples=sounds.mixed(base, sound, begins_s),
            )
        )
    return takes


def _answer(name: str, samples: Samples) -> Answer:
    chance = random.Random(f"{SEED}-{name}")
    parts: list[Samples] = [np.zeros(int(BEFORE_S * RATE_HZ), dtype=np.int16)]
    pauses: list[Pause] = []
    at_s, taken = BEFORE_S, 0
    for begins, ends in _breaks(samples):
        if begins - taken < APART_S * RATE_HZ:
            continue
        at_s += (begins - taken) / RATE_HZ
        lasts_s = drawn_pause_s(chance)
        parts += [samples[taken:begins], np.zeros(int(lasts_s * RATE_HZ), dtype=np.int16)]
        pauses.append(Pause(mark=Mark.open, begins_s=at_s, ends_s=at_s + lasts_s))
        at_s, taken = at_s + lasts_s, ends
    at_s += (samples.size - taken) / RATE_HZ
    parts += [samples[taken:], np.zeros(int(AFTER_S * RATE_HZ), dtype=np.int16)]
    whole = np.concatenate(parts)
    return Answer(
        name=f"human-{name}",
        speaker=NAME,
        question=Question.follow_up,
        said="",
        pauses=tuple(pauses),
        ended_s=at_s,
        samples=sounds.mixed(whole, sounds.room(whole.size / RATE_HZ, 7), 0),
    )


def _breaks(samples: Samples) -> list[tuple[int, int]]:
    """Silences inside the speech, as (first sample, sample after)."""
    frames = samples[: samples.size // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    levels = np.sqrt(np.mean(frames**2, axis=1))
    quiet = levels < 0.06 * np.percentile(levels, 95)
    found, began = [], None
    for index, silent in enumerate([*quiet, False]):
        if silent and began is None:
            began = index
        elif not silent and began is not None:
            if index - began >= BREAK_FRAMES:
                found.append((began * FRAME, index * FRAME))
            began = None
    return found
