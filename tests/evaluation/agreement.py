"""Measures the rules against simulated interviews whose level per dimension was planted.

The data is the public set of the paper "Beyond the Resumé" (arXiv 2603.01775, MIT licence); it is
not part of this project. `python -m tests.evaluation.agreement FOLDER` prints the figures.

How it was split: the wordings and weights of the rules were set while looking at the interviews of
DEVELOPMENT résumés only (four of ten in each field). The other six of each field are HELD_OUT.
Questions are mapped to a dimension by the words they share with its rubric text. Craft
dimensions of both fields are judged as `technical_depth`, communication as
`communication_clarity`. A mean under 2.5 reads as low, from 3.5 as high.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec

from evaluation.clauses import words
from evaluation.exchanges import Exchange
from evaluation.judge_by_rules import judge
from evaluation.report import Verdict
from runtime.interview.actions import Speaker, Turn
from runtime.interview.plan import DimensionId, Patience, Phase, PhaseId, Question, QuestionId

DEVELOPMENT = frozenset(f"{field}_{number}" for field in ("gd", "ml") for number in (2, 4, 7, 9))
HELD_OUT = frozenset(f"{field}_{n}" for field in ("gd", "ml") for n in (0, 1, 3, 5, 6, 8))
LEVELS = ("low", "medium", "high")
LOW_BELOW, HIGH_FROM = 2.5, 3.5


class Agreement(msgspec.Struct, frozen=True):
    """How the rules' level compares with the planted one, over interview × dimension."""

    compared: int
    exact: float
    weighted_kappa: float
    opposite_extremes: int
    not_observed: int
    confusion: tuple[tuple[int, ...], ...]
    """Rows planted, columns judged, low to high."""


def exchange(question: str, *answers: str, dimension: DimensionId) -> Exchange:
    asked = Question(
        question_id=QuestionId("q"),
        pattern_id="p",
        topic="t",
        text=question,
        expected_signal="",
        expects=(),
        dimensions=(dimension,),
        patience=Patience.open,
        seconds=90,
    )
    turns = tuple(
        Turn(
            turn_id=f"t{n}",
            index=n,
            role=Speaker.candidate,
            phase=PhaseId.role_skills,
            text=text,
            started_at=0.0,
            ended_at=0.0,
            typed=True,
        )
        for n, text in enumerate(answers)
    )
    phase = Phase(phase_id=PhaseId.role_skills, budget_s=600, objective="", questions=(asked,))
    return Exchange(phase=phase, question=asked, answers=turns)


def ours(dimension: str) -> DimensionId:
    if dimension == "communication":
        return DimensionId.communication_clarity
    return DimensionId.technical_depth


def verdict(dimension: str, question: str, *answers: str) -> Verdict:
    which = ours(dimension)
    return judge(which, exchange(question, *answers, dimension=which))


def level_of(mean: float) -> int:
    return 0 if mean < LOW_BELOW else 1 if mean < HIGH_FROM else 2


def rubrics(folder: Path) -> dict[str, dict[str, dict[str, str]]]:
    return {
        path.stem.removeprefix("rubric_"): json.loads(path.read_text())
        for path in sorted(folder.glob("rubric_*.json"))
    }


def nearest_dimension(question: str, rubric: dict[str, dict[str, str]]) -> str:
    """The dimension whose name and rubric text share the most telling words with the question."""
    said = {
        name: Counter(
            word.group()
            for text in [*[name.replace("_", " ")] * 3, *levels.values()]
            for word in words(text.lower())
        )
        for name, levels in rubric.items()
    }
    spread = Counter(word for text in said.values() for word in text)
    shared = {
        name: sum(
            (1 + math.log(text[word])) * math.log(len(said) / spread[word])
            for word in sorted({word.group() for word in words(question.lower())})
            if text[word]
        )
        for name, text in said.items()
    }
    return max(shared, key=lambda name: shared[name])


def interviews(folder: Path, resumes: Collection[str] | None) -> Iterator[dict[str, Any]]:
    with (folder / "interviews.jsonl").open() as lines:
        for line in lines:
            interview = json.loads(line)
            if resumes is None or interview["resume_id"] in resumes:
                yield interview


def agreement(folder: Path, resumes: Collection[str] | None) -> Agreement:
    """Agreement over the interviews of those résumés; all of them when None."""
    books = rubrics(folder)
    planted: list[int] = []
    judged: list[int] = []
    unseen = 0
    for interview in interviews(folder, resumes):
        scores: dict[str, list[int]] = defaultdict(list)
        turns = interview["turns"]
        for asked, said in zip(turns[::2], turns[1::2], strict=False):
            dimension = nearest_dimension(asked["message"], books[interview["domain"]])
            score = verdict(dimension, asked["message"], said["message"]).score
            if score is not None:
                scores[dimension].append(score)
        for dimension, level in interview["planted_levels"].items():
            if scores[dimension]:
                planted.append(LEVELS.index(level))
                judged.append(level_of(sum(scores[dimension]) / len(scores[dimension])))
            else:
                unseen += 1
    table = [[0] * 3 for _ in LEVELS]
    for row, column in zip(planted, judged, strict=True):
        table[row][column] += 1
    return Agreement(
        compared=len(planted),
        exact=sum(table[n][n] for n in range(3)) / max(1, len(planted)),
        weighted_kappa=weighted_kappa(table),
        opposite_extremes=table[0][2] + table[2][0],
        not_observed=unseen,
        confusion=tuple(tuple(row) for row in table),
    )


