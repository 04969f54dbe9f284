"""Asks a language model for one JSON object of a known shape, against a deadline."""

import re
from typing import TypeVar

import msgspec

from prompts.assembly import Assembled
from runtime.errors import VivaError
from runtime.ports import Clock, LanguageModel
from runtime.providers.failure import Reason, VendorFailed
from runtime.providers.watch import paced

STALL_S = 4.0
"""A model that is silent for so long while it writes has died."""
_FENCE = re.compile(r"\A\s*```[a-z]*\n|\n?```\s*\Z")

Shape = TypeVar("Shape")


class UnusableAnswer(VivaError):
    """What the model wrote is no JSON of the shape it was asked for; go on without it."""

    code = "unusable_answer"


async def structured(
    model: LanguageModel,
    prompt: Assembled,
    shape: type[Shape],
    *,
    clock: Clock,
    deadline_s: float,
    max_tokens: int = 2000,
) -> Shape:
    """The model's answer as `shape`, within `deadline_s` seconds.

    Cancellation ends the request.

    Raises:
        ProviderFailed: it failed, was late or stopped half-way.
        UnusableAnswer: it is not JSON, or not of that shape; the text never quotes it.
    """
    deadline = clock.monotonic() + deadline_s
    pieces = [
        piece
        async for piece in paced(
            model.stream(system=prompt.system, user=prompt.user, max_tokens=max_tokens),
            clock=clock,
            until=deadline,
            next_until=lambda _piece: min(deadline, clock.monotonic() + STALL_S),
            late=lambda: VendorFailed(model.name, Reason.late),
            stalled=lambda: VendorFailed(
                model.name,
                Reason.late if clock.monotonic() >= deadline else Reason.stalled,
            ),
        )
    ]
    return decoded("".join(pieces), shape)


def decoded(text: str, shape: type[Shape]) -> Shape:
    """The JSON object in a model's answer, without the fence or the words it puts around it.

    Raises UnusableAnswer.
    """
    body = _FENCE.sub("", text)
    begin, end = body.find("{"), body.rfind("}")
    if begin < 0 or end < begin:
        raise UnusableAnswer("The model answered without JSON.")
    try:
        return msgspec.json.decode(body[begin : end + 1], type=shape)
    except msgspec.ValidationError as error:
        # It names the path and the types, never the values.
        raise UnusableAnswer(f"The model's JSON has another shape: {error}") from None
    except msgspec.DecodeError:
        raise UnusableAnswer("The model answered with broken JSON.") from None
