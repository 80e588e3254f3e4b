/* SPDX-License-Identifier: Apache-2.0 */
/* A form's token: nothing that is sent is taken for one that was signed; one that was signed is, and is not after any change. */
#include "fuzz_http.h"

#define NO_SESSION ((struct vd_str){0})

enum { SECOND = 1000000 };

static void changed(const unsigned char key[32], struct vd_str good, const uint8_t *data, size_t n)
{
    char text[256];
    unsigned char nonce[16];
    VD_FUZZ_MUST(good.n < sizeof text);
    memcpy(text, good.p, good.n);
    for (size_t i = 0; i + 1 < n; i += 2)
        text[data[i] % good.n] = (char)data[i + 1];
    struct vd_str token = {text, good.n};
    enum http_token_state state = http_token_read(key, "/radicar", NO_SESSION, token, SECOND, 0, SECOND, nonce);
    bool same = true;
    for (size_t i = 0; i < good.n; i++)
        same &= (text[i] | 0x20) == good.p[i];  /* hex digits of both cases are one number */
    VD_FUZZ_MUST(same ? state == HTTP_TOKEN_OK || state == HTTP_TOKEN_BAD : state == HTTP_TOKEN_BAD);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const unsigned char key[32] = {7};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    unsigned char nonce[16];
    struct vd_str good = http_token_make(arena, key, "/radicar", NO_SESSION, SECOND);
    VD_FUZZ_MUST(http_token_read(key, "/radicar", NO_SESSION, (struct vd_str){(const char *)data, n}, SECOND, 0, SECOND, nonce) == HTTP_TOKEN_BAD);
    VD_FUZZ_MUST(http_token_read(key, "/radicar", NO_SESSION, good, SECOND, 0, SECOND, nonce) == HTTP_TOKEN_OK);
    VD_FUZZ_MUST(http_token_read(key, "/otra", NO_SESSION, good, SECOND, 0, SECOND, nonce) == HTTP_TOKEN_BAD);
    VD_FUZZ_MUST(http_token_read(key, "/radicar", NO_SESSION, good, 0, 0, SECOND, nonce) == HTTP_TOKEN_EARLY);
    VD_FUZZ_MUST(http_token_read(key, "/radicar", NO_SESSION, good, 3 * SECOND, 0, SECOND, nonce) == HTTP_TOKEN_LATE);
    changed(key, good, data, n);
    return 0;
}
