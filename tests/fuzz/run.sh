#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fuzzes each target for FUZZ_SECONDS (60), from the kept inputs; FUZZ_ONLY="docx words" picks some. New inputs of interest stay in
# build-fuzz/corpus. A crash is written to build-fuzz/crash-*: mend it, then keep the input in tests/fuzz/corpus/<target>/ under a
# name that says what it was. Each run is a line of tests/fuzz/hours.csv (FUZZ_HOURS: another file; empty: none), of which
# tests/fuzz/hours.py makes the table of docs/FUZZING.md.
set -eu
cd "$(dirname "$0")/../.."
CC=clang CFLAGS="-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined" \
  tools/build.sh build-fuzz --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true -Dtests=disabled
commit=$(git rev-parse --short=8 HEAD 2>/dev/null || echo none)
status=0
for target in ${FUZZ_ONLY:-$(python3 tests/fuzz/hours.py targets)}; do
  mkdir -p "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target"
  dictionary=tests/fuzz/dictionaries/$target.dict
  echo "── $target, ${FUZZ_SECONDS:-60} s"
  # shellcheck disable=SC2046
  python3 tests/fuzz/hours.py run "${FUZZ_HOURS-tests/fuzz/hours.csv}" "$target" "$commit" "build-fuzz/$target.log" "build-fuzz/corpus/$target" \
    "build-fuzz/tests/fuzz/fuzz-$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=1024 -max_len=262144 -print_final_stats=1 \
    $([ ! -f "$dictionary" ] || echo "-dict=$dictionary") -artifact_prefix="build-fuzz/crash-$target-" \
    "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target" || status=1
  grep -E 'number_of_executed_units|ERROR|SUMMARY|runtime error|Test unit written' "build-fuzz/$target.log" || true
done
exit $status
