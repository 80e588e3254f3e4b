/* SPDX-License-Identifier: Apache-2.0 */
/* The agenda month by month. */
#include "features/agenda/agenda_month.tpl.h"
#include "features/agenda/agenda_views.h"

struct agenda_input { struct vd_str entidad, mes, de, dependencia; };

static struct vd_date month_after(struct vd_date d, int n)
{
    int month = d.year * 12 + d.month - 1 + n;
    return (struct vd_date){(int16_t)(month / 12), (uint8_t)(month % 12 + 1), 1};
}
static struct vd_date month_end(struct vd_date d) { return (struct vd_date){d.year, d.month, (uint8_t)vd_date_last_day(d.year, d.month)}; }
static struct vd_str month_name(struct vd_arena *arena, struct vd_date d) { return vd_str_printf(arena, "%s de %d", vd_es_month(d.month), d.year); }

static struct vd_url month_url(struct vd_req *rq, struct vd_date month, struct vd_str whose, struct vd_str unit)
{
    struct vd_str base = staff_url(rq, "agenda", NULL).s;
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s?mes=%04d-%02d%s%.*s%s%.*s", VD_SARG(base), month.year, month.month, whose.n ? "&de=" : "", VD_SARG(whose), unit.n ? "&dependencia=" : "", VD_SARG(unit))};
}

/* ---- a month */

static enum vd_err month_of(struct vd_req *rq, struct vd_str typed, struct vd_date *ret)
{
    *ret = (struct vd_date){rq->today.year, rq->today.month, 1};
    if (!typed.n || vd_date_from_iso(vd_str_printf(rq->arena, "%.*s-01", VD_SARG(typed)), ret))
        return VD_OK;
    rq->query_is_wrong = true;
    rq->problem = VD_S("El mes se escribe año-mes, como 2027-03.");
    return VD_INVALID;
}

static enum vd_err fill_filters(struct vd_req *rq, const struct agenda_input *in, struct agenda_month_view *view, struct vd_oint *ret_unit)
{
    vd_units units = {0};
    bool mine = !vd_str_is(in->de, "entidad");
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    view->whose = (struct vd_choices){.name = "de", .label = VD_S("Qué se muestra")};
    *VD_PUSH(rq->arena, &view->whose.of) = (struct vd_choice){.value = VD_S("mia"), .text = VD_S("Lo mío y lo de mi dependencia"), .chosen = mine};
    *VD_PUSH(rq->arena, &view->whose.of) = (struct vd_choice){.value = VD_S("entidad"), .text = VD_S("Toda la entidad"), .chosen = !mine};
    view->unit = (struct vd_choices){.name = "dependencia", .label = VD_S("De una dependencia"), .as_list = true, .optional = true};
    VD_EACH(u, &units) {
        bool chosen = vd_str_eq(u->slug, in->dependencia);
        *VD_PUSH(rq->arena, &view->unit.of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = chosen};
        if (chosen)
            *ret_unit = vd_some(u->id);
    }
    if (!in->dependencia.n || ret_unit->has)
        return VD_OK;
    rq->query_is_wrong = true;
    rq->problem = VD_S("En esta entidad no hay esa dependencia.");
    return VD_INVALID;
}

static enum vd_err month_page(struct vd_req *rq)
{
    const struct agenda_input *in = rq->input;
    struct agenda_asked asked = {.entity_id = staff_who(rq)->entity.id, .today = rq->today};
    struct agenda_month_view view = {.action = staff_url(rq, "agenda", NULL), .feed = {VD_S("/cuenta/agenda")}};
    agenda_list all = {0};
    VD_TRY(month_of(rq, in->mes, &asked.first));
    VD_TRY(fill_filters(rq, in, &view, &asked.unit_id));
    asked.last = month_end(asked.first);
    if (!vd_str_is(in->de, "entidad"))
        asked.person_id = vd_some(staff_who(rq)->person_id);
    VD_TRY(agenda_obligations(rq->db, rq->arena, &asked, &all));
    view.month = vd_str_printf(rq->arena, "%04d-%02d", asked.first.year, asked.first.month);
    view.title = vd_str_printf(rq->arena, "Agenda de %.*s", VD_SARG(month_name(rq->arena, asked.first)));
    view.said = vd_str_printf(rq->arena, all.n == 1 ? "Vence %zu cosa." : "Vencen %zu cosas.", all.n);
    view.before = (struct vd_link){month_name(rq->arena, month_after(asked.first, -1)), month_url(rq, month_after(asked.first, -1), in->de, in->dependencia)};
    view.after = (struct vd_link){month_name(rq->arena, month_after(asked.first, 1)), month_url(rq, month_after(asked.first, 1), in->de, in->dependencia)};
    view.part = (struct agenda_part){.title = VD_S("Por día"), .id = VD_S("dias")};
    VD_EACH(o, &all)
        *VD_PUSH(rq->arena, &view.part.lines) = agenda_line_of(rq, o);
    VD_TRY(staff_page(rq, view.title, &view.page));
    tpl_agenda_month(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const char *const whose_codes[] = {"mia", "entidad", "", NULL};
#define ENTITY VD_PARAM_ENTITY(agenda_input)
static const struct vd_param of_month[] = {ENTITY, VD_PARAM(agenda_input, mes, VD_FROM_QUERY, VD_P_TEXT, .max = 7, .about = "month, yyyy-mm"),
    VD_PARAM(agenda_input, de, VD_FROM_QUERY, VD_P_CHOICE, .choices = whose_codes, .about = "of the person's units, or of the entity"),
    VD_PARAM(agenda_input, dependencia, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit"), {.name = NULL}};

const struct vd_route agenda_routes[] = {
    STAFF_PAGE(agenda_input, "/{entidad}/trabajo/agenda", of_month, "trabajo.entrar", month_page, "what falls due in a month"),
    {.path = NULL},
};
