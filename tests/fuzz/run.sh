#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fuzzes each target for FUZZ_SECONDS (60), from the kept inputs; new ones of interest stay in build-fuzz/corpus. A crash is
# written to build-fuzz/crash-*: mend it, then keep the input in tests/fuzz/corpus/<target>/ under a name that says what it was.
set -eu
cd "$(dirname "$0")/../.."
CC=clang CFLAGS="-fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined" \
  tools/build.sh build-fuzz --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true -Dtests=disabled
status=0
for target in ${FUZZ_ONLY:-http docx xlsx ods csv answer words}; do
  mkdir -p "build-fuzz/corpus/$target"
  echo "── $target, ${FUZZ_SECONDS:-60} s"
  build-fuzz/tests/fuzz/fuzz-$target -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 -rss_limit_mb=1024 -max_len=262144 -print_final_stats=1 \
    -artifact_prefix=build-fuzz/crash-$target- "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target" >"build-fuzz/$target.log" 2>&1 || status=1
  grep -E 'number_of_executed_units|ERROR|SUMMARY|runtime error|Test unit written' "build-fuzz/$target.log" || true
done
exit $status
