"""Cuts quotes out of a candidate's turns and checks every quote against the transcript. Pure.

A quote is valid only if it is, character for character, what the named turn of the candidate
holds at the named place. Nothing is forgiven: not a space, a comma, a look-alike letter, nor the
same words said by somebody else. What fails takes its score with it.
"""

from collections.abc import Mapping

import msgspec

from evaluation.clauses import composed, words
from evaluation.report import QUOTE_MAX_WORDS, Evidence, Verdict
from evaluation.signals import Signal
from evaluation.task_results import CodeLine
from runtime.interview.actions import Speaker, Turn
from runtime.interview.progress import ArtifactKind

WORDS_BEFORE = 4
"""Words kept before the signal when a clause is longer than a quote may be."""


def quote(turn: Turn, signal: Signal, *, shows: str) -> Evidence:
    """The signal's clause as evidence, cut to 20 words around the signal if it is longer."""
    return around(turn, signal.clause_start, signal.clause_end, signal.start, shows=shows)


def around(turn: Turn, begin: int, end: int, place: int, *, shows: str) -> Evidence:
    """The words of `turn.text[begin:end]` as evidence, at most 20, the one at `place` among them.

    The stretch must hold at least one word that ends after `place`.
    """
    inside = [(begin + word.start(), begin + word.end()) for word in words(turn.text[begin:end])]
    at = next(n for n, (_, stop) in enumerate(inside) if stop > place)
    first = max(0, min(at - WORDS_BEFORE, len(inside) - QUOTE_MAX_WORDS))
    shown = inside[first : first + QUOTE_MAX_WORDS]
    start, stop = shown[0][0], shown[-1][1]
    return Evidence(
        quote=turn.text[start:stop],
        turn_id=turn.turn_id,
        start_char=start,
        end_char=stop,
        shows=shows,
    )


def is_verbatim(evidence: Evidence, turns: Mapping[str, Turn]) -> bool:
    """Whether the quote stands at its place in the named turn of the candidate.

    Both sides are compared in NFC, so a letter and its accent may be stored together or apart;
    nothing else may differ. A quote must be whole words, at least one and at most 20.
    """
    turn = turns.get(evidence.turn_id)
    if turn is None or turn.role is not Speaker.candidate:
        return False
    text, claimed = composed(turn.text), composed(evidence.quote)
    start, end = evidence.start_char, evidence.end_char
    if not 0 <= start < end <= len(text) or text[start:end] != claimed:
        return False
    if not 1 <= len(words(claimed)) <= QUOTE_MAX_WORDS:
        return False
    return not _splits_a_word(text, start) and not _splits_a_word(text, end)


def only_verified(verdict: Verdict, turns: Mapping[str, Turn]) -> Verdict:
    """The verdict without quotes that fail; if any failed or there is none, without its score."""
    kept = tuple(each for each in verdict.evidence if is_verbatim(each, turns))
    lines = tuple(each for each in verdict.code if stands_in_code(each, turns))
    whole = len(kept) == len(verdict.evidence) and len(lines) == len(verdict.code)
    if whole and (kept or lines):
        return verdict
    return msgspec.structs.replace(verdict, evidence=kept, code=lines, score=None)


def stands_in_code(line: CodeLine, turns: Mapping[str, Turn]) -> bool:
    """Whether the line stands, character for character, at its place in code that came with it."""
    turn = turns.get(line.turn_id)
    if turn is None:
        return False
    codes = [each.text for each in turn.artifacts if each.kind is ArtifactKind.late_code]
    if turn.submission is not None:
        codes.append(turn.submission.code)
    return any(
        0 < line.line <= len(lines) and lines[line.line - 1] == line.text
        for lines in map(str.splitlines, codes)
    )


def _splits_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
