/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor compliance`: what was typed, and which way the answer goes. */
#include "features/followup/followup.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2100, ANSWER_MOST = 64 << 20 };

static const char *method_name(int i) { return followup_method_name((enum followup_method)i); }
static const char *basis_name(int i) { return followup_basis_name((enum followup_basis)i); }

static void put_json(struct vd_buf *out, struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *asked)
{
    struct followup_document document = followup_document_of(arena, sheet, asked);
    struct vd_json json;
    vd_json_init(&json, out);
    vd_dataset_json_row(&json, sheet->there ? &followup_document_set : &followup_none_set, &document);
    vd_buf_char(out, '\n');
}

/* The bits of a name, all of them for `all` or nothing; 0: no such name. */
static unsigned bits_of(struct vd_str typed, const char *(*name)(int), int n)
{
    if (!typed.n || vd_str_is(typed, "all"))
        return (1u << n) - 1;
    for (int i = 0; i < n; i++)
        if (typed.n == strlen(name(i)) && strncasecmp(typed.p, name(i), typed.n) == 0)
            return 1u << i;
    return 0;
}

static enum vd_err refuse(struct vd_str reason, struct vd_str *ret_reason)
{
    *ret_reason = reason;
    return VD_INVALID;
}

static enum vd_err check(struct vd_arena *arena, const struct followup_options *options, struct followup_question *ret, bool *ret_json, struct vd_str *ret_reason)
{
    struct followup_question asked = {.slug = options->slug};
    bool json = vd_str_is(options->format, "json");
    if (!vd_str_i64(options->vigencia, &asked.vigencia) || asked.vigencia < YEAR_LEAST || asked.vigencia > YEAR_MOST)
        return refuse(vd_str_printf(arena, "«%.*s» no es una vigencia: escriba el año, de %d a %d.", VD_SARG(options->vigencia), YEAR_LEAST, YEAR_MOST), ret_reason);
    if (!(asked.methods = bits_of(options->method, method_name, FOLLOWUP_METHODS)))
        return refuse(vd_str_printf(arena, "no se conoce el método «%.*s». Use M1, M2, M3, M4 o all.", VD_SARG(options->method)), ret_reason);
    if (!(asked.bases = bits_of(options->basis, basis_name, FOLLOWUP_BASES)))
        return refuse(vd_str_printf(arena, "no se conoce la base «%.*s». Use declared (lo declarado), reviewed (lo revisado), verified (lo verificado), "
                                    "recomputed (lo recalculado) o all.", VD_SARG(options->basis)), ret_reason);
    if (options->format.n && !json && !vd_str_is(options->format, "text"))
        return refuse(vd_str_printf(arena, "no se conoce el formato «%.*s». Use text o json.", VD_SARG(options->format)), ret_reason);
    *ret = asked;
    *ret_json = json;
    return VD_OK;
}

static enum vd_err no_plan(struct vd_db *db, struct vd_arena *arena, const struct vd_entity *entity, int64_t vigencia, struct vd_str *ret_reason)
{
    followup_years years;
    VD_TRY(followup_years_of(db, arena, entity->id, &years));
    struct vd_str reason = vd_str_printf(arena, "%.*s no tiene plan de la vigencia %" PRId64 ".%s", VD_SARG(entity->name), vigencia, years.n ? " Los hay de:" : "");
    VD_EACH(year, &years)
        reason = vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(reason), *year);
    *ret_reason = reason;
    return VD_NOT_FOUND;
}

static enum vd_err find(struct vd_db *db, struct vd_arena *arena, struct followup_question *asked, struct followup_sheet *ret, struct vd_str *ret_reason)
{
    struct vd_entity entity;
    enum vd_err err = vd_entity_get(db, arena, asked->slug, &entity);
    if (err == VD_NOT_FOUND)
        *ret_reason = vd_str_printf(arena, "no hay una entidad «%.*s». Impórtele un plan con «veedor import».", VD_SARG(asked->slug));
    VD_TRY(err);
    asked->entity_name = entity.name;
    err = followup_sheet_get(db, arena, &(struct followup_which){.entity_id = entity.id, .vigencia = asked->vigencia}, ret);
    return err == VD_NOT_FOUND ? no_plan(db, arena, &entity, asked->vigencia, ret_reason) : err;
}

enum vd_err followup_cli_compliance(struct vd_db *db, struct vd_arena *arena, const struct followup_options *options, FILE *out, struct vd_str *ret_reason)
{
    struct followup_question asked;
    struct followup_sheet sheet;
    bool json;
    VD_AUTO_BUF struct vd_buf answer;
    vd_buf_init(&answer, ANSWER_MOST);
    VD_TRY(check(arena, options, &asked, &json, ret_reason));
    VD_TRY(vd_db_begin(db, VD_DB_READ));
    enum vd_err err = find(db, arena, &asked, &sheet, ret_reason);
    vd_db_rollback(db);
    VD_TRY(err);
    if (json)
        put_json(&answer, arena, &sheet, &asked);
    else
        followup_text_put(&answer, arena, &sheet, &asked);
    VD_TRY(vd_buf_ok(&answer));
    return fwrite(answer.p, 1, answer.n, out) == answer.n ? VD_OK : VD_IO;
}
