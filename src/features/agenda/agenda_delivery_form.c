/* SPDX-License-Identifier: Apache-2.0 */
#include "features/agenda/agenda_delivery_form.h"
#include "calendar/calendar.h"
#include "features/agenda/agenda_delivery_form.tpl.h"
#include "features/agenda/agenda_views.h"

enum { MOST_DAYS = 120, TITLE = 300, OPTION = 90 };

static const struct { const char *code, *word; } dues[] = {{"ultimo_dia", "El último día del periodo"}, {"dia", "Un día del último mes del periodo"}, {"habil", "Un día hábil del último mes del periodo"},
    {"dia_siguiente", "Un día del mes siguiente al periodo"}, {"habil_siguiente", "Un día hábil del mes siguiente al periodo"}};

/* ---- what is shown */

static enum vd_err fill_units(struct vd_req *rq, struct vd_choices *choices, struct vd_str chosen, bool own)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    choices->as_list = true;
    choices->error = staff_wrong_of(rq, choices->name);
    VD_EACH(u, &units)
        if (!own || vd_who_may_unit(staff_who(rq), "entregas.escribir", u->id))
            *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = vd_str_eq(u->slug, chosen)};
    return VD_OK;
}

/* Of a long text its begin, cut between words; a word longer than that is cut between letters. */
static struct vd_str short_text(struct vd_arena *arena, struct vd_str text)
{
    if (text.n <= OPTION)
        return text;
    size_t n = OPTION;
    while (n > 0 && text.p[n] != ' ')
        n--;
    if (!n)
        for (n = OPTION; n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80;)
            n--;
    return vd_str_printf(arena, "%.*s…", (int)n, text.p);
}

static struct vd_str activity_value(struct vd_arena *arena, const struct agenda_activity_row *row) { return vd_str_printf(arena, "%" PRId64 "-%" PRId64, row->plan_id, row->key); }

static enum vd_err fill_activities(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    agenda_activity_rows rows = {0};
    *ret = (struct vd_choices){.name = "actividad", .label = VD_S("Actividad del plan que la promete"), .as_list = true, .optional = true, .none = "Ninguna", .error = staff_wrong_of(rq, "actividad")};
    VD_TRY(agenda_activity_all(rq->db, rq->arena, staff_who(rq)->entity.id, &rows));
    VD_EACH(a, &rows) {
        struct vd_str value = activity_value(rq->arena, a);
        *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = value, .chosen = vd_str_eq(value, chosen),
            .text = vd_str_printf(rq->arena, "%.*s %" PRId64 " · %.*s %.*s", VD_SARG(a->short_name), a->vigencia, VD_SARG(a->address), VD_SARG(short_text(rq->arena, a->description)))};
    }
    return VD_OK;
}

static void fill_rhythm(struct vd_req *rq, const struct agenda_form_input *typed, struct agenda_delivery_form_view *view)
{
    view->cadence = (struct vd_choices){.name = "cadencia", .label = VD_S("Cada cuánto"), .as_list = true, .error = staff_wrong_of(rq, "cadencia")};
    for (size_t i = 0; i < agenda_cadences_n; i++)
        *VD_PUSH(rq->arena, &view->cadence.of) = (struct vd_choice){.value = agenda_cadences[i].code, .text = agenda_cadences[i].word, .chosen = vd_str_eq(typed->cadencia, agenda_cadences[i].code)};
    *VD_PUSH(rq->arena, &view->cadence.of) = (struct vd_choice){.value = VD_S("fechas"), .text = VD_S("En fechas que se eligen"), .chosen = vd_str_is(typed->cadencia, "fechas")};
    view->due = (struct vd_choices){.name = "vence", .label = VD_S("Cuándo vence cada una"), .as_list = true, .error = staff_wrong_of(rq, "vence"), .hint = VD_S("No se usa con fechas que se eligen.")};
    for (size_t i = 0; i < VD_COUNT(dues); i++)
        *VD_PUSH(rq->arena, &view->due.of) = (struct vd_choice){.value = vd_str_of(dues[i].code), .text = vd_str_of(dues[i].word), .chosen = vd_str_is(typed->vence.n ? typed->vence : VD_S("ultimo_dia"), dues[i].code)};
    view->day = staff_input(rq, "dia", VD_S("Qué día"), typed->dia);
    view->day.hint = VD_S("Del 1 al 31. No se usa con el último día.");
    view->day.optional = true;
    view->day.inputmode = "numeric";
    view->days = staff_input(rq, "fechas", VD_S("Fechas"), typed->fechas);
    view->days.hint = VD_S("Una por renglón, día/mes/año. Solo con fechas que se eligen.");
    view->days.rows = 4;
    view->days.optional = true;
    view->from = staff_input(rq, "desde", VD_S("Desde"), typed->desde);
    view->to = staff_input(rq, "hasta", VD_S("Hasta"), typed->hasta);
    view->from.hint = view->to.hint = VD_S("Día/mes/año.");
    view->day.width = view->from.width = view->to.width = "w-s";
}

