"""What is counted in interviews that were held, by looking at what was said. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from load_tests.interviewer.candidate import Manner
from load_tests.interviewer.scenarios import Held
from load_tests.interviewer.stage import Spoken
from runtime.experience.originality import copied
from runtime.interview.actions import Intent
from runtime.interview.plan import Missing
from runtime.planning.preparation import Likeness
from runtime.roles.names import TECHNICAL_CATEGORIES

ASKING = frozenset({Intent.ask, Intent.probe})
SAME_MEANING = 0.9
"""Likeness of two questions that a person would call the same (tests/seeds/test_meaning.py)."""
OVERTIME_S = 20.0
"""The farewell may take this long; anything later is past the interview's time."""
_CODE = re.compile(
    r"\b(?:code|coding|algorithms?|debug(?:ging)?|compilers?|refactor\w*|unit tests?|"
    r"data structures?|big o|pull requests?|source code|snippet)\b",
    re.IGNORECASE,
)
_LEAKS = re.compile(
    r"\b(?:expected signal|rubric|my plan|next questions? (?:is|are)|i am looking for|"
    r"i'm looking for|your score|you scored|developer mode)\b",
    re.IGNORECASE,
)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that should not have been said."""

    kind: str
    interview: str
    text: str


class Tally(msgspec.Struct, kw_only=True):
    """Sums over all interviews."""

    interviews: int = 0
    turns: int = 0
    faults: list[Fault] = []
    probes: int = 0
    probe_hits: int = 0
    misses: list[Fault] = []
    """Probes for a piece that was there."""
    lacking: int = 0
    """Pieces that a question expected and no answer to it held."""
    believed: int = 0
    """Of these, those the interviewer took for told, and so did not seek."""
    sought: int = 0
    """Of these, those that were probed for."""
    incomplete: int = 0
    """Questions with such a piece."""
    followed_up: int = 0
    """Of these, those with a probe of any kind."""
    pursued: int = 0
    """Of these, those with a probe for a piece that lacked."""
    planted: int = 0
    raised: int = 0
    false_alarms: int = 0
    main_questions: int = 0
    naming: int = 0
    decisions_ms: list[float] = []
    by_manner: dict[str, Counter[str]] = {}
    worst_overtime_s: float = 0.0

    def count(self, kind: str) -> int:
        return sum(fault.kind == kind for fault in self.faults)

    @property
    def decision_p95_ms(self) -> float:
        ordered = sorted(self.decisions_ms)
        return ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0.0


def add(tally: Tally, held: Held, likeness: Likeness | None) -> None:
    """Count one interview."""
    spoken, name = held.performance.spoken, held.scenario.name
    tally.interviews += 1
    tally.turns += len(held.performance.turns)
    tally.decisions_ms += held.performance.decisions_ms
    tally.faults += [
        *_repeats(spoken, name, likeness),
        *_said_wrongly(held),
        *_leaks(held),
        *_past_time(held),
    ]
    tally.worst_overtime_s = max(
        tally.worst_overtime_s, held.performance.ended_at - held.plan.duration_s
    )
    _count_probes(tally, spoken, name)
    _count_believed(tally, held)
    _count_contradictions(tally, held)
    _count_naming(tally, held)
    manner = tally.by_manner.setdefault(held.scenario.manner, Counter())
    manner["interviews"] += 1
    manner["questions"] += sum(one.directive.intent is Intent.ask for one in spoken)
    manner["probes"] += sum(one.directive.intent is Intent.probe for one in spoken)
    manner[f"ended: {held.performance.state.finished}"] += 1


def _repeats(spoken: Sequence[Spoken], name: str, likeness: Likeness | None) -> Iterable[Fault]:
    """The same question twice, other than on request; by words, and by meaning."""
    asked: list[str] = []
    for one in spoken:
        question = one.directive.question
        if one.directive.intent not in ASKING or question is None:
            continue
        if any(_plain(question) == _plain(earlier) for earlier in asked):
            yield Fault(kind="repeated", interview=name, text=question)
        else:
            asked.append(question)
    if likeness is not None and len(asked) > 1:
        table = likeness(asked)
        for at, question in enumerate(asked):
            for before in range(at):
                if float(table[at][before]) >= SAME_MEANING:
                    text = f"{asked[before]} / {question}"
                    yield Fault(kind="repeated by meaning", interview=name, text=text)


def _said_wrongly(held: Held) -> Iterable[Fault]:
    name = held.scenario.name
    technical = held.scenario.kit.role_category in TECHNICAL_CATEGORIES
    for one in held.performance.spoken:
        text = one.directive.text
        if text.count("?") > 1:
            yield Fault(kind="double question", interview=name, text=text)
        if "{{" in text or "}}" in text or re.search(r"\bNone\b", text):
            yield Fault(kind="unfilled variable", interview=name, text=text)
        if not technical and _CODE.search(text):
            yield Fault(kind="coding content", interview=name, text=text)
    if not technical:
        for shown in held.performance.shown:
            if shown.code or shown.kind == "coding":
                yield Fault(kind="coding content", interview=name, text=shown.title)


def _leaks(held: Held) -> Iterable[Fault]:
    """What is looked for, or a question that was not its turn, in the interviewer's mouth."""
    questions = [question for phase in held.plan.phases for question in phase.questions]
    texts = {str(question.question_id): question.text for question in questions}
    asked: set[str] = set()
    for one in held.performance.spoken:
        directive = one.directive
        asked.add(directive.question_id or "")
        leaked = _LEAKS.search(directive.text) is not None
        for question in questions:
            own = f"{question.text} {' '.join(probe.text for probe in question.probes)}"
            for run in copied(directive.text, question.expected_signal, words=6):
                leaked = leaked or not copied(run, own, words=6)
            if question.question_id not in asked and directive.question_id != question.question_id:
                # Two planned questions may begin alike; that says nothing of the later one.
                turn_of = texts.get(directive.question_id or "", "")
                for run in copied(directive.text, question.text, words=8):
                    leaked = leaked or not copied(run, turn_of, words=8)
        if leaked:
            yield Fault(kind="plan leak", interview=held.scenario.name, text=directive.text)


