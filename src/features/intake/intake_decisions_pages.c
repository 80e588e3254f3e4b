/* SPDX-License-Identifier: Apache-2.0 */
/* The review's form: what was decided about the findings of a page and about those of one code, kept together or not at all. */
#include "features/intake/intake.h"
#include "features/intake/intake_views.h"

enum { LEAST_REASON = 3 };

/* One finding of the page, and one code: what was typed about them. */
struct slot { struct vd_str lugar, que, valor, razon; };
struct together { struct vd_str codigo, juntos; };
struct decisions_input {
    struct vd_str entidad, luego;
    struct vd_oint traida, rev, pagina, volver;
    struct slot slots[INTAKE_FINDINGS];
    struct together together[INTAKE_CODES];
};

static bool is_listed(const struct intake_review_view *view, struct vd_str code)
{
    VD_EACH(m, &view->many)
        if (vd_str_eq(m->code, code))
            return true;
    return false;
}

void intake_many_fill(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct intake_review_view *view)
{
    if (!vd_str_is(opened->intake.row.state, "leido"))
        return;
    VD_EACH(f, &opened->batch.findings) {
        int64_t n = 0;
        if (!intake_is_open(opened, f) || is_listed(view, f->code) || view->many.n == INTAKE_CODES)
            continue;
        VD_EACH(other, &opened->batch.findings)
            n += vd_str_eq(other->code, f->code) && intake_is_open(opened, other);
        if (n < 2)
            continue;
        struct vd_str slot = vd_str_printf(rq->arena, "%zu", view->many.n);
        struct intake_many *many = VD_PUSH(rq->arena, &view->many);
        *many = (struct intake_many){.slot = slot, .code = f->code,
            .said = vd_str_printf(rq->arena, "%" PRId64 " hallazgos %.*s: «%.*s»", n, VD_SARG(f->code), VD_SARG(plan_finding_words_of(rq->arena, f->code, f->read_text, f->proposal).fact))};
        for (size_t i = 0; typed && i < typed->n; i++)
            if (typed->v[i].many && vd_str_eq(typed->v[i].code, f->code)) {
                many->typed = typed->v[i].reason;
                many->error = typed->v[i].error;
            }
        if (many->error.n)
            *VD_PUSH(rq->arena, &view->wrongs.lines) = (struct vd_wrong_line){vd_str_printf(rq->arena, "razon-%.*s", VD_SARG(f->code)), many->error};
    }
}

/* ---- what was typed */

/* "1.25.7.VD-P001" */
static bool read_place(struct vd_str key, struct plan_place *ret_place, struct vd_str *ret_code)
{
    int64_t at[3];
    struct vd_str part;
    for (size_t i = 0; i < VD_COUNT(at); i++)
        if (!vd_str_split(&key, '.', &part) || !vd_str_i64(part, &at[i]) || at[i] < 0 || at[i] > 1000000)
            return false;
    *ret_place = (struct plan_place){(int)at[0], (int)at[1], (int)at[2], 0};
    *ret_code = key;
    return key.n > 0;
}

static intake_typeds typed_of(struct vd_arena *arena, const struct decisions_input *in)
{
    intake_typeds typed = {0};
    for (size_t i = 0; i < INTAKE_FINDINGS; i++) {
        struct intake_typed one = {.which = in->slots[i].que, .value = in->slots[i].valor, .reason = in->slots[i].razon};
        if (in->slots[i].lugar.n && read_place(in->slots[i].lugar, &one.place, &one.code))
            *VD_PUSH(arena, &typed) = one;
    }
    for (size_t i = 0; i < INTAKE_CODES; i++)
        if (in->together[i].codigo.n)
            *VD_PUSH(arena, &typed) = (struct intake_typed){.many = true, .code = in->together[i].codigo, .reason = in->together[i].juntos};
    return typed;
}

/* ---- judging */

