"""The set: takes with known pauses, ends and overlaps, made from texts, voices and a seed."""

import math
import random
from enum import StrEnum

import msgspec
import numpy as np

from load_tests.turns import sounds
from load_tests.turns.sounds import RATE_HZ, Samples
from load_tests.turns.speakers import Speaker, say
from load_tests.turns.texts import Mark, Part, Texts, pieces, plain

SEED = 20_261_121
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 6.0
PAUSE_MEDIAN_S = 1.2
PAUSE_SIGMA = 0.6
"""Thinking pauses are log-normal: few people take more than 3 s, nobody here less than half a
second, because shorter ones are pauses of articulation."""
SENTENCE_GAP_S = 0.3
"""Between sentences where no pause is planted."""
BEFORE_S = 0.6
AFTER_S = 9.0
"""Silence after the true end; longer than anyone should wait."""
PLANT_OPEN, PLANT_CLOSED = 0.9, 0.42
"""Shares of the marks that get a pause: about as many open as closed ones."""
SOUND_SHARE = 0.12
"""Share of the long pauses and of the ends with a cough or a keyboard in them."""
SOUND_PAUSE_S = 1.4


class Question(StrEnum):
    """What kind of question is answered; the core would set the ear's patience by it."""

    brief = "brief"
    follow_up = "follow_up"
    open = "open"


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A planted pause; stream seconds of the take."""

    mark: Mark
    begins_s: float
    ends_s: float
    sound: bool = False
    """A cough or a keyboard is heard in it."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A take of one whole turn."""

    name: str
    speaker: str
    question: Question
    said: str
    pauses: tuple[Pause, ...]
    ended_s: float
    """Last sound of the turn."""
    samples: Samples


class Into(StrEnum):
    """What happens while the interviewer speaks."""

    backchannel = "backchannel"
    interruption = "interruption"
    cough = "cough"
    keyboard = "keyboard"
    hiss = "hiss"
    echo = "echo"
    """The interviewer's own voice, 26 dB down, through the microphone."""


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """A take during which the interviewer speaks from beginning to end, unless it is stopped."""

    name: str
    speaker: str
    into: Into
    said: str
    begins_s: float
    ends_s: float
    samples: Samples


INTERVIEWER = (
    "Thank you, that helps me a lot. In our company we look after software that many hospitals "
    "use every day. Tell me about a time when something went wrong in a project. "
    "What was your own part in it, and how did you notice?"
)
"""What the interviewer says during the overlap takes."""
ECHO_GAIN = 0.05
NOBODY = "room"
"""Speaker of the takes without a voice."""


def pause_s(chance: random.Random) -> float:
    """A thinking pause, seconds."""
    while True:
        drawn = chance.lognormvariate(math.log(PAUSE_MEDIAN_S), PAUSE_SIGMA)
        if SHORTEST_PAUSE_S <= drawn <= LONGEST_PAUSE_S:
            return drawn