def weighted_kappa(table: list[list[int]]) -> float:
    """Cohen's kappa with quadratic weights."""
    total = sum(map(sum, table))
    rows = [sum(row) for row in table]
    columns = [sum(row[n] for row in table) for n in range(len(table))]
    cells = [(r, c) for r in range(len(table)) for c in range(len(table))]
    seen = sum((r - c) ** 2 * table[r][c] for r, c in cells)
    by_chance = sum((r - c) ** 2 * rows[r] * columns[c] / total for r, c in cells)
    return 1 - seen / by_chance


class FamilyResult(msgspec.Struct, frozen=True):
    tests: int
    held: int
    not_rated: int
    failed: tuple[str, ...]


def family(folder: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "judge-tests" / f"{name}.json").read_text())
    tests: dict[str, Any] = loaded.get("tests", loaded)
    return tests


def evidence_family(folder: Path, level: str) -> FamilyResult:
    """An answer written to show a level is rated at that level."""
    failed = []
    unrated = 0
    tests = family(folder, f"{level}-evidence")
    for key, test in tests.items():
        dimension = test["belief_update"]["dimension"]
        score = verdict(dimension, test["interviewer_turn"], test["applicant_turn"]).score
        if score is None:
            unrated += 1
        elif level_of(score) != LEVELS.index(level):
            failed.append(f"{key}:{score}")
    return FamilyResult(len(tests), len(tests) - unrated - len(failed), unrated, tuple(failed))


def debase_family(folder: Path, level: str) -> FamilyResult:
    """Taking evidence back, in reply to a probe, never moves the score further that way."""
    failed = []
    unrated = 0
    tests = family(folder, f"{level}-evidence-debase")
    evidence = family(folder, f"{level}-evidence")
    middle = {"low": 1.0, "medium": 3.0, "high": 5.0}[level]
    for key, test in tests.items():
        dimension, first = test["belief_update"]["dimension"], evidence[key]
        asked, said = first["interviewer_turn"], first["applicant_turn"]
        before = verdict(dimension, asked, said).score
        after = verdict(dimension, asked, said, test["applicant_turn"]).score
        if before is None:
            unrated += 1
        elif after is None or abs(after - middle) < abs(before - middle):
            failed.append(f"{key}:{before}->{after}")
    return FamilyResult(len(tests), len(tests) - unrated - len(failed), unrated, tuple(failed))


def nothing_added_family(folder: Path, name: str) -> FamilyResult:
    """Flattery, small talk or saying it again, after any base interview, changes no score.

    Each test is tried twice: as a further reply to the last question, and as a question of its
    own; the mean over the interview, rounded to a score, must stay.
    """
    failed = []
    base = json.loads((folder / "judge-tests" / "base-interviews.json").read_text())
    tests = family(folder, name)
    for key, test in tests.items():
        turns = base[key]
        pairs = [
            (asked["message"], said["message"])
            for asked, said in zip(turns[::2], turns[1::2], strict=False)
        ]
        extra = (test["interviewer_turn"], test["applicant_turn"])
        before = _mean([verdict("craft", *pair).score for pair in pairs])
        own = _mean([verdict("craft", *pair).score for pair in [*pairs, extra]])
        last = verdict("craft", *pairs[-1], extra[1]).score
        probed = _mean([*(verdict("craft", *pair).score for pair in pairs[:-1]), last])
        if own != before or probed != before:
            failed.append(f"{key}:{before}->{own}/{probed}")
    return FamilyResult(len(tests), len(tests) - len(failed), 0, tuple(failed))


def _mean(scores: list[int | None]) -> int | None:
    seen = [score for score in scores if score is not None]
    return math.floor(sum(seen) / len(seen) + 0.5) if seen else None


def main(folder: Path) -> None:
    for name, resumes in (("development", DEVELOPMENT), ("held out", HELD_OUT), ("all", None)):
        print(name, msgspec.to_builtins(agreement(folder, resumes)))
    for level in LEVELS:
        print(f"{level}-evidence", evidence_family(folder, level))
        print(f"{level}-evidence-debase", debase_family(folder, level))
    for name in ("aggrandising", "irrelevance", "repetition"):
        print(name, nothing_added_family(folder, name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
