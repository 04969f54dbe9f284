"""A model's choice of a plan: it counts only within the limits of the rules, and in time."""

import structlog

from prompts.assembly import Stamp
from prompts.budget import TooLong
from prompts.experiments import PromptLibrary
from runtime.errors import InvalidContent, ProviderFailed
from runtime.interview.plan import InterviewPlan
from runtime.planning.model_values import PROMPT, model_values
from runtime.planning.preparation import Likeness, Preparation
from runtime.planning.projection import ProjectedPlan, realise
from runtime.planning.setting import Setting
from runtime.ports import Clock, LanguageModel
from runtime.providers.health import Members, Tell, quiet
from runtime.providers.structured import UnusableAnswer, structured

DEADLINE_S = 12.0
"""Somebody waits for the interview to begin; the rules' plan is there at once."""
MAX_TOKENS = 1500

logger = structlog.get_logger()


class PlanWriting:
    """Asks a model to choose from the catalogue; it writes no question itself."""

    def __init__(
        self,
        prompts: PromptLibrary,
        members: Members[LanguageModel],
        clock: Clock,
        *,
        tell: Tell = quiet,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        """`members` may be those of another chain, so that a model rests for both."""
        self._prompts = prompts
        self._members = members
        self._clock = clock
        self._tell = tell
        self._deadline_s = deadline_s

    async def choose(
        self, setting: Setting, preparation: Preparation, *, likeness: Likeness | None = None
    ) -> InterviewPlan | None:
        """The plan of the first model that works; None when it is late, fails or breaks a limit.

        Cancellation ends the request. Its minutes must add up, its patterns must be known and fit
        their phases, and no two questions may mean the same.
        """
        member = next(iter(self._members.healthy()), None)
        if member is None:
            return None
        try:
            prompt = self._prompts.build(
                PROMPT, model_values(setting, preparation), unit=str(setting.request.seed)
            )
            said = await structured(
                member.part,
                prompt,
                ProjectedPlan,
                clock=self._clock,
                deadline_s=self._deadline_s,
                max_tokens=MAX_TOKENS,
            )
            return realise(
                said,
                setting,
                likeness=likeness,
                source=member.part.name,
                prompt=stamped(prompt.stamp),
            )
        except ProviderFailed as failure:
            self._members.failed(member, failure, self._tell)
            logger.warning("plan_model_unused", reason=failure.code)
        except UnusableAnswer as failure:
            logger.warning("plan_model_unused", reason=failure.code)
        except TooLong:
            logger.warning("plan_model_unused", reason="prompt_too_long")
        except InvalidContent as broken:
            # The text names a limit and ids of the catalogue, never what a document says.
            logger.warning("plan_model_refused", limit=str(broken))
        return None


def stamped(stamp: Stamp) -> str:
    """`plan_generator_v1 v1 0123456789ab`, with the arm of an experiment behind it."""
    said = f"{stamp.name} v{stamp.version} {stamp.hash}"
    return f"{said} arm {stamp.arm}" if stamp.arm else said
