"""What the interviewer says around code and cases, in English. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

TASKS: Bank = {
    Situation.to_coding: {
        N: ("Now let's look at a piece of code.", "Next comes a short piece of code."),
    },
    Situation.code_to_read: {
        N: (
            "It's on your screen. Read it in peace, and think aloud if you like.",
            "You'll find it on your screen. Take the time to read it; thinking aloud is welcome.",
        ),
        S: ("It's on your screen. Read it, then tell me.",),
    },
    Situation.code_to_change: {
        N: (
            "It's on your screen with a test that fails. You can talk, change the code and send "
            "it, or both.",
            "You'll find it on your screen, with a test that fails. Answer aloud, send me a "
            "changed version, or do both.",
        ),
        S: ("It's on your screen with a failing test. Talk, or change the code and send it.",),
    },
    Situation.code_listening: {
        N: ("Go on, I'm listening.", "I'm following. Take your time."),
    },
    Situation.code_received: {
        N: ("Thank you, I have your code.", "Your code has arrived."),
    },
    Situation.code_unchanged: {
        N: (
            "The code that reached me is the same as before. You can still change it on the "
            "screen, or tell me what you'd change.",
            "What you sent equals the code I gave you. Change it and send it again, or put the "
            "change into words.",
        ),
    },
    Situation.code_question: {
        N: (
            "Assume what seems sensible to you, and say so. What the code should do is on your "
            "screen.",
            "That's left open on purpose. Choose what you find sensible and tell me your choice.",
        ),
    },
    Situation.code_walk: {
        N: ("How does your change repair it?", "Where does your version behave differently?"),
    },
    Situation.code_fix: {
        N: ("How would you repair it?", "What would you change in the code to put it right?"),
    },
    Situation.code_edges: {
        N: (
            "Which unusual inputs would you try on it?",
            "On which inputs would you expect trouble?",
        ),
    },
    Situation.code_cost: {
        N: (
            "How does its work grow when there's a lot more to process?",
            "What does this cost in time and memory on a very large input?",
        ),
    },
    Situation.code_hint: {
        N: (
            "A hint: take one small input and follow it through the code, line by line.",
            "A hint: compare what should come out with what really does.",
        ),
    },
    Situation.task_minute: {
        N: (
            "About a minute is left for this. Please tell or send me what you have so far.",
            "We have one more minute here. What you have so far is enough; tell it or send it.",
        ),
    },
    Situation.task_over: {
        N: ("Let's leave it there; what you have is kept.", "Let's stop here and move on."),
    },
    Situation.nudge_task: {
        N: (
            "Take your time. You can think aloud if that helps.",
            "No hurry. A first impression is enough to begin with.",
        ),
    },
    Situation.to_case: {
        N: ("Now I'd like to work through a case with you.", "Next comes a small case."),
    },
    Situation.case_intro: {
        N: (
            "The background is on your screen, and you can ask me for data at any time.",
            "You'll find some background on your screen. Ask me for whatever data you need.",
        ),
    },
    Situation.case_shown: {
        N: ("It's on your screen as well.", "You can see it on your screen, too."),
    },
    Situation.case_again: {
        N: ("As it stands:", "Once more:"),
    },
    Situation.case_no_data: {
        N: (
            "We don't have data on that. Please assume something sensible, and say what you "
            "assume.",
            "Nobody has measured that, I'm afraid. Make an assumption and name it.",
            "I have no figure for that. Take a sensible assumption and tell me which.",
        ),
    },
    Situation.case_no_more_data: {
        N: (
            "Let's work with what we have now.",
            "With that, I'd like to hear your own thoughts.",
        ),
    },
    Situation.case_told_freely: {
        N: ("Here is something you'll need.", "Let me add one fact."),
    },
    Situation.case_short: {
        N: ("We're a little short of time.", "Let me move us on because of the time."),
    },
    Situation.case_summary: {
        N: (
            "To close the case, how would you sum up your recommendation in two sentences?",
            "Last of all, what is your recommendation in two sentences?",
        ),
    },
    Situation.case_hint: {
        N: (
            "A hint: split the number into its parts and look at each of them.",
            "A hint: ask yourself what would have to be true for the opposite.",
        ),
    },
}
