"""The listening socket, opened by whoever starts servers and inherited by them.

One socket for all workers means that a restart of a server loses no connection: the kernel keeps
new ones until somebody accepts them.
"""

import errno
import socket

from runtime.errors import VivaError

BACKLOG = 1024
ANY_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}
"""Addresses one can listen on but not visit, and where to visit instead."""


class PortTaken(VivaError):
    """The address can't be listened on."""

    code = "port_taken"


def open_port(host: str, port: int) -> socket.socket:
    """Listen on `host`:`port`; port 0 lets the system choose.

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
