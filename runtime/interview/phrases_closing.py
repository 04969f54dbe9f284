"""The end of an interview, in English. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

CLOSING: Bank = {
    Situation.invite: {
        N: (
            "What questions do you have for me?",
            "Is there anything you'd like to ask me?",
        ),
        F: (
            "Now it's your turn. What would you like to ask me?",
            "What would you like to know from me?",
        ),
        S: ("What do you want to ask me?", "Do you have any questions?"),
    },
    Situation.go_ahead: {
        N: ("Please, go ahead.", "Yes, please."),
    },
    Situation.unknown_answer: {
        N: (
            "I don't have that information, but the hiring team can answer that.",
            "I can't tell you that myself; the hiring team can answer it.",
        ),
    },
    Situation.anything_else: {
        N: ("Is there anything else you'd like to ask?", "What else would you like to know?"),
        S: ("Anything else?", "Do you have another one?"),
    },
    Situation.farewell: {
        N: (
            "Thank you for your time{name}. The hiring team will look at our conversation and get "
            "back to you. Goodbye.",
            "Then we're done{name}. Thank you for talking with me. The hiring team will go through "
            "our conversation and be in touch. Goodbye.",
        ),
        F: (
            "Thank you for your time{name}, it was nice to talk with you. The hiring team will "
            "look at our conversation and get back to you. Take care.",
            "Thanks so much for talking with me{name}. The hiring team will go through our "
            "conversation and be in touch. All the best.",
        ),
        S: (
            "Then that's it{name}. The hiring team will go through your answers and get back to "
            "you. Goodbye.",
            "We're done. Thank you{name}. You'll hear from the hiring team. Goodbye.",
        ),
    },
    Situation.farewell_short: {
        N: ("Thank you again. Goodbye.", "Thank you. Goodbye."),
    },
    Situation.farewell_time: {
        N: (
            "We're out of time, so I have to stop here. Thank you for the conversation{name}. The "
            "hiring team will get back to you and can take any open questions. Goodbye.",
            "Our time is over{name}. Thank you. The hiring team will be in touch and can answer "
            "whatever is still open. Goodbye.",
        ),
    },
    Situation.farewell_silence: {
        N: (
            "I haven't been able to hear you, so I'll end the interview here. Please write to the "
            "hiring team to find another time. Goodbye.",
        ),
    },
    Situation.goodbye_candidate: {
        N: (
            "Of course, we'll stop here. Thank you for your time{name}. Goodbye.",
            "All right, we'll end here. Thank you for coming{name}. Goodbye.",
        ),
    },
    Situation.goodbye_operator: {
        N: ("I've been asked to end the interview here. Thank you for your time{name}. Goodbye.",),
    },
}
