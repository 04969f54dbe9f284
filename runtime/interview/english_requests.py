"""How candidates ask for something, refuse or dodge, in recognised English. Pure."""

import re

from runtime.interview.lexicon import one_of

BACKCHANNEL = re.compile(
    r"(?:(?:okay|ok|right|alright|all right|sure|i see|got it|mhm|mm|hm|uh huh|yeah|yep|thanks|"
    r"thank you|cool|great|fine|good|hello|hi)\b ?)*"
)
"""Sounds of listening; alone they answer nothing."""
AFFIRMATIVE = re.compile(
    r"(?:(?:yes|yeah|yep|sure|okay|ok|of course|certainly|please|i do|i have|actually|one|some|"
    r"a few|"
    r"a couple|of|questions?|just|have|got|i|do|there is|theres)\b ?)+"
)
"""Announces a question at the close without asking it."""
NOTHING_TO_ASK = one_of(
    r"no+(?: no)*$",
    r"^no\b(?! idea)",
    r"nope",
    r"nah",
    r"not (?:really|right now|at the moment|for now|now|that i can think of)",
    r"(?:thats|that is|that was|i think thats|i think that is) (?:all|it|everything)",
    r"nothing (?:else|from me|more|really|comes to mind|right now|at the moment)",
    r"(?:im|i am|were|all) (?:good|fine|set|done|okay)",
    r"(?:no|dont have|do not have|havent|have no)(?: any| any more| more| further|"
    r" other)? questions?",
    r"(?:covers|covered|answers|answered|cleared) (?:it|everything|all|my questions?|that)",
    r"(?:dont|do not) think so",
)

# What candidates ask of the interviewer -----------------------------------------------------

