/* SPDX-License-Identifier: Apache-2.0 */
/* Spaces of participation («espacios de participación», Ley 1757 de 2015: workshops, meetings, training) with attendance, minutes,
 * evidence and proposals; and pieces of communication («piezas de comunicación») that make a plan known. Kinds, channels and groups are
 * data: law/event-kinds.csv, event-channels.csv, event-groups.csv. Attendance is only counted: no column has a name. Neither is ever
 * removed: it is withdrawn, with a reason. Who may: participacion.escribir those of their unit, participacion.escribir_todo all of them,
 * and who decides on proposals. Files hang on EVENTS_SUBJECT and EVENTS_PIECE_SUBJECT. */
#ifndef EVENTS_H
#define EVENTS_H
#include "core/rights.h"
#include "features/documents/documents.h"
#include "features/events/events.sql.h"
#include "features/events/events_law.h"
#include "http/http.h"

extern const struct vd_route events_routes[], events_form_routes[], events_result_routes[], events_act_routes[], events_file_routes[], events_proposal_routes[], events_piece_routes[],
    events_piece_form_routes[], events_version_routes[], events_public_routes[];
/* For life_places: what was held and what was sent out for the plan of a version. */
#define EVENTS_PLACE {"Participación", "participacion", "participacion.ver", NULL}
#define EVENTS_SUBJECT "participation_event"
#define EVENTS_PIECE_SUBJECT "outreach_piece"
/* Rows of documents_readers. */
enum vd_err events_file_is_public(const struct documents_asked *asked, bool *ret);
enum vd_err events_piece_file_is_public(const struct documents_asked *asked, bool *ret);
/* A file that is not public may have names: for who needs it, in the unit that leads. */
enum vd_err events_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret);
#define EVENTS_READER {EVENTS_SUBJECT, "participacion.ver", events_file_is_public, events_file_may}
#define EVENTS_PIECE_READER {EVENTS_PIECE_SUBJECT, "participacion.ver", events_piece_file_is_public, events_file_may}

enum { EVENTS_GROUPS_MOST = 24, EVENTS_TITLE_MOST = 300, EVENTS_TEXT_MOST = 4000, EVENTS_MINUTES_MOST = 16 << 10, EVENTS_WHOLE = 20000 };

/* Generated: struct events_event_kinds {code, name, purpose, norm, mark}, struct events_event_channels {code, name, convenes, informs, mark},
 * struct events_event_groups {code, name, counts: "asistencia" or "diferencial", norm, mark}. A code that is gone reads as itself. */
struct vd_str events_kind_name(struct vd_str code);
struct vd_str events_channel_name(struct vd_str code);
struct vd_str events_group_name(struct vd_str code);

bool events_may_all(const struct vd_who *who);
bool events_may_unit(const struct vd_who *who, int64_t unit_id);

typedef event_found_rows events_list;
typedef event_count_rows events_counts;
typedef event_proposal_rows events_proposals;
typedef event_piece_rows events_pieces;
typedef event_step_rows events_steps;
typedef event_activity_rows events_activities;
typedef event_plan_rows events_plans;

/* 0 and empty texts: of any. before_no: the list goes on after that one, the last of the page before. */
struct events_asked {
    int64_t no, vigencia;
    struct vd_str family, state, unit;
    struct vd_str kind;          /* of an event; of a piece its channel */
    bool public_only;            /* public ones that were not withdrawn */
    struct vd_str before_on;     /* ISO */
    int64_t before_no, most;
};
/* Newest day first. */
VD_MUST enum vd_err events_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_asked *asked, events_list *ret);
VD_MUST enum vd_err events_pieces_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_asked *asked, events_pieces *ret);
VD_MUST enum vd_err events_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct event_found_row *ret); /* VD_NOT_FOUND */
VD_MUST enum vd_err events_piece_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct event_piece_row *ret);
/* event_id 0: of all events, in the order of their ids. */
VD_MUST enum vd_err events_counts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t event_id, events_counts *ret);
/* event_id, no, activity_key 0: of any. */
struct events_proposed { int64_t event_id, no, activity_key, vigencia; struct vd_str family; bool public_only; };
VD_MUST enum vd_err events_proposals_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_proposed *asked, events_proposals *ret);
VD_MUST enum vd_err events_steps_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t subject_id, events_steps *ret);
/* The activities of a plan: of its newest version at work; public_only: of the one that the public sees. */
VD_MUST enum vd_err events_activities_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, bool public_only, events_activities *ret);
VD_MUST enum vd_err events_plans_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, bool public_only, events_plans *ret);
#endif
