/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef HELP_VIEWS_H
#define HELP_VIEWS_H
#include "html/html.h"

struct help_view { struct vd_page page; const char *version; };
#endif
