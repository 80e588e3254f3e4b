/* SPDX-License-Identifier: Apache-2.0 */
/* Home of the work, and the agenda month by month. */
#include "core/notice.h"
#include "features/agenda/agenda_home.tpl.h"
#include "features/agenda/agenda_month.tpl.h"
#include "features/agenda/agenda_views.h"

enum { SHOWN = 20, YEARS_BACK = 1, UNREAD_SHOWN = 3 };

struct agenda_input { struct vd_str entidad, mes, de, dependencia; struct vd_oint hecho; };

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

/* ---- home */

static bool is_between(struct vd_date day, struct vd_date first, struct vd_date last)
{
    return vd_date_days(first) <= vd_date_days(day) && vd_date_days(day) <= vd_date_days(last);
}

/* Those that are open and due from .. to; a part without lines is not written. */
static void put_part(struct vd_req *rq, struct agenda_home_view *view, const agenda_list *all, struct agenda_part part, struct vd_date first, struct vd_date last)
{
    size_t n = 0;
    VD_EACH(o, all) {
        if (o->delivered.year || !is_between(o->due, first, last))
            continue;
        if (n++ < SHOWN)
            *VD_PUSH(rq->arena, &part.lines) = agenda_line_of(rq, o);
    }
    if (n > SHOWN)
        part.more = (struct vd_link){n == SHOWN + 1 ? VD_S("Ver una más") : vd_str_printf(rq->arena, "Ver las otras %zu", n - SHOWN), month_url(rq, last, (struct vd_str){0}, (struct vd_str){0})};
    if (n)
        *VD_PUSH(rq->arena, &view->parts) = part;
}

static void count_home(struct vd_req *rq, const agenda_list *all, struct agenda_home_view *view)
{
    VD_EACH(o, all) {
        bool open = !o->delivered.year, past = vd_date_days(o->due) < vd_date_days(rq->today);
        view->late += open && past;
        view->month += open && !past && vd_date_days(o->due) <= vd_date_days(month_end(rq->today));
        view->asked += past && o->due.year == rq->today.year;
        view->done += past && !open && o->due.year == rq->today.year;
    }
    int64_t hundredths = view->asked ? view->done * 10000 / view->asked : 0;
    view->bar = vd_bar_of(rq->arena, hundredths, vd_str_printf(rq->arena, "%.*s %%", VD_SARG(vd_es_qty(rq->arena, vd_some(hundredths * 10000)))), hundredths >= 8000 ? "ok" : hundredths >= 6000 ? "mid" : "bad");
}

static enum vd_err fill_obligations(struct vd_req *rq, struct agenda_home_view *view)
{
    agenda_list all = {0};
    const struct vd_date begin = {(int16_t)(rq->today.year - YEARS_BACK), 1, 1}, end = month_end(rq->today), next = month_after(rq->today, 1);
    const struct agenda_asked asked = {.entity_id = staff_who(rq)->entity.id, .person_id = vd_some(staff_who(rq)->person_id), .first = begin, .last = month_end(next), .today = rq->today};
    VD_TRY(agenda_obligations(rq->db, rq->arena, &asked, &all));
    count_home(rq, &all, view);
    struct vd_str until = vd_str_printf(rq->arena, "Hasta el %d de %s", end.day, vd_es_month(end.month));
    put_part(rq, view, &all, (struct agenda_part){.title = VD_S("Primero esto"), .id = VD_S("atrasado")}, begin, vd_date_of_days(vd_date_days(rq->today) - 1));
    put_part(rq, view, &all, (struct agenda_part){.title = until, .id = VD_S("este-mes")}, rq->today, end);
    struct vd_str name = vd_str_printf(rq->arena, "En %.*s", VD_SARG(month_name(rq->arena, next)));
    put_part(rq, view, &all, (struct agenda_part){.title = name, .id = VD_S("proximo-mes")}, next, month_end(next));
    return VD_OK;
}

static enum vd_err fill_going(struct vd_req *rq, struct agenda_home_view *view)
{
    agenda_goings all = {0};
    VD_TRY(agenda_deliveries(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &all));
    VD_EACH(g, &all) {
        if (g->row.ended_reason.n || !g->count.expected || !vd_who_may_unit(staff_who(rq), "trabajo.entrar", g->row.unit_id) || view->going.n == SHOWN)
            continue;
        struct vd_str text = vd_str_printf(rq->arena, "%" PRId64 " de %" PRId64, g->count.delivered, g->count.expected);
        *VD_PUSH(rq->arena, &view->going) = (struct agenda_bar){.title = g->row.title, .url = staff_url(rq, "entregas", vd_str_printf(rq->arena, "%" PRId64, g->row.id).p, NULL),
            .bar = vd_bar_of(rq->arena, g->count.delivered * 10000 / g->count.expected, text, g->count.missing ? "bad" : "ok")};
    }
    return VD_OK;
}

static enum vd_err fill_person(struct vd_req *rq, struct agenda_home_view *view)
{
    const struct vd_who *who = staff_who(rq);
    vd_notices notices = {0};
    VD_TRY(vd_notice_list(rq->db, rq->arena, who->entity.id, who->person_id, &notices));
    VD_EACH(n, &notices)
        if (!n->read && view->unread.n < UNREAD_SHOWN)
            *VD_PUSH(rq->arena, &view->unread) = (struct vd_link){n->said, {n->path}};
    VD_EACH(post, &who->posts) {
        struct agenda_post *p = VD_PUSH(rq->arena, &view->posts);
        p->role = post->role->name;
        p->line = post->role->short_line;
        if (post->unit_id.has)
            VD_TRY(vd_unit_name(rq->db, rq->arena, who->entity.id, post->unit_id.v, &p->unit));
    }
    return VD_OK;
}

static enum vd_err home_page(struct vd_req *rq)
{
    const struct agenda_input *in = rq->input;
    const struct vd_date end = month_end(rq->today);
    struct agenda_home_view view = {.name = staff_who(rq)->name, .today = vd_es_date_long(rq->arena, rq->today), .until = vd_str_printf(rq->arena, "%d de %s", end.day, vd_es_month(end.month)),
        .whole = staff_url(rq, "agenda", NULL), .deliveries = staff_url(rq, "entregas", NULL), .notices = staff_url(rq, "avisos", NULL)};
    VD_TRY(staff_page(rq, VD_S("Inicio"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_TRY(fill_obligations(rq, &view));
    VD_TRY(fill_going(rq, &view));
    VD_TRY(fill_person(rq, &view));
    tpl_agenda_home(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
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
static const struct vd_param of_home[] = {ENTITY, STAFF_DONE(agenda_input), {.name = NULL}};
static const struct vd_param of_month[] = {ENTITY, VD_PARAM(agenda_input, mes, VD_FROM_QUERY, VD_P_TEXT, .max = 7, .about = "month, yyyy-mm"),
    VD_PARAM(agenda_input, de, VD_FROM_QUERY, VD_P_CHOICE, .choices = whose_codes, .about = "of the person's units, or of the entity"),
    VD_PARAM(agenda_input, dependencia, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit"), {.name = NULL}};

const struct vd_route agenda_routes[] = {
    STAFF_PAGE(agenda_input, "/{entidad}/trabajo", of_home, "trabajo.entrar", home_page, "home of the work in an entity: what is late and what falls due"),
    STAFF_PAGE(agenda_input, "/{entidad}/trabajo/agenda", of_month, "trabajo.entrar", month_page, "what falls due in a month"),
    {.path = NULL},
};
