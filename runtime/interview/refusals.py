"""When no answer comes back: refused, not known, or beside the question. Pure."""

from runtime.interview import answers, questions, repeats, wording
from runtime.interview.actions import AnswerClass, Assessment, Intent
from runtime.interview.floor import Floor
from runtime.interview.plan import PhaseId
from runtime.interview.situations import Situation
from runtime.interview.state import Ask


def declined(floor: Floor, ask: Ask, text: str) -> None:
    """Accepted at once. Neither the question nor what is near it comes again."""
    _close_piece(floor, ask)
    state = floor.state
    words = repeats.refused_words(text)
    refused = (ask.question_id,) if ask.question_id is not None and ask.probe_id is None else ()
    floor.change(
        declined=(*state.declined, *refused),
        declined_words=(*state.declined_words, *words),
    )
    questions.go_on(floor, floor.phrase(Situation.declined))


def _close_piece(floor: Floor, ask: Ask) -> None:
    """What was asked for will not be asked for again."""
    thread = floor.state.thread
    if thread is not None and ask.seeks is not None and ask.seeks not in thread.sought:
        floor.change_thread(sought=(*thread.sought, ask.seeks))


def ease(floor: Floor, ask: Ask) -> None:
    """ "I don't know": no shame, one easier way in to a main question, else go on."""
    question, thread = floor.question, floor.state.thread
    _close_piece(floor, ask)
    if question is None or thread is None:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    if ask.probe_id is not None and thread.answered:
        weak = Assessment(
            answer_class=AnswerClass.weak,
            missing=tuple(piece for piece in question.expects if piece not in thread.covered),
        )
        probe = questions.choose_probe(floor, weak)
        if probe is not None:
            questions.ask_probe(floor, probe, floor.phrase(Situation.not_known))
            return
    elif not thread.eased and questions.probe_fits(floor):
        method = _asks_for_method(floor.state.phase, question.text)
        text = floor.unsaid(Situation.ease_method if method else Situation.ease_experience)
        if text is not None:
            floor.change_thread(eased=True)
            questions.ask_aside(floor, Intent.clarify, floor.phrase(Situation.not_known), text)
            return
    questions.go_on(floor, floor.phrase(Situation.not_known_move_on))


def _asks_for_method(phase: PhaseId, question: str) -> bool:
    """ "How would you …" rather than "tell me about a time …"."""
    story = ("time ", "example", "have you", "did you", "situation", "your last", "you've")
    past = any(cue in question.lower() for cue in story)
    return phase in (PhaseId.role_skills, PhaseId.exercise) and not past


def redirect(floor: Floor, text: str) -> None:
    """One gentle way back to the question, then no second."""
    question, thread = floor.question, floor.state.thread
    if thread is None or question is None or thread.redirected or not questions.probe_fits(floor):
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
        return
    floor.change_thread(redirected=True)
    if answers.other_language(text, floor.languages):
        floor.change_ask(nudged=False)
        names = wording.named_languages(floor.languages, floor.languages[0])
        floor.speak(Intent.clarify, floor.phrase(Situation.language, languages=names))
        return
    lead = floor.phrase(Situation.redirect, topic=floor.topic)
    vague = Assessment(answer_class=AnswerClass.vague)
    probe = questions.choose_probe(floor, vague)
    if probe is not None:
        questions.ask_probe(floor, probe, lead)
        return
    asked = floor.unsaid(Situation.redirect_question)
    if asked is None:
        questions.go_on(floor, floor.phrase(Situation.not_known_move_on))
    else:
        questions.ask_aside(floor, Intent.clarify, lead, asked)
