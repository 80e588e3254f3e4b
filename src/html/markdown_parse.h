/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this room: what both writers of Markdown begin with. */
#ifndef VD_MARKDOWN_PARSE_H
#define VD_MARKDOWN_PARSE_H
#include <cmark-gfm.h>
#include "base/base.h"

/* The tree, the caller's; NULL: longer than 1 MiB. */
cmark_node *vd_markdown_parse(struct vd_str text);
#endif
