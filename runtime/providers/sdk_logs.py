"""Keeps the vendors' SDKs from logging what they send: it holds the candidate's words."""

import logging

LOGGERS = (
    "anthropic",
    "openai",
    "deepgram",
    "elevenlabs",
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "websockets",
)


def hush_sdks() -> None:
    """From now on only their warnings are logged, also where the log level is `debug`."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
