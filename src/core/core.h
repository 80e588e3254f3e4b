/* SPDX-License-Identifier: Apache-2.0 */
/* What all features share: entities, units with aliases, files by content. */
#ifndef VD_CORE_H
#define VD_CORE_H
#include "core/record.h"

/* ---- entities */
struct vd_entity {
    int64_t id;
    struct vd_str slug, name;
    int64_t public_version;
};
bool vd_slug_reserved(struct vd_str slug);   /* a word that the addresses of the program use, or may use one day */
bool vd_slug_valid(struct vd_str slug);      /* a-z 0-9 and '-', 2 to 40, begins with a letter, not reserved */
VD_MUST enum vd_err vd_entity_get(struct vd_db *db, struct vd_arena *arena, struct vd_str slug, struct vd_entity *ret);
typedef VD_LIST(struct vd_entity) vd_entities;
/* A page of the entities, all but the installation, in Spanish order; pages hang on entities, so that none is shown twice when one is added. */
struct vd_entity_asked {
    struct vd_str text;                      /* somewhere in the name, whatever accents and case; absent: all */
    struct vd_str after, before;             /* slugs; at most one; both absent: from the first */
    int64_t most;
};
struct vd_entity_page {
    vd_entities rows;
    int64_t matching, whole;                 /* how many have the text; how many there are */
    bool has_before, has_after;              /* beyond this page, with the text */
};
/* VD_NOT_FOUND: no entity with the slug of after or before. */
VD_MUST enum vd_err vd_entity_page(struct vd_db *db, struct vd_arena *arena, const struct vd_entity_asked *asked, struct vd_entity_page *ret);
/* Public version of one entity (slug), or of all together (empty): key of the page cache. VD_NOT_FOUND: no such entity. */
VD_MUST enum vd_err vd_entity_public_version(struct vd_db *db, struct vd_str slug, int64_t *ret);
/* The same of all of them, and of the whole under an empty slug, in the order of their bytes. */
struct vd_entity_version { struct vd_str slug; int64_t version; };
typedef VD_LIST(struct vd_entity_version) vd_entity_versions;
VD_MUST enum vd_err vd_entity_public_versions(struct vd_db *db, struct vd_arena *arena, vd_entity_versions *ret);
/* Inside a write transaction: the entity with this slug, created (event entidad.creada) when new. An existing one keeps its
 * name unless `name` is given and differs (event entidad.renombrada). VD_INVALID: bad or reserved slug; a new one without name. */
VD_MUST enum vd_err vd_entity_ensure(struct vd_db *db, struct vd_arena *arena, struct vd_str slug, struct vd_str name, struct vd_actor actor, vd_us now, struct vd_entity *ret);
/* Entity 0, created at the first start. */
VD_MUST enum vd_err vd_entity_ensure_installation(struct vd_db *db, struct vd_arena *arena, vd_us now);

/* ---- units: inside a change. Resolves a responsible's text: by alias, by name, by abbreviation after a dash
 * ("Oficina de Planeación de Gestión Institucional – OPGI" is the unit with both aliases); creates it when unknown. */
VD_MUST enum vd_err vd_unit_resolve(struct vd_change *change, struct vd_str raw, int64_t *ret_unit_id);

struct vd_unit { int64_t id; struct vd_str name, abbrev, slug; bool is_group; };
typedef VD_LIST(struct vd_unit) vd_units;
VD_MUST enum vd_err vd_unit_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_units *ret); /* in Spanish order */
VD_MUST enum vd_err vd_unit_name(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t unit_id, struct vd_str *ret);

/* ---- units and processes as a person keeps them (events dependencia.*, proceso.*) */
struct vd_unit_row {
    int64_t id;
    struct vd_str slug, name, abbrev, valid_from, valid_to;
    bool is_group;
    struct vd_oint line, parent_id, merged_into;
    unsigned char hash[32];       /* of the row as it was read: a change of another reading is refused */
};
VD_MUST enum vd_err vd_unit_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct vd_unit_row *ret);
/* The slug of the unit that took the rows of this one. VD_NOT_FOUND: none did. */
VD_MUST enum vd_err vd_unit_kept(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct vd_str *ret);
struct vd_alias { struct vd_str fold; bool by_person; };
typedef VD_LIST(struct vd_alias) vd_aliases;
VD_MUST enum vd_err vd_unit_aliases(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t unit_id, vd_aliases *ret);
/* Inside a change. VD_CONFLICT: its name already names a unit. id, slug: set. */
VD_MUST enum vd_err vd_unit_create(struct vd_change *change, struct vd_unit_row *unit);
/* VD_CONFLICT: its name names another unit; VD_DENIED: the row is not the one that was read; VD_INVALID: its
 * parent is itself or stands below it. The name of before stays one of its names. */
