"""How a text must sound to be asked aloud: length, one question, no repeats, no taboo. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from runtime.interview.catalogue import QuestionPattern
from runtime.interview.tasks import CaseTemplate, CodingExercise
from seeds.catalogue import ANY_ROLE, TECHNICAL, Catalogue
from seeds.consistency import filled, needs_facts, probe_texts

OPENER_WORDS = range(8, 36)
PROBE_WORDS = range(5, 26)
TASK_WORDS = range(12, 56)
"""The opening of a case or an exercise has to set a scene."""
FACT_WORDS = range(5, 46)
"""A fact that a clarifying question unlocks."""
OPENER_SENTENCES = 2

OPENERS_ALIKE = 0.5
PROBES_ALIKE = 0.7
TASKS_ALIKE = 0.35
"""Share of content words two texts may have in common; measured on this catalogue, texts that
read as the same question lie above, texts that only share their subject below."""

DOUBLE = re.compile(
    r"\?.*\?"
    r"|(?<=[a-z,] )and (then |in |by |to |with |for |of |from |at )?"
    r"(what|how|why|who|whom|whose|when|where|which|did|do|does|would|could|can|will|is|are|was"
    r"|were|have|has)\b[^.]*\?"
    r"|\bor (what|how|why|who|when|where|which)\b[^.]*\?",
    re.IGNORECASE,
)
"""A second question hidden behind the first."""

_SENTENCE = re.compile(r"(?<=[.?!:])\s+")

UNSPEAKABLE = re.compile(r"[^A-Za-z ,.;:?!'\-]")
"""Digits, brackets, slashes and the like: each synthesiser reads them differently."""

CODING = re.compile(
    r"\b(cod(e|es|ing)|program(s|ming|mer)?|algorithms?|databases?|apis?|python|java(script)?"
    r"|sql|debug(s|ging)?|git|compil\w+|deploy\w*|refactor\w*|unit tests?|servers?)\b",
    re.IGNORECASE,
)

PROTECTED = re.compile(
    r"\b(how old|your age|date of birth|birth ?date|were you born|born in|marri\w+|husband|wife"
    r"|spouse|partner|pregnan\w+|child(ren|care)?|kids?|sons?|daughters?|famil(y|ies)|parents?"
    r"|relig\w+|church|faith|ethnic\w*|race|racial|national(ity|ities)|citizen\w*|native|accent"
    r"|where are you from|origin|disab\w+|ill|illness\w*|sick\w*|health\w*|medical\w*|gender"
    r"|sexual\w*|orientation|politic\w*|trade union)\b",
    re.IGNORECASE,
)
"""Characteristics a question may not touch, not even in a role play."""

_COMMON = frozenset(
    re.findall(
        r"\S+",
        """
        a an the and or but if so of to in on at by for from with without about into out up down
        over off as than then that this these those it its i i'd i'm i've you you'd you're you've
        your yourself me my we us our they them their he she his her him is are was were be been
        do did does done doing don't didn't have has had would could should can will what which
        who whom how when where why there here not no any some one ones own
        """,
    )
)
"""Words that say nothing about the subject."""


def words(text: str) -> list[str]:
    """Spoken words, lower case."""
    return re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())


def warnings(catalogue: Catalogue) -> list[str]:
    """One line per text that wouldn't sound right, with the pattern's id."""
    return [
        *(w for pattern in catalogue.patterns for w in _pattern(pattern)),
        *(w for exercise in catalogue.exercises for w in _exercise(exercise, catalogue)),
        *(w for case in catalogue.cases for w in _case(case, catalogue)),
        *(
            w
            for where, text in fit_questions(catalogue)
            for w in _text(where, text, OPENER_WORDS, ANY_ROLE)
        ),
        *alike([*openers(catalogue.patterns), *fit_questions(catalogue)], OPENERS_ALIKE),
        *alike([*probes(catalogue.patterns), *task_probes(catalogue)], PROBES_ALIKE),
        *alike(tasks(catalogue), TASKS_ALIKE),
    ]


def openers(patterns: Iterable[QuestionPattern]) -> list[tuple[str, str]]:
    return [(_of(p), filled(p, p.template)) for p in patterns]


def asked(patterns: Sequence[QuestionPattern]) -> list[tuple[str, str]]:
    """What each opener asks: of one that states a fact first, the question alone.

    A fact is asked about once in an interview, so two patterns for one kind of fact must differ in
    the question; the fact they have in common says nothing.
    """
    return [
        (name, _SENTENCE.split(text)[-1] if needs_facts(pattern) else text)
        for pattern, (name, text) in zip(patterns, openers(patterns), strict=True)
    ]


def probes(patterns: Iterable[QuestionPattern]) -> list[tuple[str, str]]:
    return [(_of(p), filled(p, text)) for p in patterns for text in probe_texts(p)]


def fit_questions(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(_of(kind), text) for kind in catalogue.archetypes for text in kind.fit_questions]


def task_probes(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [
        *((_of(e), text) for e in catalogue.exercises for text in e.probing_questions),
        *((_of(case), text) for case in catalogue.cases for text in case_probes(case)),
    ]


def tasks(catalogue: Catalogue) -> list[tuple[str, str]]:
    """What tells exercises and cases apart: the task and the flaw, the statement."""
    return [
        *((_of(e), f"{e.name} {e.task} {e.bug_description}") for e in catalogue.exercises),
        *((_of(case), f"{case.name} {case.prompt_statement}") for case in catalogue.cases),
    ]


def case_probes(case: CaseTemplate) -> list[str]:
    """All probes of a case, in the order of its stages."""
    return [text for guide in case.probing_map.values() for text in guide.if_missing + guide.push]


def _of(thing: Any) -> str:
    """`pattern 'swe_intro_story'`: an entry by its kind and id."""
    field = thing.__struct_fields__[0]
    return f"{field.removesuffix('_id')} {getattr(thing, field)!r}"


def _pattern(pattern: QuestionPattern) -> Iterator[str]:
    where = f"pattern {pattern.pattern_id!r}"
    opener = filled(pattern, pattern.template)
    yield from _text(where, opener, OPENER_WORDS, pattern.role_category)
    if len(re.findall(r"[.?!](?=\s|$)", opener)) > OPENER_SENTENCES:
        yield f"{where}: more than {OPENER_SENTENCES} sentences: {opener}"
    for probe in probe_texts(pattern):
        yield from _text(where, filled(pattern, probe), PROBE_WORDS, pattern.role_category)


def _exercise(exercise: CodingExercise, catalogue: Catalogue) -> Iterator[str]:
    where = _of(exercise)
    category = catalogue.category_of(exercise.role_kit_id)
    yield from _text(where, exercise.task, TASK_WORDS, category)
    for probe in exercise.probing_questions:
        yield from _text(where, probe, PROBE_WORDS, category)


def _case(case: CaseTemplate, catalogue: Catalogue) -> Iterator[str]:
    where = _of(case)
    category = catalogue.category_of(case.role_kit_id)
    yield from _text(where, case.prompt_statement, TASK_WORDS, category)
    for reveal in case.revealable_data:
        yield from _text(f"{where}: reveal {reveal.reveal_id!r}", reveal.say, FACT_WORDS, category)
    for probe in case_probes(case):
        yield from _text(where, probe, PROBE_WORDS, category)


def _text(where: str, text: str, length: range, role_category: str) -> Iterator[str]:
    count = len(words(text))
    if count not in length:
        yield f"{where}: {count} words, not {length.start} to {length.stop - 1}: {text}"
    if not text.endswith((".", "?")):
        yield f"{where}: must end in a full stop or a question mark: {text}"
    if DOUBLE.search(text):
        yield f"{where}: sounds like two questions: {text}"
    if odd := UNSPEAKABLE.search(text):
        yield f"{where}: {odd[0]!r} can't be spoken: {text}"
    if taboo := PROTECTED.search(text):
        yield f"{where}: touches a protected characteristic ({taboo[0]}): {text}"
    if role_category not in TECHNICAL and (coding := CODING.search(text)):
        yield f"{where}: coding content ({coding[0]}) in a non-technical pattern: {text}"


def alike(texts: list[tuple[str, str]], limit: float) -> Iterator[str]:
    """Pairs of texts whose content words overlap by `limit` or more (Jaccard index)."""
    bags = [_content(text) for _, text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(bags):
        shared: dict[int, int] = defaultdict(int)
        for word in bag:
            for other in holders[word]:
                shared[other] += 1
            holders[word].append(index)
        for other, common in shared.items():
            if common / (len(bag) + len(bags[other]) - common) >= limit:
                first, second = texts[other], texts[index]
                yield f"{second[0]}: {second[1]!r} is too like {first[0]}: {first[1]!r}"


def _content(text: str) -> frozenset[str]:
    """The words that carry the subject; all of them where hardly one does."""
    every = frozenset(words(text))
    content = every - _COMMON
    return content if len(content) > 1 else every
