/* SPDX-License-Identifier: Apache-2.0 */
/* A Word file, as bytes and (when the bytes are no zip) as the document part of a well-formed one; behind the first NUL byte stand its
 * styles, behind the second its lists. */
#include "fuzz_office.h"

#define NO_STYLES "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_read(data, n);
    if (fuzz_is_zip(data, n))
        return 0;
    struct vd_str rest = {(const char *)data, n};
    struct fuzz_part parts[] = {
        FUZZ_TEXT("_rels/.rels", FUZZ_RELATIONS(FUZZ_RELATION("r", "officeDocument", "word/document.xml"))),
        FUZZ_TEXT("word/_rels/document.xml.rels", FUZZ_RELATIONS(FUZZ_RELATION("s", "styles", "styles.xml") FUZZ_RELATION("n", "numbering", "lists.xml"))),
        {.name = "word/document.xml"},
        {.name = "word/styles.xml"},
        {.name = "word/lists.xml"},
    };
    size_t given = 2;
    while (given < VD_COUNT(parts) && fuzz_take(&rest, &parts[given]))
        given++;
    if (given > 3 && !parts[3].n) /* lists without styles */
        parts[3] = FUZZ_TEXT("word/styles.xml", NO_STYLES);
    fuzz_read_package(parts, given);
    return 0;
}
