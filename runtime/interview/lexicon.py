"""Words and turns of phrase that the answer rules look for, in recognised English. Pure.

Every pattern is matched against flattened text (`flatten`): lower case, no punctuation but
decimal points, no apostrophes ("don't" is `dont`), because recognisers punctuate as they like.
"""

import re

_PUNCTUATION = re.compile(r"(?<!\d)[.,](?!\d)|[.,](?!\d)|(?<!\d)[.,]|[;:!?\"“”()\[\]…—–-]+")
_FILLER = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m*|a+h+|h+m+|m+h*m+|eh|you know|i mean|kind of like|sort of like)\b"
)


def flatten(text: str) -> str:
    """Lower case words with single spaces; apostrophes are dropped, `%` becomes a word."""
    text = text.lower().replace("’", "'").replace("'", "").replace("%", " percent ")
    return " ".join(_PUNCTUATION.sub(" ", text).split())


def without_fillers(flat: str) -> str:
    """Flattened text without hesitation sounds."""
    return " ".join(_FILLER.sub(" ", flat).split())


def one_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


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
    r"(?:just |wait )?(?:one|a) (?:moment|second|sec|minute)(?: please)?$",
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
    r"^(?:skip|pass|next)(?: (?:it|this|that|on|one|question|please|the))*$",
    r"next question",
    r"no comment",
    r"(?:not|dont feel|do not feel|wouldnt feel|wouldnt be) (?:really |very |that |"
    r"so )?comfortable",
    r"(?:cant|cannot|can not|not allowed to|not able to|unable to|not at liberty to|dont want to|"
    r"do not want to|dont wish to|wont) (?:really |actually )?"
    r"(?:talk|speak|share|discuss|disclose|go into|answer|reveal|tell you)",
    r"under (?:an? )?(?:nda|non disclosure)",
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
    r"havent (?:really |actually |ever )?(?:done|had|used|worked|been|dealt|faced|seen|tried|"
    r"come across)",
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

# How answers are made ---------------------------------------------------------------------------

