/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAIL_VIEWS_H
#define MAIL_VIEWS_H
#include "features/staff/staff.h"

/* mail_notices.html */
struct mail_notice_line { struct vd_str said, at; struct vd_url url; };
struct mail_notices_view {
    struct vd_staff_page page;
    VD_LIST(struct mail_notice_line) notices, before; /* not read yet; read */
    int64_t unread, last;                      /* last: number of the newest, for the form */
    struct vd_str token;
    struct vd_url action;
};

/* mail_outbox.html */
struct mail_line { struct vd_str to, subject, at, state, note; const char *kind; bool waits; struct vd_url again; };
struct mail_outbox_view { struct vd_staff_page page; bool on; VD_LIST(struct mail_line) mails; struct vd_str token; };
#endif
