"""Random input for the cleaner and each grammar, at any length: `python -m tests.fuzz --minutes 60`."""