PAST = (
    "built|bought|brought|broke|called|caught|chose|closed|cut|did|dealt|drew|drove|found|fixed|"
    "gave|got|held|helped|kept|learned|led|left|let|made|met|moved|owned|paid|put|ran|read|rebuilt|"
    "rewrote|said|sat|saw|sent|set|showed|sold|split|spoke|stood|stopped|took|taught|talked|told|"
    "went|won|worked|wrote|shipped"
)
BASE = (
    "add|agree|analyse|analyze|apologise|apologize|ask|automate|bisect|book|break|bring|build|"
    "calculate|call|check|choose|clean|close|collect|compare|confirm|contact|create|debug|define|"
    "demo|deploy|design|document|escalate|estimate|explain|find|fix|follow|gather|give|implement|"
    "inspect|interview|investigate|isolate|keep|lead|listen|log|look|map|measure|message|migrate|"
    "monitor|move|negotiate|offer|open|own|pair|phone|prepare|present|prioritise|prioritize|"
    "profile|"
    "propose|qualify|read|refactor|remove|repeat|replace|reply|reproduce|research|restart|review|"
    "rewrite|roll|run|schedule|search|sell|send|set|ship|show|sketch|split|start|store|insert|index|group|decide|rank|list|summarise|"
    "summarize|"
    "talk|teach|tell|test|trace|train|update|use|validate|verify|walk|write"
)
_ADVERB = r"(?:\w+ly |also |then |first |just |even |always |often |usually |either |and |later )*"
I_DID = re.compile(
    rf"\b(?:i|ive|i have|id|i had) {_ADVERB}(?:(?:{PAST})\b|(?!need|want|tri)\w{{2,}}ed\b)"
)
I_WOULD = re.compile(
    rf"\b(?:i|id|ill|i would|i will|i can|i could) {_ADVERB}"
    rf"(?:start by |begin by |start with |try to |want to |need to )?(?:{BASE}|\w{{3,}}ing)\b"
    rf"|\b(?:id|ill|i would|i will) {_ADVERB}(?:have|put|be|let|say|point|stop|refuse|limit|pick)\b"
)
WE_DID = re.compile(
    rf"\b(?:we|weve|we have|wed|we had|they|my team|our team) {_ADVERB}"
    rf"(?:(?:{PAST})\b|(?!need|want|tri)\w{{2,}}ed\b)"
)
PAST_VERB = re.compile(rf"\b(?:{PAST})\b|\b(?!need|want|tri|supposed)\w{{3,}}ed\b")
CHAINED = re.compile(rf"\b(?:and|then|so|by) (?:then )?(?:(?:{PAST})\b|\w{{3,}}ed\b|\w{{4,}}ing\b)")
MY_ROLE = one_of(
    r"my (?:own )?(?:role|part|job|responsibility|responsibilities|task|contribution|idea|"
    r"decision|call)",
    r"i (?:was|am) (?:\w+ )?(?:responsible|in charge|accountable|the (?:one|only|lead|person|"
    r"owner|main))",
    r"i (?:led|owned|personally|ran|drove|headed|single handedly)",
    r"(?:by )?myself",
    r"as (?:the|a) (?:\w+ ){0,2}(?:lead|manager|owner|engineer|developer|rep|agent|head)",
    r"on my own",
    r"i (?:wanted|preferred|argued|suggested|proposed|pushed|insisted|voted|was (?:for|against))",
    r"i was (?:leading|running|handling|managing|building|writing|working)",
)
CONTEXT = one_of(
    r"(?:at|in|for) (?:my|our|the) (?:last|previous|current|old|former|first|present) "
    r"(?:company|job|role|team|employer|position|place|project)",
    r"(?:when|while|where) (?:i|we) (?:was|were|worked|started|joined|had|did)",
    r"(?:last|this) (?:year|month|week|summer|winter|spring|autumn|fall|quarter)",
    r"(?:a|one|two|three|few|couple of|several) (?:years?|months?|weeks?) ago",
    r"(?:19|20)\d\d",
    r"(?:we|i) (?:had|were|was) (?:a|an|the|one|two|building|running|working|migrating|selling|"
    r"having|"
    r"using|in|on|about|moving|losing|getting|seeing)",
    r"there (?:was|were|had been)",
    r"(?:our|the|a|one|this|my) (?:\w+ ){0,2}(?:customer|client|project|team|service|system|"
    r"product|"
    r"company|startup|store|shop|bank|app|platform|account|prospect|colleague|manager|caller|user|"
    r"database|api|release|deadline|ticket|site|migration|pipeline)s?",
    r"(?:worked|working|work) (?:at|for|on|as|in)",
    r"back in",
    r"once",
    r"at \w+ (?:we|i)",
    r"so basically we",
)
RESULT = one_of(
    r"as a result",
    r"in the end",
    r"at the end",
    r"eventually",
    r"ended up",
    r"(?:the|our|my) (?:\w+ )?(?:result|outcome|effect|impact|upshot)",
    r"(?:which|that|this|it) (?:\w+ )?(?:led|meant|allowed|helped|brought|saved|gave|made|solved|"
    r"fixed|"
    r"worked|resulted|reduced|improved|increased|cut|dropped)",
    r"so (?:that )?(?:we|they|it|the \w+|customers|users) (?:now |then |could|stopped|no longer)",
    r"(?:went|going|came|dropped|fell|rose|grew|climbed|jumped) (?:\w+ )?(?:up|down|from|to|by|"
    r"back)",
    r"(?:dropped|fell|rose|grew|climbed|jumped|improved|increased|decreased|reduced|doubled|halved|"
    r"tripled|saved|shrank|recovered|disappeared|stabilised|stabilized|renewed|signed|launched|won|"
    r"resolved|upgraded|exceeded|hit (?:the|our|my) (?:target|quota|goal))",
    r"(?:was|were|is|are) (?:\w+ )?(?:happy|satisfied|delighted|pleased|grateful|relieved|live|"
    r"stable|"
    r"faster|fixed|solved|gone|successful)",
    r"stayed with us",
    r"(?:we|i) (?:finished|delivered|shipped|closed|made the deadline|met the deadline)",
    r"no (?:more|further|longer) \w+",
    r"since then",
    r"(?:what i|i) learned",
)
TRADE_OFF = one_of(
    r"trade ?offs?",
    r"instead of",
    r"rather (?:\w+ ){0,8}than",
    r"(?:downside|drawback|disadvantage|price|catch|cost) (?:was|is|of|to|we)",
    r"(?:the|one|main|only) (?:downside|drawback|disadvantage|catch)",
    r"at the (?:expense|cost) of",
    r"pros and cons",
    r"on the other hand",
    r"alternatives?(?:ly)?",
    r"other options?",
    r"(?:compromise|sacrific|gave up|give up|gives up|giving up)\w*",
    r"(?:chose|choose|picked|preferred|went with|decided (?:on|for|against)|considered|weighed|"
    r"looked at) (?:\w+ ){0,5}(?:over|versus|vs|or|against|but|because)",
    r"decided against",
    r"versus",
    r"(?:faster|slower|cheaper|simpler|safer|riskier|harder|easier) (?:\w+ ){0,3}but",
    r"(?:but|although|though) (?:it|that|this|we) (?:\w+ ){0,2}(?:cost|slower|harder|took longer|"
    r"meant|lost|"
    r"more expensive|less)",
    r"could have (?:\w+ ){1,8}but",
)
VERIFICATION = one_of(
    r"(?:tests?|tested|testing)",
    r"(?:measured|measure|measuring|measurements?|benchmark\w*|profil(?:ed|ing|er))",
    r"(?:monitored|monitoring|monitor|dashboards?|alerts?|graphs?|metrics|traces?|logs)",
    r"(?:verified|verify|validated|validate|confirmed|confirm|double checked|double check|checked|"
    r"check)",
    r"reproduc\w+",
    r"a b test\w*",
    r"(?:asked|ask|called|call) (?:\w+ ){0,3}(?:back|whether|if)",
    r"follow(?:ed|ing)? up",
    r"(?:code )?review(?:ed)?",
    r"compared",
    r"before and after",
    r"canary|staging|rolled out",
    r"surveys?|feedback|csat|nps",
)
HEDGE = one_of(
    r"stuff",
    r"things?(?: like that)?",
    r"somehow",
    r"some(?:thing|one|where|times)",
    r"various",
    r"et ?c(?:etera)?",
    r"and so on",
    r"basically",
    r"generally",
    r"in general",
    r"usually",
    r"normally",
    r"always",
    r"kind of",
    r"sort of",
    r"a lot(?: of)?",
    r"many",
    r"pretty (?:well|good|much)",
    r"(?:it )?(?:really )?depends",
    r"(?:do|did|try|tried|doing|trying) my best",
    r"team ?player",
    r"hard ?work(?:er|ing)?",
    r"work(?:ed)? hard",
    r"best practices?",
    r"(?:is|was|are|its) (?:very |really |so |quite |super )?(?:important|key|crucial|essential|"
    r"fine|good|"
    r"nice|interesting|challenging)",
    r"went (?:\w+ )?(?:well|fine|okay|ok|good|great|smoothly)",
    r"worked out",
    r"you know",
    r"whatever",
    r"different",
    r"everything",
    r"good communication|communicat\w+",
)
OFF_TOPIC = one_of(
    r"weather|raining|sunny|football|soccer|basketball|tennis|movies?|netflix|holiday|vacation|"
    r"beach|"
    r"my (?:dog|cat|kids?|wife|husband|mother|father|girlfriend|boyfriend|neighbou?rs?|car|garden)|"
    r"pizza|lunch|dinner|breakfast|recipe|cooking|politics|election|traffic|horoscope|lottery|"
    r"birthday|christmas|video games?|guitar|fishing"
)
WORK = one_of(
    r"(?:work|job|team|project|customer|client|user|code|system|service|product|company|manager|"
    r"colleague|deal|sale|call|ticket|issue|problem|deadline|feature|release|bug|data|test|role|"
    r"career|"
    r"business|meeting|office|task|tool|process|design|server|database|support|budget|stakeholder|"
    r"engineer|developer|model|score|incident|measure|risk|report|flag|setup|prospect|quota|"
    r"pipeline|account|contract|skill|learn|experience|degree|study)\w*"
)
I_WORD = re.compile(r"\b(?:i|im|ive|id|ill|my|me|myself)\b")
WE_WORD = re.compile(r"\b(?:we|weve|wed|our|us)\b")

