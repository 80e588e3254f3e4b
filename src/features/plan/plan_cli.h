/* SPDX-License-Identifier: Apache-2.0 */
/* The commands about plans: `veedor check` and `veedor import`. On failure *ret_reason is a Spanish sentence: VD_INVALID, VD_TOO_BIG,
 * VD_NOT_FOUND and VD_CONFLICT speak of what was typed or of the file; others of the system. */
#ifndef PLAN_CLI_H
#define PLAN_CLI_H
#include "features/plan/plan_import.h"
#include "features/plan/read/plan_law.h"

struct plan_check_options {
    struct vd_str file, vigencia, instrument, format; /* as typed; all but the file may be absent */
};
/* Reads the file in the sandbox and prints the report to out: text, JSON, or the findings as CSV. */
VD_MUST enum vd_err plan_cli_check(struct vd_arena *arena, const struct plan_check_options *options, FILE *out, bool *ret_errors, struct vd_str *ret_reason);

struct plan_import_options {
    struct vd_str file, slug, name, vigencia, instrument; /* as typed; name and instrument may be absent */
    plan_beside_fn *beside;
    bool dry_run;
};
/* Reads the file in the sandbox, imports it and prints a summary to out. With dry_run nothing is stored: files may be NULL, and db
 * when nothing was ever stored. */
VD_MUST enum vd_err plan_cli_import(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, vd_us now,
                                    const struct plan_import_options *options, FILE *out, struct vd_str *ret_reason);

/* Takes a batch out again: "pasto/7". */
VD_MUST enum vd_err plan_cli_undo(struct vd_db *db, struct vd_arena *arena, vd_us now, struct vd_str batch, FILE *out, struct vd_str *ret_reason);

struct plan_export_options {
    struct vd_str file, slug, vigencia, instrument, form; /* as typed; instrument and form may be absent */
};
/* Writes a stored plan to the file, whole or not at all, and prints a line to `said`. */
VD_MUST enum vd_err plan_cli_export(struct vd_db *db, struct vd_arena *arena, const struct plan_export_options *options, FILE *said, struct vd_str *ret_reason);

/* ---- shared by the commands */
VD_MUST enum vd_err plan_cli_vigencia(struct vd_arena *arena, struct vd_str typed, int *ret, struct vd_str *ret_reason);
VD_MUST enum vd_err plan_cli_instrument(struct vd_arena *arena, struct vd_str typed, const struct law_instruments **ret, struct vd_str *ret_reason); /* typed absent: *ret is NULL */
struct vd_str plan_cli_base_name(struct vd_str path);
#endif
