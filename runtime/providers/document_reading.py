"""A model's reading of documents beside the rules': it counts only where the text agrees."""

import asyncio

import msgspec
import structlog

from prompts.assembly import Assembled
from prompts.experiments import PromptLibrary
from runtime.documents.dates import YearMonth
from runtime.documents.job import JobExtraction, read_job
from runtime.documents.model_extraction import (
    UnusableExtraction,
    Verified,
    verified_job,
    verified_resume,
)
from runtime.documents.model_schema import ModelPosting, ModelResume
from runtime.documents.resume import ResumeExtraction, read_resume
from runtime.errors import ProviderFailed
from runtime.ports import Clock, LanguageModel
from runtime.providers.plan_writing import stamped
from runtime.providers.structured import Shape, UnusableAnswer, structured

DEADLINE_S = 25.0
"""A long résumé takes a model about ten seconds; nobody talks meanwhile."""
MAX_TOKENS = 3000
TRUSTED = 0.8
"""Least share of its strings that must stand in the text; below it, the model made things up."""

logger = structlog.get_logger()


class DocumentReading:
    """Reads documents by rules, and by a model where there is one.

    The model's reading replaces the rules' only if nearly all of it stands in the document word
    for word and it has found at least as many positions, or must-haves. Whatever the model does,
    there is always the rules' reading.
    """

    def __init__(self, prompts: PromptLibrary, model: LanguageModel | None, clock: Clock) -> None:
        self._prompts = prompts
        self._model = model
        self._clock = clock

    async def resume(self, text: str, *, as_of: YearMonth) -> ResumeExtraction:
        """Never raises for what a model does; cancellation ends its request."""
        ours = await asyncio.to_thread(read_resume, text, as_of=as_of)
        if self._model is None:
            return ours
        prompt = self._prompts.build("resume_extractor_v1", {"text": text})
        said = await self._ask(prompt, ModelResume)
        if said is None:
            return ours
        try:
            theirs = verified_resume(
                msgspec.to_builtins(said), text, as_of=as_of, model=self._source(prompt)
            )
        except UnusableExtraction:
            return ours
        better = len(theirs.extraction.work_history) >= len(ours.work_history)
        return theirs.extraction if better and self._trusted(theirs, prompt) else ours

    async def job(self, text: str) -> JobExtraction:
        """Never raises for what a model does; cancellation ends its request."""
        ours = await asyncio.to_thread(read_job, text)
        if self._model is None:
            return ours
        prompt = self._prompts.build("jd_extractor_v1", {"text": text})
        said = await self._ask(prompt, ModelPosting)
        if said is None:
            return ours
        try:
            theirs = verified_job(msgspec.to_builtins(said), text, model=self._source(prompt))
        except UnusableExtraction:
            return ours
        better = len(theirs.extraction.must_have) >= len(ours.must_have)
        return theirs.extraction if better and self._trusted(theirs, prompt) else ours

    def _source(self, prompt: Assembled) -> str:
        name = self._model.name if self._model is not None else "rules"
        return f"{name} {stamped(prompt.stamp)}"

    async def _ask(self, prompt: Assembled, shape: type[Shape]) -> Shape | None:
        if self._model is None or prompt.shortened or prompt.left_out:
            # A model that sees a part of a document would seem to say that the rest isn't there.
            return None
        try:
            return await structured(
                self._model,
                prompt,
                shape,
                clock=self._clock,
                deadline_s=DEADLINE_S,
                max_tokens=MAX_TOKENS,
            )
        except (ProviderFailed, UnusableAnswer) as failure:
            logger.warning("document_model_unused", reason=failure.code, wording=prompt.stamp.name)
            return None

    def _trusted(
        self, reading: Verified[ResumeExtraction] | Verified[JobExtraction], prompt: Assembled
    ) -> bool:
        share = reading.kept / max(1, reading.kept + len(reading.dropped))
        if share < TRUSTED:
            logger.warning(
                "document_model_untrue",
                prompt=prompt.stamp.name,
                kept=reading.kept,
                dropped=len(reading.dropped),
            )
        return share >= TRUSTED
