#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `make deb`: the Debian package of this tree, built outside of it, in build-deb/. DEB_BUILD_OPTIONS=nocheck leaves the unit tests out.
set -eu
cd "$(dirname "$0")/.."
tools/setup.sh build deb
version=$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
rm -rf build-deb
mkdir -p "build-deb/veedor-$version"
tar -c --exclude-vcs --exclude='./build*' --exclude=./veedor-data --exclude=node_modules --exclude=__pycache__ . | tar -x -C "build-deb/veedor-$version"
(cd "build-deb/veedor-$version" && dpkg-buildpackage -b -us -uc) >build-deb/log 2>&1 || { tail -40 build-deb/log >&2; exit 1; }
rm -rf "build-deb/veedor-$version"
ls build-deb/*.deb
