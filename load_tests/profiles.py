"""How candidates behave: what they answer, where they pause, when they interrupt. Pure."""

from collections.abc import Sequence

import msgspec

from load_tests.answers import FULL, Answerer, Interruption, Question, Speech


def _each(*parts: str) -> tuple[Speech, ...]:
    return tuple(Speech(parts=(part,)) for part in parts)


SHORT = _each(
    "We finished the project two weeks early.",
    "It took us about three days.",
    "I asked the whole team for help.",
    "The team disagreed about the release date.",
    "I learned to ask more questions.",
)
"""One sentence each, and such that Smart Turn takes the synthetic voice's ending for an ending, so
that a comparison with systems that trust it is fair."""
LONG = tuple(Speech(parts=tuple(answer)) for answer in FULL)
PAUSES = (
    Speech(parts=("In the first week I talked to", "every engineer on the team."), pause_s=0.9),
    Speech(parts=("We compared two designs and", "then we chose the simple one."), pause_s=1.3),
    Speech(parts=("The hardest part was", "to convince the other team."), pause_s=0.7),
    Speech(parts=("I would say that", "the tests saved us, because", "we found it early.")),
)
"""Thinking pauses where a sentence can't be over."""
INTERJECTIONS = _each(
    "Wait, can I add one more thing before we go on?",
    "Sorry, could you say that again please?",
)
INTERRUPTS_AFTER_S = 1.2
INTERRUPTS_EVERY = 2


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One way to behave."""

    name: str
    meaning: str
    speeches: tuple[Speech, ...]
    interjections: tuple[Speech, ...] = ()
    think_s: float = 0.3

    def answers(self, offset: int) -> Answerer:
        """Another candidate, another order: `offset` is where it starts."""

        def answer(question: Question) -> Speech | None:
            return self.speeches[(offset + question.index) % len(self.speeches)]

        return answer

    def interruptions(self, offset: int) -> Interruption | None:
        if not self.interjections:
            return None

        def interrupt(index: int) -> tuple[float, Speech] | None:
            if (index + offset) % INTERRUPTS_EVERY:
                return None
            return INTERRUPTS_AFTER_S, self.interjections[index % len(self.interjections)]

        return interrupt

    @property
    def everything(self) -> Sequence[Speech]:
        """All that is ever said, to be synthesised beforehand."""
        return (*self.speeches, *self.interjections)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(name="short", meaning="one sentence, about two seconds", speeches=SHORT),
        Profile(name="long", meaning="two or three sentences, about ten seconds", speeches=LONG),
        Profile(name="pauses", meaning="thinks in the middle of sentences", speeches=PAUSES),
        Profile(
            name="interrupting",
            meaning="speaks into every second question",
            speeches=SHORT,
            interjections=INTERJECTIONS,
        ),
        Profile(
            name="mixed",
            meaning="short, long and thoughtful answers in turn",
            speeches=(SHORT[0], LONG[0], PAUSES[0], SHORT[1], LONG[1], PAUSES[1]),
        ),
    )
}
