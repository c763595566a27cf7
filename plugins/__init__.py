"""Dossier's capabilities, one folder each: read docs/design.md for how they follow on one another."""
