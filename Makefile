# SPDX-License-Identifier: Apache-2.0
# The short form of everything. The work is done by meson and by the scripts named here; docs/HACKING.md tells more.
.PHONY: help run test test-crash check bench fuzz deb install clean

help:
	@echo "make run      build, load the example plans and the demonstration, and serve them at a printed address (VEEDOR_DATA: the data folder)"
	@echo "make test     every test of a working day; ends with 'N passed, N failed' (ONLY=suite,…  MATCH=words  V=1)"
	@echo "make test-crash  kill -9 at 200 moments of imports (VEEDOR_KILLS), 2000 power cuts, faults at many more calls"
	@echo "make check    test, and the long ones: crashes, clang's warnings, the package, the cluster, peers, long fuzzing (ONLY=suite,…)"
	@echo "make bench    ratios against nginx, LibreOffice and ourselves (tools/setup.sh bench installs them; ONLY=part,…)"
	@echo "              PEERS=1: also against Fossil and Redmine (tools/setup.sh peers installs them)"
	@echo "make fuzz     fuzz each parser for FUZZ_SECONDS (60) under ASan and UBSan"
	@echo "make deb      the Debian package, in build-deb/"
	@echo "make install  the release build into PREFIX (/usr/local); DESTDIR is respected"
	@echo "make clean    remove the build folders; the data folder stays"

run:
	@tools/run.sh

test:
	@tools/setup.sh build test
	@/usr/bin/python3 tests/harness/run.py

# The same tests as in `make test`, for longer.
test-crash:
	@tools/setup.sh build test
	@ONLY=stories MATCH="killed at any moment" VEEDOR_KILLS=$${VEEDOR_KILLS:-200} /usr/bin/python3 tests/harness/run.py
	@ONLY=stories MATCH="fails" VEEDOR_FAULT_ROUNDS=$${VEEDOR_FAULT_ROUNDS:-200} /usr/bin/python3 tests/harness/run.py
	@ONLY=stories MATCH="fault anywhere" VEEDOR_FAULT_ROUNDS=$${VEEDOR_FAULT_ROUNDS:-200} /usr/bin/python3 tests/harness/run.py
	@VEEDOR_FAULT_SEEDS=$${VEEDOR_FAULT_SEEDS:-2000} build/tests/faults/power_test

check:
	@tools/setup.sh build test fuzz deb
	@for group in package proxies cluster peers; do tools/setup.sh $$group || true; done
	@LONG=1 /usr/bin/python3 tests/harness/run.py

bench:
	@tools/setup.sh build
	@tools/build.sh build --buildtype=release
	@/usr/bin/python3 bench/run.py

fuzz:
	@tools/setup.sh build fuzz
	@tests/fuzz/run.sh

deb:
	@tools/deb.sh

PREFIX ?= /usr/local
install:
	@tools/setup.sh build
	@tools/build.sh build-install --buildtype=release --prefix=$(PREFIX) -Dtests=disabled
	@meson install -C build-install --no-rebuild

clean:
	rm -rf build build-*
