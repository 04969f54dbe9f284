"""The answer classifier on answers as a recogniser writes them, with and without punctuation."""

import time

import pytest

from runtime.interview import answers
from runtime.interview.actions import AnswerClass as A
from runtime.interview.answers import Listening
from runtime.interview.plan import Missing

pytestmark = pytest.mark.unit

STORY = Listening(
    question="Tell me about a time you disagreed with a colleague about a technical decision.",
    topic="disagreement",
    keywords=("disagree", "colleague", "decision", "argue"),
    expects=(Missing.own_role, Missing.action, Missing.result, Missing.metric),
)
BUG = Listening(
    question="Tell me about the hardest bug you have tracked down.",
    topic="debugging",
    keywords=("bug", "crash", "error", "log", "race"),
    expects=(Missing.own_role, Missing.action, Missing.verification, Missing.result),
)
SALES = Listening(
    question="Walk me through a deal that you nearly lost and then won.",
    topic="saving a deal",
    keywords=("deal", "customer", "price", "close"),
    expects=(Missing.context, Missing.own_role, Missing.action, Missing.result, Missing.metric),
)
SUPPORT = Listening(
    question="How would you handle a caller who is angry because nobody called back?",
    topic="angry callers",
    keywords=("angry", "calm", "listen", "apolog"),
    expects=(Missing.action, Missing.verification),
)
METRIC = Listening(
    question="What did it change in numbers?",
    topic="caching",
    expects=(Missing.context, Missing.trade_off, Missing.metric),
    covered=(Missing.context, Missing.trade_off),
    seeks=Missing.metric,
)
ROLE = Listening(
    question="What was your own part in it?",
    topic="ownership",
    expects=(Missing.own_role, Missing.action),
    covered=(Missing.action,),
    seeks=Missing.own_role,
)
INTRO = Listening(question="What made you apply for this role?", topic="motivation", brief=True)
CLOSE = Listening(question="What would you like to ask me?", invites=True, brief=True)