static const struct batch_finding_row *finding_at(const struct intake_opened *opened, const struct intake_typed *typed)
{
    VD_EACH(f, &opened->batch.findings)
        if (f->table_no == typed->place.table && f->row_no == typed->place.row && f->col_no == typed->place.col && vd_str_eq(f->code, typed->code) && intake_is_open(opened, f))
            return f;
    return NULL;
}

static bool is_same(struct vd_arena *arena, struct vd_str a, struct vd_str b) { return vd_str_eq(vd_str_squeeze(arena, a), vd_str_squeeze(arena, b)); }

/* What is lacking; NULL: it is a decision, or nobody touched it (choice 0). */
static const char *judge(struct vd_req *rq, const struct intake_decide *decide, const struct intake_typed *typed, struct intake_one *ret)
{
    *ret = (struct intake_one){.place = typed->place, .code = {"", 0}};
    if (!typed->which.n)
        return typed->reason.n || (decide->has_cell && !is_same(rq->arena, typed->value, decide->value)) ? "Elija qué hacer con lo que escribió" : NULL;
    ret->choice = vd_str_is(typed->which, "aceptar") ? INTAKE_ACCEPT : INTAKE_CORRECT;
    if (ret->choice == INTAKE_ACCEPT) {
        ret->code = typed->code;
        ret->said = typed->reason;
        return typed->reason.n < LEAST_REASON ? "Escriba la razón para dejarla como está" : NULL;
    }
    ret->said = vd_str_is(typed->which, "propuesta") ? decide->proposal : typed->value;
    if (!decide->has_cell)
        return "Este hallazgo no es de una celda: déjelo con una razón";
    return ret->said.n ? NULL : "Escriba lo que debe decir la celda";
}

static struct intake_one *decided_at(const struct intake_deciding *of, struct plan_place place, struct vd_str code)
{
    VD_EACH(one, &of->of)
        if (one->place.table == place.table && one->place.row == place.row && one->place.col == place.col && vd_str_eq(one->code, code))
            return one;
    return NULL;
}

static void judge_one(struct vd_req *rq, const struct intake_opened *opened, struct intake_typed *typed, struct intake_deciding *of)
{
    const struct batch_finding_row *f = finding_at(opened, typed);
    struct intake_one one;
    if (!f)
        return;
    struct intake_decide decide = intake_finding_decide(rq, opened, f, NULL);
    const char *lack = judge(rq, &decide, typed, &one);
    struct intake_one *before = one.choice && !lack ? decided_at(of, one.place, one.code) : NULL;
    if (before && !vd_str_eq(before->said, one.said))
        lack = "Otro hallazgo de esta página corrige la misma celda de otro modo: escriba lo mismo en los dos";
    if (lack)
        typed->error = vd_str_of(lack);
    else if (one.choice && !before)
        *VD_PUSH(rq->arena, &of->of) = one;
}

/* After those that were decided one by one. */
static void judge_many(struct vd_req *rq, const struct intake_opened *opened, struct intake_typed *typed, struct intake_deciding *of)
{
    if (!typed->reason.n)
        return;
    if (typed->reason.n < LEAST_REASON) {
        typed->error = VD_S("Escriba la razón para dejarlos como están");
        return;
    }
    VD_EACH(f, &opened->batch.findings) {
        struct plan_place place = PLAN_PLACE_OF(f);
        if (vd_str_eq(f->code, typed->code) && intake_is_open(opened, f) && !decided_at(of, place, f->code) && !decided_at(of, place, (struct vd_str){"", 0}))
            *VD_PUSH(rq->arena, &of->of) = (struct intake_one){place, f->code, typed->reason, INTAKE_ACCEPT};
    }
}

static bool has_error(const intake_typeds *typed)
{
    VD_EACH(t, typed)
        if (t->error.n)
            return true;
    return false;
}

