/* SPDX-License-Identifier: Apache-2.0 */
/* The agenda month by month. */
#include "features/agenda/agenda_month.tpl.h"
#include "features/agenda/agenda_views.h"

struct agenda_input { struct vd_str entidad, mes, de, dependencia; struct vd_oint plan; };

static struct vd_date month_after(struct vd_date d, int n)
{
    int month = d.year * 12 + d.month - 1 + n;
    return (struct vd_date){(int16_t)(month / 12), (uint8_t)(month % 12 + 1), 1};
}
static struct vd_date month_end(struct vd_date d) { return (struct vd_date){d.year, d.month, (uint8_t)vd_date_last_day(d.year, d.month)}; }
static struct vd_str month_name(struct vd_arena *arena, struct vd_date d) { return vd_str_printf(arena, "%s de %d", vd_es_month(d.month), d.year); }

/* The agenda with the filters that were chosen. month: what follows "mes=". */
static struct vd_str place(struct vd_req *rq, const struct agenda_input *in, struct vd_str whose, struct vd_str unit)
{
    struct vd_str base = staff_url(rq, "agenda", NULL).s, plan = in->plan.has ? vd_str_printf(rq->arena, "&plan=%" PRId64, in->plan.v) : VD_S("");
    return vd_str_printf(rq->arena, "%.*s?de=%.*s%s%.*s%.*s&mes=", VD_SARG(base), VD_SARG(whose.n ? whose : VD_S("mia")), unit.n ? "&dependencia=" : "", VD_SARG(unit), VD_SARG(plan));
}

static struct vd_url month_url(struct vd_req *rq, const struct agenda_input *in, struct vd_date month)
{
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s%04d-%02d", VD_SARG(place(rq, in, in->de, in->dependencia)), month.year, month.month)};
}

/* ---- a month */

static enum vd_err month_of(struct vd_req *rq, struct vd_str typed, struct vd_date *ret)
{
    *ret = (struct vd_date){rq->today.year, rq->today.month, 1};
    if (!typed.n || vd_date_from_iso(vd_str_printf(rq->arena, "%.*s-01", VD_SARG(typed)), ret))
        return VD_OK;
    if (typed.n == 6 && vd_date_from_iso(vd_str_printf(rq->arena, "%.*s-0%.*s-01", 4, typed.p, 1, typed.p + 5), ret)) /* as the year's strip links */
        return VD_OK;
    rq->query_is_wrong = true;
    rq->problem = VD_S("El mes se escribe año-mes, como 2027-03.");
    return VD_INVALID;
}

static enum vd_err fill_plans(struct vd_req *rq, const struct agenda_input *in, struct agenda_month_view *view)
{
    VD_TRY(agenda_plan_all(rq->db, rq->arena, staff_who(rq)->entity.id, &view->plans));
    view->plan = (struct vd_choices){.name = "plan", .label = VD_S("Plan"), .as_list = true, .optional = true, .none = "Todos"};
    VD_EACH(p, &view->plans)
        *VD_PUSH(rq->arena, &view->plan.of) = (struct vd_choice){.value = vd_str_printf(rq->arena, "%" PRId64, p->plan_id), .text = vd_str_printf(rq->arena, "%.*s %" PRId64, VD_SARG(p->short_name), p->vigencia),
            .chosen = in->plan.has && in->plan.v == p->plan_id};
    return VD_OK;
}

