#!/bin/sh
# debian.sh COMMAND PACKAGE PURPOSE: install a Debian package unless COMMAND is already there.
# Without root or password-less sudo it says what is missing and goes on; in CI missing is failing.
set -eu
command=$1
package=$2
purpose=$3
if [ -n "$command" ] && command -v "$command" >/dev/null 2>&1; then
    exit 0
fi
if [ "$(uname -s)" = Darwin ]; then
    exit 0 # macOS has voices of its own; a browser is the user's to choose.
fi
missing() {
    echo "Missing: $package, for $purpose. $1" >&2
    [ -z "${CI:-}" ] || exit 1
    exit 0
}
command -v apt-get >/dev/null 2>&1 || missing "Install it with your system's package manager."
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    missing "Install it with: sudo apt-get install $package"
fi
echo "Installing $package, for $purpose ..."
export DEBIAN_FRONTEND=noninteractive
install() { $as_root apt-get install -y -q --no-install-recommends "$package" >/dev/null 2>&1; }
install || { $as_root apt-get update -q >/dev/null 2>&1 && install; } ||
    missing "apt-get could not install it; try: apt-get update && apt-get install $package"
