# Two commands do all set-up: `make serve` to read and edit, `make test` to check everything.

VENV   := .venv
PYTHON := $(VENV)/bin/python
PORT   ?= 8000
UV     := $(shell command -v uv)

# Two plug-ins print a banner each about the future of MkDocs, which buries what a build has to say.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# The same bytes from the same sources: the site map's dates are those of the last commit.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
# A __pycache__ in a watched folder would make `serve` build twice.
export PYTHONDONTWRITEBYTECODE := 1

# Biome comes as a wheel for one kind of machine; on others the scripts are left to continuous integration.
BIOME = @if test -x $(VENV)/bin/biome; then $(VENV)/bin/biome check docs/javascripts; else echo "No Biome here: the scripts are not linted"; fi

.PHONY: serve build offline check test experiments bench lighthouse shots audit lock clean
.DEFAULT_GOAL := serve

serve: $(VENV)/site             ## read the site at http://127.0.0.1:8000 (or PORT=…), rebuilt on every edit
	$(PYTHON) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(VENV)/site             ## write the site into site/
	$(PYTHON) -m mkdocs build --strict

offline: build                  ## and put it into one file, to read from a folder without a network
	$(PYTHON) scripts/offline.py site

check: $(VENV)/test             ## lint, types and unit tests, without those that build the site
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(BIOME)
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -q -n 2 --ignore=tests/site --ignore=tests/scripts/build

test: $(VENV)/test $(VENV)/browser   ## all of it, with the site in a real browser
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(BIOME)
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -q -rs -n 3 --dist loadgroup

experiments: $(VENV)/site       ## train everything anew, in about a minute: what the page says comes from there
	PYTHONPATH=src $(PYTHON) -m sparse_shared.experiments scripts/content/experiments/results.json

bench: $(VENV)/test $(VENV)/browser  ## times and sizes, as ratios in one run
	$(PYTHON) tests/bench.py
	$(PYTHON) tests/bench_peers.py

lighthouse: $(VENV)/test $(VENV)/browser  ## every page beside bare Material's, by Lighthouse, which has to be there
	$(PYTHON) tests/lighthouse.py

shots: $(VENV)/test $(VENV)/browser  ## a picture of every page, both widths and palettes, in shots/
	$(PYTHON) tests/site/shots.py shots

audit: $(VENV)/test $(VENV)/audit/done  ## licences, and known flaws, of all that builds and tests the site (asks PyPI)
	$(VENV)/audit/bin/pip-licenses --python $(PYTHON) --from=mixed --order=license
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-test.txt

lock:                           ## renew the hashes of requirements*.txt from requirements*.in (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv: see https://docs.astral.sh/uv/"; exit 1; }
	for name in requirements requirements-test requirements-audit; do \
	  $(UV) pip compile -q --universal --generate-hashes --python-version 3.11 --no-header \
	    --no-emit-index-url --no-emit-find-links $$name.in -o $$name.txt || exit 1; done

clean:                          ## forget all that was built or installed
	rm -rf $(VENV) .cache site shots .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Each stamp is as new as the lock file it was installed from.
$(VENV)/site: requirements.txt
	$(call install,requirements.txt)
	@touch $@

$(VENV)/test: requirements-test.txt
	$(call install,requirements-test.txt)
	@touch $@ $(VENV)/site

$(VENV)/browser: tests/site/find_browser.py $(VENV)/test
	$(PYTHON) tests/site/find_browser.py
	@touch $@

# In an environment of its own, for it is no part of what it looks at.
$(VENV)/audit/done: requirements-audit.txt $(VENV)/test
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

# The first Python of PATH, whatever its name, that is new enough and can make an environment.
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
find_python = IFS=:; for folder in $$PATH; do \
    for python in "$$folder"/python3 "$$folder"/python "$$folder"/python3.[0-9] "$$folder"/python3.[0-9][0-9]; do \
      if [ -x "$$python" ] && "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then echo "$$python"; exit; fi; \
    done; done

# An environment that was left half made, or has lost its Python, is made anew.
define install
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
	  base="$(or $(BASE),$$($(find_python)))"; \
	  test -n "$$base" || { echo "Python 3.11 or newer with venv is needed, and PATH has none"; exit 1; }; \
	  "$$base" -m venv --clear $(VENV); }
	$(if $(UV),$(UV) pip install -q --compile-bytecode --python $(PYTHON),$(PYTHON) -m pip install -q --disable-pip-version-check) --require-hashes -r $(1)
endef
