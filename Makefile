# Two commands do all the set-up: `make site` builds the site, `make test` checks the project.
# Both need Python 3.11 or newer and make; everything else is installed into .venv from the lock files.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
CONTENT ?= content
OUTPUT ?= output
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

# What modules and templates compile to is kept beside them, whatever the environment says: without it every
# build compiles all of them anew, which takes longer than one article more.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve test check format words tables lock audit clean-all

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.site  ## Build the site into output/
	@$(BIN)/dossier build --content $(CONTENT) --output $(OUTPUT)

serve: $(VENV)/.site  ## Build, serve on http://127.0.0.1:8000/, rebuild and reload while you edit
	@$(BIN)/dossier serve --content $(CONTENT) --output $(OUTPUT)

test: check  ## Check style and types, then run every test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.test  ## Check style and types only
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/mypy

format: $(VENV)/.test  ## Put the code into the house style
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

words: $(VENV)/.test  ## Bring the catalogues of the interface's words up to date
	@$(BIN)/python tools/catalogue.py

tables: $(VENV)/.site  ## Keep the YAML tables of words as JSON too, which is read faster
	@$(BIN)/python tools/make_tables.py

lock: $(VENV)/.test  ## Take newer versions of the dependencies into the lock files
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal -p 3.11 --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal -p 3.11 --no-emit-index-url pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

audit: $(VENV)/.test  ## Compare the locked dependencies with the published advisories (asks the network)
	@$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements.lock
	@$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements-dev.lock

clean-all:  ## Remove the virtual environment, the cache and the built site
	rm -rf $(VENV) .cache $(OUTPUT) .output.*

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer, with its venv module, is needed: install it or name it, make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q plugins
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.site
	@echo "Installing the locked test tools into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
