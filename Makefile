# Two commands: `make run` and `make test`. Each makes what it needs; a second time nothing is made again.
SHELL := /bin/bash
.DEFAULT_GOAL := run
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
# what is compiled once is read by every process after it
unexport PYTHONDONTWRITEBYTECODE

VAR_DIR ?= var
ifeq ($(VAR_DIR),)
$(error VAR_DIR must name a folder)
endif
MODEL := $(VAR_DIR)/models/join-us.tar.gz
# the names of places that nlu/places.py reads
NAMES := $(patsubst %,bot/directory/data/%.csv,places municipalities aliases nicknames regions provinces belgium)
TRAINED_ON := domain.yml nlu/topics nlu/danger stories $(NAMES) config.yml $(wildcard nlu/*.py nlu/*.npz nlu/topics/*.yml nlu/danger/*.tsv stories/*.yml) nlu/requirements.txt

# uv where it is found; else into the Python at hand, so that `uv run bot` works too; else one of our own
UV = PATH="$(CURDIR)/.uv/bin:$$PATH" uv
FIND_UV = $(UV) --version >/dev/null 2>&1 || { echo "installing uv ..."; \
	{ python3 -m pip install --quiet uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; } \
	|| { python3 -m venv .uv && .uv/bin/python -m pip install --quiet uv; }; }

.PHONY: run test setup model weights tuned lock bench bench-nlu bench-pipelines eval clean

run: setup model
	@exec .venv/bin/bot run

setup: .venv/.made nlu/.venv/.made

# what the interpreters of .python-version are for: 3.13 the bot, 3.10 Rasa (docs/decisions/002)
.venv/.made: requirements.txt pyproject.toml .python-version
	@$(FIND_UV)
	@echo "making the bot's environment (about 20 seconds) ..."
	@$(UV) venv --quiet --clear --python 3.13 .venv
	@$(UV) pip sync --quiet --require-hashes --python .venv requirements.txt
	@$(UV) pip install --quiet --no-deps --python .venv --editable .
	@touch $@

nlu/.venv/.made: nlu/requirements.txt nlu/.python-version
	@$(FIND_UV)
	@echo "making Rasa's environment (about 30 seconds) ..."
	@$(UV) venv --quiet --clear --python 3.10 nlu/.venv
	@$(UV) pip sync --quiet --require-hashes --python nlu/.venv nlu/requirements.txt
	@touch $@

model: $(MODEL)

# what is trained on is validated by a test, not each time; sums on one thread are the same on every machine
$(MODEL): $(TRAINED_ON) | nlu/.venv/.made
	@echo "training the language model (2 to 4 minutes) ..."
	@mkdir -p $(@D)
	@OPENBLAS_NUM_THREADS=1 nlu/.venv/bin/rasa train --skip-validation --data nlu/topics stories --fixed-model-name join-us --out $(@D) > $(VAR_DIR)/train.log 2>&1 \
	  || { tail -n 30 $(VAR_DIR)/train.log; exit 1; }
	@touch $@

# what is learnt from the same examples and committed: what the bot itself judges by when Rasa is down (docs/decisions/010, 021)
weights: setup
	@.venv/bin/python -m bench.weights
	@.venv/bin/python -m bench.answering

# likewise, once in a while: the layers of the encoder that know what messages mean and signal (docs/decisions/027). An hour
tuned: bench/tuning/.venv/.made
	@bench/tuning/.venv/bin/python -m bench.tuning

# Lanes side by side: what needs no model is tested while it is trained, and each core has work to the end. A lane prints
# when it is done; when one fails the others go on, and make fails. Each can be run by itself: `make tests/store`
UNDERSTOOD := tests/rasa tests/nlu/test_domain.py tests/nlu/test_understanding.py tests/test_dialogue.py \
	tests/commands/test_analyse.py
GATES := tests/safety/test_gates.py
ROOMS := tests/web tests/store tests/safety
LANES := understood gates tests/whole elsewhere $(ROOMS) check  # the longest first, and before them what waits for the model
.PHONY: $(LANES)

test: setup
	@$(MAKE) --no-print-directory --jobs=3 --keep-going $(if $(filter output-sync,$(.FEATURES)),--output-sync=line) $(LANES)

# how well the model understands, and what else asks it
understood: setup model
	@.venv/bin/pytest $(UNDERSTOOD)

# how well it and the safety net hear together
gates: setup model
	@.venv/bin/pytest $(GATES)

# the bot as an operator runs it, a process of its own: mostly waiting
tests/whole: setup model
	@.venv/bin/pytest $@

# rooms with so many tests that each is a lane
$(ROOMS): setup
	@.venv/bin/pytest $@ $(GATES:%=--ignore=%)

elsewhere: setup
	@.venv/bin/pytest $(patsubst %,--ignore=%,tests/whole $(ROOMS) $(UNDERSTOOD))

check: setup
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -m bot.safety

bench: setup model
	@.venv/bin/python -m bench

# our model beside other engines; with MASSIVE=folder on public data too. Writes docs/evaluation/peers.md, in an hour
bench-nlu: setup model bench/peers/.venv/.made
	@.venv/bin/python -m bench.beside

# other ways to learn the intents, on dev; writes docs/evaluation/pipelines.md, in an hour
bench-pipelines: setup bench/peers/.venv/.made
	@.venv/bin/python -m bench.pipelines

bench/tuning/.venv/.made: bench/tuning/requirements.txt
	@$(FIND_UV)
	@echo "making the environment that teaches the encoder ..."
	@$(UV) venv --quiet --clear --python 3.11 bench/tuning/.venv
	@$(UV) pip sync --quiet --require-hashes --python bench/tuning/.venv bench/tuning/requirements.txt
	@touch $@

# made for these two alone; without node its engine is left out
bench/peers/.venv/.made: bench/peers/requirements.txt bench/peers/package-lock.json
	@$(FIND_UV)
	@echo "making the environment of the peers ..."
	@$(UV) venv --quiet --clear --python 3.11 bench/peers/.venv
	@$(UV) pip sync --quiet --require-hashes --python bench/peers/.venv bench/peers/requirements.txt
	@! command -v npm >/dev/null || npm --prefix bench/peers ci --silent
	@touch $@

# how well the safety net hears and the model understands; writes docs/evaluation/safety.md and nlu.md
eval: setup model
	@.venv/bin/python -m bench.evaluate
	@.venv/bin/python -m bench.understanding

# the locks carry hashes and no addresses
lock:
	@$(FIND_UV)
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.10 nlu/pyproject.toml -o nlu/requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 bench/peers/pyproject.toml -o bench/peers/requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 bench/tuning/pyproject.toml -o bench/tuning/requirements.txt
	@! command -v npm >/dev/null || npm --prefix bench/peers install --package-lock-only --silent

clean:
	rm -rf .venv nlu/.venv bench/tuning/.venv bench/peers/.venv bench/peers/node_modules .uv $(VAR_DIR)/models $(VAR_DIR)/peers .mypy_cache .ruff_cache .pytest_cache
