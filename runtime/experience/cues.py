"""The words that tell what a post is about, from `cues.toml` beside this module. Pure but for
reading its file once."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from runtime.experience.post import RoundType
from runtime.interview.catalogue import PatternType
from runtime.interview.plan import DimensionId


class RoundCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    type: RoundType
    cues: tuple[str, ...]


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme that a round can be about."""

    name: str
    kind: str
    """Of the question kind it belongs to."""
    cues: tuple[str, ...]


class QuestionKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of question, named in words of ours."""

    kind: str
    pattern: str
    evidence: str
    pattern_type: PatternType
    role_categories: tuple[str, ...]


class RubricCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    dimension: DimensionId
    signal: str
    cues: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rounds: tuple[RoundCue, ...] = msgspec.field(name="round")
    topics: tuple[Topic, ...] = msgspec.field(name="topic")
    questions: tuple[QuestionKind, ...] = msgspec.field(name="question")
    rubric: tuple[RubricCue, ...]


class Cues:
    """The file with every cue made searchable."""

    def __init__(self, text: str) -> None:
        """Raises msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError: the file is broken."""
        file = msgspec.convert(tomllib.loads(text), _File)
        self.kinds = {question.kind: question for question in file.questions}
        self._rounds = [(cue.type, _search(cue.cues)) for cue in file.rounds]
        self._topics = [(topic, _search((*topic.cues, topic.name))) for topic in file.topics]
        self._rubric = [(cue, _search(cue.cues)) for cue in file.rubric]
        for topic in file.topics:
            self.kinds[topic.kind]

    def round_of(self, line: str) -> RoundType | None:
        """The kind of round a line names: of several cues the one that stands first."""
        found = [
            (match.start(), number, kind)
            for number, (kind, search) in enumerate(self._rounds)
            if (match := search.search(line))
        ]
        return min(found)[2] if found else None

    def topics_of(self, text: str) -> list[Topic]:
        """The themes a text names, in the order in which they first come up."""
        found = [
            (match.start(), number)
            for number, (_, search) in enumerate(self._topics)
            if (match := search.search(text))
        ]
        return [self._topics[number][0] for _, number in sorted(found)]

    def rubric_of(self, text: str) -> list[RubricCue]:
        return [cue for cue, search in self._rubric if search.search(text)]


@cache
def cues() -> Cues:
    """Ours, read once per process."""
    return Cues(resources.files("runtime.experience").joinpath("cues.toml").read_text("utf-8"))


def _search(listed: tuple[str, ...]) -> re.Pattern[str]:
    spelt = sorted(listed, key=len, reverse=True)
    any_of = "|".join(
        re.escape(cue).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+") for cue in spelt
    )
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)
