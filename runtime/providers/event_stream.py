"""Server-sent events out of the bytes of a response, as models stream them. Pure.

Vendors' SDKs make an object with all its fields of every piece of a text; two or three fields are
wanted, so only these are decoded.
"""


class EventStream:
    """Feed it what arrives, in any chunks; it hands out the data of complete events."""

    def __init__(self) -> None:
        self._rest = b""
        """A line that is not complete yet."""
        self._data: list[bytes] = []
        """Lines of the event that is not complete yet."""

    def feed(self, chunk: bytes) -> list[bytes]:
        """The data of each event that this chunk completes."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        found = []
        for ended in lines:
            line = ended.removesuffix(b"\r")
            if line.startswith(b"data:"):
                self._data.append(line[5:].removeprefix(b" "))
            elif not line and self._data:
                found.append(b"\n".join(self._data))
                self._data = []
        return found
