"""Other systems, driven by the same candidates against the same stand-ins; for comparison only."""
