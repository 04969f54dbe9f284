"""The phrase bank itself: situations and their variants per style. Pure data.

Slots are `{name}` (with its leading space, or nothing), `{interviewer}`, `{role}`, `{minutes}`,
`{topic}`, `{tool}`, `{before}`, `{now}`. A style that is absent speaks like `neutral`.
"""

from enum import StrEnum

from runtime.interview.plan import Style


class Situation(StrEnum):
    greeting = "greeting"
    first_question = "first_question"
    acknowledge = "acknowledge"
    before_probe = "before_probe"
    before_probe_vague = "before_probe_vague"
    mention = "mention"
    next_topic = "next_topic"
    to_resume = "to_resume"
    to_role_skills = "to_role_skills"
    to_exercise = "to_exercise"
    to_behavioral = "to_behavioral"
    to_close = "to_close"
    to_close_short = "to_close_short"
    declined = "declined"
    not_known = "not_known"
    not_known_move_on = "not_known_move_on"
    ease_experience = "ease_experience"
    ease_method = "ease_method"
    redirect = "redirect"
    redirect_question = "redirect_question"
    language = "language"
    clarify_simpler = "clarify_simpler"
    clarify = "clarify"
    clarify_again = "clarify_again"
    grant_time = "grant_time"
    repeat = "repeat"
    ask_again = "ask_again"
    nudge = "nudge"
    nudge_probe = "nudge_probe"
    nudge_granted = "nudge_granted"
    nudge_unclear = "nudge_unclear"
    nudge_first = "nudge_first"
    nudge_close = "nudge_close"
    move_on_silence = "move_on_silence"
    interject = "interject"
    invite = "invite"
    go_ahead = "go_ahead"
    unknown_answer = "unknown_answer"
    later_answer = "later_answer"
    back_to_question = "back_to_question"
    anything_else = "anything_else"
    contradiction = "contradiction"
    contradiction_resume = "contradiction_resume"
    welcome_back = "welcome_back"
    go_on = "go_on"
    go_on_plain = "go_on_plain"
    farewell = "farewell"
    farewell_short = "farewell_short"
    farewell_time = "farewell_time"
    farewell_silence = "farewell_silence"
    goodbye_candidate = "goodbye_candidate"
    goodbye_operator = "goodbye_operator"
    hint = "hint"


N, F, S = Style.neutral, Style.friendly, Style.stress

PHRASES: dict[Situation, dict[Style, tuple[str, ...]]] = {
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
            "I can only follow this interview in English. Please answer in English as well as you "
            "can.",
            "I only understand English here, so please go on in English as well as you can.",
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
    Situation.anything_else: {
        N: ("Is there anything else you'd like to ask?", "What else would you like to know?"),
        S: ("Anything else?", "Do you have another one?"),
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
    Situation.hint: {
        N: (
            "A hint: take one real case, say what you did yourself, and how it ended.",
            "A hint: situation, your part, the result, in that order.",
        ),
    },
}