VD_MUST enum vd_err vd_unit_change(struct vd_change *change, const struct vd_unit_row *unit);
/* VD_CONFLICT: it names a unit already; VD_INVALID: no word is in it. */
VD_MUST enum vd_err vd_unit_alias_add(struct vd_change *change, int64_t unit_id, struct vd_str text);
VD_MUST enum vd_err vd_unit_alias_drop(struct vd_change *change, int64_t unit_id, struct vd_str fold);
/* Every row that names `gone`, of whatever table, names `kept`; so do its names. VD_INVALID: they are one, or one of them is gone. */
VD_MUST enum vd_err vd_unit_merge(struct vd_change *change, int64_t gone, int64_t kept);

struct vd_process { int64_t id, unit_id; struct vd_str name, unit, valid_from, valid_to; };
typedef VD_LIST(struct vd_process) vd_processes;
VD_MUST enum vd_err vd_process_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_processes *ret);
/* Inside a change: a new one when id is 0. */
VD_MUST enum vd_err vd_process_put(struct vd_change *change, const struct vd_process *process);

/* ---- files by content: <data>/archivos/<entity>/<first 2 hex>/<sha256 hex>. Written, fsynced (file and folder) before COMMIT. */
struct vd_files;
VD_MUST enum vd_err vd_files_open(const char *data, struct vd_files **ret);
void vd_files_close(struct vd_files *files);
struct vd_file_ref { unsigned char sha256[32]; int64_t size; struct vd_str mime; };
/* What the file at path holds now. */
VD_MUST enum vd_err vd_files_hash(const char *path, int64_t max, struct vd_file_ref *ret);
/* Copies the file at path into the store (idempotent: same content, same place). VD_NO_SPACE, VD_NOT_FOUND, VD_TOO_BIG. */
VD_MUST enum vd_err vd_files_store(struct vd_files *files, int64_t entity_id, const char *path, int64_t max, struct vd_file_ref *ret);
/* The same of bytes in memory. */
VD_MUST enum vd_err vd_files_store_bytes(struct vd_files *files, int64_t entity_id, struct vd_str bytes, struct vd_file_ref *ret);
/* Where a stored file can be opened, for this process. */
struct vd_str vd_files_path(const struct vd_files *files, struct vd_arena *arena, int64_t entity_id, struct vd_str sha256);
/* VD_OK: there and whole; VD_NOT_FOUND; VD_CORRUPT: other bytes. */
VD_MUST enum vd_err vd_files_check(struct vd_files *files, int64_t entity_id, const unsigned char sha256[32], int64_t size);
/* The same, and the file, open to be read from its begin: the caller closes it. */
VD_MUST enum vd_err vd_files_fetch(struct vd_files *files, int64_t entity_id, const unsigned char sha256[32], int64_t size, int *ret_fd);
/* The same, its bytes in memory. */
VD_MUST enum vd_err vd_files_read(struct vd_files *files, struct vd_arena *arena, int64_t entity_id, const unsigned char sha256[32], int64_t size, struct vd_str *ret);
/* Inside a change: rows file_blob (once) and attachment. */
struct vd_attaching {
    const struct vd_file_ref *file;
    struct vd_str name, kind;        /* kind: of law/file-kinds.csv; absent: an original */
    const char *subject_kind;
    int64_t subject_id;
    struct vd_str classification;    /* absent: clasificada */
    struct vd_oint added_by;
    struct vd_str retain_until;      /* ISO; absent: for ever */
};
VD_MUST enum vd_err vd_attach(struct vd_change *change, const struct vd_attaching *of, int64_t *ret_attachment_id);
/* An original: of an import. */
VD_MUST enum vd_err vd_file_attach(struct vd_change *change, const struct vd_file_ref *ref, struct vd_str name, const char *subject_kind, int64_t subject_id, int64_t *ret_attachment_id);
/* Files that were asked for and were not what was stored, looked at again: those that are whole by now are left out. At most 50. */
struct vd_file_damaged { struct vd_str entity, hex, name; bool is_gone; };
typedef VD_LIST(struct vd_file_damaged) vd_files_damaged;
VD_MUST enum vd_err vd_files_damaged_of(struct vd_files *files, struct vd_db *db, struct vd_arena *arena, vd_files_damaged *ret);
/* Removes files that no committed row names and that are older than a day: what a crash between write and commit left. */
VD_MUST enum vd_err vd_files_sweep(struct vd_files *files, struct vd_db *db, vd_us now, int64_t *ret_removed);
#endif
