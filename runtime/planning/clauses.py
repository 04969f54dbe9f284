"""Statements of a document turned to the candidate, so that they can be spoken. Pure.

A statement that can't be said as a whole and in good grammar is left out: it is better to ask about
something else than to read out half a line.
"""

import re

from runtime.planning.figures import spoken_figures
from runtime.planning.verbs import BASE, GERUNDS, PASSIVE, gerund, is_past, past

LEAST_WORDS = 4
"""Of a clause; with fewer it says nothing: "you led projects"."""
MOST_WORDS = 15
DUTY_WORDS = range(2, 14)

_LABEL = re.compile(r"^[A-Z][\w &/,'’+-]{1,48}(?::|\s[–—-])\s+(?=[A-Z])")
"""A heading in front of the statement: "Illustration for Animation: Created …"."""
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]|\s*https?://\S+")
_QUOTES = re.compile(r"[\"“”„«»*_`]|(?<!\w)['‘]|['’](?!\w)")
_UNSPEAKABLE = re.compile(r"[^\w\s.,'’&%/+#-]|…|\.{2,}")
"""What is left of lists, links and layout; a statement with one of these is left out."""
_FIRST_SENTENCE = re.compile(r"(?<=[\w)%\]])(?<!\b[A-Z])[.;!](?:\s+|$)")
_ALWAYS_CUT = re.compile(
    r"(?:,?\s+(?:by|through|via)\s+(?=\w+ing\b)"
    r"|,?\s+(?:using|utili[sz]ing|leveraging|resulting|leading to|thereby|thus|which|while|whilst"
    r"|where|whose|ensuring|so that|such as|including|especially|particularly)\b"
    r"|\s+[-–—]+\s+|:\s|,\s+from\s+(?=\w+ing\b)|,\s+(?:and\s+)?(?=\w+ing\b))",
    re.IGNORECASE,
)
"""Where a statement may always end: what follows only adds to it."""
_MAY_CUT = re.compile(
    r"\s+(?=(?:by|through|via|with|for|across|within|throughout|during|under|over|to|in order)\s)",
    re.IGNORECASE,
)
"""Where a long statement may end."""
_AND_VERB = re.compile(r",?\s+(?:and|&|then)\s+(?=(?P<word>[A-Za-z-]+)\b)")
_COMMA_VERB = re.compile(r",\s+(?=(?P<word>[A-Za-z-]+)\b)")
_VERB_AFTER = re.compile(r"^((?:and|&|or)\s+|(?:\w+ing,\s+)*and\s+)(?P<verb>[a-z]+ing)\b")
_DANGLING = frozenset(
    re.findall(
        r"\S+",
        """
        a an the and or of to in on at by for from with as into our your their its is are was
        were that this these those more most over up than about & per between within high new
        """,
    )
)
_THEIRS = re.compile(r"\b(?:we|us|he|she|him|her|his|i'm|i've|i'll|you|your)\b", re.IGNORECASE)
_TO_YOU = {"our": "your", "my": "your", "i": "you", "me": "you", "myself": "yourself"}
_ADVERB = re.compile(r"^(?:[A-Za-z]+ly|also|then|single-handedly)\s+(?=\w)", re.IGNORECASE)


def told_to_you(statement: str, *, is_current: bool = False, most: int = MOST_WORDS) -> str | None:
    """ "Led the redesign of our catalogue, winning…" → "you led the redesign of your catalogue".

    None when the statement doesn't tell what the candidate did, or can't be said in `most` words.
    `is_current` lets statements in the present tense through.
    """
    text = _cleaned(statement)
    if text is None:
        return None
    text = re.sub(r"^I\s+(?:have\s+)?", "", text)
    bare = _ADVERB.sub("", text)
    first, _, rest = bare.partition(" ")
    word = first.lower()
    if word in GERUNDS:
        # "Producing brochures" is told as "produced", or as "produce" where it goes on.
        word = GERUNDS[word] if is_current else past(GERUNDS[word])
        rest = _VERB_AFTER.sub(lambda m: m[1] + _like(m["verb"], is_current), rest)
    if not rest or not re.fullmatch(r"[A-Za-z-]+", first):
        return None
    if word in PASSIVE and rest.split()[0].lower() in {"a", "an", "the", "to", "by", "as", "with"}:
        opening = f"you were {word}"
    elif word == "responsible" and rest.startswith("for "):
        opening = "you were responsible"
    elif is_past(word) or (is_current and word in BASE):
        opening = f"you {word}"
    else:
        return None
    body = _shortened(rest, most - len(opening.split()), told=is_past(word))
    if body is None or _THEIRS.search(body):
        return None
    said = f"{opening} {_turned(body)}"
    return said if LEAST_WORDS <= len(said.split()) <= most and _is_whole(said) else None


