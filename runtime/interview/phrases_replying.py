"""How the interviewer takes up what the candidate said or did not say, in English. Pure data."""

from runtime.interview.plan import Style
from runtime.interview.situations import Bank, Situation

N, F, S = Style.neutral, Style.friendly, Style.stress

REPLYING: Bank = {
    Situation.declined: {
        N: ("That's fine, we'll leave it.", "No problem, we can leave that out."),
        F: ("That's perfectly fine, we'll leave it.", "No problem at all, let's leave that."),
        S: ("Fine, we'll leave that.", "All right, your choice."),
    },
    Situation.not_known: {
        N: ("That's all right.", "No problem.", "That's fine."),
        F: ("No worries.", "That's perfectly all right.", "No problem at all."),
        S: ("All right.", "Fine."),
    },
    Situation.not_known_move_on: {
        N: ("That's all right, let's go on.", "No problem, let's take another one."),
        F: ("No worries at all, let's go on.", "That's fine, let's try another one."),
        S: ("All right, let's go on.", "Fine, next."),
    },
    Situation.ease_experience: {
        N: (
            "A smaller example is fine too, from work or from anywhere else. What comes closest?",
            "It doesn't have to match exactly. What is the nearest thing you have dealt with?",
        ),
        S: (
            "Then take something smaller. What comes closest?",
            "Then take the nearest thing you have. What was it?",
        ),
    },
    Situation.ease_method: {
        N: (
            "Suppose it came up tomorrow. How would you go about finding out?",
            "Let's approach it differently. What would be your first step if you met this at work?",
        ),
        S: (
            "Suppose it landed on your desk today. What would you do first?",
            "Then think aloud. What would be your first step?",
        ),
    },
    Situation.redirect: {
        N: ("Let me bring us back to {topic}.", "I'd like to come back to {topic}."),
        S: ("That isn't what I asked. Back to {topic}.", "Let's stay with {topic}."),
    },
    Situation.redirect_question: {
        N: (
            "What would be one concrete example from your own work?",
            "What did you personally do in one such situation?",
        ),
    },
    Situation.language: {
        N: (
            "I can only follow this interview in {languages}. Please go on in {languages} as well "
            "as you can.",
            "I only understand {languages} here, so please answer in {languages} as well as you "
            "can.",
        ),
    },
    Situation.clarify_simpler: {
        N: ("Let me put it more simply.", "In short, my question is this:"),
    },
    Situation.clarify: {
        N: ("Take it the way you think fits best.", "However you understand it is fine."),
    },
    Situation.clarify_again: {
        N: (
            "Take it the way you think fits best. There's no trick in it.",
            "I'll leave that to you. Choose whichever reading lets you show your work.",
        ),
        S: ("I'll leave that to you. Take it the way you think fits best.",),
    },
    Situation.grant_time: {
        N: ("Of course, take your time.", "Sure, take the time you need."),
        F: ("Of course, no rush at all.", "Sure, take all the time you need."),
        S: ("All right, take a moment.", "Fine, a moment, then."),
    },
    Situation.repeat: {
        N: ("Of course.", "Sure, once more.", "Certainly."),
        F: ("Of course, happy to.", "Sure, here it is again.", "Of course."),
        S: ("Once more.", "All right, again."),
    },
    Situation.ask_again: {
        N: ("As I was going to ask:", "Let me finish my question.", "Back to what I was asking:"),
        S: ("Let me finish, please.", "My question was this:"),
    },
    Situation.nudge: {
        N: (
            "Take your time. You can start anywhere.",
            "There's no rush. Begin with whatever comes to mind first.",
            "I'm still listening, whenever you're ready.",
        ),
        F: (
            "No rush. Start wherever feels natural.",
            "Take your time, I'm still here.",
            "It's fine to think aloud.",
        ),
        S: (
            "I'd like to hear something from you, even if it's only a start.",
            "Please start, the time is running.",
        ),
    },
    Situation.nudge_probe: {
        N: ("A rough idea is enough.", "Just roughly is fine."),
        S: ("Roughly will do.", "An estimate will do."),
    },
    Situation.nudge_granted: {
        N: (
            "Whenever you're ready, please go ahead.",
            "I'm here when you're ready. Thinking aloud is fine too.",
        ),
        S: ("Please begin now, even if it isn't finished.", "I'd like to hear where you are."),
    },
    Situation.nudge_unclear: {
        N: (
            "I can hear you, but I can't make out any words. You can come closer to the "
            "microphone or type your answer.",
            "Sorry, the words don't reach me clearly. Please try once more, or type your answer.",
        ),
    },
    Situation.nudge_first: {
        N: (
            "I can't hear anything yet. Please check that your microphone is on; you can also type "
            "your answer.",
            "There's no sound from your side so far. Please check your microphone, or type your "
            "answer.",
        ),
    },
    Situation.nudge_close: {
        N: (
            "If nothing comes to mind, that's fine too.",
            "It's all right if you have none.",
        ),
    },
    Situation.move_on_silence: {
        N: ("Let's leave that one.", "We'll leave that and try another one."),
        F: ("That's all right, let's try another one.", "No problem, we'll leave that one."),
        S: ("Then we'll move on.", "No answer, then. We'll go on."),
    },
    Situation.interject: {
        N: (
            "Thank you, let me stop you there so that we get through everything.",
            "I'm going to step in here, thank you, because of the time.",
        ),
        F: (
            "Sorry to jump in, I'd like to keep time for the rest.",
            "Let me pause you there, thank you, so we have time for the rest.",
        ),
        S: ("I have to interrupt you there.", "Let me cut in, we're short of time."),
    },
    Situation.later_answer: {
        N: (
            "Let's keep that for the end; there's time for your questions then.",
            "We'll come to your questions at the end.",
        ),
    },
    Situation.back_to_question: {
        N: (
            "For now, back to {topic}. Please go ahead when you're ready.",
            "Let's go back to {topic} for now, whenever you're ready.",
        ),
    },
    Situation.contradiction: {
        N: (
            'Let me check that I follow. Earlier you said "{before}", and just now "{now}". '
            "How do the two fit together?",
            'I want to be sure I have this right. I noted "{before}" before, and now "{now}". '
            "Which of them should I keep?",
        ),
        S: (
            'That doesn\'t match. First it was "{before}", now it\'s "{now}". Which is it?',
            'Earlier I heard "{before}", and now "{now}". How can both be true?',
        ),
    },
    Situation.contradiction_resume: {
        N: (
            'Let me check one thing. Your CV says "{before}", and just now I heard "{now}". '
            "How do the two fit together?",
        ),
        S: ('Your CV says "{before}", and now I hear "{now}". Which is it?',),
    },
    Situation.welcome_back: {
        N: ("Welcome back.",),
        F: ("Welcome back, glad it works again.", "Welcome back."),
    },
    Situation.go_on: {
        N: (
            "You were telling me about {topic}. Please go on.",
            "You were speaking about {topic}. Please go on where you stopped.",
        ),
    },
    Situation.go_on_plain: {
        N: ("Please go on where you stopped.", "You were speaking. Please go on."),
    },
    Situation.hint: {
        N: (
            "A hint: take one real case, say what you did yourself, and how it ended.",
            "A hint: situation, your part, the result, in that order.",
        ),
    },
}
