"""What answers in recognised English are made of: deeds, results, hedges, themes. Pure."""

import re

from runtime.interview.lexicon import one_of

PAST = (
    "began|bent|built|bought|broke|brought|called|caught|chose|closed|cut|dealt|did|dove|drew|drove|"
    "dug|flew|fought|found|fixed|fed|gave|got|held|helped|hid|kept|laid|learned|learnt|led|left|lent|"
    "let|made|met|moved|owned|overcame|oversaw|owned|paid|put|quit|ran|rang|read|rebuilt|rewrote|"
    "redid|redrew|said|sat|saw|sent|set|shipped|showed|shut|shot|sold|sought|spent|split|spoke|spun|"
    "stood|stopped|stuck|swapped|swept|taught|talked|told|took|threw|tore|turned|undertook|went|"
    "withdrew|won|worked|wound|wrote"
)
_NOT_DEEDS = (
    r"(?!(?:need|want|tri|lik|lov|hat|hop|believ|seem|worri|expect|wonder|happen|enjoy|remember|"
    r"assum|suppos|feel|exist|concern|ne|inde|spe|exce|succe)ed\b|excited|"
    r"interested|scared|supposed|used to)"
)
BASE = (
    "add|agree|analyse|analyze|apologise|apologize|ask|automate|bisect|book|break|bring|build|"
    "calculate|call|check|choose|clean|close|collect|compare|confirm|contact|create|debug|define|"
    "demo|deploy|design|document|escalate|estimate|explain|find|fix|follow|gather|give|implement|"
    "inspect|interview|investigate|isolate|keep|lead|leave|listen|log|look|map|measure|message|migrate|"
    "monitor|move|negotiate|offer|open|own|pair|phone|prepare|present|prioritise|prioritize|"
    "profile|"
    "propose|qualify|read|refactor|remove|repeat|replace|reply|reproduce|research|restart|review|"
    "rewrite|roll|run|say|schedule|search|sell|send|set|ship|show|sketch|split|start|store|insert|index|group|decide|rank|list|summarise|"
    "summarize|"
    "talk|teach|tell|test|trace|train|update|use|validate|verify|walk|write"
)
_ADVERB = r"(?:\w+ly |also |then |first |just |even |always |often |usually |either |and |later )*"
I_DID = re.compile(
    rf"\b(?:i|ive|i have|id|i had) {_ADVERB}(?:(?:{PAST})\b|{_NOT_DEEDS}\w{{2,}}ed\b)"
)
I_WOULD = re.compile(
    rf"\b(?:i|id|ill|i would|i will|i can|i could) {_ADVERB}"
    rf"(?:start by |begin by |start with |try to |want to |need to )?(?:{BASE}|\w{{3,}}ing)\b"
    rf"|\b(?:id|ill|i would|i will) {_ADVERB}(?:have|put|be|let|say|point|stop|refuse|limit|pick)\b"
)
WE_DID = re.compile(
    rf"\b(?:we|weve|we have|wed|we had|they|my team|our team) {_ADVERB}"
    rf"(?:(?:{PAST})\b|{_NOT_DEEDS}\w{{2,}}ed\b)"
)
PAST_VERB = re.compile(rf"\b(?:{PAST})\b|\b(?!need|want|tri|supposed)\w{{3,}}ed\b")
CHAINED = re.compile(
    rf"\b(?:and|then|so|by|which|later|next|while|from that) (?:then |\w+ly |also |i )?"
    rf"(?:(?:{PAST})\b|{_NOT_DEEDS}\w{{3,}}ed\b|\w{{4,}}ing\b)"
)
DEED = re.compile(
    rf"(?:(?:first|then|and|so|also|just) )*(?:{PAST}|{_NOT_DEEDS}\w{{3,}}ed) "
    r"(?!by|to|from|in|on|at|down|up|of|was|were|is|and|like|for)\w"
)
"""The beginning of a sentence without a subject, as people who clip tell what they did."""
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
