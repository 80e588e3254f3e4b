/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook, as bytes and (when the bytes are no zip) as the only sheet of a well-formed one; behind the first NUL byte stand its
 * shared strings, behind the second its styles. */
#include "fuzz_office.h"

#define WORKBOOK \
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Hoja\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"

#define NO_STRINGS "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    fuzz_read(data, n);
    if (fuzz_is_zip(data, n))
        return 0;
    struct vd_str rest = {(const char *)data, n};
    struct fuzz_part parts[] = {
        FUZZ_TEXT("_rels/.rels", FUZZ_RELATIONS(FUZZ_RELATION("r", "officeDocument", "xl/workbook.xml"))),
        FUZZ_TEXT("xl/workbook.xml", WORKBOOK),
        FUZZ_TEXT("xl/_rels/workbook.xml.rels", FUZZ_RELATIONS(FUZZ_RELATION("a", "worksheet", "sheet.xml") FUZZ_RELATION("s", "sharedStrings", "strings.xml")
                                                                   FUZZ_RELATION("f", "styles", "styles.xml"))),
        {.name = "xl/sheet.xml"},
        {.name = "xl/strings.xml"},
        {.name = "xl/styles.xml"},
    };
    size_t given = 3;
    while (given < VD_COUNT(parts) && fuzz_take(&rest, &parts[given]))
        given++;
    if (given > 4 && !parts[4].n) /* styles without strings */
        parts[4] = FUZZ_TEXT("xl/strings.xml", NO_STRINGS);
    fuzz_read_package(parts, given);
    return 0;
}
