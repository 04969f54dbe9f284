"""How well the answer rules see the pieces of single sentences of a bank. Pure."""

from collections.abc import Iterable

import msgspec

from load_tests.interviewer.people import Sentence, Words
from runtime.interview import languages, lexicon, pieces
from runtime.interview.plan import Missing


class Recognition(msgspec.Struct, kw_only=True):
    """Counts for one piece."""

    there: int = 0
    """Sentences that hold it."""
    seen: int = 0
    """Of these, those in which the rules see it."""
    wrong: int = 0
    """Sentences in which they see it and it is not."""
    likely: int = 0
    """Sentences that hold it and in which they see at least a hint of it."""
    lacking: int = 0
    """Sentences that surely don't hold it."""
    surely_missing: int = 0
    """Of these, those without a hint of it."""
    overlooked: list[str] = []
    invented: list[str] = []

    @property
    def recall(self) -> float:
        return self.seen / max(1, self.there)

    @property
    def hinted(self) -> float:
        return self.likely / max(1, self.there)

    @property
    def sure(self) -> float:
        """How often a piece that is missing is known to be."""
        return self.surely_missing / max(1, self.lacking)

    @property
    def precision(self) -> float:
        return self.seen / max(1, self.seen + self.wrong)


def recognise(words: Words) -> dict[Missing, Recognition]:
    """Each piece over all sentences; what two people could differ about is not counted."""
    counted = {piece: Recognition() for piece in Missing}
    for sentence in _sentences(words):
        flat = lexicon.without_fillers(lexicon.flatten(sentence.text))
        parts = lexicon.sentences(sentence.text)
        found, likely = pieces.told(flat, languages.ENGLISH, parts)
        for piece, count in counted.items():
            if piece in sentence.holds:
                count.there += 1
                count.likely += piece in likely
                if piece in found:
                    count.seen += 1
                else:
                    count.overlooked.append(sentence.text)
            elif piece not in sentence.may and piece not in likely:
                count.surely_missing += 1
                count.lacking += 1
            elif piece not in sentence.may:
                count.lacking += 1
                if piece in found:
                    count.wrong += 1
                    count.invented.append(sentence.text)
    return counted


def _sentences(words: Words) -> Iterable[Sentence]:
    for family in words.pieces.values():
        for listed in family.values():
            yield from listed
    yield from (Sentence(text=text) for text in words.nothing)
