# The verbs of the project; `make` alone lists them. The README gives the same without make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.NOTPARALLEL:  # each verb spreads its own work
.PHONY: help book test check sweep run fill data serve verify note prose lock bench clean FORCE

JOBS ?= 2
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
SITE := book/_build/html
REPORTS := book/_build/reports

# What a person gives goes to the verbs through the environment, and make expands nothing in it: a value stays
# whole whatever quotes, spaces, brackets or dollars it holds.
define WHOLE
ifneq ($$(origin $(1)),undefined)
override $(1) := $$(value $(1))
export $(1)
endif
endef
$(foreach name,NB WITH PARAMETERS KEEP SEEDS ROMSOV_EVIDENCE,$(eval $(call WHOLE,$(name))))

help:
	@echo "make book             set up, validate what changed, build the site; prints where to open it"
	@echo "make test             everything that must hold, the built site and the covered lines included"
	@echo "make check            in a minute: format, types, tables, tests of the folders that changed"
	@echo "make sweep            the long tests that make test leaves out"
	@echo "make run NB=05        re-execute a notebook in place; says which results moved and why"
	@echo "make run NB=05 WITH='surcharge_percent=0'   the same in a copy; a ; parts several parameters"
	@echo "                      PARAMETERS=file takes them from a file, KEEP=path keeps the copy, ALL=1 lists all moves"
	@echo "make fill             write the numbers into the sentences of the pages"
	@echo "make verify SEEDS=dir find every anchor in the texts of the documents"
	@echo "make data             write the data for others into dist/"
	@echo "make serve            serve the site on this machine"
	@echo "make lock             pin all libraries anew (needs uv)"
	@echo "make prose            hints on the sentences of each chapter; they judge nothing"
	@echo "make bench            measure the budgets"
	@echo "make note             measure what the page Reproduction states (runs make bench)"
	@echo "make clean            delete all that make made, .venv included; copies to undo a run with stay"
	@echo "PYTHON=python3.12 sets up with that one, where .venv is new or gone."
	@echo "NO_UV=1 keeps to pip where uv is installed; JOBS=4 runs the tests on four cores."

# --- environment --------------------------------------------------------------------------------------------

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
UV := $(if $(NO_UV),,$(shell command -v uv 2>/dev/null))
INSTALL := $(if $(UV),uv pip install --quiet --python $(PY) --compile-bytecode,$(PY) -m pip install --quiet --disable-pip-version-check)
FAILED = { echo "The environment could not be set up; see above. A package index must be in reach. Then: make $(GOALS)" >&2; exit 1; }

FIND = python=; for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
    if $$name -c '$(FITS)' 2>/dev/null; then python=$$name; break; fi; done; \
  if [ -z "$$python" ]; then \
    echo "No Python 3.11, 3.12 or 3.13 found. Install one of them, then: make $(GOALS)" >&2; exit 1; \
  fi

# Two makes would set up one environment at once: each rule calls itself again, alone in this folder.
GOALS ?= $(MAKECMDGOALS)
ALONE = PYTHONPATH=src $(1) -m romsov_analysis.runs.writing . $(MAKE) --silent $@ SET_UP_WITH=$(1) GOALS="$(GOALS)"

# The environment names its place in full, so a moved or copied checkout needs one of its own.
PLACED := $(shell [ ! -s .venv/.ok ] || [ "$$(cat .venv/.ok)" = "$(CURDIR)" ] && echo yes)

ifndef SET_UP_WITH
.venv/.ok: requirements.lock pyproject.toml $(if $(PLACED),,FORCE)
	@$(FIND); $(call ALONE,$$python)

.venv/.tools: .venv/.ok requirements-test.lock
	@$(call ALONE,$(PY))
else
# What the book needs, and no more.
.venv/.ok: requirements.lock pyproject.toml $(if $(PLACED),,FORCE)
	@echo "Setting up .venv with $(if $(UV),uv,pip) and $$($(SET_UP_WITH) --version)$(if $(UV),,; this takes a minute or two)"; \
	  rm -rf .venv && \
	  $(SET_UP_WITH) -m venv $(if $(UV),--without-pip) .venv && \
	  $(INSTALL) --require-hashes -r requirements.lock && \
	  $(INSTALL) --no-deps --no-build-isolation -e . || $(FAILED)
	@echo "$(CURDIR)" > $@

# The tools of the checks beside it, in versions that leave it as it is.
.venv/.tools: .venv/.ok requirements-test.lock
	@echo "Adding the tools of the checks to .venv"
	@if [ -z "$(UV)" ] && ! $(PY) -m pip --version >/dev/null 2>&1; then $(PY) -m ensurepip >/dev/null; fi
	@$(INSTALL) --require-hashes -r requirements-test.lock || $(FAILED)
	@touch $@
endif

# --- the book -----------------------------------------------------------------------------------------------

