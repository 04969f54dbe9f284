"""What need not be asked any more: asked, refused, or told in an answer to something else. Pure."""

from collections.abc import Collection

from runtime.interview import languages, lexicon
from runtime.interview.pieces import pieces
from runtime.interview.plan import InterviewPlan, Question
from runtime.interview.state import Foretold, InterviewState

FORETELLING_WORDS = 40
"""A shorter answer does not answer another question in passing."""
KEYWORD_SHARE = 0.5
"""Part of a question's keywords that an answer must hold to have touched it, at least two."""
_GENERIC = frozenset(
    (
        "team", "proje", "custo", "decid", "resul", "chang", "work", "time", "help", "probl",
        "plan", "learn", "manag",
    )
)  # fmt: skip
"""Keywords of so many questions that they tell nothing of one."""
ALIKE = 0.75
"""Part of the shorter text's telling words that two texts of one meaning share."""
ALIKE_WORDS = 3
"""With fewer telling words in common nothing can be said about meaning."""

_WITHOUT_MEANING = (
    "about after again and any are because been before being could describe did does doing "
    "done ever example first for from give had has have how into its like made make more most "
    "much nearest need one other over own part recent really said should some something tell "
    "than that the their them then there they thing think this time through took use used "
    "want was were what when where which while who why will with without work would you your "
    "yours yourself last situation talk walk happened happen changed change would team que "
    "como cual cuando donde quien para por con sin una uno los las del sobre este esta eso "
    "usted hizo hace tiempo vez cuenteme hableme digame describa algo muy mas pero porque fue "
    "era ser trabajo situacion"
)
_EMPTY_WORDS = frozenset(_WITHOUT_MEANING.split())
_REFUSES = ("about", "discuss", "into", "share", "disclose", "sobre", "de", "comentar")


def telling_words(text: str) -> frozenset[str]:
    """Stems of the words that carry a text's meaning."""
    words = lexicon.flatten(text).split()
    return frozenset(word[:6] for word in words if len(word) > 2 and word not in _EMPTY_WORDS)


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Two texts of these telling words ask for much the same."""
    shared = len(first & second)
    return shared >= ALIKE_WORDS and shared >= ALIKE * min(len(first), len(second))


def barred(plan: InterviewPlan, state: InterviewState) -> frozenset[str]:
    """Ids of questions that must not be asked any more, besides those that were."""
    questions = {
        str(question.question_id): question for phase in plan.phases for question in phase.questions
    }
    told = {name: telling_words(question.text) for name, question in questions.items()}
    closed = [questions[name] for name in state.asked_questions if name in questions]
    refused = [questions[name] for name in state.declined if name in questions]
    return frozenset(
        name
        for name, question in questions.items()
        if name in state.skipped
        or any(
            _near(question, other) or alike(told[name], told[other.question_id]) for other in closed
        )
        or any(_near(question, other) or question.topic == other.topic for other in refused)
        or refuses(state.declined_words, f"{question.text} {question.topic}")
    ) - frozenset(state.asked_questions)


def _near(one: Question, other: Question) -> bool:
    if one.question_id == other.question_id:
        return False
    return other.question_id in one.near or one.question_id in other.near


def refused_words(text: str) -> tuple[str, ...]:
    """Telling words of what a candidate would not talk about: "I'd rather not discuss my divorce"
    gives `divorc`."""
    flat = lexicon.flatten(text).split()
    for index, word in enumerate(flat[:-1]):
        if word in _REFUSES:
            told = telling_words(" ".join(flat[index + 1 : index + 7]))
            return tuple(sorted(stem for stem in told if len(stem) > 3 and stem not in _VAGUE))
    return ()


_VAGUE = frozenset(("questi", "topic", "detail", "please", "sorry", "moment", "person", "anythi"))


def refuses(declined_words: Collection[str], text: str) -> bool:
    """The text is about something the candidate would not talk about."""
    return bool(telling_words(text).intersection(declined_words))


def foretold(plan: InterviewPlan, state: InterviewState, text: str) -> tuple[Foretold, ...]:
    """Planned questions still to come that an answer to another one has touched."""
    if len(text.split()) < FORETELLING_WORDS:
        return ()
    flat = lexicon.without_fillers(lexicon.flatten(text))
    words = languages.spoken(flat, (plan.language, *plan.response_languages))
    held = pieces(flat, words)
    told, themes = f" {flat}", telling_words(flat)
    found = []
    for phase in plan.phases[state.phase_index :]:
        for question in phase.questions:
            if question.question_id in state.asked_questions or not question.expects:
                continue
            keywords = [word for word in question.keywords if word[:5] not in _GENERIC]
            hits = sum(f" {lexicon.flatten(keyword)}" in told for keyword in keywords)
            themed = bool(telling_words(question.topic) & themes)
            if themed and hits >= 2 and hits >= KEYWORD_SHARE * len(keywords):
                covered = tuple(piece for piece in question.expects if piece in held)
                found.append(Foretold(question_id=question.question_id, covered=covered))
    return tuple(found)


def joined(before: tuple[Foretold, ...], now: tuple[Foretold, ...]) -> tuple[Foretold, ...]:
    """Per question the telling that held most."""
    best = {told.question_id: told for told in before}
    for told in now:
        known = best.get(told.question_id)
        if known is None or len(told.covered) > len(known.covered):
            best[told.question_id] = told
    return tuple(best.values())
