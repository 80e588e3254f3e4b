/* SPDX-License-Identifier: Apache-2.0 */
/* The signed token of a public form: hex of time (8 bytes, microseconds, big-endian), nonce (16) and MAC (32, keyed BLAKE2b
 * of the route's pattern, NUL, the session it belongs to, NUL, time and nonce). It is stateless: it proves that this server gave out a form of this route
 * and when; the nonce is the idempotency key, so that a form sent twice is one filing. */
#include <sodium.h>
#include "http/internal.h"

enum { TIME = 8, NONCE = 16, SIGNED = TIME + NONCE, MAC = 32, WHOLE = SIGNED + MAC };

static void sign(unsigned char mac[MAC], const unsigned char key[32], const char *route, struct vd_str bound, const unsigned char *text)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, 32, MAC);
    crypto_generichash_update(&state, (const unsigned char *)route, strlen(route) + 1);
    crypto_generichash_update(&state, (const unsigned char *)bound.p, bound.n);
    crypto_generichash_update(&state, (const unsigned char *)"", 1);
    crypto_generichash_update(&state, text, SIGNED);
    crypto_generichash_final(&state, mac, MAC);
}

struct vd_str http_token_make(struct vd_arena *arena, const unsigned char key[32], const char *route, struct vd_str bound, vd_us now)
{
    unsigned char raw[WHOLE];
    for (int i = 0; i < TIME; i++)
        raw[i] = (unsigned char)((uint64_t)now >> (8 * (TIME - 1 - i)));
    randombytes_buf(raw + TIME, NONCE);
    sign(raw + SIGNED, key, route, bound, raw);
    char *hex = vd_alloc(arena, 2 * WHOLE + 1);
    vd_hex(hex, raw, WHOLE);
    return (struct vd_str){hex, 2 * WHOLE};
}

static vd_us time_of(const unsigned char raw[TIME])
{
    uint64_t at = 0;
    for (int i = 0; i < TIME; i++)
        at = at << 8 | raw[i];
    return (vd_us)at;
}

vd_us http_token_at(struct vd_str token)
{
    unsigned char raw[WHOLE];
    return token.p && vd_unhex(token, raw, WHOLE) ? time_of(raw) : 0;
}

enum http_token_state http_token_read(const unsigned char key[32], const char *route, struct vd_str bound, struct vd_str token, vd_us now,
                                      vd_us least, vd_us most, unsigned char ret_nonce[16])
{
    unsigned char raw[WHOLE], mac[MAC];
    if (!token.p || !vd_unhex(token, raw, WHOLE))
        return HTTP_TOKEN_BAD;
    sign(mac, key, route, bound, raw);
    if (sodium_memcmp(mac, raw + SIGNED, MAC) != 0)
        return HTTP_TOKEN_BAD;
    vd_us age = now - time_of(raw);
    if (age < least || age < 0)
        return HTTP_TOKEN_EARLY;
    if (age > most)
        return HTTP_TOKEN_LATE;
    memcpy(ret_nonce, raw + TIME, NONCE);
    return HTTP_TOKEN_OK;
}
