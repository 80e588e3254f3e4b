/* SPDX-License-Identifier: Apache-2.0 */
/* What must be met before a step. Each guard says in words what is met or what is missing: the page of a version shows both. */
#include "features/life/life_inside.h"

static enum vd_err say(struct life_met *ret, bool met, struct vd_str said)
{
    ret->met = met;
    ret->said = said;
    return VD_OK;
}

/* ---- what is said with the step: a page that only asks is told that the form will ask for it */

static enum vd_err with_reasons(const struct life_ask *ask, struct life_met *ret)
{
    return say(ret, !ask->said || vd_str_trim(ask->said->reason).n, ask->said ? VD_S("Escriba las razones: quedan en la historia del plan.") : VD_S("Se escriben las razones."));
}

static enum vd_err with_act(const struct life_ask *ask, struct life_met *ret)
{
    const struct life_said *said = ask->said;
    struct vd_date on;
    bool whole = said && said->act_kind.n && vd_str_trim(said->act_no).n && vd_date_from_iso(said->act_on, &on) && said->attachment_id.has;
    return say(ret, !said || whole, said ? VD_S("Diga el acto que lo aprueba (acta, resolución o decreto), con su número, su fecha y su archivo.") :
                                           VD_S("Se registra el acto que lo aprueba, con su número, su fecha y su archivo."));
}

/* Which act it was; its file comes when there is one to keep. */
static enum vd_err with_act_named(const struct life_ask *ask, struct life_met *ret)
{
    const struct life_said *said = ask->said;
    struct vd_date on;
    bool named = said && said->act_kind.n && vd_str_trim(said->act_no).n && vd_date_from_iso(said->act_on, &on);
    return say(ret, !said || named, said ? VD_S("Diga el acto que lo decide (acta, resolución o decreto), con su número y su fecha.") : VD_S("Se registra el acto que lo decide, con su número y su fecha."));
}

static enum vd_err with_file(const struct life_ask *ask, struct life_met *ret)
{
    return say(ret, !ask->said || ask->said->attachment_id.has, VD_S("Se guarda para siempre el archivo de lo que se publica."));
}

/* ---- the rows */

static enum vd_err with_activities(const struct life_ask *ask, struct life_met *ret)
{
    int64_t n = ask->version->activities;
    return say(ret, n > 0, n ? vd_str_printf(ask->arena, "Tiene %" PRId64 " %s.", n, n == 1 ? "actividad" : "actividades") : VD_S("Todavía no tiene actividades: escriba al menos una."));
}

static enum vd_err without_errors(const struct life_ask *ask, struct life_met *ret)
{
    int64_t n = ask->version->open_errors;
    ret->page = n ? "hallazgos" : NULL;
    return say(ret, !n, n ? vd_str_printf(ask->arena, n == 1 ? "Queda %" PRId64 " error sin resolver en sus hallazgos." : "Quedan %" PRId64 " errores sin resolver en sus hallazgos.", n) :
                            VD_S("Ningún hallazgo con error está abierto."));
}

struct lacks { int64_t leads, targets, schedules, n; struct vd_str first; };

static struct vd_str say_lacks(struct vd_arena *arena, const struct lacks *l)
{
    struct vd_str said = vd_str_printf(arena, l->n == 1 ? "A %" PRId64 " actividad le falta algo (%.*s):" : "A %" PRId64 " actividades les falta algo (%.*s):", l->n, VD_SARG(l->first));
    const struct { int64_t n; const char *what; } of[] = {{l->leads, "responsable líder"}, {l->targets, "meta"}, {l->schedules, "fecha"}};
    const char *join = "";
    for (size_t i = 0; i < VD_COUNT(of); i++) {
        if (!of[i].n)
            continue;
        said = vd_str_printf(arena, "%.*s%s %s en %" PRId64, VD_SARG(said), join, of[i].what, of[i].n);
        join = ",";
    }
    return vd_str_printf(arena, "%.*s.", VD_SARG(said));
}

