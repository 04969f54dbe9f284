"""What answers in recognised English are made of: deeds, results, hedges, themes. Pure."""

import re

from runtime.interview.lexicon import one_of

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
