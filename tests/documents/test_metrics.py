"""Figures worth asking about, and numbers that are none."""

import pytest

from runtime.documents.metrics import MetricKind, metrics_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sentence", "value", "kind"),
    [
        ("Cut costs by 30%.", "30%", MetricKind.percent),
        ("Raised accuracy from 83 % to 97 %", "83 % to 97 %", MetricKind.percent),
        ("saving $10,000 in fees", "$10,000", MetricKind.money),
        ("closed €1.2M+ of deals", "€1.2M+", MetricKind.money),
        ("made it 10x faster", "10x", MetricKind.multiple),
        ("doubled the audience", "doubled", MetricKind.multiple),
        ("with 3M+ records", "3M+", MetricKind.count),
        ("of 10+ million rows", "10+ million", MetricKind.count),
        ("Led a 14-person team", "14", MetricKind.count),
        ("a team of five people", "five", MetricKind.count),
        ("tagged a 2,000-image set", "2,000", MetricKind.count),
        ("shipped 90,000 QC documents", "90,000", MetricKind.count),
        ("delivering 22 unique plush toys", "22", MetricKind.count),
        ("beat over a thousand competitors", "over a thousand", MetricKind.count),
        ("(from 6.5 to 5.8 hours)", "6.5 to 5.8", MetricKind.duration),
        ("with 8+ years of experience", "8+", MetricKind.duration),
        ("over three years of design", "three", MetricKind.duration),
        ("reducing costs by 30", "30", MetricKind.count),
    ],
)
def test_reads_the_figure(sentence: str, value: str, kind: MetricKind) -> None:
    (metric,) = metrics_in(sentence, 0, len(sentence))
    assert (metric.value, metric.kind) == (value, kind)
    assert sentence[metric.span.start : metric.span.end] == metric.span.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Joined in 2019 and left in 2021",
        "Fine-tuned LLaMA-3 8B and Llama-3.2-8B",
        "Tested on PlayStation 4 and others",
        "Migrated to Python 3.11",
        "renders (2, 3, 4, and 5), one by one",
        "Supported users 24/7",
        "Patent US 8,765,432 was granted",
        "YOLOv8, GPT-2, CIFAR-10 and 3D work",
    ],
)
def test_leaves_other_numbers_alone(sentence: str) -> None:
    assert metrics_in(sentence, 0, len(sentence)) == []


def test_the_claim_is_the_sentence_around_it() -> None:
    text = "Wrote code. Reduced latency by 40% for all users. Slept."
    (metric,) = metrics_in(text, 0, len(text), about="Acme")
    assert metric.claim.text == "Reduced latency by 40% for all users."
    assert (metric.unit, metric.about) == ("", "Acme")
