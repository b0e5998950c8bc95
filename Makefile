# Two commands matter: `make run` opens the head unit, `make test` runs every check and test.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
CODE := main.py vehicle network ui resources tests
PARTS := tests/network tests/resources tests/scenarios tests/ui tests/vehicle
ARGS ?=
CHARGES ?=

.PHONY: run demo test lint cover format bench soak pictures translations lock setup clean

run: setup
	@$(BIN)/python main.py $(ARGS)

demo: setup
	@$(BIN)/python main.py demo $(ARGS)

# Each part in a process of its own: what one leaves behind, threads or memory, is none of the next one's.
test: lint cover
	@status=0; for part in $(PARTS); do \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $$part || status=1; done; exit $$status

lint: setup
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/lint

# Every branch of the charging protocol is taken by its own tests, or this fails and says which are not.
cover: setup
	@mkdir -p build
	@$(BIN)/python -m coverage run -m pytest -q -m "not exhaustive" tests/vehicle/gbt27930
	@$(BIN)/python -m coverage report

format: setup
	@$(BIN)/ruff check --fix-only $(CODE)
	@$(BIN)/ruff format $(CODE)

# One JSON object a line: {"name", "value", "unit", "must", "ok"}. Exit 1 when a figure is missed.
bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

# Charge after charge in one process, watching failures and memory: make soak CHARGES=1000
soak: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks.soak $(CHARGES)

# Every page in every theme and language, for looking at: build/pictures/*.png
pictures: setup
	@$(BIN)/python -m tests.pictures build/pictures

translations: setup
	@$(BIN)/python -m resources.i18n.update

lock: setup
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes \
		--no-emit-find-links --no-emit-index-url --no-header --python-version 3.11 --quiet -o requirements.lock

setup: $(VENV)/.system $(VENV)/.packages

$(VENV)/.system: resources/setup/system_libraries.sh
	@sh resources/setup/system_libraries.sh
	@mkdir -p $(VENV) && touch $@

$(VENV)/.packages: requirements.lock
	@test -n "$(PYTHON)" || { echo "Chargedeck needs Python 3.11, 3.12 or 3.13; none was found."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

clean:
	@rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