/* Read with the decisions before they are kept; what is wrong is said in `typed`. */
static enum vd_err try_them(struct vd_req *rq, const struct intake_opened *opened, const struct intake_deciding *of, intake_typeds *typed)
{
    struct intake other = intake_with(rq->arena, &opened->intake, of);
    struct plan_draft *draft;
    struct vd_str reason = {0};
    enum vd_err err = intake_understand(rq->services, rq->arena, opened->entity.id, &other, &draft, &reason);
    if (err != VD_OK && !reason.n)
        return err;
    VD_EACH(t, typed) {
        const struct intake_one *one = t->many ? NULL : decided_at(of, t->place, (struct vd_str){"", 0});
        if (!one || vd_str_is(t->which, "aceptar"))
            continue;
        struct vd_str never = err == VD_OK ? intake_impossible(draft, t->place) : (struct vd_str){0};
        if (err != VD_OK)
            t->error = vd_str_printf(rq->arena, "Así el archivo ya no se entiende: %.*s", VD_SARG(reason));
        else if (never.n)
            t->error = vd_str_printf(rq->arena, "«%.*s» no existe en el calendario: escriba otra fecha, o deje la celda como está con una razón", VD_SARG(never));
    }
    return VD_OK;
}

/* ---- saving */

struct saving { struct intake_deciding of; int64_t page, back_to; bool goes_on; };

static enum vd_err save(struct vd_change *change, struct staff_write *write) { return intake_decide(change, &((struct saving *)write->arg)->of); }

#define OTHERS "Otra persona decidió algo sobre este archivo mientras usted lo miraba. No se guardó nada"

static enum vd_err go(struct vd_req *rq, const struct saving *s, int64_t act)
{
    struct vd_url to = intake_url(rq, s->of.no);
    if (s->goes_on)
        return staff_go(rq, vd_url_with(rq->arena, to, "/confirmar"), act);
    if (s->page > 1)
        to = vd_url_with(rq->arena, to, vd_str_printf(rq->arena, "?pagina=%" PRId64, s->page).p);
    VD_TRY(staff_go(rq, to, act));
    if (s->back_to)
        rq->location = vd_str_printf(rq->arena, "%.*s#h%" PRId64, VD_SARG(rq->location), s->back_to);
    return VD_OK;
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct saving *s = write->arg;
    if (write->err == VD_OK)
        return go(rq, s, write->seq);
    if (write->err != VD_CONFLICT)
        return staff_failed(rq, write);
    rq->problem = VD_S(OTHERS ": abra de nuevo la revisión, mire lo que decidió y decida.");
    rq->way_out = intake_url(rq, s->of.no).s;
    return VD_CONFLICT;
}

static enum vd_err again(struct vd_req *rq, struct intake_opened *opened, const intake_typeds *typed, const char *said)
{
    if (said)
        opened->said = vd_str_of(said);
    vd_req_wrong(rq, "que", "%s", said ? said : "Hay decisiones sin terminar");
    return intake_review(rq, opened, typed, (struct vd_oint){0});
}

/* The first that was decided: the page comes back there. */
static int64_t first_decided(const struct intake_opened *opened, const struct intake_deciding *of)
{
    for (size_t i = 0; i < opened->batch.findings.n; i++) {
        const struct batch_finding_row *f = &opened->batch.findings.v[i];
        if (decided_at(of, (struct plan_place)PLAN_PLACE_OF(f), f->code) || (f->table_no && decided_at(of, (struct plan_place)PLAN_PLACE_OF(f), (struct vd_str){"", 0})))
            return (int64_t)i + 1;
    }
    return 0;
}

