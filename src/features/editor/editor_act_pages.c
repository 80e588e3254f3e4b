/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with an activity as a whole: duplicate it, move it, remove it. */
#include "features/editor/editor_pages.h"
#include "features/editor/editor_place.tpl.h"
#include "features/editor/editor_remove.tpl.h"

struct row_input { struct vd_str entidad; struct vd_str familia; struct vd_oint vigencia, version; struct vd_str actividad, accion, sitio, visto; };

/* ---- duplicate, up, down */

static enum vd_err moved(struct vd_req *rq, struct staff_write *write)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    const char *rest = "actividades";
    if (vd_str_is(in->accion, "duplicar"))
        rest = vd_str_c(rq->arena, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(write->result)));
    return staff_go(rq, editor_url(rq, &opened.version, rest), write->seq);
}

static enum vd_err move_post(struct vd_req *rq)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    struct editor_one one;
    struct editor_asking *asking = VD_NEW(rq->arena, struct editor_asking);
    bool twin = vd_str_is(in->accion, "duplicar");
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    VD_TRY(editor_open_row(rq, &opened, in->actividad, &one));
    asking->address = in->actividad;
    asking->up = vd_str_is(in->accion, "subir");
    asking->place = in->sitio;
    struct staff_write *write = editor_write_of(rq, &opened, twin ? "plan.actividad_agregada" : "plan.actividades_ordenadas",
                                                twin ? editor_duplicate : vd_str_is(in->accion, "llevar") ? editor_move_to : editor_move, asking);
    write->then = moved;
    return staff_write(rq, write);
}

/* ---- to another place */

/* Its first words: whole ones, so that no letter is cut. */
static struct vd_str begins(struct vd_arena *arena, struct vd_str text)
{
    enum { MOST = 70 };
    size_t n = MOST;
    if (text.n <= MOST)
        return text;
    while (n && text.p[n] != ' ')
        n--;
    return vd_str_printf(arena, "%.*s…", VD_SARG(vd_str_sub(text, 0, n)));
}

static void put_place(struct vd_req *rq, struct vd_choices *places, struct vd_str value, struct vd_str text)
{
    *VD_PUSH(rq->arena, &places->of) = (struct vd_choice){.value = value, .text = text};
}

static void fill_places(struct vd_req *rq, const struct editor_rows *rows, int64_t moved, struct vd_choices *places)
{
    *places = (struct vd_choices){.name = "sitio", .label = VD_S("A dónde va"), .as_list = true};
    VD_EACH(c, &rows->components) {
        put_place(rq, places, vd_str_printf(rq->arena, "p%" PRId64, c->key), vd_str_printf(rq->arena, "Al principio de: %.*s", VD_SARG(editor_part_name(rq->arena, rows, c))));
        VD_EACH(a, &rows->activities)
            if (editor_part_of(a) == c->key && a->key != moved)
                put_place(rq, places, vd_str_printf(rq->arena, "a%.*s", VD_SARG(a->address)),
                          vd_str_printf(rq->arena, "Después de %.*s. %.*s", VD_SARG(editor_activity_name(rq->arena, a)), VD_SARG(begins(rq->arena, a->description))));
    }
}

static enum vd_err place_page(struct vd_req *rq)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    struct editor_one one;
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    VD_TRY(editor_open_row(rq, &opened, in->actividad, &one));
    struct vd_url back = editor_url(rq, &opened.version, "actividades");
    struct editor_place_view view = {.token = vd_form_token(rq, EDITOR_BASE "/actividades/{actividad}/mover"), .address = editor_activity_name(rq->arena, &one.row),
        .description = one.row.description, .back = back, .action = vd_url_with(rq->arena, back, vd_str_printf(rq->arena, "/%.*s/mover", VD_SARG(one.row.address)).p)};
    fill_places(rq, &opened.rows, one.row.key, &view.place);
    VD_TRY(life_page_below(rq, &opened.version, VD_S("Mover la actividad"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Actividades"), back);
    tpl_editor_place(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- remove */

static enum vd_err remove_page(struct vd_req *rq)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    struct editor_one one;
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    VD_TRY(editor_open_row(rq, &opened, in->actividad, &one));
    struct vd_url back = editor_url(rq, &opened.version, "actividades");
    struct editor_remove_view view = {.token = vd_form_token(rq, EDITOR_BASE "/actividades/{actividad}/quitar"), .seen = one.seen, .address = editor_activity_name(rq->arena, &one.row),
        .description = one.row.description, .back = back,
        .action = vd_url_with(rq->arena, back, vd_str_printf(rq->arena, "/%.*s/quitar", VD_SARG(one.row.address)).p)};
    VD_TRY(life_page_below(rq, &opened.version, VD_S("Quitar la actividad"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Actividades"), back);
    tpl_editor_remove(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err removed(struct vd_req *rq, struct staff_write *write)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    return staff_go(rq, editor_url(rq, &opened.version, "actividades"), write->seq);
}

static enum vd_err remove_post(struct vd_req *rq)
{
    const struct row_input *in = rq->input;
    struct editor_opened opened;
    struct editor_asking *asking = VD_NEW(rq->arena, struct editor_asking);
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, &opened));
    asking->address = in->actividad;
    asking->seen = in->visto;
    struct staff_write *write = editor_write_of(rq, &opened, "plan.actividad_quitada", editor_remove, asking);
    write->then = removed;
    return staff_write(rq, write);
}

/* ---- routes */

static const char *const moves[] = {"duplicar", "subir", "bajar", "llevar", NULL};
#define ROW(input) VD_PARAM(input, actividad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "address of the activity, 4.3.4")
static const struct vd_param of_row[] = {LIFE_ADDRESS(row_input), ROW(row_input), {.name = NULL}};
static const struct vd_param of_move[] = {LIFE_ADDRESS(row_input), ROW(row_input),
    VD_PARAM(row_input, accion, VD_FROM_FORM, VD_P_CHOICE, .choices = moves, .required = true, .label = "Acción", .about = "what to do with the activity"),
    VD_PARAM(row_input, sitio, VD_FROM_FORM, VD_P_TEXT, .max = 90, .label = "A dónde va", .about = "p and the key of a part, or a and the address of the activity before it"), {.name = NULL}};
static const struct vd_param of_remove[] = {LIFE_ADDRESS(row_input), ROW(row_input),
    VD_PARAM(row_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 64, .required = true, .about = "hash of the activity as it was shown"), {.name = NULL}};

const struct vd_route editor_act_routes[] = {
    STAFF_POST(row_input, EDITOR_BASE "/actividades/{actividad}/mover", of_move, "plan.ver_borrador", move_post, "duplicate an activity, or move it among those of its part"),
    STAFF_PAGE(row_input, EDITOR_BASE "/actividades/{actividad}/mover", of_row, "plan.ver_borrador", place_page, "asks where an activity is to go"),
    STAFF_PAGE(row_input, EDITOR_BASE "/actividades/{actividad}/quitar", of_row, "plan.ver_borrador", remove_page, "asks whether an activity is to be removed"),
    STAFF_POST(row_input, EDITOR_BASE "/actividades/{actividad}/quitar", of_remove, "plan.ver_borrador", remove_post, "remove an activity"),
    {.path = NULL},
};
