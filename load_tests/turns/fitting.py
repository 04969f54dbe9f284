"""`python -m load_tests.turns.fitting`: fits the weights of `runtime.voice.completeness`.

Any sentence is an example of a whole one, and each of its beginnings of one that is not. Sentences
come from the tuning part, from `sentences.txt`, from what simulated candidates say, and from
transcripts given by `--transcripts`; `recognised.txt` holds what Moonshine made of parts of them,
spoken by the set's Flite voices (`--recognise` makes it anew). The held-out part is never read.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from load_tests.turns import sounds, texts
from load_tests.turns.speakers import say, speakers
from runtime.providers.stt import load_stt
from runtime.voice import completeness

HERE = Path(__file__).parent
SENTENCES, RECOGNISED = HERE / "sentences.txt", HERE / "recognised.txt"
SPOKEN = (
    HERE.parent / "interviewer" / "sentences.toml",
    *sorted((HERE.parent / "interviewer" / "examples").glob("*/answers.toml")),
)
SEED = 11
SEEN_AT_LEAST = 6
"""Rarer features are left out."""
SMALLEST = 12
"""Hundredths; smaller weights are left out."""
RIDGE = 2.0
STEPS, STEP = 400, 0.05
SPOKEN_WEIGHT, RECOGNISED_WEIGHT = 2.0, 2.0
"""Of a sentence of spoken English, and of a recognised part, against one of a transcript."""
SHORT_WORDS, SHORT_WEIGHT = 5, 6.0
"""Answers so short are few among the sentences, and many in small talk."""
OPEN_SHARE = 1.5
"""Of all beginnings of a sentence together, against the whole one."""

Example = tuple[set[str], bool, float]
"""Features, whether the sentence is whole, weight."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transcripts", type=Path, help="a JSONL file of interviews with `turns`")
    parser.add_argument("--recognise", action="store_true", help="make recognised.txt first")
    parser.add_argument("--home", type=Path, default=Path.home() / ".viva", help="VIVA_HOME")
    arguments = parser.parse_args()
    spoken = [*_spoken(), *_bank()]
    written = list(_transcripts(arguments.transcripts)) if arguments.transcripts else []
    if arguments.recognise:
        asyncio.run(_recognise([*_spoken(), *written], arguments.home))
    examples = [
        *_cut((each for each in spoken if len(each.split()) > SHORT_WORDS), SPOKEN_WEIGHT),
        *_cut((each for each in spoken if len(each.split()) <= SHORT_WORDS), SHORT_WEIGHT),
        *_cut(written, 1.0),
        *_recognised(),
    ]
    weights = fitted(examples)
    target = Path(completeness.__file__).with_name(completeness.WEIGHTS)
    ordered = msgspec.json.encode(dict(sorted(weights.items())))
    target.write_bytes(msgspec.json.format(ordered, indent=1) + b"\n")
    sys.stdout.write(f"{len(examples)} examples, {len(weights)} weights in {target.name}\n")
    return 0


def fitted(examples: list[Example]) -> dict[str, int]:
    """Weights in hundredths, by logistic regression with a ridge; the same on every run."""
    counts = Counter(feature for found, _, _ in examples for feature in found)
    kept = sorted(feature for feature, count in counts.items() if count >= SEEN_AT_LEAST)
    number = {feature: at for at, feature in enumerate(kept)}
    rows, columns = [], []
    for row, (found, _, _) in enumerate(examples):
        known = [number[feature] for feature in found if feature in number]
        rows += [row] * len(known)
        columns += known
    at_rows, at_columns = np.array(rows), np.array(columns)
    whole = np.array([float(is_whole) for _, is_whole, _ in examples])
    counted = np.array([weight for _, _, weight in examples])

    def slope(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        odds = np.bincount(at_rows, weights[at_columns], len(examples))
        wrong = (1 / (1 + np.exp(-odds)) - whole) * counted
        pulled = np.bincount(at_columns, wrong[at_rows], len(kept)).astype(np.float64)
        return pulled + RIDGE * weights

    hundredths = [round(100 * weight) for weight in _descended(slope, len(kept)).tolist()]
    return {
        feature: weight
        for feature, weight in zip(kept, hundredths, strict=True)
        if abs(weight) >= SMALLEST
    }


def _descended(slope: Any, size: int) -> npt.NDArray[np.float64]:
    """Adam, with small steps at the end."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        now = slope(weights)
        mean, square = 0.9 * mean + 0.1 * now, 0.99 * square + 0.01 * now**2
        length = STEP if step < 0.7 * STEPS else STEP / 5
        rooted = np.sqrt(square / (1 - 0.99**step)) + 1e-8
        weights -= length * mean / (1 - 0.9**step) / rooted
    return weights


def _cut(sentences: Iterable[str], weight: float) -> Iterator[Example]:
    for sentence in sentences:
        words = sentence.split()
        ends = range(2, len(words))
        for end in ends:
            begun = " ".join(words[:end]).rstrip(",")
            share = OPEN_SHARE * weight / len(ends)
            yield completeness.features(begun, punctuated=False), False, share
        yield completeness.features(sentence, punctuated=False), True, weight


def _recognised() -> Iterator[Example]:
    for line in RECOGNISED.read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition("\t")
        if kind in ("whole", "begun"):
            yield completeness.features(text), kind == "whole", RECOGNISED_WEIGHT


def _bank() -> list[str]:
    found: list[str] = []
    for path in (SENTENCES, HERE / f"{texts.Part.tuning}.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and line[0] not in "#[":
                found += _sentences(re.sub(r"\s*[/|]\s*", " ", line))
    return found


def _spoken() -> list[str]:
    found: list[str] = []
    for path in SPOKEN:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in _strings(held.get("answers", held)):
            found += [each for each in _sentences(text) if len(each.split()) >= 4]
    return found


def _transcripts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        for turn in json.loads(line)["turns"]:
            if turn["role"] == "applicant":
                for sentence in _sentences(re.sub(r"\([^)]*\)", "", turn["message"])):
                    if 6 <= len(sentence.split()) <= 40:
                        yield sentence


def _sentences(text: str) -> list[str]:
    flat = text.replace("—", ", ").replace("’", "'").replace(";", ",")
    parts = re.split(r"(?<=[.?!])\s+", re.sub(r"\s+", " ", flat))
    return [part.strip().rstrip(".?!") for part in parts if part.strip().rstrip(".?!")]


def _strings(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, list | dict):
        for each in held if isinstance(held, list) else held.values():
            yield from _strings(each)


async def _recognise(sentences: list[str], home: Path) -> None:
    """Say one beginning and one end of each sentence, and keep what is recognised."""
    chance = random.Random(SEED)
    stt, voices = load_stt("auto", home), speakers()
    lines = ["# What Moonshine made of begun and whole sentences; see fitting.py."]
    for sentence in sentences:
        words = sentence.split()
        if len(words) < 5:
            continue
        for kind, end in (("begun", chance.randrange(2, len(words))), ("whole", len(words))):
            begin = max(0, end - chance.randrange(4, 15))
            part = " ".join(words[begin:end]).rstrip(",.")
            voiced = say(chance.choice(voices), part + ("," if kind == "begun" else "."))
            room = sounds.room(voiced.size / sounds.RATE_HZ + 0.52, chance.randrange(10**6))
            pcm = sounds.mixed(room, voiced, 0.32).tobytes()
            recognition = await stt.transcribe(pcm, partial=False)
            if recognition is not None and recognition.text:
                lines.append(f"{kind}\t{recognition.text}")
    RECOGNISED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
