"""Reads and checks all seed files; `python -m seeds.load` prints what is there and warnings."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from runtime.errors import InvalidContent
from runtime.interview import catalogue as written
from runtime.interview import companies, tasks
from runtime.interview.catalogue import QuestionPattern, RoleKit, Rubric
from runtime.interview.companies import Archetype, Blueprint, Company
from runtime.interview.tasks import CaseTemplate, CodingExercise
from seeds.catalogue import Catalogue
from seeds.consistency import faults
from seeds.toml_files import Faulty, convert, read_toml, table
from seeds.translations import translated, translations_of

FOLDER = Path(__file__).parent
"""The seed files that come with the program."""

T = TypeVar("T")


def fingerprint(folder: Path = FOLDER) -> str:
    """A hash of all seed files under `folder` and of the structs they become.

    Much quicker than `load`: as long as it stays the same there is nothing to load. Blocking
    file reads.
    """
    digest = hashlib.sha256()
    sources = [Path(str(module.__file__)) for module in (written, companies, tasks)]
    sources.append(Path(__file__))
    for path in [*sources, *sorted(folder.rglob("*.toml"))]:
        content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def load(folder: Path = FOLDER) -> Catalogue:
    """Read all seed files under `folder`.

    Blocking file reads, about 120 small files; call it at start, or off the event loop.

    Raises:
        InvalidContent: a file breaks its schema or contradicts another one. The text has one
            line per fault with file, id and what is wrong; all faults are listed.
    """
    found: list[str] = []
    answers = _read(folder, "candidate_faq.toml", _shared_answers, found)
    shared = {keyword: text for part in answers for keyword, text in part.items()}
    catalogue = Catalogue(
        role_kits=_ordered(
            _read(folder, "role_kits/*.toml", lambda _, raw: [_role_kit(raw, shared)], found),
            "role_kit_id",
        ),
        patterns=_ordered(
            translated(
                _read(folder, "patterns/*/*.toml", _patterns, found),
                _read(folder, "translations/*.toml", translations_of, found),
                found,
            ),
            "pattern_id",
        ),
        rubrics=_ordered(
            _read(folder, "rubrics/*.toml", lambda _, raw: [_rubric(raw)], found), "rubric_id"
        ),
        exercises=_listed(folder, "exercises/*.toml", CodingExercise, ("role_kit_id",), found),
        cases=_ordered(
            _read(folder, "cases/*.toml", lambda _, raw: [_case(raw)], found), "case_id"
        ),
        archetypes=_listed(folder, "archetypes.toml", Archetype, (), found),
        companies=_listed(folder, "companies/*.toml", Company, (), found),
        blueprints=_listed(folder, "blueprints/*.toml", Blueprint, ("role_category",), found),
    )
    if not found:
        found += faults(catalogue)
    if found:
        raise InvalidContent("\n".join(found))
    return catalogue


def _read(
    folder: Path,
    glob: str,
    parse: Callable[[Path, dict[str, Any]], Sequence[T]],
    found: list[str],
) -> list[T]:
    parsed: list[T] = []
    for path in sorted(folder.glob(glob)):
        try:
            parsed += parse(path, read_toml(path))
        except Faulty as error:
            where = path.relative_to(folder).as_posix()
            found += [f"{where}: {line}" for line in str(error).splitlines()]
    return parsed


def _ordered(things: list[T], key: str) -> tuple[T, ...]:
    return tuple(sorted(things, key=lambda thing: str(getattr(thing, key))))


def _shared_answers(_: Path, raw: dict[str, Any]) -> list[dict[str, str]]:
    """Answers every kit has, unless it has its own under the same keywords."""
    return [convert(raw, dict[str, str])]


def _role_kit(raw: dict[str, Any], shared: dict[str, str]) -> RoleKit:
    own = raw.get("candidate_faq", {})
    name = raw.get("role_kit_id", "without role_kit_id")
    return _named(f"role kit {name!r}", {**raw, "candidate_faq": {**shared, **own}}, RoleKit)


def _patterns(path: Path, raw: dict[str, Any]) -> list[QuestionPattern]:
    """A pattern file names its role category and phase once, at the top."""
    if raw.get("role_category") != path.parent.name:
        raise Faulty(
            f"`role_category` at the top must be the folder's name, {path.parent.name!r}, "
            f"not {raw.get('role_category')!r}"
        )
    return _entries(raw, "pattern", QuestionPattern, ("role_category", "phase"))


def _listed(
    folder: Path, glob: str, kind: type[T], shared: Sequence[str], found: list[str]
) -> tuple[T, ...]:
    """Files of `[[exercise]]`, `[[company]]` and so on: the struct's id field names the entry."""
    key = _id_field(kind).removesuffix("_id")
    return _ordered(
        _read(folder, glob, lambda _, raw: _entries(raw, key, kind, shared), found),
        _id_field(kind),
    )


def _entries(raw: dict[str, Any], key: str, kind: type[T], shared: Sequence[str]) -> list[T]:
    """The `[[key]]` entries of a file, each with what the file says once, at the top."""
    if stray := sorted(set(raw) - {*shared, key}):
        raise Faulty(f"unknown entry {stray[0]!r} at the top of the file")
    head: dict[str, Any] = {name: raw[name] for name in shared if name in raw}
    entries: list[T] = []
    wrong: list[str] = []
    for number, entry in enumerate(table(raw, key), start=1):
        name = entry.get(_id_field(kind), f"number {number}, without {_id_field(kind)}")
        if twice := sorted(set(entry) & set(head)):
            wrong.append(f"{key} {name!r}: {twice[0]!r} belongs at the top of the file")
            continue
        try:
            entries.append(_named(f"{key} {name!r}", {**head, **entry}, kind))
        except Faulty as error:
            wrong.append(str(error))
    if wrong:
        raise Faulty("\n".join(wrong))
    return entries


def _case(raw: dict[str, Any]) -> CaseTemplate:
    return _named(f"case {raw.get('case_id', 'without case_id')!r}", raw, CaseTemplate)


def _id_field(kind: type[Any]) -> str:
    """Every catalogue struct begins with its id."""
    return str(kind.__struct_fields__[0])


def _rubric(raw: dict[str, Any]) -> Rubric:
    """Anchors are written as `3 = "behaviour"` under `[dimensions.anchors.<level>]`."""
    name = f"rubric {raw.get('rubric_id', 'without rubric_id')!r}"
    dimensions: list[dict[str, Any]] = []
    for entry in table(raw, "dimensions"):
        where = f"{name}: dimension {entry.get('dimension', 'without a key')!r}"
        anchors = entry.get("anchors", {})
        if not isinstance(anchors, dict) or not all(isinstance(a, dict) for a in anchors.values()):
            raise Faulty(f"{where}: anchors need one table per level")
        scales: dict[str, list[dict[str, Any]]] = {}
        for level, scale in anchors.items():
            if odd := sorted(set(scale) - {"1", "3", "5"}):
                raise Faulty(f"{where}: {level} has an anchor for {odd[0]!r}; use 1, 3 and 5")
            scales[level] = [{"score": int(s), "behaviour": scale[s]} for s in sorted(scale)]
        dimensions.append({**entry, "anchors": scales})
    return _named(name, {**raw, "dimensions": dimensions}, Rubric)


def _named(name: str, raw: dict[str, Any], kind: type[T]) -> T:
    try:
        return convert(raw, kind)
    except Faulty as error:
        raise Faulty(f"{name}: {error}") from error


if __name__ == "__main__":
    from seeds.summary import main

    raise SystemExit(main())
