"""The texts of the catalogue that stand in every plan as they are written. Pure."""

from collections.abc import Iterable, Iterator

from runtime.interview.catalogue import QuestionPattern
from runtime.interview.filling import Slots, fill_probes
from runtime.interview.task_question import task_question
from runtime.interview.tasks import CaseTemplate, CodingExercise
from runtime.interview.translations import in_language
from runtime.planning.fit import fit_patterns
from runtime.planning.preparation import Library

_NOTHING = Slots(known={}, fallback={})


def constant_texts(library: Library, languages: Iterable[str]) -> list[str]:
    """Questions and probes whose slots, if they have any, the pattern itself fills; each once.

    What a résumé, a job or a role fills is different in every plan and isn't among them.
    """
    patterns = [pattern for one in languages for pattern in in_language(library.patterns, one)]
    for archetype in library.archetypes:
        patterns += fit_patterns(archetype)
    found = [text for pattern in patterns for text in _of_pattern(pattern)]
    tasks: list[CodingExercise | CaseTemplate] = [*library.exercises, *library.cases]
    for item in tasks:
        question, _ = task_question(item, question_id="q")
        found += [question.text, *(probe.text for probe in question.probes)]
    return list(dict.fromkeys(found))


def _of_pattern(pattern: QuestionPattern) -> Iterator[str]:
    text = _NOTHING.filled(pattern.template, pattern.variables)
    if text is not None:
        yield text[:1].upper() + text[1:]
    for probe in fill_probes("q", pattern, _NOTHING):
        yield probe.text
