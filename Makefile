# Works from a bare checkout with Python 3.11 or newer and make; offline once it is set up.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: setup run test test-neo4j test-browser test-protocol check bench docs client precision train train-meaning wheel lock

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: setup
	$(BIN)/custody run

# Everything on the embedded engine, by at most four processes: each has an engine of its own.
test: setup
	$(BIN)/python -m pytest --engine arcadedb --ignore tests/browser --ignore tests/protocol --numprocesses logical --maxprocesses 4 --dist worksteal

# The contract suite and the examples on a real Neo4j for each of two processes, with the answers of make test. A file
# stays with one Neo4j, which then plans its statements once; the longest file begins.
test-neo4j: setup
	$(BIN)/python -m pytest --engine neo4j -p no:randomly --numprocesses logical --maxprocesses 2 --dist loadfile tests/contract/test_compartments.py tests/contract tests/e2e/test_operations.py tests/e2e/test_neo4j.py tests/e2e/test_killed_load.py

# The explorer in a real Chromium (Debian: apt-get install chromium).
test-browser: setup
	$(BIN)/python -m pytest tests/browser

# The audits of GraphQL over HTTP and the reference clients of WebSocket and SSE, which Deno fetches once, against a real
# server; --engine neo4j for the other engine.
test-protocol: setup
	cd bench/protocol && $(CURDIR)/$(BIN)/deno install --frozen --quiet
	$(BIN)/python -m pytest tests/protocol

check: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m schema.promise

bench: setup
	$(BIN)/python -m bench

docs: setup
	$(BIN)/python -m graph.model.reference > docs/model.md
	$(BIN)/python -m hazard.reference > docs/hazard.md
	$(BIN)/python -c 'from schema.build import build_schema; print(build_schema().as_str())' > schema/schema.graphql
	$(BIN)/python -m schema.promise --write

# The types that frontends work with; needs Node 22 and npm.
client: setup
	cd clients/typescript && npm ci --no-audit --no-fund && npm run generate
	$(BIN)/python -m schema.signature --write

# How often each rule is right, over the annotated documents of these folders.
GOLD ?= $(wildcard ../shared/data/documents tests/golden/documents)

precision: setup
	$(BIN)/python -m loaders.measure $(GOLD) > $@.toml
	mv $@.toml loaders/documents/$@.toml

# The documents that the rules were written by, and those that nobody had read when rules were written.
READ ?= $(GOLD)
UNREAD ?=
train: setup
	$(BIN)/python -m loaders.training --read $(READ) --unread $(UNREAD)

# A pretrained encoder with its tokenizer, and documents that are never learned from. It needs the group train-meaning:
# .venv/bin/python -m pip install jax optax onnx
ENCODER ?= model.onnx
TOKENIZER ?= tokenizer.json
JUDGED ?= tests/golden/pages
EPOCHS ?= 6
train-meaning: setup
	$(BIN)/python -m loaders.training.meaning --encoder $(ENCODER) --tokenizer $(TOKENIZER) --epochs $(EPOCHS) \
		--twice $(READ) --annotated $(UNREAD) --judged $(JUDGED)

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock:
	uv pip compile pyproject.toml --group build --group test --group lint --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements.lock
