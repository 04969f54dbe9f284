"""Answer classifier: what kind of answer it was and what it lacked, by rules. Pure.

It judges completeness, never quality, and it is built for recognised speech: no rule needs
punctuation or capitals. Order matters: first what the candidate wants of the interviewer (a
repetition, a moment, an end), then what an interview does not tell and anger, then refusals, then
the substance. An answer is read in the welcome language it sounds like.
"""

import re

import msgspec

from runtime.interview import languages, lexicon
from runtime.interview.actions import AnswerClass, Assessment
from runtime.interview.lexicon import Lexicon
from runtime.interview.pieces import OPEN, deeds, numbers, pieces, told, tools
from runtime.interview.plan import Missing
from runtime.interview.probes import ANSWERED

REQUEST_WORDS = 22
"""Longest turn that is a request and nothing else; longer ones must end in the request."""
REFUSAL_WORDS = 26
"""Longest turn that is only a refusal or an "I don't know"."""
OUTBURST_WORDS = 40
"""Longest turn that is only anger, or only about the interview itself."""
AFTER_BUT_WORDS = 6
"""So many words after a "but" make an answer of an "I don't know"."""
READ_WORDS = 400
"""Longest answer that is read whole; it keeps the rules under 5 ms."""
HEDGED_WORDS = 15
"""One hedge in so many words makes an answer vague, if it isn't outweighed by specifics."""
TAIL_WORDS = 100
"""Words of a longer one that are read at its end."""
FULL_ANSWER_WORDS = 45
"""From this length one lacking piece of three does not make an answer weak."""


