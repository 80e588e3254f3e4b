/* SPDX-License-Identifier: Apache-2.0 */
/* A form with files: its Content-Type in the first line, its body behind it. */
#include "fuzz_http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str body = {(const char *)data, n}, type = {0}, problem = {0};
    struct http_fields fields = {0};
    struct http_match match;
    vd_str_split(&body, '\n', &type);
    if (http_multipart(arena, type, body, HTTP_FORM_FIELDS, &fields, &problem) != VD_OK) {
        VD_FUZZ_MUST(problem.n);
        return 0;
    }
    VD_FUZZ_MUST(fields.list.n <= HTTP_FORM_FIELDS);
    VD_EACH(field, &fields.list) {
        VD_FUZZ_MUST(field->name.n && vd_utf8_valid(field->name) && vd_utf8_valid(field->filename));
        VD_FUZZ_MUST(field->filename.p || vd_utf8_valid(field->value));
        VD_FUZZ_MUST(!field->value.n || (field->value.p >= body.p && field->value.p + field->value.n <= body.p + body.n));
    }
    http_fields_hash(arena, VD_S("/radicar"), &fields);
    http_router_find(fuzz_forms(), VD_POST, VD_S("/radicar"), &match);
    fuzz_fill(arena, &match, NULL, &fields);
    return 0;
}
