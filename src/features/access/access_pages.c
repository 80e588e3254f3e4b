/* SPDX-License-Identifier: Apache-2.0 */
#include "features/access/access.h"
#include "features/access/access.sql.h"
#include "features/access/access_row.tpl.h"
#include "features/access/access_views.h"
#include "features/life/life.h"
#include "features/plan/plan.h"
#include "features/staff/staff.h"

struct version_input { struct vd_str entidad, familia, actividad, aporte; struct vd_oint vigencia, version; };
struct person_input { struct vd_str entidad; struct vd_oint cargo; };

struct asking { struct vd_req *rq; struct access_view *view; vd_appointed_list people; };

static enum vd_err begin(struct vd_req *rq, struct access_view *view, struct asking *ret)
{
    *ret = (struct asking){.rq = rq, .view = view};
    view->rights = staff_url(rq, "derechos", NULL);
    return vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &ret->people);
}

static struct access_deed *add_deed(struct asking *of, struct vd_str what, struct vd_str when)
{
    struct access_deed *deed = VD_PUSH(of->rq->arena, &of->view->deeds);
    *deed = (struct access_deed){.what = what, .when = when};
    return deed;
}

static bool in_force(const struct asking *of, const struct vd_appointed *a)
{
    return a->active && vd_str_cmp(a->valid_from, vd_date_iso(of->rq->arena, of->rq->today)) <= 0;
}

/* Everybody whose role has the right; with a unit, of those of other units nobody. */
static void add_people(struct asking *of, struct access_deed *deed, struct vd_str right, struct vd_oint unit)
{
    VD_EACH(a, &of->people) {
        const struct vd_law_role_rights *may = vd_role_may(a->role, right);
        const struct vd_law_roles *role = vd_role_find(a->role);
        if (!may || !role || !in_force(of, a) || (unit.has && a->unit_id.has && a->unit_id.v != unit.v))
            continue;
        *VD_PUSH(of->rq->arena, &deed->people) = (struct access_line){.person = a->name, .why = may->why, .norm = may->norm,
            .role = a->unit.n ? vd_str_printf(of->rq->arena, "%.*s, %.*s", VD_SARG(role->name), VD_SARG(a->unit)) : role->name};
        deed->mine |= !deed->when.n && a->person_id == staff_who(of->rq)->person_id;
    }
}

static struct access_deed *add_right(struct asking *of, const char *what, const char *right, struct vd_oint unit, struct vd_str when)
{
    struct access_deed *deed = add_deed(of, vd_str_of(what), when);
    add_people(of, deed, vd_str_of(right), unit);
    return deed;
}

static void add_seeing(struct asking *of, const struct life_version_row *version)
{
    bool open = life_is_public(version->state) || vd_str_is(version->state, "reemplazado") || vd_str_is(version->state, "en_consulta");
    struct access_deed *deed = add_right(of, "Verlo", "plan.ver_borrador", (struct vd_oint){0}, (struct vd_str){0});
    if (open)
        deed->all = vd_str_is(version->state, "en_consulta") ? VD_S("Todo el mundo, mientras dura la consulta ciudadana.") : VD_S("Todo el mundo: es público.");
}

static struct vd_str state_keeps(struct asking *of, const struct life_version_row *version)
{
    return life_may_write(version) ? (struct vd_str){0} : vd_str_printf(of->rq->arena, "la versión está en «%s», y en ese estado sus filas no se cambian.", life_state_word(version->state));
}

/* ---- a version: who sees it, who writes it, who takes each next step */

static enum vd_err mark_refused(struct asking *of, const struct life_version_row *version, const struct life_plan_transitions *rule, struct access_deed *deed)
{
    size_t line = 0;
    VD_EACH(a, &of->people) {
        struct vd_str said;
        if (!vd_role_may(a->role, rule->right) || !vd_role_find(a->role) || !in_force(of, a))
            continue;
        struct access_line *shown = &deed->people.v[line++];
        const struct life_ask ask = {.db = of->rq->db, .arena = of->rq->arena, .version = version, .rule = rule, .person_id = a->person_id, .now = of->rq->now};
        VD_TRY(life_refuses(&ask, &said));
        if (!said.n)
            continue;
        shown->but = VD_S("participó en su formulación (escribió en él, lo trajo o pidió sus cambios) o lo llevó a aprobación; debe decidir otra persona.");
        deed->mine &= a->person_id != staff_who(of->rq)->person_id;
    }
    return VD_OK;
}

