/* SPDX-License-Identifier: Apache-2.0 */
#include "office/package_write.h"
#include <zip.h>

enum { DOS_TIME = 0, DOS_DATE = 1 << 5 | 1 /* 1 January 1980, the first that a zip knows */ };

static bool add_part(zip_t *zip, const struct vd_part *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->bytes.p, part->bytes.n, 0);
    zip_int64_t at = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6) == 0 && zip_file_set_dostime(zip, (zip_uint64_t)at, DOS_TIME, DOS_DATE, 0) == 0;
}

/* own: kept by the caller. */
static bool write_parts(zip_source_t *own, const struct vd_part *parts, size_t n)
{
    zip_source_keep(own); /* one for zip_close, one for reading what it wrote */
    zip_t *zip = zip_open_from_source(own, ZIP_TRUNCATE, NULL);
    bool good = zip;
    if (!zip)
        zip_source_free(own);
    for (size_t i = 0; good && i < n; i++)
        good = add_part(zip, &parts[i]);
    if (zip && (!good || zip_close(zip) != 0)) {
        zip_discard(zip);
        return false;
    }
    return good;
}

static bool read_back(zip_source_t *own, struct vd_arena *arena, struct vd_str *ret)
{
    zip_stat_t stat;
    if (zip_source_stat(own, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(own) != 0)
        return false;
    char *bytes = vd_alloc_raw(arena, stat.size + 1);
    bool good = zip_source_read(own, bytes, stat.size) == (zip_int64_t)stat.size;
    zip_source_close(own);
    *ret = (struct vd_str){bytes, stat.size};
    return good;
}

static void free_source(void *own) { zip_source_free(own); }

enum vd_err vd_package_write(struct vd_arena *arena, const struct vd_part *parts, size_t n, struct vd_str *ret)
{
    zip_source_t *own = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!own)
        return VD_NO_MEMORY;
    vd_arena_defer(arena, free_source, own);
    return write_parts(own, parts, n) && read_back(own, arena, ret) ? VD_OK : VD_INTERNAL;
}
