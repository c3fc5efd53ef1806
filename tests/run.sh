#!/bin/sh
# Runs the tests. Those that need a browser are left out where there is none, and then named in the
# last lines; with CI=true leaving one out is a failure. Arguments go to pytest.
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

if chromium=$(find_chromium); then
  CHROMIUM_BIN=$chromium exec "$pytest" "$@"
fi

status=0
"$pytest" -m "not browser" "$@" || status=$?
left_out=$("$pytest" -m browser --collect-only --quiet 2>/dev/null | grep '::' || true)
[ -n "$left_out" ] || exit "$status"
printf '\nLeft out, because Chromium was not found (apt install chromium, or name it in CHROMIUM_BIN):\n'
printf 'Chromium がないため、次のテストを省きました(apt install chromium、または CHROMIUM_BIN で場所を指定):\n'
printf '%s\n' "$left_out" | sed 's/^/  /'
if [ "${CI:-}" = true ]; then status=1; fi
exit "$status"
