/* SPDX-License-Identifier: Apache-2.0 */
/* If-None-Match (RFC 9110 §13.1.2): a page's mark is found wherever it stands in the list, strong or weak, and nothing else is taken for it. */
#include "fuzz_http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char mark[] = "\"0123456789abcdef\"";
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    struct vd_str list = {(const char *)data, n};
    bool found = http_etag_listed(list, mark);
    VD_FUZZ_MUST(!found || vd_str_find(list, vd_str_of(mark)) >= 0 || (n && memchr(data, '*', n)));
    VD_FUZZ_MUST(http_etag_listed(vd_str_printf(arena, "%.*s , W/%s", VD_SARG(list), mark), mark) || (n && memchr(data, 0, n)));
    VD_FUZZ_MUST(http_etag_listed(vd_str_printf(arena, "%s,%.*s", mark, VD_SARG(list)), mark));
    return 0;
}
