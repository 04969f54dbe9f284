"""The interviewer's own words: a phrase bank by situation and style, and how text is cut. Pure.

Everything here is spoken as it stands, so a phrase is short, asks nothing unless its situation
is a question, and neither praises nor coaches. Which variant comes is decided by the plan's seed;
a situation goes through all its variants before one returns, so none comes twice in a row.
"""

import re
from collections.abc import Mapping, Sequence

from runtime.interview.languages import primary
from runtime.interview.lexicon import flatten
from runtime.interview.phrases import variants
from runtime.interview.plan import InterviewPlan
from runtime.interview.seed import shuffled
from runtime.interview.situations import Situation

_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[\"“¿¡A-ZÁÉÍÓÚÑ0-9])")
_NUMERALS: dict[str, tuple[str, ...]] = {
    "en": (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
    ),
    "es": (
    "cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce",
    ),
}  # fmt: skip
_LANGUAGE_NAMES = {
    "en": {"en": "English", "es": "Spanish"},
    "es": {"en": "inglés", "es": "español"},
}
_OR = {"en": " or ", "es": " o "}
_ACRONYMS = ("html", "grpc")


def phrase(
    plan: InterviewPlan, used: Mapping[str, int], situation: Situation, **slots: str
) -> tuple[str, dict[str, int]]:
    """A variant for the situation in the plan's style, and the counts with it added."""
    bank = variants(primary(plan.language), plan.style, situation)
    count = used.get(situation, 0)
    order = shuffled(plan.seed, situation, range(len(bank)))
    text = bank[order[count % len(bank)]].format(**slots)
    return text, {**used, situation: count + 1}


def joined(*parts: str) -> str:
    """Parts with single spaces; empty ones vanish."""
    return " ".join(part.strip() for part in parts if part.strip())


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text.strip()) if part]


def whole_words(text: str, chars: int) -> tuple[str, str]:
    """Text cut at the last word boundary at or before `chars`: (heard, unheard)."""
    if chars >= len(text.rstrip()):
        return text, ""
    if chars <= 0:
        return "", text
    cut = chars if text[chars].isspace() else text.rfind(" ", 0, chars) + 1
    return text[:cut].rstrip(), text[cut:].lstrip()


def heard_part(text: str, question: str | None, chars: int) -> float:
    """How much of the question inside the text was heard, 0 to 1; 1 without a question."""
    if question is None:
        return 1.0
    start = text.rfind(question)
    if start < 0:
        return min(1.0, chars / max(1, len(text)))
    return min(1.0, max(0.0, (chars - start) / max(1, len(question))))


def unheard_rest(text: str, question: str | None, chars: int) -> str:
    """What to say again after a lost connection.

    From the sentence that was cut, unless that lies inside the question: half a question is no
    question, so then the whole of it.
    """
    start = text.rfind(question) if question else -1
    position = 0
    for sentence in sentences(text):
        position = text.index(sentence, position)
        if position + len(sentence) > chars:
            break
        position += len(sentence)
    if question and position >= start:
        return question
    return text[position:].strip()


def simplified(question: str) -> str:
    """The question without its introduction: the sentence that asks."""
    parts = [part for part in sentences(question) if not part.endswith(":")]
    asking = [part for part in parts if part.endswith("?")]
    return (asking or parts or [question])[-1 if asking else 0]


def minutes(duration_s: float, language: str = "en") -> str:
    """A duration as it is said: "six minutes", "one minute", "half an hour"."""
    whole = max(1, round(duration_s / 60))
    spanish = language == "es"
    if whole in (1, 30, 60):
        named = {1: "one minute", 30: "half an hour", 60: "an hour"}
        spanish_named = {1: "un minuto", 30: "media hora", 60: "una hora"}
        return (spanish_named if spanish else named)[whole]
    numerals = _NUMERALS["es" if spanish else "en"]
    number = numerals[whole] if whole < len(numerals) else str(whole)
    return f"{number} {'minutos' if spanish else 'minutes'}"


def named_languages(languages: Sequence[str], language: str) -> str:
    """ "English or Spanish", in the interviewer's language."""
    names = _LANGUAGE_NAMES.get(language, _LANGUAGE_NAMES["en"])
    known = [names.get(name, name) for name in dict.fromkeys(languages)]
    return _OR.get(language, " or ").join(known)


def faq_answer(faq: Mapping[str, str], asked: str) -> str | None:
    """The answer whose keyword is named in what was asked; the longest keyword wins.

    A key lists alternatives separated by commas; one of several words must occur as a phrase.
    Words longer than three letters also match longer forms: "team" finds "teams".
    """
    flat = f" {flatten(asked)} "
    best: tuple[int, str] | None = None
    for key, answer in faq.items():
        for alternative in key.split(","):
            words = flatten(alternative.replace("_", " ")).split()
            if not words:
                continue
            spoken = r"\s".join(re.escape(word) + (r"\w*" * (len(word) > 3)) for word in words)
            length = sum(map(len, words))
            if re.search(rf"\s{spoken}\s", flat) and (best is None or length > best[0]):
                best = (length, answer)
    return best[1] if best is not None else None


def spoken_name(name: str | None) -> str:
    """First name with a leading space, as greetings want it; nothing for none."""
    words = (name or "").split()
    return f" {words[0].strip(',.;:!?')}" if words else ""


def unquestioned(text: str) -> str:
    """Text that asks nothing: its question sentences are dropped."""
    return joined(*(part for part in sentences(text) if "?" not in part))


def before_question(text: str) -> tuple[str, str]:
    """Text split in front of the sentence that asks; all of it is the question if none does."""
    parts = sentences(text)
    asking = [index for index, part in enumerate(parts) if part.endswith("?")]
    if not asking:
        return "", text
    return joined(*parts[: asking[-1]]), joined(*parts[asking[-1] :])


def as_written(tool: str, text: str) -> str:
    """A tool's name as the candidate's transcript has it; recognisers write names small."""
    match = re.search(rf"\b{re.escape(tool)}\b", text, re.IGNORECASE)
    name = match[0] if match else tool
    if name.islower():
        return name.upper() if len(name) <= 3 or name in _ACRONYMS else name.capitalize()
    return name
