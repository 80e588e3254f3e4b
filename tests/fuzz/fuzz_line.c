/* SPDX-License-Identifier: Apache-2.0 */
/* The first line of a request, "METHOD target VERSION": its judgement, the decoding of the path, the way to a route of the program. */
#include "fuzz_http.h"

/* No two readings of a path: it has neither empty nor climbing segments, and no byte that ends it or turns it round. */
static void check_path(struct vd_str raw, struct vd_str path)
{
    VD_FUZZ_MUST(path.n && path.n <= raw.n && path.p[0] == '/' && vd_utf8_valid(path));
    struct vd_str rest = vd_str_sub(path, 1, path.n), segment;
    while (vd_str_split(&rest, '/', &segment)) {
        VD_FUZZ_MUST(segment.n || !rest.p);
        VD_FUZZ_MUST(!vd_str_is(segment, ".") && !vd_str_is(segment, ".."));
        for (size_t i = 0; i < segment.n; i++)
            VD_FUZZ_MUST((unsigned char)segment.p[i] >= 0x20 && segment.p[i] != 0x7F && segment.p[i] != '\\');
    }
}

static void check_match(struct vd_arena *arena, struct vd_str path)
{
    struct http_match match;
    http_router_find(fuzz_routes(), VD_GET, path, &match);
    VD_FUZZ_MUST(!match.route || match.allow & 1u << VD_GET);
    if (!match.route)
        return;
    for (int i = 0; i < match.n; i++)
        VD_FUZZ_MUST(match.values[i].n && match.values[i].p >= path.p && match.values[i].p + match.values[i].n <= path.p + path.n &&
                     !memchr(match.values[i].p, '/', match.values[i].n));
    http_match_scope(&match);
    fuzz_fill(arena, &match, &(struct http_fields){0}, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    struct vd_str rest = {(const char *)data, n}, method = {0}, target = {0}, path, query, decoded;
    struct http_head head;
    vd_str_split(&rest, ' ', &method);
    vd_str_split(&rest, ' ', &target);
    http_head_init(&head);
    http_head_add(&head, VD_S("Host"), VD_S("veedor.example"));
    struct http_refusal refusal = http_head_check(&head, method, rest);
    VD_FUZZ_MUST(!refusal.status || refusal.problem);
    VD_FUZZ_MUST(refusal.status || vd_str_is(method, "GET") || vd_str_is(method, "HEAD") || vd_str_is(method, "POST"));
    if (http_target_split(target, &path, &query).status)
        return 0;
    char *out = vd_alloc(arena, path.n + 1);
    if (http_path_decode(path, out, &decoded).status)
        return 0;
    check_path(path, decoded);
    check_match(arena, decoded);
    return 0;
}
