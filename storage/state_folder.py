"""The one folder that holds all state: who may use it, who uses it now, and what lies where."""

import contextlib
import errno
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from runtime.errors import StorageFailed
from storage.child import Account

SERVICE_USER = "viva"
NO_HOME = ("--no-create-home", "--home-dir", "/nonexistent")
NO_SHELL = ("--shell", "/usr/sbin/nologin")
SOCKET_PATH_MAX_BYTES = 103
"""Longest unix socket path: 103 on macOS, 107 on Linux (sun_path without its final NUL)."""
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"
FREE_MIN_BYTES = 64_000_000
"""Below this nothing is started: Postgres panics when its log can't grow."""
FREE_FOR_NEW_BYTES = 256_000_000
"""A new database, its write-ahead log and copied programs need about this much."""


class StateFolder:
    """An opened state folder; only one launcher has it open at a time.

    Layout: `lock`, `postgres.alive`, `valkey.alive`, `vectors-*.npz`, `logs/`, `postgres/`
    (`data/`, `password`), `valkey/` (append-only file), `run/` (sockets) and, where the servers
    run as another user who can't read the installed programs, `programs/`. Only `postgres/`,
    `valkey/` and `run/` belong to that user, so that root never writes where it could lay a trap.
    """

    def __init__(self, home: Path, account: Account | None, lock: int) -> None:
        self.home = home
        self.account = account
        """The user the servers run as; None: the user of this process."""
        self._lock = lock

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey(self) -> Path:
        return self.home / "valkey"

    @property
    def programs(self) -> Path:
        return self.home / "programs"

    @property
    def sockets(self) -> Path:
        return socket_folder(self.home)

    @classmethod
    def open(cls, home: Path) -> "StateFolder":
        """Create what is missing, take the lock, and find out as whom the servers run.

        Permissions of folders that are not ours are never changed.

        Raises:
            StorageFailed: the folder can't be used; the text says why and what to do.
        """
        home = home.absolute()
        try:
            _make_ours(home, 0o700 if os.geteuid() else 0o711)
            lock = _take_lock(home)
        except OSError as failure:
            raise _unusable(home, failure) from failure
        try:
            folder = cls(home, _service_account(home), lock)
            folder._prepare()
        except OSError as failure:
            os.close(lock)
            raise _unusable(home, failure) from failure
        except BaseException:
            os.close(lock)
            raise
        return folder

    def close(self) -> None:
        """Let the next launcher in."""
        if self.sockets.parent != self.home:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()
        os.close(self._lock)

    def give(self, path: Path | int) -> None:
        """Make a folder or an open file of ours belong to the user the servers run as."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    def _prepare(self) -> None:
        if self.account is not None:
            _check_entry(self.home, self.account)
        _make_ours(self.logs, 0o700)
        for folder in (self.postgres, self.valkey, self.sockets):
            self._make_for_servers(folder)
        free = shutil.disk_usage(self.home).free
        new = not (self.postgres / "data" / "PG_VERSION").exists()
        if free < (FREE_FOR_NEW_BYTES if new else FREE_MIN_BYTES):
            raise StorageFailed(
                f"The disk of {self.home} is full: {free // 1_000_000} MB are free. "
                "Make room, or set VIVA_HOME to a folder on another disk."
            )

    def _make_for_servers(self, folder: Path) -> None:
        """A private folder of the servers' user; one that belongs to somebody else is refused."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            self.give(folder)
        found = folder.lstat()
        owner = os.geteuid() if self.account is None else self.account.uid
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise StorageFailed(
                f"{folder} belongs to {_user_name(found.st_uid)}, but the servers would run as "
                f"{_user_name(owner)}. Start Viva as the user who made it, or set VIVA_HOME to "
                "another folder."
            )
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)


def socket_folder(home: Path) -> Path:
    """Where the unix sockets are: in the state folder, or in /tmp if its path is too long."""
    folder = home.absolute() / "run"
    if len(os.fsencode(folder / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_MAX_BYTES:
        return folder
    # /tmp by name: TMPDIR is long itself on macOS. The folder is private and its owner checked.
    name = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:16]
    return Path("/tmp") / f"viva-{name}"


def lock_holder(home: Path) -> int | None:
    """The pid of the launcher that has the state folder open, or None."""
    try:
        descriptor = os.open(home / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _pid_in(home / "lock")
    else:
        return None
    finally:
        os.close(descriptor)


def _make_ours(folder: Path, mode: int) -> None:
    """Create `folder` and its missing parents; what exists keeps its permissions."""
    if not folder.parent.exists():
        _make_ours(folder.parent, mode)
    try:
        folder.mkdir()
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder)) from None
    else:
        folder.chmod(mode)  # mkdir's own mode is narrowed by the umask


def _take_lock(home: Path) -> int:
    descriptor = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        pid = _pid_in(home / "lock")
        raise StorageFailed(
            f"Viva already runs with the state folder {home}"
            + (f" (process {pid}). Stop it with Ctrl-C or `kill {pid}`" if pid else ". Stop it")
            + ", or set VIVA_HOME to another folder."
        ) from None
    except OSError:
        os.close(descriptor)
        raise
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _pid_in(lock: Path) -> int | None:
    try:
        return int(lock.read_text())
    except (OSError, ValueError):
        return None


def _service_account(home: Path) -> Account | None:
    """As root: the owner of an existing database, else a dedicated system user, else nobody."""
    if os.geteuid() != 0:
        return None
    data = home / "postgres" / "data"
    if data.exists() and (owner := data.stat().st_uid) != 0:
        with contextlib.suppress(KeyError):
            return _account(pwd.getpwuid(owner))
        return Account(name=str(owner), uid=owner, gid=data.stat().st_gid)
    with contextlib.suppress(KeyError):
        return _account(pwd.getpwnam(SERVICE_USER))
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is not None:
        subprocess.run(
            [useradd, "--system", "--user-group", *NO_HOME, *NO_SHELL, SERVICE_USER],
            check=False,
            capture_output=True,
            timeout=30,
        )
        with contextlib.suppress(KeyError):
            return _account(pwd.getpwnam(SERVICE_USER))
    return _account(pwd.getpwnam("nobody"))


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _check_entry(home: Path, account: Account) -> None:
    """The servers' user must be able to enter the state folder; say which folder is in the way."""
    for folder in [*reversed(home.resolve().parents), home.resolve()]:
        found = folder.stat()
        if found.st_uid == account.uid:
            allowed = found.st_mode & stat.S_IXUSR
        elif found.st_gid == account.gid:
            allowed = found.st_mode & stat.S_IXGRP
        else:
            allowed = found.st_mode & stat.S_IXOTH
        if not allowed:
            raise StorageFailed(
                f"Postgres never runs as root but as the system user {account.name!r}, and that "
                f"user may not enter {folder}. Set VIVA_HOME to a folder outside of it, "
                "for example /var/lib/viva."
            )


def _unusable(home: Path, failure: OSError) -> StorageFailed:
    where = failure.filename or home
    reason = {
        errno.EACCES: f"you may not write to {where}",
        errno.EPERM: f"you may not write to {where}",
        errno.EROFS: f"{where} is on a read-only disk",
        errno.ENOSPC: f"the disk of {where} is full",
        errno.EDQUOT: f"your disk quota at {where} is used up",
        errno.ENOTDIR: f"{where} is a file, not a folder",
        errno.ENAMETOOLONG: "its name is too long",
    }.get(failure.errno or 0, f"{where}: {failure.strerror}")
    return StorageFailed(
        f"The state folder {home} can't be used: {reason}. Set VIVA_HOME to another folder."
    )


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
