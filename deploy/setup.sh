#!/bin/sh
# Installs Ringi into .venv beside the Makefile: exactly the locked packages, each checked by hash.
#   deploy/setup.sh        what the bot needs
#   deploy/setup.sh dev    and what the tests and linters need
# uv does the installing because it takes seconds where pip takes a minute; pip is the second try,
# because it knows the index and proxy settings that a company has made for it.
set -eu
cd "$(dirname "$0")/.."

want=${1:-}
venv=.venv
lock=deploy/requirements${want:+-$want}.lock
uv_lock=deploy/requirements-uv.lock
ja=1
case "${RINGI_LOCALE:-ja}" in en*) ja= ;; esac

say() { # say JA EN
  if [ -n "$ja" ]; then printf '▸ %s\n' "$1"; else printf '▸ %s\n' "$2"; fi
}

stop() { # stop JA EN
  if [ -n "$ja" ]; then printf '\n✗ %s\n' "$1" >&2; else printf '\n✗ %s\n' "$2" >&2; fi
  exit 1
}

is_new_enough() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (4, 0))' 2>/dev/null
}

find_python() {
  for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

make_venv() {
  if [ -x "$venv/bin/python" ] && is_new_enough "$venv/bin/python" && [ -x "$venv/bin/pip" ]; then
    return
  fi
  python=$(find_python) || stop \
    "Python 3.11 以上が見つかりません。https://www.python.org/downloads/ から入れるか、PYTHON=/path/to/python make setup のように場所を指定してください。" \
    "Python 3.11 or newer was not found. Install it from https://www.python.org/downloads/, or name it: PYTHON=/path/to/python make setup"
  say "仮想環境 $venv を作っています（$python）" "Creating the virtual environment $venv ($python)"
  "$python" -m venv --clear "$venv" || stop \
    "仮想環境を作れませんでした。Debian・Ubuntu では apt install python3-venv のあと、もう一度お試しください。" \
    "The virtual environment could not be created. On Debian and Ubuntu: apt install python3-venv, then try again."
}

# uv does not read pip's configuration. Where pip was given another index or a folder of wheels,
# uv is told about it, so that nothing is fetched from a place the company did not choose.
borrow_pip_settings() {
  settings=$("$venv/bin/pip" config list 2>/dev/null || true)
  value_of() { printf '%s\n' "$settings" | sed -n "s/^[^=]*\.$1='\(.*\)'\$/\1/p" | tail -n 1; }
  index=$(value_of index-url)
  wheels=$(value_of find-links | tr ' ' ',')
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
  if [ -n "$wheels" ]; then export UV_FIND_LINKS="${UV_FIND_LINKS:-$wheels}"; fi
}

pip_install() {
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-compile --quiet "$@"
}

uv_install() {
  "$venv/bin/uv" pip install --python "$venv/bin/python" "$@"
}

install_packages() {
  say "版を固定したパッケージを入れています（一つずつハッシュを確認します）" \
    "Installing the locked packages (each is checked by hash)"
  borrow_pip_settings
  if { [ -x "$venv/bin/uv" ] || pip_install --require-hashes --only-binary :all: -r "$uv_lock"; } \
    && uv_install --require-hashes -r "$lock"; then
    return
  fi
  say "uv では入れられなかったため、pip で続けます（1〜2分かかります）" \
    "uv could not install them; going on with pip (this takes a minute or two)"
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-compile \
    --require-hashes -r "$lock" || stop \
    "パッケージを入れられませんでした。上の最後の行が理由です。ネットワークとプロキシ（HTTPS_PROXY）、社内ミラー（pip config set global.index-url …）を確認し、もう一度 make を実行してください。続きから始まります。" \
    "The packages could not be installed; the last lines above say why. Check the network, the proxy (HTTPS_PROXY) or your mirror (pip config set global.index-url …) and run make again: it goes on where it stopped."
}

install_ringi() {
  say "Ringi を入れています" "Installing Ringi itself"
  if [ -x "$venv/bin/uv" ]; then
    uv_install --quiet --no-deps --no-build-isolation --editable . && return
  fi
  pip_install --no-deps --no-build-isolation --editable . || stop \
    "Ringi 自身を入れられませんでした。.venv を消して make setup をやり直してください。" \
    "Ringi itself could not be installed. Remove .venv and run make setup again."
}

make_venv
install_packages
install_ringi
say "準備ができました" "Ready"
