/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the file store: what files.c, files_rows.c and mime.c share. */
#ifndef VD_CORE_FILES_H
#define VD_CORE_FILES_H
#include "base/base.h"

#define VD_FILES_TEMP "tmp-" /* then 32 hex digits, in the entity's folder until the rename */

struct vd_files { int root; /* <data>/archivos */ };

struct vd_file_ref;
/* Copies (or only hashes, out < 0) from here to the end. VD_TOO_BIG: more than max bytes. */
VD_MUST enum vd_err vd_files_stream(int in, int out, int64_t max, struct vd_file_ref *ret);

/* The same of bytes in memory. */
VD_MUST enum vd_err vd_files_take(struct vd_str bytes, int out, struct vd_file_ref *ret);

VD_MUST enum vd_err vd_files_error(int error);                               /* of errno */
VD_MUST enum vd_err vd_files_lock(struct vd_files *files, int how, int *ret); /* LOCK_SH while storing, LOCK_EX while sweeping; close it */

/* Type of a file from its bytes, as they stream by: a hint for the person, the reader decides. */
struct vd_mime {
    char head[96], tail[32]; /* the first bytes; the last of the chunk before, for names that lie across */
    size_t head_n, tail_n;
    bool word, excel;        /* the name of its main part was seen in a zip */
};
void vd_mime_put(struct vd_mime *mime, struct vd_str chunk);
struct vd_str vd_mime_type(const struct vd_mime *mime); /* never absent, lives for ever */
#endif
