/* SPDX-License-Identifier: Apache-2.0 */
/* The quorum that an entity sets, among its rules. */
#include "features/committee/committee_rule.tpl.h"
#include "features/committee/committee_say.h"

struct rule_input { struct vd_str entidad, quorum, acto, visto; struct vd_oint hecho; };

static enum vd_err show(struct vd_req *rq, struct vd_str chosen, struct vd_str act)
{
    struct committee_rule_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, "/{entidad}/trabajo/reglas/quorum"), .action = staff_url(rq, "reglas", "quorum", NULL),
        .rule = {.name = "quorum", .label = VD_S("Cuántos deben asistir para decidir"), .error = staff_wrong_of(rq, "quorum")}, .act = staff_input(rq, "acto", VD_S("Acto que lo dice"), act)};
    struct committee_ruled now;
    committee_members members = {0};
    VD_TRY(committee_rule_of(rq->db, rq->arena, staff_who(rq)->entity.id, &now));
    VD_TRY(committee_members_on(rq->db, rq->arena, staff_who(rq)->entity.id, vd_date_iso(rq->arena, rq->today), &members));
    view.seen = vd_str_of(now.rule->code);
    view.now = vd_str_printf(rq->arena, "%s. El comité tiene hoy %zu %s: decide con %" PRId64 " o más.", now.rule->said, members.n, members.n == 1 ? "miembro" : "miembros",
                             committee_quorum(now.rule, (int64_t)members.n));
    for (const struct committee_quorum_rule *r = committee_quorum_rules; r->code; r++)
        *VD_PUSH(rq->arena, &view.rule.of) = (struct vd_choice){.value = vd_str_of(r->code), .text = vd_str_of(r->said), .chosen = vd_str_is(chosen.n ? chosen : view.seen, r->code)};
    if (!rq->wrong.n)
        view.act.value = now.act;
    view.act.hint = VD_S("Por ejemplo: Resolución 012 de 2026, artículo 6.");
    VD_TRY(staff_page(rq, VD_S("Quórum del comité"), &view.page));
    VD_TRY(staff_done(rq, ((const struct rule_input *)rq->input)->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Reglas de la entidad"), staff_url(rq, "reglas", NULL));
    tpl_committee_rule(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err rule_page(struct vd_req *rq) { return show(rq, (struct vd_str){0}, (struct vd_str){0}); }

static enum vd_err set_rule(struct vd_change *change, struct staff_write *write)
{
    struct committee_ruling *of = write->arg;
    enum vd_err err = committee_rule_set(change, of);
    return err == VD_CONFLICT ? staff_refuse(write, err, "Otra persona cambió el quórum mientras usted miraba la página. Vuelva a abrirla.") : err;
}

static enum vd_err was_set(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "reglas", "quorum", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err rule_post(struct vd_req *rq)
{
    const struct rule_input *in = rq->input;
    struct committee_ruling *of = VD_NEW(rq->arena, struct committee_ruling);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    bool known = false;
    for (const struct committee_quorum_rule *r = committee_quorum_rules; r->code; r++)
        known |= vd_str_is(in->quorum, r->code);
    if (!known && !staff_wrong_of(rq, "quorum").p)
        vd_req_wrong(rq, "quorum", "Elija una regla de la lista");
    if (rq->wrong.n)
        return show(rq, in->quorum, in->acto);
    *of = (struct committee_ruling){.rule = in->quorum, .act = vd_str_squeeze(rq->arena, in->acto), .seen = in->visto};
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "entidad.configurada", .apply = set_rule, .then = was_set, .arg = of};
    return staff_write(rq, write);
}

#define ENTITY VD_PARAM_ENTITY(rule_input)
#define TYPED(member, most, must, what, meaning) VD_PARAM(rule_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_page[] = {ENTITY, STAFF_DONE(rule_input), {.name = NULL}};
static const struct vd_param of_rule[] = {ENTITY, TYPED(quorum, 40, true, "Cuántos deben asistir para decidir", "code of the rule"), TYPED(acto, 200, true, "Acto que lo dice", "act that says so"),
    TYPED(visto, 40, true, "Visto", "the rule that the person saw"), {.name = NULL}};

const struct vd_route committee_rule_routes[] = {
    STAFF_PAGE(rule_input, "/{entidad}/trabajo/reglas/quorum", of_page, "entidad.configurar", rule_page, "how many members of the committee must attend"),
    STAFF_POST(rule_input, "/{entidad}/trabajo/reglas/quorum", of_rule, "entidad.configurar", rule_post, "set how many members of the committee must attend"),
    {.path = NULL},
};
