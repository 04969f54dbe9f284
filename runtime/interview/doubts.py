"""Testing what was said: contradictions, numbers without a start, a "we" without an "I". Pure."""

from runtime.interview import claims, languages, lexicon, pieces, questions, timing, wording
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.contradictions import contradiction
from runtime.interview.floor import Floor
from runtime.interview.plan import Claim, Missing, Probe, ProbeId, ProbeTrigger, Style
from runtime.interview.situations import Situation
from runtime.interview.state import Stage

CHECKS = 4
"""Checks of numbers and own part in one interview; more would feel like an interrogation."""
CHALLENGES = 3
"""Sceptical questions after strong answers in a stress interview."""


def note(floor: Floor, assessment: Assessment, earlier: tuple[Claim, ...], text: str) -> None:
    """Remember what of an answer the résumé or an earlier answer rules out.

    Who corrects what was said before has explained it.
    """
    if claims.corrects(text):
        return
    state = floor.state
    waiting = tuple(doubt.now.subject for doubt in state.doubts)
    found = contradiction(
        assessment.claims, (*floor.plan.resume_claims, *earlier), (*state.raised, *waiting)
    )
    if found is not None:
        floor.change(doubts=(*state.doubts, found))


def raise_one(floor: Floor) -> bool:
    """Quote both sides of the oldest contradiction and ask, if there is still time for it."""
    state = floor.state
    if not state.doubts or state.stage is not Stage.asking:
        return False
    if floor.at + timing.probe_needs_s(floor.plan) > timing.close_at(floor.plan):
        return False
    doubt = state.doubts[0]
    resume = doubt.before.source == "resume"
    situation = Situation.contradiction_resume if resume else Situation.contradiction
    text = floor.phrase(situation, before=_quoted(doubt.before), now=_quoted(doubt.now))
    lead, question = wording.before_question(text)
    floor.change(doubts=state.doubts[1:], raised=(*state.raised, doubt.now.subject))
    questions.ask_aside(floor, Intent.clarify, lead, question)
    return True


def _quoted(claim: Claim) -> str:
    return claim.quote.replace("?", "").replace('"', "")


def check(floor: Floor, assessment: Assessment, text: str, lead: str) -> bool:
    """Ask what a claim still lacks to be believed; True if that was done. Once per question."""
    question, thread = floor.question, floor.state.thread
    if question is None or thread is None or thread.checked or not questions.probe_fits(floor):
        return False
    if thread.probes >= question.probe_depth or assessment.answer_class is AnswerClass.vague:
        return False
    situation = _lacks(floor, assessment, text)
    asked = floor.unsaid(situation) if situation is not None else None
    if situation is None or asked is None:
        return False
    floor.change_thread(checked=True)
    probe = Probe(
        probe_id=ProbeId(f"{question.question_id}-{situation.removeprefix('ask_')}"),
        text=asked,
        trigger=ProbeTrigger.always,
        seeks=Missing.own_role if situation is Situation.ask_own_part else None,
    )
    questions.ask_probe(floor, probe, lead)
    return True


def _lacks(floor: Floor, assessment: Assessment, text: str) -> Situation | None:
    flat = lexicon.without_fillers(lexicon.flatten(text))
    words = languages.spoken(flat, floor.languages)
    thread = floor.state.thread
    used = floor.state.phrases
    sought = thread.sought if thread is not None else ()
    checks = (Situation.ask_baseline, Situation.ask_scope, Situation.ask_own_part)
    if sum(used.get(situation, 0) for situation in checks) < CHECKS:
        own_part = thread is not None and thread.own_part
        if not own_part and pieces.only_we(flat, words) and Missing.own_role not in sought:
            return Situation.ask_own_part
        if words.change.search(flat) and not words.baseline.search(flat):
            return Situation.ask_baseline
        if words.share.search(flat) and not words.scope.search(flat):
            return Situation.ask_scope
    stress = floor.plan.style is Style.stress and assessment.answer_class is AnswerClass.strong
    if stress and used.get(Situation.challenge, 0) < CHALLENGES:
        return Situation.challenge
    return None
