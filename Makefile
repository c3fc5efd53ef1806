# Ringi: what you can type. Needs make and Python 3.11 or newer; everything else is installed into .venv.
# RINGI_LOCALE=en speaks English. PYTHON=/path/to/python chooses the interpreter.

BIN := .venv/bin
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help setup demo run test lint lock clean

help: ## この一覧 / this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

setup: .venv/.ready ## 入れるだけ / only install

# The stamps make a second run instant, and a changed lock install again.
.venv/.ready: deploy/requirements.lock deploy/requirements-uv.lock deploy/setup.sh pyproject.toml
	@sh deploy/setup.sh
	@touch $@

.venv/.ready-dev: .venv/.ready deploy/requirements-dev.lock
	@sh deploy/setup.sh dev
	@touch $@

demo: .venv/.ready ## 依頼から公開まで一巡 / one request, the whole way
	@$(BIN)/ringi demo

run: .venv/.ready ## 手元で触る(URLを1つ表示) / try it on this machine; prints one URL
	@$(BIN)/ringi run

test: .venv/.ready-dev ## テスト / the tests
	@sh tests/run.sh

lint: .venv/.ready-dev ## 書式・型・部屋割り / style, types, who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: .venv/.ready ## 依存を新しくする / renew the locks
	$(LOCK) --upgrade deploy/requirements-uv.in --output-file deploy/requirements-uv.lock
	$(LOCK) --upgrade pyproject.toml --output-file deploy/requirements.lock
	$(LOCK) --upgrade pyproject.toml --extra dev --output-file deploy/requirements-dev.lock

clean: ## 入れたものを消す / remove what was installed
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
