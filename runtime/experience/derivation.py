"""Turns what many posts tell into question patterns and into what a company stresses. Pure.

A theme becomes a pattern only when several posts name it, and the pattern's words are ours: the
posts decide what is worth asking about, never how it is asked.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from runtime.experience.cues import QuestionKind, cues
from runtime.experience.post import ExperiencePost, RoundType
from runtime.interview.catalogue import InterviewType, PatternType, ProbeTree, QuestionPattern
from runtime.interview.plan import DimensionId, Missing, PhaseId
from runtime.roles.titles import title_of

MIN_POSTS = 2
"""A theme that a single writer names may be chance."""
SCRAPED = "scraped"
DEFAULT_CATEGORY = "swe"
"""Of posts that name no role: the sources are boards for programmers."""
INTERVIEW_TYPES = {
    PatternType.scenario: [
        InterviewType.technical, InterviewType.hiring_manager, InterviewType.panel,
    ],
    PatternType.resume_claim: list(InterviewType),
    PatternType.jd_requirement: list(InterviewType),
    PatternType.behavioral: list(InterviewType),
    PatternType.probe: list(InterviewType),
}  # fmt: skip


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pattern of one kind of question, before its theme is filled in."""

    phase: PhaseId
    template: str
    expected_signal: str
    expects: list[Missing]
    dimensions: list[DimensionId]
    if_vague: list[str] = []
    always: list[str] = []
    if_missing: dict[Missing, list[str]] = {}


class CompanySignals(msgspec.Struct, frozen=True, kw_only=True):
    """What posts about one company tell, counted; the raw material of a blueprint."""

    company: str
    role_category: str
    posts: int
    rounds: dict[RoundType, int]
    """Kind of round → posts that had one."""
    skill_focus: tuple[str, ...]
    """Themes, the most frequent first."""
    dimensions: tuple[DimensionId, ...]
    """What was looked for, the most frequent first."""


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    patterns: tuple[QuestionPattern, ...]
    companies: tuple[CompanySignals, ...]


@cache
def shapes() -> dict[str, Shape]:
    """Kind of question → its shape; read once per process."""
    text = resources.files("runtime.experience").joinpath("patterns.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Shape])


def derive(posts: Sequence[ExperiencePost], *, min_posts: int = MIN_POSTS) -> Derived:
    """Patterns and company signals that at least `min_posts` posts support.

    The same posts give the same result; ids tell kind and theme, so that a second run over more
    posts finds its earlier patterns again.
    """
    kinds = cues().kinds
    kind_of = {kind.pattern: kind for kind in kinds.values()}
    theme_count: Counter[tuple[str, str]] = Counter()
    seen_in: dict[tuple[str, str], Counter[str]] = {}
    for post in posts:
        for kind, theme in _themes(post, kind_of):
            theme_count[kind, theme] += 1
            seen_in.setdefault((kind, theme), Counter())[_category(post)] += 1
    patterns: list[QuestionPattern] = []
    for (kind, theme), count in sorted(theme_count.items(), key=lambda item: (-item[1], item[0])):
        shape = shapes()[kind]
        themed = "{{theme}}" in shape.template
        if count < min_posts or (
            not themed and any(_kind_id(kind) == one.pattern_id for one in patterns)
        ):
            continue
        common = seen_in[kind, theme].most_common(1)[0][0]
        patterns.append(_pattern(kinds[kind], shape, theme if themed else None, common))
    return Derived(patterns=tuple(patterns), companies=tuple(_companies(posts, min_posts)))


def _themes(post: ExperiencePost, kind_of: dict[str, QuestionKind]) -> list[tuple[str, str]]:
    """(kind, theme) pairs of a post, each once; only themes and kinds that we know."""
    told = [topic for one in post.rounds for topic in one.topics]
    told += [signal.evidence for signal in post.question_signals]
    asked = {
        kind_of[signal.pattern].kind
        for signal in post.question_signals
        if signal.pattern in kind_of
    }
    return sorted(
        {
            (topic.kind, topic.name)
            for topic in cues().topics_of("; ".join(told))
            if not asked or topic.kind in asked
        }
    )


def _pattern(kind: QuestionKind, shape: Shape, theme: str | None, category: str) -> QuestionPattern:
    role = category if category in kind.role_categories else kind.role_categories[0]
    filled = theme or ""

    def fill(text: str) -> str:
        return text.replace("{{theme}}", filled)

    return QuestionPattern(
        pattern_id=_kind_id(kind.kind, theme),
        pattern_type=kind.pattern_type,
        role_category=role,
        interview_types=INTERVIEW_TYPES[kind.pattern_type],
        phase=shape.phase,
        topic=theme or kind.pattern,
        template=fill(shape.template),
        expected_signal=shape.expected_signal,
        expects=shape.expects,
        dimensions=shape.dimensions,
        keywords=[word for word in re.findall(r"[a-z]{3,}", filled.lower()) if word != "and"],
        probe_tree=ProbeTree(
            if_missing={
                piece: [fill(text) for text in texts] for piece, texts in shape.if_missing.items()
            },
            if_vague=[fill(text) for text in shape.if_vague],
            always=[fill(text) for text in shape.always],
        ),
        tags=[kind.kind],
        source_type=SCRAPED,
    )


def _kind_id(kind: str, theme: str | None = None) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", theme.lower()).strip("_") if theme else ""
    return f"scraped_{kind}_{slug}".rstrip("_")


def _category(post: ExperiencePost) -> str:
    for role in post.roles_mentioned:
        title = title_of(role)
        if title is not None:
            return title.role_category
    return DEFAULT_CATEGORY


def _companies(posts: Sequence[ExperiencePost], min_posts: int) -> list[CompanySignals]:
    groups: dict[tuple[str, str], list[ExperiencePost]] = {}
    for post in posts:
        if post.company:
            groups.setdefault((post.company, _category(post)), []).append(post)
    found: list[CompanySignals] = []
    for (company, category), told in sorted(groups.items()):
        if len(told) < min_posts:
            continue
        themes = Counter(
            name for post in told for name in {t for one in post.rounds for t in one.topics}
        )
        wanted = Counter(
            dimension for post in told for dimension in {s.dimension for s in post.rubric_signals}
        )
        kinds = Counter(kind for post in told for kind in {one.type for one in post.rounds})
        found.append(
            CompanySignals(
                company=company,
                role_category=category,
                posts=len(told),
                rounds=dict(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
                skill_focus=tuple(_ranked(themes)[:8]),
                dimensions=tuple(_ranked(wanted)[:5]),
            )
        )
    return found


_Name = TypeVar("_Name", bound=str)


def _ranked(counted: Counter[_Name]) -> list[_Name]:
    return [name for name, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]
