"""Texts are cut as uncased BERT cuts them."""

import pytest

from runtime.providers.wordpiece import word_pieces

pytestmark = pytest.mark.unit

PIECES = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "play", "##ing", "##ed", "the", "cafe", "'", "s"),
    *("don", "t", ",", "東", "京", "un", "##want"),
)
VOCABULARY = {piece: number for number, piece in enumerate(PIECES)}


def cut(text: str, *, max_pieces: int = 64) -> str:
    ids = word_pieces(text, VOCABULARY, max_pieces=max_pieces)
    return " ".join(PIECES[number] for number in ids)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", "[CLS] [SEP]"),
        ("playing", "[CLS] play ##ing [SEP]"),
        ("The  PLAYED", "[CLS] the play ##ed [SEP]"),
        ("unwanted", "[CLS] un ##want ##ed [SEP]"),
        ("Café's", "[CLS] cafe ' s [SEP]"),
        ("don't,the", "[CLS] don ' t , the [SEP]"),
        ("東京", "[CLS] 東 京 [SEP]"),
        ("the\u200bcafe\x00", "[CLS] [UNK] [SEP]"),
        ("the\tcafe\n", "[CLS] the cafe [SEP]"),
        ("quux", "[CLS] [UNK] [SEP]"),
        ("playx the", "[CLS] [UNK] the [SEP]"),
        ("the" * 50, "[CLS] [UNK] [SEP]"),
    ],
)
def test_cuts(text: str, pieces: str) -> None:
    assert cut(text) == pieces


def test_keeps_the_end_when_it_cuts_off() -> None:
    assert cut("the cafe playing the cafe", max_pieces=5) == "[CLS] the cafe play [SEP]"
