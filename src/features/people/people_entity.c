/* SPDX-License-Identifier: Apache-2.0 */
/* People and appointments of an entity: the list, giving one, ending one. Giving an appointment to an address that nobody has makes the
 * person and a link that sets the password, shown once. */
#include "core/services.h"
#include "features/people/people_entity.h"
#include "features/people/people.h"
#include "features/people/people_add.tpl.h"
#include "features/people/people_added.tpl.h"
#include "features/people/people_lines.h"
#include "features/people/people_list.tpl.h"
#include "features/people/people_store.h"
#include "features/people/people_views.h"
#include "features/site/site.h"

struct entity_input { struct vd_str entidad; struct vd_oint hecho, cargo; };
struct add_input { struct vd_str entidad, correo, nombre, rol, dependencia, desde, hasta, acto; };

/* ---- the list */

struct vd_str people_account_state(const struct vd_appointed *a)
{
    return !a->active ? VD_S("Desactivada") : a->has_password ? VD_S("Con clave") : VD_S("Invitada, sin clave todavía");
}

static struct vd_str dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return iso.n && vd_date_from_iso(iso, &date) ? vd_date_dmy(arena, date) : (struct vd_str){0};
}

static enum vd_err say_lines(struct vd_req *rq, const vd_appointed_list *people, int64_t person_id, struct people_warned *ret)
{
    people_warnings said = {0};
    VD_TRY(people_lines_of(rq, people, person_id, &said));
    VD_TRY(people_third_line(rq, staff_who(rq)->entity.id, &said));
    VD_EACH(s, &said)
        *VD_PUSH(rq->arena, &ret->lines) = *s;
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    struct people_list_view view = {.add = staff_url(rq, "personas", "nuevo", NULL)};
    vd_appointed_list people = {0};
    VD_TRY(vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &people));
    VD_TRY(staff_page(rq, VD_S("Personas y cargos"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_TRY(say_lines(rq, &people, 0, &view.warnings));
    VD_EACH(a, &people) {
        const struct vd_law_roles *role = vd_role_find(a->role);
        struct vd_str id = vd_str_printf(rq->arena, "%" PRId64, a->appointment_id);
        *VD_PUSH(rq->arena, &view.people) = (struct people_line){.name = a->name, .email = a->email, .role = role ? role->name : a->role,
            .line = role ? role->short_line : (struct vd_str){0}, .unit = a->unit, .from = dmy(rq->arena, a->valid_from), .to = dmy(rq->arena, a->valid_to),
            .act = a->act, .state = people_account_state(a), .account = staff_url(rq, "personas", id.p, "cuenta", NULL), .token = vd_form_token(rq, "/{entidad}/trabajo/personas/{cargo}/terminar"),
            .end = staff_url(rq, "personas", id.p, "terminar", NULL)};
    }
    tpl_people_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- giving one */

static enum vd_err fill_choices(struct vd_req *rq, const struct add_input *in, struct people_add_view *view)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    view->role = (struct vd_choices){.name = "rol", .label = VD_S("Cargo"), .error = staff_wrong_of(rq, "rol"), .as_list = true};
    for (size_t i = 0; i < vd_law_roles_n; i++)
        *VD_PUSH(rq->arena, &view->role.of) = (struct vd_choice){.value = vd_law_roles[i].code, .text = vd_law_roles[i].name, .chosen = vd_str_eq(in->rol, vd_law_roles[i].code)};
    view->unit = (struct vd_choices){.name = "dependencia", .label = VD_S("Dependencia"), .hint = VD_S("Sin elegir: toda la entidad."),
        .error = staff_wrong_of(rq, "dependencia"), .as_list = true, .optional = true};
    VD_EACH(u, &units)
        *VD_PUSH(rq->arena, &view->unit.of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = vd_str_eq(in->dependencia, u->slug)};
    return VD_OK;
}

static enum vd_err show_add(struct vd_req *rq, const struct add_input *in)
{
    struct people_add_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/personas/nuevo"), .action = staff_url(rq, "personas", "nuevo", NULL),
        .wrongs = staff_wrongs(rq), .email = staff_input(rq, "correo", VD_S("Correo institucional"), in->correo),
        .name = staff_input(rq, "nombre", VD_S("Nombre completo"), in->nombre), .from = staff_input(rq, "desde", VD_S("Desde"), in->desde),
        .to = staff_input(rq, "hasta", VD_S("Hasta"), in->hasta), .act = staff_input(rq, "acto", VD_S("Acto que da el cargo"), in->acto)};
    view.email.type = "email";
    view.name.hint = VD_S("Si la persona ya tiene cuenta, se conserva el nombre que tiene.");
    view.from.hint = VD_S("Día/mes/año. Sin fecha: desde hoy.");
    view.to.hint = VD_S("Último día. Sin fecha: hasta que se termine.");
    view.act.hint = VD_S("Por ejemplo: Resolución 034 de 2026.");
    view.from.width = view.to.width = "w-s";
    view.from.optional = view.to.optional = view.act.optional = true;
    VD_TRY(staff_page(rq, VD_S("Dar un cargo"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Personas y cargos"), staff_url(rq, "personas", NULL));
    VD_TRY(fill_choices(rq, in, &view));
    tpl_people_add(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err add_page(struct vd_req *rq) { return show_add(rq, &(struct add_input){0}); }

static enum vd_err appoint(struct vd_change *change, struct staff_write *write)
{
    struct people_appointing *p = write->arg;
    enum vd_err err = people_appoint(change, p);
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, "Esa persona ya tiene ese cargo en esos días. Termine el que tiene, o dé otro cargo");
    return p->over ? staff_refuse(write, err, "%s", PEOPLE_OVER) : err;
}

/* The link holds its token only here: in the database stands its hash. A repeated form shows none: it was shown. */
static enum vd_err appointed(struct vd_req *rq, struct staff_write *write)
{
    const struct people_appointing *p = write->arg;
    if (write->err == VD_CONFLICT && write->problem.n) {
        vd_req_wrong(rq, "rol", "%.*s", VD_SARG(write->problem));
        return show_add(rq, rq->input);
    }
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    if (write->repeated)
        return staff_go(rq, staff_url(rq, "personas", NULL), write->seq);
    vd_appointed_list people = {0};
    struct people_added_view view = {.name = p->name, .email = p->email, .back = staff_url(rq, "personas", NULL)};
    view.mailed = p->with_link && p->seal;
    view.elsewhere = p->elsewhere;
    view.distrusted = p->distrusted;
    if (p->with_link && !p->seal)
        view.link = people_link_whole(rq, p->token.hex);
    VD_TRY(vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &people));
    VD_TRY(say_lines(rq, &people, p->appoint.person_id, &view.warnings));
    VD_TRY(staff_page(rq, VD_S("Cargo asignado"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Personas y cargos"), view.back);
    tpl_people_added(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct vd_str people_link_whole(struct vd_req *rq, const char *token)
{
    const struct vd_services *services = rq->services;
    struct vd_url path = vd_url_path(rq->arena, "clave", token, NULL);
    if (services->config.url.n || !rq->host.n)
        return site_absolute(rq, path).s;
    return vd_str_printf(rq->arena, "http://%.*s%.*s", VD_SARG(rq->host), VD_SARG(path.s));
}

static enum vd_err read_unit(struct vd_req *rq, struct vd_str slug, struct vd_oint *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, slug))
            *ret = vd_some(u->id);
    if (slug.n && !ret->has)
        vd_req_wrong(rq, "dependencia", "Elija una dependencia de la lista");
    return VD_OK;
}

static enum vd_err read_dates(struct vd_req *rq, const struct add_input *in, struct people_appointing *p)
{
    struct vd_date from, to;
    if (staff_date(rq, "desde", in->desde, &from) != VD_OK || staff_date(rq, "hasta", in->hasta, &to) != VD_OK)
        return VD_INVALID;
    from = from.year ? from : rq->today;
    if (to.year && vd_date_days(to) < vd_date_days(from)) {
        vd_req_wrong(rq, "hasta", "El último día va después del primero");
        return VD_INVALID;
    }
    p->appoint.valid_from = vd_date_iso(rq->arena, from);
    p->appoint.valid_to = vd_date_iso(rq->arena, to);
    return VD_OK;
}

static enum vd_err add_post(struct vd_req *rq)
{
    const struct add_input *in = rq->input;
    struct people_appointing *p = VD_NEW(rq->arena, struct people_appointing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    if (!staff_wrong_of(rq, "correo").p && vd_email_read(rq->arena, in->correo, &p->email) != VD_OK)
        vd_req_wrong(rq, "correo", "Escriba el correo completo, por ejemplo nombre@entidad.gov.co");
    if (!staff_wrong_of(rq, "rol").p && !vd_role_find(in->rol))
        vd_req_wrong(rq, "rol", "Elija un cargo de la lista");
    VD_TRY(read_unit(rq, in->dependencia, &p->appoint.unit_id));
    if (read_dates(rq, in, p) != VD_OK || rq->wrong.n)
        return show_add(rq, in);
    p->name = vd_str_squeeze(rq->arena, in->nombre);
    p->appoint.role = in->rol;
    p->appoint.act = in->acto.n ? in->acto : (struct vd_str){0};
    p->nonce = rq->nonce;
    p->body_hash = rq->body_hash;
    p->actor = (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = staff_who(rq)->person_id};
    const struct vd_services *services = rq->services;
    if (services->config.smtp.n)
        p->seal = services->seal;
    p->url = services->config.url;
    VD_TRY(vd_session_token_make(&p->token));
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "cargo.asignado", .apply = appoint, .then = appointed, .arg = p};
    return staff_write(rq, write);
}

/* ---- ending one: its last day is yesterday, so that it is over at once */

static enum vd_err end(struct vd_change *change, struct staff_write *write)
{
    const struct vd_date yesterday = vd_date_of_days(vd_date_days(vd_date_in_bogota(vd_change_now(change))) - 1);
    enum vd_err err = people_end(change, *(const int64_t *)write->arg, vd_date_iso(vd_change_arena(change), yesterday));
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, "Es el último cargo de administración de la entidad: dé otro antes de terminarlo.");
    return err;
}

static enum vd_err ended(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "personas", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err end_post(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    int64_t *id = VD_NEW(rq->arena, int64_t);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *id = in->cargo.v;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "cargo.terminado", .apply = end, .then = ended, .arg = id};
    return staff_write(rq, write);
}

/* ---- routes */

#define ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(add_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_entity[] = {ENTITY(entity_input), STAFF_DONE(entity_input), {.name = NULL}};
static const struct vd_param of_appointment[] = {
    ENTITY(entity_input), VD_PARAM(entity_input, cargo, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "appointment"), {.name = NULL}};
static const struct vd_param of_add[] = {ENTITY(add_input), TYPED(correo, VD_EMAIL_MOST, true, "Correo institucional", "e-mail address"),
    TYPED(nombre, 200, true, "Nombre completo", "name"), TYPED(rol, 40, true, "Cargo", "role"), TYPED(dependencia, 80, false, "Dependencia", "slug of the unit"),
    TYPED(desde, 10, false, "Desde", "first day, dd/mm/yyyy"), TYPED(hasta, 10, false, "Hasta", "last day, dd/mm/yyyy"), TYPED(acto, 200, false, "Acto que da el cargo", "act"), {.name = NULL}};

const struct vd_route people_entity_routes[] = {
    STAFF_PAGE(entity_input, "/{entidad}/trabajo/personas", of_entity, "personas.administrar", list_page, "people and appointments of an entity"),
    STAFF_PAGE(entity_input, "/{entidad}/trabajo/personas/nuevo", of_entity, "personas.administrar", add_page, "form that gives an appointment"),
    STAFF_POST(add_input, "/{entidad}/trabajo/personas/nuevo", of_add, "personas.administrar", add_post, "give an appointment"),
    STAFF_POST(entity_input, "/{entidad}/trabajo/personas/{cargo}/terminar", of_appointment, "personas.administrar", end_post, "end an appointment"),
    STAFF_PAGE(entity_input, "/{entidad}/trabajo/derechos", of_entity, "derechos.ver", people_rights_page, "who may do what, and why"),
    {.path = NULL},
};
