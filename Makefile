# Everything a person does with Struin. Each target sets up .venv by itself; a second run starts at once.
.DEFAULT_GOAL := help
.PHONY: help serve test build check format lock bench tour clean run-venv dev-venv python
MAKEFLAGS += --no-print-directory

# The first Python on this machine that is new enough; or name one: make test PYTHON=python3.13
CANDIDATES := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
override PYTHON := $(shell for p in $(CANDIDATES); do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
BIN := .venv/bin
# More for the command behind a target: make test ARGS="-k reader"
ARGS ?=
# Two at a time: more browsers at once make small machines slow rather than fast.
JOBS ?= 2
UV := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11 --only-binary :all: --upgrade

help: ## Say what there is
	@sed -n 's/^\([a-z]*\): .*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-8s %s\n' "$$name" "$$what"; done

serve: run-venv ## Build, and serve on http://127.0.0.1:8000 with live reload
	@trap : INT; $(BIN)/struin serve $(ARGS) || { code=$$?; test $$code -eq 130 || exit $$code; }

test: dev-venv ## Get a browser, and run all tests
	@browser="$$($(BIN)/python tools/browser.py)" || exit 1; \
	STRUIN_BROWSER="$$browser" $(BIN)/pytest -n $(JOBS) $(ARGS)

build: run-venv ## Check and build into site/, swapped in only when it is whole
	@$(BIN)/struin build $(ARGS)

check: dev-venv ## Check content, lint, format and types; tell all of it, then fail
	@failed=0; for command in "struin check" "ruff check ." "ruff format --check ." "mypy"; do \
		$(BIN)/$$command || failed=1; done; exit $$failed

format: dev-venv ## Put the code in its fixed form
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lock: dev-venv ## Renew requirements.lock and requirements-dev.lock
	@$(UV) --group build --output-file requirements.lock
	@$(UV) --group dev --constraint requirements.lock --output-file requirements-dev.lock

bench: dev-venv ## Measure builds against plain Material, and pages with Lighthouse; writes bench/README.md
	@$(BIN)/python bench/run.py $(ARGS)
	@$(BIN)/python bench/lighthouse.py

tour: dev-venv ## Take pictures of the site, phone and desktop, light and dark, into build/tour/
	@$(BIN)/struin build
	@browser="$$($(BIN)/python tools/browser.py)" || exit 1; \
	STRUIN_BROWSER="$$browser" $(BIN)/python tools/tour.py

clean: ## Remove site/, .venv/ and caches
	@rm -rf site build .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { echo "Missing: Python 3.11 or newer (tried: $(CANDIDATES))" >&2; exit 1; }

run-venv: python
	@$(PYTHON) tools/environment.py run

dev-venv: python
	@$(PYTHON) tools/environment.py dev
