"""The listening sockets, opened by whoever starts servers and inherited by them.

They outlive a server that is restarted, so no connection is refused: the kernel keeps new ones
until somebody accepts them. Workers get a socket each, and the kernel spreads connections over
them; on one shared socket a burst goes to whoever wakes up first (30 of 30, measured).
"""

import errno
import socket
import sys
from collections.abc import Sequence

from runtime.errors import VivaError

BACKLOG = 1024
ANY_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}
"""Addresses one can listen on but not visit, and where to visit instead."""


class PortTaken(VivaError):
    """The address can't be listened on."""

    code = "port_taken"


def open_ports(host: str, port: int, workers: int) -> list[socket.socket]:
    """One listening socket per worker on the same address, where the system spreads connections
    over several (Linux); elsewhere one for all. Raises PortTaken."""
    if workers == 1 or sys.platform != "linux":
        return [open_port(host, port)]
    # The others of our user could share the port with us, so first make sure that it is free.
    probe = open_port(host, port)
    free: int = probe.getsockname()[1]
    probe.close()
    return [open_port(host, free, shared=True) for _ in range(workers)]


def open_port(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Listen on `host`:`port`; port 0 lets the system choose. `shared` lets us listen again.

    Raises:
        PortTaken: another program has it, or the address is not this machine's; the text says
            what to do.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if shared:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
    except socket.gaierror:
        raise PortTaken(f"{host!r} is not a host of this machine; set VIVA_HOST.") from None
    except OSError as failure:
        match failure.errno:
            case errno.EADDRINUSE:
                what = (
                    f"Port {port} is taken by another program. "
                    "Stop that program, or choose another port with VIVA_PORT or --port."
                )
            case errno.EACCES:
                what = (
                    f"Port {port} needs more rights than this user has. "
                    "Choose one above 1023 with VIVA_PORT or --port."
                )
            case errno.EADDRNOTAVAIL:
                what = f"{host!r} is not an address of this machine; set VIVA_HOST."
            case _:
                what = f"{host}:{port} can't be listened on: {failure.strerror}."
        raise PortTaken(what) from None
    listener.setblocking(False)
    return listener


def listening_on(descriptors: Sequence[int]) -> list[str]:
    """The options that hand listening sockets to `viva serve`."""
    return [part for number in descriptors for part in ("--listen-fd", str(number))]


def inherited_port(descriptor: int) -> socket.socket:
    """The listening socket that a parent process passed on."""
    listener = socket.socket(fileno=descriptor)
    listener.setblocking(False)
    return listener


def address_of(listener: socket.socket) -> str:
    """The URL at which a browser on this machine reaches the listener."""
    host, port = listener.getsockname()[:2]
    if ":" in host and host not in ANY_ADDRESSES:
        host = f"[{host}]"
    return f"http://{ANY_ADDRESSES.get(host, host)}:{port}"
