#!/bin/sh
# Create the virtual environment named by $1 with a Python that is new enough.
set -eu
venv=$1
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "Viva needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps venv and ensurepip in a package of their own.
    sh "$(dirname "$0")/debian.sh" "" python3-venv "a virtual environment" || true
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2
        exit 1
    fi
fi
echo "Creating the environment $venv with $("$python" --version) ..."
"$python" -m venv "$venv"
