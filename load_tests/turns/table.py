"""The figures as a table for people, beside what is aimed at."""

from collections.abc import Callable, Mapping, Sequence

from load_tests.turns.outcomes import Ended, Figures, Overlapped
from load_tests.turns.sounds import RATE_HZ
from load_tests.turns.speakers import Speaker
from load_tests.turns.takes import Answer, Overlap
from load_tests.turns.texts import Part

OPEN_CUT_MAX = 0.02
CLOSED_CUT_MAX = 0.25
DELAY_P50_MAX_S = 0.7
DELAY_P95_MAX_S = 1.3
SURVIVED_MIN = 0.95
TO_SILENCE_P95_MAX_S = 0.2


def _percent(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _seconds(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.2f} s"


def heading(
    part: Part, voices: Sequence[Speaker], answers: Sequence[Answer], overlaps: Sequence[Overlap]
) -> str:
    samples = sum(take.samples.size for take in answers)
    samples += sum(take.samples.size for take in overlaps)
    seconds = samples / RATE_HZ
    names = ", ".join(voice.name for voice in voices)
    return (
        f"Turn taking on the {part} part: {len(answers)} answers, {len(overlaps)} overlaps, "
        f"{seconds / 60:.0f} minutes of audio.\nVoices: {names}.\n"
        "Zero-latency vendors: virtual time stands still while a model works. "
        "Words of ours: Moonshine, real."
    )


def rows(results: Mapping[str, Figures]) -> str:
    some = next(iter(results.values()))
    lines: list[tuple[str, Callable[[Figures], str], str]] = [
        (
            f"cut in at open pauses (n={some.open_pauses})",
            lambda f: _percent(f.open_cut),
            f"<= {OPEN_CUT_MAX:.0%}",
        ),
        (
            f"cut in at closed pauses (n={some.closed_pauses})",
            lambda f: _percent(f.closed_cut),
            f"<= {CLOSED_CUT_MAX:.0%}",
        ),
        (
            f"reply delay after a true end, p50 (n={some.ends})",
            lambda f: _seconds(f.delay_p50_s),
            f"<= {DELAY_P50_MAX_S} s",
        ),
        (
            "reply delay after a true end, p95",
            lambda f: _seconds(f.delay_p95_s),
            f"<= {DELAY_P95_MAX_S} s",
        ),
        ("true ends never taken", lambda f: str(f.never_ended), "0"),
        (
            f"barge-ins missed (n={some.interruptions})",
            lambda f: _percent(f.missed),
            "0%",
        ),
        (
            f"backchannels survived (n={some.backchannels})",
            lambda f: _percent(f.survived),
            f">= {SURVIVED_MIN:.0%}",
        ),
        (
            f"stopped by a cough, keys or noise (n={some.sounds})",
            lambda f: _percent(f.sounds_stopped),
            "0%",
        ),
        (f"stopped by its own echo (n={some.echoes})", lambda f: _percent(f.echoes_stopped), "0%"),
        ("barge-in to silence, p50", lambda f: _seconds(f.to_silence_p50_s), ""),
        (
            "barge-in to silence, p95",
            lambda f: _seconds(f.to_silence_p95_s),
            f"<= {TO_SILENCE_P95_MAX_S} s",
        ),
        ("held by what it survived, mean", lambda f: _seconds(f.held_mean_s), ""),
    ]
    width = max(len(name) for name, _, _ in lines)
    head = f"{'':{width}}" + "".join(f"  {name:>9}" for name in results) + "  aim"
    body = [
        f"{name:{width}}" + "".join(f"  {show(each):>9}" for each in results.values()) + f"  {aim}"
        for name, show, aim in lines
    ]
    return "\n".join([head, *body])


def met(found: Figures) -> bool:
    """Everything aimed at was reached."""
    checks = (
        (found.open_cut, OPEN_CUT_MAX),
        (found.closed_cut, CLOSED_CUT_MAX),
        (found.delay_p50_s, DELAY_P50_MAX_S),
        (found.delay_p95_s, DELAY_P95_MAX_S),
        (found.to_silence_p95_s, TO_SILENCE_P95_MAX_S),
    )
    below = all(value is None or value <= limit for value, limit in checks)
    return below and (found.survived is None or found.survived >= SURVIVED_MIN)


def mistakes(ended: Sequence[Ended], overlapped: Sequence[Overlapped]) -> str:
    """Each cut-in, slow reply, missed barge-in and false stop of one column."""
    lines: list[str] = []
    for each in ended:
        for pause in each.take.pauses:
            if each.cut_in(pause):
                lasts_s = pause.ends_s - pause.begins_s
                lines.append(f"cut in {pause.mark.name} {lasts_s:.1f} s {each.take.name}")
        if each.delay_s is None or each.delay_s > DELAY_P50_MAX_S:
            lines.append(f"slow {each.delay_s} {each.take.name} {each.take.said[-60:]}")
    for case in overlapped:
        if case.missed:
            lines.append(f"missed {case.take.name} {case.take.said}")
        if case.false_stop:
            lines.append(f"false stop {case.take.name} {case.take.said}")
        if case.take.into.value == "interruption" and (case.to_silence_s or 9) > 0.2:
            lines.append(f"late silence {case.to_silence_s} {case.take.name}")
    return "\n".join(lines)
