/* SPDX-License-Identifier: Apache-2.0 */
/* Requests for changes: the list, choosing an activity, the form. */
#include "features/amendment/amendment_ask.tpl.h"
#include "features/amendment/amendment_choose.tpl.h"
#include "features/amendment/amendment_pages.h"
#include "features/amendment/amendment_requests.tpl.h"

struct list_input { struct vd_str entidad; struct vd_oint hecho; };
struct ask_input {
    struct vd_str entidad, direccion, tipo, motivo, actividad, producto, meta, desde, hasta, responsable, ventana, componente;
    struct vd_oint plan;
};

/* ---- words */

static const struct { const char *code, *word, *hint; } kinds[] = {
    {"cambiar", "Cambiar lo que dice", ""},
    {"reprogramar", "Mover sus fechas", ""},
    {"retirar", "Retirar la actividad", "Sale de los cortes que siguen; lo ya seguido no cambia."},
    {"corregir", "Corregir un error de escritura", ""},
};

struct vd_str amendment_kind_word(struct vd_str kind)
{
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (vd_str_is(kind, kinds[i].code))
            return vd_str_of(kinds[i].word);
    return VD_S("Agregar una actividad");
}

struct vd_sem amendment_state_sem(struct vd_str state)
{
    if (vd_str_is(state, "aceptado"))
        return (struct vd_sem){"ok", "Aceptada"};
    return vd_str_is(state, "rechazado") ? (struct vd_sem){"bad", "Rechazada"} : (struct vd_sem){"info", "Espera respuesta"};
}

struct vd_str amendment_plan_name(struct vd_arena *arena, const struct amendment_request_row *r)
{
    return vd_str_printf(arena, "%.*s %" PRId64 ", versión %" PRId64, VD_SARG(r->short_name), r->vigencia, r->base_no);
}

struct vd_str amendment_title(struct vd_arena *arena, const struct amendment_request_row *r)
{
    struct vd_str what = amendment_kind_word(r->kind);
    return r->address.n ? vd_str_printf(arena, "%" PRId64 ". %.*s: %.*s", r->no, VD_SARG(what), VD_SARG(r->address)) : vd_str_printf(arena, "%" PRId64 ". %.*s", r->no, VD_SARG(what));
}

/* ---- the list */