LABELLED: list[tuple[A, Listening, str]] = [
    # Strong: what the question wants is there, in whatever shape the recogniser left it.
    (
        A.strong,
        BUG,
        "Okay so at my last company we had a payment worker that hung every night. I attached a debugger and found two threads waiting on the same lock so I changed the lock order. Then I wrote a stress test that ran for an hour and in the end the hangs were gone.",
    ),
    (
        A.strong,
        BUG,
        "it was a memory leak in our image service i took heap dumps every ten minutes compared them and found a cache that never evicted anything i limited it and we watched the memory graph for two weeks and it stayed flat customers stopped seeing the errors",
    ),
    (
        A.strong,
        STORY,
        "My colleague wanted to split the service and I disagreed. I wrote down both options with the costs, I benchmarked them and we picked mine. As a result the latency dropped by forty percent.",
    ),
    (
        A.strong,
        SALES,
        "last year i had a deal with a hospital group and their cfo had decided to go with a competitor. i called her, asked what was missing and found out it was the payment terms. i rebuilt the offer with quarterly payments and they signed for two hundred thousand a year",
    ),
    (
        A.strong,
        SUPPORT,
        "First I would apologise and let them finish. Then I'd check the ticket to see who had promised the call, fix it while they are on the line and I would call them back the next day to check that it still works.",
    ),
    (A.strong, METRIC, "It went from nine hundred milliseconds to about two hundred."),
    (A.strong, METRIC, "about forty percent i think"),
    (A.strong, METRIC, "We halved it basically."),
    (A.strong, ROLE, "I wrote the migration script myself and I ran it on the weekend."),
    (A.strong, ROLE, "my part was the database side"),
    (
        A.strong,
        INTRO,
        "I like building things that many people use and your product is something I use every week.",
    ),
    (A.strong, INTRO, "honestly the commute is short and the work sounds interesting to me"),
    (
        A.strong,
        BUG,
        "I don't know if it's the hardest one, but two years ago our login crashed for some users. I read the logs, reproduced it with their browser and found an encoding error. I fixed it, added a test and the crashes disappeared.",
    ),
    # Weak: real content, a piece is missing.
    (
        A.weak,
        STORY,
        "Yeah so we had this discussion in the team whether we should move to microservices and a colleague of mine really wanted it and I argued against it because we were only four people back then.",
    ),
    (
        A.weak,
        BUG,
        "We had a race condition in the booking code where two users could book the same seat, and we fixed it with a lock in the database after looking at the logs for a day.",
    ),
    (
        A.weak,
        SALES,
        "There was a logistics customer that wanted to leave us because of the price and I talked to their head of operations several times and then we made them a better offer.",
    ),
    (
        A.weak,
        SUPPORT,
        "I would listen first and let the caller talk, then I would open the ticket and explain what happened, and offer a solution right away so that they feel taken seriously by me.",
    ),
    (
        A.weak,
        STORY,
        "My manager wanted to use Mongo and I preferred Postgres. I wrote a document and presented it to the team and they followed my proposal.",
    ),
    (
        A.weak,
        METRIC,
        "The customers complained less and the team was happier with the service after we had rolled it out to everybody.",
    ),
    (
        A.weak,
        ROLE,
        "The team met every morning and went through the list, and then the backend people changed the importer while the others wrote the announcement.",
    ),
    # Vague: words without facts.
    (
        A.vague,
        BUG,
        "Um, so we had some issues with things in production and we fixed it somehow, it was pretty challenging.",
    ),
    (
        A.vague,
        STORY,
        "I think communication is very important and I always try to find a good solution for everyone.",
    ),
    (A.vague, STORY, "it depends on the situation really"),
    (
        A.vague,
        SALES,
        "I'm a hard worker and a team player and I always do my best for the customer so usually it works out.",
    ),
    (A.vague, SUPPORT, "You have to stay calm and be friendly."),
    (A.vague, BUG, "There were a lot of bugs."),
    (
        A.vague,
        STORY,
        "Well you know there are always different opinions and stuff like that, and in general we find a way.",
    ),
    (A.vague, METRIC, "quite a lot"),
    (A.vague, METRIC, "It got better."),
    (A.vague, ROLE, "we did everything together"),
    (A.vague, INTRO, "the money"),
    # Evasive: refuses the question without saying so.
    (A.evasive, STORY, "That's all in my resume."),
    (A.evasive, BUG, "I don't think that's really relevant here."),
    (A.evasive, STORY, "As I already said, we worked it out."),
    (A.evasive, SALES, "Why do you want to know that"),
    (
        A.evasive,
        BUG,
        "Let's talk about something else, I'd rather tell you about my design skills.",
    ),
    (A.evasive, STORY, "That's a bit personal."),
    # Off topic.
    (
        A.off_topic,
        BUG,
        "The weather has been so nice this week so I went to the beach with my dog and we had a lovely time.",
    ),
    (
        A.off_topic,
        STORY,
        "I watched a great football game yesterday and the second half was amazing, they scored three times.",
    ),
    (A.off_topic, SALES, "我昨天和客户开了一个会议讨论价格问题"),
    (A.off_topic, BUG, "Я нашёл ошибку в программе и исправил её"),
    # Declined.
    (A.declined, STORY, "I'd rather not talk about that."),
    (A.declined, METRIC, "I can't share those numbers because of an NDA."),
    (A.declined, BUG, "can we skip this one please"),
    (A.declined, BUG, "pass"),
    (A.declined, SALES, "next question please"),
    (A.declined, STORY, "I don't feel comfortable answering that question."),
    (A.declined, METRIC, "sorry that's confidential"),
    # Does not know.
    (A.dont_know, BUG, "I don't know."),
    (A.dont_know, METRIC, "Uh I don't really know the exact numbers."),
    (A.dont_know, STORY, "hmm nothing comes to mind right now"),
    (A.dont_know, BUG, "I can't think of one, sorry."),
    (A.dont_know, SUPPORT, "I'm not sure to be honest"),
    (A.dont_know, SALES, "I have never done sales before."),
    (A.dont_know, METRIC, "no idea"),
    (
        A.dont_know,
        BUG,
        "I've never really had a hard bug, I don't have much experience with that yet.",
    ),
    # Asks of us.
    (A.asks_repeat, BUG, "Could you repeat that please"),
    (A.asks_repeat, BUG, "sorry I didn't catch that"),
    (A.asks_repeat, STORY, "What was the question again?"),
    (A.asks_repeat, STORY, "Pardon?"),
    (A.asks_repeat, SALES, "can you say that again"),
    (A.asks_repeat, SALES, "you were breaking up I missed the last part"),
    (A.asks_time, BUG, "Good question, let me think for a second."),
    (A.asks_time, STORY, "give me a moment"),
    (A.asks_time, STORY, "um can I have a minute please"),
    (A.asks_time, SALES, "hold on"),
    (A.asks_time, BUG, "let me think about that"),
    (A.asks_clarification, STORY, "Do you mean at work or in private?"),
    (A.asks_clarification, BUG, "what do you mean by tracked down"),
    (A.asks_clarification, SALES, "I don't understand the question."),
    (A.asks_clarification, BUG, "Should I take one from my current job?"),
    (A.asks_clarification, SUPPORT, "could you be a bit more specific"),
    (A.asks_to_end, BUG, "I'd like to stop the interview here."),
    (A.asks_to_end, STORY, "sorry I have to go now"),
    (A.asks_to_end, SALES, "can we end this here please"),
    # Candidate's questions.
    (A.candidate_question, STORY, "How big is the team I would be working with?"),
    (A.candidate_question, BUG, "is this role remote"),
    (A.candidate_question, CLOSE, "Yes, what does a normal day look like?"),
    (A.candidate_question, CLOSE, "i was wondering when i will hear back"),
    (A.candidate_question, CLOSE, "what about the salary"),
    (A.candidate_question, CLOSE, "Can you tell me more about the tech stack?"),
    (A.candidate_question, CLOSE, "okay and who would i report to"),
    (A.vague, CLOSE, "Yes, I do have one."),
    (A.declined, CLOSE, "No, I think that's all, thank you."),
    (A.declined, CLOSE, "no"),
    (A.declined, CLOSE, "not right now thanks"),
    (A.declined, CLOSE, "I think you've covered everything."),
    # Nothing.
    (A.empty, BUG, "um"),
    (A.empty, BUG, "Okay."),
    (A.empty, STORY, "mm-hm, right"),
    (A.empty, STORY, "..."),
]

