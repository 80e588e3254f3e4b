/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFICIAL_VIEWS_H
#define OFFICIAL_VIEWS_H
#include "html/html.h"

/* official_wait.html */
struct official_wait_view {
    struct vd_page page;
    struct vd_str title, plan, cut_on, said;
    bool ready;
    int64_t total;               /* activities; 0: nobody counted yet */
    struct vd_bar bar;
    struct vd_url report, csv, xlsx, again, followup;
};
#endif
