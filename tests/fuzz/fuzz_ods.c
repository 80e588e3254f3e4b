/* SPDX-License-Identifier: Apache-2.0 */
/* A LibreOffice sheet, as bytes and (when the bytes are no zip) as the content part of a well-formed one. */
#include "fuzz_office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_read(data, n);
    if (fuzz_is_zip(data, n))
        return 0;
    const struct fuzz_part parts[] = {FUZZ_TEXT("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), {"content.xml", data, n}};
    fuzz_read_package(parts, VD_COUNT(parts));
    return 0;
}
