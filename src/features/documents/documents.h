/* SPDX-License-Identifier: Apache-2.0 */
/* Files that people attach to anything (attachments), and the entity's documents with their versions, acts and review dates.
 *
 * A feature whose form brings a file: a VD_P_FILE parameter with .max = DOCUMENTS_MOST; in the POST's handler documents_take; in its own
 * change documents_attach; on its page documents_links and {{>files files}}; and one row of documents_readers (app/features.c). */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H
#include "core/core.h"
#include "features/documents/documents_kind.h"
#include "features/staff/staff.h"
#include "html/html.h"
#include "http/http.h"

enum { DOCUMENTS_MOST = 100 * 1000000 }; /* bytes of the largest kind; each kind has its own limit */

/* ---- bringing */
struct documents_file {
    struct vd_file_ref ref;
    struct vd_str name;                          /* clean: one line, no path, with an extension of its kind */
    const struct documents_file_kinds *kind;     /* NULL: no file was sent */
};
/* In the handler, on its worker: judges what was sent and stores its bytes (hashed, on the disk, synced). Nothing sent: VD_OK and kind NULL.
 * What is refused is said of the field (vd_req_wrong) and leaves nothing: VD_OK and kind NULL too, so look at rq->wrong. Stored bytes that
 * no change comes to name are taken by the sweep a day later. Call it last, when nothing else is wrong. VD_NO_SPACE. */
VD_MUST enum vd_err documents_take(struct vd_req *rq, const char *field, const struct vd_upload *upload, struct documents_file *ret);
/* The same without a form: bytes that the program made. Their kind is known. */
VD_MUST enum vd_err documents_keep(const void *services, int64_t entity_id, struct vd_str bytes, const struct documents_file_kinds *kind, struct vd_str name, struct documents_file *ret);
/* And what it wrote into an open file and flushed. */
VD_MUST enum vd_err documents_keep_file(struct vd_files *files, int64_t entity_id, FILE *from, const struct documents_file_kinds *kind, struct vd_str name, struct documents_file *ret);

enum documents_class { DOCUMENTS_CLASIFICADA, DOCUMENTS_PUBLICA, DOCUMENTS_RESERVADA }; /* Ley 1712 de 2014, arts. 6, 18 and 19 */
struct vd_str documents_class_code(enum documents_class classification); /* "publica", as it is stored */
/* Of a form's field `clase`; what says none of the three is classified: the careful one. */
enum documents_class documents_class_of(struct vd_str typed);
/* Its question, «Quién puede ver el archivo». Who sees what is public and what is classified is said by the feature: "quienes trabajan aquí". */
struct vd_choices documents_class_choices(struct vd_req *rq, struct vd_str typed, const char *public_said, const char *classified_said);
struct documents_attaching {
    const char *subject_kind;                    /* a row of documents_readers */
    int64_t subject_id;
    enum documents_class classification;
    int64_t person_id;                           /* 0: a citizen or the system */
    int64_t retain_years;                        /* from today; 0: for ever */
};
/* Inside a change. */
VD_MUST enum vd_err documents_attach(struct vd_change *change, const struct documents_file *file, const struct documents_attaching *of, int64_t *ret_attachment_id);
/* Inside a change: what it is now. A file that was public and no longer is can still be with who took it. VD_NOT_FOUND. */
VD_MUST enum vd_err documents_classify(struct vd_change *change, int64_t attachment_id, enum documents_class classification);

/* ---- reading: each kind of subject says who may. Ends with subject_kind NULL; made in app/features.c, so that this feature includes none
 * of them. A kind that is not there is read by nobody. A file that is `reservada` is read only by who added it and with the right
 * documentos.reservados. */
struct documents_asked { struct vd_db *db; struct vd_arena *arena; int64_t entity_id, subject_id, attachment_id; };
typedef enum vd_err documents_judge(const struct documents_asked *asked, bool *ret);
/* For subjects that not everybody with the right may see. who: who is signed in. */
struct vd_who;
typedef enum vd_err documents_staff_judge(const struct documents_asked *asked, const struct vd_who *who, bool *ret);
struct documents_reader {
    const char *subject_kind;                    /* "committee_session" */
    const char *right;                           /* that staff must have, a code of law/rights.csv */
    documents_judge *is_public;                  /* is this subject, with this file, public? Asked of files that are `publica`. NULL: never */
    documents_staff_judge *staff;                /* beside the right; NULL: the right is enough */
};
extern const struct documents_reader documents_readers[];

/* "/pasto/trabajo/archivos/41" and "/pasto/archivos/<64 digits>": a public file is known by its hash. */
struct vd_url documents_url(struct vd_arena *arena, struct vd_str slug, int64_t attachment_id);
struct vd_url documents_public_url(struct vd_arena *arena, struct vd_str slug, struct vd_str sha256);

/* ---- the list: struct vd_files_shown of html/html.h, {{>files files}} */
/* The files of a subject, oldest first. For staff: all, with the address of work. */
VD_MUST enum vd_err documents_links(struct vd_req *rq, int64_t entity_id, struct vd_str slug, const char *subject_kind, int64_t subject_id, struct vd_files_shown *ret);
/* For the public: those that are public, with the public address. Cached pages may show it: classifying is a public event. */
VD_MUST enum vd_err documents_public_links(struct vd_req *rq, int64_t entity_id, struct vd_str slug, const char *subject_kind, int64_t subject_id, struct vd_files_shown *ret);
/* One file by its id, as a line. VD_NOT_FOUND. */
VD_MUST enum vd_err documents_one(struct vd_req *rq, int64_t entity_id, struct vd_str slug, int64_t attachment_id, bool is_public, struct vd_file_line *ret);
/* The answer is this file, to be saved; the caller has judged who may. Told to `veedor doctor` when its bytes are not those of its hash. */
VD_MUST enum vd_err documents_send(struct vd_req *rq, int64_t entity_id, int64_t attachment_id);
struct vd_str documents_size(struct vd_arena *arena, int64_t bytes);  /* "340 KB", "1,2 MB" */
/* The box of a form that takes a file: label, what is taken, how much. */
struct vd_input documents_input(const struct vd_req *rq, const char *name, struct vd_str label);

/* ---- the entity's documents, subject kind "document" of documents_readers. Pages of other features below the address of one
 * ("/pasto/trabajo/documentos/politica-de-riesgos"); ends with text NULL, made in app/features.c. */
struct documents_place { const char *text, *word, *right; };
extern const struct documents_place documents_places[];
struct documents_title { int64_t id; struct vd_str slug, title; };
typedef VD_LIST(struct documents_title) documents_titles;
VD_MUST enum vd_err documents_titles_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, documents_titles *ret);
/* The newest version of a document whose file can be read as a matrix: Word, Excel, LibreOffice, CSV. VD_NOT_FOUND: none, or no such document. */
struct documents_matrix { int64_t document_id, no; struct vd_str title, name; struct vd_file_ref file; };
VD_MUST enum vd_err documents_matrix_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct documents_matrix *ret);
/* Of documents_readers. */
VD_MUST enum vd_err documents_file_is_public(const struct documents_asked *asked, bool *ret);

extern const struct vd_route documents_file_routes[], documents_work_routes[], documents_public_routes[];

/* For staff_task_sources: documents whose review is due or overdue. */
staff_tasks_fn documents_tasks;
#endif
