"""Lets `python -m plugins.desk` do what `dossier` does."""

from plugins.desk.commands import main

main()
