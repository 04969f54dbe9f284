"""How checkable statements sound in recognised English: what the claim ledger listens for. Pure."""

import re

from runtime.interview.quantities import NUMBER, YEAR
from runtime.interview.tools import TOOLS

TOOL = TOOLS.pattern[2:-2]
ABOUT = (
    r"(?:about |around |over |almost |nearly |roughly |maybe |just |only |like |exactly |some |"
    r"something |a good |well over |more than |at least |the last |the past |close to |under |"
    r"well |"
    r"now )*"
)
DURATION = (
    rf"(?P<number>{NUMBER}|half an?|an?|a couple of|a few)(?P<half> and a half)? (?P<unit>years?|"
    rf"months?)(?P<tail> and a half)?"
)

TOOL_DURATION = (
    re.compile(rf"\b{DURATION}(?: \w+)? (?:of|with|using|in|on|writing|doing) (?P<name>{TOOL})\b"),
    re.compile(rf"\b(?P<name>{TOOL}) for {ABOUT}{DURATION}\b"),
)
SOMEWHERE = re.compile(
    r"^ ?(?:at|there|here|in (?:that|this|my)|for (?:that|this|my)|on (?:that|this))\b"
)
"""A duration bound to one place says nothing about the whole."""
USED = re.compile(
    rf"\bi (?:\w+ly |also |then |have |had )?(?:used|use|worked with|work with|wrote|deployed|ran|"
    rf"set up|configured|maintained|learned|rewrote it in|built it (?:in|with|on)) "
    rf"(?:\w+ ){{0,2}}?(?P<name>{TOOL})\b"
)
TEAM = re.compile(
    rf"\b(?:team of {ABOUT}(?P<number>{NUMBER})|"
    rf"we were {ABOUT}(?P<other>{NUMBER}) (?:people|engineers|developers|agents|reps|of us)|"
    rf"there were {ABOUT}(?P<third>{NUMBER}) (?:people|engineers|developers|agents|reps) (?:on|in) "
    rf"(?:the|my|our) team)\b"
)
ALONE = re.compile(
    r"\b(?:built|wrote|did|made|developed|ran|designed|created) (?:it|this|that|everything|the "
    r"whole \w+)(?: \w+)? (?:all )?(?:alone|by myself|on my own|single handedly)\b"
)
REPORTS = re.compile(
    rf"\b(?:led|managed|lead|manage|supervised|ran|was leading|was managing|in charge of) "
    rf"(?:a |the )?(?:\w+ )?(?:team of )?{ABOUT}(?P<number>{NUMBER}) (?:people|engineers|"
    rf"developers|agents|reps|employees|direct reports|staff|nurses|designers|analysts)\b"
    rf"|\b(?:led|managed|lead|manage|supervised) (?:a |the )?(?:\w+ )?team of {ABOUT}"
    rf"(?P<other>{NUMBER})\b|\b(?P<third>{NUMBER}) direct reports\b"
)
NEVER_MANAGED = re.compile(
    r"\bnever (?:really |actually |ever )?(?:managed|led|supervised) (?:people|anyone|anybody|a "
    r"team|others)\b"
)
_QUANTITY = (
    r"latency|revenue|churn|conversion|costs?|errors?|throughput|sales|downtime|response times?|"
    r"satisfaction|retention|load times?|traffic|complaints?|returns?|incidents?|turnover|"
    r"build times?|deploy(?:ment)? times?|handling? times?|resolution times?|bounce rate|signups?"
)
CHANGE = re.compile(
    rf"\b(?:(?:reduced|cut|lowered|increased|improved|raised|grew|"
    rf"dropped|brought) (?:\w+ ){{0,2}}(?P<name>{_QUANTITY})"
    rf"|(?P<other>{_QUANTITY}) (?:\w+ )?(?:dropped|fell|rose|grew|went up|went down|increased|"
    rf"improved|decreased|shrank)) "
    rf"(?:(?:\w+ )?(?:by )?{ABOUT}(?P<number>{NUMBER}) percent|from {ABOUT}(?P<from>{NUMBER})"
    rf"(?: \w+)? to {ABOUT}(?P<to>{NUMBER})|(?P<part>in half|by half|by a third|by a quarter))\b"
)
PARTS = {"in half": 50.0, "by half": 50.0, "by a third": 33.0, "by a quarter": 25.0}
RATE = re.compile(
    rf"\b(?P<number>{NUMBER}) (?P<name>tickets|calls|cases|chats|emails|orders|deals|meetings) "
    rf"(?:a|per|each|every) (?P<unit>day|week|month|shift)\b"
)
LED = re.compile(
    r"\bi (?:led|was leading|headed|was the (?:\w+ )?lead|was in charge|"
    r"owned)\b(?! (?:\w+ ){0,4}(?:side|part|half|area|bit|piece|aspects?)\b)"
    r"(?: (?:of )?(?:the|this|that|it)(?: \w+)?)?"
)
HELPED = re.compile(
    r"\b(?:i (?:only|just|mostly|merely) (?:helped|assisted|watched|supported|followed)|"
    r"i (?:wasnt|was not|didnt|did not) (?:really )?(?:the lead|lead|leading|in charge|"
    r"responsible|own)|"
    r"(?:someone else|my (?:colleague|manager|boss|lead|team lead)) (?:led|ran|owned|"
    r"was leading))\b"
    r"(?: (?:it|that|this|out|(?:the|this|that|our) \w+))?"
)
EXPERIENCE = re.compile(
    rf"\b(?:i have|ive got|i bring|with|my) {ABOUT}{DURATION} (?:of )?(?:\w+ )?experience"
    rf"(?! (?:with|in|as|using|on|at))\b"
)
LAID_OFF = re.compile(r"\b(?:was|got|were|been) (?:laid off|let go|made redundant|fired)\b")
RESIGNED = re.compile(
    r"\bi (?:resigned|quit|handed in my notice)\b|\b(?:my own|it was my) decision to leave\b"
)
QUOTA_ALWAYS = re.compile(
    r"\b(?:hit|made|met|exceeded|beat|reached) (?:my |the |our )?(?:quota|target|number)s? "
    r"(?:every|each|all)(?: \w+)?|never missed (?:a|my) (?:quota|target)\b"
)
QUOTA_MISSED = re.compile(
    r"\b(?:i )?(?:missed|didnt (?:hit|make|meet|reach)|fell short of) (?:my |the |our )?(?:quota|"
    r"target|number)s?\b"
)
SPEAKS = re.compile(
    r"\b(?:fluent in|native in|i speak|i also speak) (?:\w+ )?(?P<name>spanish|french|german|"
    r"portuguese|italian|chinese|mandarin|hindi|arabic)\b"
)
NOT_SPEAKING = re.compile(
    r"\b(?:dont|do not|cant) (?:really |actually )?speak (?:any )?(?P<name>spanish|french|german|"
    r"portuguese|italian|chinese|mandarin|hindi|arabic)\b"
)
DEGREE = re.compile(
    r"\b(?:have|finished|got|hold) (?:a|my) (?:\w+ )?(?:bachelors?|masters?|degree)\b"
)
NO_DEGREE = re.compile(
    r"\b(?:dropped out|never (?:finished|completed) (?:my |the |a )?(?:degree|studies|bachelors?|"
    r"masters?|university|college)|(?:dont|do not) have a degree)\b"
)
CORRECTS = re.compile(
    r"\b(?:correct myself|to correct (?:that|what)|i misspoke|earlier i said|i said (?:before|"
    r"earlier)|i was wrong (?:before|earlier)|not what i said (?:before|earlier)|me equivoque|"
    r"antes dije)\b"
)


