"""What the interviewer does when the candidate makes a sound: the policy as short stories."""

import pytest

from runtime.voice.barge_in import Overlap, Verdict, Words, words_say

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Words.none),
        ("...", Words.none),
        ("Mm-hmm.", Words.backchannel),
        ("Yeah.", Words.backchannel),
        ("Okay, right.", Words.backchannel),
        ("I see.", Words.backchannel),
        ("Yeah, I see.", Words.backchannel),
        ("That's true.", Words.backchannel),
        ("Right, right, right", Words.backchannel),
        ("Yes, Schwer.", Words.backchannel),
        ("No, no, no.", Words.backchannel),
        ("No no, that was another project", Words.demand),
        ("Yes, in Berlin", Words.claim),
        ("Kubernetes.", Words.doubtful),
        ("I worked there", Words.claim),
        ("Wait.", Words.demand),
        ("Sorry?", Words.demand),
        ("Yeah, but stop", Words.demand),
    ],
)
def test_what_words_say(text: str, expected: Words) -> None:
    assert words_say(text) is expected


def playing() -> Overlap:
    overlap = Overlap()
    assert overlap.utterance_started(10.0, voice_since=None) is None
    return overlap


def test_any_voice_pauses_at_once() -> None:
    assert playing().voice_started(11.0) is Verdict.pause


def test_a_cough_lets_the_interviewer_go_on() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.3)
    assert overlap.tick(11.5) is None
    assert overlap.heard("", 11.7, final=True) is Verdict.resume
    assert not overlap.undecided


def test_a_backchannel_lets_the_interviewer_go_on() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    assert overlap.heard("Yeah", 11.4, final=False) is None
    overlap.voice_stopped(11.5)
    assert overlap.heard("Yeah.", 11.8, final=True) is Verdict.resume


def test_a_sound_too_short_for_two_words_is_not_believed_to_hold_them() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.4)
    assert overlap.heard("You got.", 11.7, final=True) is Verdict.resume


def test_more_words_than_anybody_says_in_the_time_are_not_believed() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.7)
    assert overlap.heard("Let me take it.", 12.0, final=True) is Verdict.resume


def test_what_was_heard_as_echo_is_echo_while_a_run_of_its_words_is_in_it() -> None:
    overlap = Overlap()
    said = "Thank you, that helps me a lot. In our company we look after software."
    overlap.utterance_started(10.0, voice_since=None, text=said)
    overlap.voice_started(11.0)
    assert overlap.heard("You that helps me", 12.3, final=False) is Verdict.resume
    assert overlap.heard("You that helps me lock an hour sell", 13.0, final=False) is None
    assert overlap.heard("You that is not what I did in my job", 13.5, final=False) is (
        Verdict.interrupt
    )


def test_real_words_are_a_barge_in() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    assert overlap.heard("I have done that", 11.7, final=False) is None
    assert overlap.heard("I have done that before", 12.2, final=False) is Verdict.interrupt
    assert not overlap.playing


@pytest.mark.parametrize("word", ["Wait", "Sorry", "Stop", "Could you repeat"])
def test_one_interrupting_word_is_enough(word: str) -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    assert overlap.heard(word, 11.6, final=False) is Verdict.interrupt


def test_one_clear_word_alone_is_an_answer() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.8)
    assert overlap.heard("Kubernetes.", 12.0, final=True) is Verdict.interrupt


def test_a_voice_that_goes_on_is_a_barge_in_before_its_words_are_known() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    assert overlap.tick(12.3) is None
    assert overlap.tick(12.61) is Verdict.interrupt


def test_noise_that_goes_on_lets_the_interviewer_go_on_and_does_not_pause_again() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    assert overlap.heard("", 11.95, final=False) is None
    assert overlap.tick(12.5) is None
    assert overlap.tick(13.3) is Verdict.resume
    overlap.voice_stopped(13.5)
    assert overlap.voice_started(14.0) is None
    assert overlap.heard("Sorry, what was that", 14.8, final=False) is Verdict.interrupt


def test_words_that_never_come_do_not_hold_the_interviewer_for_ever() -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.3)
    assert overlap.tick(13.0) is None
    assert overlap.tick(13.9) is Verdict.resume


def test_a_candidate_who_went_on_talking_is_not_spoken_over() -> None:
    overlap = Overlap()
    assert overlap.utterance_started(10.0, voice_since=9.0) is Verdict.pause


