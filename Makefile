# The verbs of the project; `make` alone lists them. The README gives the same without make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help book test run serve verify lock bench clean

JOBS ?= 2
MAKEFLAGS += --no-print-directory --jobs=$(JOBS)

PY := .venv/bin/python
SITE := book/_build/html
STAMPS := book/_build/stamps

# What a notebook's outputs depend on. Rendering (the subpackage book) is not among it.
INPUTS := requirements.lock $(shell find src/romsov_analysis -name "*.py" -not -path "*/book/*") $(wildcard src/romsov_analysis/data/* seeds/*.csv seeds/*.json)
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
VALID := $(NOTEBOOKS:notebooks/%.ipynb=$(STAMPS)/%.ok)
PAGES := $(wildcard book/*.md book/*.yml book/_static/* book/_templates/* book/_templates/*/* src/romsov_analysis/book/*.py)

help:
	@echo "make book             set up, validate what changed, build the site; prints where to open it"
	@echo "make test             everything that must hold, the built site included"
	@echo "make run NB=05        re-execute a notebook in place; says which results moved and why"
	@echo "make run NB=05 WITH='surcharge_percent=0'   the same in a copy, with another parameter"
	@echo "make verify SEEDS=dir find every anchor in the texts of the documents"
	@echo "make serve            serve the site on this machine"
	@echo "make lock             pin all libraries anew (needs uv)"
	@echo "make bench            measure the budgets"
	@echo "make clean            delete all that make made, .venv included"
	@echo "NO_UV=1 keeps to pip where uv is installed."

# --- environment --------------------------------------------------------------------------------------------

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.venv/.ok: requirements.lock pyproject.toml
	@python=; for name in python3.13 python3.12 python3.11 python3 python; do \
	    if $$name -c '$(FITS)' 2>/dev/null; then python=$$name; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "No Python 3.11, 3.12 or 3.13 found. Install one of them, then: make $(MAKECMDGOALS)" >&2; exit 1; \
	  fi; \
	  if [ -z "$(NO_UV)" ] && command -v uv >/dev/null 2>&1; then \
	    echo "Setting up .venv with uv and $$($$python --version)"; \
	    rm -rf .venv && \
	    UV_PYTHON_DOWNLOADS=never uv venv --quiet --python "$$($$python -c 'import sys; print(sys.executable)')" .venv && \
	    uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode -r requirements.lock && \
	    uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e . ; \
	  else \
	    echo "Setting up .venv with pip and $$($$python --version); this takes a minute or two"; \
	    rm -rf .venv && $$python -m venv .venv && \
	    $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	    $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	  fi || { echo "The environment could not be set up; see above. A package index must be in reach. Then: make $(MAKECMDGOALS)" >&2; exit 1; }
	@touch $@

# --- the book -----------------------------------------------------------------------------------------------

$(STAMPS)/%.ok: notebooks/%.ipynb $(INPUTS) | .venv/.ok
	@mkdir -p $(STAMPS)
	@echo "Validating $<"
	@$(PY) -m romsov_analysis validate $*
	@touch $@

$(SITE)/index.html: .venv/.ok $(VALID) $(PAGES)
	@$(PY) -m romsov_analysis book

book: $(SITE)/index.html
	@echo "Open $(CURDIR)/$(SITE)/index.html"

serve: book
	@$(PY) -m romsov_analysis serve

# --- work ---------------------------------------------------------------------------------------------------

run: .venv/.ok
	@if [ -z "$(NB)" ]; then echo "Which notebook? For example: make run NB=05" >&2; exit 1; fi
	@$(PY) -m romsov_analysis run $(NB) $(foreach value,$(WITH),--with '$(value)')

verify: .venv/.ok
	@$(PY) -m romsov_analysis verify $(SEEDS)

# --- checks -------------------------------------------------------------------------------------------------

test: book
	@$(PY) -m ruff format --check . || { echo "Run: $(PY) -m ruff format ." >&2; exit 1; }
	@$(PY) -m ruff check . || { echo "Mend what is named above, or: $(PY) -m ruff check --fix ." >&2; exit 1; }
	@$(PY) -m mypy
	@$(PY) -m romsov_analysis verify
	@$(PY) -m pytest -n $(JOBS)

bench: book
	@$(PY) tests/bench.py

lock:
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv; install it, then: make lock" >&2; exit 1; }
	@uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --extra notebooks --extra book --extra dev pyproject.toml -o requirements.lock
	@echo "Pinned. Now: make book, then review what moved."

clean:
	@rm -rf .venv book/_build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