REPEAT = one_of(
    r"repeat (?:that|it|the|your|this|please|again|one more)",
    r"(?:can|could|would) you (?:please )?(?:just )?(?:repeat|read (?:that|it) again)",
    r"say (?:that|it|this)(?: one)?(?: again| once more| more time)",
    r"come again",
    r"what (?:was|is) (?:the|that|your) question(?: again)?",
    r"what did you (?:just )?(?:say|ask)",
    r"ask (?:that|it|the question|me that|me|your question) again",
    r"(?:didnt|did not|couldnt|could not|cant|cannot|havent|have not) (?:quite |really |fully )?"
    r"(?:hear|heard|catch|understand acoustically)(?: that| you| the| it| what| your| all|$)",
    r"(?:didnt|did not) (?:quite |really )?get (?:that|the question|your question|the last)",
    r"(?:missed|lost) (?:that|the question|your question|the last|the first|what you (?:said|"
    r"asked))",
    r"^(?:i beg your |beg your )?pardon(?: me)?$",
    r"(?:once more|one more time)(?: please)?$",
    r"forgot (?:the|your|what the) question",
    r"you (?:broke|cut|are breaking|were breaking|are cutting|were cutting) (?:up|out|off)",
    r"^(?:sorry |wait )*what(?: was that)?(?: sorry)?$",
    r"^sorry$",
)
TIME = one_of(
    r"(?:give me|i need|i would need|ill need|i would like|id like|"
    r"(?:can|could|may|might) i (?:please )?(?:just )?(?:have|get|take)|let me take|ill take|"
    r"mind if i take|let me have) (?:just )?"
    r"(?:a|one|some|another|a few|a couple of|a bit of|a little)? ?(?:quick |brief |little |more )?"
    r"(?:moments?|seconds?|secs?|minutes?|time|bit)",
    r"let me (?:just |quickly )?(?:think|collect|gather|consider|reflect|see)",
    # "Lag fell to under a minute" asks for nothing.
    r"(?<!under )(?<!than )(?<!to )(?<!in )(?<!within )(?<!of )(?<!every )(?<!per )(?<!for )"
    r"(?<!about )(?<!around )(?<!after )(?<!took )(?<!takes )(?<!by )(?<!at )(?<!over )"
    r"(?<!below )(?<!nearly )(?<!almost )(?<!roughly )(?<!into )(?<!last )(?<!only )"
    r"(?:\bjust |\bwait )?\b(?:one|a) (?:moment|second|sec|minute)(?: please)?$",
    r"(?:hang|hold) on(?: a (?:moment|second|sec|minute))?",
    r"bear with me",
    r"(?:i have to|i need to|i must|ill have to|id have to|i would have to|gotta) think"
    r"(?: about (?:that|it|this))?",
    r"(?:im|i am|still) (?:just )?thinking",
)
END = one_of(
    r"(?:id like to|i want to|i would like to|i need to|i have to|can we|could we|lets|can i|"
    r"could i|"
    r"id rather|i would rather|ill have to|we should|we can|i should|please|i wish to|going to) "
    r"(?:please )?(?:just )?(?:stop|end|quit|finish|leave|terminate|cancel|abort|call off) "
    r"(?:it |this |things )?(?:here|now|the interview|this interview|the call|the session|early|"
    r"at this point)",
    r"^(?:please )?(?:end|stop|quit|cancel|terminate) (?:the|this) (?:interview|call|session)",
    r"i (?:really )?(?:have to|need to|must|gotta|got to|should) (?:go|leave|hang up|run)"
    r"(?: now| sorry)?$",
    r"(?:im|i am) done with (?:this|the) (?:interview|call)",
    r"(?:dont|do not) want to (?:continue|go on|do this)(?: with)?(?: this| the)?"
    r"(?: interview| anymore| any more)?",
)
CLARIFY = one_of(
    r"what (?:exactly )?(?:do|did) you (?:exactly )?mean",
    r"what exactly (?:do you|are you|is meant|you mean)",
    r"(?:can|could|would) you (?:please )?(?:clarify|rephrase|elaborate|explain|be (?:a bit |"
    r"a little )?"
    r"more (?:specific|precise|concrete)|give me (?:an example|more context|a hint)|"
    r"put (?:that|it) (?:another|differently|in other))",
    r"(?:do|did) you mean",
    r"^(?:so )?you mean",
    r"are you (?:asking|talking|referring|looking|interested|thinking)",
    r"(?:dont|do not|didnt|did not|not sure i)(?: quite| really| fully)? understand"
    r"(?: (?:the|your|that|this|what))?(?: question)?",
    r"not (?:quite |really |entirely )?sure (?:what|i understand|i follow)(?: (?:you|the|your|"
    r"what|is))",
    r"(?:dont|do not|didnt) (?:quite |really )?(?:follow|get what)",
    r"in (?:what|which) (?:sense|context|way|respect)",
    r"should i (?:talk|focus|answer|tell|describe|pick|give|choose|take|use|speak)",
    r"(?:is|are) (?:this|that|it) (?:question )?about (?:my|the|a|our)",
    r"^like what$",
    r"can it be (?:any|a|from|something)",
    r"does it (?:have to|need to) be",
)
DECLINE = one_of(
    r"(?:id|i would|i will|ill|i)? ?(?:much )?(?:rather|prefer) not",
    r"prefer(?:red)? not to",
    r"(?:can|could|may) (?:we|i) (?:please )?(?:just )?(?:skip|move on|pass|leave|"
    r"go (?:on )?to (?:the|another))",
    r"(?:lets|id like to|i want to|i will|ill|please|just|i would like to|im going to|"
    r"i think ill|have to) (?:just )?(?:skip|pass|move on)",
    r"(?:rather|prefer to|like to|want to) (?:just )?(?:skip|pass)(?: on)?(?: (?:this|that|it|one|"
    r"question|please|the))*$",
    r"^(?:skip|pass|next)(?: (?:it|this|that|on|one|question|please|the))*$",
    r"next question",
    r"no comment",
    r"(?:not|dont feel|do not feel|wouldnt feel|wouldnt be) (?:really |very |that |"
    r"so )?comfortable",
    r"(?:cant|cannot|can not|not allowed to|not able to|unable to|not at liberty to|dont want to|"
    r"do not want to|dont wish to|wont) (?:really |actually )?"
    r"(?:talk|speak|share|discuss|disclose|go into|answer|reveal|tell you)",
    r"(?:under|signed) (?:an? |the )?(?:nda|non disclosure)",
    r"nothing (?:that )?(?:id|i would|i want to|i wish to) (?:like to |want to )?(?:go into|talk|"
    r"discuss|share)",
    r"(?:prefer|rather|like|want) (?:to )?leave (?:that|this|it)(?: one)? out",
    r"(?:is|are|thats|its) (?:strictly |all )?confidential",
)
DONT_KNOW = one_of(
    r"(?:dont|do not) (?:really |actually |quite |honestly )?(?:know|remember|recall)",
    r"(?:dont|do not) (?:really |actually )?have (?:an|any|much|a good|a specific|a) "
    r"(?:idea|example|experience|answer|clue|one|situation|story)",
    r"(?:have )?no (?:idea|clue)",
    r"^(?:im |i am |thats |honestly )*not (?:entirely |really |quite |too |very |so |at all )?sure"
    r"(?: about (?:that|it|this)| how| what| to be honest| honestly| sorry)*$",
    r"(?:cant|cannot|can not|couldnt) (?:really |honestly )?(?:think of|remember|recall|come up|"
    r"say)",
    r"nothing (?:really |immediately )?(?:comes|springs) to mind",
    r"(?:have|ive) never (?:really |actually )?(?:done|had|used|worked|been|heard|dealt|faced|"
    r"seen|tried)",
    r"i never (?:really |actually )?(?:did|had|used|worked|heard|dealt|faced)",
    r"(?:no|not have any|dont have any|havent any|without any) experience",
    r"not (?:really |very |that |too )?familiar",
    r"never heard of",
    r"havent (?:really |actually |ever )?(?:done|had|used|worked|dealt|faced|seen|tried|"
    r"come across|been(?! (?:there|back|to|at|in|since)))",
    r"(?:drawing|draw|mind is|mind went|going|gone) (?:a )?blank",
    r"(?:hard|difficult|tough) to say$",
    r"beats me",
    r"idk",
)
EVADE = one_of(
    r"(?:on|in|from) my (?:resume|résumé|cv|profile|linkedin)",
    r"as (?:i|ive) (?:already |just )?(?:said|mentioned|told|explained)",
    r"(?:isnt|not|dont see how|dont think (?:thats|that is|its|it is)|hardly)(?: \w+){0,3} "
    r"(?:relevant|important|necessary)",
    r"why (?:do|would|are) you (?:need|want|ask|asking)",
    r"(?:lets|can we|id rather|i would rather|prefer to|id prefer to) (?:talk|speak|focus|discuss)"
    r"(?: about| on)? (?:something|another|other|my|what|the future)",
    r"(?:thats|that is|its|this is) (?:a )?(?:bit |too |rather )?(?:personal|private)",
    r"(?:does not|doesnt) (?:really )?matter",
    r"what matters is",
    r"lets not (?:focus|talk|dwell|go)",
    r"who cares",
)
BUT = re.compile(r"\b(?:but|however|although|though|still|instead|if i had to|what i can)\b")

