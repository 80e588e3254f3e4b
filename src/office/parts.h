/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook taken apart and put together again. The file that somebody brought is opened in the isolated child only, which answers with
 * its parts as they are; what was changed of one is put together with the rest in the parent, which never reads the zip. */
#ifndef VD_PARTS_H
#define VD_PARTS_H
#include "office/package_write.h"

struct vd_parts {
    VD_LIST(struct vd_part) list;      /* in the order of the file */
    VD_LIST(struct vd_str) sheets;     /* names of the parts of its worksheets, as the reader counts them: the first is grid 1 */
};
/* In the child: of the XLSX file open at fd. VD_INVALID, VD_TOO_BIG: *ret_reason, in Spanish. */
VD_MUST enum vd_err vd_parts_take(int fd, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason);
/* In the parent: VD_CORRUPT when it is not what vd_parts_take writes. Parts stay in `bytes`. */
VD_MUST enum vd_err vd_parts_decode(struct vd_str bytes, struct vd_arena *arena, struct vd_parts *ret);
#endif
