/* SPDX-License-Identifier: Apache-2.0 */
#include "core/seal.h"
#include <sodium.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

static const unsigned char *bytes(struct vd_str s) { return (const unsigned char *)s.p; }

struct vd_str vd_seal(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str use, struct vd_str plain)
{
    unsigned char *out = vd_alloc(arena, NONCE + plain.n + TAG);
    randombytes_buf(out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, bytes(plain), plain.n, bytes(use), use.n, NULL, out, key);
    return (struct vd_str){(const char *)out, NONCE + plain.n + TAG};
}

enum vd_err vd_seal_open(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str use, struct vd_str sealed, struct vd_str *ret)
{
    if (sealed.n < NONCE + TAG)
        return VD_CORRUPT;
    const size_t n = sealed.n - NONCE - TAG;
    unsigned char *out = vd_alloc(arena, n + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL, bytes(sealed) + NONCE, sealed.n - NONCE, bytes(use), use.n, bytes(sealed), key) != 0)
        return VD_CORRUPT;
    *ret = (struct vd_str){(const char *)out, n};
    return VD_OK;
}
