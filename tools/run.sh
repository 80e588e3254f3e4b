#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `make run`: packages, release build, the example plan in the data folder, and the server. Every step may be repeated.
set -eu
cd "$(dirname "$0")/.."
data=${VEEDOR_DATA:-./veedor-data}

tools/setup.sh build
tools/build.sh build --buildtype=release -- veedor

# The same file again is no new version: the import recognises it by its content.
build/veedor --data "$data" import examples/pasto-2022.docx --entity pasto --name "Alcaldía de Pasto" --vigencia 2022
exec build/veedor --data "$data" serve "$@"
