"""How the interviewer leads through a case: facts on request, five checkpoints in order. Pure.

A clarifying question gets its fact, or the honest word that there is none. An answer is read for
the checkpoints it touches; the one at hand is asked about while it stays empty, tested once when
it is there, and left when its share of the time is used. Nobody is told what is right.
"""

from runtime.interview import checkpoints, questions, reveals, timing
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor
from runtime.interview.phases import normalised
from runtime.interview.plan import Mode, Probe, ProbeId, ProbeTrigger
from runtime.interview.progress import CaseProgress
from runtime.interview.situations import Situation
from runtime.interview.tasks import CaseTemplate, Checkpoint

THOUGHT_WORDS = 18
"""So many words beside a question make it part of an answer, not a request for data."""
ASKED_PER_CHECKPOINT = 2
SUMMARY_S = 25.0
"""Least time for the last word on the recommendation."""
FIRST_WORDS_CHARS = 200
RECOMMENDATION_CHARS = 4000


def react(floor: Floor, case: CaseTemplate, assessment: Assessment, text: str) -> bool:
    """React to what was said in a case; False leaves it to the general rules."""
    progress = floor.state.task
    if not isinstance(progress, CaseProgress):
        return False
    kind = assessment.answer_class
    if kind is AnswerClass.asks_time:
        return _already_thinking(floor)
    asked, thought = reveals.split(text)
    if progress.summing_up:
        _count_in(floor, case, text)
        questions.go_on(floor, floor.phrase(Situation.acknowledge))
        return True
    if asked and len(thought.split()) < THOUGHT_WORDS:
        return _answer(floor, case, asked, kind)
    if kind is AnswerClass.asks_clarification:
        return False
    _count_in(floor, case, text)
    lead = []
    if kind is AnswerClass.dont_know:
        lead.append(floor.phrase(Situation.not_known))
        if floor.plan.mode is Mode.coached:
            lead.append(floor.phrase(Situation.case_hint))
    elif asked:
        fact = reveals.unlocked(asked[-1], case.revealable_data, _told(floor))
        if fact is not None and fact.reveal_id not in _told(floor):
            lead += _tell(floor, case, fact.reveal_id)
    _guide(floor, case, *(lead or [floor.phrase(Situation.before_probe)]))
    return True


def after_silence(floor: Floor, case: CaseTemplate) -> None:
    """Nothing came, not even after a gentle word: the next step."""
    progress = floor.state.task
    if isinstance(progress, CaseProgress) and not progress.summing_up:
        _guide(floor, case, floor.phrase(Situation.not_known))
    else:
        questions.go_on(floor, floor.phrase(Situation.move_on_silence))


def _already_thinking(floor: Floor) -> bool:
    """A moment that was granted before is granted without a word."""
    ask = floor.state.ask
    if ask is None or not ask.time_granted:
        return False
    floor.change_ask(nudged=False)
    return True


# Facts ------------------------------------------------------------------------------------------


def _answer(floor: Floor, case: CaseTemplate, asked: list[str], kind: AnswerClass) -> bool:
    """A clarifying question: its fact, said and shown, or that there is none."""
    progress = floor.state.task
    if not isinstance(progress, CaseProgress):
        return False
    told = progress.revealed
    facts = [reveals.unlocked(each, case.revealable_data, told) for each in asked]
    fact = next((each for each in facts if each is not None), None)
    if fact is None and kind is AnswerClass.asks_clarification:
        return False
    floor.change_task(clarifications=progress.clarifications + 1)
    if fact is None:
        parts = [floor.phrase(Situation.case_no_data)]
    elif fact.reveal_id in told:
        parts = [floor.phrase(Situation.case_again), fact.say]
    else:
        parts = _tell(floor, case, fact.reveal_id)
        if fact.show:
            parts.append(floor.phrase(Situation.case_shown))
    framing = progress.checkpoint is Checkpoint.framing
    enough = framing and progress.clarifications + 1 >= case.clarifying_questions_allowed
    if enough or floor.at >= checkpoints.ends_at(progress, progress.checkpoint):
        _guide(floor, case, *parts, floor.phrase(Situation.case_no_more_data))
        return True
    floor.change_ask(nudged=False)
    floor.speak(Intent.answer_candidate, *parts)
    return True


def _tell(floor: Floor, case: CaseTemplate, reveal_id: str) -> list[str]:
    """The fact is told now; the page shows it because it is among the revealed."""
    floor.change_task(revealed=(*_told(floor), reveal_id))
    return [each.say for each in case.revealable_data if each.reveal_id == reveal_id]


