"""The rules of an interview, one by one, as a candidate would notice them."""

import msgspec
import pytest

from runtime.errors import InvalidTransition
from runtime.interview import machine
from runtime.interview.actions import (
    AnswerClass,
    AssessAnswer,
    Assessment,
    Finish,
    Intent,
    RecordTurn,
    Speak,
    Speaker,
    StopSpeaking,
)
from runtime.interview.events import (
    AssessmentArrived,
    CodeSubmitted,
    ConnectionLost,
    ConnectionResumed,
    DeadlinePassed,
    EndRequested,
    RepeatRequested,
    SegmentHeard,
    SessionStarted,
    SpeechStarted,
    SpeechStopped,
    TimeRequested,
    TurnEnded,
    UtteranceFinished,
    UtteranceHeard,
    UtteranceInterrupted,
    UtteranceStarted,
)
from runtime.interview.plan import Claim, InterviewPlan, Missing, Mode, Patience, PhaseId, Style
from runtime.interview.state import Stage
from tests.interview.bench import Bench
from tests.interview.kits import plan

pytestmark = pytest.mark.unit

INTRO = "I like payments and your product is the one I use every day."
VAGUE = "We had some issues and stuff and we fixed it somehow, it was challenging."
NO_RESULT = (
    "I attached a debugger and found two threads waiting for the same lock, and I changed the "
    "order and wrote a stress test for it."
)


def at_question(pattern_id: str, **request: object) -> Bench:
    """An interview that has just asked the question of that pattern."""
    for seed in range(60):
        bench = Bench(plan(seed=seed, **request))
        bench.start()
        bench.hear_out().answer(INTRO)
        question = question_of(bench.plan, pattern_id)
        if question is not None and bench.said.question_id == question:
            bench.hear_out()
            return bench
    raise AssertionError(f"{pattern_id} never comes first")


def question_of(made: InterviewPlan, pattern_id: str) -> str | None:
    for phase in made.phases:
        for question in phase.questions:
            if question.pattern_id == pattern_id:
                return question.question_id
    return None


# Beginning --------------------------------------------------------------------------------------


def test_it_greets_discloses_and_asks_the_first_question_in_one_utterance() -> None:
    bench = Bench(plan(seed=4, candidate_name="Maya Ortiz", company="Northwind"))
    said = bench.start()
    assert said.intent is Intent.greet
    assert "Maya" in said.text
    assert "I'm an automated interviewer" in said.text
    assert "six minutes" in said.text
    assert said.text.endswith("What made you apply at Northwind?")
    assert bench.state.phase is PhaseId.intro


def test_it_starts_once() -> None:
    bench = Bench(plan())
    bench.start()
    before = bench.state
    with pytest.raises(InvalidTransition):
        machine.step(bench.plan, before, SessionStarted(at=1.0))
    assert bench.state is before


def test_nothing_happens_before_the_start() -> None:
    bench = Bench(plan())
    for event in (SpeechStarted(at=0.0), TurnEnded(at=0.0), RepeatRequested(at=0.0)):
        bench.feed(event)
        assert bench.state == machine.start(bench.plan)
    assert machine.next_deadline(bench.plan, bench.state) is None


# Answers and follow-ups -------------------------------------------------------------------------


def test_the_answer_is_recorded_before_the_reply_is_spoken() -> None:
    bench = Bench(plan())
    bench.start()
    actions = bench.hear_out().answer(INTRO)
    assert [type(action) for action in actions[:2]] == [RecordTurn, Speak]
    turn = bench.last_answer
    assert turn.text == INTRO
    assert turn.assessment is not None
    assert turn.assessment.answer_class is AnswerClass.strong
    assert turn.segments[0][2] == INTRO


def test_a_vague_answer_is_probed_for_something_concrete() -> None:
    bench = at_question("debugging")
    bench.answer(VAGUE)
    assert bench.said.intent is Intent.probe
    assert bench.said.question == "Let's take one bug. What did you see first?"


def test_a_missing_piece_is_probed_for_and_named() -> None:
    bench = at_question("debugging")
    bench.answer(NO_RESULT)
    assert bench.said.seeks is Missing.result
    assert bench.said.text.endswith("What changed for your users once it was fixed?")


