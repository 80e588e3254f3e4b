/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing a file: the form, what was brought before, and the first reading, which leaves nothing when the file is no plan. */
#include "features/intake/intake.h"
#include "features/intake/intake_form.tpl.h"
#include "features/intake/intake_views.h"

enum { UPLOAD_MOST = 16 << 20, YEAR_LEAST = 2000, YEAR_MOST = 2100 };

struct form_input { struct vd_str entidad, instrumento, vigencia; struct vd_upload archivo; };

struct vd_url intake_url(struct vd_req *rq, int64_t no)
{
    return staff_url(rq, "traer", vd_str_printf(rq->arena, "%" PRId64, no).p, NULL);
}

struct vd_str intake_title(struct vd_arena *arena, struct vd_str instrument, int64_t vigencia)
{
    const struct law_instruments *law = plan_law_instrument(instrument);
    return plan_import_title(arena, law ? law->short_name : instrument, (int)vigencia);
}

/* Chosen when nothing else was: what the law asks for in that year (plan_law_instrument_of). */
static const char BY_LAW[] = "ley";

/* Two have the same name: by their years and norm. */
static struct vd_str name_told_apart(struct vd_arena *arena, const struct law_instruments *law)
{
    size_t same = 0;
    for (size_t i = 0; i < law_instruments_n; i++)
        same += vd_str_eq(law_instruments[i].name, law->name);
    if (same < 2)
        return law->name;
    return vd_str_printf(arena, "%.*s, %.4s a %.4s (%.*s)", VD_SARG(law->name), law->valid_from.p, law->valid_to.p, VD_SARG(law->norm));
}

void intake_instruments(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    *ret = (struct vd_choices){.name = "instrumento", .label = VD_S("Qué plan es"), .error = staff_wrong_of(rq, "instrumento"), .as_list = true,
        .hint = VD_S("Si no está seguro, déjelo así: Veedor dice cuál tomó y por qué.")};
    *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = vd_str_of(BY_LAW), .text = VD_S("El plan contra la corrupción que rige para esa vigencia"),
        .chosen = vd_str_is(chosen, BY_LAW)};
    for (size_t i = 0; i < law_instruments_n; i++)
        *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = law_instruments[i].code, .text = name_told_apart(rq->arena, &law_instruments[i]),
            .chosen = vd_str_eq(chosen, law_instruments[i].code)};
}

static enum vd_err fill_brought(struct vd_req *rq, struct intake_form_view *view)
{
    intake_rows rows = {0};
    VD_TRY(intake_newest(rq->db, rq->arena, staff_who(rq)->entity.id, &rows));
    VD_EACH(row, &rows)
        *VD_PUSH(rq->arena, &view->lines) = (struct intake_line){.plan = intake_title(rq->arena, row->instrument, row->vigencia), .file = row->file,
            .at = vd_es_instant(rq->arena, row->at), .person = row->person, .state = intake_state_sem(row->state, row->batch_state), .url = intake_url(rq, row->no)};
    return VD_OK;
}

static enum vd_err show_form(struct vd_req *rq, const struct form_input *in)
{
    struct intake_form_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/traer"), .action = staff_url(rq, "traer", NULL), .wrongs = staff_wrongs(rq),
        .file = staff_input(rq, "archivo", VD_S("Archivo"), (struct vd_str){0}), .year = staff_input(rq, "vigencia", VD_S("Vigencia"), in->vigencia)};
    view.file.type = "file";
    view.file.accept = ".docx,.xlsx,.ods,.csv";
    view.file.hint = VD_S("Word (.docx), Excel (.xlsx), LibreOffice (.ods) o CSV, de hasta 16 MB.");
    view.year.hint = VD_S("El año del plan, por ejemplo 2027.");
    view.year.inputmode = "numeric";
    view.year.width = "w-s";
    intake_instruments(rq, in->instrumento, &view.instrument);
    VD_TRY(staff_page(rq, VD_S("Traer un plan"), &view.page));
    VD_TRY(fill_brought(rq, &view));
    if (in->archivo.bytes.n > UPLOAD_MOST)
        rq->status = 413;
    tpl_intake_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq) { return show_form(rq, &(struct form_input){.instrumento = vd_str_of(BY_LAW)}); }

/* ---- bringing */

