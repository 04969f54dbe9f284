"""Patterns become questions: slots are filled, and every text holds one question. Pure."""

import re
from collections.abc import Mapping

from runtime.errors import InvalidContent
from runtime.interview.catalogue import ProbeTree, QuestionPattern
from runtime.interview.plan import Missing, Probe, ProbeId, ProbeTrigger, Question, QuestionId

_SLOT = re.compile(r"\{\{\s*([\w/ -]+?)\s*\}\}")


def plain_name(words: str | None) -> str | None:
    """A name as it can stand in a spoken sentence: nothing in it can ask or end one."""
    if words is None:
        return None
    kept = "".join(letter if letter.isalnum() or letter in " &'+-/#." else " " for letter in words)
    return " ".join(kept.split())[:80].strip(" .") or None


class Slots:
    """Values for `{{variables}}`: what is known first, then the pattern's own, then the role's."""

    def __init__(self, *, known: Mapping[str, str], fallback: Mapping[str, str]) -> None:
        self._known = known
        self._fallback = fallback

    def with_facts(self, facts: Mapping[str, str]) -> "Slots":
        """The same, with a fact of the résumé or the job on top."""
        return Slots(known={**self._known, **facts}, fallback=self._fallback)

    def filled(self, template: str, defaults: Mapping[str, str]) -> str | None:
        """The template with every slot filled, or None if one has no value anywhere."""
        values = {**self._fallback, **defaults, **self._known}
        if any(not values.get(name) for name in slots_of(template)):
            return None
        text = _SLOT.sub(lambda slot: values[slot[1]], template)
        return " ".join(text.split())


def slots_of(template: str) -> list[str]:
    """Names of the slots of a text, in their order."""
    return _SLOT.findall(template)


def fill_question(question_id: str, pattern: QuestionPattern, slots: Slots) -> Question:
    text = slots.filled(pattern.template, pattern.variables)
    if text is None:
        raise InvalidContent(f"pattern {pattern.pattern_id} has a slot without a value")
    return Question(
        question_id=QuestionId(question_id),
        pattern_id=pattern.pattern_id,
        topic=slots.filled(pattern.topic, pattern.variables) or "",
        text=_one_question(text, pattern.pattern_id),
        expected_signal=pattern.expected_signal,
        expects=tuple(pattern.expects),
        dimensions=tuple(pattern.dimensions),
        patience=pattern.patience,
        seconds=pattern.seconds,
        probes=fill_probes(question_id, pattern, slots),
        probe_depth=pattern.probe_tree.max_depth,
        keywords=tuple(pattern.keywords),
    )


def fill_probes(question_id: str, pattern: QuestionPattern, slots: Slots) -> tuple[Probe, ...]:
    """The probe tree as one list; a probe whose slot has no value is left out."""
    tree: ProbeTree = pattern.probe_tree
    listed: list[tuple[str, ProbeTrigger, Missing | None]] = [
        (text, ProbeTrigger.ordered, None) for text in tree.ordered
    ]
    for sought, texts in tree.if_missing.items():
        listed += [(text, ProbeTrigger.if_missing, sought) for text in texts]
    listed += [(text, ProbeTrigger.if_vague, None) for text in tree.if_vague]
    listed += [(text, ProbeTrigger.always, None) for text in tree.always]
    found: list[Probe] = []
    for template, trigger, piece in listed:
        text = slots.filled(template, pattern.variables)
        if text is not None:
            found.append(
                Probe(
                    probe_id=ProbeId(f"{question_id}p{len(found) + 1}"),
                    text=_one_question(text, pattern.pattern_id),
                    trigger=trigger,
                    seeks=piece,
                )
            )
    return tuple(found)


def _one_question(text: str, pattern_id: str) -> str:
    if text.count("?") > 1:
        raise InvalidContent(f"pattern {pattern_id} asks two questions at once")
    return text
