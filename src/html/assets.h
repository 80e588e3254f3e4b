/* SPDX-License-Identifier: Apache-2.0 */
/* Files of web/, and the checker of the record in tools/, embedded in the program by web/embed.py, plain and compressed. The name
 * holds the hash of the contents, so a browser may keep them for ever. */
#ifndef VD_HTML_ASSETS_H
#define VD_HTML_ASSETS_H
#include "base/base.h"

struct vd_asset {
    const char *path; /* "/estatico/veedor-1a2b3c4d5e6f.css" */
    const char *name; /* "veedor.css" */
    const char *type; /* Content-Type */
    const char *etag; /* with its quotes */
    const char *sha256; /* of raw, 64 digits */
    const unsigned char *raw, *gz; /* gz: one gzip member */
    size_t raw_size, gz_size;
};
extern const struct vd_asset vd_assets[]; /* ends with path NULL */

const struct vd_asset *vd_asset_by_name(const char *name); /* NULL: none */
#endif
