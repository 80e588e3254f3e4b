/* SPDX-License-Identifier: Apache-2.0 */
/* Embedded files: their responses are made once, over the program's own bytes. A name holds the hash of its contents. */
#include "html/assets.h"
#include "http/internal.h"

struct http_file {
    const struct vd_asset *asset;
    struct vd_str path;
    char gz_etag[64];
    struct MHD_Response *raw, *gz, *raw_same, *gz_same;
};

const char *vd_http_asset_path(const struct vd_asset *assets, size_t i) { return assets[i].path; }

static bool prepare(struct http_file *f)
{
    const struct vd_asset *a = f->asset;
    struct vd_buf nothing = {0};
    struct http_answer answer = {.type = a->type, .etag = a->etag, .cache_control = "public, max-age=31536000, immutable", .vary = true};
    f->path = vd_str_of(a->path);
    snprintf(f->gz_etag, sizeof f->gz_etag, "%.*s-gz\"", (int)strlen(a->etag) - 1, a->etag);
    f->raw = http_response_fixed(&answer, a->raw, a->raw_size);
    answer.type = NULL;
    f->raw_same = http_response(&answer, &nothing);
    answer.etag = f->gz_etag;
    f->gz_same = http_response(&answer, &nothing);
    answer.type = a->type;
    answer.gzip = true;
    f->gz = http_response_fixed(&answer, a->gz, a->gz_size);
    return f->raw && f->gz && f->raw_same && f->gz_same;
}

struct http_file *http_files_new(const struct vd_asset *assets)
{
    size_t n = 0;
    while (assets && assets[n].path)
        n++;
    struct http_file *files = calloc(n + 1, sizeof *files);
    for (size_t i = 0; files && i < n; i++) {
        files[i].asset = &assets[i];
        if (!prepare(&files[i])) {
            http_files_free(files);
            return NULL;
        }
    }
    return files;
}

static void release(struct MHD_Response *response)
{
    if (response)
        MHD_destroy_response(response);
}

void http_files_free(struct http_file *files)
{
    for (struct http_file *f = files; f && f->asset; f++) {
        release(f->raw);
        release(f->gz);
        release(f->raw_same);
        release(f->gz_same);
    }
    free(files);
}

struct MHD_Response *http_files_find(const struct http_file *files, struct vd_str path, const struct http_head *head, int *ret_status, size_t *ret_bytes)
{
    for (const struct http_file *f = files; f->asset; f++) {
        if (!vd_str_eq(f->path, path))
            continue;
        bool same = http_etag_listed(head->etags, head->gzip ? f->gz_etag : f->asset->etag);
        *ret_status = same ? 304 : 200;
        *ret_bytes = same ? 0 : head->gzip ? f->asset->gz_size : f->asset->raw_size;
        if (same)
            return head->gzip ? f->gz_same : f->raw_same;
        return head->gzip ? f->gz : f->raw;
    }
    return NULL;
}