def test_what_an_earlier_answer_held_is_not_asked_for() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.answer("I attached a debugger and found two threads waiting, and our users were happy.")
    assert bench.said.seeks is Missing.verification
    bench.hear_out().answer("I wrote a stress test and we watched the dashboard for a week.")
    assert bench.said.seeks is None
    assert bench.state.thread is None or bench.state.thread.probes <= 1


def test_at_most_probe_depth_probes() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.answer("The service was slow and the team looked at it for a week in the office.")
    probes = 0
    while bench.said.intent is Intent.probe:
        probes += 1
        bench.hear_out().answer(
            "The team looked at the service for another week and nobody there found anything new."
        )
    assert probes == 3


def test_only_two_probes_after_vague_answers() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.answer("it was some stuff")
    probes = 0
    while bench.said.intent is Intent.probe:
        probes += 1
        bench.hear_out().answer("just things")
    assert probes == 2


def test_it_picks_up_a_tool_by_name() -> None:
    bench = at_question("caching")
    bench.answer(
        "At my last company we put Redis in front of the catalogue and it took 40 percent."
    )
    question = "What did you give up by doing it that way?"
    assert bench.said.text in (
        f"You mentioned Redis. {question}",
        f"You brought up Redis. {question}",
    )


def test_a_scenario_unfolds_in_its_order() -> None:
    bench = at_question("slow_query")
    bench.answer("First I would run explain on the query and check whether an index is missing.")
    assert bench.said.question == "Suppose the plan looks unchanged. Where do you look next?"


def test_a_declined_question_is_left_for_good() -> None:
    bench = at_question("debugging")
    asked = bench.state.asked_questions
    bench.answer("I'd rather not talk about that.")
    assert bench.said.intent is Intent.ask
    assert bench.said.question_id not in asked
    said = " ".join(bench.state.said)
    bench.run_out()
    assert "what did you see first" not in said


def test_a_declined_probe_is_never_repeated() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.answer(NO_RESULT)
    declined = bench.said.question
    bench.hear_out().answer("I can't talk about that, it's confidential.")
    spoken = [bench.said.question]
    while bench.state.finished is None:
        if bench.state.utterance is not None:
            bench.hear_out()
        else:
            bench.answer("We had a project and we worked on the service with the team for a year.")
            spoken += [
                action.directive.question for action in bench.actions if isinstance(action, Speak)
            ]
    assert declined not in spoken


def test_not_knowing_gets_one_easier_way_in_then_moves_on() -> None:
    bench = at_question("debugging")
    bench.answer("I don't know.")
    assert bench.said.intent is Intent.clarify
    assert bench.said.question is not None
    assert bench.said.question.endswith("?")
    bench.hear_out().answer("No idea, sorry.")
    assert bench.said.intent is Intent.ask


def test_not_knowing_a_number_is_no_shame() -> None:
    bench = at_question("caching")
    bench.answer(
        "At my last company we used a cache instead of more replicas, the downside was stale data."
    )
    assert bench.said.seeks is Missing.metric
    bench.hear_out().answer("I don't know the numbers.")
    assert bench.said.intent is Intent.ask
    assert bench.state.thread is not None
    assert bench.state.thread.probes == 0


@pytest.mark.parametrize(
    "text",
    [
        "That's all in my resume.",
        "The weather was lovely and I went to the beach with my dog the whole week.",
    ],
)
def test_a_dodged_question_is_led_back_to_once(text: str) -> None:
    bench = at_question("debugging")
    bench.answer(text)
    assert "debugging" in bench.said.text
    assert bench.said.question is not None
    asked = bench.state.asked_questions
    bench.hear_out().answer(text)
    assert bench.said.intent is Intent.ask
    assert len(bench.state.asked_questions) == len(asked) + 1


def test_another_language_is_answered_kindly_and_once() -> None:
    bench = at_question("debugging")
    bench.answer("Я нашёл ошибку в программе и исправил её")
    assert "English" in bench.said.text
    assert bench.said.question is None
    bench.hear_out().answer("Я не говорю по английски")
    assert bench.said.intent is Intent.ask


