"""How the interviewer checks a claim, keeps its counsel, hands over, and coaches. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

CHECKING: Bank = {
    Situation.no_feedback: {
        N: (
            "I don't rate answers while we talk.",
            "I can't say anything about results during the interview.",
        ),
        F: (
            "I'm afraid I can't comment on answers while we talk.",
            "I keep any comments out of the interview, for everybody.",
        ),
        S: (
            "You won't hear a verdict from me now.",
            "No comments on answers during the interview.",
        ),
    },
    Situation.no_plan: {
        N: (
            "I can't talk about how this interview is set up.",
            "What I ask and how answers are read stays out of our conversation.",
        ),
        F: (
            "That's something I can't share, I'm afraid.",
            "I'd rather not give away how the interview is built.",
        ),
        S: ("That stays with me.", "I don't discuss how I run this."),
    },
    Situation.calm: {
        N: (
            "I understand that this is frustrating. We can go on, leave this question out, or "
            "stop, just as you like.",
            "I hear that you're annoyed, and that's all right. Tell me whether to go on, to leave "
            "this one out, or to stop.",
        ),
        S: (
            "I hear that you're annoyed. You can answer, leave this one out, or stop.",
            "Understood. Going on, leaving this one out or stopping: it's your choice.",
        ),
    },
    Situation.calm_move_on: {
        N: ("All right, we'll leave that one.", "Fine, then I'll take another one."),
    },
    Situation.farewell_calm: {
        N: (
            "I think it's better to stop here. Thank you for the time you took{name}. The hiring "
            "team can be reached if you'd like to talk to a person. Goodbye.",
        ),
    },
    Situation.ask_baseline: {
        N: (
            "What was that figure before?",
            "What did that number start from?",
            "Compared with what was that?",
            "What did it look like before you began?",
        ),
        S: (
            "A change from what?",
            "That number needs a starting point. What was it?",
            "Compared with what, exactly?",
        ),
    },
    Situation.ask_scope: {
        N: (
            "Over what period was that measured?",
            "How many cases does that number stand for?",
            "Where does that number come from?",
        ),
        S: ("Measured how, and by whom?", "Over what period, exactly?"),
    },
    Situation.ask_own_part: {
        N: (
            "Which part of that was yours?",
            "What did you do yourself in all that?",
            "If you take the team away, what was your contribution?",
        ),
        S: (
            "I keep hearing we. What did you do?",
            "Leave the team out for a moment. What was yours?",
        ),
    },
    Situation.challenge: {
        S: (
            "How do you know that it was your work that made the difference?",
            "What is the weakest point in what you just told me?",
            "Suppose someone from that team disagrees with your version. What would they say?",
        ),
        N: ("How do you know that it was this that made the difference?",),
    },
    Situation.told_already: {
        N: (
            "You've told me about {topic} already, so I'll leave that one out.",
            "I had a question on {topic}, but you've covered that.",
        ),
    },
    Situation.told_before: {
        N: ("You spoke about {topic} before.", "Back to what you said about {topic}."),
    },
    Situation.greeting_panel: {
        N: ("With me today: {others}, automated as well.",),
    },
    Situation.handover: {
        N: (
            "Hello, {speaker} here, {title}. I'm taking over now.",
            "This is {speaker}, {title}. The next part is mine.",
        ),
        S: ("{speaker} here, {title}. My turn.",),
    },
    Situation.handover_back: {
        N: ("{speaker} again.", "It's {speaker} again."),
    },
    Situation.tip_good: {
        N: (
            "Just as feedback: that was clear and complete.",
            "Feedback on that one: it had all its parts.",
        ),
    },
    Situation.tip_vague: {
        N: (
            "A tip: one real case says more than a general rule.",
            "A tip for next time: start with one concrete example.",
        ),
    },
    Situation.tip_context: {
        N: ("A tip: a sentence about when and where it happened helps the listener.",),
    },
    Situation.tip_own_role: {
        N: ("A tip: say I where you mean I, so that your own part is heard.",),
    },
    Situation.tip_action: {
        N: ("A tip: name the steps you took, two or three are enough.",),
    },
    Situation.tip_result: {
        N: ("A tip: end with what came of it.",),
    },
    Situation.tip_metric: {
        N: ("A tip: one number, even a rough one, makes the result stronger.",),
    },
    Situation.tip_trade_off: {
        N: ("A tip: mention what you decided against, and what it cost.",),
    },
    Situation.tip_verification: {
        N: ("A tip: say how you knew that it worked.",),
    },
}