def stay_at(name: str) -> tuple[re.Pattern[str], ...]:
    """How somebody says how long they were at an employer of that flattened name."""
    name = re.escape(name)
    was = r"(?:was|been|spent|stayed|worked|did|had|were)"
    return (
        re.compile(rf"\b{was} (?:there )?{ABOUT}{DURATION} (?:at|with|for) {name}\b"),
        re.compile(
            rf"\b{was} (?:\w+ ){{0,3}}?(?:at|with|for) {name} (?:\w+ )?for {ABOUT}{DURATION}\b"
        ),
        re.compile(rf"\bmy {ABOUT}{DURATION} (?:at|with) {name}\b"),
        re.compile(
            rf"\b(?:at )?{name} i {was} (?:there |employed |working )?(?:for )?{ABOUT}{DURATION}"
        ),
        re.compile(
            rf"\b{name} (?:was|is) (?:just |only )?(?:a )?(?:\w+ )?(?:stint|stay|job|time|"
            rf"period) of "
            rf"{ABOUT}{DURATION}"
        ),
        re.compile(
            rf"\bmy (?:whole )?time (?:at|with) {name} (?:was|lasted)(?: \w+){{0,3}}? "
            rf"{ABOUT}{DURATION}"
        ),
    )


def joined(name: str) -> tuple[re.Pattern[str], ...]:
    """In which year somebody says to have begun at an employer."""
    name = re.escape(name)
    began = (
        r"(?:joined|started (?:out )?(?:at|with|for)|came to|(?:started|began) working (?:at|for|"
        r"with)|"
        r"began (?:at|with))"
    )
    hired = r"(?:hired me|took me on|employed me|brought me in)"
    return (
        re.compile(rf"\b{began} {name} (?:\w+ )?(?:in|back in|around) (?:\w+ )?(?P<year>{YEAR})\b"),
        re.compile(rf"\bin (?P<year>{YEAR}) (?:that |when )?i (?:first )?{began} {name}\b"),
        re.compile(rf"\b{name} {hired} (?:\w+ )?in (?:\w+ )?(?P<year>{YEAR})\b"),
        re.compile(
            rf"\b(?:was|been|worked|working|be|am|im) (?:\w+ )?(?:at|with|"
            rf"for) {name} (?:\w+ )?since "
            rf"(?:\w+ )?(?P<year>{YEAR})\b"
        ),
    )