static enum vd_err add_steps(struct asking *of, const struct life_version_row *version)
{
    life_ways ways = {0};
    VD_TRY(life_next(of->rq->db, of->rq->arena, staff_who(of->rq), version, of->rq->now, &ways));
    VD_EACH(way, &ways) {
        struct vd_str lacks = {0};
        if (!way->rule->right.n)
            continue;
        VD_EACH(met, &way->guards)
            if (!met->met && !life_is_personal(met->said))
                lacks = vd_str_printf(of->rq->arena, "%.*s%s%.*s", VD_SARG(lacks), lacks.n ? " " : "", VD_SARG(met->said));
        struct access_deed *deed = add_deed(of, way->rule->text, lacks);
        add_people(of, deed, way->rule->right, (struct vd_oint){0});
        VD_TRY(mark_refused(of, version, way->rule, deed));
    }
    return VD_OK;
}

static enum vd_err ask_version(struct asking *of, const struct life_version_row *version)
{
    struct vd_str keeps = state_keeps(of, version);
    add_seeing(of, version);
    add_right(of, "Escribir cualquiera de sus partes", "plan.escribir", (struct vd_oint){0}, keeps);
    add_right(of, "Escribir las actividades que lidera su dependencia", "plan.proponer", (struct vd_oint){0}, keeps);
    return add_steps(of, version);
}

/* ---- an activity: the unit that leads it counts */

static enum vd_err ask_activity(struct asking *of, const struct life_version_row *version, struct vd_str address)
{
    struct access_activity_row row;
    struct vd_str keeps = state_keeps(of, version);
    VD_TRY(access_activity_one(of->rq->db, of->rq->arena, version->entity_id, version->id, address, &row));
    bool asked = vd_str_is(version->state, "publicado");
    struct vd_str later = asked ? (struct vd_str){0} : VD_S("se piden cambios de una versión publicada; esta no lo está.");
    const struct vd_oint lead = row.unit_id.has ? row.unit_id : vd_some(0);   /* nobody's: of whoever has the whole entity */
    add_seeing(of, version);
    add_right(of, "Cambiarla", "plan.escribir", (struct vd_oint){0}, keeps);
    add_right(of, "Cambiarla, por la dependencia que la lidera", "plan.proponer", lead, keeps);
    add_right(of, "Pedir que cambie", "plan.pedir_cambio", lead, later);
    struct access_deed *accepts = add_right(of, "Aceptar el cambio que otra persona pidió", "plan.escribir", (struct vd_oint){0}, later);
    VD_EACH(line, &accepts->people)
        VD_EACH(a, &of->people)
            if (vd_str_eq(a->name, line->person) && in_force(of, a) && vd_role_may(a->role, VD_S("plan.proponer")) && (!a->unit_id.has || a->unit_id.v == lead.v))
                line->but = VD_S("responde por ella en la primera línea.");
    return VD_OK;
}

/* ---- a contribution */

static bool read_number(struct vd_str typed, int64_t *ret_year, int64_t *ret_no)
{
    struct vd_str word, year, no, rest = typed;
    return vd_str_split(&rest, '-', &word) && vd_str_split(&rest, '-', &year) && vd_str_split(&rest, '-', &no) && !rest.p && vd_str_i64(year, ret_year) && vd_str_i64(no, ret_no);
}

static enum vd_err ask_contribution(struct asking *of, const struct life_version_row *version, struct vd_str number)
{
    struct access_contribution_row row;
    int64_t year, no;
    if (!read_number(number, &year, &no))
        return VD_NOT_FOUND;
    VD_TRY(access_contribution_one(of->rq->db, of->rq->arena, version->entity_id, version->id, year, no, &row));
    bool held = vd_str_is(row.state, "retenido") || vd_str_is(row.state, "descartado");
    struct access_deed *reads = add_right(of, "Leer lo que dice", "plan.responder", (struct vd_oint){0}, (struct vd_str){0});
    if (!held)
        reads->all = VD_S("Todo el mundo: los aportes son públicos.");
    struct access_deed *names = add_right(of, "Ver el nombre y el correo de quien aportó", "plan.responder", (struct vd_oint){0}, (struct vd_str){0});
    names->all = row.publish_name ? VD_S("El nombre, todo el mundo: quien aportó quiso que se viera. El correo, solo estas personas y quien aportó.")
                                  : VD_S("Son datos personales: además de estas personas los ve quien aportó, con su código.");
    add_right(of, "Responderlo", "plan.responder", (struct vd_oint){0}, row.closed ? VD_S("la consulta se cerró y las respuestas quedan como están.") : (struct vd_str){0});
    add_deed(of, VD_S("Borrar los datos personales"), (struct vd_str){0})->all = VD_S("Quien aportó, con el número y el código de su recibo.");
    return VD_OK;
}

