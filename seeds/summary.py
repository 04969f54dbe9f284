"""What an expert sees after editing: counts per role kit, then faults or warnings."""

from rich.console import Console
from rich.table import Table

from runtime.errors import InvalidContent
from runtime.interview.catalogue import InterviewType, RoleKit
from runtime.interview.plan import PhaseId
from seeds import coverage, spoken
from seeds.catalogue import Catalogue
from seeds.consistency import probe_texts
from seeds.load import load


def main() -> int:
    """Print the summary; 0 when all is well, 1 with warnings, 2 when the files can't be used."""
    console = Console(width=max(140, Console().width))
    try:
        catalogue = load()
    except InvalidContent as error:
        console.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        return 2
    console.print(_counts(catalogue))
    probes = sum(len(probe_texts(pattern)) for pattern in catalogue.patterns)
    console.print(
        f"{len(catalogue.offered)} role kits, {len(catalogue.patterns)} patterns, "
        f"{probes} probes, {len(catalogue.rubrics)} rubrics"
    )
    console.print(
        f"{len(catalogue.exercises)} coding exercises, {len(catalogue.cases)} cases, "
        f"{len(catalogue.companies)} companies of {len(catalogue.archetypes)} kinds, "
        f"{len(catalogue.blueprints)} blueprints"
    )
    warnings = [*spoken.warnings(catalogue), *coverage.warnings(catalogue)]
    for warning in warnings:
        console.print(warning, style="yellow", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{len(warnings)} warnings" if warnings else "No warnings.")
    return 1 if warnings else 0


def _counts(catalogue: Catalogue) -> Table:
    """One row per kit: its own patterns, then all it can use per phase and interview type."""
    table = Table()
    table.add_column("role kit", no_wrap=True)
    table.add_column("category", no_wrap=True)
    for name in ("own", *PhaseId, *InterviewType):
        table.add_column(name.replace("_", "\n"), justify="right", no_wrap=True)
    for kit in catalogue.role_kits:
        table.add_row(kit.role_kit_id, kit.role_category, *_row(catalogue, kit))
    return table


def _row(catalogue: Catalogue, kit: RoleKit) -> list[str]:
    usable = catalogue.patterns_for(kit.role_category)
    own = sum(pattern.role_category == kit.role_category for pattern in usable)
    phases = [sum(pattern.phase == phase for pattern in usable) for phase in PhaseId]
    types = [
        sum(kind in pattern.interview_types for pattern in usable)
        if kind in kit.interview_types
        else None
        for kind in InterviewType
    ]
    return [
        str(own),
        *(str(count) for count in phases),
        *("–" if count is None else str(count) for count in types),
    ]
