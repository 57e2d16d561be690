# Everything that people type here. `make` alone lists it.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
SPREAD ?= --numprocesses auto --dist loadfile
KERNEL := $(wildcard src/gongxin/batch/sieve/kernel/*)
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup test check bench docs format translations lock clean

help: ## list what can be typed
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.base ## start database, worker and web with the demo city at http://127.0.0.1:8000
	@exec $(BIN)/gongxin up --demo --port $(PORT) $(ARGS)

setup: $(VENV)/.dev ## build .venv with everything that development needs (quick when nothing changed)

test: $(VENV)/.dev ## run the whole test suite (ARGS="tests/core -k uscc" for a part)
	$(BIN)/python -m pytest $(SPREAD) $(ARGS)

check: $(VENV)/.dev ## judge the code: style, types, imports, and drift of migrations, docs, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m django makemigrations --check --dry-run --settings gongxin.config.settings
	$(BIN)/gongxin docs --check
	$(BIN)/python -m gongxin.locale --check

bench: $(VENV)/.bench ## measure the speed against other tools and write docs/explanation/speed.md
	$(BIN)/python -m bench $(ARGS)

docs: $(VENV)/.base ## write docs/reference/ again from the code
	$(BIN)/gongxin docs

format: $(VENV)/.dev ## put the code into its standard form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

translations: $(VENV)/.dev ## collect the words of the pages into src/gongxin/locale and compile it
	$(BIN)/python -m gongxin.locale

lock: $(VENV)/.dev ## pin the dependencies of pyproject.toml again, with hashes (ARGS=--upgrade for newer ones)
	$(LOCK) requirements/build.in --output-file requirements/build.txt $(ARGS)
	$(LOCK) pyproject.toml --output-file requirements/base.txt $(ARGS)
	$(LOCK) pyproject.toml --extra dev --constraint requirements/base.txt \
		--output-file requirements/dev.txt $(ARGS)
	$(LOCK) pyproject.toml --extra bench --constraint requirements/base.txt \
		--output-file requirements/bench.txt $(ARGS)

clean: ## remove .venv and caches; var/ (the data) stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml setup.py $(KERNEL) requirements/build.txt requirements/base.txt \
		| $(BIN)/python
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/base.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@
