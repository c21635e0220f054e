# The first command ever typed on a fresh machine may be `make demo` or `make test`:
# each makes its own virtual environment with Python 3.11 or later.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
SITE   := $(VENV)/.installed-docs
# One BLAS thread: two on shared cores were measured up to 20 times slower.
export OPENBLAS_NUM_THREADS = 1
export OMP_NUM_THREADS = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check lint type layers bench gold gold-check proof golden golden-results mutants reference docs dist clean

help:  ## show what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "cpsurvey needs Python 3.11 or later; found $$($(PYTHON) --version). Try: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

$(SITE): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[docs]'
	@touch $@

demo: $(STAMP)  ## simulate a call-centre survey, import it, analyse it, write the report
	$(BIN)/cpsurvey demo --force demo

test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -n auto -m "not needs_r and not slow"

test-all: $(STAMP)  ## run every test, the slow ones too
	$(BIN)/python -m pytest -n auto -m "not needs_r"

check: lint type layers test  ## everything that must hold before a commit

lint: $(STAMP)  ## formatting and code rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: $(STAMP)  ## strict types
	$(BIN)/mypy

layers: $(STAMP)  ## rooms import one way only
	$(BIN)/lint-imports

bench: $(STAMP)  ## speed and memory, beside R where R is present, pandas, and an earlier commit
	$(BIN)/python -m bench
	$(BIN)/python -m bench.speed

gold:  ## rewrite tests/gold/*.json with R
	for script in tests/gold/*.R; do Rscript $$script || exit 1; done

gold-check: gold  ## R still writes the stored numbers
	git diff --exit-code --stat tests/gold

proof: $(STAMP)  ## have R compute every number of the demo's models again: an hour and more (DEMO=folder: go on there)
	$(BIN)/python -m bench.proof $(DEMO)

mutants: $(STAMP)  ## make 200 mistakes on purpose and list those no test notices
	$(BIN)/python -m bench.mutants

reference: $(STAMP)  ## write the pages of docs/ that are made from the code
	$(BIN)/python -m cpsurvey.described docs

docs: $(SITE)  ## build the site of docs/ into site/
	$(BIN)/python -m mkdocs build --strict

golden: $(STAMP)  ## accept what reports print now: rewrite tests/golden/en and fr, then read the diff
	$(BIN)/python tests/golden/book.py
	git diff --stat tests/golden

golden-results: $(STAMP)  ## analyse the small studies behind tests/golden anew
	$(BIN)/python -W ignore tests/golden/make_results.py

dist: $(STAMP)  ## build the sdist, and the wheel of it, into dist/
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	ls -l dist

clean:  ## remove the virtual environment and the demo
	rm -rf $(VENV) demo site dist
