PYTHON ?= python3
BIN := .venv/bin
EXAMC := $(BIN)/examc
PINS := .ci/constraints.txt
COMPILED := .venv-compiled/bin

.PHONY: help build test check compiled bench laws fuzz foreign goldens pins clean
help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: pyproject.toml $(PINS)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint $(PINS) --editable '.[all]' --group dev --group peers
	touch $@

build: .venv/ready ## compile every exam under sources/ to every target
	$(EXAMC) build

test: .venv/ready ## format, lint, types and all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not timed"

check: .venv/ready ## the quick one for daily use: all but the slow tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto -m "not slow and not timed"

compiled: .venv/ready ## a wheel with hot modules in C (minutes), its quick tests, and its bytes against pure Python
	rm -rf dist .venv-compiled
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PYTHON) -m venv .venv-compiled
	$(COMPILED)/python -m pip install --quiet --upgrade pip
	wheel=$$(echo dist/examc-*.whl); \
	$(COMPILED)/python -m pip install --quiet --constraint $(PINS) "$$wheel[all]" --group dev --group peers
	$(COMPILED)/python tests/bench/compiled.py $(BIN)/python
	$(COMPILED)/pytest -n auto -m "not slow and not timed"

.venv-peers/ready: .venv/ready
	$(PYTHON) -m venv .venv-peers
	$(BIN)/python -m pip --python .venv-peers/bin/python install --quiet --group bench
	if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --no-save --prefix .venv-peers examark@0.7.0 || true; fi
	touch $@

bench: .venv/ready .venv-peers/ready ## CPU and memory per question, of examc and of its peers on the same questions
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/memory.py

laws: .venv/ready ## ten thousand generated exams a target (or LAW_EXAMPLES), and the time of hostile inputs
	$(BIN)/pytest -n auto -m "law or timed" --hypothesis-profile laws

fuzz: .venv/ready ## mutated inputs of every format, for FUZZ_SECONDS from FUZZ_SEED on; counts, and what failed
	nice $(BIN)/python tests/fuzz/run.py

foreign: .venv/ready ## what becomes of the files in FILES, of other systems: read, refused and why, and whose marks differ
	nice $(BIN)/python tests/foreign/public.py $(FILES)

goldens: .venv/ready ## rewrite the golden files; then read git diff
	$(BIN)/pytest -n auto -m "not slow" --update-goldens

pins: .venv/ready ## take the newest releases that pyproject.toml allows, and pin them
	$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable '.[all]' --group dev --group peers
	$(BIN)/python -m pip freeze --exclude-editable --exclude examc > $(PINS)

clean: ## remove the virtual environment and what was built
	rm -rf .venv .venv-peers .venv-compiled dist build/*
