/* SPDX-License-Identifier: Apache-2.0 */
#include "core/files.h"

static bool seen(struct vd_str s, const char *needle) { return vd_str_find(s, vd_str_of(needle)) >= 0; }

static void look(struct vd_mime *mime, struct vd_str s)
{
    mime->word |= seen(s, "word/document.xml");
    mime->excel |= seen(s, "xl/workbook.xml");
}

void vd_mime_put(struct vd_mime *mime, struct vd_str chunk)
{
    char joint[2 * sizeof mime->tail];
    struct vd_str first = vd_str_sub(chunk, 0, sizeof mime->tail);
    size_t take = sizeof mime->head - mime->head_n;
    if (take > chunk.n)
        take = chunk.n;
    memcpy(mime->head + mime->head_n, chunk.p, take);
    mime->head_n += take;
    memcpy(joint, mime->tail, mime->tail_n);
    memcpy(joint + mime->tail_n, first.p, first.n);
    look(mime, (struct vd_str){joint, mime->tail_n + first.n});
    look(mime, chunk);
    struct vd_str last = vd_str_sub(chunk, chunk.n > sizeof mime->tail ? chunk.n - sizeof mime->tail : 0, chunk.n);
    memcpy(mime->tail, last.p, last.n);
    mime->tail_n = last.n;
}

struct vd_str vd_mime_type(const struct vd_mime *mime)
{
    struct vd_str head = {mime->head, mime->head_n};
    if (vd_str_starts(head, VD_S("%PDF-")))
        return VD_S("application/pdf");
    if (vd_str_starts(head, VD_S("\x89PNG\r\n\x1A\n")))
        return VD_S("image/png");
    if (vd_str_starts(head, VD_S("\xFF\xD8\xFF")))
        return VD_S("image/jpeg");
    if (vd_str_starts(head, VD_S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return VD_S("application/x-ole-storage");
    if (!vd_str_starts(head, VD_S("PK\x03\x04")))
        return VD_S("application/octet-stream");
    if (mime->word)
        return VD_S("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    if (mime->excel)
        return VD_S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    if (seen(head, "application/vnd.oasis.opendocument.spreadsheet")) /* the first member of an OpenDocument is its type */
        return VD_S("application/vnd.oasis.opendocument.spreadsheet");
    return VD_S("application/zip");
}