static void fill_examples(struct vd_req *rq, struct agenda_delivery_form_view *view)
{
    struct vd_str base = staff_url(rq, "entregas", "nueva", NULL).s;
    for (size_t i = 0; i < agenda_delivery_examples_n; i++)
        *VD_PUSH(rq->arena, &view->examples) = (struct vd_link){agenda_delivery_examples[i].title, {vd_str_printf(rq->arena, "%.*s?ejemplo=%zu", VD_SARG(base), i + 1)}};
}

static enum vd_err show(struct vd_req *rq, const struct agenda_form_input *typed)
{
    struct agenda_delivery_form_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, "/{entidad}/trabajo/entregas/nueva"), .action = staff_url(rq, "entregas", "nueva", NULL),
        .title = staff_input(rq, "titulo", VD_S("Qué se entrega"), typed->titulo), .norm = staff_input(rq, "norma", VD_S("Norma o documento que la pide"), typed->norma),
        .unit = {.name = "dependencia", .label = VD_S("Quién la entrega")}, .receiver = {.name = "recibe", .label = VD_S("Quién la recibe"), .optional = true, .none = "Nadie en particular"},
        .evidence = {.name = "soporte", .label = VD_S("¿Pide soporte?"), .error = staff_wrong_of(rq, "soporte")}};
    view.norm.optional = true;
    bool asks = !vd_str_is(typed->soporte, "no");
    *VD_PUSH(rq->arena, &view.evidence.of) = (struct vd_choice){.value = VD_S("si"), .text = VD_S("Sí, no se registra sin él"), .chosen = asks};
    *VD_PUSH(rq->arena, &view.evidence.of) = (struct vd_choice){.value = VD_S("no"), .text = VD_S("No"), .chosen = !asks};
    if (!vd_str_i64(typed->fila, &view.row))
        view.row = 0;
    VD_TRY(fill_activities(rq, typed->actividad, &view.activity));
    VD_TRY(fill_units(rq, &view.unit, typed->dependencia, true));
    VD_TRY(fill_units(rq, &view.receiver, typed->recibe, false));
    fill_rhythm(rq, typed, &view);
    fill_examples(rq, &view);
    VD_TRY(staff_page(rq, VD_S("Programar una entrega"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Entregas que se repiten"), staff_url(rq, "entregas", NULL));
    tpl_agenda_delivery_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

enum vd_err agenda_form_page(struct vd_req *rq)
{
    struct vd_oint chosen = ((const struct agenda_form_input *)rq->input)->ejemplo;
    struct agenda_form_input typed = {.desde = vd_str_printf(rq->arena, "01/01/%d", rq->today.year), .hasta = vd_str_printf(rq->arena, "31/12/%d", rq->today.year)};
    if (chosen.has && chosen.v <= (int64_t)agenda_delivery_examples_n) {
        const struct agenda_delivery_examples *e = &agenda_delivery_examples[chosen.v - 1];
        typed.titulo = e->title;
        typed.cadencia = e->cadence;
        typed.vence = e->due;
        typed.fila = e->row;
        typed.dia = vd_str_is(e->n, "0") ? (struct vd_str){0} : e->n;
    }
    return show(rq, &typed);
}

/* ---- what was typed */

static enum vd_err unit_of(struct vd_req *rq, const char *field, struct vd_str slug, struct vd_oint *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, slug))
            *ret = vd_some(u->id);
    if (slug.n && !ret->has)
        vd_req_wrong(rq, field, "Elija una dependencia de la lista");
    return VD_OK;
}

static enum vd_err read_activity(struct vd_req *rq, struct vd_str typed, struct agenda_delivering *of)
{
    agenda_activity_rows rows = {0};
    VD_TRY(agenda_activity_all(rq->db, rq->arena, staff_who(rq)->entity.id, &rows));
    VD_EACH(a, &rows)
        if (vd_str_eq(typed, activity_value(rq->arena, a)))
            of->plan_id = vd_some(a->plan_id), of->activity_key = vd_some(a->key);
    if (typed.n && !of->plan_id.has)
        vd_req_wrong(rq, "actividad", "Elija una actividad de la lista: son las de los planes vigentes");
    return VD_OK;
}

static int by_day(const void *a, const void *b)
{
    int64_t x = vd_date_days(*(const struct vd_date *)a), y = vd_date_days(*(const struct vd_date *)b);
    return x < y ? -1 : x > y;
}

static void read_days(struct vd_req *rq, struct vd_str text, struct agenda_delivering *of)
{
    struct vd_str rest = text, line;
    while (vd_str_split(&rest, '\n', &line)) {
        line = vd_str_trim(line);
        if (!line.n)
            continue;
        struct vd_date_reading day = vd_date_read_cell(line);
        if (day.status != VD_DATE_READ || of->days.n == MOST_DAYS) {
            vd_req_wrong(rq, "fechas", "Escriba una fecha por renglón, como 15/03/2027, y no más de %d", MOST_DAYS);
            return;
        }
        *VD_PUSH(rq->arena, &of->days) = day.date;
    }
    if (!of->days.n) {
        vd_req_wrong(rq, "fechas", "Escriba al menos una fecha");
        return;
    }
    qsort(of->days.v, of->days.n, sizeof *of->days.v, by_day);
    of->rhythm.from = of->days.v[0];
    of->rhythm.to = of->days.v[of->days.n - 1];
}

static enum vd_err read_rhythm(struct vd_req *rq, const struct agenda_form_input *in, struct agenda_delivering *of)
{
    const struct agenda_cadences *cadence = agenda_cadence_of(in->cadencia);
    int64_t months = 0, day = 0;
    if (!cadence || !vd_str_i64(cadence->months, &months))
        vd_req_wrong(rq, "cadencia", "Elija cada cuánto se entrega");
    if (!agenda_due_named(in->vence, &of->rhythm.due))
        vd_req_wrong(rq, "vence", "Elija cuándo vence");
    else if (of->rhythm.due != AGENDA_LAST_DAY && (!vd_str_i64(in->dia, &day) || day < 1 || day > 31))
        vd_req_wrong(rq, "dia", "Escriba un día del 1 al 31");
    of->rhythm.months = (int)months;
    of->rhythm.n = (int)day;
    if (staff_date(rq, "desde", in->desde, &of->rhythm.from) != VD_OK || staff_date(rq, "hasta", in->hasta, &of->rhythm.to) != VD_OK)
        return VD_OK;
    if (!of->rhythm.from.year)
        vd_req_wrong(rq, "desde", "Escriba desde cuándo se pide");
    if (!of->rhythm.to.year)
        vd_req_wrong(rq, "hasta", "Escriba hasta cuándo se pide");
    else if (vd_date_days(of->rhythm.to) < vd_date_days(of->rhythm.from))
        vd_req_wrong(rq, "hasta", "El último día va después del primero");
    return VD_OK;
}

static enum vd_err read_form(struct vd_req *rq, const struct agenda_form_input *in, struct agenda_delivering *of)
{
    struct vd_oint unit = {0};
    int64_t row = 0;
    agenda_periods periods = {0};
    *of = (struct agenda_delivering){.title = vd_str_squeeze(rq->arena, in->titulo), .cadence = in->cadencia, .needs_evidence = !vd_str_is(in->soporte, "no"),
        .norm = in->norma.n ? vd_str_squeeze(rq->arena, in->norma) : (struct vd_str){0}};
    if (vd_str_i64(in->fila, &row) && row > 0)
        of->inventory_row = vd_some(row);
    VD_TRY(read_activity(rq, in->actividad, of));
    VD_TRY(unit_of(rq, "dependencia", in->dependencia, &unit));
    VD_TRY(unit_of(rq, "recibe", in->recibe, &of->receiver_id));
    of->unit_id = unit.v;
    if (unit.has && !vd_who_may_unit(staff_who(rq), "entregas.escribir", unit.v))
        vd_req_wrong(rq, "dependencia", "Sus cargos son de otra dependencia");
    if (vd_str_is(in->cadencia, "fechas"))
        read_days(rq, in->fechas, of);
    else
        VD_TRY(read_rhythm(rq, in, of));
    if (!rq->wrong.n && agenda_delivery_periods(rq->arena, of, &periods) != VD_OK)
        vd_req_wrong(rq, "hasta", "Entre esas fechas no cabe ninguna entrega, o caben más de 600");
    return VD_OK;
}

static enum vd_err put(struct vd_change *change, struct staff_write *write)
{
    int64_t id;
    VD_TRY(agenda_delivery_put(change, write->arg, &id));
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, id));
    return VD_OK;
}

