/* SPDX-License-Identifier: Apache-2.0 */
/* A Word file, as bytes and (when the bytes are no zip) as the document part of a well-formed one; what follows a NUL byte is its
 * styles. */
#include "fuzz_office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_read(data, n);
    if (fuzz_is_zip(data, n))
        return 0;
    struct vd_str rest = {(const char *)data, n};
    struct fuzz_part parts[] = {
        FUZZ_TEXT("_rels/.rels", FUZZ_RELATIONS(FUZZ_RELATION("r", "officeDocument", "word/document.xml"))),
        {.name = "word/document.xml"},
        FUZZ_TEXT("word/_rels/document.xml.rels", FUZZ_RELATIONS(FUZZ_RELATION("s", "styles", "styles.xml"))),
        {.name = "word/styles.xml"},
    };
    fuzz_take(&rest, &parts[1]);
    fuzz_read_package(parts, fuzz_take(&rest, &parts[3]) ? 4 : 2);
    return 0;
}