def test_clarification_rephrases_then_leaves_it_to_the_candidate() -> None:
    bench = at_question("slow_query")
    bench.answer("What do you mean by that?")
    assert bench.said.intent is Intent.clarify
    assert bench.said.question == "How would you find out why?"
    bench.hear_out().answer("Do you mean in general?")
    assert bench.said.intent is Intent.clarify
    assert bench.said.question is None
    bench.hear_out().answer("I don't understand the question.")
    assert bench.said.intent is Intent.ask


def test_asking_for_the_question_again_gets_the_same_question() -> None:
    bench = at_question("debugging")
    asked = bench.state.ask
    bench.answer("Sorry, could you repeat that?")
    assert bench.said.intent is Intent.repeat
    assert asked is not None
    assert bench.said.question == asked.text
    bench.hear_out()
    bench.feed(RepeatRequested(at=bench.now + 1))
    assert bench.said.question == asked.text


def test_a_question_of_the_candidates_in_between_is_answered_briefly() -> None:
    bench = at_question("debugging")
    bench.answer("How big is the team?")
    assert bench.said.intent is Intent.answer_candidate
    assert "seven engineers" in bench.said.text
    assert bench.said.question is None
    assert bench.state.ask is not None
    assert bench.state.ask.question_id == bench.state.asked_questions[-1]


def test_a_contradiction_is_raised_once_with_both_sides() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.answer(
        "I have five years of Python, and I led the search for that bug with the debugger."
    )
    bench.hear_out().answer("Well, with my one year of Python I could only read the logs.")
    text = bench.said.text
    assert "five years of Python" in text
    assert "one year of Python" in text
    assert text.count("?") == 1
    bench.hear_out().answer("Sorry, I meant one year of Python at work.")
    assert "years of Python" not in bench.said.text


def test_a_contradiction_with_the_resume_names_the_resume() -> None:
    claim = Claim(subject="tool:kafka", value="4 years", quote="Kafka, 4 years", source="resume")
    bench = at_question("debugging", resume_claims=(claim,), duration_s=1800.0)
    bench.answer(
        "I have never used Kafka, so I looked at the logs and I asked a colleague for help."
    )
    assert "Your CV says" in bench.said.text
    assert "Kafka, 4 years" in bench.said.text
    assert "never used Kafka" in bench.said.text


def test_no_feedback_in_assessment_mode() -> None:
    praise = (
        "great",
        "excellent",
        "good answer",
        "perfect answer",
        "well done",
        "impressive",
        "nice",
    )
    for style in (Style.neutral, Style.stress):
        bench = Bench(plan(seed=1, style=style, duration_s=1800.0))
        bench.start()
        spoken = [bench.said.text]
        while bench.state.finished is None:
            if bench.state.utterance is not None:
                bench.hear_out()
            else:
                bench.answer(NO_RESULT + " In the end errors fell by 40 percent.")
            spoken += [a.directive.text for a in bench.actions if isinstance(a, Speak)]
        assert not [text for text in spoken if any(word in text.lower() for word in praise)]


def test_coached_mode_adds_a_hint_to_a_nudge() -> None:
    hints = []
    for mode in (Mode.assessment, Mode.coached):
        bench = at_question("debugging", mode=mode)
        bench.deadline()
        assert bench.said.intent is Intent.nudge
        hints.append("hint" in bench.said.text)
    assert hints == [False, True]


# Time to think ----------------------------------------------------------------------------------


def test_asking_for_a_moment_gives_a_long_one() -> None:
    bench = at_question("debugging")
    assert machine.patience(bench.plan, bench.state) is Patience.open
    bench.answer("Good question, let me think for a second.")
    assert bench.said.intent is Intent.grant_time
    assert bench.said.question is None
    bench.hear_out()
    assert machine.patience(bench.plan, bench.state) is Patience.long
    due = machine.next_deadline(bench.plan, bench.state)
    assert due is not None
    assert due - bench.now >= 30.0


def test_the_button_does_the_same() -> None:
    bench = at_question("debugging")
    bench.feed(TimeRequested(at=bench.now + 2))
    assert bench.said.intent is Intent.grant_time
    bench.hear_out()
    assert machine.patience(bench.plan, bench.state) is Patience.long


def test_the_button_while_the_candidate_speaks_interrupts_nobody() -> None:
    bench = at_question("debugging")
    bench.feed(SpeechStarted(at=bench.now + 1))
    bench.feed(TimeRequested(at=bench.now + 1))
    assert bench.silent
    assert machine.patience(bench.plan, bench.state) is Patience.long