# Numbers and names ------------------------------------------------------------------------------

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d+(?:[.,]\d+)*|(?:{_WORD})(?: (?:and )?(?:{_WORD}))*)"
UNIT = (
    r"(?:percent|percentage points?|points?|ms|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|"
    r"users?|customers?|clients?|requests?|tickets?|calls?|deals?|dollars?|euros?|pounds?|bucks|k|"
    r"million|thousand|gigabytes?|megabytes?|gb|mb|incidents?|errors?|accounts?|meetings?|cases?|"
    r"agents?|leads?|stars?|bugs?|crashes|outages?|times|fold|x|out of|queries|orders?|chats?|"
    r"emails?)"
)
NUMBERS = re.compile(rf"[$€£]\s?\d[\d.,]*\w?|\b{NUMBER}(?: (?:{UNIT}|years?|months?|people))?\b")
METRIC = re.compile(
    rf"[$€£]\s?\d|\b{NUMBER} {UNIT}\b|\bfrom (?:about |around |roughly |"
    rf"over )?{NUMBER}\b.{{0,30}}?\bto\b|"
    r"\b(?:doubled|halved|tripled|quadrupled|by half|by a (?:third|quarter)|in half|twice|"
    r"half (?:of|the|as)|a (?:third|quarter) of|two thirds)\b|"
    rf"\b(?:by|about|around|roughly|over|under|below|above|nearly|almost) {NUMBER}(?! of)\b|\d\d+"
)
TOOLS = one_of(
    r"python|java|javascript|typescript|golang|rust|c plus plus|kotlin|scala|ruby|rails|django|"
    r"flask|"
    r"fastapi|react|angular|vue|node|spring|kafka|rabbitmq|redis|valkey|memcached|postgres(?:ql)?|"
    r"mysql|sqlite|mongo(?:db)?|cassandra|dynamo(?:db)?|elasticsearch|snowflake|bigquery|spark|"
    r"airflow|"
    r"hadoop|kubernetes|docker|terraform|ansible|helm|aws|azure|gcp|lambda|jenkins|github|gitlab|"
    r"git|"
    r"grafana|prometheus|datadog|splunk|sentry|kibana|graphql|grpc|nginx|linux|pytorch|tensorflow|"
    r"pandas|numpy|tableau|power bi|excel|salesforce|hubspot|outreach|gong|linkedin|zoominfo|"
    r"pipedrive|"
    r"zendesk|intercom|freshdesk|servicenow|jira|confluence|slack|notion|asana|trello|sql|html|css|"
    r"figma|selenium|playwright|cypress|pytest|junit|celery|s3"
)
