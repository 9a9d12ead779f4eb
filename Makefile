# make run    try it: everything it needs, a demo site, the server
# make test   all checks, with what this machine has; CI=true leaves nothing out
# make bench  the figures of the README; QUICK=1 for a first look, FULL=1 for 5,000,000 events
# make soak   an hour of load with memory watched, rounds of kill -9, the long search for a lost unit

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIN := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet

.PHONY: run test bench soak migration start-migrations-over requirements

run: $(VENV)/installed
	@$(BIN)/flask --app app prepare
	@exec $(BIN)/python run.py

test: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m compileall -q app scanners
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(if $(FULL),--full)

soak: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.soak
	BACKDOCK_HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/services/test_conservation.py

# make migration MESSAGE="photos know their size", then read what it wrote
migration: $(VENV)/installed-dev
	$(BIN)/python -m migrations.writing $(if $(MESSAGE),"$(MESSAGE)")
	@$(BIN)/ruff check --quiet --fix migrations
	@$(BIN)/ruff format --quiet migrations

# One script for the whole schema again; only before the first release
start-migrations-over:
	@$(MAKE) --no-print-directory migration MESSAGE=--start-over

requirements: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet uv
	$(PIN) --output-file requirements.txt
	$(PIN) --extra dev --output-file requirements-dev.txt

$(VENV)/installed: requirements.txt | $(BIN)/pip
	@echo "Installing what Backdock needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(BIN)/pip
	@echo "Installing what the checks need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "Backdock needs Python 3.11 to 3.13; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python lacks venv. Install it: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