def test_silence_gets_one_nudge_then_the_next_question() -> None:
    bench = at_question("debugging")
    began = bench.now
    bench.deadline()
    assert bench.now - began == pytest.approx(12.0)
    assert bench.said.intent is Intent.nudge
    assert bench.said.question is None
    bench.hear_out().deadline()
    assert bench.said.intent is Intent.move_on
    assert bench.said.question is not None
    bench.hear_out().deadline()
    assert bench.said.intent is Intent.nudge


def test_a_brief_question_is_nudged_sooner() -> None:
    bench = Bench(plan())
    bench.start()
    bench.hear_out()
    began = bench.now
    bench.deadline()
    assert bench.now - began == pytest.approx(8.0)
    assert "microphone" in bench.said.text


def test_noise_without_words_is_no_answer_and_delays_little() -> None:
    bench = at_question("debugging")
    turns = len(bench.turns)
    for _ in range(4):
        bench.feed(SpeechStarted(at=bench.now + 2))
        bench.feed(SpeechStopped(at=bench.now + 0.5))
        bench.feed(TurnEnded(at=bench.now + 0.8))
        assert bench.silent
    assert len(bench.turns) == turns
    bench.deadline()
    assert bench.said.intent is Intent.nudge
    assert "type your answer" in bench.said.text


def test_silence_throughout_ends_politely_and_early() -> None:
    bench = Bench(plan(duration_s=360.0))
    bench.start()
    while bench.state.finished is None:
        if bench.state.utterance is not None:
            bench.hear_out()
        else:
            bench.deadline()
    assert bench.finish == "silence"
    assert bench.now < 180
    assert "Goodbye" in bench.turns[-1].text


def test_a_monologue_is_interjected_and_the_interview_moves_on() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    began = bench.now
    while bench.now - began < 140:
        bench.hear(
            "and then we looked at the next log file and there was another error", seconds=4.9
        )
        bench.feed(SpeechStarted(at=bench.now))
    bench.deadline()
    assert bench.now - began == pytest.approx(150.0, abs=1.0)
    assert bench.said.intent is Intent.interject
    assert bench.said.question is not None
    assert bench.last_answer.text.count("another error") > 20
    assert len([a for a in bench.actions if isinstance(a, RecordTurn)]) == 1


def test_the_tail_of_a_monologue_is_kept_but_answers_nothing() -> None:
    bench = at_question("debugging", duration_s=3600.0)
    bench.hear("I looked at the log", seconds=120)
    bench.feed(SpeechStarted(at=bench.now))
    bench.deadline()
    assert bench.said.intent is Intent.interject
    asked_at = bench.now
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceStarted(at=asked_at + 0.3, utterance_id=uid))
    bench.feed(
        SegmentHeard(
            at=asked_at + 1, segment_id="tail", text="and I read all of it twice and wrote it down",
            started_at=asked_at - 4, ended_at=asked_at + 0.5,
        )
    )  # fmt: skip
    bench.feed(TurnEnded(at=asked_at + 1.5))
    assert bench.last_answer.text.endswith("wrote it down")
    assert bench.last_answer.assessment is None
    assert bench.silent
    bench.feed(UtteranceFinished(at=asked_at + 5, utterance_id=uid))
    assert bench.silent


# Interruptions ----------------------------------------------------------------------------------


def test_only_what_was_heard_enters_the_transcript() -> None:
    bench = Bench(plan())
    text = bench.start().text
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceStarted(at=0.3, utterance_id=uid))
    bench.feed(UtteranceInterrupted(at=3.0, utterance_id=uid, heard_chars=31))
    turn = bench.turns[-1]
    assert turn.role is Speaker.interviewer
    assert len(turn.text) <= 31
    assert text.startswith(turn.text)
    assert text[len(turn.text)] == " "
    assert turn.text + " " + turn.unspoken_text == text


def test_an_interrupted_question_is_answered_if_enough_was_heard() -> None:
    bench = Bench(plan())
    bench.start()
    bench.interrupt(0.97).hear(INTRO)
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.said.intent is Intent.ask
    assert len(bench.state.asked_questions) == 2


