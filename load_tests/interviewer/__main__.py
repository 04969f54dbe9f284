"""`python -m load_tests.interviewer`: hold the interviews, print what was measured."""

import sys
from collections import Counter
from collections.abc import Sequence

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from load_tests.interviewer.checks import Tally, add
from load_tests.interviewer.people import Bank, words
from load_tests.interviewer.recognition import recognise
from load_tests.interviewer.scenarios import Held, hold, scenarios
from runtime.errors import MissingPart
from runtime.interview.plan import Missing
from runtime.planning.preparation import Likeness
from runtime.providers.embeddings import MiniLm
from seeds.load import load

FAULTS = (
    ("repeated", "repeated questions"),
    ("repeated by meaning", "repeated by meaning"),
    ("double question", "double questions"),
    ("unfilled variable", "unfilled variables"),
    ("coding content", "coding content in non-technical interviews"),
    ("plan leak", "plan leaks"),
    ("past its time", "interviews past their time"),
)


@click.command()
@click.option("--count", default=300, show_default=True, help="Interviews to hold.")
@click.option("--seed", default=1, show_default=True, help="Mixes people, manners and lengths.")
@click.option("--show", type=int, help="Print the transcript of the interview of this number.")
@click.option("--examples", default=3, show_default=True, help="Faults of a kind to print.")
@click.option(
    "--bank",
    type=click.Choice([bank.value for bank in Bank]),
    default=Bank.fresh.value,
    show_default=True,
    help="Whose sentences candidates say; the rules were never worked on with those of `fresh`.",
)
@click.option("--meaning/--no-meaning", default=True, help="Compare questions by meaning.")
def main(count: int, seed: int, show: int | None, examples: int, bank: str, meaning: bool) -> None:
    """Hold simulated interviews in virtual time and count what an interviewer must not do.

    The exit code is 1 when an aim is missed.
    """
    console = Console()
    catalogue = load()
    likeness = _likeness(console) if meaning else None
    tally = Tally()
    listed = scenarios(catalogue, count=count, seed=seed)
    if show is not None:
        _print(console, hold(listed[show - 1], catalogue, likeness, bank=Bank(bank)))
        return
    for scenario in track(listed, "Holding interviews", console=Console(stderr=True)):
        add(tally, hold(scenario, catalogue, likeness, bank=Bank(bank)), likeness)
    missed = _report(console, tally, seed=seed, bank=bank, meaning=likeness is not None)
    _print_recognition(console)
    seen: Counter[str] = Counter()
    # To read what was misheard of `fresh` would spoil it for measuring.
    misheard = [] if bank == Bank.fresh else tally.misses
    for fault in (*tally.faults, *misheard):
        seen[fault.kind] += 1
        if seen[fault.kind] <= examples:
            console.print(f"{fault.kind}: {fault.interview}: {fault.text}", markup=False)
    sys.exit(1 if missed else 0)


def _likeness(console: Console) -> Likeness | None:
    try:
        model = MiniLm.load()
    except MissingPart as missing:
        console.print(f"Without meaning: {missing}")
        return None
    kept: dict[str, NDArray[np.float32]] = {}

    def table(texts: Sequence[str]) -> Sequence[Sequence[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if new:
            kept.update(zip(new, model.embed(new), strict=True))
        rows = np.stack([kept[text] for text in texts])
        compared: list[list[float]] = (rows @ rows.T).tolist()
        return compared

    return table


def _report(console: Console, tally: Tally, *, seed: int, bank: str, meaning: bool) -> bool:
    """Print the table; True when an aim is missed."""
    hits = tally.probe_hits / max(1, tally.probes)
    sought = tally.sought / max(1, tally.lacking)
    believed = tally.believed / max(1, tally.lacking)
    followed = tally.followed_up / max(1, tally.incomplete)
    pursued = tally.pursued / max(1, tally.incomplete)
    raised = tally.raised / max(1, tally.planted)
    naming = tally.naming / max(1, tally.main_questions)
    rows: list[tuple[str, str, str, bool]] = [
        (label, str(tally.count(kind)), "0", tally.count(kind) == 0)
        for kind, label in FAULTS
        if meaning or kind != "repeated by meaning"
    ]
    rows += [
        ("probes that hit a missing piece", f"{hits:.1%} of {tally.probes}", "≥ 95 %",
         hits >= 0.95),
        ("incomplete answers followed up",
         f"{followed:.1%} of {tally.incomplete}", "", True),
        ("… for a piece they lacked", f"{pursued:.1%} of {tally.incomplete}", "", True),
        ("lacking pieces that were sought", f"{sought:.1%} of {tally.lacking}", "", True),
        ("lacking pieces taken for told", f"{believed:.1%} of {tally.lacking}", "", True),
        ("contradictions raised", f"{raised:.1%} of {tally.planted}", "≥ 80 %", raised >= 0.8),
        ("raised where none was planted", str(tally.false_alarms), "0", tally.false_alarms == 0),
        ("questions that name résumé or job", f"{naming:.1%} of {tally.main_questions}", "≥ 60 %",
         naming >= 0.6),
        ("decision time per turn, p95", f"{tally.decision_p95_ms:.2f} ms of CPU", "≤ 10 ms",
         tally.decision_p95_ms <= 10.0),
    ]  # fmt: skip
    table = Table(
        title=f"{tally.interviews} interviews, {tally.turns} turns, {bank} sentences, seed {seed}"
    )
    for column in ("measured", "value", "aim", ""):
        table.add_column(column)
    for label, value, aim, met in rows:
        table.add_row(label, value, aim, "ok" if met else "missed")
    console.print(table)
    manners = Table(title="by manner of the candidate")
    for column in ("manner", "interviews", "questions", "probes", "ended"):
        manners.add_column(column)
    for manner, counts in sorted(tally.by_manner.items()):
        ended = ", ".join(
            f"{name.removeprefix('ended: ')} {number}"
            for name, number in counts.items()
            if name.startswith("ended: ")
        )
        manners.add_row(
            manner, *(str(counts[name]) for name in ("interviews", "questions", "probes")), ended
        )
    console.print(manners)
    return not all(met for *_, met in rows)


def _print_recognition(console: Console) -> None:
    """Of all banks: the rules were worked on with the first two, so only the last one says how
    well they know what they have not seen."""
    table = Table(title="pieces in single sentences: seen / rightly seen / known to be missing")
    counts = [recognise(words(bank)) for bank in Bank]
    for column in ("piece", *Bank):
        table.add_column(column)
    for piece in Missing:
        of = (count[piece] for count in counts)
        table.add_row(piece, *(f"{n.recall:.0%} / {n.precision:.0%} / {n.sure:.0%}" for n in of))
    console.print(table)


def _print(console: Console, held: Held) -> None:
    console.print(held.scenario.name, style="bold")
    for turn in held.performance.turns:
        console.print(
            f"{turn.started_at:7.1f} {turn.phase:17} {turn.role:12} {turn.text}", markup=False
        )
    console.print(f"ended: {held.performance.state.finished} at {held.performance.ended_at:.0f} s")


if __name__ == "__main__":
    main()
