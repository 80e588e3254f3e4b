/* SPDX-License-Identifier: Apache-2.0 */
/* What changed in a plan since it was published, for anybody: a page, and each cell as data. */
#include "features/amendment/amendment_log.h"
#include "features/amendment/amendment_log.tpl.h"
#include "features/amendment/amendment_pages.h"

struct logged { struct amendment_opened opened; amendment_log log; };

static enum vd_err open_log(struct vd_req *rq, struct logged *ret)
{
    VD_TRY(amendment_open(rq, &ret->opened));
    return amendment_log_of(rq->db, rq->arena, ret->opened.entity.id, &ret->opened.versions, &ret->log);
}

static struct vd_str when_of(struct vd_arena *arena, const struct amendment_version_row *v)
{
    struct vd_str act = plan_act_text(arena, v->act_kind, v->act_no, v->act_on), published = plan_published_text(arena, v->published_on, (struct vd_str){0});
    return vd_str_printf(arena, "Versión %" PRId64 "%s%.*s%s%.*s", v->no, published.n ? ". " : "", VD_SARG(published), act.n ? ". " : "", VD_SARG(act));
}

static enum vd_err log_page(struct vd_req *rq)
{
    struct logged logged = {0};
    struct amendment_log_view view = {0};
    VD_TRY(open_log(rq, &logged));
    view.title = vd_str_printf(rq->arena, "Cambios del %.*s", VD_SARG(amendment_version_plan(rq->arena, &logged.opened.versions.v[0])));
    view.versions = vd_url_with(rq->arena, logged.opened.plan, "/versiones");
    view.forms = vd_forms_of(rq->arena, vd_url_with(rq->arena, logged.opened.plan, "/cambios"), VD_S("estos cambios"));
    VD_TRY(amendment_open_page(rq, &logged.opened, view.title, VD_S("Cambios"), &view.page));
    VD_EACH(entry, &logged.log) {
        struct amendment_row *row = VD_PUSH(rq->arena, &view.rows);
        *row = amendment_row_of(rq->arena, &entry->row);
        row->kind.word = vd_str_c(rq->arena, amendment_kind_of(entry->kind)->word);
        row->when = when_of(rq->arena, entry->version);
        row->motive = entry->motive;
        row->late = entry->is_late;
    }
    tpl_amendment_log(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- as data */

typedef VD_LIST(struct amendment_log_cell) log_cells;

static void put_cells(struct vd_arena *arena, const struct amendment_logged *entry, log_cells *ret)
{
    struct amendment_log_cell cell = {.version = entry->version->no, .published_on = entry->version->published_on, .kind = entry->kind, .motive = entry->motive,
        .act = plan_act_text(arena, entry->version->act_kind, entry->version->act_no, entry->version->act_on), .change = {.address = entry->row.address, .description = entry->row.description}};
    if (!entry->row.fields.n)
        *VD_PUSH(arena, ret) = cell;
    VD_EACH(field, &entry->row.fields) {
        cell.change.field = field->label;
        cell.change.before = field->before;
        cell.change.after = field->after;
        *VD_PUSH(arena, ret) = cell;
    }
}

static enum vd_err log_list(struct vd_req *rq, struct site_list *ret)
{
    struct logged logged = {0};
    log_cells cells = {0};
    VD_TRY(open_log(rq, &logged));
    const struct amendment_version_row *newest = &logged.opened.versions.v[0];
    VD_EACH(entry, &logged.log)
        put_cells(rq->arena, entry, &cells);
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, cells.v, cells.n), .at = newest->created_at,
        .name = vd_str_printf(rq->arena, "%.*s-registro-de-cambios", VD_SARG(plan_file_stem(rq->arena, logged.opened.entity.slug, newest->path_word, newest->vigencia)))};
    return VD_OK;
}

static const struct vd_field log_fields[] = {
    VD_FIELD(struct amendment_log_cell, version, VD_F_INT, "version", "Versión", "Número de la versión que trajo el cambio"),
    VD_FIELD(struct amendment_log_cell, published_on, VD_F_TEXT, "published_on", "Publicación", "Día en que se publicó esa versión, AAAA-MM-DD"),
    VD_FIELD(struct amendment_log_cell, act, VD_F_TEXT, "act", "Acto", "Acto que la aprobó"),
    VD_FIELD(struct amendment_log_cell, kind, VD_F_TEXT, "kind", "Clase de cambio", "agregar, cambiar, reprogramar, retirar o corregir"),
    VD_FIELD(struct amendment_log_cell, change.address, VD_F_TEXT, "activity", "Código", "Código de la actividad; vacío si es de un componente o de un texto"),
    VD_FIELD(struct amendment_log_cell, change.description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad en esa versión; si se retiró, en la anterior"),
    VD_FIELD(struct amendment_log_cell, change.field, VD_F_TEXT, "field", "Campo", "Lo que cambió; vacío en una actividad nueva o retirada"),
    VD_FIELD(struct amendment_log_cell, change.before, VD_F_TEXT, "before", "Antes", "Como estaba"),
    VD_FIELD(struct amendment_log_cell, change.after, VD_F_TEXT, "after", "Después", "Como quedó"),
    VD_FIELD(struct amendment_log_cell, motive, VD_F_TEXT, "motive", "Motivo", "Por qué se cambió"),
};
const struct vd_dataset amendment_log_set = VD_DATASET(amendment_log_cell, log_fields, "registro-de-cambios", "Registro de cambios del plan");
static const struct site_data log_data = {.set = &amendment_log_set, .list = log_list, .about = "Cada celda que cambió un plan después de publicado, con su motivo y el acto que lo aprobó"};

static const struct vd_param of_log[] = {AMENDMENT_OF_PLAN, {.name = NULL}};
static const struct vd_param of_data[] = {AMENDMENT_OF_PLAN, SITE_DIALECT(amendment_public_input), {.name = NULL}};
const struct vd_route amendment_log_routes[] = {
    VD_PAGE(amendment_public_input, "/{entidad}/{familia}/{vigencia}/cambios", of_log, log_page, "what changed in a plan since it was published: what, when, why, by which act"),
    SITE_LIST(amendment_public_input, "/{entidad}/{familia}/{vigencia}/cambios", of_data, &log_data, "cells that changed in a plan since it was published"),
    {.path = NULL},
};
