/* SPDX-License-Identifier: Apache-2.0 */
/* The committee and the head of the entity; the changes of a plan in force. */
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/amendment/amendment_request.h"
#include "features/committee/committee.h"

static struct vd_str optional(const char *text) { return text ? vd_str_of(text) : (struct vd_str){0}; }

/* A text for a paper of the example: what a guard asks for is a file with its hash, not what it says. */
static enum vd_err paper(struct demo *d, const char *what, const char *no, struct documents_file *ret)
{
    const struct vd_str text = vd_str_printf(d->arena, "Documento de ejemplo: %s %s de una entidad que no existe.\n", what, no);
    return documents_keep(d->services, d->entity_id, text, documents_kind(VD_S("txt")), vd_str_printf(d->arena, "%s-%s.txt", what, no), ret);
}

/* ---- deciding */

static enum vd_err register_it(struct vd_change *change, void *arg) { return committee_register(change, arg); }
static enum vd_err decide_it(struct vd_change *change, void *arg) { return committee_decide(change, arg); }

enum vd_err demo_session(struct demo *d, const char *minutes, const struct demo_plan *plans, size_t n)
{
    struct committee_registering of = {.person_id = demo_person(d, "planeacion"), .held_on = vd_date_iso(d->arena, vd_date_in_bogota(d->at)), .place = VD_S("Sala de juntas"),
        .minutes_no = vd_str_of(minutes)};
    committee_members members = {0};
    VD_TRY(committee_members_on(d->db, d->arena, d->entity_id, of.held_on, &members));
    VD_EACH(member, &members)
        *VD_PUSH(d->arena, &of.people) = member->person_id;
    for (size_t i = 0; i < n; i++) {
        struct life_version_row version;
        VD_TRY(demo_find(d, plans[i], &version));
        *VD_PUSH(d->arena, &of.versions) = version.id;
    }
    VD_TRY(paper(d, "acta", minutes, &of.file));
    return demo_refused(d, demo_act(d, of.person_id, "sesion.registrar", "sesion.registrada", register_it, &of), "sesion", of.problem);
}

enum vd_err demo_decide(struct demo *d, struct demo_plan plan, const char *event, const char *reason)
{
    struct committee_deciding of = {.step = {.event = vd_str_of(event), .person_id = demo_person(d, "comite"), .said.reason = optional(reason)}};
    struct life_version_row version;
    committee_items items = {0};
    VD_TRY(demo_find(d, plan, &version));
    VD_TRY(committee_items_of(d->db, d->arena, d->entity_id, (struct committee_asked){.version = version.id}, &items));
    VD_EACH(item, &items)
        if (!item->decision.n)
            of.item_id = item->id;
    of.step.version_id = version.id;
    enum vd_err err = demo_act(d, of.step.person_id, "plan.aprobar", strcmp(event, "aprobar") == 0 ? "plan.aprobado" : "plan.rechazado", decide_it, &of);
    return demo_refused(d, err, event, of.problem);
}

enum vd_err demo_resolve(struct demo *d, struct demo_plan plan, const char *resolution)
{
    struct committee_deciding of = {.step = {.event = VD_S("aprobar"), .person_id = demo_person(d, "jefe"),
        .said = {.act_kind = VD_S("resolucion"), .act_no = vd_str_of(resolution), .act_on = vd_date_iso(d->arena, vd_date_in_bogota(d->at))}}};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    VD_TRY(paper(d, "resolucion", resolution, &of.file));
    of.step.version_id = version.id;
    return demo_refused(d, demo_act(d, of.step.person_id, "plan.aprobar", "plan.aprobado", decide_it, &of), "aprobar", of.problem);
}

/* ---- changing a plan in force */

static enum vd_err ask_it(struct vd_change *change, void *arg) { return amendment_ask(change, arg); }
static enum vd_err answer_it(struct vd_change *change, void *arg) { return amendment_answer(change, arg); }
static enum vd_err tell_it(struct vd_change *change, void *arg) { return amendment_tell(change, arg); }

static enum vd_err activity_at(struct demo *d, int64_t version_id, const char *address, int64_t *ret_key)
{
    amendment_activities all = {0};
    VD_TRY(amendment_activity_all(d->db, d->arena, d->entity_id, version_id, 0, &all));
    VD_EACH(a, &all)
        if (vd_str_is(a->address, address)) {
            *ret_key = a->key;
            return VD_OK;
        }
    return demo_refused(d, VD_NOT_FOUND, "activity", vd_str_of(address));
}

enum vd_err demo_ask(struct demo *d, struct demo_plan plan, const struct demo_wish *wish)
{
    struct amendment_asking of = {.person_id = demo_person(d, wish->role), .kind = vd_str_of(wish->kind), .motive = vd_str_of(wish->motive)};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    VD_TRY(activity_at(d, version.id, wish->address, &of.activity_key));
    of.version_id = version.id;
    VD_TRY(editor_typed_now(d->db, d->arena, (struct editor_at){d->entity_id, version.id, of.activity_key}, &of.typed));
    *editor_field_in(&of.typed, editor_field_named(vd_str_of(wish->field))) = vd_str_of(wish->to);
    return demo_refused(d, demo_act(d, of.person_id, "plan.pedir_cambio", "cambio.pedido", ask_it, &of), "pedir", of.problem);
}

enum vd_err demo_accept(struct demo *d)
{
    struct amendment_answering of = {.person_id = demo_person(d, "planeacion"), .accepts = true, .answer = VD_S("Es razonable.")};
    amendment_requests requests = {0};
    VD_TRY(amendment_request_all(d->db, d->arena, d->entity_id, 0, 0, &requests));
    of.request_id = requests.n ? requests.v[0].id : 0; /* those that wait stand first */
    return demo_refused(d, demo_act(d, of.person_id, "plan.escribir", "cambio.aceptado", answer_it, &of), "aceptar", of.problem);
}

enum vd_err demo_tell(struct demo *d, struct demo_plan plan)
{
    static const char *const parties[][2] = {{"control_interno", "Correo interno"}, {"servidores", "Boletín interno"}, {"ciudadania", "Sede electrónica"}};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    for (size_t i = 0; i < VD_COUNT(parties); i++) {
        struct amendment_telling of = {.person_id = demo_person(d, "planeacion"), .version_id = version.id, .party = vd_str_of(parties[i][0]), .channel = vd_str_of(parties[i][1]),
            .told_on = vd_date_iso(d->arena, vd_date_in_bogota(d->at))};
        VD_TRY(demo_refused(d, demo_act(d, of.person_id, "plan.publicar", "cambio.informado", tell_it, &of), "informar", of.problem));
    }
    return VD_OK;
}
