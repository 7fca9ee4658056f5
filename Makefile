# The commands of a fresh machine. Needs Python 3.11 to 3.14 and make; everything else comes from requirements.lock into .venv/.

SHELL := /bin/sh
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
  "$$python" -c '$(SUPPORTED)' 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
RUN := $(BIN)/tenancy-match

EXTRACTS ?=
OUT ?= exercises/latest
AS_OF ?=
OFFICER ?= $(shell id -un)
PREVIOUS ?=
CAPACITY ?=
REPLACE ?=
YES ?=
SAMPLE := exercises/sample-extracts
HOMES ?= 10000
YEAR ?= 2026
REFERENCE ?=
CORE_SAMPLE := exercises/sample-core-return
CORE_OUT = $(if $(filter command% environment%,$(origin OUT)),$(OUT),exercises/core-$(YEAR))

.DEFAULT_GOAL := help
.PHONY: help setup match core management sample rules test house check format notebooks bench evaluate docs pythons wheel lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  e.g. make match EXTRACTS=extracts-2026-10 OUT=exercises/2026-10 AS_OF=2026-10-05 OFFICER='J Officer'"

setup: .venv/.ready ## make .venv from the lock file (done by every other target when it is needed)

.venv/.ready: requirements.lock pyproject.toml
	@"$(PYTHON)" -c '$(SUPPORTED)' 2>/dev/null \
	  || { echo "Python 3.11, 3.12, 3.13 or 3.14 is needed; say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 2; }
	@echo "Setting up .venv (once; about a minute) ..."
	@"$(PYTHON)" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

match: setup ## run an exercise: EXTRACTS=dir OUT=dir AS_OF=date OFFICER=name PREVIOUS=dir CAPACITY=n REPLACE=1 YES=1 (a sample landlord without EXTRACTS)
	@set -e; folder="$(EXTRACTS)"; \
	if [ -z "$$folder" ]; then \
	  folder="$(SAMPLE)"; \
	  echo "No EXTRACTS given: using the made-up landlord of $(HOMES) homes in $(SAMPLE)/ (every person in it is invented)."; \
	  [ -d "$$folder" ] || $(RUN) sample "$$folder" --homes $(HOMES); \
	fi; \
	$(RUN) match "$$folder" --out "$(OUT)" $(if $(AS_OF),--as-of "$(AS_OF)") $(if $(PREVIOUS),--previous "$(PREVIOUS)") \
	  $(if $(CAPACITY),--capacity "$(CAPACITY)") $(if $(REPLACE),--replace) $(if $(YES),--yes) --officer "$(OFFICER)"

management: setup ## report what came of the referrals of OUT (a page beside it)
	@$(RUN) management "$(OUT)"

core: setup ## make the CORE return: EXTRACTS=dir OUT=dir YEAR=2026 REFERENCE=dir (a sample landlord where no extracts are given)
	@set -e; folder="$(EXTRACTS)"; \
	if [ -z "$$folder" ]; then \
	  folder="$(CORE_SAMPLE)"; \
	  echo "No EXTRACTS given: using a made-up landlord's lettings and sales in $(CORE_SAMPLE)/ (everybody in it is invented)."; \
	  [ -d "$$folder" ] || $(RUN) sample "$$folder" --homes $(HOMES) --extracts core-return; \
	fi; \
	$(RUN) core "$$folder" --year $(YEAR) --to "$(CORE_OUT)" $(if $(REFERENCE),--reference "$(REFERENCE)")

sample: setup ## write the made-up landlord's extracts, HOMES=10000
	@$(RUN) sample "$(SAMPLE)" --homes $(HOMES)

rules: setup ## try the rule cards on their examples and say what each does
	@$(RUN) rules

test: setup ## run the tests, doctests and rule-card examples, with line and branch coverage
	@COVERAGE_PROCESS_START=pyproject.toml $(BIN)/python -m pytest -n 2 --durations=15 --cov --cov-report=term:skip-covered

house: setup ## format, lint, types, generated docs, and that the locks are complete
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pipeline.made_pages --check
	@$(BIN)/python -m distribution.lock

check: house test ## all that CI asks for

format: setup ## put the code into the agreed form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

notebooks: setup ## open the analysts' notebooks on OUT
	@TENANCY_MATCH_OUT="$(OUT)" $(BIN)/marimo edit notebooks

bench: setup ## measure time and memory of an exercise, and of a check of the CORE return
	@$(BIN)/python -m benchmarks.exercise
	@$(BIN)/python -m benchmarks.core
	@$(BIN)/python -m benchmarks.resistance

.venv-evaluate/.ready: benchmarks/linkage/sets.lock
	@echo "Setting up .venv-evaluate with the public sets (once; about a minute) ..."
	@"$(PYTHON)" -m venv --clear .venv-evaluate
	@.venv-evaluate/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r benchmarks/linkage/sets.lock
	@touch $@

evaluate: setup .venv-evaluate/.ready ## measure linkage beside clear text on sets with truth, and write docs/linkage.md (some minutes)
	@$(BIN)/python -m benchmarks.linkage

docs: setup ## write the pages that are made from the cards and the contract
	@$(BIN)/python -m pipeline.made_pages

pythons: setup ## set up every other supported Python of this machine from the lock, and compare a real match byte for byte
	@$(BIN)/python -m distribution.pythons

wheel: setup ## write dist/: the wheel, and the lists of what it needs (docs/installing.md)
	@$(BIN)/python -m distribution.wheel dist

COMPILE := .venv-lock/bin/uv pip compile --universal --python-version 3.11 --no-strip-extras --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

lock: ## write the locks again from pyproject.toml and sets.in, versions kept where they can be (needs PyPI; some minutes)
	@"$(PYTHON)" -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 pip==24.2 packaging==26.3
	@$(COMPILE) pyproject.toml --group dev --group build --group notebooks --output-file requirements.lock
	@$(COMPILE) benchmarks/linkage/sets.in --output-file benchmarks/linkage/sets.lock
	@.venv-lock/bin/python -m distribution.needs

clean: ## remove the environments and the caches; extracts and exercises stay
	@rm -rf .venv .venv-evaluate .venv-lock dist .mypy_cache .ruff_cache .pytest_cache .coverage*
