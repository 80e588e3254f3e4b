/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with a brought file: deciding about a cell or a finding, confirming, discarding, undoing. */
#include "features/intake/intake.h"
#include "features/intake/intake_views.h"

struct decide_input { struct vd_str entidad, codigo, que, propuesta, valor, razon; struct vd_oint traida, rev, tabla, fila, columna; };
struct act_input { struct vd_str entidad; struct vd_oint traida, rev; };

static struct vd_actor person(const struct vd_req *rq) { return (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = staff_who(rq)->person_id}; }

/* ---- deciding */

static struct intake_deciding deciding_of(const struct vd_req *rq, const struct decide_input *in)
{
    struct intake_deciding of = {.no = in->traida.v, .rev = in->rev.v, .person_id = staff_who(rq)->person_id, .choice = INTAKE_CORRECT,
        .place = {(int)in->tabla.v, (int)in->fila.v, (int)in->columna.v, 0}, .code = {"", 0}};
    if (vd_str_is(in->que, "propuesta")) {
        of.said = in->propuesta;
    } else if (vd_str_is(in->que, "corregir")) {
        of.said = in->valor;
    } else if (vd_str_is(in->que, "aceptar")) {
        of.choice = INTAKE_ACCEPT;
        of.said = in->razon;
    } else {
        of.choice = INTAKE_REOPEN;
    }
    if (of.choice != INTAKE_CORRECT && in->codigo.n)
        of.code = in->codigo;
    return of;
}

static const char *lacking(const struct decide_input *in, const struct intake_deciding *of)
{
    if (of->choice == INTAKE_REOPEN)
        return vd_str_is(in->que, "volver") ? NULL : "Elija qué hacer";
    if (of->choice == INTAKE_ACCEPT && !of->code.n)
        return "Una celda se corrige; con una razón se dejan los hallazgos";
    if (of->choice == INTAKE_ACCEPT && of->said.n < 3)
        return "Escriba la razón para dejarla como está";
    if (of->choice == INTAKE_CORRECT && !of->said.n)
        return "Escriba lo que debe decir la celda";
    return of->choice == INTAKE_CORRECT && !of->place.table ? "Este hallazgo no es de una celda: déjelo con una razón" : NULL;
}

/* The same file with this decision too. */
static struct intake decided_otherwise(struct vd_arena *arena, const struct intake *intake, const struct intake_deciding *of)
{
    struct intake other = {.row = intake->row};
    VD_EACH(d, &intake->decisions)
        if (d != intake_decided(intake, of->place, of->code))
            *VD_PUSH(arena, &other.decisions) = *d;
    if (of->choice != INTAKE_REOPEN)
        *VD_PUSH(arena, &other.decisions) = (struct intake_decisions_row){.table_no = of->place.table, .row_no = of->place.row, .col_no = of->place.col,
            .code = of->code, .said = of->said};
    return other;
}

static enum vd_err show_again(struct vd_req *rq, const struct decide_input *in, struct vd_str error)
{
    const struct intake_typed typed = {.place = {(int)in->tabla.v, (int)in->fila.v, (int)in->columna.v, 0}, .code = in->codigo.p ? in->codigo : (struct vd_str){"", 0},
        .which = in->que, .value = in->valor, .reason = in->razon, .error = error};
    struct intake_opened opened;
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    vd_req_wrong(rq, "que", "%.*s", VD_SARG(error));
    return in->codigo.n ? intake_review(rq, &opened, &typed, (struct vd_oint){0}) : intake_cell(rq, &opened, typed.place, &typed);
}

static enum vd_err decide(struct vd_change *change, struct staff_write *write) { return intake_decide(change, write->arg); }

static enum vd_err decided(struct vd_req *rq, struct staff_write *write)
{
    const struct intake_deciding *of = write->arg;
    if (write->err == VD_OK)
        return staff_go(rq, intake_url(rq, of->no), write->seq);
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
    struct intake intake;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    if (rq->wrong.n)
        return show_again(rq, in, rq->wrong.v[0].said);
    *of = deciding_of(rq, in);
    const char *lack = lacking(in, of);
    if (lack)
        return show_again(rq, in, vd_str_of(lack));
    VD_TRY(intake_find(rq->db, rq->arena, staff_who(rq)->entity.id, in->traida.v, &intake));
    struct intake other = decided_otherwise(rq->arena, &intake, of);
    enum vd_err err = intake_understand(rq->services, rq->arena, staff_who(rq)->entity.id, &other, &draft, &reason);
    if (err != VD_OK && reason.n)
        return show_again(rq, in, vd_str_printf(rq->arena, "Así el archivo ya no se entiende: %.*s", VD_SARG(reason)));
    VD_TRY(err);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.decidido", .apply = decide, .then = decided, .arg = of};
    return staff_write(rq, write);
}

