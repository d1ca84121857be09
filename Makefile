# make run    starts the guide and prints its address; installs what it needs the first time
# make test   all that a change must pass; each of its steps also runs alone
# make bench  measures; make matrix  every language and page; make lock  pins what is installed
# make lighthouse  asks Lighthouse, the Nu checker and a browser of 2018
PORT ?= 8000
BIN := .venv/bin
# Tests of the real content: they need no coverage, and no editor's change breaks a test of code.
CONTENT := tests/test_content.py tests/test_mutations.py tests/paper tests/languages
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes \
	--allow-unsafe --no-strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: run test lint types unit checks wheel browser bench coverage lighthouse matrix lock clean setup setup-dev

run: setup
	@$(BIN)/laufmappe i18n compile
	-@$(BIN)/laufmappe prove --once
	@$(BIN)/laufmappe serve --host 127.0.0.1 --port $(PORT)

test: lint types unit checks wheel browser
	@if [ -d tools/lighthouse/node_modules ]; then $(MAKE) lighthouse; fi
	@echo "make test: everything passed"

lint: setup-dev
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy

# Branch coverage where the rules are read and applied, by their own tests; the few lines that only
# pages use, and all else: `make coverage`.
RULES := tests/domain tests/content
unit: setup-dev
	$(BIN)/pytest -n auto -m "not browser and not slow" $(RULES) --cov --cov-report= --cov-fail-under=0
	$(BIN)/coverage report --include="laufmappe/domain/*,laufmappe/content/*" --fail-under=99
	$(BIN)/pytest -n auto -m "not browser and not slow" --ignore=tests/test_wheel.py \
		$(CONTENT:%=--ignore=%) $(RULES:%=--ignore=%)

# Branch coverage of all: 95 %. It doubles the time, so it is no part of `make test`.
coverage: setup-dev
	$(BIN)/pytest -n auto -m "not browser and not slow" --ignore=tests/test_wheel.py \
		$(CONTENT:%=--ignore=%) --cov --cov-report=term
	$(BIN)/coverage report --include="laufmappe/domain/*,laufmappe/content/*" --fail-under=100

checks: setup-dev
	$(BIN)/laufmappe check
	$(BIN)/laufmappe cases content/cases/*.yaml
	$(BIN)/laufmappe prove
	$(BIN)/laufmappe i18n check
	$(BIN)/pytest -n auto -m "not slow and not browser" $(CONTENT)

wheel: setup-dev
	$(BIN)/pytest tests/test_wheel.py

browser: setup-dev
	@if bash tools/setup.sh browser; then $(BIN)/pytest -n auto -m "browser and not slow"; fi

bench: setup-dev
	$(BIN)/python -m tools.bench

# Judges from npm: only here, never part of the site. Also part of `make test` once they are there.
lighthouse: setup-dev
	@if command -v npm >/dev/null; then cd tools/lighthouse && npm ci --silent --ignore-scripts \
		--no-audit --no-fund; fi
	$(BIN)/python -m tools.lighthouse

matrix: setup-dev
	$(BIN)/pytest -m "browser or slow"

lock: setup-dev
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --only-build-deps --build-deps-for editable --build-deps-for wheel \
		-c requirements.txt -o requirements-build.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -c requirements-build.txt \
		-o requirements-dev.txt pyproject.toml

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find laufmappe tests tools -name __pycache__ -prune -exec rm -rf {} +
	find . -path ./translations/\* -name \*.mo -delete

setup:
	@bash tools/setup.sh run

setup-dev:
	@bash tools/setup.sh dev
