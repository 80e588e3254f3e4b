/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef PEOPLE_VIEWS_H
#define PEOPLE_VIEWS_H
#include "core/services.h"
#include "features/staff/staff.h"

/* The page around a form of somebody who is not signed in. */
struct people_door {
    struct vd_str title;
    bool wrong;
    struct vd_url css, staff_css, icon;
};

/* people_sign_in.html */
struct people_sign_in_view {
    struct people_door door;
    struct vd_str token, back, problem;
    bool goes_on, closed;              /* goes_on: a page was asked for; closed: a session had been there */
    struct vd_input email, password;
    struct vd_wrongs_said wrongs;
    bool is_demo;                      /* the example entity is here, and its people may be seen */
    vd_demo_people demo;
};

/* people_kept.html: a form that came without session */
struct people_kept_field { struct vd_str name, label, value; bool tall; }; /* label: absent, it is no reading matter */
struct people_kept_view {
    struct people_door door;
    struct vd_url sign_in;
    struct vd_str token;
    struct vd_url again;               /* that the form goes to: the one it came to */
    VD_LIST(struct people_kept_field) fields;
    VD_LIST(struct vd_str) files;      /* names */
    bool anything, secrets;            /* secrets: passwords are not kept */
};

/* people_lost.html: asked for, and done */
struct people_lost_view {
    struct people_door door;
    struct vd_str token;
    struct vd_input email;
    struct vd_wrongs_said wrongs;
    bool mails, asked;                 /* mails: the server sends mail */
};

/* people_code.html: the second page of signing in */
struct people_code_view {
    struct people_door door;
    struct vd_str token, back, problem;
    struct vd_input code;
    struct vd_wrongs_said wrongs;
};

/* people_factor.html: of who has none, and of who has one */
struct people_factor_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str must;              /* entity whose roles need it */
    struct vd_str token, sealed, secret;
    struct vd_html drawing;
    struct vd_input code, password;
    struct vd_str since;             /* absent: there is none */
    int64_t left;                    /* codes on paper */
    struct vd_str renew_token, remove_token;
    struct vd_input renew, remove, remove_password;
};

/* people_recovery.html: shown once */
struct people_recovery_view { struct vd_staff_page page; struct vd_str said; VD_LIST(struct vd_str) codes; };

/* people_settings.html */
struct people_role_rule { struct vd_str code, name; bool needed; };
struct people_settings_view { struct vd_staff_page page; VD_LIST(struct people_role_rule) roles; struct vd_str token; struct vd_url action, quorum; };

/* people_password.html: with a link that works once */
struct people_password_view {
    struct people_door door;
    struct vd_str token, email, name;
    struct vd_url action;
    struct vd_input password, again;
    struct vd_wrongs_said wrongs;
};

/* people_account.html */
struct people_session_line { struct vd_str device, since, seen; bool here; };
struct people_try_line { struct vd_str at, outcome, device; const char *kind; };
struct people_account_view {
    struct vd_staff_page page;
    struct vd_str name, email;
    VD_LIST(struct people_session_line) sessions;
    VD_LIST(struct people_try_line) tries;
    struct vd_str token;             /* of the form that ends the other sessions */
    bool others;
    struct vd_str done;              /* «Se cerraron …» */
    struct vd_str mail_token;        /* of the form that chooses about notices */
    bool mailed;                     /* notices go to this person by mail too */
};

/* people_warned.html: what the lines of defence do not want together */
struct people_warned { VD_LIST(struct vd_str) lines; };

/* people_list.html */
struct people_line {
    struct vd_str name, email, role, line, unit, from, to, act, state;
    struct vd_str token; struct vd_url end;      /* to end the appointment */
    struct vd_url account;
};
struct people_list_view {
    struct vd_staff_page page;
    struct people_warned warnings;
    VD_LIST(struct people_line) people;
    struct vd_url add;
};

/* people_person.html: the account of another */
struct people_person_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, state, said, link;
    bool elsewhere, active, second, mails;
    struct vd_input name, email;
    struct vd_url data, renew, factor, turn, rights;
    struct vd_str data_token, renew_token, factor_token, turn_token;
};
struct vd_str people_account_state(const struct vd_appointed *a);

/* people_change.html */
struct people_change_view { struct vd_staff_page page; struct vd_wrongs_said wrongs; struct vd_str token; struct vd_input present, password, again; };

/* people_add.html */
struct people_add_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_url action;
    struct vd_input email, name, from, to, act;
    struct vd_choices role, unit;
};

/* people_added.html: the link is shown once */
struct people_added_view {
    struct vd_staff_page page;
    struct vd_str name, email, link;             /* link empty: mailed, elsewhere, or the person already has a password */
    bool mailed, elsewhere, distrusted;
    struct people_warned warnings;
    struct vd_url back;
};

/* people_rights.html */
struct people_right_line { struct vd_str role, why, norm; VD_LIST(struct vd_str) people; };
struct people_right { struct vd_str about; bool mine; VD_LIST(struct people_right_line) roles; };
struct people_rights_view { struct vd_staff_page page; VD_LIST(struct people_right) rights; };
#endif
