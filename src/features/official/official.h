/* SPDX-License-Identifier: Apache-2.0 */
/* The official report of a follow-up («seguimiento»): the format of the guide, the detail of every activity with its four values, who
 * signed, and the head of the chain that proves it; as PDF, workbook, CSV and JSON, and the entity's own workbook with the follow-up
 * written into it. Guía «Estrategias para la construcción del PAAC», versión 2 (2015), cap. V, formato «Seguimiento al Plan Anticorrupción».
 * The same rows give the same bytes. A published report is kept for ever: official_file_make and official_file_put. */
#ifndef OFFICIAL_H
#define OFFICIAL_H
#include "features/documents/documents.h"
#include "features/followup/followup.h"
#include "http/http.h"
#include "office/parts.h"

struct official_jobs;
struct official_of {
    struct vd_db *db;            /* inside a read transaction, or a change */
    struct vd_arena *arena;
    struct vd_files *files;      /* for the shield */
    struct vd_str site;          /* public address of the installation («https://…»), for the QR; absent: the report bears none */
    int64_t entity_id, cutoff_id;
    /* Of one that is being published, whose row does not say it yet; else 0 and no date. */
    vd_us published_at;
    struct vd_date published_on;
    /* Told now and then how many activities are written; NULL: nobody asks. */
    void (*step)(void *arg, size_t done, size_t total);
    void *step_arg;
};
/* In a memory of its own, as long as the arena. VD_NOT_FOUND: no such cut-off; VD_CORRUPT: the shield's file is not what it was; VD_TOO_BIG. */
VD_MUST enum vd_err official_pdf(const struct official_of *of, struct vd_str *ret);

/* ---- publishing: the file is made before the change, so that the writer waits for nobody, and named inside of it. Put what was got into
 * cutoff.published_file; the address of the report serves these bytes from then on. subject kind of its attachment: "cutoff". */
VD_MUST enum vd_err official_file_make(const struct official_of *of, struct documents_file *ret);
VD_MUST enum vd_err official_file_put(struct vd_change *change, int64_t cutoff_id, const struct documents_file *file, int64_t person_id, int64_t *ret_attachment_id);
/* Of documents_readers. */
VD_MUST enum vd_err official_file_is_public(const struct documents_asked *asked, bool *ret);
#define OFFICIAL_READER {"cutoff", "plan.ver_borrador", official_file_is_public, NULL}

/* "/pasto/plan/2022/seguimiento/2022-04-30.pdf"; form with its point, "" for the page below which they stand. */
struct vd_url official_url(struct vd_arena *arena, struct vd_str slug, struct vd_str family, int64_t vigencia, struct vd_date cut_on, const char *form);

/* The half of the workbook's filling that runs in the isolated child: its run is vd_parts_take. */
#define OFFICIAL_PARTS_STEP "partes"

/* The thread that makes long reports, vd_services.reports: official_jobs.h. */
struct vd_services;
VD_MUST enum vd_err official_jobs_start(const struct vd_services *services, struct official_jobs **ret);
void official_jobs_stop(struct official_jobs *jobs); /* NULL is allowed */

extern const struct vd_route official_routes[];
#endif
