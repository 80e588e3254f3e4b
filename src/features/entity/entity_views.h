/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ENTITY_VIEWS_H
#define ENTITY_VIEWS_H
#include "features/staff/staff.h"

/* entity_page.html */
struct entity_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token, hash, name;
    bool stored;                     /* another person changed it meanwhile */
    struct vd_url action;
    struct vd_input nit, dane, municipality, address, postal_code, phones, line, mail, judicial_mail, hours, website, social, representative;
    struct vd_choices level, category, department;
    /* shield */
    struct vd_url shield, shield_action, shield_drop;
    int64_t shield_width, shield_height;
    struct vd_str shield_token, drop_token;
    struct vd_input file;
};
#endif
