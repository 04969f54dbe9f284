"""Ears and mouth of the interviewer: from PCM to turns, from text to paced audio."""

from loguru import logger

# Before anything of pipecat is imported: it writes candidates' words to stderr at debug level.
logger.disable("pipecat")