static enum vd_err list_page(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct amendment_requests_view view = {.may = vd_who_may(staff_who(rq), "plan.pedir_cambio"), .add = staff_url(rq, "cambios", "nuevo", NULL)};
    amendment_requests requests = {0};
    VD_TRY(amendment_requests_of(rq->db, rq->arena, staff_who(rq)->entity.id, 0, &requests));
    VD_TRY(staff_page(rq, VD_S("Cambios"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_EACH(r, &requests)
        *VD_PUSH(rq->arena, &view.lines) = (struct amendment_line){.title = amendment_title(rq->arena, r), .plan = amendment_plan_name(rq->arena, r), .motive = r->motive,
            .asked = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(r->asker), VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(r->asked_at)))), .state = amendment_state_sem(r->state),
            .late = r->is_late, .url = staff_url(rq, "cambios", vd_str_printf(rq->arena, "%" PRId64, r->id).p, NULL)};
    tpl_amendment_requests(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- which activity */

static bool may_row(struct vd_req *rq, const struct amendment_activity_row *row)
{
    return vd_who_has_role(staff_who(rq), "planeacion") || (row->lead.has && vd_who_may_unit(staff_who(rq), "plan.pedir_cambio", row->lead.v));
}

static enum vd_err choose_page(struct vd_req *rq)
{
    struct amendment_choose_view view = {0};
    life_versions versions = {0};
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_TRY(staff_page(rq, VD_S("Pedir un cambio"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Cambios"), staff_url(rq, "cambios", NULL));
    VD_EACH(v, &versions) {
        amendment_activities rows = {0};
        if (!vd_str_is(v->state, "publicado"))
            continue;
        struct vd_url base = staff_url(rq, "cambios", "nuevo", NULL);
        struct amendment_choice_group *group = VD_PUSH(rq->arena, &view.plans);
        *group = (struct amendment_choice_group){.title = life_title(rq->arena, v), .add = {vd_str_printf(rq->arena, "%.*s/formulario?plan=%" PRId64, VD_SARG(base.s), v->id)}};
        VD_TRY(amendment_activities_of(rq->db, rq->arena, v->entity_id, v->id, 0, &rows));
        VD_EACH(row, &rows)
            if (may_row(rq, row))
                *VD_PUSH(rq->arena, &group->activities) = (struct vd_link){vd_str_printf(rq->arena, "%.*s %.*s", VD_SARG(row->address), VD_SARG(row->description)),
                    {vd_str_printf(rq->arena, "%.*s&direccion=%.*s", VD_SARG(group->add.s), VD_SARG(row->address))}};
    }
    tpl_amendment_choose(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the form */

struct asked { struct life_version_row version; struct amendment_activity_row row; amendment_windows windows; };

static enum vd_err open_asked(struct vd_req *rq, const struct ask_input *in, struct asked *ret)
{
    amendment_activities rows = {0};
    VD_TRY(life_get(rq->db, rq->arena, staff_who(rq)->entity.id, in->plan.v, &ret->version));
    if (!in->direccion.n)
        return VD_OK;
    VD_TRY(amendment_activities_of(rq->db, rq->arena, ret->version.entity_id, ret->version.id, 0, &rows));
    VD_EACH(row, &rows)
        if (vd_str_eq(row->address, in->direccion))
            ret->row = *row;
    if (!ret->row.key)
        return VD_NOT_FOUND;
    return amendment_windows_of(rq->db, rq->arena, ret->version.entity_id, ret->version.id, ret->row.key, &ret->windows);
}

static struct vd_str dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return iso.n && vd_date_from_iso(iso, &date) ? vd_date_dmy(arena, date) : (struct vd_str){0};
}

static enum vd_err fill_choices(struct vd_req *rq, const struct ask_input *in, const struct asked *asked, struct amendment_ask_view *view)
{
    vd_units units = {0};
    amendment_components parts = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, asked->version.entity_id, &units));
    VD_TRY(amendment_components_of(rq->db, rq->arena, asked->version.entity_id, asked->version.id, &parts));
    view->kind = (struct vd_choices){.name = "tipo", .label = VD_S("Qué pide"), .error = staff_wrong_of(rq, "tipo")};
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        *VD_PUSH(rq->arena, &view->kind.of) = (struct vd_choice){vd_str_of(kinds[i].code), vd_str_of(kinds[i].word), vd_str_of(kinds[i].hint), vd_str_is(in->tipo, kinds[i].code)};
    view->unit = (struct vd_choices){.name = "responsable", .label = VD_S("Responsable líder"), .error = staff_wrong_of(rq, "responsable"), .as_list = true};
    VD_EACH(u, &units)
        *VD_PUSH(rq->arena, &view->unit.of) = (struct vd_choice){.value = u->slug, .text = u->name,
            .chosen = in->responsable.n ? vd_str_eq(in->responsable, u->slug) : asked->row.lead.has && asked->row.lead.v == u->id};
    view->component = (struct vd_choices){.name = "componente", .label = VD_S("Componente"), .error = staff_wrong_of(rq, "componente"), .as_list = true};
    VD_EACH(c, &parts) {
        struct vd_str key = vd_str_printf(rq->arena, "%" PRId64, c->key);
        *VD_PUSH(rq->arena, &view->component.of) = (struct vd_choice){.value = key, .text = vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(c->code), VD_SARG(c->name)), .chosen = vd_str_eq(in->componente, key)};
    }
    view->window = (struct vd_choices){.name = "ventana", .label = VD_S("Qué ventana"), .error = staff_wrong_of(rq, "ventana"), .as_list = true,
        .hint = VD_S("Las fechas de abajo son las de la primera; escriba las que debe tener la que elija.")};
    VD_EACH(w, &asked->windows) {
        struct vd_str ord = vd_str_printf(rq->arena, "%" PRId64, w->ord);
        *VD_PUSH(rq->arena, &view->window.of) = (struct vd_choice){.value = ord, .text = w->raw, .chosen = in->ventana.n ? vd_str_eq(in->ventana, ord) : w == asked->windows.v};
    }
    return VD_OK;
}

static void fill_inputs(struct vd_req *rq, const struct ask_input *in, struct amendment_ask_view *view)
{
    view->motive = staff_input(rq, "motivo", VD_S("Motivo"), in->motivo);
    view->text = staff_input(rq, "actividad", VD_S("Actividad"), in->actividad);
    view->product = staff_input(rq, "producto", VD_S("Producto"), in->producto);
    view->goal = staff_input(rq, "meta", VD_S("Meta"), in->meta);
    view->from = staff_input(rq, "desde", VD_S("Desde"), in->desde);
    view->to = staff_input(rq, "hasta", VD_S("Hasta"), in->hasta);
    view->motive.rows = view->text.rows = 3;
    view->product.rows = view->goal.rows = 2;
    view->motive.hint = VD_S("Por qué hace falta. Queda público con la versión que lo aplique.");
    view->from.hint = view->to.hint = VD_S("Día/mes/año.");
    view->from.width = view->to.width = "w-s";
    view->product.optional = view->goal.optional = view->from.optional = view->to.optional = true;
}

static enum vd_err show(struct vd_req *rq, const struct ask_input *in, const struct asked *asked)
{
    struct amendment_ask_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, "/{entidad}/trabajo/cambios/nuevo/formulario"), .plan = life_title(rq->arena, &asked->version),
        .version = asked->version.id, .activity = asked->row.address, .adds = !asked->row.key, .several = asked->windows.n > 1,
        .action = staff_url(rq, "cambios", "nuevo", "formulario", NULL)};
    view.title = asked->row.key ? vd_str_printf(rq->arena, "Pedir un cambio de la actividad %.*s", VD_SARG(asked->row.address)) : VD_S("Proponer una actividad nueva");
    VD_TRY(staff_page(rq, view.title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Cambios"), staff_url(rq, "cambios", NULL));
    VD_TRY(fill_choices(rq, in, asked, &view));
    fill_inputs(rq, in, &view);
    tpl_amendment_ask(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err ask_page(struct vd_req *rq)
{
    struct ask_input now = *(const struct ask_input *)rq->input;
    struct asked asked = {0};
    VD_TRY(open_asked(rq, &now, &asked));
    now.actividad = asked.row.description;
    now.producto = asked.row.product;
    now.meta = asked.row.goal;
    if (asked.windows.n) {
        now.desde = dmy(rq->arena, asked.windows.v[0].from_on);
        now.hasta = dmy(rq->arena, asked.windows.v[0].due_on);
    }
    return show(rq, &now, &asked);
}

/* ---- asking */

static enum vd_err ask_it(struct vd_change *change, struct staff_write *write)
{
    struct amendment_asking *of = write->arg;
    enum vd_err err = amendment_ask(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err was_asked(struct vd_req *rq, struct staff_write *write)
{
    const struct ask_input *in = rq->input;
    struct asked asked = {0};
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "cambios", vd_str_c(rq->arena, write->result), NULL), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "actividad", "%.*s", VD_SARG(write->problem));
    VD_TRY(open_asked(rq, in, &asked));
    return show(rq, in, &asked);
}

static void add(struct vd_req *rq, struct amendment_asking *of, const char *field, struct vd_str to)
{
    *VD_PUSH(rq->arena, &of->to) = (struct amendment_change_to){field, to};
}

static void read_dates(struct vd_req *rq, const struct ask_input *in, struct amendment_asking *of)
{
    struct vd_date from, to;
    if (staff_date(rq, "desde", in->desde, &from) != VD_OK || staff_date(rq, "hasta", in->hasta, &to) != VD_OK)
        return;
    if (from.year && to.year && vd_date_days(to) < vd_date_days(from))
        vd_req_wrong(rq, "hasta", "El último día va después del primero");
    if (!to.year && (from.year || vd_str_is(of->kind, "reprogramar")))
        vd_req_wrong(rq, "hasta", "Escriba el último día");
    add(rq, of, "desde", vd_date_iso(rq->arena, from));
    add(rq, of, "hasta", vd_date_iso(rq->arena, to));
}

static enum vd_err read_unit(struct vd_req *rq, struct vd_str slug, struct amendment_asking *of)
{
    vd_units units = {0};
    bool known = false;
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, slug)) {
            add(rq, of, "responsable", u->name);
            known = true;
        }
    if (!known && (slug.n || !of->activity_key))
        vd_req_wrong(rq, "responsable", "Elija una dependencia de la lista");
    return VD_OK;
}

static enum vd_err read_what(struct vd_req *rq, const struct ask_input *in, struct amendment_asking *of)
{
    bool moves = vd_str_is(of->kind, "reprogramar"), corrects = vd_str_is(of->kind, "corregir");
    if (vd_str_is(of->kind, "retirar"))
        return VD_OK;
    if (!moves) {
        add(rq, of, "actividad", in->actividad);
        add(rq, of, "producto", in->producto);
        add(rq, of, "meta", in->meta);
        if (!in->actividad.n && !staff_wrong_of(rq, "actividad").p)
            vd_req_wrong(rq, "actividad", "Escriba la actividad");
    }
    if (!corrects)
        read_dates(rq, in, of);
    return moves || corrects ? VD_OK : read_unit(rq, in->responsable, of);
}

static void read_kind(struct vd_req *rq, const struct ask_input *in, struct amendment_asking *of)
{
    bool known = false;
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        known |= vd_str_is(in->tipo, kinds[i].code);
    of->kind = of->activity_key ? in->tipo : VD_S("agregar");
    if (of->activity_key && !known)
        vd_req_wrong(rq, "tipo", "Elija qué pide");
    int64_t ord;
    if (in->ventana.n && vd_str_i64(in->ventana, &ord))
        of->window_ord = vd_some(ord);
}

/* One that the plan has: of what is added. */
static enum vd_err read_component(struct vd_req *rq, const struct asked *asked, const struct ask_input *in, struct amendment_asking *of)
{
    amendment_components parts = {0};
    int64_t key = 0;
    if (of->activity_key)
        return VD_OK;
    VD_TRY(amendment_components_of(rq->db, rq->arena, asked->version.entity_id, asked->version.id, &parts));
    VD_EACH(part, &parts)
        if (vd_str_i64(in->componente, &key) && part->key == key)
            of->component_key = vd_some(key);
    if (!of->component_key.has)
        vd_req_wrong(rq, "componente", "Elija el componente");
    return VD_OK;
}

static enum vd_err ask_post(struct vd_req *rq)
{
    const struct ask_input *in = rq->input;
    struct amendment_asking *of = VD_NEW(rq->arena, struct amendment_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct asked asked = {0};
    VD_TRY(open_asked(rq, in, &asked));
    *of = (struct amendment_asking){.person_id = staff_who(rq)->person_id, .version_id = asked.version.id, .activity_key = asked.row.key, .motive = in->motivo};
    read_kind(rq, in, of);
    VD_TRY(read_component(rq, &asked, in, of));
    VD_TRY(read_what(rq, in, of));
    if (rq->wrong.n)
        return show(rq, in, &asked);
    *write = (struct staff_write){.entity_id = asked.version.entity_id, .kind = "cambio.pedido", .apply = ask_it, .then = was_asked, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define TYPED(member, most, must, what, meaning) VD_PARAM(ask_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
#define WHICH(from) \
    VD_PARAM(ask_input, plan, from, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the version in force"), \
    VD_PARAM(ask_input, direccion, from, VD_P_TEXT, .max = 60, .about = "address of the activity; absent: one is added")
static const struct vd_param of_list[] = {ENTITY(list_input), STAFF_DONE(list_input), {.name = NULL}};
static const struct vd_param of_form[] = {ENTITY(ask_input), WHICH(VD_FROM_QUERY), {.name = NULL}};
static const struct vd_param of_ask[] = {ENTITY(ask_input), WHICH(VD_FROM_FORM), TYPED(tipo, 20, false, "Qué pide", "kind of change"), TYPED(motivo, 2000, true, "Motivo", "why"),
    TYPED(componente, 20, false, "Componente", "key of the component"), TYPED(actividad, 4000, false, "Actividad", "its text"), TYPED(producto, 4000, false, "Producto", "its product"),
    TYPED(meta, 4000, false, "Meta", "its goal"), TYPED(ventana, 10, false, "Qué ventana", "order of the window"), TYPED(desde, 10, false, "Desde", "first day, dd/mm/yyyy"),
    TYPED(hasta, 10, false, "Hasta", "last day, dd/mm/yyyy"), TYPED(responsable, 80, false, "Responsable líder", "slug of the unit"), {.name = NULL}};

const struct vd_route amendment_request_routes[] = {
    STAFF_PAGE(list_input, "/{entidad}/trabajo/cambios", of_list, "plan.ver_borrador", list_page, "requests to change plans in force"),
    STAFF_PAGE(list_input, "/{entidad}/trabajo/cambios/nuevo", of_list, "plan.pedir_cambio", choose_page, "which activity is to change"),
    STAFF_PAGE(ask_input, "/{entidad}/trabajo/cambios/nuevo/formulario", of_form, "plan.pedir_cambio", ask_page, "form that asks for a change"),
    STAFF_POST(ask_input, "/{entidad}/trabajo/cambios/nuevo/formulario", of_ask, "plan.pedir_cambio", ask_post, "ask for a change of a plan in force"),
    {.path = NULL},
};
