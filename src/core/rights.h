/* SPDX-License-Identifier: Apache-2.0 */
/* Who may do what. Roles and rights are data (law/roles.csv, law/rights.csv, law/role-rights.csv: the table of the lines of defence,
 * MECI), compiled into the program; a person has a role in an entity by an appointment with dates, for one unit or for all. */
#ifndef VD_RIGHTS_H
#define VD_RIGHTS_H
#include "core/core.h"
#include "core/rights_law.h"

/* Generated: struct vd_law_roles {code "planeacion", name, line "0".."4" (4: strategic; 0: none), short_line "2.ª", about, norm, mark},
 * struct vd_law_rights {code "plan.escribir", about}, struct vd_law_role_rights {right, role, why, norm, mark}, each a table with its
 * number of rows: vd_law_roles[], vd_law_roles_n, … */
const struct vd_law_roles *vd_role_find(struct vd_str code);   /* NULL: no such role */
const struct vd_law_rights *vd_right_find(struct vd_str code);
/* Why a role has a right: NULL when it has not. */
const struct vd_law_role_rights *vd_role_may(struct vd_str role, struct vd_str right);

/* ---- a person at work */
struct vd_post {                  /* an appointment in force */
    int64_t appointment_id;
    const struct vd_law_roles *role;
    struct vd_oint unit_id;       /* absent: of the whole entity */
};
struct vd_who {
    int64_t person_id;
    struct vd_str name, email;
    struct vd_str session_hash;   /* 32 bytes: key of the session's row */
    bool strong;                  /* the second factor was given */
    struct vd_entity entity;      /* of the address; id 0: the address has none */
    VD_LIST(struct vd_post) posts; /* in that entity, today */
};
bool vd_who_may(const struct vd_who *who, const char *right);
/* For rows of this unit: by a post of the whole entity, or by one of the unit. */
bool vd_who_may_unit(const struct vd_who *who, const char *right, int64_t unit_id);
bool vd_who_has_role(const struct vd_who *who, const char *role);

/* The appointments of a person in an entity that are in force on a day. Roles that the program no longer knows are left out. */
VD_MUST enum vd_err vd_posts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, struct vd_date on, struct vd_who *ret_who);

/* Entities in which a person has an appointment on a day, in Spanish order. */
VD_MUST enum vd_err vd_person_entities(struct vd_db *db, struct vd_arena *arena, int64_t person_id, struct vd_date on, vd_entities *ret);

/* Has the person an appointment, of today or to come, in another entity than this one? */
VD_MUST enum vd_err vd_person_elsewhere(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t entity_id, struct vd_date on, bool *ret);

/* Every appointment of an entity that is in force on a day or will be, by name of the person. */
struct vd_appointed {
    int64_t appointment_id, person_id;
    struct vd_str name, email;
    bool active, has_password;
    struct vd_str role;
    struct vd_oint unit_id;
    struct vd_str unit;           /* its name; absent: the whole entity */
    struct vd_str valid_from, valid_to, act;
};
typedef VD_LIST(struct vd_appointed) vd_appointed_list;
VD_MUST enum vd_err vd_appointed(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date on, vd_appointed_list *ret);

/* Inside a change of the entity (event cargo.asignado): VD_INVALID: no such role. */
struct vd_appoint { int64_t person_id; struct vd_str role; struct vd_oint unit_id; struct vd_str valid_from, valid_to, act; };
VD_MUST enum vd_err vd_appoint(struct vd_change *change, const struct vd_appoint *of, int64_t *ret_id);
/* Inside a change (event cargo.terminado): its last day is `last`. VD_NOT_FOUND. */
VD_MUST enum vd_err vd_appointment_end(struct vd_change *change, int64_t appointment_id, struct vd_str last);
#endif
