#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages that are missing: tools/setup.sh build|test|fuzz|bench|deb|package|proxies|cluster|peers ...
# Asks dpkg only, so a second run costs nothing. Without root or sudo it prints the one command to run and ends with 1.
set -eu

build="gcc libc6-dev make meson ninja-build pkg-config python3 libmicrohttpd-dev libsqlite3-dev libpq-dev libsodium-dev
  libutf8proc-dev zlib1g-dev libzip-dev libxlsxwriter-dev libxml2-dev libseccomp-dev libgmp-dev libcmocka-dev
  liboath-dev libqrencode-dev libcurl4-openssl-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
  libharfbuzz-dev libpng-dev fonts-open-sans"
test="postgresql chromium nodejs npm procps qpdf poppler-utils"
fuzz="clang libclang-rt-14-dev llvm"
bench="wrk nginx-light libreoffice-writer-nogui libreoffice-calc-nogui valgrind"
deb="dpkg-dev debhelper fakeroot"
package="mmdebstrap systemd-container"
proxies="nginx-light haproxy"
cluster="patroni etcd-server"
# dbconfig-no-thanks: the package makes no database and asks nothing; the measurement makes its own.
peers="wrk fossil redmine redmine-sqlite dbconfig-no-thanks puma"

# Some programs come from elsewhere than Debian (Node.js often does): the command decides, not the package.
present() {
  case $1 in
    nodejs) command -v node ;;
    npm | chromium | make | wrk | clang | valgrind) command -v "$1" ;;
    nginx-light) command -v nginx || test -x /usr/sbin/nginx ;;
    libreoffice-writer-nogui) ls /usr/lib/libreoffice/program/libswlo.so ;;
    libreoffice-calc-nogui) ls /usr/lib/libreoffice/program/libsclo.so ;;
    postgresql) ls /usr/lib/postgresql/*/bin/initdb ;;
    *) return 1 ;;
  esac >/dev/null 2>&1
}

wanted=
for group in "${@:-build}"; do
  case $group in
    build) wanted="$wanted $build" ;;
    test) wanted="$wanted $test" ;;
    fuzz) wanted="$wanted $fuzz" ;;
    bench) wanted="$wanted $bench" ;;
    deb) wanted="$wanted $deb" ;;
    package) wanted="$wanted $package" ;;
    proxies) wanted="$wanted $proxies" ;;
    cluster) wanted="$wanted $cluster" ;;
    peers) wanted="$wanted $peers" ;;
    *) echo "setup.sh: unknown group '$group' (build, test, fuzz, bench, deb, package, proxies, cluster, peers)" >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null; then
  echo "setup.sh: this is not Debian; install the equivalents of:$wanted" >&2
  exit 1
fi
# shellcheck disable=SC2086
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^.i *//p')
missing=
for package in $wanted; do
  printf '%s\n' "$installed" | grep -qx "$package" || present "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root=sudo
else
  echo "Some packages are missing. Run this as root, then repeat:" >&2
  echo "  apt-get update && $install" >&2
  exit 1
fi
echo "Installing:$missing"
$as_root apt-get -qq update
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 ${install#apt-get} >/dev/null
