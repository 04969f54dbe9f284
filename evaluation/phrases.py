"""Our own plain words for signals: what a quote shows, what was missing, what to do. Pure."""

from evaluation.kinds import Kind

SHOWS: dict[Kind, str] = {
    Kind.context: "sets the scene",
    Kind.own_action: "says what they did themselves",
    Kind.team_action: "says what the team did",
    Kind.ownership: "took it on themselves",
    Kind.result: "states a result",
    Kind.number: "gives a number",
    Kind.reason: "gives a reason",
    Kind.trade_off: "weighs one way against another",
    Kind.verification: "says how it was checked",
    Kind.method: "works to a stated method",
    Kind.structure: "orders the answer",
    Kind.example: "names a concrete case",
    Kind.learning: "says what they learned or changed",
    Kind.collaboration: "says who they worked with and how",
    Kind.conflict: "speaks of a conflict or how it was met",
    Kind.motive: "says why this work suits them",
    Kind.admission: "says openly what they don't know or got wrong",
    Kind.topic: "speaks to what the question is after",
    Kind.routine: "stays with the usual way",
    Kind.improvised: "goes by feel, without a method",
    Kind.softened: "softens what was done",
    Kind.passed_on: "leaves the work to someone or something else",
    Kind.not_done: "says it was not done",
    Kind.vague: "stays general",
    Kind.hedge: "holds back from the claim",
    Kind.evasion: "doesn't answer",
    Kind.blame: "puts it on someone else",
    Kind.contradiction: "differs from what was said elsewhere",
    Kind.retraction: "takes a claim back",
}
"""Completes "The answer …"."""

LACKS: dict[Kind, str] = {
    Kind.context: "the situation",
    Kind.own_action: "the candidate's own part",
    Kind.ownership: "something taken on unasked",
    Kind.result: "a result",
    Kind.number: "a number",
    Kind.reason: "a reason",
    Kind.trade_off: "an alternative that was weighed",
    Kind.verification: "how it was checked",
    Kind.method: "a stated method",
    Kind.structure: "an order to the points",
    Kind.example: "a concrete case",
    Kind.learning: "what changed afterwards",
    Kind.collaboration: "who else was involved",
    Kind.conflict: "how the other side saw it",
    Kind.motive: "why this role",
    Kind.admission: "where its limits are",
    Kind.topic: "what the question was after",
}
"""Completes "Missing: …"."""

ADVICE: dict[Kind, str] = {
    Kind.context: "Open with one sentence on the situation: where, when, and what was at stake.",
    Kind.own_action: 'Say "I" and name the two or three things you did yourself.',
    Kind.ownership: "Name a decision that was yours and how you came to it.",
    Kind.result: "End with what came of it, also when it went badly.",
    Kind.number: "Put one number on it: how many, how long, how much before and after.",
    Kind.reason: "Say why you did it that way, in a sentence that starts with because.",
    Kind.trade_off: "Name the other option you had and why you turned it down.",
    Kind.verification: "Say how you checked that it worked, and what you compared it with.",
    Kind.method: "Say the steps or criteria you worked by, not only that it got done.",
    Kind.structure: "Announce your points first, then take them in that order.",
    Kind.example: "Pick one real case and stay with it.",
    Kind.learning: "Say what you do differently since then.",
    Kind.collaboration: "Name who else was involved and what you agreed with them.",
    Kind.conflict: "Say what the other side wanted before you say what you did.",
    Kind.motive: "Tie one thing you have done to one thing this job needs.",
    Kind.admission: "Say plainly where your knowledge ends and what you would do to find out.",
    Kind.topic: "Answer the question that was asked before adding anything else.",
}
"""One concrete thing to do differently."""
