/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with a brought file: correcting a cell, taking a decision back, discarding, undoing. */
#include "features/intake/intake.h"
#include "features/intake/intake_views.h"

struct decide_input { struct vd_str entidad, codigo, que, valor; struct vd_oint traida, rev, tabla, fila, columna; };
struct act_input { struct vd_str entidad; struct vd_oint traida; };

static struct vd_actor person(const struct vd_req *rq) { return (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = staff_who(rq)->person_id}; }

/* ---- one cell, or one decision taken back */

static const char *lacking(const struct decide_input *in)
{
    if (vd_str_is(in->que, "volver"))
        return NULL;
    if (!vd_str_is(in->que, "corregir"))
        return "Elija qué hacer";
    if (!in->valor.n)
        return "Escriba lo que debe decir la celda";
    return in->tabla.v ? NULL : "Este hallazgo no es de una celda: déjelo con una razón";
}

static struct plan_place place_of(const struct decide_input *in) { return (struct plan_place){(int)in->tabla.v, (int)in->fila.v, (int)in->columna.v, 0}; }

static enum vd_err show_again(struct vd_req *rq, const struct decide_input *in, struct vd_str error)
{
    intake_typeds typed = {0};
    struct intake_opened opened;
    *VD_PUSH(rq->arena, &typed) = (struct intake_typed){.place = place_of(in), .code = {"", 0}, .which = in->que, .value = in->valor, .error = error};
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    vd_req_wrong(rq, "que", "%.*s", VD_SARG(error));
    return intake_cell(rq, &opened, place_of(in), &typed);
}

static enum vd_err decide(struct vd_change *change, struct staff_write *write) { return intake_decide(change, write->arg); }

static enum vd_err decided(struct vd_req *rq, struct staff_write *write)
{
    const struct intake_deciding *of = write->arg;
    if (write->err == VD_OK) {
        VD_TRY(staff_go(rq, intake_url(rq, of->no), write->seq));
        rq->location = vd_str_printf(rq->arena, "%.*s#decisiones", VD_SARG(rq->location));
        return VD_OK;
    }
    if (write->err == VD_CONFLICT || write->err == VD_NOT_FOUND) {
        rq->problem = VD_S("Otra persona decidió algo sobre este archivo mientras usted lo miraba. Su decisión no se guardó: abra de nuevo la revisión, mire lo que decidió y decida.");
        rq->way_out = intake_url(rq, of->no).s;
        return VD_CONFLICT;
    }
    return staff_failed(rq, write);
}

/* Read with the decision before it is kept: a correction with which the file is no plan any more would leave a review that nobody can open. */
static enum vd_err decide_post(struct vd_req *rq)
{
    const struct decide_input *in = rq->input;
    struct intake_deciding *of = VD_NEW(rq->arena, struct intake_deciding);
    bool takes_back = vd_str_is(in->que, "volver");
    struct intake intake;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    if (rq->wrong.n)
        return show_again(rq, in, rq->wrong.v[0].said);
    const char *lack = lacking(in);
    if (lack)
        return show_again(rq, in, vd_str_of(lack));
    *of = (struct intake_deciding){.no = in->traida.v, .rev = in->rev.v, .person_id = staff_who(rq)->person_id};
    *VD_PUSH(rq->arena, &of->of) = (struct intake_one){place_of(in), takes_back && in->codigo.n ? in->codigo : (struct vd_str){"", 0}, in->valor, takes_back ? INTAKE_REOPEN : INTAKE_CORRECT};
    VD_TRY(intake_find(rq->db, rq->arena, staff_who(rq)->entity.id, in->traida.v, &intake));
    struct intake other = intake_with(rq->arena, &intake, of);
    enum vd_err err = intake_understand(rq->services, rq->arena, staff_who(rq)->entity.id, &other, &draft, &reason);
    if (err != VD_OK && reason.n)
        return show_again(rq, in, vd_str_printf(rq->arena, "Así el archivo ya no se entiende: %.*s", VD_SARG(reason)));
    VD_TRY(err);
    struct vd_str never = intake_impossible(draft, place_of(in));
    if (never.n && !takes_back)
        return show_again(rq, in, vd_str_printf(rq->arena, "«%.*s» no existe en el calendario: escriba otra fecha", VD_SARG(never)));
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.decidido", .apply = decide, .then = decided, .arg = of};
    return staff_write(rq, write);
}