class Listening(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules must know about the question that was answered."""

    question: str
    topic: str = ""
    keywords: tuple[str, ...] = ()
    expects: tuple[Missing, ...] = ()
    covered: tuple[Missing, ...] = ()
    """Pieces that earlier answers to the same question already held."""
    seeks: Missing | None = None
    """The one piece that was probed for."""
    follows_up: bool = False
    """It was a probe, for a piece or for more."""
    brief: bool = False
    """A short answer is a full one."""
    invites: bool = False
    """The candidate was asked for questions of their own."""
    languages: tuple[str, ...] = ("en",)
    """In which answers are welcome; the interviewer's own first."""


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an answer before it is classed."""

    text: str
    flat: str
    words: Lexicon
    held: frozenset[Missing]
    missing: tuple[Missing, ...]
    numbers: tuple[str, ...]
    tools: tuple[str, ...]

    @property
    def count(self) -> int:
        return self.flat.count(" ") + 1


def assess(text: str, listening: Listening) -> Assessment:
    """Class, missing pieces, numbers and tools of an answer; claims are the ledger's business."""
    text = _abridged(text)
    flat = lexicon.without_fillers(lexicon.flatten(text))
    words = languages.spoken(flat, listening.languages)
    sentences = lexicon.sentences(text)
    theme = lexicon.flatten(f"{listening.question} {listening.topic}")
    held, likely = told(flat, words, sentences, theme)
    missing = tuple(
        piece for piece in listening.expects if piece not in held and piece not in listening.covered
    )
    reading = _Reading(
        text=text,
        flat=flat,
        words=words,
        held=held,
        missing=missing,
        numbers=numbers(flat, words),
        tools=tools(flat),
    )
    kind, seeks = _class_of(reading, listening), listening.seeks
    if kind is AnswerClass.weak and seeks is not None and seeks in likely:
        # Who was asked for it and says something like it, at some length, has told it.
        kind, missing = AnswerClass.strong, tuple(piece for piece in missing if piece is not seeks)
    if kind is AnswerClass.vague or kind not in ANSWERED:
        # What sounds like a piece in a refusal or in anger is chance, and mostly in few words too.
        sure = held & pieces(flat, words, sentences) if kind in ANSWERED else frozenset()
        missing = tuple(
            piece for piece in listening.expects if piece not in sure | {*listening.covered}
        )
        likely = frozenset()
    if kind is AnswerClass.strong:
        # A full answer: what seems to lack was more likely told in words not recognised.
        likely |= OPEN
    return Assessment(
        answer_class=kind,
        missing=missing,
        doubtful=tuple(piece for piece in missing if piece in likely),
        numbers=reading.numbers,
        tools=reading.tools,
    )


def other_language(text: str, welcome: tuple[str, ...]) -> bool:
    """In an alphabet the rules can't judge, or clearly in a language that is not welcome."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if ord(letter) > 0x24F)
    if len(letters) > 0 and foreign * 2 > len(letters):
        return True
    return languages.is_other(lexicon.flatten(_abridged(text)), welcome)


def _abridged(text: str) -> str:
    """The beginning and the end of a very long answer; the middle would not change its class."""
    words = text.split()
    if len(words) <= READ_WORDS:
        return text
    return " ".join(words[: READ_WORDS - TAIL_WORDS] + words[-TAIL_WORDS:])


def _class_of(reading: _Reading, listening: Listening) -> AnswerClass:
    text, flat, words, count = reading.text, reading.flat, reading.words, reading.count
    if not any(character.isalnum() for character in flat):
        return AnswerClass.empty
    if other_language(text, listening.languages):
        return AnswerClass.off_topic
    about = _about_the_interview(reading)
    if about is not None:
        return about
    asked = _request(reading, listening)
    if asked is not None:
        return asked
    if listening.invites:
        return _at_the_invitation(reading)
    if not listening.brief and words.backchannel.fullmatch(flat):
        return AnswerClass.empty
    dodges = words.evade.search(flat) is not None
    if count <= 40 and not dodges and _asks_something(reading) and words.about_us.search(flat):
        return AnswerClass.candidate_question
    refused = _refusal(reading)
    if refused is not None:
        return refused
    if _off_topic(reading, listening):
        return AnswerClass.off_topic
    return _substance(reading, listening)


def _asks_something(reading: _Reading) -> bool:
    """The turn is a question, whether or not the recogniser wrote a question mark."""
    marked = reading.text.rstrip().endswith("?")
    return marked or reading.words.interrogative.search(reading.flat) is not None


def _about_the_interview(reading: _Reading) -> AnswerClass | None:
    """What an interview does not tell (scores, its plan, its instructions), or anger.

    Inside a real answer such words change nothing: who did several things has answered.
    """
    if reading.count > OUTBURST_WORDS:
        return None
    told = deeds(reading.flat, reading.words)
    for pattern, kind in (
        (reading.words.plan, AnswerClass.asks_plan),
        (reading.words.feedback, AnswerClass.asks_feedback),
        (reading.words.hostile, AnswerClass.hostile),
    ):
        found = pattern.search(reading.flat)
        if found is None:
            continue
        rest = reading.flat[: found.start()] + reading.flat[found.end() :]
        if told <= 1 or deeds(rest, reading.words) <= 1:
            return kind
    return None


def _request(reading: _Reading, listening: Listening) -> AnswerClass | None:
    """What the candidate wants of the interviewer, if that is all the turn is about."""
    flat, count, words = reading.flat, reading.count, reading.words
    for pattern, kind in (
        (words.end, AnswerClass.asks_to_end),
        (words.repeat, AnswerClass.asks_repeat),
        (words.time, AnswerClass.asks_time),
        (words.clarify, AnswerClass.asks_clarification),
    ):
        if kind is AnswerClass.asks_clarification and listening.invites:
            continue
        match = pattern.search(flat)
        if match is None:
            continue
        at_the_end = match.end() >= len(flat) - 6
        if count <= REQUEST_WORDS and _mostly(match, flat, count):
            return kind
        if at_the_end and kind in (AnswerClass.asks_time, AnswerClass.asks_to_end):
            return kind
    return None


def _mostly(match: re.Match[str], flat: str, count: int) -> bool:
    """Not much is said besides the match: a long tail after it would be an answer."""
    before, after = flat[: match.start()].split(), flat[match.end() :].split()
    return count <= 8 or (len(before) <= 12 and len(after) <= 10)


def _at_the_invitation(reading: _Reading) -> AnswerClass:
    """The candidate was asked for questions: a question, none, or something else."""
    flat, count, words = reading.flat, reading.count, reading.words
    if words.affirmative.fullmatch(flat):
        return AnswerClass.vague
    if _asks_something(reading):
        return AnswerClass.candidate_question
    if count <= 25 and (words.nothing_to_ask.search(flat) or words.decline.search(flat)):
        return AnswerClass.declined
    if words.backchannel.fullmatch(flat) or count <= 3:
        return AnswerClass.declined
    return AnswerClass.weak


def _refusal(reading: _Reading) -> AnswerClass | None:
    """Refusing, not knowing or dodging, unless an answer follows: "I don't know why, but …"."""
    flat, words = reading.flat, reading.words
    if reading.count > REFUSAL_WORDS:
        return None
    for pattern, kind in (
        (words.decline, AnswerClass.declined),
        (words.dont_know, AnswerClass.dont_know),
        (words.evade, AnswerClass.evasive),
    ):
        match = pattern.search(flat)
        if match is None:
            continue
        rest = flat[match.end() :]
        but = words.but.search(rest)
        told = (
            but is not None
            and len(rest[but.end() :].split()) >= AFTER_BUT_WORDS
            and pattern.search(rest[but.end() :]) is None
        )
        if kind is AnswerClass.dont_know and len(words.i_did.findall(rest)) >= 2:
            told = True
        if not told or kind is AnswerClass.evasive:
            return kind
    return None


def _off_topic(reading: _Reading, listening: Listening) -> bool:
    """Nothing of the question in a turn long enough to have some of it."""
    if reading.count < 10:
        return False
    theme = " ".join((listening.question, listening.topic, *listening.keywords))
    stems = {word[:5] for word in lexicon.flatten(theme).split() if len(word) > 4}
    if any(word[:5] in stems for word in reading.flat.split()):
        return False
    stray = len(reading.words.off_topic.findall(reading.flat))
    return stray >= 1 and len(reading.words.work.findall(reading.flat)) <= stray


def _substance(reading: _Reading, listening: Listening) -> AnswerClass:
    """Strong, weak or vague."""
    flat, count, words = reading.flat, reading.count, reading.words
    hedges = len(words.hedge.findall(flat))
    facts = len(reading.numbers) + len(reading.tools)
    specifics = facts + deeds(flat, words)
    if listening.seeks is not None and listening.seeks in reading.held:
        return AnswerClass.strong
    if listening.brief:
        return AnswerClass.vague if count < 4 else AnswerClass.strong
    if count < 12 and specifics <= 1 and (listening.seeks is None or facts == 0):
        return AnswerClass.vague
    if hedges >= 2 and specifics <= hedges and count < HEDGED_WORDS * hedges:
        return AnswerClass.vague
    if count < 30 and specifics == 0:
        tells = count >= 15 and len(words.past_verb.findall(flat)) >= 2
        probed = listening.follows_up or listening.seeks is not None
        replies = probed and count >= 12 and hedges == 0
        if not tells and not replies:
            return AnswerClass.vague
    if listening.seeks is not None:
        return AnswerClass.weak
    if not reading.missing:
        return AnswerClass.strong
    nearly = len(reading.missing) == 1 and len(listening.expects) >= 3
    return AnswerClass.strong if nearly and count >= FULL_ANSWER_WORDS else AnswerClass.weak
