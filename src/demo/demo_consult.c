/* SPDX-License-Identifier: Apache-2.0 */
/* The consultation with the citizens, and what they say. */
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/consultation/consultation_store.h"

static struct vd_str optional(const char *text) { return text ? vd_str_of(text) : (struct vd_str){0}; }

static enum vd_err open_it(struct vd_change *change, void *arg) { return consultation_open(change, arg); }
static enum vd_err close_it(struct vd_change *change, void *arg) { return consultation_close(change, arg); }
static enum vd_err send_it(struct vd_change *change, void *arg) { return contribution_send(change, arg); }
static enum vd_err answer_it(struct vd_change *change, void *arg) { return contribution_answer(change, arg); }

enum vd_err demo_consult(struct demo *d, struct demo_plan plan, int64_t days)
{
    struct vd_date first = vd_date_in_bogota(d->at);
    struct consultation_opening of = {.person_id = demo_person(d, "planeacion"), .opens = first, .closes = vd_date_of_days(vd_date_days(first) + days - 1),
        .channel = VD_S("Oficina de Planeación, planeacion@" DEMO_DOMAIN)};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    of.version_id = version.id;
    enum vd_err err = demo_act(d, of.person_id, "plan.consultar", "consulta.abierta", open_it, &of);
    return demo_refused(d, err, "abrir_consulta", of.problem);
}

static enum vd_err consultation(struct demo *d, struct demo_plan plan, struct life_version_row *ret, struct consultation_found_row *ret_row)
{
    VD_TRY(demo_find(d, plan, ret));
    return demo_refused(d, consultation_of_version(d->db, d->arena, d->entity_id, ret->id, ret_row), "consultation", vd_str_of(plan.family));
}

enum vd_err demo_contribute(struct demo *d, struct demo_plan plan, const struct demo_said *said)
{
    struct life_version_row version;
    struct consultation_found_row row;
    VD_TRY(consultation(d, plan, &version, &row));
    struct contribution_sending of = {.consultation_id = row.id, .version_id = version.id, .kind = vd_str_of(said->kind), .text = vd_str_of(said->text), .activity = optional(said->activity),
        .name = optional(said->name), .publish_name = said->name != NULL, .code = contribution_code_make(d->arena)};
    if (contribution_has_links(of.text))
        of.held = VD_S("enlaces");
    return demo_refused(d, demo_act(d, 0, NULL, "aporte.recibido", send_it, &of), "aporte", of.problem);
}

enum vd_err demo_respond(struct demo *d, struct demo_plan plan, const struct demo_answer *answer)
{
    struct life_version_row version;
    struct consultation_found_row row;
    contributions list = {0};
    VD_TRY(consultation(d, plan, &version, &row));
    VD_TRY(contribution_list(d->db, d->arena, d->entity_id, row.id, (struct contribution_no){0}, answer->nth, &list));
    if ((int64_t)list.n < answer->nth)
        return demo_refused(d, VD_NOT_FOUND, "aporte", (struct vd_str){0});
    const struct contribution_found_row *c = &list.v[answer->nth - 1];
    struct contribution_answering of = {.version_id = version.id, .person_id = demo_person(d, "planeacion"), .no = {c->year, c->no}, .answer = vd_str_of(answer->answer),
        .reason = vd_str_of(answer->reason), .change = optional(answer->change), .seen = c->rev};
    return demo_refused(d, demo_act(d, of.person_id, "plan.responder", "aporte.respondido", answer_it, &of), "responder", of.problem);
}

enum vd_err demo_close(struct demo *d, struct demo_plan plan)
{
    struct consultation_closing of = {.person_id = demo_person(d, "planeacion")};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    of.version_id = version.id;
    return demo_refused(d, demo_act(d, of.person_id, "plan.consultar", "consulta.cerrada", close_it, &of), "cerrar_consulta", of.problem);
}