/* ---- confirming */

struct confirming {
    struct plan_import import;
    struct intake_confirming of;
    struct plan_import_result result;
};

static enum vd_err confirm(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct confirming *c = job->arg;
    c->import.now = job->now;
    return plan_import_run(db, arena, &c->import, &c->result);
}

/* What two clicks at once leave: the second finds it confirmed. */
static enum vd_err confirmed(struct vd_req *rq, struct staff_job *job)
{
    const struct confirming *c = job->arg;
    struct intake now;
    if (job->err == VD_OK)
        return staff_go(rq, intake_url(rq, c->of.no), c->result.unchanged ? 0 : c->result.seq);
    if (job->err != VD_CONFLICT)
        return job->err;
    VD_TRY(intake_find(rq->db, rq->arena, staff_who(rq)->entity.id, c->of.no, &now));
    if (vd_str_is(now.row.state, "confirmado"))
        return staff_go(rq, intake_url(rq, c->of.no), 0);
    rq->problem = VD_S("Otra persona decidió algo sobre este archivo mientras usted lo miraba. No se guardó nada en el plan: abra de nuevo la revisión antes de confirmar.");
    rq->way_out = intake_url(rq, c->of.no).s;
    return VD_CONFLICT;
}

static enum vd_err confirm_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    const struct vd_who *who = staff_who(rq);
    struct confirming *c = VD_NEW(rq->arena, struct confirming);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    struct plan_draft *draft;
    struct intake *intake = VD_NEW(rq->arena, struct intake);
    VD_TRY(intake_find(rq->db, rq->arena, who->entity.id, in->traida.v, intake));
    if (vd_str_is(intake->row.state, "confirmado"))
        return staff_go(rq, intake_url(rq, in->traida.v), 0);
    VD_TRY(intake_understand(rq->services, rq->arena, who->entity.id, intake, &draft, &rq->problem));
    c->of = (struct intake_confirming){in->traida.v, in->rev.v};
    c->import = intake_import(rq->services, rq->arena, &who->entity, intake, draft);
    c->import.beside = intake_confirmed;
    c->import.beside_arg = &c->of;
    c->import.actor = person(rq);
    *job = (struct staff_job){.run = confirm, .then = confirmed, .arg = c};
    return staff_do(rq, job);
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
static const char *const choices[] = {"propuesta", "corregir", "aceptar", "volver", NULL};
static const struct vd_param of_decision[] = {VD_PARAM_ENTITY(decide_input), BROUGHT(decide_input), REV(decide_input), PLACE(tabla), PLACE(fila), PLACE(columna),
    TYPED(codigo, 16, "Hallazgo", "code of the finding"), VD_PARAM(decide_input, que, VD_FROM_FORM, VD_P_CHOICE, .choices = choices, .label = "Qué hacer", .about = "the decision"),
    TYPED(propuesta, 4000, "Propuesta", "what the cell would say"), TYPED(valor, 4000, "Lo que debe decir la celda", "what the cell says"),
    TYPED(razon, 1000, "Razón", "why it stands"), {.name = NULL}};
static const struct vd_param of_confirm[] = {VD_PARAM_ENTITY(act_input), BROUGHT(act_input), REV(act_input), {.name = NULL}};
static const struct vd_param of_act[] = {VD_PARAM_ENTITY(act_input), BROUGHT(act_input), {.name = NULL}};

const struct vd_route intake_act_routes[] = {
    STAFF_POST(decide_input, "/{entidad}/trabajo/traer/{traida}/decidir", of_decision, "plan.crear", decide_post, "decide about a cell or a finding of a brought file", .wide = true),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/confirmar", of_confirm, "plan.crear", confirm_post, "import a brought file as a version of its plan", .wide = true),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/descartar", of_act, "plan.crear", discard_post, "discard a brought file"),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/deshacer", of_act, "plan.crear", undo_post, "undo the import of a brought file"),
    {.path = NULL},
};
