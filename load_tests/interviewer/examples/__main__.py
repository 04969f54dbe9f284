"""`python -m load_tests.interviewer.examples`: hold the example interviews and write them down."""

import sys
from pathlib import Path

import click

from load_tests.interviewer.examples.document import document
from load_tests.interviewer.examples.person import PEOPLE, UnwrittenAnswer, person
from load_tests.interviewer.examples.staging import held, planned
from seeds.load import load

FOLDER = Path(__file__).parents[3] / "docs" / "examples"


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(PEOPLE))
@click.option("--plan", "only_plan", is_flag=True, help="Print the plans and hold nothing.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, show_default=False)
def main(names: tuple[str, ...], only_plan: bool, folder: Path) -> None:
    """Plan, hold and evaluate the examples, all or those named, and write them to docs/examples.

    The exit code is 1 when the interviewer asked something that no answer was written for; it
    says what, and the answer then has to be written into the person's answers.toml.
    """
    catalogue = load()
    for name in names or PEOPLE:
        someone = person(name)
        plan = planned(someone)
        if only_plan:
            click.echo(plan.text)
            continue
        try:
            example = held(someone, plan, catalogue)
        except UnwrittenAnswer as unwritten:
            click.echo(f"{name}: no answer was written for: {unwritten}", err=True)
            sys.exit(1)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(document(example), encoding="utf-8")
        for fragment in example.unasked:
            click.echo(f"{name}: nobody asked: {fragment}", err=True)
        click.echo(f"{name}: {len(example.performance.turns)} turns")


if __name__ == "__main__":
    main()
