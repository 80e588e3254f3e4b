/* SPDX-License-Identifier: Apache-2.0 */
/* PNG (ISO 15948): a signature, then chunks of length, name, data and checksum, IHDR first, IEND last. JPEG (ITU T.81): segments of
 * marker and length up to the scan, one of them the frame with the size; the file ends with EOI. */
#include "office/picture.h"

enum { PIXELS_MOST = 32767 };

static uint32_t big(struct vd_str s, size_t at, int bytes)
{
    uint32_t v = 0;
    for (int i = 0; i < bytes; i++)
        v = v << 8 | (unsigned char)s.p[at + (size_t)i];
    return v;
}

static enum vd_err sized(struct vd_picture picture, uint32_t width, uint32_t height, struct vd_picture *ret)
{
    if (!width || !height || width > PIXELS_MOST || height > PIXELS_MOST)
        return VD_CORRUPT;
    picture.width = (int)width;
    picture.height = (int)height;
    *ret = picture;
    return VD_OK;
}

static enum vd_err read_png(struct vd_str s, struct vd_picture *ret)
{
    enum { HEAD = 8, AROUND = 12, IHDR = 13 };
    size_t at = HEAD;
    bool first = true;
    for (;; first = false) {
        if (s.n - at < AROUND)
            return VD_CORRUPT;
        uint32_t n = big(s, at, 4);
        struct vd_str name = vd_str_sub(s, at + 4, at + 8);
        if (n > s.n - at - AROUND || first != vd_str_is(name, "IHDR") || (first && n != IHDR))
            return VD_CORRUPT;
        if (vd_str_is(name, "IEND"))
            return sized((struct vd_picture){.kind = VD_PICTURE_PNG}, big(s, HEAD + 8, 4), big(s, HEAD + 12, 4), ret);
        at += AROUND + n;
    }
}

static bool is_frame(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static enum vd_err read_jpeg(struct vd_str s, struct vd_picture *ret)
{
    enum { SOS = 0xDA, FRAME = 9 };
    uint32_t width = 0, height = 0;
    for (size_t at = 2; s.n - at >= 4;) {
        unsigned char marker = (unsigned char)s.p[at + 1];
        uint32_t n = big(s, at + 2, 2);
        if ((unsigned char)s.p[at] != 0xFF || n < 2 || n > s.n - at - 2)
            return VD_CORRUPT;
        if (is_frame(marker) && n >= FRAME - 2) {
            height = big(s, at + 5, 2);
            width = big(s, at + 7, 2);
        }
        if (marker == SOS)
            return vd_str_ends(s, VD_S("\xFF\xD9")) ? sized((struct vd_picture){.kind = VD_PICTURE_JPEG}, width, height, ret) : VD_CORRUPT;
        at += 2 + n;
    }
    return VD_CORRUPT;
}

enum vd_err vd_picture_read(struct vd_str bytes, struct vd_picture *ret)
{
    if (vd_str_starts(bytes, VD_S("\x89PNG\r\n\x1A\n")))
        return read_png(bytes, ret);
    if (vd_str_starts(bytes, VD_S("\xFF\xD8\xFF")))
        return read_jpeg(bytes, ret);
    return VD_INVALID;
}
