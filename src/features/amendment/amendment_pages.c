/* SPDX-License-Identifier: Apache-2.0 */
/* What anybody may read of the versions of a plan: the sheet of each, and two of them beside each other. Drafts are not among them. */
#include "features/amendment/amendment_compare.tpl.h"
#include "features/amendment/amendment_pages.h"
#include "features/amendment/amendment_versions.tpl.h"

enum vd_err amendment_open(struct vd_req *rq, struct amendment_opened *ret)
{
    const struct amendment_public_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    VD_TRY(amendment_versions_of(rq->db, rq->arena, ret->entity.id, in->familia, in->vigencia.v, &ret->versions));
    ret->plan = plan_url(rq->arena, ret->entity.slug, in->familia, in->vigencia.v);
    if (ret->versions.n)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(ret->entity.name), plan_family_words_of(in->familia).one, in->vigencia.v);
    return VD_NOT_FOUND;
}

struct vd_str amendment_version_plan(struct vd_arena *arena, const struct amendment_version_row *v)
{
    return vd_str_printf(arena, "%.*s %" PRId64, VD_SARG(v->short_name), v->vigencia);
}

enum vd_err amendment_open_page(struct vd_req *rq, const struct amendment_opened *opened, struct vd_str title, struct vd_str here, struct vd_page *ret)
{
    VD_TRY(site_page(rq, &opened->entity, title, ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    site_crumb(rq, ret, VD_S("Participa"), ret->nav_participate);
    site_crumb(rq, ret, amendment_version_plan(rq->arena, &opened->versions.v[0]), opened->plan);
    ret->here = here;
    ret->nav_current = 3;
    return VD_OK;
}

/* ---- the sheet of each version */

static struct vd_str published_of(struct vd_arena *arena, const struct amendment_version_row *v)
{
    if (v->published_on.n)
        return plan_published_text(arena, v->published_on, v->due_on);
    return vd_str_printf(arena, "Leída de su documento el %.*s", VD_SARG(vd_es_date_long(arena, vd_date_in_bogota(v->created_at))));
}

static const struct amendment_version_row *version_no(const amendment_versions *versions, int64_t no)
{
    VD_EACH(v, versions)
        if (v->no == no)
            return v;
    return NULL;
}

static struct vd_str counted(struct vd_arena *arena, int64_t n, const char *one, const char *many) { return vd_str_printf(arena, "%" PRId64 " %s", n, n == 1 ? one : many); }

struct vd_str amendment_touched(struct vd_arena *arena, const struct plan_diff *diff)
{
    struct vd_str said = vd_str_printf(arena, "%.*s, %.*s, %.*s", VD_SARG(counted(arena, diff->added, "nueva", "nuevas")),
                                       VD_SARG(counted(arena, diff->changed, "cambiada", "cambiadas")), VD_SARG(counted(arena, diff->removed, "retirada", "retiradas")));
    return diff->parts.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(said), VD_SARG(counted(arena, (int64_t)diff->parts.n, "componente o texto", "componentes o textos"))) : said;
}

static struct vd_url compare_url(struct vd_arena *arena, struct vd_url plan, int64_t from, int64_t to)
{
    return (struct vd_url){vd_str_printf(arena, "%.*s/comparar?de=%" PRId64 "&a=%" PRId64, VD_SARG(plan.s), from, to)};
}

static enum vd_err fill_files(struct vd_req *rq, const struct amendment_opened *opened, const struct amendment_version_row *v, struct amendment_sheet *sheet)
{
    struct vd_file_line line;
    life_published files = {0};
    enum vd_err err = v->act_file.has ? documents_one(rq, opened->entity.id, opened->entity.slug, v->act_file.v, true, &line) : VD_NOT_FOUND;
    if (err == VD_OK)
        *VD_PUSH(rq->arena, &sheet->act_file.lines) = line;
    else if (err != VD_NOT_FOUND)
        return err;
    VD_TRY(life_published_of(rq->db, rq->arena, opened->entity.id, v->id, &files));
    VD_EACH(file, &files) {
        VD_TRY(documents_one(rq, opened->entity.id, opened->entity.slug, file->attachment_id, true, &line));
        *VD_PUSH(rq->arena, &sheet->kept.lines) = line;
    }
    return VD_OK;
}

static enum vd_err fill_sheet(struct vd_req *rq, const struct amendment_opened *opened, const struct amendment_version_row *v, struct amendment_sheet *sheet)
{
    const struct amendment_version_row *base = amendment_base_in(&opened->versions, v);
    struct plan_diff diff;
    *sheet = (struct amendment_sheet){.no = v->no, .state = life_state_sem(v->state), .published = published_of(rq->arena, v), .act = plan_act_text(rq->arena, v->act_kind, v->act_no, v->act_on), .motive = v->motive,
        .file = {vd_str_printf(rq->arena, "%.*s/versiones/%" PRId64 ".xlsx", VD_SARG(opened->plan.s), v->no)}};
    sheet->signers = v->act_signers;
    VD_TRY(fill_files(rq, opened, v, sheet));
    VD_TRY(amendment_told_of(rq->db, rq->arena, opened->entity.id, v->id, &sheet->told));
    if (!base)
        return VD_OK;
    VD_TRY(amendment_compare(rq->db, rq->arena, opened->entity.id, base->id, v->id, &diff));
    sheet->touched = amendment_touched(rq->arena, &diff);
    sheet->earlier_no = base->no;
    sheet->compare = compare_url(rq->arena, opened->plan, base->no, v->no);
    sheet->earlier = (struct vd_url){vd_str_printf(rq->arena, "#version-%" PRId64, base->no)};
    return VD_OK;
}

static enum vd_err versions_page(struct vd_req *rq)
{
    struct amendment_opened opened = {0};
    struct amendment_versions_view view = {0};
    VD_TRY(amendment_open(rq, &opened));
    view.title = vd_str_printf(rq->arena, "Versiones del %.*s", VD_SARG(amendment_version_plan(rq->arena, &opened.versions.v[0])));
    view.log = vd_url_with(rq->arena, opened.plan, "/cambios");
    VD_TRY(amendment_open_page(rq, &opened, view.title, VD_S("Versiones"), &view.page));
    VD_EACH(v, &opened.versions)
        VD_TRY(fill_sheet(rq, &opened, v, VD_PUSH(rq->arena, &view.sheets)));
    tpl_amendment_versions(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* The file that was kept when it was published; of a version that came from its document, made from its rows, which do not change. */
static enum vd_err version_xlsx(struct vd_req *rq)
{
    const struct amendment_public_input *in = rq->input;
    struct amendment_opened opened = {0};
    VD_TRY(amendment_open(rq, &opened));
    const struct amendment_version_row *v = version_no(&opened.versions, in->version.v);
    if (!v)
        return VD_NOT_FOUND;
    life_published files = {0};
    VD_TRY(life_published_of(rq->db, rq->arena, opened.entity.id, v->id, &files));
    VD_EACH(file, &files)
        if (vd_str_is(file->form, "xlsx"))
            return documents_send(rq, opened.entity.id, file->attachment_id);
    struct plan_export export = {.db = rq->db, .arena = rq->arena, .entity_id = opened.entity.id, .vigencia = v->vigencia, .form = PLAN_EXPORT_BOOK};
    VD_TRY(plan_export_version(rq->db, rq->arena, opened.entity.id, v->vigencia, v->id, &export.version));
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = vd_str_printf(rq->arena, "%.*s-v%" PRId64 ".xlsx", VD_SARG(plan_file_stem(rq->arena, opened.entity.slug, v->path_word, v->vigencia)), v->no);
    VD_TRY(vd_req_spill(rq));
    VD_TRY(plan_export_put(&export, rq->file, &rq->problem));
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

/* ---- two beside each other */

struct pair { const struct amendment_version_row *before, *after; };

/* Without numbers: the newest against the one before it, or against itself when it is alone. */
static enum vd_err pick(struct vd_req *rq, const struct amendment_opened *opened, struct pair *ret)
{
    const struct amendment_public_input *in = rq->input;
    const amendment_versions *all = &opened->versions;
    struct pair pair = {&all->v[all->n > 1 ? 1 : 0], &all->v[0]};
    if (in->de.has)
        pair.before = version_no(all, in->de.v);
    if (in->a.has)
        pair.after = version_no(all, in->a.v);
    if (!pair.before || !pair.after) {
        rq->query_is_wrong = true;
        rq->problem = VD_S("No hay una versión pública con ese número.");
        return VD_NOT_FOUND;
    }
    *ret = pair;
    return VD_OK;
}

static struct vd_sem kind_sem(enum plan_diff_kind kind)
{
    return kind == PLAN_DIFF_ADDED ? (struct vd_sem){"ok", "Nueva"} : kind == PLAN_DIFF_REMOVED ? (struct vd_sem){"bad", "Retirada"} : (struct vd_sem){"mid", "Cambiada"};
}

struct amendment_row amendment_row_of(struct vd_arena *arena, const struct plan_diff_row *row)
{
    struct amendment_row out = {.kind = kind_sem(row->kind), .address = row->address, .description = row->description};
    VD_EACH(field, &row->fields)
        *VD_PUSH(arena, &out.cells) = (struct amendment_cell){field->label, field->before, field->after};
    return out;
}

void amendment_put_rows(struct vd_arena *arena, const struct plan_diff *diff, amendment_rows *ret)
{
    VD_EACH(row, &diff->rows)
        *VD_PUSH(arena, ret) = amendment_row_of(arena, row);
    VD_EACH(part, &diff->parts)
        *VD_PUSH(arena, ret) = amendment_row_of(arena, part);
}

static enum vd_err open_pair(struct vd_req *rq, struct amendment_opened *opened, struct pair *pair, struct plan_diff *diff)
{
    VD_TRY(amendment_open(rq, opened));
    VD_TRY(pick(rq, opened, pair));
    return amendment_compare(rq->db, rq->arena, opened->entity.id, pair->before->id, pair->after->id, diff);
}

static enum vd_err compare_page(struct vd_req *rq)
{
    struct amendment_opened opened = {0};
    struct pair pair;
    struct plan_diff diff;
    struct amendment_compare_view view = {0};
    VD_TRY(open_pair(rq, &opened, &pair, &diff));
    view.one = opened.versions.n < 2;
    view.title = vd_str_printf(rq->arena, "%.*s: de la versión %" PRId64 " a la %" PRId64, VD_SARG(amendment_version_plan(rq->arena, pair.after)), pair.before->no, pair.after->no);
    view.said = view.one ? VD_S("Este plan tiene una sola versión pública: no hay con qué compararla.")
                         : vd_str_printf(rq->arena, "Actividades: %.*s; %" PRId64 " sin cambios.", VD_SARG(amendment_touched(rq->arena, &diff)), diff.same);
    view.action = (struct vd_url){vd_str_printf(rq->arena, "%.*s/comparar", VD_SARG(opened.plan.s))};
    view.forms = vd_forms_of(rq->arena, compare_url(rq->arena, opened.plan, pair.before->no, pair.after->no), VD_S("estos cambios"));
    VD_TRY(amendment_open_page(rq, &opened, view.title, VD_S("Comparar versiones"), &view.page));
    VD_EACH(v, &opened.versions) {
        *VD_PUSH(rq->arena, &view.from) = (struct amendment_pick){v->no, v == pair.before};
        *VD_PUSH(rq->arena, &view.to) = (struct amendment_pick){v->no, v == pair.after};
    }
    amendment_put_rows(rq->arena, &diff, &view.rows);
    tpl_amendment_compare(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static void put_changes(struct vd_arena *arena, const struct plan_diff_row *row, amendment_changes *changes)
{
    static const char *const kinds[] = {[PLAN_DIFF_ADDED] = "nueva", [PLAN_DIFF_CHANGED] = "cambiada", [PLAN_DIFF_REMOVED] = "retirada"};
    struct amendment_change change = {.address = row->address, .description = row->description, .kind = vd_str_of(kinds[row->kind])};
    if (!row->fields.n)
        *VD_PUSH(arena, changes) = change;
    VD_EACH(field, &row->fields) {
        change.field = field->label;
        change.before = field->before;
        change.after = field->after;
        *VD_PUSH(arena, changes) = change;
    }
}

static enum vd_err compare_list(struct vd_req *rq, struct site_list *ret)
{
    struct amendment_opened opened = {0};
    struct pair pair;
    struct plan_diff diff;
    amendment_changes changes = {0};
    VD_TRY(open_pair(rq, &opened, &pair, &diff));
    VD_EACH(row, &diff.rows)
        put_changes(rq->arena, row, &changes);
    VD_EACH(part, &diff.parts)
        put_changes(rq->arena, part, &changes);
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, changes.v, changes.n), .at = pair.after->created_at,
        .name = vd_str_printf(rq->arena, "%.*s-cambios-%" PRId64 "-%" PRId64, VD_SARG(plan_file_stem(rq->arena, opened.entity.slug, pair.after->path_word, pair.after->vigencia)),
                              pair.before->no, pair.after->no)};
    return VD_OK;
}

static const struct vd_code change_kinds[] = {VD_CODE("nueva", "Nueva"), VD_CODE("cambiada", "Cambiada"), VD_CODE("retirada", "Retirada"), {0}};
static const struct vd_field change_fields[] = {
    VD_FIELD(struct amendment_change, address, VD_F_TEXT, "activity", "Código", "Código de la actividad; vacío si es de un componente"),
    VD_FIELD(struct amendment_change, description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad en la versión más nueva de las dos"),
    VD_FIELD_CODE(struct amendment_change, kind, change_kinds, "change", "Cambio", "Si la actividad es nueva, cambió o se retiró"),
    VD_FIELD(struct amendment_change, field, VD_F_TEXT, "field", "Campo", "Lo que cambió; vacío en una actividad nueva o retirada"),
    VD_FIELD(struct amendment_change, before, VD_F_TEXT, "before", "Antes", "Como estaba en la primera versión"),
    VD_FIELD(struct amendment_change, after, VD_F_TEXT, "after", "Después", "Como quedó en la segunda versión"),
};
const struct vd_dataset amendment_changes_set = VD_DATASET(amendment_change, change_fields, "cambios", "Cambios entre dos versiones");
static const struct site_data changes_data = {.set = &amendment_changes_set, .list = compare_list,
    .about = "Cada celda que cambió entre dos versiones públicas de un plan; sin elegirlas, las dos más nuevas"};

/* ---- routes */

#define NUMBER(member, meaning) VD_PARAM(amendment_public_input, member, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 9999, .about = (meaning))
#define PAIR NUMBER(de, "number of the version to compare from"), NUMBER(a, "number of the version to compare to")
static const struct vd_param of_plan[] = {AMENDMENT_OF_PLAN, {.name = NULL}};
static const struct vd_param of_file[] = {AMENDMENT_OF_PLAN,
    VD_PARAM(amendment_public_input, version, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 9999, .required = true, .about = "number of the version"), {.name = NULL}};
static const struct vd_param of_pair[] = {AMENDMENT_OF_PLAN, PAIR, {.name = NULL}};
static const struct vd_param of_data[] = {AMENDMENT_OF_PLAN, PAIR, SITE_DIALECT(amendment_public_input), {.name = NULL}};

const struct vd_route amendment_routes[] = {
    VD_PAGE(amendment_public_input, "/{entidad}/{familia}/{vigencia}/versiones", of_plan, versions_page, "public versions of a plan: act, motive, what each changed"),
    {.method = VD_GET, .path = "/{entidad}/{familia}/{vigencia}/versiones/{version}.xlsx", .access = VD_ACCESS_PUBLIC, .params = of_file, .input_size = sizeof(struct amendment_public_input),
     .handler = version_xlsx, .cached = true, .wide = true, .summary = "a public version whole, as a workbook"},
    VD_PAGE(amendment_public_input, "/{entidad}/{familia}/{vigencia}/comparar", of_pair, compare_page, "two public versions of a plan, cell by cell"),
    SITE_LIST(amendment_public_input, "/{entidad}/{familia}/{vigencia}/comparar", of_data, &changes_data, "cells that differ between two public versions of a plan"),
    {.path = NULL},
};