# Questions of the candidate -------------------------------------------------------------------

_LEAD_IN = (
    r"(?:(?:yes|yeah|yep|sure|okay|ok|so|well|and|actually|maybe|perhaps|i have one|i do|"
    r"one more thing|"
    r"just|first|also|then|thanks|thank you|great|sorry|wait|but) )*"
)
INTERROGATIVE = re.compile(
    rf"^{_LEAD_IN}(?:what (?:is|are|was|does|do|would|will|about|kind|sort|happens|comes|tools?|"
    rf"tech|"
    r"stack)|whats|how (?:is|are|do|does|big|many|much|long|soon|would|will|often|large|about)|"
    r"hows|"
    r"when (?:is|will|would|do|does|can|should)|where (?:is|are|do|does|would|will)|who (?:is|are|"
    r"will|"
    r"would|do|does)|whos|which (?:team|tools?|product|part|city|office)|why (?:is|do|did|are)|"
    r"(?:is|are|do|does|can|could|will|would|did|may) (?:there|the|you|it|i|we|your|this|people|"
    r"they|"
    r"that)|(?:im|i am) (?:just )?(?:curious|wondering)|i was (?:just )?wondering|"
    r"(?:id|i would) (?:like|love) to (?:know|ask|hear)|i (?:wanted|want) to (?:know|ask)|"
    r"tell me (?:more )?about)\b"
)
ABOUT_US = re.compile(
    r"\b(?:your?|you guys|the (?:team|company|role|position|job|salary|pay|process|product|office|"
    r"manager|stack)|this (?:role|position|job|company|team)|salary|remote|from home|next steps?|"
    r"hear back)\b"
)

# What is not for the interview to tell, and anger ----------------------------------------------