def _told(floor: Floor) -> tuple[str, ...]:
    progress = floor.state.task
    return progress.revealed if isinstance(progress, CaseProgress) else ()


# Checkpoints ------------------------------------------------------------------------------------


def _count_in(floor: Floor, case: CaseTemplate, text: str) -> None:
    """Add what an answer shows of each checkpoint."""
    progress = floor.state.task
    if not isinstance(progress, CaseProgress) or not text:
        return
    here = progress.checkpoint
    recommendation = progress.recommendation
    if progress.summing_up:
        recommendation = text
    elif here is Checkpoint.recommendation:
        recommendation = "\n".join(part for part in (recommendation, text) if part)
    floor.change_task(
        shown=checkpoints.shown_in(text, case, progress.shown),
        first_words={
            **progress.first_words,
            here: progress.first_words.get(here, text[:FIRST_WORDS_CHARS]),
        },
        recommendation=recommendation[:RECOMMENDATION_CHARS],
    )


def _guide(floor: Floor, case: CaseTemplate, *lead: str) -> None:
    """Ask for what the checkpoint at hand lacks, test what it has, or go to the next one."""
    progress = floor.state.task
    if not isinstance(progress, CaseProgress):
        return
    here = progress.checkpoint
    guide = case.probing_map[here]
    in_time = floor.at < checkpoints.ends_at(progress, here)
    if in_time and progress.asked_here < ASKED_PER_CHECKPOINT:
        there = checkpoints.reached(progress, here)
        text = _unasked(floor, guide.push if there else guide.if_missing)
        tested = there and any(normalised(push) in floor.state.said for push in guide.push)
        if text is not None and not tested:
            floor.change_task(asked_here=progress.asked_here + 1)
            _ask(floor, here, text, *lead)
            return
    _advance(floor, case, *lead)


def _advance(floor: Floor, case: CaseTemplate, *lead: str) -> None:
    """To the next checkpoint that still needs a question; after the last one to the summary."""
    parts = list(lead)
    while True:
        progress = floor.state.task
        if not isinstance(progress, CaseProgress):
            return
        following = checkpoints.after(progress.checkpoint)
        owed = Checkpoint.recommendation not in progress.visited and _some_time_left(floor)
        if following is None or (floor.at >= progress.ends_at and not owed):
            _sum_up(floor, *parts)
            return
        hurried = floor.at >= checkpoints.ends_at(progress, Checkpoint.analysis)
        if hurried and following in (Checkpoint.hypotheses, Checkpoint.analysis):
            parts.append(floor.phrase(Situation.case_short))
            following = Checkpoint.recommendation
        floor.change_task(
            checkpoint=following, visited=(*progress.visited, following), asked_here=0
        )
        for fact in reveals.volunteered(following, case.revealable_data, progress.revealed):
            parts += [floor.phrase(Situation.case_told_freely), *_tell(floor, case, fact.reveal_id)]
        guide = case.probing_map[following]
        done = checkpoints.covered(progress, following)
        text = _unasked(floor, guide.push if done else guide.if_missing)
        if text is not None:
            floor.change_task(asked_here=1)
            _ask(floor, following, text, *parts)
            return


def _some_time_left(floor: Floor) -> bool:
    """Enough for a recommendation at the cost of what comes later."""
    return floor.at + SUMMARY_S <= timing.close_at(floor.plan)


def _sum_up(floor: Floor, *lead: str) -> None:
    """The last word on the recommendation, if there is time for it."""
    progress = floor.state.task
    text = None
    if isinstance(progress, CaseProgress) and floor.at + SUMMARY_S <= progress.ends_at:
        text = floor.unsaid(Situation.case_summary)
    if text is None:
        questions.go_on(floor, *(lead or (floor.phrase(Situation.acknowledge),)))
        return
    floor.change_task(summing_up=True)
    _ask(floor, Checkpoint.recommendation, text, *lead)


def _unasked(floor: Floor, texts: list[str]) -> str | None:
    return next((text for text in texts if normalised(text) not in floor.state.said), None)


def _ask(floor: Floor, checkpoint: Checkpoint, text: str, *lead: str) -> None:
    thread = floor.state.thread
    number = thread.probes + 1 if thread is not None else 1
    probe = Probe(
        probe_id=ProbeId(f"{checkpoint}.{number}"), text=text, trigger=ProbeTrigger.ordered
    )
    questions.ask_probe(floor, probe, *lead)
