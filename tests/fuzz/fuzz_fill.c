/* SPDX-License-Identifier: Apache-2.0 */
/* A worksheet that somebody made, as hostile: writing the same cells into it twice is writing them once. The parts that the isolated child
 * answers with, taken as hostile too. */
#include "office/xlsx_fill.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct vd_fill cells[] = {{.row = 0, .col = 1, .text = VD_S("75,61 %"), .u6 = {75610000, true}}, {.row = 1, .col = 0, .text = VD_S("a < b & c")},
        {.row = 1, .col = 2, .text = VD_S("x"), .new_column = true}, {.row = 1, .col = 27, .text = VD_S("-0,5 %"), .u6 = {-500000, true}, .new_column = true}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    struct vd_str in = {(const char *)data, n}, once, twice;
    struct vd_parts parts;
    if (vd_parts_decode(in, arena, &parts) == VD_OK)
        vd_parts_drop_chain(arena, &parts);
    if (vd_xlsx_fill(arena, in, cells, VD_COUNT(cells), &once) != VD_OK)
        return 0;
    VD_FUZZ_MUST(vd_utf8_valid(once));
    VD_FUZZ_MUST(vd_xlsx_fill(arena, once, cells, VD_COUNT(cells), &twice) == VD_OK && vd_str_eq(once, twice));
    return 0;
}
