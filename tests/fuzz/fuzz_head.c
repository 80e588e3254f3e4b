/* SPDX-License-Identifier: Apache-2.0 */
/* The headers of a request, one a line: what is let in has one reading (RFC 9112 §6.3). */
#include "fuzz_http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const methods[] = {"GET", "POST", "HEAD", "PUT"}, *const versions[] = {"HTTP/1.1", "HTTP/1.0", "HTTP/2"};
    struct vd_str rest = {(const char *)data, n}, line, method = VD_S("GET"), version = VD_S("HTTP/1.1");
    struct http_head head;
    unsigned lengths = 0, hosts = 0;
    if (n) {
        method = vd_str_of(methods[data[0] % VD_COUNT(methods)]);
        version = vd_str_of(versions[data[0] / VD_COUNT(methods) % VD_COUNT(versions)]);
        rest = vd_str_sub(rest, 1, n);
    }
    http_head_init(&head);
    while (vd_str_split(&rest, '\n', &line)) {
        struct vd_str name = {0}, value = line;
        vd_str_split(&value, ':', &name);
        if (!value.p)
            continue;
        lengths += name.n == 14 && !strncasecmp(name.p, "content-length", 14);
        hosts += name.n == 4 && !strncasecmp(name.p, "host", 4);
        http_head_add(&head, name, value);
    }
    struct http_refusal refusal = http_head_check(&head, method, version);
    http_head_same_site(&head);
    VD_FUZZ_MUST(!refusal.status || refusal.problem);
    if (refusal.status)
        return 0;
    VD_FUZZ_MUST(lengths == head.lengths && hosts == head.hosts && hosts <= 1 && lengths <= 1 && !(head.chunked && lengths));
    VD_FUZZ_MUST(hosts == 1 || vd_str_is(version, "HTTP/1.0"));
    VD_FUZZ_MUST(head.length >= -1 && head.length <= 999999999999999 && (lengths == 1) == (head.length >= 0));
    VD_FUZZ_MUST(vd_str_is(method, "POST") || (head.length <= 0 && !head.chunked));
    return 0;
}
