"""Answer classifier: what kind of answer it was and what it lacked, by rules. Pure.

It judges completeness, never quality, and it is built for recognised speech: no rule needs
punctuation or capitals. Order matters: first what the candidate wants of the interviewer (a
repetition, a moment, an end), then refusals, then the substance.
"""

import re

import msgspec

from runtime.interview import english_requests as requests
from runtime.interview import english_stories as stories
from runtime.interview import lexicon, quantities
from runtime.interview import tools as known_tools
from runtime.interview.actions import AnswerClass, Assessment
from runtime.interview.plan import Missing

REQUEST_WORDS = 22
"""Longest turn that is a request and nothing else; longer ones must end in the request."""
REFUSAL_WORDS = 26
"""Longest turn that is only a refusal or an "I don't know"."""
AFTER_BUT_WORDS = 6
"""So many words after a "but" make an answer of an "I don't know"."""
READ_WORDS = 400
"""Longest answer that is read whole; it keeps the rules under 5 ms."""
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
    brief: bool = False
    """A short answer is a full one."""
    invites: bool = False
    """The candidate was asked for questions of their own."""
    language: str = "en"


def assess(text: str, listening: Listening) -> Assessment:
    """Class, missing pieces, numbers and tools of an answer; claims are the ledger's business."""
    text = _abridged(text)
    flat = lexicon.without_fillers(lexicon.flatten(text))
    held = pieces(flat)
    missing = tuple(
        piece for piece in listening.expects if piece not in held and piece not in listening.covered
    )
    reading = _Reading(
        text=text, flat=flat, held=held, missing=missing, numbers=numbers(flat), tools=tools(flat)
    )
    return Assessment(
        answer_class=_class_of(reading, listening),
        missing=missing,
        numbers=reading.numbers,
        tools=reading.tools,
    )


def pieces(flat: str) -> frozenset[Missing]:
    """Pieces of evidence that flattened text holds."""
    mine = len(stories.I_DID.findall(flat)) + len(stories.I_WOULD.findall(flat))
    ours = len(stories.WE_DID.findall(flat))
    i_words, we_words = (
        len(stories.I_WORD.findall(flat)),
        len(stories.WE_WORD.findall(flat)),
    )
    role_named = stories.MY_ROLE.search(flat) is not None
    done = mine + ours + (len(stories.CHAINED.findall(flat)) if mine + ours else 0)
    found = {
        Missing.context: stories.CONTEXT.search(flat) is not None,
        Missing.own_role: role_named or (mine > 0 and i_words >= we_words),
        Missing.action: done >= 2 or (done >= 1 and known_tools.TOOLS.search(flat) is not None),
        Missing.result: stories.RESULT.search(flat) is not None,
        Missing.metric: quantities.METRIC.search(flat) is not None,
        Missing.trade_off: stories.TRADE_OFF.search(flat) is not None,
        Missing.verification: stories.VERIFICATION.search(flat) is not None,
    }
    return frozenset(piece for piece, there in found.items() if there)


def numbers(flat: str) -> tuple[str, ...]:
    """Number phrases in order, as they were said; a bare "one" is a pronoun, not a number."""
    found = quantities.NUMBERS.findall(flat)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase not in ("one", "zero")))


def tools(flat: str) -> tuple[str, ...]:
    """Known products and languages that are named, in order, lower case."""
    return tuple(dict.fromkeys(known_tools.TOOLS.findall(flat)))


def _asks_something(text: str, flat: str) -> bool:
    """The turn is a question, whether or not the recogniser wrote a question mark."""
    return text.rstrip().endswith("?") or _INTERROGATIVE.search(flat) is not None


def other_script(text: str) -> bool:
    """Most letters are outside Latin: the English rules can't judge it."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if ord(letter) > 0x24F)
    return len(letters) > 0 and foreign * 2 > len(letters)


_LEAD_IN = (
    r"(?:(?:yes|yeah|yep|sure|okay|ok|so|well|and|actually|maybe|perhaps|i have one|i do|"
    r"one more thing|"
    r"just|first|also|then|thanks|thank you|great|sorry|wait|but) )*"
)
_INTERROGATIVE = re.compile(
    rf"^{_LEAD_IN}(?:what (?:is|are|was|does|do|would|will|about|kind|sort|happens|comes|tools?|"
    rf"tech|"
    r"stack)|whats|how (?:is|are|do|does|big|many|much|long|soon|would|will|often|large|about)|"
    r"hows|"
    r"when (?:is|will|would|do|does|can|should)|where (?:is|are|do|does|would|will)|who (?:is|are|"
    r"will|"
    r"would|do|does)|whos|which (?:team|tools?|product|part|city|office)|why (?:is|do|did|are)|"
    r"(?:is|are|do|does|can|could|will|would|did|may) (?:there|the|you|it|i|we|your|this|people|"
    r"they|"
    r"that)|(?:im|i am) (?:just )?(?:curious|wondering)|i was (?:just )?wondering|"
    r"(?:id|i would) (?:like|love) to (?:know|ask|hear)|i (?:wanted|want) to (?:know|ask)|"
    r"tell me (?:more )?about)\b"
)
_ABOUT_US = re.compile(
    r"\b(?:your?|you guys|the (?:team|company|role|position|job|salary|pay|process|product|office|"
    r"manager|stack)|this (?:role|position|job|company|team)|salary|remote|from home|next steps?|"
    r"hear back)\b"
)


class _Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in an answer before it is classed."""

    text: str
    flat: str
    held: frozenset[Missing]
    missing: tuple[Missing, ...]
    numbers: tuple[str, ...]
    tools: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return self.flat.split()


