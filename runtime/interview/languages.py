"""The languages in which answers are understood, and how one hears which it is. Pure."""

import re
from collections.abc import Sequence

from runtime.interview import (
    english_evidence,
    english_hints,
    english_requests,
    english_stories,
    english_weights,
    quantities,
    spanish_quantities,
    spanish_requests,
    spanish_stories,
)
from runtime.interview.lexicon import Lexicon, flatten

ENGLISH = Lexicon(
    language="en",
    clipped=english_stories.DEED,
    hints=english_hints.HINTS,
    weights=english_weights.WEIGHTS,
    backchannel=english_requests.BACKCHANNEL,
    affirmative=english_requests.AFFIRMATIVE,
    nothing_to_ask=english_requests.NOTHING_TO_ASK,
    repeat=english_requests.REPEAT,
    time=english_requests.TIME,
    end=english_requests.END,
    clarify=english_requests.CLARIFY,
    decline=english_requests.DECLINE,
    dont_know=english_requests.DONT_KNOW,
    evade=english_requests.EVADE,
    but=english_requests.BUT,
    interrogative=english_requests.INTERROGATIVE,
    about_us=english_requests.ABOUT_US,
    feedback=english_requests.FEEDBACK,
    plan=english_requests.PLAN,
    hostile=english_requests.HOSTILE,
    i_did=english_stories.I_DID,
    i_would=english_stories.I_WOULD,
    we_did=english_stories.WE_DID,
    past_verb=english_stories.PAST_VERB,
    chained=english_stories.CHAINED,
    my_role=english_evidence.MY_ROLE,
    context=english_evidence.CONTEXT,
    result=english_evidence.RESULT,
    trade_off=english_evidence.TRADE_OFF,
    verification=english_evidence.VERIFICATION,
    hedge=english_stories.HEDGE,
    off_topic=english_stories.OFF_TOPIC,
    work=english_stories.WORK,
    i_word=english_stories.I_WORD,
    we_word=english_stories.WE_WORD,
    numbers=quantities.NUMBERS,
    metric=quantities.METRIC,
    change=quantities.CHANGE,
    baseline=quantities.BASELINE,
    share=quantities.SHARE,
    scope=quantities.SCOPE,
)

SPANISH = Lexicon(
    language="es",
    pronouns_dropped=True,
    backchannel=spanish_requests.BACKCHANNEL,
    affirmative=spanish_requests.AFFIRMATIVE,
    nothing_to_ask=spanish_requests.NOTHING_TO_ASK,
    repeat=spanish_requests.REPEAT,
    time=spanish_requests.TIME,
    end=spanish_requests.END,
    clarify=spanish_requests.CLARIFY,
    decline=spanish_requests.DECLINE,
    dont_know=spanish_requests.DONT_KNOW,
    evade=spanish_requests.EVADE,
    but=spanish_requests.BUT,
    interrogative=spanish_requests.INTERROGATIVE,
    about_us=spanish_requests.ABOUT_US,
    feedback=spanish_requests.FEEDBACK,
    plan=spanish_requests.PLAN,
    hostile=spanish_requests.HOSTILE,
    i_did=spanish_stories.I_DID,
    i_would=spanish_stories.I_WOULD,
    we_did=spanish_stories.WE_DID,
    past_verb=spanish_stories.PAST_VERB,
    chained=spanish_stories.CHAINED,
    my_role=spanish_stories.MY_ROLE,
    context=spanish_stories.CONTEXT,
    result=spanish_stories.RESULT,
    trade_off=spanish_stories.TRADE_OFF,
    verification=spanish_stories.VERIFICATION,
    hedge=spanish_stories.HEDGE,
    off_topic=spanish_stories.OFF_TOPIC,
    work=spanish_stories.WORK,
    i_word=spanish_stories.I_WORD,
    we_word=spanish_stories.WE_WORD,
    numbers=spanish_quantities.NUMBERS,
    metric=spanish_quantities.METRIC,
    change=spanish_quantities.CHANGE,
    baseline=spanish_quantities.BASELINE,
    share=spanish_quantities.SHARE,
    scope=spanish_quantities.SCOPE,
)

LEXICONS = {"en": ENGLISH, "es": SPANISH}

_ENGLISH_WORDS = (
    "the and to of i that it was we is my in for with you a they this but so at on then have "
    "had were what how do dont not be are im me your our their from can could would about "
    "because just know think yes there he she his her them when which who as by or if"
)
_SPANISH_WORDS = (
    "que de la el y los las un una con por para lo mi mis se pero como del al yo fue muy si "
    "porque cuando tenia estaba habia hice era le les su sus nos este esta eso esto mas ya "
    "tengo puede podria favor gracias pregunta repetir momento algo ser hay cliente clientes "
    "trabajo usted soy llame entonces despues primero luego todo nunca siempre tambien desde "
    "hasta sobre sin donde cual quien hola recuerdo ni ano anos dos tres"
)
_COMMON = {
    "en": frozenset(_ENGLISH_WORDS.split()),
    "es": frozenset(_SPANISH_WORDS.split()),
}
"""Frequent words that tell the two apart; words of both ("no", "me", "a") are in neither."""
SURE_WORDS = 4
"""So many words of a language, and twice as many as of the other, leave no doubt."""


def primary(language: str) -> str:
    """The language of a tag: `es-MX` is `es`."""
    return language.replace("_", "-").split("-")[0].lower()


_OF_A_ROLE = {
    "es": re.compile(r"\b(?:bilingual|spanish|bilingue|espanol)\b"),
    "en": re.compile(r"\b(?:bilingual|english|bilingue|ingles)\b"),
}


def response_languages(language: str, wanted: Sequence[str], role: str) -> tuple[str, ...]:
    """Languages of answers besides the interviewer's: those asked for, and those that the name of
    a bilingual role says."""
    named = [name for name, cue in _OF_A_ROLE.items() if cue.search(flatten(role))]
    known = (name for name in (*map(primary, wanted), *named) if name in LEXICONS)
    return tuple(dict.fromkeys(name for name in known if name != primary(language)))


def spoken(flat: str, languages: Sequence[str]) -> Lexicon:
    """The lexicon an answer is read with: of the welcome languages, the one it sounds like."""
    welcome = [LEXICONS[name] for name in languages if name in LEXICONS] or [ENGLISH]
    if len(welcome) == 1:
        return welcome[0]
    words = flat.split()
    return max(welcome, key=lambda lexicon: _common(words, lexicon.language))


def is_other(flat: str, languages: Sequence[str]) -> bool:
    """Clearly in a language we know, and one that is not welcome."""
    words = flat.split()
    counts = {language: _common(words, language) for language in LEXICONS}
    welcome = max((counts.get(name, 0) for name in languages), default=0)
    return any(
        count >= SURE_WORDS and count > 2 * welcome
        for name, count in counts.items()
        if name not in languages
    )


def _common(words: Sequence[str], language: str) -> int:
    return sum(word in _COMMON[language] for word in words)
