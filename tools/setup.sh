#!/usr/bin/env bash
# Makes .venv fit for `make run` (run), `make test` (dev), or looks for a browser (browser).
# Does nothing where nothing changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "$*" >&2
    exit 1
}

# Installs Debian packages as root; otherwise names the one command to type.
packages() {
    if ! command -v apt-get >/dev/null; then
        fail "Please install with the tools of your system: $*"
    elif [ "$(id -u)" -ne 0 ]; then
        fail "Please type this, then try again: sudo apt-get install -y --no-install-recommends $*"
    fi
    echo "Installing $*"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

choose_python() {
    local name
    for name in python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Laufmappe needs Python 3.11 or newer: neither python3.11 nor such a python3 was found."
}

# A stamp that names the folder too: the scripts in .venv know where they lie.
stamp() {
    { pwd; cat "$@" pyproject.toml tools/setup.sh; } | cksum
}

environment() {
    local python version
    if [ -x .venv/bin/python ] && [ "$(cat .venv/folder 2>/dev/null)" = "$PWD" ] &&
        .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    python=$(choose_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        packages "python$version-venv"
    fi
    echo "Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
    pwd >.venv/folder
}

# install NAME LOCK...: installs the locks and the project, unless that was done already.
install() {
    local name=$1 lock locks=()
    shift
    if [ -x .venv/bin/python ] &&
        [ "$(cat ".venv/$name.stamp" 2>/dev/null)" = "$(stamp "$@")" ]; then
        return
    fi
    environment
    for lock in "$@"; do
        locks+=(-r "$lock")
    done
    echo "Installing $*"
    # Python compiles what is used when it is first used; compiling all takes longer.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
        --no-compile "${locks[@]}"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation --editable .
    stamp "$@" >".venv/$name.stamp"
}

# What the tests call besides Python: reading PDF, QR codes and copies, checking catalogs, a database,
# a browser.
programs() {
    local missing=()
    command -v pdftotext >/dev/null || missing+=(poppler-utils)
    command -v msgfmt >/dev/null || missing+=(gettext)
    command -v zbarimg >/dev/null || missing+=(zbar-tools)
    # Debian keeps initdb off the PATH; the tests of the store start a server of their own.
    compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null ||
        missing+=(postgresql)
    command -v tesseract >/dev/null || missing+=(tesseract-ocr)
    tesseract --list-langs 2>/dev/null | grep -qx deu || missing+=(tesseract-ocr-deu)
    if command -v dpkg >/dev/null; then
        dpkg -s fonts-noto-core >/dev/null 2>&1 || missing+=(fonts-noto-core)
        # Playwright's driver needs it; the smallest Debian has none.
        dpkg -s libatomic1 >/dev/null 2>&1 || missing+=(libatomic1)
    fi
    # Ubuntu's package is a snap that does not start everywhere; see find_browser.
    if ! has_browser && ! grep -qs '^ID=ubuntu' /etc/os-release; then
        missing+=(chromium)
    fi
    if [ ${#missing[@]} -gt 0 ]; then
        packages "${missing[@]}"
    fi
    # Chromium without a window, twice as fast; the tests do without it.
    if grep -qs '^ID=debian' /etc/os-release && [ "$(id -u)" -eq 0 ] &&
        ! command -v chromium-headless-shell >/dev/null; then
        (packages chromium-headless-shell) || true
    fi
}

has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome ||
        command -v google-chrome-stable
} >/dev/null

find_browser() {
    has_browser || fail "Left out: the browser tests need Chromium or Google Chrome on the PATH."
}

case "${1:-}" in
    run) install run requirements.txt requirements-build.txt ;;
    dev)
        programs
        install dev requirements-dev.txt
        ;;
    browser) find_browser ;;
    *) fail "usage: tools/setup.sh run|dev|browser" ;;
esac