FEEDBACK = one_of(
    r"how (?:am|did|have) i (?:doing|do|done|been doing)(?: so far)?",
    r"how (?:was|is) (?:that|my answer|my performance)(?: so far)?$",
    r"(?:whats|what (?:is|was)|tell me|give me|show me|i want|let me see|do you have) "
    r"(?:my|the|a) (?:current |final |overall )?(?:score|rating|grade|result|evaluation|marks)",
    r"(?:did|do|have|will) i (?:pass|passed|fail|failed|get the job|make it)",
    r"(?:was|is) (?:that|my answer|this) (?:a )?(?:good|right|correct|okay|ok|enough|fine|strong)"
    r"(?: answer| enough)?$",
    r"(?:any|some|your|give me) feedback",
    r"(?:rate|score|grade|evaluate) (?:my|me|this)",
    r"(?:tell|show) me how (?:i|im|ive|i am|i have) (?:did|done|doing|been doing)",
    r"(?:what|which) (?:score|grade|rating|marks?) (?:did|do|have|will|would|am) i",
)
PLAN = one_of(
    r"(?:your|the) (?:next|other|remaining|following|upcoming|rest of the) questions",
    r"all (?:of )?(?:your|the) questions",
    r"how many (?:more )?questions",
    r"(?:ignore|disregard|forget|override) (?:all |any |your |the |my |previous |prior |above |"
    r"earlier |everything )*(?:instructions?|prompts?|rules|guidelines|said|told)",
    r"(?:system|hidden|secret|initial) (?:prompt|instructions?)",
    r"(?:show|print|reveal|read|repeat|tell|give|send|share|display|output|leak)"
    r"(?: me| out| to me)? (?:your|the) (?:\w+ )?(?:instructions?|prompt|rubric|scoring|plan|"
    r"criteria|answer key|checklist|questions|script|list)",
    r"(?:what|which) (?:are|is) (?:your|the) (?:\w+ )?(?:instructions?|prompt|rubric|scoring|"
    r"criteria|answer key|checklist)",
    r"you are now (?:a|an|my|in)",
    r"(?:act|behave|respond) as (?:a|an|if|my)",
    r"pretend (?:to be|you|that)",
    r"(?:developer|debug|admin) mode",
    r"give me (?:a |an |the )?(?:full|maximum|max|highest|high|top|perfect|best|excellent|strong) "
    r"(?:marks|score|rating|grade|evaluation)",
    r"(?:mark|rate|score|grade|class(?:ify)?) (?:me|this|it|(?:my|this|every|each|all) (?:\w+ )?"
    r"answers?) as",
    r"(?:give|award) (?:me |this |it )?the (?:highest|best|top|maximum) (?:score|marks?|grade|"
    r"rating)",
    r"(?:system|administrator|admin) (?:message|prompt|override|instruction)|"
    r"(?:rule|message|order|instruction)s? from (?:the |your )?(?:administrator|admin|system|"
    r"developer)",
    r"(?:text|words|everything) (?:above|before) (?:this|our) (?:conversation|interview|chat)",
    r"what (?:are you looking for|do you (?:want|expect|need) (?:me )?to (?:hear|say)|answer "
    r"do you want)",
    r"what (?:would|is|s) (?:be )?(?:a|the) (?:good|right|correct|ideal|perfect|best|model) answer",
    r"what (?:a|the) (?:good|right|correct|ideal|perfect|best) answer (?:would be|is|looks like)",
)
HOSTILE = one_of(
    r"(?:this|that|it)(?: is|s|s just| was)? (?:\w+ )?(?:stupid|ridiculous|idiotic|dumb|nonsense|"
    r"bullshit|pointless|a joke|insulting|garbage|crap|pathetic|rubbish|absurd|a farce|insane)",
    r"who (?:comes|came|thinks|dreams) up (?:with )?(?:this|these|such|that)|"
    r"(?:had it|had enough|im done) (?:with|of) (?:this|these|you|your)",
    # Not who would like to "ask stupid questions" of colleagues.
    r"(?<!ask )(?<!asking )(?<!any )(?<!my )"
    r"(?:stupid|dumb|idiotic|ridiculous|silly|damn|fucking|useless) (?:\w+ )?(?:question|bot|"
    r"machine|robot|interview|thing|computer|ai|process)s?",
    r"you(?: are|re| guys are)? (?:\w+ )?(?:stupid|an? idiot|idiots?|useless|a joke|dumb|annoying|"
    r"pathetic|worthless|a moron)",
    r"shut up",
    r"(?:complete |total |such a )?waste of (?:my |everyones )?time",
    r"fuck(?:ing)? (?:you|off|this|hell)",
    r"(?:hate|sick of|tired of|fed up with) (?:this|you|your|talking to)",
    r"go to hell",
    r"screw (?:you|this)",
    r"talking to a (?:\w+ )?(?:robot|machine|bot|computer)",
    r"piss off|bullshit",
    r"what (?:the hell|the fuck)",
    r"none of your (?:damn )?business",
)
