"""Written candidates: a résumé, a job, and what they answer to which question."""

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from load_tests.interviewer.candidate import Answer
from runtime.interview.actions import Directive, Intent

PEOPLE = ("technical", "sales", "support")


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, written for one question."""

    to: str
    """Words of the interviewer that it answers."""
    says: str
    thinks_s: float = 1.5
    code: str = ""
    """Sent for the task on the page, together with the words."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody made up who is interviewed."""

    title: str
    """Of the document."""
    about: str
    """What a reader should know first."""
    name: str
    role: str
    """The role kit."""
    company: str
    kind: str
    """Type of interview."""
    level: str
    minutes: int
    seed: int
    answers: list[Written]
    resume: str = ""
    job: str = ""


class UnwrittenAnswer(Exception):
    """The interviewer asked something that no answer was written for."""


def folder_of(name: str) -> Traversable:
    return resources.files("load_tests.interviewer.examples").joinpath(name)


def person(name: str) -> Person:
    """Raises msgspec.ValidationError: the file of the answers is not as it should be."""
    folder = folder_of(name)
    told = tomllib.loads(folder.joinpath("answers.toml").read_text("utf-8"))
    return msgspec.structs.replace(
        msgspec.convert(told, Person),
        resume=folder.joinpath("resume.txt").read_text("utf-8"),
        job=folder.joinpath("job.txt").read_text("utf-8"),
    )


class WrittenCandidate:
    """Says what was written for the question; each answer once."""

    def __init__(self, answers: list[Written]) -> None:
        self.left = list(answers)

    def answer(self, directive: Directive) -> Answer:
        """What follows an utterance that was heard to its end.

        Raises UnwrittenAnswer, with the interviewer's words.
        """
        if directive.intent in (Intent.close, Intent.grant_time):
            return Answer()
        if directive.intent is Intent.greet and directive.question is None:
            return Answer()
        said = " ".join(directive.text.lower().split())
        for written in self.left:
            if written.to.lower() in said:
                self.left.remove(written)
                return Answer(
                    text=" ".join(written.says.split()),
                    thinks_s=written.thinks_s,
                    code=written.code,
                    substantial=True,
                )
        raise UnwrittenAnswer(directive.text)