def _like(verb: str, is_current: bool) -> str:
    """A gerund beside one that was turned, turned the same way."""
    base = GERUNDS.get(verb.lower())
    if base is None:
        return verb
    return base if is_current else past(base)


def as_gerund(duty: str) -> str | None:
    """ "Own and run the payment service." → "owning and running the payment service".

    None when the duty doesn't begin with a verb or is too long to be spoken.
    """
    text = _cleaned(duty)
    if text is None:
        return None
    text = re.sub(
        r"^(?:You(?:['’]ll| will| would)?|We need you to|As [^,]{3,40}, you(?:['’]ll| will))\s+"
        r"(?:also\s+|be able to\s+|have to\s+|get to\s+|need to\s+)?",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r"^(?:be )?responsible for\s+(?=\w+ing\b)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:Help|Assist)\s+(?:us\s+)?(?:to\s+)?(?=\w)", "Help ", text)
    words = text.split()
    said: list[str] = []
    number = 0
    # A row of verbs in front: "Design, build and run …".
    while number < len(words):
        bare = words[number].rstrip(",").lower()
        if bare in BASE or (number == 0 and bare == "be"):
            said.append(gerund(bare) + ("," if words[number].endswith(",") else ""))
            number += 1
            if words[number - 1].endswith(","):
                if number < len(words) and words[number].lower() in {"and", "or", "&"}:
                    said.append("and")
                    number += 1
                continue
            if number + 1 < len(words) and words[number].lower() in {"and", "or", "&"}:
                following = words[number + 1].rstrip(",").lower()
                if following in BASE and _is_object(words, number + 2):
                    said.append("or" if words[number].lower() == "or" else "and")
                    number += 1
                    continue
            break
        if number == 0 and re.fullmatch(r"[a-z]{3,}ing", bare):
            said.append(bare)
            number += 1
        break
    if not said or number >= len(words) or said[-1].endswith(","):
        return None
    body = _shortened(" ".join(words[number:]), DUTY_WORDS.stop - 1 - len(said), told=False)
    if body is None:
        return None
    clause = f"{' '.join(said)} {body}"
    return clause if len(clause.split()) in DUTY_WORDS and _is_whole(clause) else None


def _is_object(words: list[str], at: int) -> bool:
    """Whether something follows that the verb before `at` can act on."""
    return at < len(words) and words[at].lower() not in {"of", "and", "or", ","}


def _cleaned(statement: str) -> str | None:
    """One spoken sentence without asides, or None if it holds something that can't be said."""
    text = " ".join(statement.replace("\u00ad", "").split()).strip(" -–—•·▪●*")
    text = _LABEL.sub("", text)
    text = _QUOTES.sub("", _ASIDE.sub("", text)).replace("’", "'")
    end = _FIRST_SENTENCE.search(text)
    text = text[: end.start()] if end else text
    text = spoken_figures(text.rstrip(" .,;:"))
    text = re.sub(r"\s&\s", " and ", text)
    text = re.sub(r"(?<=[a-z])/(?=[a-z])", " or ", text)
    text = re.sub(r"\bw/\s?", "with ", text)
    return text or None


def _shortened(text: str, most: int, *, told: bool) -> str | None:
    """The longest beginning of `text` that is whole and at most `most` words long."""
    ends = [match.start() for match in _ALWAYS_CUT.finditer(text)]
    ends += [match.start() for match in _AND_VERB.finditer(text) if _is_verb(match["word"], told)]
    ends += [match.start() for match in _COMMA_VERB.finditer(text) if _is_verb(match["word"], told)]
    text = text[: min(ends, default=len(text))].rstrip(" ,")
    if len(text.split()) > most:
        shorter = [
            text[: match.start()]
            for match in _MAY_CUT.finditer(text)
            if 3 <= len(text[: match.start()].split()) <= most
        ]
        text = shorter[-1].rstrip(" ,") if shorter else ""
    if not text or _UNSPEAKABLE.search(text):
        return None
    return text


def _is_verb(word: str, told: bool) -> bool:
    return is_past(word) if told else word.lower() in BASE


def _turned(text: str) -> str:
    return " ".join(_TO_YOU.get(word.lower(), word) for word in text.split())


def _is_whole(clause: str) -> bool:
    """Whether a clause doesn't break off, not even inside a list."""
    words = clause.split()
    last_item = clause.rpartition(",")[2].split()
    if "," in clause and len(last_item) < 2:
        return False
    return words[-1].lower() not in _DANGLING and clause.count(",") <= 3
