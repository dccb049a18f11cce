# Sourced by bin/serve and bin/test: sets `python` to a Python of at least 3.11, or says in one line what is missing.
# shellcheck shell=sh

find_python() {
    old=
    for wanted in "venv, ensurepip" "sys"; do # one that can make a .venv is better than one that cannot
        for candidate in python3.13 python3.12 python3.11 python3; do
            command -v "$candidate" >/dev/null 2>&1 || continue
            if "$candidate" -c "import sys, $wanted; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
                python=$candidate
                return 0
            fi
            "$candidate" -c '' 2>/dev/null && old=$candidate # a shim of nothing is no Python
        done
    done
    if [ -n "$old" ]; then
        echo "Sanad needs Python 3.11 or later; the one found here is older ($old)." >&2
    else
        echo "Sanad needs Python 3.11 or later, and no python3 was found: install it first (Debian: apt install python3 python3-venv)." >&2
    fi
    exit 1
}

find_python