static enum vd_err fill_filters(struct vd_req *rq, const struct agenda_input *in, struct agenda_month_view *view, struct vd_oint *ret_unit)
{
    vd_units units = {0};
    bool mine = !vd_str_is(in->de, "entidad");
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    view->whose = (struct vd_choices){.name = "de", .label = VD_S("De quién"), .as_list = true};
    *VD_PUSH(rq->arena, &view->whose.of) = (struct vd_choice){.value = VD_S("mia"), .text = VD_S("Lo mío y lo de mi dependencia"), .chosen = mine};
    *VD_PUSH(rq->arena, &view->whose.of) = (struct vd_choice){.value = VD_S("entidad"), .text = VD_S("Toda la entidad"), .chosen = !mine};
    view->unit = (struct vd_choices){.name = "dependencia", .label = VD_S("Dependencia"), .as_list = true, .optional = true, .none = "Todas"};
    VD_EACH(u, &units) {
        bool chosen = vd_str_eq(u->slug, in->dependencia);
        *VD_PUSH(rq->arena, &view->unit.of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = chosen};
        if (chosen)
            *ret_unit = vd_some(u->id);
    }
    VD_TRY(fill_plans(rq, in, view));
    if (!in->dependencia.n || ret_unit->has)
        return VD_OK;
    rq->query_is_wrong = true;
    rq->problem = VD_S("En esta entidad no hay esa dependencia.");
    return VD_INVALID;
}

/* ---- the year: by component of the plan that was chosen, else by unit */

static struct vd_strip_row *row_of(struct vd_req *rq, struct vd_strip *strip, struct vd_str name)
{
    VD_EACH(row, &strip->rows)
        if (vd_str_eq(row->name, name))
            return row;
    struct vd_strip_row *row = VD_PUSH(rq->arena, &strip->rows);
    row->name = name;
    return row;
}

static struct vd_str unit_slug(const struct agenda_month_view *view, struct vd_str name)
{
    VD_EACH(c, &view->unit.of)
        if (vd_str_eq(c->text, name))
            return c->value;
    return (struct vd_str){0};
}

static bool has_day(const struct vd_strip *strip, struct vd_date day)
{
    VD_EACH(d, &strip->cuts)
        if (vd_date_days(*d) == vd_date_days(day))
            return true;
    return false;
}

/* Cut-offs of the plan that was chosen, else of every plan of the year. Of the year before: its last term to publish. */
static enum vd_err put_cuts(struct vd_req *rq, const struct agenda_input *in, const struct agenda_month_view *view, struct vd_strip *strip)
{
    VD_EACH(p, &view->plans) {
        agenda_cuts cuts = {0};
        if (p->vigencia != strip->year || (in->plan.has && in->plan.v != p->plan_id))
            continue;
        enum vd_err err = agenda_cuts_for(rq->db, rq->arena, staff_who(rq)->entity.id, p->instrument, strip->year, &cuts);
        if (err != VD_OK && err != VD_NOT_FOUND && err != VD_INVALID)
            return err;
        VD_EACH(c, &cuts) {
            if (has_day(strip, c->cut_on))
                continue;
            *VD_PUSH(rq->arena, &strip->cuts) = c->cut_on;
            *VD_PUSH(rq->arena, &strip->deadlines) = c->publish_by;
        }
    }
    return VD_OK;
}

static enum vd_err fill_year(struct vd_req *rq, const struct agenda_input *in, const struct agenda_asked *of_month, struct agenda_month_view *view)
{
    struct agenda_asked asked = *of_month;
    struct vd_strip strip = {.year = asked.first.year, .today = rq->today};
    agenda_list all = {0};
    asked.first = (struct vd_date){asked.first.year, 1, 1};
    asked.last = (struct vd_date){asked.first.year, 12, 31};
    VD_TRY(agenda_obligations(rq->db, rq->arena, &asked, &all));
    strip.label = vd_str_printf(rq->arena, "Lo que vence cada mes de %d, por %s", strip.year, in->plan.has ? "componente" : "dependencia");
    VD_EACH(o, &all) {
        struct vd_str name = in->plan.has && o->component.n ? o->component : o->unit.n ? o->unit : VD_S("Sin dependencia");
        struct vd_strip_row *row = row_of(rq, &strip, name);
        row->months[o->due.month - 1]++;
        row->total++;
        view->year_done += o->state == AGENDA_DONE || o->state == AGENDA_DONE_LATE;
        view->year_late += o->state == AGENDA_DONE_LATE;
        view->year_overdue += o->state == AGENDA_OVERDUE;
    }
    VD_EACH(row, &strip.rows)
        row->months_url = (struct vd_url){vd_str_printf(rq->arena, "%.*s%d-", VD_SARG(place(rq, in, in->de, in->plan.has ? in->dependencia : unit_slug(view, row->name))), strip.year)};
    VD_TRY(put_cuts(rq, in, view, &strip));
    view->year_total = (int64_t)all.n;
    view->year_name = vd_str_printf(rq->arena, "%d", strip.year);
    if (all.n)
        view->year = vd_strip_figure(rq->arena, &strip);
    return VD_OK;
}

