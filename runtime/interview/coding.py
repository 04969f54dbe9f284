"""How the interviewer follows up on a piece of code: only what the answer still lacks. Pure.

Nothing is run and nobody is told whether it is right. In order: what was changed (after code that
came without a word), how to repair it (after a cause without a repair), unusual inputs, the
author's own questions that the answer has not touched, cost. Each once, one at a time.
"""

import re

from runtime.interview import mentions, questions, reveals
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor, replace
from runtime.interview.plan import Mode, Probe, ProbeId, ProbeTrigger, Question
from runtime.interview.progress import CodingProgress, Submission
from runtime.interview.situations import Situation
from runtime.interview.tasks import Activity, CodingExercise

SUBSTANCE_WORDS = 12
"""Shortest answer that explains something."""
LISTENED_MAX = 6
"""So many times the candidate is left to think aloud before a follow-up comes."""
WORDS_TO_LISTEN = 45
"""A longer turn is an answer, however it ends."""
LAST_FOLLOW_UP_S = 25.0
"""With less time left no follow-up is begun."""
CONSTANT = "constant time"
"""Of code that does the same however much there is, nobody asks how its work grows."""

_THINKS_ALOUD = re.compile(
    r"\b(?:let me (?:just )?(?:read|look|see|walk|try|check|type|write|fix|change|trace|run|go)|"
    r"let'?s see|thinking (?:out loud|aloud)|(?:i'm|i am|i'll|i will|i'm going to|gonna|going to) "
    r"(?:just )?(?:read|reading|type|typing|write|writing|fix|fixing|change|changing|look|looking|"
    r"try|trying|think|thinking|check|checking)|hmm+)\b"
    # Inside a sentence it is the code that waits.
    r"|(?:^|[.!?,]\s*)(?:hold on|wait|so first)\b"
)
_TO_US = re.compile(
    r"\b(?:(?:may|can|could|should|shall|do|must) i|(?:can|could|do|should|shall|are) we|"
    r"(?:do|can|could|would|are) you|allowed|guaranteed|always|supposed to|assume|expected to|"
    r"what do you mean)\b"
)
_UNFINISHED = re.compile(r"\b(?:and|so|but|then|because|if|or|the|a|to|is|hmm+|wait|um|uh)[.…,]*$")
_REPAIR = re.compile(
    r"\b(?:i(?:'d| would| could| should|'ll| will)|you (?:could|should|have to|need to)|"
    r"we (?:could|should|need to|have to)|it (?:should|needs to|has to)|"
    r"the (?:fix|repair|solution) (?:is|would)|"
    r"fix (?:it|this|that)|instead|change|replace|move|add|remove|use|raise|return|copy|wrap)\b"
)


def react(
    floor: Floor,
    exercise: CodingExercise,
    assessment: Assessment,
    text: str,
    submission: Submission | None,
) -> bool:
    """React to an answer about the code; False leaves it to the general rules."""
    progress, question = floor.state.task, floor.question
    if not isinstance(progress, CodingProgress) or question is None:
        return False
    progress = _counted_in(progress, exercise, text, submission)
    floor.change(task=progress)
    kind = assessment.answer_class
    if submission is not None and not _changed(exercise, submission.code):
        if "unchanged" not in progress.asked:
            _mark(floor, "unchanged")
            floor.change_ask(nudged=False)
            floor.speak(Intent.clarify, floor.phrase(Situation.code_unchanged))
            return True
    elif submission is None and _asks_us(kind, text):
        kind = AnswerClass.candidate_question
    elif submission is None and _is_thinking(floor, progress, kind, text):
        _listen(floor, progress)
        return True
    if kind in (AnswerClass.candidate_question, AnswerClass.asks_clarification):
        if "question" in progress.asked and kind is AnswerClass.asks_clarification:
            return False
        _mark(floor, "question")
        floor.change_ask(nudged=False)
        floor.speak(Intent.answer_candidate, floor.phrase(Situation.code_question))
        return True
    _follow_up(floor, exercise, question, kind, received=submission is not None)
    return True


def after_silence(floor: Floor, exercise: CodingExercise) -> None:
    """Nothing came, not even after a gentle word."""
    question = floor.question
    if question is not None:
        _follow_up(floor, exercise, question, AnswerClass.dont_know, received=False)


def _follow_up(
    floor: Floor,
    exercise: CodingExercise,
    question: Question,
    kind: AnswerClass,
    *,
    received: bool,
) -> None:
    lost = kind is AnswerClass.dont_know
    lead = [floor.phrase(Situation.not_known)] if lost else []
    if received:
        lead = [floor.phrase(Situation.code_received)]
    if lost and floor.plan.mode is Mode.coached:
        lead.append(floor.phrase(Situation.code_hint))
    probe = next_follow_up(floor, exercise, question, lost=lost)
    if probe is None:
        leaving = Situation.not_known_move_on if lost else Situation.acknowledge
        questions.go_on(floor, floor.phrase(leaving))
        return
    questions.ask_probe(floor, probe, *lead)


