# make start   installs into .venv and serves http://127.0.0.1:8000
# make test    installs what the tests need and runs them
# make check   style, types, import rules
# make bench   measures times and memory, beside the stock langchain path
# make fuzz    asks a server of its own what its description allows and what it does not (ARGS=20000: how often)
# make lock    resolves the pinned versions anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --only-binary :all: --no-warn-script-location

.PHONY: start test check bench fuzz live lock install install-dev wheel clean

start: install
	$(BIN)/facilitator serve --port $(PORT)

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Facilitator needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock requirements-models.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Facilitator needs (about 2 minutes the first time)…" >&2
	$(PIP) -r requirements.lock
	$(PIP) -r requirements-models.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) -r requirements-dev.lock
	touch $@

test: install-dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: install-dev
	$(BIN)/ruff check facilitator api evals tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install-dev
	$(BIN)/python -m evals.benchmarks $(ARGS)

fuzz: install .venv-fuzz/.installed
	$(BIN)/python -m evals.benchmarks fuzz $(ARGS)

# an environment of its own: the tests must not load its plugin
.venv-fuzz/.installed: requirements-fuzz.lock
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --only-binary :all: --no-warn-script-location -r requirements-fuzz.lock
	touch $@

live: install-dev
	$(BIN)/python -m pytest --live -m live $(ARGS)

wheel: install-dev
	$(BIN)/python -m hatchling build -t wheel

# requirements-models.lock is written by hand: resolving it would bring a client that is not wanted
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -c requirements.lock -o requirements-dev.lock
	uv pip compile --group pyproject.toml:fuzz --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements-fuzz.lock

clean:
	rm -rf $(VENV) .venv-fuzz dist build data