def left(name: str) -> tuple[re.Pattern[str], ...]:
    """In which year somebody says to have left an employer."""
    name = re.escape(name)
    return (
        re.compile(
            rf"\b(?:left|quit|resigned from|"
            rf"departed) {name} (?:\w+ )?in (?:\w+ )?(?P<year>{YEAR})\b"
        ),
        re.compile(rf"\b{name} (?:let me go|fired me|laid me off) in (?P<year>{YEAR})\b"),
        re.compile(
            rf"\b(?:was|been|worked|stayed|were) (?:\w+ )?(?:at|with|for) {name} (?:\w+ )?"
            rf"(?:until|till) (?:\w+ )?(?P<year>{YEAR})\b"
        ),
    )


def span_at(name: str) -> tuple[re.Pattern[str], ...]:
    """From which year to which somebody says to have been at an employer."""
    name = re.escape(name)
    span = (
        rf"(?:from|between) (?:\w+ )?(?P<year>{YEAR}) (?:to|until|till|and|through) (?:\w+ )?"
        rf"(?P<end>{YEAR})\b"
    )
    was = r"(?:was|been|stayed|worked|were)"
    return (
        re.compile(rf"\b(?:i )?{was} (?:\w+ )?(?:at|with|for) {name} {span}"),
        re.compile(rf"\b(?:at|with|for) {name} (?:i )?{was} (?:there )?{span}"),
        re.compile(rf"\b{name} (?:that |which |it )?(?:was |thats |is )?(?:just |only )?{span}"),
        re.compile(rf"\b{span} i {was} (?:at|with|for) {name}\b"),
    )


def never_at(name: str) -> re.Pattern[str]:
    return re.compile(rf"\bnever (?:\w+ )?(?:worked|been) (?:at|for|with) {re.escape(name)}\b")


def now_at(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:i (?:currently|now|presently|still) work|im (?:currently|now|still)(?: working)?|"
        rf"i am (?:currently|now|still)(?: working)?|my current (?:job|employer|company) is) "
        rf"(?:at |for |with )?{re.escape(name)}\b"
    )