def next_follow_up(
    floor: Floor, exercise: CodingExercise, question: Question, *, lost: bool
) -> Probe | None:
    """The next thing to ask, or None when nothing is missing or the time is used up."""
    progress, thread = floor.state.task, floor.state.thread
    if not isinstance(progress, CodingProgress) or thread is None:
        return None
    if thread.probes >= question.probe_depth or floor.at + LAST_FOLLOW_UP_S > progress.ends_at:
        return None
    activity = exercise.activity_type
    authored = _untouched(floor, question, progress, exercise)
    if lost or not (progress.explained or progress.code):
        return authored
    if progress.code and not progress.explained:
        return _phrased(floor, question, "walk", Situation.code_walk) or authored
    repair_wanted = activity is not Activity.explain
    if repair_wanted and not progress.repair_told and not progress.code:
        fix = _phrased(floor, question, "fix", Situation.code_fix)
        if fix is not None:
            return fix
    if not progress.edges_thought_of:
        edges = _phrased(floor, question, "edges", Situation.code_edges)
        if edges is not None:
            return edges
    if authored is not None:
        return authored
    grows = exercise.complexity_expected and not exercise.complexity_expected.startswith(CONSTANT)
    if grows and not progress.complexity:
        return _phrased(floor, question, "cost", Situation.code_cost)
    return None


def _untouched(
    floor: Floor, question: Question, progress: CodingProgress, exercise: CodingExercise
) -> Probe | None:
    """The author's next question; enough named signals leave only the last one."""
    if progress.signals and len(progress.signals) == len(exercise.expected_signals):
        return None
    for probe in question.probes:
        if probe.probe_id not in progress.asked and not mentions.touched(
            probe.text, progress.spoken
        ):
            _mark(floor, probe.probe_id)
            return probe
    return None


def _phrased(floor: Floor, question: Question, name: str, situation: Situation) -> Probe | None:
    progress = floor.state.task
    if not isinstance(progress, CodingProgress) or name in progress.asked:
        return None
    text = floor.unsaid(situation)
    if text is None:
        return None
    _mark(floor, name)
    return Probe(
        probe_id=ProbeId(f"{question.question_id}.{name}"), text=text, trigger=ProbeTrigger.always
    )


def _mark(floor: Floor, name: str) -> None:
    progress = floor.state.task
    if isinstance(progress, CodingProgress):
        floor.change(task=replace(progress, asked=(*progress.asked, name)))


def _counted_in(
    progress: CodingProgress, exercise: CodingExercise, text: str, submission: Submission | None
) -> CodingProgress:
    """Add what an answer names to what is known."""
    flat = text.lower().replace("’", "'")
    signals = {*progress.signals, *mentions.named(text, exercise.expected_signals)}
    edges = {*progress.edges, *mentions.named(text, exercise.edge_cases, strictly=True)}
    changed = submission is not None and _changed(exercise, submission.code)
    return replace(
        progress,
        signals=tuple(sorted(signals)),
        spoken=tuple(sorted({*progress.spoken, *mentions.telling(text)}))
        if text
        else progress.spoken,
        edges=tuple(sorted(edges)),
        edges_thought_of=progress.edges_thought_of or bool(edges) or mentions.names_edge(flat),
        complexity=progress.complexity or mentions.names_complexity(flat),
        explained=progress.explained or len(text.split()) >= SUBSTANCE_WORDS,
        repair_told=progress.repair_told
        or (len(text.split()) >= SUBSTANCE_WORDS and _REPAIR.search(flat) is not None),
        code=submission.code if submission is not None and changed else progress.code,
    )


def _changed(exercise: CodingExercise, code: str) -> bool:
    """More than spaces differ from the snippet."""
    return "".join(code.split()) != "".join(exercise.code_snippet.split())


def _asks_us(kind: AnswerClass, text: str) -> bool:
    """A question about the task, which is not one the candidate asks the code: "what does it
    return here?" is thinking aloud."""
    asked, thought = reveals.split(text)
    if not asked or len(thought.split()) >= SUBSTANCE_WORDS or kind is AnswerClass.asks_time:
        return False
    return any(_TO_US.search(each.lower().replace("’", "'")) is not None for each in asked)


def _is_thinking(floor: Floor, progress: CodingProgress, kind: AnswerClass, text: str) -> bool:
    """The candidate reads, types or thinks aloud rather than answers."""
    if progress.listened >= LISTENED_MAX:
        return False
    if kind is AnswerClass.asks_time:
        return True
    answers = (AnswerClass.strong, AnswerClass.weak, AnswerClass.vague, AnswerClass.off_topic)
    if kind not in (*answers, AnswerClass.evasive):
        return False
    flat = text.lower().replace("’", "'").strip()
    asked, thought = reveals.split(text)
    if asked and len(thought.split()) < SUBSTANCE_WORDS:
        return True
    if floor.typing and len(flat.split()) <= WORDS_TO_LISTEN:
        return True
    if len(flat.split()) > WORDS_TO_LISTEN:
        return False
    return _UNFINISHED.search(flat) is not None or _THINKS_ALOUD.search(flat) is not None


def _listen(floor: Floor, progress: CodingProgress) -> None:
    """Let them work; one friendly word the first time, silence afterwards."""
    floor.change_ask(nudged=False, time_granted=True)
    floor.change_task(listened=progress.listened + 1)
    if progress.listened == 0:
        floor.speak(Intent.grant_time, floor.phrase(Situation.code_listening))