@pytest.mark.parametrize("words", ["hi Vera nice to meet you", "sorry what was that", "okay"])
def test_a_question_that_was_not_heard_is_asked_again(words: str) -> None:
    bench = Bench(plan())
    question = bench.start().question
    bench.interrupt(0.3).hear(words)
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.said.question == question
    assert len(bench.state.asked_questions) == 1


def test_a_cough_that_cut_the_question_leads_to_it_again() -> None:
    bench = Bench(plan())
    question = bench.start().question
    bench.interrupt(0.4)
    bench.feed(SpeechStopped(at=bench.now + 0.4))
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.said.question == question


def test_a_backchannel_while_the_interviewer_speaks_changes_nothing() -> None:
    bench = Bench(plan())
    bench.start()
    bench.hear("yes sure", seconds=1.0)
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.silent
    bench.hear_out()
    assert bench.silent
    assert bench.last_answer.text == "yes sure"
    assert len(bench.state.asked_questions) == 1


def test_speech_over_the_last_words_of_a_question_is_an_answer() -> None:
    bench = Bench(plan())
    bench.start()
    bench.hear(INTRO, seconds=4.0)
    bench.feed(TurnEnded(at=bench.now + 0.8))
    bench.hear_out()
    assert bench.said.intent is Intent.ask
    assert bench.last_answer.text == INTRO


def test_typing_stops_the_voice_and_counts_as_having_read_the_question() -> None:
    bench = Bench(plan())
    bench.start()
    bench.type(INTRO)
    assert bench.stopped
    assert bench.silent
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceInterrupted(at=bench.now + 0.1, utterance_id=uid, heard_chars=10))
    roles = [turn.role for turn in bench.turns]
    assert roles == [Speaker.interviewer, Speaker.candidate]
    assert bench.last_answer.typed
    assert bench.last_answer.message_id == "m1"
    assert len(bench.state.asked_questions) == 2


def test_the_same_message_twice_is_one_answer() -> None:
    bench = Bench(plan())
    bench.start()
    bench.hear_out().type(INTRO, message_id="a")
    before = bench.state
    bench.type(INTRO, message_id="a")
    assert bench.state is before


def test_a_mouth_that_fails_does_not_stall_the_interview() -> None:
    bench = Bench(plan())
    words = len(bench.start().text.split())
    bench.deadline()
    assert bench.now == pytest.approx(words / 2 + 20)
    assert bench.stopped
    assert bench.turns[-1].text == ""
    bench.answer(INTRO)
    assert bench.said.intent is Intent.ask


def test_a_stop_that_is_never_reported_does_not_stall_it_either() -> None:
    bench = Bench(plan())
    bench.start()
    bench.type(INTRO)
    bench.deadline()
    assert bench.last_answer.text == INTRO
    assert not bench.silent


def test_a_turn_whose_end_is_never_told_ends_by_itself() -> None:
    bench = at_question("debugging")
    bench.hear(NO_RESULT)
    bench.deadline()
    assert bench.last_answer.text == NO_RESULT


def test_segments_out_of_order_are_put_in_order() -> None:
    bench = at_question("debugging")
    now = bench.now
    for text, began in (("it hung", now + 2), ("every night", now + 4), ("the worker", now + 1)):
        bench.feed(
            SegmentHeard(
                at=now + 6, segment_id=text, text=text, started_at=began, ended_at=began + 0.9
            )
        )
    bench.feed(TurnEnded(at=now + 7))
    assert bench.last_answer.text == "the worker it hung every night"


def test_a_segment_after_the_turn_ended_is_kept_in_the_next_turn() -> None:
    bench = at_question("debugging")
    bench.answer(NO_RESULT)
    reply_at = bench.now
    bench.feed(
        SegmentHeard(
            at=reply_at + 0.2, segment_id="late", text="and it never came back",
            started_at=reply_at - 2, ended_at=reply_at - 1,
        )
    )  # fmt: skip
    bench.hear_out().answer("The users stopped complaining about it.")
    assert bench.last_answer.text.startswith("and it never came back")


def test_code_for_a_task_that_is_not_planned_changes_nothing() -> None:
    bench = at_question("debugging")
    before = bench.state
    bench.feed(CodeSubmitted(at=bench.now + 5, task_id="t", language="python", code="print(1)"))
    assert bench.state is before


