"""Exit codes of the `viva` command."""

FAILED = 1
"""Something did not work; stderr says what and what to do."""
WRONG_USE = 2
"""A wrong option or setting; the same code as click's own."""
