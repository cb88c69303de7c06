# Everything that a newcomer needs; Python 3.11+ with venv is all it assumes.
# `make help` lists the targets.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
    $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
UV := $(BIN)/uv pip
JOURNEY := bpmn/institusjon-bolig/journey.bpmn
PYTEST_ARGS ?=

export VIRTUAL_ENV := $(CURDIR)/.venv
# Where it is set, each of the many processes that tests start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: install ## Serve on http://127.0.0.1:8000 with demo data (PORT=, DATABASE_URL=)
	$(BIN)/somlos serve --demo

.PHONY: test
test: install-dev ## Run all tests, on SQLite, PostgreSQL and in Chromium (PYTEST_ARGS=)
	chromium="$$($(BIN)/python tests/chromium.py)" && \
	CHROMIUM="$$chromium" $(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST_ARGS)

.PHONY: check
check: install-dev ## Check style, types, import contracts and the journey's diagram
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/somlos lint $(JOURNEY)

.PHONY: format
format: install-dev ## Format the code and apply safe fixes
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

.PHONY: install install-dev frontend
install: .venv/installed frontend ## Install what running needs into .venv, build the front end
install-dev: .venv/installed-dev frontend ## Install what developing needs as well
frontend: .venv/installed ## Build the front end when its sources have changed
	@$(BIN)/python hatch_build.py

# Stamps: a second start does nothing here. pip installs only uv, by its hash in the same lock file.
.venv/bin/uv: requirements.lock
	@$(if $(strip $(PYTHON)),,echo 'Sømløs needs Python 3.11 or newer: found no such python3 on PATH. Install it, or run: make PYTHON=/path/to/python3.11 ...' >&2; exit 1)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sømløs needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	sed -n '/^uv==/,/^ *#/p' $< > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@touch $@

.venv/installed: requirements.lock pyproject.toml | .venv/bin/uv
	$(UV) install --quiet --require-hashes -r $<
	@$(BIN)/python hatch_build.py
	$(UV) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock | .venv/installed
	$(UV) install --quiet --require-hashes -r $<
	@touch $@

# Two files, so that a server is not given the test tools; the second agrees with the first.
.PHONY: lock
lock: | .venv/bin/uv ## Resolve the newest allowed versions into the lock files
	$(LOCK) --upgrade --output-file requirements.lock
	$(LOCK) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock

LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) compile pyproject.toml --quiet --group build \
    --universal --generate-hashes --no-emit-index-url

.PHONY: clean
clean: ## Remove what was installed and built; never a database
	rm -rf .venv workflow_app/static/dist workflow_app/frontend/node_modules workflow_app/frontend/theme \
	    .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
