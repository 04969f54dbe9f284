"""Numbers as they are said, in words or digits. Pure."""

import re

from runtime.interview import spanish_quantities

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "million": 1_000_000,
}  # fmt: skip
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER = (
    r"(?:\d+(?:[.,]\d+)*|(?:a (?=hundred|thousand|million))?"
    rf"(?:{_WORD})(?: (?:and )?(?:{_WORD}))*)"
)
_TENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
YEAR = (
    rf"(?:(?:19|20)\d\d|(?:nineteen|twenty) (?:{_TENS}|thirty)(?: (?:{_ONES}))?|"
    rf"nineteen (?:seventy|eighty|ninety)(?: (?:{_ONES}))?|"
    rf"two thousand(?: (?:and )?(?:{_TENS}|{_ONES})(?: (?:{_ONES}))?)?)"
)
"""A year as it is said: "2019", "twenty nineteen", "two thousand and eight"."""
UNIT = (
    r"(?:percent|percentage points?|points?|ms|milliseconds?|millis|seconds?|minutes?|hours?|"
    r"days?|weeks?|"
    r"users?|customers?|clients?|requests?|tickets?|calls?|deals?|dollars?|euros?|pounds?|bucks|k|"
    r"million|thousand|gigabytes?|megabytes?|gb|mb|incidents?|errors?|accounts?|meetings?|cases?|"
    r"agents?|leads?|stars?|bugs?|crashes|outages?|times|fold|x|out of|queries|orders?|chats?|"
    r"emails?)"
)
NUMBERS = re.compile(rf"[$€£]\s?\d[\d.,]*\w?|\b{NUMBER}(?: (?:{UNIT}|years?|months?|people))?\b")
_ABOUT = (
    r"(?:(?:about|around|roughly|over|almost|nearly|some|something|like|just|only|another|the|well|"
    r"a|by|as|much|many|good) )*"
)
_MOVED = (
    r"(?:reduc\w+|cut|lower(?:ed|ing)|decreas\w+|increas\w+|improv\w+|rais\w+|gr[eo]w\w*|boost\w*|"
    r"drop\w*|f[ae]ll|fallen|rose|rise|risen|sav(?:ed?|ing)|shr[aiu]nk\w*|shorten\w*|sped|speed\w*|"
    r"climb\w*|jump\w*|gain(?:ed|ing)|slash\w*|trim\w*|brought|pushed|went|goes|gone|go|got|came|"
    r"come|down|up|halv\w+|won|lost|kept|closed|finished|reached|hit|exceeded|beat|delivered|"
    r"solved|"
    r"hired|sold|earned|generated|served|handled|processed)"
)
_TIME = r"(?:ms|milliseconds?|millis|seconds?|minutes?|hours?|days?|weeks?|months?)"
METRIC = re.compile(
    rf"[$€£]\s?\d|\b{NUMBER} (?:percent|percentage points?|points|fold|x|out of|dollars?|euros?|"
    rf"pounds?|bucks|grand|k)\b|\b\d+(?:\.\d+)?k\b|\b{NUMBER} times (?:as|more|less|faster|the|"
    rf"fewer)\b"
    rf"|\bfrom {_ABOUT}(?:\w+ )?{NUMBER}\b.{{0,40}}?\bto\b"
    rf"|\b(?:was|were|is|are|at|average|score\w*|rating|rate) {_ABOUT}\d+\.\d"
    rf"|\b\d+(?:\.\d+)? (?:{UNIT} )?(?:down |up )?to \d+\.?\d*\b(?! {_TIME}\b)"
    rf"|\b{NUMBER}\b.{{0,40}}?\b(?:used to be|had been|previously|it was|before that)\b"
    rf"|\b(?:used to|before)\b.{{0,60}}?\b{NUMBER}\b.{{0,50}}?\b(?:now|today|afterwards|by|then|"
    rf"after|at|under|was)\b.{{0,20}}?\b{NUMBER}\b"
    rf"|\b(?:down|up) (?:to|from|by) {_ABOUT}{NUMBER}\b"
    rf"|\b{NUMBER} (?:of {NUMBER}|(?:\w+ ){{0,3}}(?:before|instead of|after|compared (?:to|with)) "
    rf"{_ABOUT}(?:\w+ )?{NUMBER})\b"
    rf"|\b{_MOVED} (?:\w+ ){{0,6}}?(?:to|by|from|under|below|over|above|at|within|than) "
    rf"{_ABOUT}(?:{NUMBER}\b(?! (?:of|side)\b)|half\b|a (?:third|quarter|fifth|tenth)\b)"
    rf"|\b{_MOVED} (?:\w+ )?{_ABOUT}(?:\d\d+|{NUMBER}) {UNIT}\b"
    rf"|\b(?:saved|cost|took|takes|needed|need|lasted) (?:\w+ ){{0,2}}{_ABOUT}{NUMBER} {_TIME}\b"
    rf"(?=.{{0,50}}\b(?:now|instead|before|after|previously|down|less|a (?:day|week|month|year)|"
    rf"every|each|per)\b)"
    rf"|\b(?:under|below|less than|fewer than|more than|within|down to|in (?:just|only|about|"
    rf"under)) "
    rf"{_ABOUT}{NUMBER} {UNIT}\b"
    r"|\b(?:doubled|halved|tripled|quadrupled|by half|twice as|half (?:of|the|as)|two thirds|"
    r"(?:a|one) (?:third|quarter|fifth|tenth) (?:of what|fewer|less|more|bigger|faster|cheaper|"
    r"higher|lower|better|shorter)|by (?:\w+ )?a (?:third|quarter|fifth|tenth))\b"
)
CHANGE = re.compile(
    rf"\b(?:reduc|cut|lower|decreas|increas|improv|rais|grew|grow|boost|drop|fell|rose|sav|shrank|"
    rf"sped|speed)\w* (?:\w+ ){{0,6}}?(?:by )?(?:about |around |roughly |over |almost |nearly )?"
    rf"{NUMBER} percent\b|\b{NUMBER} percent (?:\w+ )?(?:faster|slower|less|more|fewer|better|"
    r"cheaper|higher|lower|increase|decrease|reduction|improvement|growth)\b|"
    r"\b(?:doubled|halved|tripled|quadrupled)\b"
)
"""A change in figures, so one can ask what it started from."""
BASELINE = re.compile(
    rf"\bfrom (?:about |around |roughly |over )?(?:[$€£] ?)?{NUMBER}\b|\bfrom \w+ to \w+|\b(?:it|"
    rf"that|there) (?:was|were|had been|took|used to be) (?:about |around )?{NUMBER}\b|"
    rf"\b(?:before (?:it|that|we|i) |compared (?:to|with)|baseline|used to|initially|"
    rf"down to|up to {NUMBER})"
)
SHARE = re.compile(rf"\b{NUMBER} percent\b")
SCOPE = re.compile(
    rf"\b(?:per|each|every|within|during|over|after|in|for) (?:the |a |an |last |first |about |"
    rf"around )*(?:{NUMBER} )?(?:days?|weeks?|months?|quarters?|years?|minutes?|hours?|sprints?|"
    rf"customers?|users?|calls?)\b|\b(?:daily|weekly|monthly|yearly|annual(?:ly)?|a (?:day|week|"
    rf"month|year)|last (?:year|month|quarter))\b|\b{NUMBER} (?:\w+ )?(?:customers?|users?|"
    r"clients?|requests?|tickets?|calls?|cases?|accounts?|people|stores?|teams?|deals?|orders?)\b"
)


def number_of(words: str) -> float:
    """The number that digits or number words of a known language stand for: "twenty five" is 25."""
    total = part = 0.0
    for word in words.replace(",", "").split():
        if word in _VALUES:
            value = float(_VALUES[word])
            if value < 100:
                part += value
            elif value < 1000:
                part = max(part, 1.0) * value if value == 100 else part + value
            else:
                total, part = total + max(part, 1.0) * value, 0.0
        elif word not in ("and", "y", "a"):
            try:
                part += float(word)
            except ValueError:
                return 0.0
    return total + part


_VALUES = {**spanish_quantities.NUMBER_WORDS, **NUMBER_WORDS}


def year_of(words: str) -> int:
    """The year that digits or words stand for: "twenty nineteen" is 2019."""
    parts = words.split()
    if len(parts) > 1 and parts[0] in ("nineteen", "twenty"):
        return int(100 * number_of(parts[0]) + number_of(" ".join(parts[1:])))
    return int(number_of(words))
