"""The interviewer measured without sound: hundreds of whole interviews in virtual time."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Before numpy is imported. Where cores are taken, more threads only wait for one another."""
