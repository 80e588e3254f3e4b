/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_pages.h"
#include "features/editor/editor_table.tpl.h"

struct version_input { struct vd_str entidad; struct vd_str familia; struct vd_oint vigencia, version; struct vd_oint hecho; };

/* ---- shared */

enum vd_err editor_open(struct vd_req *rq, struct vd_str family, int64_t vigencia, int64_t no, struct editor_opened *ret)
{
    struct editor_opened opened = {0};
    int64_t entity = staff_who(rq)->entity.id;
    VD_TRY(life_open(rq, family, vigencia, no, &opened.version));
    VD_TRY(editor_rows_read(rq->db, rq->arena, entity, opened.version.id, &opened.rows));
    VD_TRY(editor_units_read(rq->db, rq->arena, entity, rq->today, &opened.units));
    VD_TRY(events_proposals_of(rq->db, rq->arena, entity, &(struct events_proposed){.family = opened.version.path_word, .vigencia = opened.version.vigencia}, &opened.proposals));
    opened.may_write = life_may_write(&opened.version);
    *ret = opened;
    return VD_OK;
}

struct vd_url editor_url(struct vd_req *rq, const struct life_version_row *version, const char *rest)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s/%s", VD_SARG(life_url(rq, version).s), rest)};
}

void editor_origins(struct vd_req *rq, const struct editor_opened *opened, int64_t key, editor_links *ret)
{
    VD_EACH(p, &opened->proposals)
        if (p->activity_key.has && p->activity_key.v == key)
            *VD_PUSH(rq->arena, ret) = (struct vd_link){vd_str_printf(rq->arena, "Propuesta %" PRId64 "-%" PRId64 ": %.*s", p->event_no, p->no, VD_SARG(p->text)),
                vd_url_with(rq->arena, staff_url(rq, "participacion", vd_str_printf(rq->arena, "%" PRId64, p->event_no).p, NULL), "#propuestas")};
}

struct editor_tabs editor_tabs_of(struct vd_req *rq, const struct life_version_row *version, const char *current)
{
    static const struct { const char *text, *word; } all[] = {{"Actividades", "actividades"}, {"Componentes", "componentes"}, {"Textos", "textos"}, {"Hallazgos", "hallazgos"}, {"Pedidos", "pedidos"}};
    struct editor_tabs tabs = {0};
    for (size_t i = 0; i < VD_COUNT(all); i++)
        *VD_PUSH(rq->arena, &tabs.of) = (struct editor_tab){vd_str_of(all[i].text), editor_url(rq, version, all[i].word), strcmp(all[i].word, current) == 0};
    return tabs;
}

struct vd_str editor_unit_name(const vd_units *units, int64_t id)
{
    VD_EACH(u, units)
        if (u->id == id)
            return u->name;
    return (struct vd_str){0};
}

static struct vd_str own_name(struct vd_arena *arena, const struct row_component *component)
{
    return component->code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(component->code), VD_SARG(component->name)) : component->name;
}

struct vd_str editor_part_name(struct vd_arena *arena, const struct editor_rows *rows, const struct row_component *component)
{
    const struct row_component *top = component->parent_key.has ? editor_component(rows, component->parent_key.v) : NULL;
    struct vd_str own = own_name(arena, component);
    return top ? vd_str_printf(arena, "%.*s › %.*s", VD_SARG(editor_part_name(arena, rows, top)), VD_SARG(own)) : own;
}

struct vd_str editor_activity_name(struct vd_arena *arena, const struct row_activity *row)
{
    return !row->code.n || vd_str_eq(row->code, row->address) ? row->address : vd_str_printf(arena, "%.*s (%.*s en el documento)", VD_SARG(row->address), VD_SARG(row->code));
}

struct editor_finding_line editor_finding_line_of(const struct editor_finding *finding)
{
    struct vd_sem sem = vd_str_is(finding->severity, "error") ? (struct vd_sem){"bad", "Error"} :
                        vd_str_is(finding->severity, "aviso") ? (struct vd_sem){"mid", "Aviso"} : (struct vd_sem){"info", "Nota"};
    return (struct editor_finding_line){sem, finding->code, finding->text, finding->proposal};
}

static struct vd_str closed(struct vd_req *rq, const struct life_version_row *version)
{
    return vd_str_printf(rq->arena, "Esta versión del plan está en el estado «%s» y sus filas no se pueden cambiar.", life_state_word(version->state));
}

enum vd_err editor_open_row(struct vd_req *rq, const struct editor_opened *opened, struct vd_str address, struct editor_one *ret)
{
    struct editor_one one;
    rq->way_out = editor_url(rq, &opened->version, "actividades").s;
    if (!opened->may_write) {
        rq->problem = closed(rq, &opened->version);
        return VD_CONFLICT;
    }
    VD_TRY(editor_one_of(rq->arena, &opened->rows, address, &one));
    if (!editor_may_row(staff_who(rq), editor_lead_of(&one))) {
        rq->problem = VD_S("Usted escribe las actividades que lidera su dependencia; esta la lidera otra.");
        return VD_DENIED;
    }
    *ret = one;
    return VD_OK;
}

struct staff_write *editor_write_of(struct vd_req *rq, const struct editor_opened *opened, const char *kind, staff_apply *apply, struct editor_asking *asking)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    asking->version_id = opened->version.id;
    asking->person_id = staff_who(rq)->person_id;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .arg = asking};
    return write;
}

/* ---- the table */

