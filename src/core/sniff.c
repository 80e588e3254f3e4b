/* SPDX-License-Identifier: Apache-2.0 */
#include "core/files.h"

static bool seen(struct vd_str s, const char *needle) { return vd_str_find(s, vd_str_of(needle)) >= 0; }

static void look(struct vd_sniff *sniff, struct vd_str s)
{
    sniff->word |= seen(s, "word/document.xml");
    sniff->excel |= seen(s, "xl/workbook.xml");
}

void vd_sniff_put(struct vd_sniff *sniff, struct vd_str chunk)
{
    char joint[2 * sizeof sniff->tail];
    struct vd_str first = vd_str_sub(chunk, 0, sizeof sniff->tail);
    size_t take = sizeof sniff->head - sniff->head_n;
    if (take > chunk.n)
        take = chunk.n;
    memcpy(sniff->head + sniff->head_n, chunk.p, take);
    sniff->head_n += take;
    memcpy(joint, sniff->tail, sniff->tail_n);
    memcpy(joint + sniff->tail_n, first.p, first.n);
    look(sniff, (struct vd_str){joint, sniff->tail_n + first.n});
    look(sniff, chunk);
    struct vd_str last = vd_str_sub(chunk, chunk.n > sizeof sniff->tail ? chunk.n - sizeof sniff->tail : 0, chunk.n);
    memcpy(sniff->tail, last.p, last.n);
    sniff->tail_n = last.n;
}

struct vd_str vd_sniff_mime(const struct vd_sniff *sniff)
{
    struct vd_str head = {sniff->head, sniff->head_n};
    if (vd_str_starts(head, VD_S("%PDF-")))
        return VD_S("application/pdf");
    if (vd_str_starts(head, VD_S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return VD_S("application/x-ole-storage");
    if (!vd_str_starts(head, VD_S("PK\x03\x04")))
        return VD_S("application/octet-stream");
    if (sniff->word)
        return VD_S("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    if (sniff->excel)
        return VD_S("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    if (seen(head, "application/vnd.oasis.opendocument.spreadsheet")) /* the first member of an OpenDocument is its type */
        return VD_S("application/vnd.oasis.opendocument.spreadsheet");
    return VD_S("application/zip");
}