def test_an_interjection_is_spoken_over_the_candidate_for_a_second() -> None:
    overlap = Overlap()
    assert overlap.utterance_started(100.0, voice_since=20.0) is None
    assert overlap.heard("and then I went on", 100.5, final=False) is None
    assert overlap.tick(100.9) is None
    assert overlap.tick(101.0) is Verdict.pause
    assert overlap.tick(102.65) is Verdict.interrupt


def test_who_falls_silent_when_interjected_does_not_interrupt() -> None:
    overlap = Overlap()
    overlap.utterance_started(100.0, voice_since=20.0)
    overlap.voice_stopped(100.6)
    assert overlap.tick(103.0) is None
    assert overlap.playing


def test_without_an_utterance_there_is_nothing_to_interrupt() -> None:
    overlap = playing()
    overlap.utterance_ended()
    assert overlap.voice_started(20.0) is None
    assert overlap.heard("I think so", 21.0, final=True) is None
    assert overlap.tick(30.0) is None


def test_an_interjection_is_heard_although_the_talker_draws_breath() -> None:
    overlap = Overlap()
    assert overlap.utterance_started(100.0, voice_since=99.5, interjects=True) is None
    assert overlap.voice_stopped(100.5) is None
    assert overlap.voice_started(100.7) is None
    assert overlap.heard("and then I went on and on", 102.0, final=False) is None
    assert overlap.talked_into, "words need not wait for a verdict"
    assert overlap.tick(103.9) is None
    assert overlap.tick(104.1) is Verdict.pause
    assert overlap.tick(106.0) is Verdict.interrupt


def test_who_falls_silent_hears_an_interjection_to_its_end() -> None:
    overlap = Overlap()
    overlap.utterance_started(100.0, voice_since=99.5, interjects=True)
    overlap.voice_stopped(101.0)
    assert overlap.tick(104.1) is None
    assert overlap.tick(110.0) is None
    assert overlap.voice_started(110.5) is Verdict.pause


QUESTION = "Tell me about a time when something went wrong in a project, and what you did then."


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("tell me about a time", Words.echo),
        ("Tell me a bow the time when something", Words.echo),
        ("what you did", Words.echo),
        ("Sorry, what was that?", Words.demand),
        ("I have a question", Words.demand),
        ("time", Words.doubtful),
    ],
)
def test_the_interviewers_own_words_are_its_echo(heard: str, expected: Words) -> None:
    assert words_say(heard, over=QUESTION) is expected


def test_an_echo_does_not_stop_the_interviewer_and_pauses_it_only_once() -> None:
    overlap = Overlap()
    overlap.utterance_started(10.0, voice_since=None, text=QUESTION)
    assert overlap.voice_started(10.2) is Verdict.pause
    assert overlap.heard("tell me about a", 10.8, final=False) is Verdict.resume
    overlap.voice_stopped(11.0)
    assert overlap.voice_started(11.5) is None
    assert overlap.heard("when something went wrong in", 13.0, final=False) is None
    assert overlap.heard("Wait, I did not get that", 14.0, final=False) is Verdict.interrupt


def test_on_a_loudspeaker_sounds_pause_no_more_until_the_echo_is_gone() -> None:
    overlap = Overlap()
    for at in (10.0, 30.0):
        overlap.utterance_started(at, voice_since=None, text=QUESTION)
        overlap.voice_started(at + 1)
        overlap.heard("tell me about a time", at + 2, final=False)
        overlap.voice_stopped(at + 3)
        overlap.utterance_ended()
    overlap.utterance_started(50.0, voice_since=None, text=QUESTION)
    assert overlap.voice_started(51.0) is None
    overlap.voice_stopped(52.0)
    overlap.utterance_ended()
    overlap.utterance_started(70.0, voice_since=None, text=QUESTION)
    assert overlap.voice_started(71.0) is Verdict.pause


def test_a_coughing_fit_does_not_stop_every_word_of_the_interviewer() -> None:
    overlap = playing()
    for at in (11.0, 12.0):
        assert overlap.voice_started(at) is Verdict.pause
        overlap.voice_stopped(at + 0.3)
        assert overlap.heard("", at + 0.6, final=True) is Verdict.resume
    assert overlap.voice_started(13.0) is None


@pytest.mark.parametrize("guessed", ["And him.", "Bill K.", "I saw.", "No,", "What, but?"])
def test_two_words_in_a_short_sound_are_a_recognisers_guess(guessed: str) -> None:
    overlap = playing()
    overlap.voice_started(11.0)
    overlap.voice_stopped(11.55)
    assert overlap.heard(guessed, 11.9, final=True) is Verdict.resume
