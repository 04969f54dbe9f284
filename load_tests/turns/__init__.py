"""Turn taking on planted pauses, true ends, backchannels and interruptions."""
