"""A model's second opinion on an answer: asked within a deadline, believed only where it can quote.

The rules' judgement stands unless the model shows the words. What it holds to be there must be
found in the answer verbatim; what comes late, or isn't the object that was asked for, is dropped.
"""

import json

import msgspec

from prompts.loader import Prompt
from runtime.errors import ProviderFailed
from runtime.interview.actions import AnswerClass, AssessAnswer, Assessment
from runtime.interview.lexicon import flatten
from runtime.interview.plan import Missing
from runtime.ports import Clock, LanguageModel
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.health import Member, Members, Tell, quiet
from runtime.providers.watch import paced

MAX_TOKENS = 500
"""Seven pieces with quotes take about 300."""
LONGEST_REPLY_CHARS = 8_000
LONGEST_ANSWER_CHARS = 6_000
"""Of a longer answer the end is shown; that is five minutes of speech."""
SHORTEST_QUOTE_WORDS = 2
STALL_S = 2.0
LATE_IN_A_ROW = 3
"""A model that is late so often rests."""

KINDS = (
    AnswerClass.strong,
    AnswerClass.weak,
    AnswerClass.vague,
    AnswerClass.evasive,
    AnswerClass.off_topic,
    AnswerClass.declined,
    AnswerClass.dont_know,
)


class _Held(msgspec.Struct, frozen=True):
    piece: Missing
    quote: str


class _Reply(msgspec.Struct, frozen=True):
    kind: AnswerClass
    held: tuple[_Held, ...] = ()
    lacking: tuple[Missing, ...] = ()


class ModelOpinion:
    """The `SecondOpinion` of a chain of models, first one first; health is shared by sessions."""

    def __init__(
        self,
        members: Members[LanguageModel],
        *,
        prompt: Prompt,
        clock: Clock,
        tell: Tell = quiet,
    ) -> None:
        """`members` may be those of another chain, so that models rest for both."""
        self._members = members
        self._prompt = prompt
        self._clock = clock
        self._tell = tell

    def told(self, tell: Tell) -> "ModelOpinion":
        """The same models and health, with incidents told to one session."""
        return ModelOpinion(self._members, prompt=self._prompt, clock=self._clock, tell=tell)

    async def assess(self, asked: AssessAnswer, *, deadline_s: float) -> Assessment | None:
        """A checked opinion, or None when none came in time or it can't be read. Never raises
        VivaError; cancellation ends the request."""
        system, user = self._prompt.render(
            question=asked.question,
            pieces="\n".join(asked.expects),
            answer=asked.answer[-LONGEST_ANSWER_CHARS:],
        )
        until = self._clock.monotonic() + deadline_s
        for member in self._members.healthy():
            if self._clock.monotonic() >= until:
                break
            try:
                text = await self._write(member.part, system, user, until)
            except ProviderFailed as failure:
                self._blame(member, failure)
                continue
            self._members.worked(member)
            opinion = checked(text, asked)
            if opinion is None:
                return None
            source = f"{member.part.name} {self._prompt.signature}"
            return msgspec.structs.replace(opinion, source=source)
        return None

    async def _write(self, model: LanguageModel, system: str, user: str, until: float) -> str:
        """The model's whole answer by monotonic second `until`. Raises ProviderFailed."""
        written = ""
        tokens = paced(
            model.stream(system=system, user=user, max_tokens=MAX_TOKENS),
            clock=self._clock,
            until=until,
            next_until=lambda _piece: min(until, self._clock.monotonic() + STALL_S),
            late=lambda: VendorFailed(model.name, Reason.late),
            stalled=lambda: VendorFailed(model.name, Reason.stalled),
        )
        async for piece in tokens:
            written += piece
            if len(written) > LONGEST_REPLY_CHARS:
                raise VendorFailed(model.name, Reason.garbled)
        return written

    def _blame(self, member: Member[LanguageModel], failure: ProviderFailed) -> None:
        """Note a failure; nobody waits for an opinion, so a slow model rests only if it is so
        again and again."""
        late = isinstance(failure, VendorFailed) and failure.reason is Reason.late
        if not late or self._members.strike(member) >= LATE_IN_A_ROW:
            self._members.failed(member, failure, self._tell)


def checked(text: str, asked: AssessAnswer) -> Assessment | None:
    """What of a model's reply may be believed; None if it isn't such a reply. Pure."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        reply = msgspec.convert(json.loads(text[start : end + 1]), _Reply)
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None
    if reply.kind not in KINDS:
        return None
    answer = f" {flatten(asked.answer)} "
    held = {one.piece for one in reply.held if _is_quoted(one.quote, answer)}
    lacking = set(reply.lacking) - held
    missing = tuple(
        piece
        for piece in asked.expects
        if piece not in held and (piece in asked.missing or piece in lacking)
    )
    return Assessment(answer_class=reply.kind, missing=missing, source="model")


def _is_quoted(quote: str, answer: str) -> bool:
    flat = flatten(quote)
    return len(flat.split()) >= SHORTEST_QUOTE_WORDS and f" {flat} " in answer