/* ---- discarding */

static enum vd_err discard(struct vd_change *change, struct staff_write *write)
{
    const struct act_input *in = write->arg;
    enum vd_err err = intake_discard(change, in->traida.v);
    return err == VD_CONFLICT ? staff_refuse(write, err, "Este archivo ya no está por confirmar.") : err;
}

static enum vd_err discarded(struct vd_req *rq, struct staff_write *write)
{
    const struct act_input *in = write->arg;
    return write->err == VD_OK ? staff_go(rq, intake_url(rq, in->traida.v), write->seq) : staff_failed(rq, write);
}

static enum vd_err discard_post(struct vd_req *rq)
{
    struct act_input *in = VD_NEW(rq->arena, struct act_input);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *in = *(const struct act_input *)rq->input;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.descartado", .apply = discard, .then = discarded, .arg = in};
    return staff_write(rq, write);
}

/* ---- undoing */

struct undoing { struct plan_undo undo; struct plan_undo_result result; int64_t no; };

static enum vd_err undo(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct undoing *u = job->arg;
    u->undo.now = job->now;
    return plan_undo_run(db, arena, &u->undo, &u->result);
}

static enum vd_err undone(struct vd_req *rq, struct staff_job *job)
{
    const struct undoing *u = job->arg;
    if (job->err == VD_OK)
        return staff_go(rq, intake_url(rq, u->no), u->result.seq);
    rq->problem = plan_batch_upper(rq->arena, u->result.refused);
    rq->way_out = intake_url(rq, u->no).s;
    return job->err;
}

static enum vd_err undo_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    const struct vd_who *who = staff_who(rq);
    struct undoing *u = VD_NEW(rq->arena, struct undoing);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    struct intake intake;
    VD_TRY(intake_find(rq->db, rq->arena, who->entity.id, in->traida.v, &intake));
    if (!intake.row.batch_no.has) {
        rq->problem = VD_S("Este archivo no se ha confirmado: no hay nada que deshacer.");
        return VD_CONFLICT;
    }
    if (vd_str_is(intake.row.batch_state, "deshecho"))
        return staff_go(rq, intake_url(rq, in->traida.v), 0);
    u->no = in->traida.v;
    u->undo = (struct plan_undo){.slug = who->entity.slug, .no = intake.row.batch_no.v, .actor = person(rq)};
    *job = (struct staff_job){.run = undo, .then = undone, .arg = u};
    return staff_do(rq, job);
}

/* ---- routes */

#define BROUGHT(input) VD_PARAM(input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file")
#define REV(input) VD_PARAM(input, rev, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the decisions that were seen")
#define PLACE(member) VD_PARAM(decide_input, member, VD_FROM_FORM, VD_P_INT, .max = 1000000, .about = "place of the cell; 0: the whole document")
#define TYPED(member, most, what, meaning) VD_PARAM(decide_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const char *const choices[] = {"corregir", "volver", NULL};
static const struct vd_param of_decision[] = {VD_PARAM_ENTITY(decide_input), BROUGHT(decide_input), REV(decide_input), PLACE(tabla), PLACE(fila), PLACE(columna),
    TYPED(codigo, 16, "Hallazgo", "code of the finding"), VD_PARAM(decide_input, que, VD_FROM_FORM, VD_P_CHOICE, .choices = choices, .label = "Qué hacer", .about = "the decision"),
    TYPED(valor, 4000, "Lo que debe decir la celda", "what the cell says"), {.name = NULL}};
static const struct vd_param of_act[] = {VD_PARAM_ENTITY(act_input), BROUGHT(act_input), {.name = NULL}};

const struct vd_route intake_act_routes[] = {
    STAFF_POST(decide_input, "/{entidad}/trabajo/traer/{traida}/decidir", of_decision, "plan.crear", decide_post, "correct a cell of a brought file, or take a decision back", .wide = true),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/descartar", of_act, "plan.crear", discard_post, "discard a brought file"),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/deshacer", of_act, "plan.crear", undo_post, "undo the import of a brought file"),
    {.path = NULL},
};