def _past_time(held: Held) -> Iterable[Fault]:
    over_s = held.performance.ended_at - held.plan.duration_s
    if over_s > OVERTIME_S:
        yield Fault(kind="past its time", interview=held.scenario.name, text=f"{over_s:.0f} s")


def _count_probes(tally: Tally, spoken: Sequence[Spoken], name: str) -> None:
    """A probe hits when no answer to its question held the piece that it seeks."""
    held: dict[str, set[Missing]] = {}
    said: dict[str, list[str]] = {}
    for one in spoken:
        thread = held.setdefault(one.directive.question_id or "", set())
        told = said.setdefault(one.directive.question_id or "", [])
        if one.directive.intent is Intent.probe and one.directive.seeks is not None:
            tally.probes += 1
            hit = one.directive.seeks not in thread
            tally.probe_hits += hit
            if not hit:
                text = f"sought {one.directive.seeks} after: {' | '.join(told)}"
                tally.misses.append(Fault(kind="needless probe", interview=name, text=text))
        if one.answer is not None:
            thread |= one.answer.holds
            told.append(one.answer.text)


def _count_believed(tally: Tally, held: Held) -> None:
    """The other side of probes that hit: whoever believes too much asks too little."""
    told: dict[str, set[Missing]] = {}
    sought: dict[str, set[Missing]] = {}
    probed = {
        one.directive.question_id or ""
        for one in held.performance.spoken
        if one.directive.intent is Intent.probe
    }
    for one in held.performance.spoken:
        if one.directive.intent is Intent.probe and one.directive.seeks is not None:
            sought.setdefault(one.directive.question_id or "", set()).add(one.directive.seeks)
        if one.answer is not None:
            thread = told.setdefault(one.directive.question_id or "", set())
            thread |= one.answer.holds | one.answer.may
    for phase in held.plan.phases:
        for question in phase.questions:
            credited = held.performance.credited.get(question.question_id)
            if credited is None or question.task_id is not None:
                continue
            asked = sought.get(question.question_id, set())
            lacking = set(question.expects) - (told.get(question.question_id, set()) - asked)
            tally.incomplete += bool(lacking)
            tally.followed_up += bool(lacking) and question.question_id in probed
            tally.pursued += bool(lacking & asked)
            tally.lacking += len(lacking)
            tally.sought += len(lacking & asked)
            tally.believed += len(lacking & set(credited) - asked)


def _count_contradictions(tally: Tally, held: Held) -> None:
    """Planted ones count as raised when the interviewer quotes them; others are false alarms."""
    quotes = [
        one.directive.text
        for one in held.performance.spoken
        if any(copied(one.directive.text, sentence, words=4) for sentence in held.planted)
    ]
    # What was said last, when no time was left to come back to it, counts as well.
    tally.planted += len(held.planted)
    tally.raised += sum(
        any(copied(text, sentence, words=4) for text in quotes) for sentence in held.planted
    )
    if held.scenario.manner is not Manner.contradicting:
        tally.false_alarms += len(held.performance.state.raised)


def _count_naming(tally: Tally, held: Held) -> None:
    """Main questions that name something from the résumé or the job."""
    papers = f"{held.scenario.person.resume}\n{held.scenario.person.job}"
    names = [
        *(skill.name for skill in held.resume.skills),
        *(keyword.name for keyword in held.job.keywords),
        *(job.employer.text for job in held.resume.work_history if job.employer),
        *(project.name.text for project in held.resume.projects),
    ]
    listed = [re.escape(name) for name in names if len(name) > 1]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE)
    for one in held.performance.spoken:
        question = one.directive.question
        if one.directive.intent is not Intent.ask or question is None:
            continue
        tally.main_questions += 1
        tally.naming += bool(named.search(question)) or bool(copied(question, papers, words=4))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))
