# Loomwork: `make serve` to see it, `make test` to check all of it. Both set up what the machine lacks.
# serve honours PORT, HOST, DATA and DEMO (0: start empty and ask for the first administrator in the browser).

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= ./data
DEMO ?= 1

.PHONY: serve test check bench soak walk-leads docs format pin clean set-up

serve:
	@$(PYTHON) -m tools.setup serve
	@exec .venv/bin/loomwork serve --host "$(HOST)" --port "$(PORT)" --data "$(DATA)" $(if $(filter 0,$(DEMO)),--no-demo,--demo)

test: set-up
	@.venv/bin/python -m tools.suite test

check: set-up
	@.venv/bin/python -m tools.suite check

# Writes build/bench.json. ONLY="creates-sqlite lists-postgresql" measures just those.
bench: set-up
	@.venv/bin/python -m tests.bench $(ONLY)

# Writes build/soak.json; takes long.
soak: set-up
	@.venv/bin/python -m tests.faults.soak
	@.venv/bin/python -m tests.conformance.expressions.soak

# The quarter's 5,000 leads through the dispatch package, in virtual time: prints how they were shared out, and checks.
walk-leads: set-up
	@.venv/bin/python -m tests.walks

# Writes build/catalogue/*.md: every field type, node, function, view, chart, connector and kind.
docs: set-up
	@.venv/bin/python -m tools.catalogue

format: set-up
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format .

# After a change of the ranges in pyproject.toml or requirements/*.in.
pin:
	@$(PYTHON) -m tools.pin

set-up:
	@$(PYTHON) -m tools.setup test

# Everything that can be made again; never the data.
clean:
	rm -rf .venv .tools build frontend/dist frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find platform tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