ANSWERS_NOT_REQUESTS: list[tuple[Listening, str]] = [
    (
        BUG,
        "I need a moment in the code where both threads hold the lock, so I added a sleep there and then it failed every time, and that is how I found the bug in the scheduler.",
    ),
    (
        STORY,
        "We had to stop the rollout and I asked my colleague to repeat the benchmark with real data because his decision rested on a toy example.",
    ),
    (
        SALES,
        "I asked what do you mean by too expensive, and the customer said the setup fee, so I moved it into the monthly price and closed the deal for thirty thousand.",
    ),
    (
        SUPPORT,
        "I would say give me a moment please, then I check the ticket, read what was promised, and I tell the caller exactly when the colleague will call and I write it down.",
    ),
    (
        BUG,
        "Let me think, so that was at my old company where the importer crashed every Monday. I read the logs and found a date bug in the parser, I fixed it and wrote a test.",
    ),
]


@pytest.mark.parametrize(("expected", "listening", "text"), LABELLED)
def test_answer_is_classed(expected: A, listening: Listening, text: str) -> None:
    assert answers.assess(text, listening).answer_class is expected


@pytest.mark.parametrize(("listening", "text"), ANSWERS_NOT_REQUESTS)
def test_words_of_a_request_inside_an_answer_do_not_make_it_one(
    listening: Listening, text: str
) -> None:
    assert answers.assess(text, listening).answer_class in (A.strong, A.weak)


def test_there_are_examples_of_every_class() -> None:
    assert {expected for expected, _, _ in LABELLED} == set(A)
    assert len(LABELLED) >= 60


def test_class_does_not_depend_on_punctuation_or_capitals() -> None:
    for expected, listening, text in LABELLED:
        bare = "".join(c for c in text.lower() if c.isalnum() or c in " '")
        if expected in (A.candidate_question, A.empty) or not bare.strip():
            continue
        assert answers.assess(bare, listening).answer_class is expected, text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("At my last company we had a nightly import", {Missing.context}),
        ("I was responsible for the rollout", {Missing.own_role}),
        ("I profiled it, found the slow loop and rewrote it", {Missing.own_role, Missing.action, Missing.verification}),
        ("in the end the customer renewed", {Missing.result}),
        ("it was down to 3 seconds", {Missing.metric}),
        ("we chose the slower one over the risky one because downtime was worse", {Missing.trade_off}),
        ("then we measured it again on the dashboard", {Missing.verification}),
    ],
)  # fmt: skip
def test_pieces_are_found(text: str, held: set[Missing]) -> None:
    assert held <= answers.pieces(answers.lexicon.flatten(text))


def test_we_alone_is_not_an_own_role() -> None:
    text = "We built the importer and we tested it and we rolled it out to all our customers"
    assert Missing.own_role not in answers.pieces(answers.lexicon.flatten(text))


def test_earlier_answers_count() -> None:
    first = answers.assess("I argued with a colleague and I wrote a document", STORY)
    assert Missing.result in first.missing
    again = Listening(question="How did it end?", expects=STORY.expects, covered=(Missing.result,))
    assert Missing.result not in answers.assess("I told you", again).missing


def test_numbers_and_tools_are_kept_as_said() -> None:
    found = answers.assess("We cut it from 900 to 200 ms with Redis and postgres, by 78%.", STORY)
    assert found.tools == ("redis", "postgres")
    assert found.numbers == ("900", "200 ms", "78 percent")


def test_a_pronoun_is_not_a_number() -> None:
    assert answers.numbers("that was one of them") == ()


@pytest.mark.parametrize("words", [5, 60, 400, 5000])
def test_it_takes_less_than_five_milliseconds(words: int) -> None:
    text = " ".join(["I", "measured", "the", "slow", "queries", "and", "then"] * (words // 7 + 1))
    answers.assess(text, STORY)
    began = time.process_time()
    for _ in range(5):
        answers.assess(text, STORY)
    assert (time.process_time() - began) / 5 < 0.005
