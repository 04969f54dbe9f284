"""What a model's wording of a directive may be, decided word by word in code. Pure.

The question itself stays as planned, so that every candidate is asked the same; a model words only
the bridge to it. The rules are for English, like the core's phrase bank, and rather refuse too
much: what is refused costs nothing, because then the directive's own text is spoken.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from runtime.interview.actions import Directive, Intent
from runtime.interview.plan import Mode
from runtime.providers.rewording_words import (
    ASKS_AT_ONCE,
    FEEDBACK,
    FOREIGN,
    PLAN,
    STOP,
    VERDICT,
)

BRIDGE_WORDS = 25
"""One sentence; a longer one delays the question and invites the model to ramble."""
LEAKED_WORDS = 2
"""So many telling words shared with the expected signal, and the bridge gives it away."""

REWORDED = frozenset({Intent.ask, Intent.probe, Intent.clarify})
"""Intents worth rewording. The others hold fixed facts (who speaks, that it is a machine, what the
company answers, that the interview ends) or are so short that a pattern says them best."""


class Rule(StrEnum):
    """The rules, in the order in which they are checked."""

    nothing_said = "nothing_said"
    markup = "markup"
    language = "language"
    question_changed = "question_changed"
    another_question = "another_question"
    too_long = "too_long"
    feedback = "feedback"
    verdict = "verdict"
    plan_leak = "plan_leak"
    invented = "invented"


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKUP = re.compile(
    r"[*_#<>\[\]{}|\\`~^]|https?:|^\s*[-•]|^\s*\w+\s*:|[\x00-\x1f\x7f]", re.MULTILINE
)
_QUESTION_MARKS = re.compile(r"[?？؟⁇⁈⁉]")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!…:,;])\s+")

_ASKS = re.compile(
    r"\b(tell (me|us)|walk (me|us)|talk (me|us)|could you|can you|would you|will you|do you|"
    r"did you|have you|had you|are you|were you|please|let me ask|let me know|"
    r"(like|want|love|need|curious|interested) to (know|hear|understand|see|learn)|curious|wonder|"
    r"in (more )?detail|elaborate|explain|as well as|and also)\b"
)
_HARMLESS = re.compile(r"\b(all right|right now|as well|well,|well then)")
"""Taken out before words of judgement are looked for."""
_FEEDBACK_PHRASES = re.compile(
    r"\b(makes sense|makes a lot of sense|next time|on track|fair point|"
    r"(that's|that is|that was|you're|you are|you were) right)\b"
)


def cleaned(text: str) -> str:
    """The model's answer without the whitespace and quotation marks it likes to put around it."""
    text = _SPACE.sub(" ", text).strip()
    if len(text) > 1 and text[0] in "\"“'‘" and text[-1] in "\"”'’":
        text = text[1:-1].strip()
    return text


def completed(text: str, directive: Directive) -> str:
    """The model's sentence with the question behind it, which it was told to leave to us.

    A model that wrote the question all the same is taken at its word.
    """
    question = directive.question or ""
    asked = _words(question)
    if not asked or _words(text)[-len(asked) :] == asked:
        return text
    if text and text[-1] not in ".!…:;,–—?":
        text += "."
    return f"{text} {question}".strip()


def with_question(text: str, directive: Directive) -> str:
    """A wording that breaks no rule, with the question exactly as planned at its end, so that
    whoever looks for the question in what was spoken finds it."""
    question = directive.question or ""
    bridge = _before(text, len(_words(text)) - len(_words(question))).rstrip()
    return f"{bridge} {question}".strip()


def rewordable(directive: Directive, language: str) -> bool:
    """Whether a model may try at all."""
    return (
        directive.intent in REWORDED
        and bool(directive.question)
        and language.split("-")[0].lower() == "en"
    )


def broken_rule(
    text: str,
    directive: Directive,
    *,
    mode: Mode,
    recent: Sequence[str],
    known: Sequence[str] = (),
) -> Rule | None:
    """The first rule that a wording of the directive breaks; None if it may be spoken.

    `text` is what `cleaned` gave, `recent` the lines the model was shown, `known` other texts whose
    names it may use: those of the job.
    """
    question = directive.question or ""
    spoken, asked = _words(text), _words(question)
    if not spoken or not asked:
        return Rule.nothing_said
    if _MARKUP.search(text):
        return Rule.markup
    if _foreign(text):
        return Rule.language
    if spoken[-len(asked) :] != asked:
        return Rule.question_changed
    bridge = _before(text, len(spoken) - len(asked))
    own_bridge = directive.text[: max(0, directive.text.rfind(question))]
    if len(_QUESTION_MARKS.findall(text)) > max(1, len(_QUESTION_MARKS.findall(question))):
        return Rule.another_question
    if _QUESTION_MARKS.search(bridge) or _asks(bridge):
        return Rule.another_question
    words = _words(bridge)
    if len(spoken) > directive.max_words or len(words) > BRIDGE_WORDS:
        return Rule.too_long
    new = [word for word in words if word not in _words(own_bridge)]
    if mode is Mode.assessment and _judges(bridge, new):
        return Rule.feedback
    if not VERDICT.isdisjoint(new):
        return Rule.verdict
    if _leaks(new, directive, recent):
        return Rule.plan_leak
    if _invents(bridge, directive, [*recent, *known]):
        return Rule.invented
    return None


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def _before(text: str, count: int) -> str:
    """The first `count` words of the text, with what stands between them."""
    if count == 0:
        return ""
    ends = [match.end() for match in _WORD.finditer(text)]
    starts = [match.start() for match in _WORD.finditer(text)]
    return text[: starts[count]] if count < len(starts) else text[: ends[count - 1]]


def _foreign(text: str) -> bool:
    """Another alphabet, or words that only other languages have."""
    letters = [char for char in text if char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    return latin < len(letters) or sum(word in FOREIGN for word in _words(text)) >= 2


def _asks(bridge: str) -> bool:
    flat = " ".join(_words(bridge))
    if _ASKS.search(flat):
        return True
    for clause in _SENTENCE.split(bridge):
        words = [word for word in _words(clause) if word not in ("and", "so", "but", "then", "or")]
        if words and words[0] in ASKS_AT_ONCE:
            return True
    return False


def _judges(bridge: str, new: Sequence[str]) -> bool:
    kept = set(_words(_HARMLESS.sub(" ", bridge.casefold())))
    judging = FEEDBACK.intersection(new).intersection(kept)
    return bool(judging) or _FEEDBACK_PHRASES.search(bridge.casefold()) is not None


def _leaks(new: Sequence[str], directive: Directive, recent: Sequence[str]) -> bool:
    """Words about the plan, or telling words of what the answer should show."""
    known = {*_words(directive.text), *(word for line in recent for word in _words(line))}
    fresh = {word for word in new if word not in known}
    if not PLAN.isdisjoint(fresh):
        return True
    telling = {word for word in _words(directive.expected_signal) if word not in STOP}
    return len(fresh & telling) >= LEAKED_WORDS


def _invents(bridge: str, directive: Directive, recent: Sequence[str]) -> bool:
    """A number or a name that neither the plan nor the conversation nor the job holds."""
    known = {*_words(directive.text), *(word for line in recent for word in _words(line))}
    for clause in re.split(r"(?<=[.!…:])\s+", bridge):
        for index, match in enumerate(_WORD.finditer(clause)):
            word = match[0].replace("’", "'")
            named = word[0].isupper() and index > 0 and word.split("'")[0] != "I"
            counted = any(char.isdigit() for char in word)
            if (named or counted) and word.casefold() not in known:
                return True
    return False
