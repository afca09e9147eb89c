# `make run` opens the program, `make test` passes all tests; both make what they need first.

PY := .venv/bin/python
RUNNABLE := .venv/synced
TESTABLE := .venv/synced-dev

.PHONY: run test compiled check lint coverage bench format lock libraries
.NOTPARALLEL:

run: libraries $(RUNNABLE) compiled
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "Tidak ada layar di sini: jendela tidak dapat dibuka. Contoh dibuat di ./demo-output"; \
		QT_QPA_PLATFORM=offscreen $(PY) main.py demo demo-output; \
	else \
		$(PY) main.py; \
	fi

# Programs then start fast, those that tests start too, even where Python is told to write no bytecode.
compiled:
	@$(PY) -m compileall -q assessment indicators resources spbe_desktop ui

test: libraries $(TESTABLE) compiled
	$(PY) -m pytest -n auto --dist worksteal

check: lint coverage

lint: $(TESTABLE)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

# The same tests again, measured: about twice as slow.
coverage: libraries $(TESTABLE)
	$(PY) -m pytest -n auto --dist worksteal --cov --cov-report= --quiet
	$(PY) -m coverage report --fail-under=95
	$(PY) -m coverage report --fail-under=100 \
		--include='indicators/*,assessment/domain/*,assessment/services/*'

bench: libraries $(TESTABLE)
	$(PY) -m pytest tests/bench

format: $(TESTABLE)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# After a change of dependencies in pyproject.toml; add UPGRADE=--upgrade for newer versions.
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) --extra setup pyproject.toml
lock: $(TESTABLE)
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock

libraries:
	@.ci/system-libraries

$(RUNNABLE): requirements.lock .ci/environment | libraries
	@rm -f $(TESTABLE)
	@.ci/environment $<
	@touch $@

# The tests' environment holds the program's too, so `make run` after it needs nothing more.
$(TESTABLE): requirements-dev.lock requirements.lock .ci/environment | libraries
	@.ci/environment $<
	@touch $(RUNNABLE) $@
