/* SPDX-License-Identifier: Apache-2.0 */
/* Every parser of a request that is ours: target, path, query and form, multipart, ETag lists, form tokens. The first byte
 * chooses one, so that a kept input stays small. */
#include "fuzz.h"
#include "http/internal.h"

static void target(struct vd_arena *arena, struct vd_str in)
{
    struct vd_str path, query;
    if (http_target_split(in, &path, &query).status)
        return;
    char *out = vd_alloc(arena, path.n + 1);
    struct vd_str decoded;
    if (http_path_decode(path, out, &decoded).status)
        return;
    VD_FUZZ_MUST(decoded.n <= path.n && vd_utf8_valid(decoded) && decoded.n && decoded.p[0] == '/');
    VD_FUZZ_MUST(vd_str_find(decoded, VD_S("/../")) < 0);
}

static void fields(struct vd_arena *arena, struct vd_str in, bool multipart)
{
    struct http_fields found = {0};
    struct vd_str problem = {0}, type = {0}, body = in;
    enum vd_err err;
    if (multipart) {
        vd_str_split(&body, '\n', &type);
        err = http_multipart(arena, type, body, HTTP_FORM_FIELDS, &found, &problem);
    } else {
        err = http_urlencoded(arena, in, HTTP_QUERY_PARAMS, &found, &problem);
    }
    if (err != VD_OK) {
        VD_FUZZ_MUST(problem.n);
        return;
    }
    VD_FUZZ_MUST(found.list.n <= HTTP_FORM_FIELDS);
    VD_EACH(field, &found.list) {
        VD_FUZZ_MUST(vd_utf8_valid(field->name));
        VD_FUZZ_MUST(field->filename.p || vd_utf8_valid(field->value));
    }
    http_fields_hash(arena, &found);
}

static void head(struct vd_str in)
{
    struct http_head h;
    struct vd_str line;
    http_head_init(&h);
    while (vd_str_split(&in, '\n', &line)) {
        struct vd_str name = {0}, value = line;
        vd_str_split(&value, ':', &name);
        if (value.p)
            http_head_add(&h, name, value);
    }
    struct http_refusal refusal = http_head_check(&h, VD_S("GET"), VD_S("HTTP/1.1"));
    VD_FUZZ_MUST(!refusal.status || refusal.problem);
    VD_FUZZ_MUST(refusal.status || (h.hosts == 1 && h.lengths <= 1 && !(h.chunked && h.lengths)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const unsigned char key[32] = {7};
    if (n < 1)
        return 0;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str in = {(const char *)data + 1, n - 1};
    unsigned char nonce[16];
    switch (data[0] % 6) {
    case 0: target(arena, in); break;
    case 1: fields(arena, in, false); break;
    case 2: fields(arena, in, true); break;
    case 3: head(in); break;
    case 4: http_etag_listed(in, "\"0123456789abcdef\""); break;
    default:
        VD_FUZZ_MUST(http_token_read(key, "/x", in, 1000000, 0, 1000000, nonce) != HTTP_TOKEN_OK);
    }
    return 0;
}
