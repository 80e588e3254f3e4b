/* SPDX-License-Identifier: Apache-2.0 */
/* A text as a square that a telephone reads. Dark on light whatever the colours of the page are: most readers take nothing else. */
#include <qrencode.h>
#include "html/html_put.h"

enum { QR_MOST = 64 * 1024, QUIET = 4 /* modules of free room around: ISO/IEC 18004 */ };

static void modules(struct vd_buf *buf, const QRcode *code)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0, from; x < code->width; x++) {
            for (from = x; x < code->width && code->data[y * code->width + x] & 1;)
                x++;
            if (x > from)
                vd_buf_printf(buf, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
        }
}

struct vd_html vd_qr_svg(struct vd_arena *arena, struct vd_str text, const char *label)
{
    QRcode *code = QRcode_encodeString8bit(vd_str_c(arena, text), 0, QR_ECLEVEL_M);
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, QR_MOST);
    if (!code)
        return (struct vd_html){0}; /* too long for any square: the text beside says it all */
    const int side = code->width + 2 * QUIET;
    vd_buf_printf(&buf, "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"",
                  label, side, side, side, side);
    modules(&buf, code);
    vd_buf_c(&buf, "\"/></svg>");
    QRcode_free(code);
    return (struct vd_html){vd_str_dup(arena, vd_buf_ok(&buf) == VD_OK ? vd_buf_view(&buf) : (struct vd_str){0})};
}
