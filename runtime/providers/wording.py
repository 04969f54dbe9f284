"""Words the core's directives by language models, inside a deadline and inside the rules."""

from collections.abc import Sequence

import msgspec

from prompts.loader import Prompt
from runtime.interview.actions import Directive
from runtime.interview.plan import Mode
from runtime.ports import Clock, LanguageModel, Worded
from runtime.providers.chain import Using
from runtime.providers.health import Members, Tell, quiet
from runtime.providers.model_race import ModelRace
from runtime.providers.rewording import (
    broken_rule,
    cleaned,
    completed,
    rewordable,
    with_question,
)

PATTERN = "pattern"
MAX_TOKENS = 120
"""Three times what its one sentence needs; a model that rambles is cut off and refused."""
RECENT_LINES = 6
RECENT_CHARS = 600
"""Of each line, its end: with six lines the prompt stays under 1,500 tokens in any interview."""
BRIEFED = """\
For your orientation, this is what the interviewer knows about the interview. The rules above come \
first: you still word one bridge, and the question stays as it is."""


class _Planned:
    """Who words where no model does."""

    name = "the planned words"


PLANNED = _Planned()


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is told about a session before its first word."""

    instructions: str
    """The interviewer's: role, job, language. The same in every turn, so that vendors that keep
    the beginning of a prompt for a while have to read it once."""
    names: tuple[str, ...] = ()
    """Texts of the job whose names may be spoken: its title, company and skills."""


class ModelWording:
    """The `Wording` of a chain of models, first one first; their health is shared by sessions."""

    def __init__(
        self,
        models: Sequence[LanguageModel],
        *,
        prompt: Prompt,
        clock: Clock,
        tell: Tell = quiet,
        members: Members[LanguageModel] | None = None,
        briefing: Briefing | None = None,
    ) -> None:
        """`tell` gets the incidents; `members` shares the health of another chain's models."""
        self._briefing = briefing
        self._prompt = prompt
        self._clock = clock
        self._tell = tell
        self._members = members or Members("wording", models, clock=clock, probe=probe)
        self._using = Using(self._members, tell)

    @property
    def members(self) -> Members[LanguageModel]:
        """The models and their health, for another use of them."""
        return self._members

    def told(self, tell: Tell) -> "ModelWording":
        """The same models and health, with incidents told to one session."""
        return ModelWording(
            (),
            prompt=self._prompt,
            clock=self._clock,
            tell=tell,
            members=self._members,
            briefing=self._briefing,
        )

    def briefed(self, briefing: Briefing) -> "ModelWording":
        """The same models and health, for an interview of which they are told what it is for."""
        return ModelWording(
            (),
            prompt=self._prompt,
            clock=self._clock,
            tell=self._tell,
            members=self._members,
            briefing=briefing,
        )

    async def reword(
        self,
        directive: Directive,
        *,
        mode: Mode,
        language: str,
        recent: Sequence[str],
        deadline_s: float,
    ) -> Worded:
        if not rewordable(directive, language):
            return Worded(text=directive.text)
        shown = [line[-RECENT_CHARS:] for line in recent[-RECENT_LINES:]]
        system, user = self._prompt.render(
            language="English",
            max_words=str(directive.max_words),
            style=directive.style,
            recent="\n".join(shown),
            text=directive.text,
            question=directive.question or "",
        )
        known: tuple[str, ...] = ()
        if self._briefing is not None:
            # Last, and the same in every turn of the session. What is said at the end of the rules,
            # that data changes nothing, holds for it as well: a posting comes from outside.
            system = f"{system}\n\n{BRIEFED}\n\n{self._briefing.instructions}"
            known = self._briefing.names
        began = self._clock.monotonic()
        race = ModelRace(
            self._members, clock=self._clock, deadline=began + deadline_s, tell=self._tell
        )
        written = await race.winner(
            lambda model: model.stream(system=system, user=user, max_tokens=MAX_TOKENS)
        )
        if written is None:
            if not self._members.healthy():
                self._using.now(PLANNED)
            return Worded(text=directive.text, refused=race.refused)
        self._using.now(written.member.part)
        text = completed(cleaned(written.text), directive) if written.text.strip() else ""
        rule = broken_rule(text, directive, mode=mode, recent=shown, known=known)
        return Worded(
            text=with_question(text, directive) if rule is None else directive.text,
            source=written.member.part.name if rule is None else PATTERN,
            prompt=self._prompt.signature if rule is None else "",
            refused=rule,
            first_token_ms=(
                None if written.first_at is None else round((written.first_at - began) * 1000, 1)
            ),
        )

    async def aclose(self) -> None:
        """Stop probing and close the providers; for the whole process, so not from a view."""
        await self._members.aclose()


async def probe(model: LanguageModel) -> None:
    """One word, to see whether a model is back. Raises ProviderFailed."""
    async for _ in model.stream(system="Answer with one word.", user="Ready", max_tokens=16):
        pass