void intake_judge(struct vd_req *rq, struct vd_str instrument, struct vd_str year, int64_t *ret_vigencia)
{
    if (!vd_str_is(instrument, BY_LAW) && !plan_law_instrument(instrument))
        vd_req_wrong(rq, "instrumento", "Elija qué plan es");
    if (!vd_str_i64(year, ret_vigencia) || *ret_vigencia < YEAR_LEAST || *ret_vigencia > YEAR_MOST)
        vd_req_wrong(rq, "vigencia", "Escriba el año del plan, por ejemplo 2027");
}

struct vd_str intake_asked(struct vd_str chosen) { return vd_str_is(chosen, BY_LAW) ? (struct vd_str){0} : chosen; }

static void judge(struct vd_req *rq, const struct form_input *in, int64_t *ret_vigencia)
{
    if (!staff_wrong_of(rq, "archivo").p && !in->archivo.bytes.n)
        vd_req_wrong(rq, "archivo", "Elija el archivo del plan; no puede estar vacío");
    if (in->archivo.bytes.n > UPLOAD_MOST)
        vd_req_wrong(rq, "archivo", "El archivo pesa %zu MB; el máximo es 16 MB. Divídalo o quítele las imágenes. No se guardó nada", (in->archivo.bytes.n + 999999) / 1000000);
    intake_judge(rq, in->instrumento, in->vigencia, ret_vigencia);
}

struct bringing { struct intake_bringing of; int64_t no; };

static enum vd_err bring(struct vd_change *change, struct staff_write *write)
{
    struct bringing *b = write->arg;
    VD_TRY(intake_bring(change, &b->of, &b->no));
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, b->no));
    return VD_OK;
}

/* The same file for the same plan, brought twice: one review. */
static enum vd_err brought(struct vd_req *rq, struct staff_write *write)
{
    const struct bringing *b = write->arg;
    int64_t no = 0;
    if (write->err == VD_CONFLICT && b->no)
        return staff_go(rq, vd_url_with(rq->arena, intake_url(rq, b->no), "?repetido=1"), 0);
    if (write->err != VD_OK || !vd_str_i64(write->result, &no))
        return write->err != VD_OK ? staff_failed(rq, write) : VD_INTERNAL;
    return staff_go(rq, intake_url(rq, no), write->seq);
}

enum vd_err intake_bring_it(struct vd_req *rq, const struct intake_bringing *of)
{
    struct bringing *b = VD_NEW(rq->arena, struct bringing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    b->of = *of;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.traido", .apply = bring, .then = brought, .arg = b};
    return staff_write(rq, write);
}

static enum vd_err form_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    const struct vd_services *services = rq->services;
    int64_t vigencia = 0;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    judge(rq, in, &vigencia);
    if (rq->wrong.n)
        return show_form(rq, in);
    enum vd_err err = intake_look(in->archivo.bytes, intake_asked(in->instrumento), (int)vigencia, rq->arena, &draft, &reason);
    if (err != VD_OK && reason.n) {
        vd_req_wrong(rq, "archivo", "%.*s No se guardó nada", VD_SARG(reason));
        return show_form(rq, in);
    }
    VD_TRY(err);
    return intake_bring_it(rq, &(struct intake_bringing){.files = services->files, .bytes = in->archivo.bytes, .file_name = in->archivo.name, .instrument = vd_str_of(draft->instrument),
        .vigencia = vigencia, .person_id = staff_who(rq)->person_id});
}

/* ---- routes */

static const struct vd_param of_entity[] = {VD_PARAM_ENTITY(form_input), {.name = NULL}};
static const struct vd_param of_form[] = {VD_PARAM_ENTITY(form_input),
    VD_PARAM(form_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = 20 << 20, .label = "Archivo", .about = "the plan's file"),
    VD_PARAM(form_input, instrumento, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Qué plan es", .about = "code of the instrument"),
    VD_PARAM(form_input, vigencia, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Vigencia", .about = "year of the plan"), {.name = NULL}};

const struct vd_route intake_form_routes[] = {
    STAFF_PAGE(form_input, "/{entidad}/trabajo/traer", of_entity, "plan.crear", form_page, "form that brings a plan's file, and those brought before", .scripted = true),
    STAFF_POST(form_input, "/{entidad}/trabajo/traer", of_form, "plan.crear", form_post, "bring a plan's file", .wide = true, .scripted = true),
    {.path = NULL},
};
