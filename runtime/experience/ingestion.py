"""One run over collected posts: each is read, themes become patterns, the run is recorded."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
import structlog

from prompts.experiments import PromptLibrary
from runtime.errors import Conflict, ProviderFailed, VivaError
from runtime.experience.derivation import CompanySignals, derive
from runtime.experience.extraction import MAX_CHARS, extract_post
from runtime.experience.originality import is_original
from runtime.experience.post import ExperiencePost
from runtime.interview.catalogue import QuestionPattern
from runtime.interview.plan import DimensionId
from runtime.library.catalogue import CatalogueRepository
from runtime.library.sources import DataSourceRepository, RunStatus, ScrapedPost
from runtime.ports import Clock, LanguageModel
from runtime.providers.structured import UnusableAnswer, structured

DEADLINE_S = 20.0
PAGE = 200
"""Posts read at a time, so that a large data set needs little memory."""

NearDuplicate = Callable[[QuestionPattern, Sequence[QuestionPattern]], Awaitable[str | None]]
"""The id of a pattern of the catalogue that means the same, None if there is none."""

logger = structlog.get_logger()


class IngestionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run brought."""

    run_id: str
    posts: int
    """Posts of the run."""
    read: int
    """Posts that something was drawn from now."""
    by_model: int
    """Of these, read by a model."""
    empty: int
    """Of these, without anything about interviews."""
    patterns_added: tuple[str, ...]
    patterns_known: dict[str, str]
    """Derived pattern → the one of the catalogue that means the same."""
    companies: tuple[CompanySignals, ...]


class Ingestion:
    """Draws from posts what can be used, never their wording (R-025, R-249)."""

    def __init__(
        self,
        *,
        sources: DataSourceRepository,
        catalogue: CatalogueRepository,
        prompts: PromptLibrary,
        clock: Clock,
        near_duplicate: NearDuplicate,
        model: LanguageModel | None = None,
    ) -> None:
        self._sources = sources
        self._catalogue = catalogue
        self._prompts = prompts
        self._clock = clock
        self._near_duplicate = near_duplicate
        self._model = model

    @property
    def asks_model(self) -> bool:
        return self._model is not None

    async def run(self, run_id: str) -> IngestionSummary:
        """Read the run's posts and note how it ended; doing it again only reads what is new.

        Cancellation leaves what was read so far; the run stays open and can be run again.

        Raises:
            UnknownRun: there is no such run.
            StorageFailed: the database did not answer; the run is noted as failed where it can.
        """
        try:
            summary = await self._read(run_id)
        except VivaError as failure:
            await self._sources.finish_run(run_id, status=RunStatus.failed, error=failure.code)
            raise
        await self._sources.finish_run(run_id, status=RunStatus.succeeded)
        logger.info(
            "posts_ingested",
            run_id=run_id,
            posts=summary.posts,
            read=summary.read,
            added=len(summary.patterns_added),
        )
        return summary

    async def _read(self, run_id: str) -> IngestionSummary:
        companies = [company.name for company in await self._catalogue.companies()]
        read = by_model = empty = 0
        while unread := await self._sources.posts(run_id, unread_only=True, limit=PAGE):
            for post in unread:
                drawn = await self._extract(post, companies)
                await self._sources.save_extracted(post.post_id, encoded(drawn))
                read += 1
                by_model += drawn.source != "rules"
                empty += not (drawn.rounds or drawn.question_signals)
        everything = await self._sources.posts(run_id, limit=100_000)
        derived = derive([decoded_post(post.extracted) for post in everything if post.extracted])
        added: list[str] = []
        known: dict[str, str] = {}
        for pattern in derived.patterns:
            same = await self._add(pattern, run_id)
            if same is None:
                added.append(pattern.pattern_id)
            else:
                known[pattern.pattern_id] = same
        return IngestionSummary(
            run_id=run_id,
            posts=len(everything),
            read=read,
            by_model=by_model,
            empty=empty,
            patterns_added=tuple(added),
            patterns_known=known,
            companies=derived.companies,
        )

    async def _add(self, pattern: QuestionPattern, run_id: str) -> str | None:
        """Keep a pattern that the catalogue lacks; else the id of the one that it has."""
        there = await self._catalogue.patterns()
        if any(one.pattern_id == pattern.pattern_id for one in there):
            return pattern.pattern_id
        same = await self._near_duplicate(pattern, there)
        if same is not None:
            return same
        try:
            await self._catalogue.add_pattern(pattern, source_ref=run_id)
        except Conflict:  # Another run was quicker.
            return pattern.pattern_id
        return None

    async def _extract(self, post: ScrapedPost, companies: Sequence[str]) -> ExperiencePost:
        """The model's reading if it is original, else the rules'."""
        ours = extract_post(
            post.raw_content, companies=companies, company=post.company_name, tags=post.tags
        )
        if self._model is None:
            return ours
        prompt = self._prompts.build(
            "experience_post_extractor_v1",
            {
                "post": post.raw_content[:MAX_CHARS],
                "dimensions": ", ".join(dimension.value for dimension in DimensionId),
            },
            unit=post.post_id,
        )
        try:
            theirs = await structured(
                self._model, prompt, ExperiencePost, clock=self._clock, deadline_s=DEADLINE_S
            )
        except (ProviderFailed, UnusableAnswer) as failure:
            logger.warning("post_model_unused", reason=failure.code, post_id=post.post_id)
            return ours
        if not is_original(theirs.texts(), post.raw_content):
            logger.warning("post_model_copied", post_id=post.post_id)
            return ours
        stamp = prompt.stamp
        return msgspec.structs.replace(
            theirs,
            company=theirs.company or ours.company,
            source=self._model.name,
            prompt=f"{stamp.name} v{stamp.version} {stamp.hash} {stamp.arm or '-'}",
        )


def encoded(post: ExperiencePost) -> dict[str, Any]:
    """As it is kept with the raw post."""
    return msgspec.convert(msgspec.to_builtins(post), dict[str, Any])


def decoded_post(extracted: dict[str, Any]) -> ExperiencePost:
    """Raises msgspec.ValidationError: it was not written by `encoded`."""
    return msgspec.convert(extracted, ExperiencePost)
