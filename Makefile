# Rolecall. `make` alone lists the targets.
PYTHON ?= python3
UV := .uv/bin/uv
RUN := .venv/bin
DEMO_HOME := .rolecall/demo
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
# PyTorch is installed as the machine's index has it: a build for this processor saves gigabytes (see .venv-train).
GPU := cublas cuda-cupti cuda-nvrtc cuda-runtime cudnn-cu13 cufft cufile curand cusolver cusparse cusparselt-cu13 nccl-cu13 nvjitlink nvshmem-cu13 nvtx
NOT_PINNED := $(foreach name,torch triton cuda-bindings cuda-pathfinder cuda-toolkit $(addprefix nvidia-,$(GPU)),--no-emit-package $(name))

.DEFAULT_GOAL := help
.PHONY: help setup demo test check eval ablation train more curve fit lock clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: .venv/ready ## Make .venv with everything pinned, the embedded model included (no PyTorch)

demo: setup ## Index data/postings, print a cited answer, then serve the chat
	$(RUN)/rolecall ingest data/postings --home $(DEMO_HOME)
	$(RUN)/rolecall ask "Will you help me move to DC, and how much travel is there?" --posting us-policy-partnerships-lead --home $(DEMO_HOME)
	$(RUN)/rolecall studio --home $(DEMO_HOME)

test: setup .venv/ready-dev ## Run the tests
	$(RUN)/python -m pytest -n 2 --dist loadfile

check: setup .venv/ready-dev ## Lint, types and tests: all that CI runs
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/python -m pytest -n 2 --dist loadfile

eval: setup .venv/ready-dev ## Score the golden questions beside a plain LangChain pipeline, and time both
	$(RUN)/python -m benchmarks.compare

ablation: setup .venv/ready-dev ## What each signal of the reader brings; needs the third-party postings
	$(RUN)/python -m benchmarks.ablation

train: setup .venv/ready-dev .venv-train/ready ## Train the reader anew (bot/reader.safetensors, reader.json): an hour or two
	$(RUN)/python -m training.examples .train
	.venv-train/bin/python -m training.train .train --general .train/general.pt --out bot/reader.safetensors
	$(RUN)/python -m training.release bot/reader.safetensors
	$(RUN)/python -m training.regressions
	.venv-train/bin/python -m training.pictures .train/chances.jsonl docs

more: setup .venv/ready-dev .venv-train/ready ## Go on from the weights that ship, after questions were added: half an hour
	$(RUN)/python -m training.examples .train
	.venv-train/bin/python -m training.train .train --start bot/reader.safetensors --out .train/more.safetensors
	$(RUN)/python -m training.average bot/reader.safetensors bot/reader.safetensors .train/more.safetensors
	$(RUN)/python -m training.release bot/reader.safetensors
	$(RUN)/python -m training.regressions
	.venv-train/bin/python -m training.pictures .train/chances.jsonl docs

curve: setup .venv/ready-dev .venv-train/ready ## Train on a quarter and on half of the questions: would more help? After make train
	.venv-train/bin/python -m training.train .train --general .train/general.pt --share 0.25 --out .train/quarter.safetensors
	.venv-train/bin/python -m training.train .train --general .train/general.pt --share 0.5 --out .train/half.safetensors
	$(RUN)/python -m benchmarks.learning_curve .train/quarter.safetensors .train/half.safetensors

fit: setup .venv/ready-dev ## Fit only the regressions behind the trained reader (bot/reader.json)
	$(RUN)/python -m training.regressions

lock: $(UV) ## Pin all dependencies anew, with hashes
	$(COMPILE) pyproject.toml --group model --group build -o requirements.txt
	$(COMPILE) pyproject.toml --group model --group build --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --group pyproject.toml:train --group pyproject.toml:model -c requirements.txt $(NOT_PINNED) -o requirements-train.txt

clean: ## Remove what was built here, and the indexes in .rolecall
	rm -rf .venv .venv-train .train .uv .rolecall .pytest_cache .mypy_cache .ruff_cache .hypothesis

# uv itself is pinned by requirements-uv.txt, and lives in the checkout.
$(UV): requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rolecall needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/ready: $(UV) requirements.txt pyproject.toml
	@echo "Installing the pinned packages into .venv (1.1 GB on disk) ..."
	[ -d .venv ] || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip install --quiet --python .venv/bin/python --require-hashes --no-deps -r requirements.txt
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready: $(RUN)/rolecall --help"

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(UV) pip install --quiet --python .venv/bin/python --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

# PyTorch's builds differ by machine, so it is pinned by version, and the rest by hash.
.venv-train/ready: requirements-train.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-train.txt
	@touch $@