static enum vd_err fill_cuts(struct vd_req *rq, const struct agenda_asked *asked, struct agenda_month_view *view)
{
    agenda_marks marks = {0};
    view->cuts = (struct agenda_part){.title = VD_S("Cortes de seguimiento"), .id = VD_S("cortes")};
    VD_TRY(agenda_marks_of(rq->db, rq->arena, asked, &marks));
    VD_EACH(m, &marks)
        *VD_PUSH(rq->arena, &view->cuts.lines) = agenda_line_of_mark(rq, staff_who(rq)->entity.slug, m);
    return VD_OK;
}

static enum vd_err month_page(struct vd_req *rq)
{
    const struct agenda_input *in = rq->input;
    struct agenda_asked asked = {.entity_id = staff_who(rq)->entity.id, .today = rq->today, .plan_id = in->plan};
    struct agenda_month_view view = {.action = staff_url(rq, "agenda", NULL), .feed = {VD_S("/cuenta/agenda")}};
    agenda_list all = {0};
    VD_TRY(month_of(rq, in->mes, &asked.first));
    VD_TRY(fill_filters(rq, in, &view, &asked.unit_id));
    asked.last = month_end(asked.first);
    if (!vd_str_is(in->de, "entidad"))
        asked.person_id = vd_some(staff_who(rq)->person_id);
    VD_TRY(agenda_obligations(rq->db, rq->arena, &asked, &all));
    VD_TRY(fill_year(rq, in, &asked, &view));
    view.month = vd_str_printf(rq->arena, "%04d-%02d", asked.first.year, asked.first.month);
    view.title = vd_str_printf(rq->arena, "Agenda de %.*s", VD_SARG(month_name(rq->arena, asked.first)));
    view.said = vd_str_printf(rq->arena, all.n == 1 ? "Vence %zu cosa." : "Vencen %zu cosas.", all.n);
    view.before = (struct vd_link){month_name(rq->arena, month_after(asked.first, -1)), month_url(rq, in, month_after(asked.first, -1))};
    view.after = (struct vd_link){month_name(rq->arena, month_after(asked.first, 1)), month_url(rq, in, month_after(asked.first, 1))};
    view.part = (struct agenda_part){.title = VD_S("Por día"), .id = VD_S("dias")};
    VD_EACH(o, &all)
        *VD_PUSH(rq->arena, &view.part.lines) = agenda_line_of(rq, o);
    VD_TRY(fill_cuts(rq, &asked, &view));
    VD_TRY(staff_page(rq, view.title, &view.page));
    tpl_agenda_month(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const char *const whose_codes[] = {"mia", "entidad", "", NULL};
#define ENTITY VD_PARAM_ENTITY(agenda_input)
static const struct vd_param of_month[] = {ENTITY, VD_PARAM(agenda_input, mes, VD_FROM_QUERY, VD_P_TEXT, .max = 7, .about = "month, yyyy-mm"),
    VD_PARAM(agenda_input, de, VD_FROM_QUERY, VD_P_CHOICE, .choices = whose_codes, .about = "of the person's units, or of the entity"),
    VD_PARAM(agenda_input, dependencia, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit"),
    VD_PARAM(agenda_input, plan, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "plan"), {.name = NULL}};

const struct vd_route agenda_routes[] = {
    STAFF_PAGE(agenda_input, "/{entidad}/trabajo/agenda", of_month, "trabajo.entrar", month_page, "what falls due in a month"),
    {.path = NULL},
};