static enum vd_err was_put(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "entregas", vd_str_c(rq->arena, write->result), NULL), write->seq) : staff_failed(rq, write);
}

enum vd_err agenda_form_post(struct vd_req *rq)
{
    struct agenda_delivering *of = VD_NEW(rq->arena, struct agenda_delivering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(read_form(rq, rq->input, of));
    if (rq->wrong.n)
        return show(rq, rq->input);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "entrega.creada", .apply = put, .then = was_put, .arg = of};
    return staff_write(rq, write);
}

#define ENTITY VD_PARAM_ENTITY(agenda_form_input)
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(agenda_form_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
const struct vd_param agenda_form_of_new[] = {ENTITY, VD_PARAM(agenda_form_input, ejemplo, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 999, .about = "number of an example to begin with"), {.name = NULL}};
const struct vd_param agenda_form_of_post[] = {ENTITY, TYPED(titulo, TITLE, true, "Qué se entrega", "what"), TYPED(actividad, 40, false, "Actividad del plan", "plan and key of an activity"), TYPED(dependencia, 80, true, "Quién la entrega", "slug of the unit"),
    TYPED(recibe, 80, false, "Quién la recibe", "slug of the unit"), TYPED(cadencia, 20, true, "Cada cuánto", "cadence"), TYPED(vence, 20, false, "Cuándo vence cada una", "rule of the day"),
    TYPED(dia, 2, false, "Qué día", "day"), TYPED(fechas, 4000, false, "Fechas", "days, one a line"), TYPED(desde, 10, false, "Desde", "first day, dd/mm/yyyy"),
    TYPED(hasta, 10, false, "Hasta", "last day, dd/mm/yyyy"), TYPED(soporte, 2, false, "¿Pide soporte?", "si or no"), TYPED(norma, 300, false, "Norma o documento que la pide", "norm"),
    TYPED(fila, 4, false, "Fila", "row of the inventory"), {.name = NULL}};