# What the book is made from, by content: files, own tables, settings of the machine, the place. It stands in
# book/_build/.ok after a good build. Which notebook and which page a change concerns, the two verbs find out; here is
# only decided whether they are started at all.
INPUTS := src notebooks seeds book requirements.lock pyproject.toml
LEFT_OUT := -name _build -prune -o -name __pycache__ -prune -o -name .ipynb_checkpoints -prune -o -path seeds/texts -prune
quoted = '$(subst ','\'',$(1))'
OWN := $(call quoted,$(value ROMSOV_EVIDENCE))
define STATE
{ find $(INPUTS) $(LEFT_OUT) -o -type f -exec cksum {} + | LC_ALL=C sort; \
  echo $(call quoted,$(CURDIR)) $(OWN) "$$DOCUTILSCONFIG $$READTHEDOCS $$TZ"; \
  [ -z $(OWN) ] || cksum $(OWN)/*.[cC][sS][vV] || date; } 2>/dev/null | cksum
endef
ifneq ($(filter book test sweep serve bench note,$(MAKECMDGOALS)),)
NOW := $(shell $(STATE))
STANDS := $(shell [ -f $(SITE)/index.html ] && [ "$$(cat book/_build/.ok)" = "$(NOW)" ] && \
    [ -z "$$(find $(SITE) -newer book/_build/.ok)" ] && echo yes)
endif

book/_build/.ok: .venv/.ok $(if $(STANDS),,FORCE)
	@$(PY) -m romsov_analysis validate --changed $(call report,notebooks)
	@$(PY) -m romsov_analysis book
	@echo "$(NOW)" > $@

book: book/_build/.ok
	@echo "Open $(CURDIR)/$(SITE)/index.html"

serve: book
	@$(PY) -m romsov_analysis serve

# --- work ---------------------------------------------------------------------------------------------------

RUN := run "$$NB" $${WITH:+--with "$$WITH"} $${PARAMETERS:+--parameters "$$PARAMETERS"} $${KEEP:+--keep "$$KEEP"}

run: .venv/.ok
	@if [ -z "$$NB" ]; then echo "Which notebook? For example: make run NB=05" >&2; exit 1; fi
	@$(PY) -m romsov_analysis $(RUN) $(if $(ALL),--all)

fill: .venv/.ok
	@$(PY) -m romsov_analysis fill

data: .venv/.ok
	@$(PY) -m romsov_analysis data

verify: .venv/.ok
	@$(PY) -m romsov_analysis verify $${SEEDS:+"$$SEEDS"}

# --- checks -------------------------------------------------------------------------------------------------

# Where CI asks for it, a run leaves a report in JUnit's form; `.ci/run` reads a line per failure from it.
report = $(if $(filter true,$(CI)),--junit-xml=$(REPORTS)/$(1).xml)

define STYLE
	@$(PY) -m ruff format --check . || { echo "Run: $(PY) -m ruff format ." >&2; exit 1; }
	@$(PY) -m ruff check . || { echo "Mend what is named above, or: $(PY) -m ruff check --fix ." >&2; exit 1; }
	@$(PY) -m mypy
endef

# Absolute, because tests start processes in other folders.
COVERAGE := COVERAGE_FILE="$(CURDIR)/book/_build/coverage/data" $(PY) -m coverage

test: book .venv/.tools
	$(STYLE)
	@$(PY) -m romsov_analysis verify
	@rm -rf book/_build/coverage && mkdir -p book/_build/coverage
	@$(COVERAGE) run -m pytest -n $(JOBS) --dist worksteal $(call report,tests)
	@$(COVERAGE) combine --quiet
	@$(COVERAGE) json --quiet -o book/_build/coverage/report.json
	@$(PY) tests/floors.py book/_build/coverage/report.json

check: .venv/.tools
	$(STYLE)
	@$(PY) -m romsov_analysis tables >/dev/null
	@$(PY) tests/changed.py -n $(JOBS)

sweep: book .venv/.tools
	@$(PY) -m pytest -n $(JOBS) --dist worksteal -m sweep

prose: .venv/.ok
	@$(PY) tests/hints.py

bench: book
	@$(PY) tests/bench.py

note: book .venv/.tools
	@$(PY) tests/measure.py $(PARTS)

# The second is resolved under the pins of the first: no tool moves a library under the stored outputs.
PIN := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock:
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv; install it, then: make lock" >&2; exit 1; }
	@$(PIN) --extra notebooks --extra book --group build pyproject.toml -o requirements.lock
	@$(PIN) --group pyproject.toml:test --constraint requirements.lock -o requirements-test.lock
	@echo "Pinned. Now: make book, then review what moved."

# Copies that a run can be undone from are nobody else's to delete.
clean:
	@if [ -d book/_build ]; then find book/_build -mindepth 1 -maxdepth 1 ! -name undo -exec rm -rf {} +; fi
	@rmdir book/_build 2>/dev/null || true
	@rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