def _abridged(text: str) -> str:
    """The beginning and the end of a very long answer; the middle would not change its class."""
    words = text.split()
    if len(words) <= READ_WORDS:
        return text
    return " ".join(words[: READ_WORDS - TAIL_WORDS] + words[-TAIL_WORDS:])


def _class_of(reading: _Reading, listening: Listening) -> AnswerClass:
    text, flat, words = reading.text, reading.flat, reading.words
    if not any(character.isalnum() for character in flat):
        return AnswerClass.empty
    if listening.language.startswith("en") and other_script(text):
        return AnswerClass.off_topic
    asked = _request(flat, len(words), listening)
    if asked is not None:
        return asked
    if listening.invites:
        return _at_the_invitation(text, flat, len(words))
    if not listening.brief and requests.BACKCHANNEL.fullmatch(flat):
        return AnswerClass.empty
    dodges = requests.EVADE.search(flat) is not None
    asks = len(words) <= 40 and _asks_something(text, flat)
    if asks and not dodges and _ABOUT_US.search(flat):
        return AnswerClass.candidate_question
    refused = _refusal(flat, len(words))
    if refused is not None:
        return refused
    if _off_topic(flat, words, listening):
        return AnswerClass.off_topic
    return _substance(reading, listening)


def _request(flat: str, count: int, listening: Listening) -> AnswerClass | None:
    """What the candidate wants of the interviewer, if that is all the turn is about."""
    for pattern, kind in (
        (requests.END, AnswerClass.asks_to_end),
        (requests.REPEAT, AnswerClass.asks_repeat),
        (requests.TIME, AnswerClass.asks_time),
        (requests.CLARIFY, AnswerClass.asks_clarification),
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


def _at_the_invitation(text: str, flat: str, count: int) -> AnswerClass:
    """The candidate was asked for questions: a question, none, or something else."""
    if _asks_something(text, flat) and not requests.AFFIRMATIVE.fullmatch(flat):
        return AnswerClass.candidate_question
    if requests.AFFIRMATIVE.fullmatch(flat):
        return AnswerClass.vague
    if count <= 25 and (requests.NOTHING_TO_ASK.search(flat) or requests.DECLINE.search(flat)):
        return AnswerClass.declined
    if requests.BACKCHANNEL.fullmatch(flat) or count <= 3:
        return AnswerClass.declined
    return AnswerClass.weak


def _refusal(flat: str, count: int) -> AnswerClass | None:
    """Refusing, not knowing or dodging, unless an answer follows: "I don't know why, but …"."""
    if count > REFUSAL_WORDS:
        return None
    for pattern, kind in (
        (requests.DECLINE, AnswerClass.declined),
        (requests.DONT_KNOW, AnswerClass.dont_know),
        (requests.EVADE, AnswerClass.evasive),
    ):
        match = pattern.search(flat)
        if match is None:
            continue
        rest = flat[match.end() :]
        but = requests.BUT.search(rest)
        told = (
            but is not None
            and len(rest[but.end() :].split()) >= AFTER_BUT_WORDS
            and pattern.search(rest[but.end() :]) is None
        )
        if kind is AnswerClass.dont_know and len(stories.I_DID.findall(rest)) >= 2:
            told = True
        if not told or kind is AnswerClass.evasive:
            return kind
    return None


def _off_topic(flat: str, words: list[str], listening: Listening) -> bool:
    """Nothing of the question in a turn long enough to have some of it."""
    if len(words) < 10:
        return False
    theme = " ".join((listening.question, listening.topic, *listening.keywords))
    stems = {word[:5] for word in lexicon.flatten(theme).split() if len(word) > 4}
    if any(word[:5] in stems for word in words):
        return False
    stray = len(stories.OFF_TOPIC.findall(flat))
    return stray >= 1 and len(stories.WORK.findall(flat)) <= stray


def _substance(reading: _Reading, listening: Listening) -> AnswerClass:
    """Strong, weak or vague."""
    flat, count = reading.flat, len(reading.words)
    hedges = len(stories.HEDGE.findall(flat))
    facts = len(reading.numbers) + len(reading.tools)
    deeds = sum(
        len(pattern.findall(flat)) for pattern in (stories.I_DID, stories.I_WOULD, stories.WE_DID)
    )
    specifics = facts + deeds
    if listening.seeks is not None and listening.seeks in reading.held:
        return AnswerClass.strong
    if listening.brief:
        return AnswerClass.vague if count < 4 else AnswerClass.strong
    if count < 12 and specifics <= 1 and (listening.seeks is None or facts == 0):
        return AnswerClass.vague
    if hedges >= 2 and specifics <= hedges and count < 60:
        return AnswerClass.vague
    if count < 30 and specifics == 0:
        tells = count >= 15 and len(stories.PAST_VERB.findall(flat)) >= 2
        replies = listening.seeks is not None and count >= 12 and hedges == 0
        if not tells and not replies:
            return AnswerClass.vague
    if listening.seeks is not None:
        return AnswerClass.weak
    if not reading.missing:
        return AnswerClass.strong
    nearly = len(reading.missing) == 1 and len(listening.expects) >= 3
    return AnswerClass.strong if nearly and count >= FULL_ANSWER_WORDS else AnswerClass.weak
