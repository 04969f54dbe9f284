"""`make bench-turns`: ours and stock Pipecat's defaults on the same takes, as one table."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import msgspec

from load_tests.turns import human, ours, stock, table, takes, texts, virtual_time
from load_tests.turns.outcomes import Ended, Overlapped, figures
from load_tests.turns.speakers import Speaker, espeak, speakers
from runtime.errors import MissingPart
from runtime.providers.stt import load_stt
from runtime.voice.smart_turn import SmartTurn

Column = tuple[list[Ended], list[Overlapped]]
HUMAN = Path(__file__).parents[3] / "shared" / "audio" / "ljspeech"
"""Recordings beside the checkout, if any."""
COPIES = 3
"""Takes of each story."""


def main() -> int:
    arguments = _arguments()
    try:
        voices = speakers()
        stt = ours.KeptStt(load_stt("auto", arguments.home), arguments.kept)
    except MissingPart as missing:
        sys.stderr.write(f"{missing}\n")
        return 2
    stock.hush()
    part = texts.Part(arguments.part)
    said = texts.load(part)
    answers = takes.answers(part, said, voices, COPIES)
    overlaps = takes.overlaps(part, said, voices)
    if part is texts.Part.held_out:
        clips = human.recordings(arguments.human)
        answers += human.answers(clips)
        overlaps += human.overlaps(clips)
        if others := espeak():
            answers += takes.answers(part, said, others, 1, prefix="-espeak")
    if arguments.real_time:
        return _in_real_time(stt, answers, overlaps, arguments.real_time)
    if arguments.sample:
        answers, overlaps = answers[:: arguments.sample], overlaps[:: arguments.sample]
    _tell(table.heading(part, voices, answers, overlaps))
    columns: dict[str, Column] = {}
    columns["viva"] = _ours(stt, answers, overlaps)
    stt.keep()
    if not arguments.ours:
        columns["pipecat"] = _stock(answers, overlaps)
    results = {name: figures(*_of(column, voices)) for name, column in columns.items()}
    _tell(table.rows(results))
    for name, those, note in (
        ("espeak-ng", espeak(), "a voice that the recogniser hardly understands"),
        ("a human reader", (human.READER,), "parts of sentences; their ends end nothing"),
    ):
        found = {system: figures(*_of(column, those)) for system, column in columns.items()}
        if found["viva"].ends:
            _tell(f"\nThe same by {name} ({note}):\n{table.rows(found)}")
    if arguments.verbose:
        _tell(table.mistakes(*columns["viva"]))
    if arguments.json is not None:
        arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(results)))
    return 0 if table.met(results["viva"]) else 1


def _in_real_time(
    stt: ours.KeptStt, answers: list[takes.Answer], overlaps: list[takes.Overlap], count: int
) -> int:
    """Some takes, one after another, with everything taking the time it takes."""
    stt.live = True
    smart_turn = SmartTurn()
    ears = ours.OurEars(stt, smart_turn=smart_turn)
    answers = answers[:: max(1, len(answers) // count)]
    overlaps = overlaps[:: max(1, len(overlaps) // count)]

    async def work() -> Column:
        return [await ears.answer(take) for take in answers], [
            await ears.overlap(take) for take in overlaps
        ]

    _tell(f"In real time: {len(answers)} answers, {len(overlaps)} overlaps.")
    try:
        column = asyncio.run(work())
    finally:
        smart_turn.close()
    _tell(table.rows({"viva": figures(*column)}))
    return 0


def _of(column: Column, voices: Sequence[Speaker]) -> Column:
    """The takes of these voices; the sounds without a voice belong to the main ones."""
    names = {voice.name for voice in voices}
    ended, overlapped = column
    if names & {voice.name for voice in speakers()}:
        names.add(takes.NOBODY)
    return (
        [each for each in ended if each.take.speaker in names],
        [each for each in overlapped if each.take.speaker in names],
    )


def _ours(stt: ours.KeptStt, answers: list[takes.Answer], overlaps: list[takes.Overlap]) -> Column:
    smart_turn = SmartTurn()
    ears = ours.OurEars(stt, smart_turn=smart_turn)

    async def work() -> Column:
        return [await ears.answer(take) for take in answers], [
            await ears.overlap(take) for take in overlaps
        ]

    try:
        return _timed("viva", work)
    finally:
        smart_turn.close()


def _stock(answers: list[takes.Answer], overlaps: list[takes.Overlap]) -> Column:
    async def work() -> Column:
        return [await stock.answer(take) for take in answers], [
            await stock.overlap(take) for take in overlaps
        ]

    return _timed("pipecat", work)


def _timed(name: str, work: Callable[[], Coroutine[Any, Any, Column]]) -> Column:
    began = time.perf_counter()
    result: Column = virtual_time.run(work)
    _tell(f"{name}: {time.perf_counter() - began:.0f} s")
    return result


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m load_tests.turns", description=__doc__)
    parser.add_argument("--part", default="held_out", choices=[part.value for part in texts.Part])
    parser.add_argument("--ours", action="store_true", help="leave stock Pipecat out")
    parser.add_argument("--sample", type=int, help="only every n-th take")
    parser.add_argument("--real-time", type=int, help="only ours, about n takes, in real time")
    parser.add_argument("--human", type=Path, default=HUMAN, help="a folder of recordings")
    parser.add_argument("--verbose", action="store_true", help="tell each mistake")
    parser.add_argument("--json", type=Path, help="also write the figures to a file")
    parser.add_argument("--home", type=Path, default=Path.home() / ".viva", help="VIVA_HOME")
    parser.add_argument(
        "--kept",
        type=Path,
        default=Path("test-output/turns-recognised.json"),
        help="where recognised texts are kept between runs",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
