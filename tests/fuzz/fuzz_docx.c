/* SPDX-License-Identifier: Apache-2.0 */
/* A Word file, as bytes and (when the bytes are no zip) as the document part of a well-formed one, so that the fuzzer reaches
 * the XML without having to invent a zip; what follows a NUL byte is its styles. What is read must survive the way through the child's answer. */
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>
#include "fuzz.h"
#include "office/office.h"

static const char types[] = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char rels[] = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static const char styles_rels[] = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
    "Id=\"s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";

static void add(zip_t *zip, const char *name, const void *p, size_t n)
{
    zip_source_t *source = zip_source_buffer(zip, p, n, 0);
    zip_int64_t i = source ? zip_file_add(zip, name, source, 0) : -1;
    VD_FUZZ_MUST(i >= 0 && zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0) == 0);
}

/* Bytes of a zip whose document part is the input; to be freed. */
static void *wrap(const uint8_t *data, size_t n, size_t *ret_n)
{
    zip_error_t error;
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = out ? zip_open_from_source(out, ZIP_TRUNCATE, &error) : NULL;
    VD_FUZZ_MUST(zip);
    zip_source_keep(out);
    add(zip, "[Content_Types].xml", types, sizeof types - 1);
    add(zip, "_rels/.rels", rels, sizeof rels - 1);
    const uint8_t *nul = n ? memchr(data, 0, n) : NULL;
    size_t n_document = nul ? (size_t)(nul - data) : n;
    add(zip, "word/document.xml", data, n_document);
    if (nul) {
        add(zip, "word/_rels/document.xml.rels", styles_rels, sizeof styles_rels - 1);
        add(zip, "word/styles.xml", nul + 1, n - n_document - 1);
    }
    VD_FUZZ_MUST(zip_close(zip) == 0);
    zip_stat_t st;
    VD_FUZZ_MUST(zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0);
    char *bytes = malloc(st.size + 1);
    VD_FUZZ_MUST(bytes && zip_source_read(out, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(out);
    zip_source_free(out);
    *ret_n = st.size;
    return bytes;
}

static void read_bytes(const void *bytes, size_t n)
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
            VD_EACH(cell, &block->grid->cells) {
                bool corner = false;
                VD_FUZZ_MUST(vd_grid_at(block->grid, cell->row, cell->col, &corner) == cell && corner);
                VD_FUZZ_MUST(vd_grid_at(block->grid, cell->row + cell->rows - 1, cell->col + cell->cols - 1, &corner) == cell);
            }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    read_bytes(data, n);
    if (n < 2 || data[0] != 'P' || data[1] != 'K') {
        size_t zipped;
        void *bytes = wrap(data, n, &zipped);
        read_bytes(bytes, zipped);
        free(bytes);
    }
    return 0;
}
