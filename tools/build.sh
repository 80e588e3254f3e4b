#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Configures a build folder once and compiles in it: tools/build.sh FOLDER [meson options] [-- targets]
# Quiet while all goes well; the compiler's own words when it does not.
set -eu
folder=$1
shift
options=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  options="$options $1"
  shift
done
[ $# -eq 0 ] || shift

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }

if [ ! -f "$folder/build.ninja" ]; then
  echo "Configuring $folder"
  # shellcheck disable=SC2086
  quietly meson setup "$folder" $options
fi
echo "Building $folder"
quietly ninja -C "$folder" "$@"
