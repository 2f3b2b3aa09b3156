# What a newcomer needs: `make demo`, `make test`. Everything sets itself up in .venv from the lock.
# The first that runs: a version manager may put names on the PATH that do not.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: setup demo test lint integration compose-test chaos lock generate train bench fuzz clean
.DEFAULT_GOAL := help

help:
	@echo "make demo         the main job on an Apache Kafka of its own: the seeds become events"
	@echo "make test         unit and agent tests, and one end-to-end test"
	@echo "make setup | lint | integration | compose-test | chaos | lock | generate | train | bench | fuzz"

setup: .venv/.done

.venv/.done: locks/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed: install one, or name it with make PYTHON=/path/to/python3"; exit 2; }
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r locks/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@$(BIN)/frontwire demo

test: setup
	@$(BIN)/python -m pytest -m "not slow" tests/unit tests/agents tests/e2e

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

integration: setup
	@$(BIN)/python -m pytest -m "kafka or slow" tests/unit tests/integration tests/chaos

compose-test: setup
	@$(BIN)/python -m pytest tests/compose

chaos: setup
	@$(BIN)/python -m pytest tests/chaos

# Ten thousand odd texts through the extractor: some twelve minutes.
fuzz: setup
	@FUZZ=10000 $(BIN)/python -m pytest -m slow tests/unit/extraction/test_robustness.py

# Needs uv (pip install uv). Both locks, hashes and all; no registry's host is written into them.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --no-header -o locks/base.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --all-extras --group dev --no-header -o locks/dev.txt -c locks/base.txt

generate: setup
	@$(BIN)/python -m pipeline.reference

# Ratios to a peer of the same run; ONLY="feeds places" for some of them.
bench: setup
	@$(BIN)/python -m benchmarks $(ONLY)

train: setup
	@$(BIN)/python -m training.train

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
