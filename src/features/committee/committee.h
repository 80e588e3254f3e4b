/* SPDX-License-Identifier: Apache-2.0 */
/* The committee that approves plans: its sessions, who attended, what was on the agenda and what was decided. A decision is a step of the
 * version's life, taken in the same change: with the acta of a session that had quorum, or by the head of the entity alone
 * (Decreto 1083 de 2015, art. 2.2.22.3.8). */
#ifndef COMMITTEE_H
#define COMMITTEE_H
#include "features/committee/committee.sql.h"
#include "features/documents/documents.h"
#include "features/life/life.h"
#include "http/http.h"

extern const struct vd_route committee_routes[], committee_new_routes[], committee_approval_routes[], committee_rule_routes[];

/* The condition "sesion_decidida" of law/plan-transitions.csv. */
enum vd_err committee_session_decided(const struct life_ask *ask, struct life_met *ret);
/* For life_places: the page of a version where it is decided. */
#define COMMITTEE_PLACE {"Aprobación", "aprobacion", "plan.ver_borrador", "aprobar devolver rechazar"}

typedef committee_member_rows committee_members;   /* {person_id, name, role "comite" or "jefe"} */
typedef committee_held_rows committee_sessions;
typedef committee_present_rows committee_presents;
typedef committee_agenda_rows committee_items;
/* on: ISO. By name. */
VD_MUST enum vd_err committee_members_on(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str on, committee_members *ret);
/* session 0: all, newest first. */
VD_MUST enum vd_err committee_sessions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_sessions *ret);
VD_MUST enum vd_err committee_presents_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t session, committee_presents *ret);
/* session, version, item: 0: of any. */
struct committee_asked { int64_t session, version, item; };
VD_MUST enum vd_err committee_items_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct committee_asked of, committee_items *ret);
/* How many of so many members must attend. share_n of share_of: at least that share; with more: more than it, by so many. */
struct committee_quorum_rule { const char *code, *said; int64_t share_n, share_of, more; };
extern const struct committee_quorum_rule committee_quorum_rules[]; /* that an entity may choose; the first where it says nothing; ends with code NULL */
struct committee_ruled { const struct committee_quorum_rule *rule; struct vd_str act; };
VD_MUST enum vd_err committee_rule_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct committee_ruled *ret);
int64_t committee_quorum(const struct committee_quorum_rule *rule, int64_t members);
static inline bool committee_has_quorum(int64_t present, int64_t quorum) { return present >= quorum; }

/* ---- inside a change of the entity; with an error, problem is a Spanish sentence */
/* VD_CONFLICT: it is another than was seen; VD_INVALID: no such rule. Sessions that are registered keep the quorum they had. */
struct committee_ruling { struct vd_str rule, seen, act; };
VD_MUST enum vd_err committee_rule_set(struct vd_change *change, struct committee_ruling *of);

/* The day on which a version went to approval for the last time: who decides on it met that day or later. */
VD_MUST enum vd_err committee_waits_since(struct vd_db *db, struct vd_arena *arena, const struct life_version_row *version, struct vd_date *ret);

struct committee_registering {
    int64_t person_id;                  /* who registers it */
    struct vd_str held_on, place, minutes_no;
    VD_LIST(int64_t) people, versions;  /* who attended; the agenda: versions in approval */
    struct documents_file file;         /* the acta; kind NULL: none */
    struct vd_str problem;
};
/* VD_INVALID: someone was no member that day, or a version does not wait for approval; VD_CONFLICT: that acta of that day is registered, in a session that was not withdrawn. */
VD_MUST enum vd_err committee_register(struct vd_change *change, struct committee_registering *of);
/* Is its acta public? VD_CONFLICT: it is so already, or it has none. */
VD_MUST enum vd_err committee_show_minutes(struct vd_change *change, int64_t session, bool is_public);
/* The acta of a session that has none. VD_CONFLICT: it has one; VD_NOT_FOUND. */
VD_MUST enum vd_err committee_bring_minutes(struct vd_change *change, int64_t session, const struct documents_file *file, int64_t person_id);

/* A session that was registered by mistake: kept as withdrawn. VD_CONFLICT: it is so already, or it decided something; VD_NOT_FOUND. */
struct committee_withdrawing { int64_t session, person_id; struct vd_str why, problem; };
VD_MUST enum vd_err committee_withdraw(struct vd_change *change, struct committee_withdrawing *of);

struct committee_deciding {
    struct life_stepping step;          /* event: "aprobar" "devolver" "rechazar"; said: reason, and without item the act */
    int64_t item_id;                    /* of a session; 0: the head of the entity alone */
    struct documents_file file;         /* the act; kind NULL: that of the session, when it has one */
    struct vd_str problem;
};
/* VD_CONFLICT: decided meanwhile; VD_DENIED: no right, or did not attend; VD_INVALID: no quorum, or a condition is not met. */
VD_MUST enum vd_err committee_decide(struct vd_change *change, struct committee_deciding *of);
#endif
