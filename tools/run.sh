#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# `make run`: packages, release build, the example plans and the demonstration in the data folder, and the server. Every step may be repeated.
set -eu
cd "$(dirname "$0")/.."
data=${VEEDOR_DATA:-./veedor-data}

tools/setup.sh build
tools/build.sh build --buildtype=release -- veedor

# The same file again is no new version: the import recognises it by its content.
example() {
  build/veedor --data "$data" import "examples/$1" --entity "$2" --name "$3" --vigencia "$4" | sed -n 1,2p
}
example pasto-2022.docx pasto "Alcaldía de Pasto" 2022
example invipasto-2020.xlsx invipasto "INVIPASTO" 2020
example ibague-2021.docx ibague "Alcaldía de Ibagué" 2021
example sopo-2017-seguimiento.xlsx sopo "Alcaldía de Sopó" 2017
# Beside them an entity that does not exist, with people to sign in as: only for this machine.
exec build/veedor --data "$data" serve --demo "$@"
