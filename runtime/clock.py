"""The real clock behind the `Clock` port."""

import asyncio
import time


class SystemClock:
    """Monotonic seconds of this machine; sessions translate them into session seconds."""

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep_until(self, when: float) -> None:
        await asyncio.sleep(max(0.0, when - time.monotonic()))
