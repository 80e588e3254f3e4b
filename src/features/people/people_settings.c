/* SPDX-License-Identifier: Apache-2.0 */
/* The rules that an entity sets for itself: which roles need a second factor. */
#include "core/second_factor.h"
#include "features/people/people.h"
#include "features/people/people_settings.tpl.h"
#include "features/people/people_views.h"

struct settings_input { struct vd_str entidad, rol, exige; struct vd_oint hecho; };

static enum vd_err settings_page(struct vd_req *rq)
{
    struct people_settings_view view = {.action = staff_url(rq, "reglas", "segundo-factor", NULL), .quorum = staff_url(rq, "reglas", "quorum", NULL), .token = vd_form_token(rq, "/{entidad}/trabajo/reglas/segundo-factor")};
    struct vd_role_list needed = {0};
    VD_TRY(staff_page(rq, VD_S("Reglas de la entidad"), &view.page));
    VD_TRY(staff_done(rq, ((const struct settings_input *)rq->input)->hecho, &view.page));
    VD_TRY(vd_second_factor_roles(rq->db, rq->arena, staff_who(rq)->entity.id, &needed));
    for (size_t i = 0; i < vd_law_roles_n; i++) {
        struct people_role_rule *rule = VD_PUSH(rq->arena, &view.roles);
        *rule = (struct people_role_rule){.code = vd_law_roles[i].code, .name = vd_law_roles[i].name};
        VD_EACH(role, &needed.roles)
            rule->needed |= vd_str_eq(*role, rule->code);
    }
    tpl_people_settings(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct rule { struct vd_str role; bool needed; };

static enum vd_err put_rule(struct vd_change *change, struct staff_write *write)
{
    const struct rule *rule = write->arg;
    enum vd_err err = vd_second_factor_rule(change, rule->role, rule->needed);
    return err == VD_CONFLICT ? staff_refuse(write, err, "La regla ya estaba así: otra persona la cambió antes.") : err;
}

static enum vd_err rule_put(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "reglas", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err rule_post(struct vd_req *rq)
{
    const struct settings_input *in = rq->input;
    struct rule *rule = VD_NEW(rq->arena, struct rule);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *rule = (struct rule){in->rol, vd_str_is(in->exige, "si")};
    if (rq->wrong.n || !vd_role_find(in->rol))
        return VD_INVALID;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "entidad.configurada", .apply = put_rule, .then = rule_put, .arg = rule};
    return staff_write(rq, write);
}

static const char *const yes_no[] = {"si", "no", NULL};
#define ENTITY VD_PARAM(settings_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
static const struct vd_param of_page[] = {ENTITY, STAFF_DONE(settings_input), {.name = NULL}};
static const struct vd_param of_rule[] = {ENTITY, VD_PARAM(settings_input, rol, VD_FROM_FORM, VD_P_SLUG, .max = 40, .required = true, .about = "role"),
    VD_PARAM(settings_input, exige, VD_FROM_FORM, VD_P_CHOICE, .choices = yes_no, .required = true, .about = "does it need a second factor"), {.name = NULL}};

const struct vd_route people_settings_routes[] = {
    STAFF_PAGE(settings_input, "/{entidad}/trabajo/reglas", of_page, "entidad.configurar", settings_page, "rules that the entity sets for itself"),
    STAFF_POST(settings_input, "/{entidad}/trabajo/reglas/segundo-factor", of_rule, "entidad.configurar", rule_post, "which roles need a second factor"),
    {.path = NULL},
};
