# Bijak from a fresh clone: needs Python 3.9 or newer with venv, make, git and the network. Nothing else, no root.
#
#   make demo [AGENCY=pontianak|mamuju|jakarta]   a city to click through, on http://localhost:8000
#   make test                                     every test but the slow ones

PYTHON ?= python3
AGENCY ?= pontianak
PART ?=
UV := .tools/bin/uv
RUN := .venv/bin/python
SYNC := $(UV) pip sync --quiet --python .venv --require-hashes

# Offices with certificates of their own put them where the system keeps them.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt),)
export UV_SYSTEM_CERTS := true
endif

.DEFAULT_GOAL := help
.PHONY: help demo run test test-slow check lint guards bench pictures lock clean browser

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make run | test-slow | check | bench [PART=…] | pictures | lock | clean"

demo: .venv/runtime
	@exec .venv/bin/bijak demo "$(AGENCY)"

run: .venv/runtime
	@exec .venv/bin/bijak run

test: .venv/dev browser
	$(RUN) -m pytest -n 2 -m "not slow" $(ARGS)

test-slow: .venv/dev browser
	$(RUN) -m pytest -m slow $(ARGS)

check: lint guards

lint: .venv/dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	BIJAK_MODE=test BIJAK_DATABASE_URL=postgresql://localhost/types $(RUN) -m mypy bijak
	.venv/bin/lint-imports

guards: .venv/dev
	$(RUN) -m pytest -q tests/test_architecture.py tests/test_guards.py

bench: .venv/dev
	$(RUN) -m tools.bench $(PART)

# The pictures of the guide, from a demo that runs beside.
ADDRESS ?= http://localhost:8000
pictures: .venv/dev browser
	BIJAK_MODE=demo BIJAK_AGENCY=$(AGENCY) $(RUN) -m tools.screenshots $(ADDRESS)

# A browser for the tests: the one BIJAK_CHROMIUM names, one on the path, or Debian's.
browser:
	@.ci/browser

# The lock holds versions and hashes, no addresses; what is younger than a week waits.
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--exclude-newer "7 days" --upgrade

lock: $(UV)
	$(LOCK) --python-version 3.13 pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) --python-version 3.13 pyproject.toml --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	echo uv | $(LOCK) --python-version 3.9 - --output-file requirements/tools.txt

clean:
	rm -rf .venv .tools build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Environments: each is made once, and again when its list changes. -------------------------------

.tools/bin/uv: requirements/tools.txt
	@$(PYTHON) -m venv --clear .tools || { echo "make: $(PYTHON) cannot make a virtual environment. Install Python 3.9" \
		"or newer with its venv module (Debian: apt-get install python3-venv), or name one: make PYTHON=/path/to/python3"; exit 1; }
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/tools.txt
	@touch $@

# The .pth makes the package importable from here; nothing is built and nothing else is downloaded.
.venv/bin/bijak: $(UV) .python-version
	@$(UV) venv --quiet --clear --python "$$(cat .python-version)" .venv \
		|| $(UV) venv --quiet --clear --python ">=$$(cat .python-version)" .venv \
		|| { echo "make: no Python $$(cat .python-version) was found, and none could be fetched. Install it, or connect to the network."; exit 1; }
	@$(RUN) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "bijak.pth").write_text(str(pathlib.Path.cwd()))'
	@printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m bijak "$$@"\n' > $@
	@chmod +x $@

.venv/runtime: requirements/runtime.txt .venv/bin/bijak
	@rm -f .venv/dev
	@$(SYNC) requirements/runtime.txt
	@touch $@

# What the tests need holds what the product needs.
.venv/dev: requirements/dev.txt requirements/runtime.txt .venv/bin/bijak
	@$(SYNC) requirements/dev.txt
	@touch .venv/runtime $@
