"""An utterance as sentences, and which of its characters were heard at a moment. Pure."""

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from runtime.ports import Word
from runtime.voice.spoken_words import SpokenWords
from runtime.voice.syntax import listed

LONGEST_CHARS = 220
"""A longer sentence is split at a comma or a space, so that its first sound comes soon."""
READING_CHARS_PER_S = 15.0
"""About 180 words a minute: a voice nobody hears is taken to speak like this."""
READING_MIN_S = 0.6

_ABBREVIATIONS = listed(
    """
    mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie inc ltd co corp dept approx est fig no vol
    a.m p.m u.s u.k ph.d m.sc b.sc min max jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_BEFORE_NUMBERS = frozenset({"no", "fig", "vol"})
_ALSO_LAST = frozenset({"etc", "a.m", "p.m", "inc", "ltd", "co", "u.s", "u.k"})
_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s|$)""")
_LAST_WORD = re.compile(r"[\w.]+$")
_SPACE = re.compile(r"\s")


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    index: int
    text: str
    begins: int
    """Position of its first character in the utterance."""
    ends: int
    """Position after its last character, the white space behind it not counted."""


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Split an utterance into what is synthesised at a time; white space belongs to none.

    Full stops inside numbers, abbreviations and initials do not end a sentence.
    """
    spans: list[tuple[int, int]] = []
    begins = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, begins, match):
            spans += _shortened(text, begins, match.end())
            begins = match.end()
    spans += _shortened(text, begins, len(text))
    return tuple(
        Sentence(index=index, text=text[begins:ends], begins=begins, ends=ends)
        for index, (begins, ends) in enumerate(spans)
    )


def reading_s(text: str) -> float:
    """How long it takes to say or read `text`, seconds."""
    return max(READING_MIN_S, len(text) / READING_CHARS_PER_S)


def heard_chars(sentence: Sentence, share: float) -> int:
    """Characters of the utterance heard when `share` (0 to 1) of this sentence was played.

    Time is spread over the characters evenly; a word counts once half of it was played.
    """
    if share >= 1.0:
        return sentence.ends
    reached = share * len(sentence.text)
    heard = 0
    at = 0
    for word in _SPACE.split(sentence.text):
        if word and reached >= at + len(word) / 2:
            heard = at + len(word)
        at += len(word) + 1
    return sentence.begins + heard


def segment_id(utterance_id: str, sentence: Sentence) -> str:
    """The id by which an avatar reports about a sentence."""
    return f"{utterance_id}:{sentence.index}"


class Timeline:
    """Where each sentence lies in an utterance's audio; grows as sentences are synthesised."""

    def __init__(self, sentences: tuple[Sentence, ...], *, open_: bool = False) -> None:
        """`open_`: only its first sentences are known yet."""
        self.sentences = sentences
        self.open = open_
        self._ends_ms: list[float] = []
        self._words: dict[int, SpokenWords] = {}
        """Of the sentences whose voice told the times of its words."""

    @property
    def complete(self) -> bool:
        return not self.open and len(self._ends_ms) == len(self.sentences)

    @property
    def duration_ms(self) -> float:
        """Of what was synthesised so far."""
        return self._ends_ms[-1] if self._ends_ms else 0.0

    def extend(self, sentences: tuple[Sentence, ...]) -> None:
        """All sentences are known now; those that were known stay, whatever their text."""
        self.sentences = (*self.sentences, *sentences[len(self.sentences) :])
        self.open = False

    def add(self, duration_ms: float) -> float:
        """The next sentence's audio lasts so long; returns where it begins."""
        begins_ms = self.duration_ms
        self._ends_ms.append(begins_ms + duration_ms)
        return begins_ms

    def tell_words(self, index: int, words: Sequence[Word]) -> None:
        """More words of a sentence, at times counted from its beginning."""
        if words:
            text = self.sentences[index].text
            self._words.setdefault(index, SpokenWords(text)).add(words)

    def end_ms(self, index: int) -> float | None:
        """Where a sentence ends, once it is synthesised."""
        return self._ends_ms[index] if index < len(self._ends_ms) else None

    def heard_chars(self, position_ms: float) -> int:
        """Characters of the utterance heard when the audio was played up to `position_ms`."""
        index = bisect_right(self._ends_ms, position_ms)
        before = self.sentences[index - 1].ends if index else 0
        if index == len(self.sentences):
            return before
        sentence = self.sentences[index]
        begins_ms = self._ends_ms[index - 1] if index else 0.0
        if index < len(self._ends_ms):
            lasts_ms = self._ends_ms[index] - begins_ms
        else:
            # It plays while it is still being synthesised: nobody knows yet how long it will be.
            lasts_ms = max(reading_s(sentence.text) * 1000, position_ms - begins_ms + 1.0)
        if (words := self._words.get(index)) is not None:
            heard = sentence.begins + words.heard_chars(position_ms - begins_ms, lasts_ms)
        else:
            heard = heard_chars(sentence, (position_ms - begins_ms) / max(1.0, lasts_ms))
        return before if heard == sentence.begins else heard


def _ends_sentence(text: str, begins: int, match: re.Match[str]) -> bool:
    """False for the full stop of an abbreviation or an initial."""
    if match.group() != "." or match.end() == len(text):
        return True
    word = _LAST_WORD.search(text, begins, match.start())
    if word is None:
        return True
    name = word.group().lower()
    if len(name) == 1 and name.isalpha() and name != "i":
        return False
    if name not in _ABBREVIATIONS:
        return True
    following = text[match.end() :].lstrip()[:1]
    if name in _BEFORE_NUMBERS:
        return not following.isdigit()
    # "at 5 p.m. We then …": a capital after these still begins a sentence.
    return name in _ALSO_LAST and following.isupper()


def _shortened(text: str, begins: int, ends: int) -> list[tuple[int, int]]:
    """The span without white space around it, in parts of at most `LONGEST_CHARS`."""
    spans: list[tuple[int, int]] = []
    while True:
        while begins < ends and text[begins].isspace():
            begins += 1
        while ends > begins and text[ends - 1].isspace():
            ends -= 1
        if begins == ends:
            return spans
        if ends - begins <= LONGEST_CHARS:
            return [*spans, (begins, ends)]
        window = text[begins : begins + LONGEST_CHARS]
        cut = max(window.rfind(mark) for mark in (", ", "; ", ": ", " – ", " - ")) + 1
        if cut < LONGEST_CHARS // 3:
            cut = window.rfind(" ")
        if cut <= 0:
            cut = LONGEST_CHARS
        spans += _shortened(text, begins, begins + cut)
        begins += cut
