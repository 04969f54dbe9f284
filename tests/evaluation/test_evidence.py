"""A quote counts only if the candidate said exactly that, exactly there."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.evidence import around, is_verbatim, only_verified
from evaluation.report import QUOTE_MAX_WORDS, Evidence, Verdict
from runtime.interview.actions import Turn
from tests.evaluation.interviews import answer, asked

pytestmark = pytest.mark.unit

TEXT = "I don’t guess: I measured it, twice. The café’s p95 fell by 40% — really."
TURN = answer(TEXT, turn_id="a1")
OTHER = answer("Something else that I measured it, twice.", turn_id="a2")
INTERVIEWER = asked(TEXT, turn_id="i1", index=0, question_id="q", at=0, until=1)
TURNS = {turn.turn_id: turn for turn in (TURN, OTHER, INTERVIEWER)}


def quoting(quote: str, *, turn_id: str = "a1", start: int | None = None) -> Evidence:
    at = TEXT.find(quote) if start is None else start
    return Evidence(quote=quote, turn_id=turn_id, start_char=at, end_char=at + len(quote))


@pytest.mark.parametrize("quote", ["I measured it, twice", "I don’t guess", "fell by 40% — really"])
def test_the_candidates_own_words_hold(quote: str) -> None:
    assert is_verbatim(quoting(quote), TURNS)


@pytest.mark.parametrize(
    "fake",
    [
        quoting("I measured it twice", start=15),
        quoting("I measured  it, twice", start=15),
        quoting("I Measured it, twice", start=15),
        quoting("I measured it, twice", start=14),
        quoting("I don't guess", start=0),
        quoting("I d\u043en’t guess", start=0),
        quoting("I\u00a0don’t guess", start=0),
        quoting("I don\u200b’t guess", start=0),
        quoting("guess: I measured it, thrice", start=8),
        quoting("I measured it, twice", turn_id="a2", start=15),
        quoting("I measured it, twice", turn_id="i1"),
        quoting("I measured it, twice", turn_id="nobody"),
        quoting("measure", start=17),
        quoting("on’t guess", start=3),
        quoting("", start=0),
        quoting(" ", start=1),
        quoting(": ", start=13),
        quoting("I don’t", start=-200),
        Evidence(quote="I don’t", turn_id="a1", start_char=0, end_char=9_999),
        Evidence(quote="I don’t", turn_id="a1", start_char=7, end_char=0),
    ],
    ids=lambda fake: repr(fake.quote) if isinstance(fake, Evidence) else str(fake),
)
def test_nothing_else_does(fake: Evidence) -> None:
    assert not is_verbatim(fake, TURNS)


def test_a_letter_and_its_accent_may_be_stored_apart() -> None:
    decomposed = answer("At the cafe\u0301 I measured it", turn_id="a3")
    held = Evidence(quote="café I measured", turn_id="a3", start_char=7, end_char=22)
    assert is_verbatim(held, {"a3": decomposed})


def test_a_quote_of_more_than_twenty_words_does_not_hold() -> None:
    text = " ".join(f"word{n}" for n in range(30))
    turns = {"a1": answer(text, turn_id="a1")}
    words = text.split()
    for count, holds in ((QUOTE_MAX_WORDS, True), (QUOTE_MAX_WORDS + 1, False)):
        quote = " ".join(words[:count])
        fake = Evidence(quote=quote, turn_id="a1", start_char=0, end_char=len(quote))
        assert is_verbatim(fake, turns) is holds


@given(
    text=st.text(alphabet="ab é’,.\n—1%", min_size=1, max_size=300).filter(
        lambda text: any(character.isalnum() for character in text)
    ),
    data=st.data(),
)
def test_what_is_cut_from_a_turn_is_verbatim(text: str, data: st.DataObject) -> None:
    turn = answer(text, turn_id="a1")
    letters = [n for n, character in enumerate(text) if character.isalnum()]
    place = data.draw(st.sampled_from(letters))
    cut = around(turn, 0, len(text), place, shows="")
    assert is_verbatim(cut, {"a1": turn})
    assert cut.start_char <= place < cut.end_char


@given(start=st.integers(0, len(TEXT)), end=st.integers(0, len(TEXT)), other=st.text(max_size=40))
def test_words_that_are_not_there_never_hold(start: int, end: int, other: str) -> None:
    claimed = Evidence(quote=other, turn_id="a1", start_char=start, end_char=end)
    assert is_verbatim(claimed, TURNS) <= (other == TEXT[start:end])


class TestOnlyVerified:
    GOOD = quoting("I measured it, twice")
    BAD = quoting("I measured it thrice", start=15)

    def verdict(self, *quotes: Evidence) -> Verdict:
        return Verdict(question_id="q", score=4, rationale="", evidence=quotes)

    def turns(self) -> dict[str, Turn]:
        return TURNS

    def test_a_verdict_with_good_quotes_stays(self) -> None:
        verdict = self.verdict(self.GOOD)
        assert only_verified(verdict, TURNS) == verdict

    def test_one_bad_quote_takes_the_score_with_it(self) -> None:
        left = only_verified(self.verdict(self.GOOD, self.BAD), TURNS)
        assert left.score is None
        assert left.evidence == (self.GOOD,)

    def test_a_score_without_quotes_is_none(self) -> None:
        assert only_verified(self.verdict(), TURNS).score is None

    def test_none_stays_none(self) -> None:
        verdict = msgspec.structs.replace(self.verdict(self.GOOD), score=None)
        assert only_verified(verdict, TURNS).score is None
