/* SPDX-License-Identifier: Apache-2.0 */
/* With the number and the code of the receipt: what was answered, and who contributed may have name and e-mail erased. */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_mine.tpl.h"
#include "features/consultation/consultation_open.h"
#include "features/staff/staff.h"

enum { TRIES = 20, SECONDS = 600 };
#define MINE "/{entidad}/aporte"
#define ERASE "/{entidad}/aporte/borrar-datos"

struct mine_input { struct vd_str entidad, numero, codigo; };
struct mine { struct vd_entity entity; struct contribution_no no; struct vd_str code; bool erased; };

static void fill_found(struct vd_req *rq, const struct mine *m, const struct contribution_found_row *row, struct consultation_mine_view *view)
{
    view->found = true;
    view->of = contribution_view_of(rq->arena, row, true);
    view->held = vd_str_is(row->state, "retenido");
    view->plan = row->title;
    view->name = row->name;
    view->email = row->email;
    view->has_data = row->name.n || row->email.n;
    view->code = m->code;
    view->erased = m->erased;
    view->erase_token = vd_form_token(rq, ERASE);
    view->erase = vd_url_with(rq->arena, site_url(rq, &m->entity, "aporte"), "/borrar-datos");
    view->consultation = consultation_url(rq, &m->entity, row->path_word, row->vigencia);
}

static enum vd_err show(struct vd_req *rq, const struct mine *m, const struct mine_input *in, const struct contribution_found_row *row)
{
    struct consultation_mine_view view = {.token = vd_form_token(rq, MINE), .action = site_url(rq, &m->entity, "aporte"), .wrongs = staff_wrongs(rq),
        .number = staff_input(rq, "numero", VD_S("Número"), in->numero), .secret = staff_input(rq, "codigo", VD_S("Código"), in->codigo)};
    view.number.hint = VD_S("Por ejemplo: APO-2027-0001.");
    view.secret.hint = VD_S("Doce letras y números, con rayas o sin ellas.");
    view.number.width = view.secret.width = "w-m";
    view.number.autocomplete = view.secret.autocomplete = "off";
    const char *mark = rq->wrong.n ? "Error: " : "";
    VD_TRY(consultation_page_of(rq, &m->entity, vd_str_printf(rq->arena, "%sLa respuesta a su aporte", mark), VD_S("Mi aporte"), &view.page));
    site_crumb(rq, &view.page, VD_S("Consultas"), site_url(rq, &m->entity, "consultas"));
    if (row)
        fill_found(rq, m, row, &view);
    if (rq->wrong.n)
        rq->status = 422;
    tpl_consultation_mine(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq)
{
    const struct mine_input *in = rq->input;
    struct mine m = {0};
    VD_TRY(site_entity(rq, in->entidad, &m.entity));
    return show(rq, &m, in, NULL);
}

/* One sentence for a wrong number and for a wrong code: which contributions there are is not told by this page. */
static enum vd_err look(struct vd_req *rq, struct mine *m, const struct mine_input *in, struct contribution_found_row *ret)
{
    if (!vd_req_limit(rq, "ver aporte", TRIES, SECONDS))
        vd_req_wrong(rq, "codigo", "Hubo muchos intentos desde su conexión. Espere diez minutos y vuelva a intentarlo");
    if (rq->wrong.n)
        return VD_INVALID;
    enum vd_err err = VD_NOT_FOUND;
    if (contribution_no_read(in->numero, &m->no) && contribution_code_read(rq->arena, in->codigo, &m->code))
        err = contribution_of_author(rq->db, rq->arena, m->entity.id, m->no, m->code, ret);
    if (err == VD_NOT_FOUND)
        vd_req_wrong(rq, "codigo", "No hay un aporte con ese número y ese código. Cópielos del recibo");
    return err;
}

static enum vd_err look_post(struct vd_req *rq)
{
    const struct mine_input *in = rq->input;
    struct mine m = {0};
    struct contribution_found_row row;
    VD_TRY(site_entity(rq, in->entidad, &m.entity));
    enum vd_err err = look(rq, &m, in, &row);
    if (err != VD_OK && !rq->wrong.n)
        return err;
    return show(rq, &m, in, err == VD_OK ? &row : NULL);
}

/* ---- erasing */

static enum vd_err erase(struct vd_change *change, struct staff_write *write)
{
    const struct mine *m = write->arg;
    return contribution_erase(change, &(struct contribution_erasing){.no = m->no, .code = m->code});
}

static enum vd_err erased(struct vd_req *rq, struct staff_write *write)
{
    struct mine *m = write->arg;
    struct contribution_found_row row;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    m->erased = true;
    VD_TRY(contribution_of_author(rq->db, rq->arena, m->entity.id, m->no, m->code, &row));
    return show(rq, m, rq->input, &row);
}

static enum vd_err erase_post(struct vd_req *rq)
{
    const struct mine_input *in = rq->input;
    struct mine *m = VD_NEW(rq->arena, struct mine);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct contribution_found_row row;
    VD_TRY(site_entity(rq, in->entidad, &m->entity));
    enum vd_err err = look(rq, m, in, &row);
    if (err != VD_OK)
        return rq->wrong.n ? show(rq, m, in, NULL) : err;
    *write = (struct staff_write){.entity_id = m->entity.id, .kind = "aporte.datos_borrados", .apply = erase, .then = erased, .arg = m, .actor = {.kind = VD_ACTOR_CITIZEN}};
    return staff_write(rq, write);
}

/* ---- routes */

static const struct vd_param of_form[] = {VD_PARAM_ENTITY(mine_input), {.name = NULL}};
static const struct vd_param of_look[] = {VD_PARAM_ENTITY(mine_input),
    VD_PARAM(mine_input, numero, VD_FROM_FORM, VD_P_TEXT, .max = 40, .required = true, .label = "Número", .about = "number of the contribution"),
    VD_PARAM(mine_input, codigo, VD_FROM_FORM, VD_P_TEXT, .max = 80, .required = true, .label = "Código", .about = "code of the receipt"), {.name = NULL}};

const struct vd_route consultation_mine_routes[] = {
    {.method = VD_GET, .path = MINE, .access = VD_ACCESS_PUBLIC, .params = of_form, .input_size = sizeof(struct mine_input), .handler = form_page,
     .summary = "form that shows its author what was answered to a contribution"},
    {.method = VD_POST, .path = MINE, .access = VD_ACCESS_PUBLIC, .params = of_look, .input_size = sizeof(struct mine_input), .handler = look_post, .keeps_form = true,
     .summary = "what was answered to a contribution, by its number and code"},
    {.method = VD_POST, .path = ERASE, .access = VD_ACCESS_PUBLIC, .params = of_look, .input_size = sizeof(struct mine_input), .handler = erase_post, .keeps_form = true,
     .summary = "erase name and e-mail of whoever contributed, by number and code"},
    {.path = NULL},
};
