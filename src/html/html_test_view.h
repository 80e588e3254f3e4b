/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VD_HTML_TEST_VIEW_H
#define VD_HTML_TEST_VIEW_H
#include "html/html.h"

enum html_test_kind { HTML_TEST_PLAIN = 1, HTML_TEST_ODD };
struct html_test_cell { struct vd_str text; };
struct html_test_row { struct vd_str name; VD_LIST(struct html_test_cell) cells; VD_LIST(const char *) words; };
struct html_test_view {
    struct vd_str text;
    const char *c;
    char letters[16];
    struct vd_html markup;
    struct vd_url url;
    int year;
    int64_t big;
    uint16_t small;
    size_t size;
    bool yes;
    struct vd_oint some, none;
    struct vd_date date, no_date;
    struct vd_qty qty, no_qty;
    enum html_test_kind kind;
    struct vd_sem sem;
    const struct vd_sem *pointer, *nothing;
    VD_LIST(struct html_test_row) rows;
};
#endif