# Connections ------------------------------------------------------------------------------------


def test_a_connection_lost_in_a_question_repeats_the_whole_question() -> None:
    bench = Bench(plan())
    text = bench.start().text
    question = bench.said.question
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceHeard(at=3.0, utterance_id=uid, heard_chars=len(text) - 5))
    bench.feed(ConnectionLost(at=3.0))
    assert machine.next_deadline(bench.plan, bench.state) is None
    bench.feed(ConnectionResumed(at=3.0))
    assert bench.said.intent is Intent.resume
    assert bench.said.text.startswith("Welcome back")
    assert bench.said.question == question
    assert "automated interviewer" not in bench.said.text
    assert bench.turns[-1].unspoken_text


def test_a_connection_lost_in_the_greeting_goes_on_at_the_sentence_that_was_cut() -> None:
    bench = Bench(plan(seed=4, candidate_name="Maya"))
    text = bench.start().text
    heard = text.index("automated")
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceHeard(at=1.0, utterance_id=uid, heard_chars=heard))
    bench.feed(ConnectionLost(at=1.0))
    bench.feed(ConnectionResumed(at=1.0))
    assert "I'm an automated interviewer" in bench.said.text
    assert "Maya" not in bench.said.text
    assert bench.said.text.endswith("?")


def test_a_candidate_cut_off_in_an_answer_is_asked_to_go_on_and_loses_no_word() -> None:
    bench = at_question("debugging")
    bench.hear("Our payment worker hung every night")
    bench.feed(ConnectionLost(at=bench.now))
    bench.feed(ConnectionResumed(at=bench.now))
    assert "debugging" in bench.said.text
    assert "go on" in bench.said.text
    assert bench.said.question is None
    bench.hear_out().answer("and I found two threads waiting for the same lock")
    assert bench.last_answer.text.startswith("Our payment worker hung every night and I found")


def test_a_process_that_died_comes_back_without_a_lost_connection_in_the_log() -> None:
    bench = at_question("debugging")
    question = bench.state.ask
    bench.feed(ConnectionResumed(at=bench.now))
    assert question is not None
    assert bench.said.question == question.text


def test_what_was_said_while_the_client_vanished_is_answered_on_return() -> None:
    bench = at_question("debugging")
    bench.feed(ConnectionLost(at=bench.now))
    bench.feed(
        SegmentHeard(
            at=bench.now, segment_id="x", text=NO_RESULT, started_at=bench.now, ended_at=bench.now
        )
    )
    bench.feed(TurnEnded(at=bench.now))
    assert bench.silent
    bench.feed(ConnectionResumed(at=bench.now))
    assert bench.last_answer.text == NO_RESULT
    assert bench.said.text.startswith("Welcome back")
    assert bench.said.intent is Intent.probe


# The close --------------------------------------------------------------------------------------


def at_close(**request: object) -> Bench:
    bench = Bench(plan(questions_target=1, **request))
    bench.start()
    bench.hear_out().answer(NO_RESULT + " In the end there were no more errors.")
    while bench.said.intent is not Intent.invite_questions:
        bench.hear_out().answer(NO_RESULT + " In the end there were no more errors.")
    bench.hear_out()
    return bench


def test_the_candidates_questions_are_answered_honestly_one_by_one() -> None:
    bench = at_close()
    assert bench.state.phase is PhaseId.close
    bench.answer("Is this role remote?")
    assert "two days a week in the office" in bench.said.text
    assert bench.said.question is not None
    bench.hear_out().answer("What is the salary range?")
    assert "hiring team" in bench.said.text
    bench.hear_out().answer("No, that's all, thank you.")
    assert bench.said.intent is Intent.close
    bench.hear_out()
    assert bench.finish == "completed"


def test_somebody_with_endless_questions_gets_a_limit() -> None:
    bench = at_close(duration_s=3600.0)
    for _ in range(4):
        bench.answer("And what about the team?")
        if bench.said.intent is Intent.close:
            break
        bench.hear_out()
    assert bench.said.intent is Intent.close
    bench.hear_out()
    assert bench.finish == "completed"


