/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz_office.h"
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>
#include "office/office.h"

static void add(zip_t *zip, const struct fuzz_part *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->p, part->n, 0);
    zip_int64_t i = source ? zip_file_add(zip, part->name, source, 0) : -1;
    VD_FUZZ_MUST(i >= 0 && zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0) == 0);
}

void fuzz_read_package(const struct fuzz_part *parts, size_t n)
{
    zip_error_t error;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = out ? zip_open_from_source(out, ZIP_TRUNCATE, &error) : NULL;
    VD_FUZZ_MUST(zip);
    zip_source_keep(out);
    for (size_t i = 0; i < n; i++)
        add(zip, &parts[i]);
    VD_FUZZ_MUST(zip_close(zip) == 0);
    zip_stat_t st;
    VD_FUZZ_MUST(zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0);
    char *bytes = malloc(st.size + 1);
    VD_FUZZ_MUST(bytes && zip_source_read(out, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(out);
    zip_source_free(out);
    fuzz_read(bytes, st.size);
    free(bytes);
}

bool fuzz_take(struct vd_str *rest, struct fuzz_part *part)
{
    struct vd_str head;
    bool any = vd_str_split(rest, 0, &head);
    part->p = any ? head.p : "";
    part->n = any ? head.n : 0;
    return any;
}

static void check_grid(const struct vd_grid *grid)
{
    VD_EACH(cell, &grid->cells) {
        bool corner = false;
        VD_FUZZ_MUST(vd_grid_at(grid, cell->row, cell->col, &corner) == cell && corner);
        VD_FUZZ_MUST(vd_grid_at(grid, cell->row + cell->rows - 1, cell->col + cell->cols - 1, &corner) == cell);
    }
}

void fuzz_read(const void *bytes, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    VD_FUZZ_MUST(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    struct vd_doc *doc, *again;
    struct vd_str reason = {0};
    enum vd_err err = vd_doc_read(fd, arena, &doc, &reason);
    close(fd);
    if (err != VD_OK) {
        VD_FUZZ_MUST(reason.n && vd_utf8_valid(reason));
        return;
    }
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 64 << 20);
    VD_FUZZ_MUST(vd_doc_encode(doc, &out) == VD_OK);
    VD_FUZZ_MUST(vd_doc_decode(vd_buf_view(&out), arena, &again) == VD_OK);
    VD_FUZZ_MUST(again->blocks.n == doc->blocks.n);
    VD_EACH(block, &again->blocks)
        if (block->kind == VD_BLOCK_GRID)
            check_grid(block->grid);
}
