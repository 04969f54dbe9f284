"""Figures, months and signs of a document as one says them. Pure."""

import re

_SMALL = re.findall(
    r"\S+",
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
    """,
)
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "₹": "rupees"}
_SCALE = {"k": "thousand", "m": "million", "mm": "million", "mn": "million", "b": "billion"}

_AMOUNT = re.compile(
    r"(?P<sign>[$€£₹])\s?(?P<figure>\d[\d.,]*)\s?(?P<scale>mm|mn|[kmb](?!\w)|million|billion|thousand)?"
    r"(?P<more>\+?)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w.])(?P<figure>\d[\d.,]*)(?P<scale>[kKM])(?P<more>\+?)(?!\w)")
_RANGE = re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)")
_TIMES = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?[xX×](?!\w)")
_PERCENT = re.compile(r"(?<=\d)\s?%")
_PLUS = re.compile(r"(?<![\w.])(\d[\d.,]*)\+")
_ABOUT = re.compile(r"[~≈]\s?(?=\d)")
_OVER = re.compile(r">\s?(?=\d)")
_NUMBER_SIGN = re.compile(r"#\s?(?=\d)")


def spoken_figures(text: str) -> str:
    """The text with its signs in words: "45%" is "45 percent", "$1.2M" "1.2 million dollars".

    Digits stay: every synthesiser reads them.
    """
    text = _RANGE.sub(" to ", text)
    text = _AMOUNT.sub(_amount, text)
    text = _SHORT.sub(_thousands, text)
    text = _TIMES.sub(r"\1 times", text)
    text = _PERCENT.sub(" percent", text)
    text = _PLUS.sub(r"more than \1", text)
    text = _ABOUT.sub("about ", text)
    text = _OVER.sub("more than ", text)
    text = _NUMBER_SIGN.sub("number ", text)
    return re.sub(r"\b(over|than|about) (more than) ", r"\1 ", text)


def _amount(match: re.Match[str]) -> str:
    scale = (match["scale"] or "").lower()
    words = [match["figure"].rstrip(".,"), _SCALE.get(scale, scale), _MONEY[match["sign"]]]
    more = "more than " if match["more"] else ""
    ending = match["figure"][len(match["figure"].rstrip(".,")) :]
    return more + " ".join(filter(None, words)) + ending


def _thousands(match: re.Match[str]) -> str:
    more = "more than " if match["more"] else ""
    return f"{more}{match['figure'].rstrip('.,')} {_SCALE[match['scale'].lower()]}"


def spoken_number(number: int) -> str:
    """Words up to twenty, digits above."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def spoken_months(months: int) -> str:
    """A length of time as one says it: "seven months", "a year and a half", "nine years"."""
    if months < 11:
        return "one month" if months <= 1 else f"{spoken_number(months)} months"
    years, rest = divmod(months + 3, 12)
    if rest < 6:
        return "a year" if years <= 1 else f"{spoken_number(years)} years"
    return "a year and a half" if years == 1 else f"{spoken_number(years)} and a half years"
