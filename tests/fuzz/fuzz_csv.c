/* SPDX-License-Identifier: Apache-2.0 */
/* Text of any encoding and dialect. */
#include "fuzz_office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_read(data, n);
    return 0;
}