def test_announcing_a_question_gets_a_go_ahead() -> None:
    bench = at_close()
    bench.answer("Yes, I do have one.")
    assert bench.said.question is None
    bench.hear_out().answer("When will I hear back?")
    assert bench.said.intent is Intent.answer_candidate


def test_nothing_to_ask_may_also_be_silence() -> None:
    bench = at_close()
    bench.deadline()
    assert bench.said.intent is Intent.nudge
    bench.hear_out().deadline()
    assert bench.said.intent is Intent.close
    bench.hear_out()
    assert bench.finish == "completed"


def test_a_word_into_the_farewell_ends_it_and_a_last_question_is_answered() -> None:
    bench = at_close()
    bench.answer("no thanks")
    bench.interrupt(0.3).hear("Sorry, when will I hear back?")
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.said.intent is Intent.close
    bench.interrupt(0.5).hear("thank you bye")
    bench.feed(TurnEnded(at=bench.now + 0.8))
    assert bench.finish == "completed"


def test_it_goes_to_the_close_when_time_runs_short() -> None:
    bench = at_question("debugging", duration_s=360.0)
    bench.now = 310.0
    bench.answer(NO_RESULT)
    assert bench.said.intent is Intent.invite_questions
    assert bench.state.phase is PhaseId.close


def test_long_thinking_does_not_outlast_the_time() -> None:
    bench = at_question("debugging", duration_s=360.0)
    bench.now = 300.0
    bench.feed(TimeRequested(at=300.0))
    bench.hear_out().deadline()
    assert bench.said.intent is Intent.invite_questions
    assert bench.now <= 330.0


def test_out_of_time_altogether_the_questions_are_left_to_the_hiring_team() -> None:
    bench = at_question("debugging", duration_s=360.0)
    bench.now = 370.0
    bench.answer(NO_RESULT)
    assert bench.said.intent is Intent.close
    assert bench.said.question is None
    bench.hear_out()
    assert bench.finish == "time_up"


@pytest.mark.parametrize("duration_s", [60.0, 90.0, 150.0, 360.0])
def test_a_short_interview_visits_every_phase(duration_s: float) -> None:
    bench = Bench(plan(duration_s=duration_s))
    bench.start()
    while bench.state.finished is None:
        if bench.state.utterance is not None:
            bench.hear_out(after_s=min(4.0, duration_s * 0.04))
        else:
            bench.answer(NO_RESULT, seconds=min(8.0, duration_s * 0.06), pause_s=0.3)
    assert {turn.phase for turn in bench.turns} == {phase.phase_id for phase in bench.plan.phases}
    assert bench.now <= duration_s + 10


def test_questions_target_counts_main_questions() -> None:
    bench = Bench(plan(questions_target=3, duration_s=3600.0))
    bench.start()
    bench.run_out("We worked on the service with the team in the office for a year or so.")
    assert len(bench.state.asked_questions) == 3


# Ending -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["candidate", "operator"])
def test_a_wish_to_end_gets_a_goodbye(reason: str) -> None:
    bench = at_question("debugging")
    bench.hear("I was just about to say")
    bench.feed(EndRequested(at=bench.now, reason=reason))
    assert bench.last_answer.text == "I was just about to say"
    assert bench.said.intent is Intent.close
    bench.hear_out()
    assert bench.finish == reason


def test_a_spoken_wish_to_end_is_granted() -> None:
    bench = at_question("debugging")
    bench.answer("I'd like to stop the interview here.")
    assert bench.said.intent is Intent.close
    bench.hear_out()
    assert bench.finish == "candidate"


def test_an_end_while_speaking_waits_for_the_voice() -> None:
    bench = Bench(plan())
    bench.start()
    bench.feed(EndRequested(at=1.0, reason="candidate"))
    assert bench.stopped
    uid = bench.utterance.utterance_id
    bench.feed(UtteranceInterrupted(at=1.2, utterance_id=uid, heard_chars=5))
    assert bench.said.intent is Intent.close
    bench.feed(EndRequested(at=2.0, reason="failed"))
    assert bench.finish == "failed"


