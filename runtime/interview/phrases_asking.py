"""What the interviewer says around its questions, in English. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

ASKING: Bank = {
    Situation.greeting: {
        N: (
            "Hello{name}. My name is {interviewer}, and I'm an automated interviewer. We have "
            "about {minutes} to talk about the {role} role, with time for your own questions at "
            "the end.",
            "Hello{name}, thank you for joining. I'm {interviewer}, and I'm an automated "
            "interviewer. This will take about {minutes}, and at the end you can ask me about "
            "the {role} role.",
        ),
        F: (
            "Hi{name}, nice to meet you. My name is {interviewer}, and I'm an automated "
            "interviewer. We have about {minutes} to talk about the {role} role, and there's "
            "time for your questions at the end.",
            "Hi{name}, and welcome. I'm {interviewer}, and I'm an automated interviewer. Let's "
            "take about {minutes} to talk about the {role} role; pauses to think are fine.",
        ),
        S: (
            "Hello{name}. I'm {interviewer}, and I'm an automated interviewer. We have only "
            "{minutes} for the {role} role, so please come straight to the point.",
            "Hello{name}. My name is {interviewer}, and I'm an automated interviewer. For the "
            "{role} role we have {minutes}, so short and concrete answers, please.",
        ),
    },
    Situation.first_question: {
        N: ("Let's begin.", "Let's start."),
        F: ("Let's start with you.", "Let's ease into it."),
        S: ("Let's get going.", "First question."),
    },
    Situation.acknowledge: {
        N: ("Thank you.", "All right.", "Okay, thank you.", "I see.", "Understood."),
        F: ("Thanks for that.", "Okay, thanks.", "I see, thank you.", "Thanks for explaining."),
        S: ("All right.", "Noted.", "Okay.", "I hear you."),
    },
    Situation.before_probe: {
        N: ("Okay.", "I see.", "", "Right.", ""),
        F: ("Okay, I see.", "Right.", "", "I see."),
        S: ("Let me press you on that.", "Hm.", "I want to look at that more closely.", ""),
    },
    Situation.before_probe_vague: {
        N: (
            "I'd like to understand that better.",
            "Let's make that more concrete.",
            "Let's go into detail there.",
        ),
        F: (
            "I'd like to hear a bit more about that.",
            "Let's take one concrete case.",
            "Help me picture it.",
        ),
        S: (
            "That's still very general.",
            "I can't see yet what you actually did.",
            "Anyone could say that. Be specific, please.",
        ),
    },
    Situation.mention: {
        N: ("You mentioned {tool}.", "You brought up {tool}."),
    },
    Situation.next_topic: {
        N: ("Let's move to another topic.", "", "Next, something different.", ""),
        F: ("Let's try something different.", "", "I have another one for you.", ""),
        S: ("Next question.", "Moving on.", "We don't have much time, so let's go on."),
    },
    Situation.to_resume: {
        N: ("Let's look at your own background.", "Now to what you have done so far."),
        S: ("Let's see what's behind your CV.", "Now to your record."),
    },
    Situation.to_role_skills: {
        N: ("Now let's talk about the work itself.", "Let's turn to the work in this role."),
        F: ("Let's get into the work itself.", "Now I'm curious about the work you do."),
        S: ("Now to the actual work.", "Let's see how you work."),
    },
    Situation.to_exercise: {
        N: ("Now I'd like to work through a case with you.", "Let's go through a small case."),
    },
    Situation.to_behavioral: {
        N: (
            "Now I'd like to hear about situations you have been in.",
            "Let's turn to how you work with other people.",
        ),
        F: (
            "Let's talk about some situations you've been in.",
            "Now I'd like to hear how you work with others.",
        ),
        S: (
            "Now I want real situations, not principles.",
            "Let's see how you handle difficult situations.",
        ),
    },
    Situation.to_close: {
        N: ("Those were my questions.", "That brings me to the end of my questions."),
        F: ("That's all from my side.", "Those were all my questions."),
    },
    Situation.to_close_short: {
        N: (
            "We're coming to the end of our time, so I'll stop my questions here.",
            "Our time is nearly over, so I'll leave my questions at that.",
        ),
        S: ("We're running out of time, so I have to stop here.", "Time is nearly up."),
    },
}
