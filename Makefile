# Two commands do everything on a fresh machine with Python 3.11 and a package registry: make run, make test.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STORE := .scr/sample.duckdb

.PHONY: run test check label-studio test-label-studio bench samples reading-set wheel clean
.DEFAULT_GOAL := run

# The environment: made when it is missing or older than what it is made from.
$(BIN)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

run: $(BIN)/.installed
	mkdir -p .scr
	$(BIN)/scr run annotations/reviews --store $(STORE)
	$(BIN)/scr compare 2011-14 2014-17 --store $(STORE)

test: $(BIN)/.installed
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(BIN)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BIN)/.installed
	$(BIN)/python -m tests.bench

# Typesets the sample reviews again; needs soffice, chromium and pdftoppm from the system's packages.
samples: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[samples]"
	$(BIN)/python -m tests.typeset

# Typesets the documents that reading is measured by; needs what samples needs.
reading-set: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[samples]"
	$(BIN)/python -m tests.bench.reading_make

# Label Studio in an environment of its own (about 1 GB): its pins and ours do not fit into one.
label-studio: .label-studio/venv/.installed

.label-studio/venv/.installed: configs/label-studio.txt
	$(PYTHON) -m venv .label-studio/venv
	.label-studio/venv/bin/python -m pip install --quiet --disable-pip-version-check -r configs/label-studio.txt
	touch $@

# Labelling in a real browser; needs Chromium from the system's packages.
test-label-studio: $(BIN)/.installed label-studio
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[browser]"
	$(BIN)/python -m pytest -q tests/annotate/test_studio.py tests/annotate/test_studio_browser.py

wheel: $(BIN)/.installed
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .scr build dist *.egg-info