static enum vd_err decisions_post(struct vd_req *rq)
{
    const struct decisions_input *in = rq->input;
    struct saving *s = VD_NEW(rq->arena, struct saving);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct intake_opened opened;
    intake_typeds typed = typed_of(rq->arena, in);
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    opened.page = in->pagina.v;
    *s = (struct saving){.of = {.no = in->traida.v, .rev = in->rev.v, .person_id = staff_who(rq)->person_id}, .page = in->pagina.v, .goes_on = vd_str_is(in->luego, "confirmar")};
    if (rq->wrong.n)
        return again(rq, &opened, &typed, rq->wrong.v[0].said.p);
    if (in->rev.v != opened.intake.row.rev) {
        enum vd_err err = again(rq, &opened, &typed, OTHERS "; lo que escribió sigue aquí: mírelo y guarde otra vez");
        rq->status = 409;
        return err;
    }
    VD_EACH(t, &typed)
        if (!t->many)
            judge_one(rq, &opened, t, &s->of);
    VD_EACH(t, &typed)
        if (t->many)
            judge_many(rq, &opened, t, &s->of);
    if (!has_error(&typed) && s->of.of.n)
        VD_TRY(try_them(rq, &opened, &s->of, &typed));
    if (has_error(&typed))
        return again(rq, &opened, &typed, NULL);
    if (!s->of.of.n)
        return s->goes_on ? go(rq, s, 0) : again(rq, &opened, &typed, "Elija qué hacer en algún hallazgo, y guarde");
    s->back_to = in->volver.has ? in->volver.v : first_decided(&opened, &s->of);
    *write = (struct staff_write){.entity_id = opened.entity.id, .kind = "archivo.decidido", .apply = save, .then = saved, .arg = s};
    return staff_write(rq, write);
}

/* ---- routes */

#define NUMBER(member, must, what) VD_PARAM(decisions_input, member, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = (must), .about = (what))
#define IN_SLOT(field, n, most, what, meaning) {.name = #field #n, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .max = (most), .label = (what), .about = (meaning), \
        .offset = offsetof(struct decisions_input, slots) + (n) * sizeof(struct slot) + offsetof(struct slot, field)}
#define SLOT(n) IN_SLOT(lugar, n, 60, "Hallazgo", "place and code of a finding"), IN_SLOT(que, n, 20, "Qué hacer", "the decision"), \
        IN_SLOT(valor, n, 4000, "Lo que debe decir la celda", "what the cell says"), IN_SLOT(razon, n, 1000, "Razón", "why it stands")
#define OF_CODE(field, n, most, what, meaning) {.name = #field #n, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .max = (most), .label = (what), .about = (meaning), \
        .offset = offsetof(struct decisions_input, together) + (n) * sizeof(struct together) + offsetof(struct together, field)}
#define TOGETHER(n) OF_CODE(codigo, n, 16, "Hallazgo", "code of findings"), OF_CODE(juntos, n, 1000, "Razón", "why all of them stand")
static const char *const afterwards[] = {"confirmar", NULL};
static const struct vd_param of_decisions[] = {VD_PARAM_ENTITY(decisions_input),
    VD_PARAM(decisions_input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file"),
    NUMBER(rev, true, "the decisions that were seen"), NUMBER(pagina, true, "page of the findings"), NUMBER(volver, false, "number of the finding to come back to"),
    VD_PARAM(decisions_input, luego, VD_FROM_FORM, VD_P_CHOICE, .choices = afterwards, .about = "where to go when they are kept"),
    SLOT(0), SLOT(1), SLOT(2), SLOT(3), SLOT(4), SLOT(5), SLOT(6), SLOT(7), SLOT(8), SLOT(9),
    SLOT(10), SLOT(11), SLOT(12), SLOT(13), SLOT(14), SLOT(15), SLOT(16), SLOT(17), SLOT(18), SLOT(19),
    TOGETHER(0), TOGETHER(1), TOGETHER(2), TOGETHER(3), TOGETHER(4), TOGETHER(5), TOGETHER(6), TOGETHER(7), TOGETHER(8), TOGETHER(9), TOGETHER(10), TOGETHER(11), {.name = NULL}};

const struct vd_route intake_decisions_routes[] = {
    STAFF_POST(decisions_input, "/{entidad}/trabajo/traer/{traida}/decisiones", of_decisions, "plan.crear", decisions_post, "keep what was decided about the findings of a brought file", .wide = true),
    {.path = NULL},
};
