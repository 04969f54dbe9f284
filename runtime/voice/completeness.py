"""How probably the words so far are a whole sentence, from the shape of their last words. Pure.

A logistic model over the last words, their classes and their patterns. English. Where `syntax`
knows phrases, this has seen thousands of sentences cut in the middle, also as a recogniser
garbles them. `load_tests.turns.fitting` makes the weights.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from importlib import resources

import msgspec

from runtime.voice.syntax import WANTS_MORE, listed

WEIGHTS = "completeness.json"
"""Beside this module: the weight of each feature, in hundredths."""
READ_WORDS = 30
"""Of the end of the text."""
JOINED_SEGMENTS = 4
"""The last ones; what was said before can't tell whether this sentence is whole."""
GOES_ON_BELOW = 0.3
"""What ends so is joined with the next segment as one sentence: the recogniser begins each segment
with a capital and ends it with a full stop, wherever it was cut."""
LIMIT = 4.0
"""The most that the words can say, log odds."""

_CLASSES = {
    "D": """a an the my our your his her its their every another each this these those some any no
        both either neither several many few much all whose which what whatever""",
    "C": """and or but nor so because although though while if unless until whether than whereas
        since as that when where why how once before after like""",
    "P": """of in to at from for with by into onto toward towards per via between among through
        during against without within under over on off up out about across behind beside beyond
        near around along despite except including regarding upon inside outside below above""",
    "S": """i we they he she it you who there everybody everyone nobody someone somebody anyone
        anybody something nothing everything""",
    "O": "me us them him myself themselves himself ourselves yourself other",
    "B": """is are was were am be been being isn't wasn't aren't weren't i'm we're they're it's
        that's there's he's she's what's""",
    "M": """have has had do does did will would can could should must might may shall don't doesn't
        didn't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't i've we've they've i'd
        we'd they'd he'd she'd i'll we'll they'll cannot""",
    "T": "not never",
    "#": """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million half double first second third""",
    "G": """very really quite too more most less least rather pretty almost nearly just only even
        simply mostly mainly always usually often sometimes probably perhaps maybe actually
        basically especially also still already roughly fairly""",
    "I": """now then later today yesterday tomorrow again together anymore anyway afterwards instead
        twice ago yet finally eventually completely well""",
    "F": "um umm uhm uh er erm hmm mm ah oh em un",
    "A": """good bad big small new old large long short high low own same different last next full
        clear simple hard main real whole best better worst worse great little important strong
        young early late final basic single common angry ready quiet slow fast quick wrong right
        happy sad difficult easy possible able afraid proud nice cold hot safe cheap cheaper
        expensive faster slower strange serious sure busy free open similar responsible useful
        broken missing empty weekly monthly daily internal external technical medical online""",
    "V": """went made took got had said told asked gave found kept put let saw came knew thought
        left ran built wrote sent led held met lost felt began became brought bought chose cut dealt
        drew fell spoke spent stood taught understood won sold paid set show showed make take get go
        give find keep use need want know think help work try start look ask tell run build write
        send lead hold meet lose feel begin bring choose check call talk learn move change add see
        say""",
}
_CLASS = {word: name for name, words in _CLASSES.items() for word in words.split()}
_ENDINGS = (
    ("V", ("ing", "ed", "ate", "ize", "ise")),
    ("G", ("ly",)),
    ("A", ("ous", "ive", "ful", "able", "al", "ic", "est")),
)
"""Of words that are on no list; all others are taken for nouns."""
_BREAKS = listed(
    """and but so or because although though while if unless until whether than since that when
    where why how which who what before after"""
)
"""Words that begin another part of the sentence."""
_LEADS = listed("and but so because that -")
_WORD = re.compile(r"[^\W_]+(?:['\-.][^\W_]+)*")
_PART = re.compile(r"[.?!,;:]\s+")
_END = re.compile(r"[\s.?!,;:\-–—…]+$")


def completeness(segments: Sequence[str]) -> float:
    """Log odds that the last segment ends a sentence, limited to ±`LIMIT`; 0 means unknown.

    `segments` are a turn's recognised stretches of speech. About 0.5 ms.
    """
    weights = _weights()
    text = ""
    for segment in segments[-JOINED_SEGMENTS:]:
        if text and _score(text, weights) < GOES_ON_BELOW:
            text = f"{_END.sub('', text)} {segment[:1].lower()}{segment[1:]}"
        else:
            text = f"{text} {segment}".strip()
    return min(max(_score(text, weights), -LIMIT), LIMIT)


def features(text: str, *, punctuated: bool = True) -> set[str]:
    """What the model looks at; `punctuated` with the mark that the recogniser ended it with."""
    low = " ".join(text.lower().replace("’", "'").split()[-READ_WORDS:])
    body = _END.sub("", low)
    words = _WORD.findall(body)
    if not words:
        return set()
    found = {"bias", *_of_words(words), *_of_part(_PART.split(body)[-1])}
    if punctuated:
        found.add(f"p {low[-1] if low[-1] in '.?!,-:' else ''}")
    return found


def _score(text: str, weights: dict[str, int]) -> float:
    return sum(weights.get(feature, 0) for feature in features(text)) / 100


@functools.cache
def _weights() -> dict[str, int]:
    data = resources.files("runtime.voice").joinpath(WEIGHTS).read_bytes()
    return msgspec.json.decode(data, type=dict[str, int])


def _of_words(words: list[str]) -> Iterator[str]:
    classes = "^^^^^^" + "".join(_class(word) for word in words[-8:])
    third, second, last = ["^", "^", *words][-3:]
    yield f"w {last}"
    yield f"w2 {second}"
    yield f"w3 {third}"
    yield f"w21 {second} {last}"
    yield f"s3 {last[-3:]}"
    yield f"s2 {last[-2:]}"
    for length in range(1, 7):
        yield f"c{length} {classes[-length:]}"
    yield f"cw {classes[-2]} {last}"
    yield f"ccw {classes[-3:-1]} {last}"
    yield f"wc {second} {classes[-1]}"
    yield f"wcc {third} {classes[-2:]}"


def _of_part(part: str) -> Iterator[str]:
    """Of what was said since the last comma or full stop, and since the last joining word in it."""
    words = _WORD.findall(part)
    classes = [_class(word) for word in words]
    yield f"n {min(len(words), 8)}"
    for name, kinds, most in (("v", "VBM", 3), ("d", "D#A", 3), ("p", "P", 4)):
        since = next((n for n, kind in enumerate(reversed(classes)) if kind in kinds), 9)
        yield f"since {name} {since if since == 9 else min(since, most)}"
    begins = max((at for at, word in enumerate(words) if word in _BREAKS), default=-1)
    lead = words[begins] if begins >= 0 else "-"
    shape = re.sub("N+", "N", re.sub("[GIF]", "", "".join(classes[begins + 1 :])))
    verb = any(kind in shape for kind in "VBM")
    yield f"shape {shape[:9]}"
    yield f"lead {lead if lead in _LEADS else 'w'} {shape[:9]}"
    yield f"end {shape[-3:]} {words[-1] if words else ''}"
    yield f"verb {lead} {verb} {shape[-1:]}"
    yield f"from {lead} {min(len(words) - 1 - begins, 4)}"


@functools.lru_cache(maxsize=4096)
def _class(word: str) -> str:
    if word in _CLASS:
        return _CLASS[word]
    if word in WANTS_MORE:
        return "V"
    if word[0].isdigit():
        return "#"
    for kind, endings in _ENDINGS:
        if any(len(word) > len(ending) + 2 and word.endswith(ending) for ending in endings):
            return kind
    return "N"