/* The first addresses that lack something are named, so that whoever must repair it knows where to begin. */
static enum vd_err complete(const struct life_ask *ask, struct life_met *ret)
{
    enum { NAMED = 3 };
    struct life_incomplete_row row;
    struct lacks lacks = {0};
    VD_AUTO_STMT struct vd_stmt *st = life_incomplete_open(ask->db, ask->version->entity_id, ask->version->id);
    while (life_incomplete_next(st, ask->arena, &row)) {
        if (lacks.n++ < NAMED)
            lacks.first = vd_str_printf(ask->arena, "%.*s%s%.*s", VD_SARG(lacks.first), lacks.first.n ? ", " : "", VD_SARG(row.address));
        else if (lacks.n == NAMED + 1)
            lacks.first = vd_str_printf(ask->arena, "%.*s y otras", VD_SARG(lacks.first));
        lacks.leads += row.no_lead;
        lacks.targets += row.no_target;
        lacks.schedules += row.no_schedule;
    }
    VD_TRY(vd_done(st));
    return say(ret, !lacks.n, lacks.n ? say_lacks(ask->arena, &lacks) : VD_S("Cada actividad tiene responsable líder, meta y fecha."));
}

static enum vd_err dates_looked_at(const struct life_ask *ask, struct life_met *ret)
{
    struct life_shifted_row row;
    VD_TRY(life_shifted_one(ask->db, ask->arena, ask->version->entity_id, ask->version->id, &row));
    return say(ret, !row.n, row.n ? vd_str_printf(ask->arena, "Las fechas de %" PRId64 " %s se corrieron del año anterior y nadie las ha revisado.", row.n,
                                                  row.n == 1 ? "actividad" : "actividades") : VD_S("Ninguna fecha está por revisar."));
}

static enum vd_err untouched(const struct life_ask *ask, struct life_met *ret)
{
    unsigned char hash[32];
    VD_TRY(life_freeze_hash(ask->db, ask->arena, ask->version->entity_id, ask->version->id, hash));
    bool same = vd_str_eq(ask->version->frozen_hash, (struct vd_str){(const char *)hash, sizeof hash});
    return say(ret, same, same ? VD_S("El contenido es el que se llevó a aprobación.") : VD_S("El contenido no es el que se llevó a aprobación: no puede seguir."));
}

/* ---- the way so far */