/* ---- pages */

static enum vd_err version_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct access_view view = {0};
    struct life_version_row version;
    struct asking of;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    VD_TRY(begin(rq, &view, &of));
    view.title = in->actividad.n ? vd_str_printf(rq->arena, "Actividad %.*s: quién puede", VD_SARG(in->actividad))
                 : in->aporte.n  ? vd_str_printf(rq->arena, "Aporte %.*s: quién puede", VD_SARG(in->aporte))
                                 : vd_str_printf(rq->arena, "%.*s: quién puede", VD_SARG(life_title(rq->arena, &version)));
    VD_TRY(life_page_below(rq, &version, VD_S("Quién puede"), &view.page));
    VD_TRY(in->actividad.n ? ask_activity(&of, &version, in->actividad) : in->aporte.n ? ask_contribution(&of, &version, in->aporte) : ask_version(&of, &version));
    tpl_access_row(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* An account is everybody's who relies on it: an entity changes it only while no other does. */
static enum vd_err person_page(struct vd_req *rq)
{
    const struct person_input *in = rq->input;
    const struct vd_appointed *found = NULL;
    struct access_view view = {0};
    struct asking of;
    bool elsewhere;
    VD_TRY(begin(rq, &view, &of));
    VD_EACH(a, &of.people)
        found = a->appointment_id == in->cargo.v ? a : found;
    if (!found)
        return VD_NOT_FOUND;
    VD_TRY(vd_person_elsewhere(rq->db, rq->arena, found->person_id, staff_who(rq)->entity.id, rq->today, &elsewhere));
    elsewhere &= vd_who_may(staff_who(rq), "personas.administrar"); /* where else somebody works is not everybody's to know */
    view.title = vd_str_printf(rq->arena, "%.*s: quién puede", VD_SARG(found->name));
    add_right(&of, "Ver su correo, sus cargos y el estado de su cuenta", "personas.administrar", (struct vd_oint){0}, (struct vd_str){0});
    add_right(&of, "Ver su nombre y sus cargos", "derechos.ver", (struct vd_oint){0}, (struct vd_str){0});
    add_right(&of, "Darle y terminarle cargos", "personas.administrar", (struct vd_oint){0}, (struct vd_str){0});
    add_right(&of, "Cambiar sus datos, darle un enlace de clave, quitar su segundo factor, desactivar la cuenta", "personas.administrar", (struct vd_oint){0},
              elsewhere ? VD_S("también trabaja en otra entidad. La cambia ella misma, o quien maneja el servidor.") : (struct vd_str){0});
    struct access_deed *own = add_deed(&of, VD_S("Su clave, su segundo factor, sus sesiones y sus avisos"), (struct vd_str){0});
    own->all = vd_str_printf(rq->arena, "Solo %.*s, con su clave.", VD_SARG(found->name));
    own->mine = found->person_id == staff_who(rq)->person_id;
    VD_TRY(staff_page(rq, view.title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Quién puede qué"), view.rights);
    tpl_access_row(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input),
    VD_PARAM(version_input, actividad, VD_FROM_QUERY, VD_P_TEXT, .max = 60, .about = "address of an activity"),
    VD_PARAM(version_input, aporte, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "number of a contribution: APO-2027-0001"), {.name = NULL}};
static const struct vd_param of_person[] = {
    VD_PARAM(person_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity"),
    VD_PARAM(person_input, cargo, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "appointment of the person"), {.name = NULL}};

const struct vd_route access_routes[] = {
    STAFF_PAGE(version_input, "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/derechos", of_version, "derechos.ver", version_page,
               "who may see or change a version, an activity or a contribution, and why"),
    STAFF_PAGE(person_input, "/{entidad}/trabajo/personas/{cargo}/derechos", of_person, "derechos.ver", person_page, "who may see or change an account, and why"),
    {.path = NULL},
};
