#!/bin/sh
# Runs the tests. Those that need a browser or Node are left out where there is none, and then named
# in the last lines; with CI=true leaving one out is a failure. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
pytest=.venv/bin/pytest

find_chromium() {
  for name in ${CHROMIUM_BIN:-} chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null 2>&1; then command -v "$name" && return; fi
  done
  return 1
}

has_prh() { command -v node >/dev/null 2>&1 && [ -d tests/unit/guards/prh/node_modules/prh ]; }

why() {
  case $1 in
    browser)
      printf '\nLeft out, because Chromium was not found (apt install chromium, or name it in CHROMIUM_BIN):\n'
      printf 'Chromium がないため、次のテストを省きました(apt install chromium、または CHROMIUM_BIN で場所を指定):\n' ;;
    node)
      printf '\nLeft out, because Node or prh was not found (npm ci --prefix tests/unit/guards/prh):\n'
      printf 'Node か prh がないため、次のテストを省きました(npm ci --prefix tests/unit/guards/prh):\n' ;;
  esac
}

missing=""
if chromium=$(find_chromium); then export CHROMIUM_BIN="$chromium"; else missing="browser"; fi
has_prh || missing="$missing node"
if [ -z "$missing" ]; then exec "$pytest" "$@"; fi

without=""
for marker in $missing; do without="${without:+$without and }not $marker"; done
status=0
"$pytest" -m "$without" "$@" || status=$?
for marker in $missing; do
  left_out=$("$pytest" -m "$marker" --collect-only --quiet 2>/dev/null | grep '::' || true)
  [ -n "$left_out" ] || continue
  why "$marker"
  printf '%s\n' "$left_out" | sed 's/^/  /'
  if [ "${CI:-}" = true ]; then status=1; fi
done
exit "$status"