def answers(
    part: Part, texts: Texts, voices: tuple[Speaker, ...], copies: int, prefix: str = ""
) -> list[Answer]:
    """Stories `copies` times, details twice, brief answers twice, each time with another voice.

    `prefix` tells one set of voices from others.
    """
    takes: list[Answer] = []
    groups = (
        ("story", texts.stories, Question.open, copies),
        ("detail", texts.details, Question.follow_up, 2),
        ("brief", texts.brief, Question.brief, 2),
    )
    for kind, group, question, times in groups:
        for index, text in enumerate(group):
            for copy in range(times):
                voice = voices[(index + copy * 3 + len(takes) // 7) % len(voices)]
                name = f"{part}-{kind}-{index:02d}-{copy}{prefix}"
                takes.append(_answer(name, text, voice, question))
    return takes


def _answer(name: str, text: str, voice: Speaker, question: Question) -> Answer:
    chance = random.Random(f"{SEED}-{name}")
    texts, marks = pieces(text)
    stretches, planted = [texts[0]], list[Mark]()
    for mark, following in zip(marks, texts[1:], strict=True):
        if chance.random() < (PLANT_OPEN if mark is Mark.open else PLANT_CLOSED):
            planted.append(mark)
            stretches.append(following)
        else:
            stretches[-1] += f" {following}"
    made: list[Samples] = [sounds.room(BEFORE_S, 1)]
    at_s = BEFORE_S
    pauses: list[Pause] = []
    extra: list[tuple[float, Samples]] = []
    for index, stretch in enumerate(stretches):
        if index:
            lasts_s = pause_s(chance)
            noisy = lasts_s >= SOUND_PAUSE_S and chance.random() < SOUND_SHARE
            if noisy:
                extra.append((at_s + 0.4, _sound(chance)))
            pauses.append(
                Pause(mark=planted[index - 1], begins_s=at_s, ends_s=at_s + lasts_s, sound=noisy)
            )
            made.append(np.zeros(int(lasts_s * RATE_HZ), dtype=np.int16))
            at_s += lasts_s
        open_ended = index < len(planted) and planted[index] is Mark.open
        voiced = say(voice, _spoken(stretch, open_ended=open_ended))
        made.append(voiced)
        at_s += voiced.size / RATE_HZ
    if chance.random() < SOUND_SHARE:
        extra.append((at_s + 0.45, _sound(chance)))
    made.append(np.zeros(int(AFTER_S * RATE_HZ), dtype=np.int16))
    samples = np.concatenate(made)
    samples = sounds.mixed(samples, sounds.room(samples.size / RATE_HZ, chance.randrange(10**6)), 0)
    for sound_at_s, sound in extra:
        samples = sounds.mixed(samples, sound, sound_at_s)
    return Answer(
        name=name,
        speaker=voice.name,
        question=question,
        said=plain(text),
        pauses=tuple(pauses),
        ended_s=at_s,
        samples=samples,
    )


def _spoken(stretch: str, *, open_ended: bool) -> str:
    """As the synthesiser should say it: before a pause inside a sentence its voice stays up."""
    stretch = stretch.strip().rstrip(",")
    return f"{stretch}," if open_ended else stretch


def _sound(chance: random.Random) -> Samples:
    seed = chance.randrange(10**6)
    return sounds.cough(seed) if chance.random() < 0.6 else sounds.keyboard(0.8, seed)


def overlaps(part: Part, texts: Texts, voices: tuple[Speaker, ...]) -> list[Overlap]:
    """Backchannels and interruptions by every voice or nearly so, and sounds without words."""
    takes: list[Overlap] = []

    def add(into: Into, index: int, speaker: Speaker | None, said: str) -> None:
        name = f"{part}-{into}-{index:02d}-{speaker.name if speaker else 'room'}"
        takes.append(_overlap(name, into, speaker, said))

    for index, said in enumerate(texts.backchannels):
        for voice in voices[: 6 if part is Part.held_out else 4]:
            add(Into.backchannel, index, voice, said)
    for index, said in enumerate(texts.interruptions):
        for copy in range(5 if part is Part.held_out else 3):
            add(Into.interruption, index, voices[(index + copy) % len(voices)], said)
    for index in range(20):
        add(Into.cough, index, None, "")
    for index in range(10):
        add(Into.keyboard, index, None, "")
        add(Into.hiss, index, None, "")
    for index, voice in enumerate(voices[:4]):
        add(Into.echo, index, voice, INTERVIEWER)
    return takes


def _overlap(name: str, into: Into, speaker: Speaker | None, said: str) -> Overlap:
    chance = random.Random(f"{SEED}-{name}")
    begins_s = 1.0 + chance.random()
    seed = chance.randrange(10**6)
    if into is Into.cough:
        sound = sounds.cough(seed)
    elif into is Into.keyboard:
        sound = sounds.keyboard(chance.uniform(0.6, 2.0), seed)
    elif into is Into.hiss:
        sound = sounds.hiss(chance.uniform(0.3, 2.0), seed)
    else:
        assert speaker is not None
        sound = say(speaker, said)
        if into is Into.echo:
            sound = (sound * ECHO_GAIN).astype(np.int16)
    ends_s = begins_s + sound.size / RATE_HZ
    samples = sounds.mixed(sounds.room(ends_s + 4.0, seed), sound, begins_s)
    return Overlap(
        name=name,
        speaker=speaker.name if speaker else NOBODY,
        into=into,
        said=said,
        begins_s=begins_s,
        ends_s=ends_s,
        samples=samples,
    )