static void fill_dates(struct vd_req *rq, const struct editor_one *one, struct editor_row_view *view)
{
    enum { SHOWN = 3 };
    struct vd_str rest = editor_dates_text(rq->arena, one), line;
    int64_t n = 0;
    while (rest.n && vd_str_split(&rest, '\n', &line))
        if (++n <= SHOWN)
            *VD_PUSH(rq->arena, &view->dates) = line;
    view->more_dates = n > SHOWN ? n - SHOWN : 0;
    VD_EACH(w, &one->windows)
        view->shifted |= w->is_shifted != 0;
}

static void fill_others(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, struct editor_row_view *view)
{
    view->lead = editor_unit_name(&opened->units.all, editor_lead_of(one));
    VD_EACH(r, &one->responsibles)
        if (!r->is_lead)
            view->others = vd_str_printf(rq->arena, "%.*s%s%.*s", VD_SARG(view->others), view->others.n ? "; " : "", VD_SARG(editor_unit_name(&opened->units.all, r->unit_id)));
}

static enum vd_err fill_row(struct vd_req *rq, const struct editor_opened *opened, const editor_findings *findings, const struct row_activity *row, struct editor_row_view *view)
{
    struct editor_one one;
    char *rest = vd_str_c(rq->arena, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(row->address)));
    VD_TRY(editor_one_of(rq->arena, &opened->rows, row->address, &one));
    *view = (struct editor_row_view){.address = row->address, .code = vd_str_eq(row->code, row->address) ? (struct vd_str){0} : row->code, .description = row->description, .goal = row->goal_raw,
        .weight = one.row.weight_u6.has ? vd_es_qty(rq->arena, one.row.weight_u6) : (struct vd_str){0}, .edit = editor_url(rq, &opened->version, rest),
        .may = opened->may_write && editor_may_row(staff_who(rq), editor_lead_of(&one))};
    struct plan_target target;
    editor_target_of(rq->arena, &one, &target);
    view->goal_said = editor_goal_said(rq->arena, &target);
    view->move = vd_url_with(rq->arena, view->edit, "/mover");
    view->remove = vd_url_with(rq->arena, view->edit, "/quitar");
    if (view->may)
        view->token = vd_form_token(rq, EDITOR_BASE "/actividades/{actividad}/mover");
    fill_dates(rq, &one, view);
    fill_others(rq, opened, &one, view);
    editor_origins(rq, opened, row->key, &view->origins);
    VD_EACH(f, findings)
        if (vd_str_eq(f->address, row->address) && !vd_str_is(f->severity, "nota")) {
            *VD_PUSH(rq->arena, &view->findings) = editor_finding_line_of(f);
            view->flag |= vd_str_is(f->severity, "error");
        }
    return VD_OK;
}

static enum vd_err fill_groups(struct vd_req *rq, const struct editor_opened *opened, const editor_findings *findings, struct editor_table_view *view)
{
    struct vd_url add = editor_url(rq, &opened->version, "actividades/nueva");
    VD_EACH(c, &opened->rows.components) {
        struct editor_group_view group = {.name = own_name(rq->arena, c), .is_part = c->parent_key.has, .may = view->may_add,
            .add = vd_url_with(rq->arena, add, vd_str_printf(rq->arena, "?parte=%" PRId64, c->key).p)};
        VD_EACH(row, &opened->rows.activities)
            if (editor_part_of(row) == c->key)
                VD_TRY(fill_row(rq, opened, findings, row, VD_PUSH(rq->arena, &group.rows)));
        *VD_PUSH(rq->arena, &view->groups) = group;
    }
    return VD_OK;
}

/* Σ of what the activities weigh: of 100 when the plan is whole (M3). */
static struct vd_str weights_said(struct vd_arena *arena, const struct editor_rows *rows)
{
    int64_t sum = 0, n = 0;
    VD_EACH(a, &rows->activities) {
        sum += a->weight_u6.has ? a->weight_u6.v : 0;
        n += a->weight_u6.has;
    }
    return n ? vd_str_printf(arena, "%.*s de 100, en %" PRId64 " de %zu", VD_SARG(vd_es_qty(arena, vd_some(sum))), n, rows->activities.n) : (struct vd_str){0};
}

static enum vd_err table_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct editor_opened opened;
    editor_findings findings = {0};
    editor_accepted_list accepted = {0};
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    VD_TRY(editor_findings_in(rq->arena, &opened.version, &opened.rows, &opened.units, &findings));
    VD_TRY(editor_accepted_read(rq->db, rq->arena, opened.version.entity_id, opened.version.id, &accepted));
    struct editor_table_view view = {.state = life_state_sem(opened.version.state), .activities = (int64_t)opened.rows.activities.n, .tabs = editor_tabs_of(rq, &opened.version, "actividades"),
        .may_add = opened.may_write && (editor_may_all(staff_who(rq)) || vd_who_may(staff_who(rq), "plan.proponer")),
        .add = editor_url(rq, &opened.version, "actividades/nueva"), .all_findings = editor_url(rq, &opened.version, "hallazgos")};
    if (!opened.may_write)
        view.about = VD_S("En este estado sus filas no se pueden cambiar.");
    view.weights = weights_said(rq->arena, &opened.rows);
    VD_EACH(f, &findings) {
        bool open = !editor_accepted_of(&accepted, f);
        view.errors += open && vd_str_is(f->severity, "error");
        view.warnings += open && vd_str_is(f->severity, "aviso");
    }
    VD_TRY(life_page_below(rq, &opened.version, VD_S("Actividades"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_TRY(fill_groups(rq, &opened, &findings, &view));
    tpl_editor_table(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- routes */

static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input), STAFF_DONE(version_input), {.name = NULL}};

const struct vd_route editor_routes[] = {
    STAFF_PAGE(version_input, EDITOR_BASE "/actividades", of_version, "plan.ver_borrador", table_page, "activities of a version, to be written", .scripted = true),
    {.path = NULL},
};
