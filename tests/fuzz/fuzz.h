/* SPDX-License-Identifier: Apache-2.0 */
/* A fuzz target reads bytes and must neither crash, leak, hang nor break what it asserts. Linked with libFuzzer (make fuzz)
 * it is driven by it; in the ordinary builds replay.c runs it over the kept inputs. */
#ifndef VD_FUZZ_H
#define VD_FUZZ_H
#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* For what must hold whatever the input: unlike assert, it stands in every build. */
#define VD_FUZZ_MUST(what) do { if (!(what)) { fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); abort(); } } while (0)
#endif