@pytest.mark.parametrize("reason", ["abandoned", "failed", "candidate"])
def test_without_a_client_it_ends_at_once_and_keeps_what_was_said(reason: str) -> None:
    bench = at_question("debugging")
    bench.hear("half an answer")
    bench.feed(ConnectionLost(at=bench.now))
    bench.feed(EndRequested(at=bench.now, reason=reason))
    assert bench.finish == reason
    assert bench.last_answer.text == "half an answer"


def test_an_interview_that_never_started_can_be_ended() -> None:
    bench = Bench(plan())
    bench.feed(EndRequested(at=0.0, reason="operator"))
    assert bench.finish == "operator"
    assert bench.turns == []


def test_nothing_follows_the_end() -> None:
    bench = at_close()
    bench.answer("no thanks")
    bench.hear_out()
    assert bench.finish == "completed"
    over = bench.state
    for event in (
        TurnEnded(at=999.0),
        EndRequested(at=999.0, reason="failed"),
        DeadlinePassed(at=999.0),
        ConnectionResumed(at=999.0),
        UtteranceFinished(at=999.0, utterance_id="u0099"),
    ):
        assert bench.feed(event) == ()
        assert bench.state is over
    assert machine.next_deadline(bench.plan, over) is None


# The world's disorder ---------------------------------------------------------------------------


def test_news_of_an_old_utterance_changes_nothing() -> None:
    bench = at_question("debugging")
    before = bench.state
    for event in (
        UtteranceStarted(at=50.0, utterance_id="u0001"),
        UtteranceHeard(at=50.0, utterance_id="u0001", heard_chars=3),
        UtteranceFinished(at=50.0, utterance_id="u0001"),
        UtteranceInterrupted(at=50.0, utterance_id="u0001", heard_chars=3),
        AssessmentArrived(
            at=50.0, turn_id="t0001", assessment=Assessment(answer_class=AnswerClass.weak)
        ),
        DeadlinePassed(at=bench.now + 0.1),
        SpeechStopped(at=50.0),
        TurnEnded(at=50.0),
    ):
        assert bench.feed(event) == ()
        assert bench.state is before


@pytest.mark.parametrize("utterance_id", ["u0099", "u0000", "x", "", "uabc"])
def test_an_id_nobody_gave_out_is_our_own_fault(utterance_id: str) -> None:
    bench = at_question("debugging")
    with pytest.raises(InvalidTransition):
        bench.feed(UtteranceFinished(at=50.0, utterance_id=utterance_id))


def test_a_second_opinion_refines_the_next_decision() -> None:
    bench = at_question("debugging", duration_s=1800.0)
    bench.answer(
        "We were looking at the logs of the service for two days and I attached a debugger to it."
    )
    asked = [action for action in bench.actions if isinstance(action, AssessAnswer)]
    assert len(asked) == 1
    assert Missing.result in bench.last_answer.assessment.missing  # type: ignore[union-attr]
    opinion = Assessment(answer_class=AnswerClass.weak, missing=(), source="model")
    bench.feed(AssessmentArrived(at=bench.now, turn_id=asked[0].turn_id, assessment=opinion))
    assert bench.actions == ()
    bench.hear_out().answer("That is how I found it, with the debugger, and then I changed it.")
    assert bench.said.seeks is None


def test_every_deadline_makes_progress() -> None:
    bench = Bench(plan(duration_s=600.0))
    bench.start()
    for _ in range(100):
        if bench.state.finished is not None:
            break
        before, due = bench.state, machine.next_deadline(bench.plan, bench.state)
        bench.deadline()
        assert bench.state is not before
        after = machine.next_deadline(bench.plan, bench.state)
        assert after is None or due is None or after > due
    assert bench.state.finished == "silence"


def test_the_state_survives_encoding() -> None:
    bench = at_question("debugging")
    bench.hear("half an answer")
    raw = msgspec.json.encode(bench.state)
    again = msgspec.json.decode(raw, type=type(bench.state))
    assert again == bench.state
    assert msgspec.json.encode(again) == raw


def test_finish_is_the_last_action() -> None:
    bench = at_close()
    bench.answer("no thanks")
    bench.hear_out()
    assert isinstance(bench.actions[-1], Finish)
    assert isinstance(bench.actions[0], RecordTurn)
    assert not any(isinstance(action, StopSpeaking) for action in bench.actions)
    assert bench.state.stage is Stage.farewell