static enum vd_err another_person(const struct life_ask *ask, struct life_met *ret)
{
    struct life_last_row last;
    enum vd_err err = life_last_one(ask->db, ask->arena, ask->version->entity_id, ask->version->id, VD_S("someter"), &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    bool own = err == VD_OK && last.person_id.has && last.person_id.v == ask->person_id;
    return say(ret, !own, own ? VD_S("Usted lo llevó a aprobación: debe decidir otra persona.") : VD_S("Decide una persona distinta de quien lo llevó a aprobación."));
}

static bool must_consult(const struct life_version_row *version)
{
    for (size_t i = 0; i < life_plan_deadlines_n; i++)
        if (vd_str_is(life_plan_deadlines[i].what, "consultar") && vd_str_eq(life_plan_deadlines[i].instrument, version->instrument))
            return true;
    return false;
}

static enum vd_err consulted(const struct life_ask *ask, struct life_met *ret)
{
    struct life_last_row last;
    if (!must_consult(ask->version))
        return say(ret, true, VD_S("Ninguna norma pide consultar este plan antes de aprobarlo."));
    enum vd_err err = life_last_one(ask->db, ask->arena, ask->version->entity_id, ask->version->id, VD_S("cerrar_consulta"), &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    return say(ret, err == VD_OK, err == VD_OK ? VD_S("El borrador se consultó con la ciudadanía.") : VD_S("Falta consultarlo con la ciudadanía: abra la consulta."));
}

static enum vd_err never_public(const struct life_ask *ask, struct life_met *ret)
{
    struct life_last_row last;
    enum vd_err err = life_last_one(ask->db, ask->arena, ask->version->entity_id, ask->version->id, VD_S("abrir_consulta"), &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    return say(ret, err == VD_NOT_FOUND, err == VD_NOT_FOUND ? VD_S("Nunca fue público.") : VD_S("Ya estuvo en consulta: la ciudadanía lo vio y no se puede retirar."));
}

static enum vd_err base_in_force(const struct life_ask *ask, struct life_met *ret)
{
    struct life_version_row base;
    if (!life_is_modification(ask->version))
        return say(ret, true, VD_S("Es la primera versión que se publica de este plan."));
    VD_TRY(life_get(ask->db, ask->arena, ask->version->entity_id, ask->version->base_id.v, &base));
    bool same = vd_str_is(base.state, "publicado");
    return say(ret, same, same ? vd_str_printf(ask->arena, "La versión %" PRId64 ", que modifica, sigue en firme.", base.no) :
                                 vd_str_printf(ask->arena, "La versión %" PRId64 ", que modifica, ya no está en firme.", base.no));
}

static enum vd_err one_modification(const struct life_ask *ask, struct life_met *ret)
{
    life_family family = {0};
    VD_TRY(life_family_of(ask->db, ask->arena, ask->version->entity_id, ask->version->path_word, ask->version->vigencia, &family));
    VD_EACH(other, &family)
        if (other->plan_id == ask->version->plan_id && life_is_live(other->state))
            return say(ret, false, vd_str_printf(ask->arena, "Ya hay una versión en trámite, la %" PRId64 ": proponga ahí sus cambios.", other->no));
    return say(ret, true, VD_S("No hay otra modificación en trámite."));
}

static enum vd_err year_is_over(const struct life_ask *ask, struct life_met *ret)
{
    bool over = vd_date_in_bogota(ask->now).year > ask->version->vigencia;
    return say(ret, over, over ? VD_S("La vigencia terminó.") : VD_S("La vigencia termina el 31 de diciembre."));
}

/* life_begin judges it, since a plan that is begun has no version to be asked about. */
static enum vd_err one_live_plan(const struct life_ask *ask VD_UNUSED, struct life_met *ret) { return say(ret, true, VD_S("No hay otro plan en trámite de esa vigencia.")); }

static const struct life_guard own[] = {
    {"un_plan_vivo", one_live_plan}, {"con_razones", with_reasons}, {"con_acto", with_act}, {"con_acto_nombrado", with_act_named}, {"con_archivo", with_file}, {"con_actividades", with_activities},
    {"sin_errores", without_errors}, {"actividades_completas", complete}, {"fechas_revisadas", dates_looked_at}, {"intacto", untouched}, {"otra_persona", another_person},
    {"consultado", consulted}, {"nunca_publico", never_public}, {"base_vigente", base_in_force}, {"una_modificacion", one_modification},
    {"vigencia_terminada", year_is_over}, {NULL, NULL},
};

static life_guard_fn *find(const struct life_guard *of, struct vd_str name)
{
    for (; of->name; of++)
        if (vd_str_is(name, of->name))
            return of->fn;
    return NULL;
}

enum vd_err life_guards_ask(const struct life_ask *ask, life_mets *ret)
{
    struct vd_str rest = ask->rule->guard, name;
    life_mets mets = {0};
    while (vd_str_split(&rest, ' ', &name)) {
        life_guard_fn *fn = find(own, name);
        struct life_met met = {.said = VD_S("Veedor todavía no puede comprobar lo que este paso pide.")};
        if (!fn)
            fn = find(life_guards, name);
        if (fn)
            VD_TRY(fn(ask, &met));
        *VD_PUSH(ask->arena, &mets) = met;
    }
    *ret = mets;
    return VD_OK;
}

enum vd_err life_refuses(const struct life_ask *ask, struct vd_str *ret)
{
    static const char *const personal[] = {"otra_persona", "sesion_decidida"};
    struct vd_str rest = ask->rule->guard, name;
    *ret = (struct vd_str){0};
    while (vd_str_split(&rest, ' ', &name)) {
        struct life_met met = {.met = true};
        life_guard_fn *fn = NULL;
        for (size_t i = 0; i < VD_COUNT(personal) && !fn; i++)
            if (vd_str_is(name, personal[i]))
                fn = find(own, name) ? find(own, name) : find(life_guards, name);
        if (fn)
            VD_TRY(fn(ask, &met));
        if (!met.met && life_is_personal(met.said))
            *ret = met.said;
    }
    return VD_OK;
}
