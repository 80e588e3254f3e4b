/* SPDX-License-Identifier: Apache-2.0 */
/* View of error.html; filled by error.c. */
#ifndef VD_HTML_ERROR_VIEW_H
#define VD_HTML_ERROR_VIEW_H
#include "html/html.h"

struct vd_error_view {
    struct vd_page page;
    int status;
    const char *title, *what, *safe;
    const char *advice, *advice_2;
    struct vd_str problem, request_id, at;
    VD_LIST(struct vd_link) ways;
};
#endif
