/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_pages.h"
#include "features/editor/editor_text_form.tpl.h"
#include "features/editor/editor_texts.h"
#include "features/editor/editor_texts.tpl.h"

struct text_input { struct vd_str entidad; struct vd_str familia; struct vd_oint vigencia, version; struct vd_oint hecho, texto; struct vd_str visto, accion, clase, titulo, cuerpo; struct vd_oint desde; };

struct opened { struct life_version_row version; editor_text_rows rows; const struct row_plan_text *row; bool may; };

static enum vd_err open_texts(struct vd_req *rq, bool to_write, struct opened *ret)
{
    const struct text_input *in = rq->input;
    struct opened o = {0};
    int64_t entity = staff_who(rq)->entity.id;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &o.version));
    VD_TRY(editor_texts_read(rq->db, rq->arena, entity, o.version.id, &o.rows));
    o.may = life_may_write(&o.version) && editor_may_all(staff_who(rq));
    if (in->texto.has) {
        o.row = editor_text(&o.rows, in->texto.v);
        if (!o.row)
            return VD_NOT_FOUND;
    }
    if (to_write && !o.may) {
        rq->problem = life_may_write(&o.version) ? VD_S("Los textos los escribe quien escribe todo el plan.") : VD_S("En el estado en que está esta versión del plan sus textos no se pueden cambiar.");
        return life_may_write(&o.version) ? VD_DENIED : VD_CONFLICT;
    }
    *ret = o;
    return VD_OK;
}

static struct vd_url text_url(struct vd_req *rq, const struct life_version_row *version, int64_t key, const char *end)
{
    return editor_url(rq, version, vd_str_printf(rq->arena, "textos/%" PRId64 "%s", key, end).p);
}

/* ---- the list */

/* Other versions that have texts: those of last year, above all. */
static enum vd_err fill_sources(struct vd_req *rq, const struct opened *o, struct editor_texts_view *view)
{
    life_versions all = {0};
    view->from = (struct vd_choices){.name = "desde", .label = VD_S("De qué plan"), .as_list = true};
    VD_TRY(life_list(rq->db, rq->arena, o->version.entity_id, &all));
    VD_EACH(v, &all) {
        editor_text_rows rows;
        if (v->id == o->version.id)
            continue;
        VD_TRY(editor_texts_read(rq->db, rq->arena, v->entity_id, v->id, &rows));
        if (rows.n)
            *VD_PUSH(rq->arena, &view->from.of) = (struct vd_choice){.value = vd_str_printf(rq->arena, "%" PRId64, v->id), .text = vd_str_printf(rq->arena, "%.*s (%zu)", VD_SARG(life_title(rq->arena, v)), rows.n)};
    }
    view->take = editor_url(rq, &o->version, "textos/traer");
    view->take_token = vd_form_token(rq, EDITOR_BASE "/textos/traer");
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct text_input *in = rq->input;
    struct opened o;
    VD_TRY(open_texts(rq, false, &o));
    struct editor_texts_view view = {.tabs = editor_tabs_of(rq, &o.version, "textos"), .may = o.may, .add = editor_url(rq, &o.version, "textos/nuevo")};
    VD_TRY(life_page_below(rq, &o.version, VD_S("Textos"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    if (o.may)
        VD_TRY(fill_sources(rq, &o, &view));
    VD_EACH(row, &o.rows) {
        struct editor_text_view *text = VD_PUSH(rq->arena, &view.texts);
        *text = (struct editor_text_view){.title = row->title, .kind = vd_str_of(editor_text_word(row->kind)), .body = editor_text_html(rq->arena, row, 3)};
        if (!o.may)
            continue;
        text->edit = text_url(rq, &o.version, row->key, "");
        text->move = text_url(rq, &o.version, row->key, "/mover");
        text->token = vd_form_token(rq, EDITOR_BASE "/textos/{texto}/mover");
    }
    tpl_editor_texts(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the form */

struct typed { struct vd_str kind, title, body, seen; };

static void fill_form(struct vd_req *rq, const struct typed *typed, struct editor_text_form_view *view)
{
    view->kind = (struct vd_choices){.name = "clase", .label = VD_S("Qué es"), .error = staff_wrong_of(rq, "clase"), .as_list = true};
    for (const struct editor_text_kind *k = editor_text_kinds; k->code; k++)
        *VD_PUSH(rq->arena, &view->kind.of) = (struct vd_choice){.value = vd_str_of(k->code), .text = vd_str_of(k->word), .chosen = vd_str_is(typed->kind, k->code)};
    view->title = staff_input(rq, "titulo", VD_S("Título"), typed->title);
    view->title.hint = VD_S("Sin título: el nombre de lo que es.");
    view->title.optional = true;
    view->body = staff_input(rq, "cuerpo", VD_S("Texto"), typed->body);
    view->body.hint = VD_S("Separe los párrafos con una línea en blanco. Puede usar # para un subtítulo, - para una lista y ** para negrita. En el glosario, un término en cada línea: «PAAC: el plan».");
    view->body.rows = 14;
}

static enum vd_err show_form(struct vd_req *rq, const struct opened *o, const struct typed *typed, bool conflict)
{
    struct editor_text_form_view view = {.heading = o->row ? o->row->title : VD_S("Agregar texto"), .wrongs = staff_wrongs(rq), .seen = typed->seen,
        .back = editor_url(rq, &o->version, "textos"), .token = vd_form_token(rq, o->row ? EDITOR_BASE "/textos/{texto}" : EDITOR_BASE "/textos/nuevo")};
    view.action = o->row ? text_url(rq, &o->version, o->row->key, "") : editor_url(rq, &o->version, "textos/nuevo");
    if (o->row) {
        view.remove = text_url(rq, &o->version, o->row->key, "/quitar");
        view.remove_token = vd_form_token(rq, EDITOR_BASE "/textos/{texto}/quitar");
    }
    VD_TRY(life_page_below(rq, &o->version, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Textos"), view.back);
    if (conflict) {
        view.conflict = VD_S("Otra persona cambió este texto mientras usted lo escribía.");
        view.now_title = o->row->title;
        view.now_body = editor_text_html(rq->arena, o->row, 3);
        rq->status = 409;
    }
    fill_form(rq, typed, &view);
    tpl_editor_text_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err form_page(struct vd_req *rq)
{
    struct opened o;
    struct typed typed = {0};
    VD_TRY(open_texts(rq, true, &o));
    if (o.row)
        typed = (struct typed){o.row->kind, o.row->title, o.row->body, editor_text_seen(rq->arena, o.row)};
    return show_form(rq, &o, &typed, false);
}

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    const struct text_input *in = rq->input;
    const struct editor_text_asking *asking = write->arg;
    struct opened o;
    if (write->err == VD_CONFLICT && !write->problem.n && asking->body.n) {
        VD_TRY(open_texts(rq, true, &o));
        struct typed typed = {in->clase, in->titulo, in->cuerpo, o.row ? editor_text_seen(rq->arena, o.row) : in->visto};
        if (o.row && !vd_str_eq(typed.seen, in->visto))
            return show_form(rq, &o, &typed, true);
    }
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return staff_go(rq, editor_url(rq, &version, "textos"), write->seq);
}

static enum vd_err send(struct vd_req *rq, const struct opened *o, struct editor_text_asking asking, staff_apply *apply)
{
    struct editor_text_asking *arg = VD_NEW(rq->arena, struct editor_text_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *arg = asking;
    arg->version_id = o->version.id;
    arg->person_id = staff_who(rq)->person_id;
    arg->key = o->row ? o->row->key : 0;
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "plan.textos_cambiados", .apply = apply, .then = done, .arg = arg};
    return staff_write(rq, write);
}

static enum vd_err save_post(struct vd_req *rq)
{
    const struct text_input *in = rq->input;
    struct opened o;
    struct typed typed = {in->clase, in->titulo, in->cuerpo, in->visto};
    VD_TRY(open_texts(rq, true, &o));
    const char *word = editor_text_word(in->clase);
    if (!word)
        vd_req_wrong(rq, "clase", "Elija qué texto es");
    if (!in->cuerpo.n && !staff_wrong_of(rq, "cuerpo").p)
        vd_req_wrong(rq, "cuerpo", "Escriba el texto");
    if (rq->wrong.n)
        return show_form(rq, &o, &typed, false);
    return send(rq, &o, (struct editor_text_asking){.seen = in->visto, .kind = in->clase, .title = in->titulo.n ? in->titulo : vd_str_of(word), .body = in->cuerpo}, editor_text_save);
}

static enum vd_err move_post(struct vd_req *rq)
{
    const struct text_input *in = rq->input;
    struct opened o;
    VD_TRY(open_texts(rq, true, &o));
    return send(rq, &o, (struct editor_text_asking){.move = vd_str_is(in->accion, "subir") ? -1 : 1}, editor_text_move);
}

static enum vd_err remove_post(struct vd_req *rq)
{
    const struct text_input *in = rq->input;
    struct opened o;
    VD_TRY(open_texts(rq, true, &o));
    return send(rq, &o, (struct editor_text_asking){.seen = in->visto}, editor_text_remove);
}

static enum vd_err take_post(struct vd_req *rq)
{
    const struct text_input *in = rq->input;
    struct opened o;
    VD_TRY(open_texts(rq, true, &o));
    return send(rq, &o, (struct editor_text_asking){.from_version = in->desde.v}, editor_texts_take);
}

/* ---- routes */

static const char *const moves[] = {"subir", "bajar", NULL};
#define ROW VD_PARAM(text_input, texto, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "text")
#define SEEN VD_PARAM(text_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 64, .about = "hash of the text as it was shown")
#define FORM SEEN, VD_PARAM(text_input, clase, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Qué es", .about = "kind of text"), \
    VD_PARAM(text_input, titulo, VD_FROM_FORM, VD_P_TEXT, .max = EDITOR_NAME_MOST, .label = "Título", .about = "title"), \
    VD_PARAM(text_input, cuerpo, VD_FROM_FORM, VD_P_TEXT, .max = EDITOR_BODY_MOST, .label = "Texto", .about = "Markdown")
static const struct vd_param of_list[] = {LIFE_ADDRESS(text_input), STAFF_DONE(text_input), {.name = NULL}};
static const struct vd_param of_new[] = {LIFE_ADDRESS(text_input), {.name = NULL}};
static const struct vd_param of_add[] = {LIFE_ADDRESS(text_input), FORM, {.name = NULL}};
static const struct vd_param of_take[] = {LIFE_ADDRESS(text_input),
    VD_PARAM(text_input, desde, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .label = "De qué plan", .about = "version whose texts are taken"), {.name = NULL}};
static const struct vd_param of_row[] = {LIFE_ADDRESS(text_input), ROW, {.name = NULL}};
static const struct vd_param of_save[] = {LIFE_ADDRESS(text_input), ROW, FORM, {.name = NULL}};
static const struct vd_param of_remove[] = {LIFE_ADDRESS(text_input), ROW, SEEN, {.name = NULL}};
static const struct vd_param of_move[] = {LIFE_ADDRESS(text_input), ROW,
    VD_PARAM(text_input, accion, VD_FROM_FORM, VD_P_CHOICE, .choices = moves, .required = true, .label = "Acción", .about = "up or down"), {.name = NULL}};

const struct vd_route editor_text_routes[] = {
    STAFF_PAGE(text_input, EDITOR_BASE "/textos", of_list, "plan.ver_borrador", list_page, "texts before the matrix of a version"),
    STAFF_PAGE(text_input, EDITOR_BASE "/textos/nuevo", of_new, "plan.escribir", form_page, "form of a new text"),
    STAFF_POST(text_input, EDITOR_BASE "/textos/nuevo", of_add, "plan.escribir", save_post, "add a text"),
    STAFF_POST(text_input, EDITOR_BASE "/textos/traer", of_take, "plan.escribir", take_post, "take the texts of another version"),
    STAFF_PAGE(text_input, EDITOR_BASE "/textos/{texto}", of_row, "plan.escribir", form_page, "form of a text"),
    STAFF_POST(text_input, EDITOR_BASE "/textos/{texto}", of_save, "plan.escribir", save_post, "save a text"),
    STAFF_POST(text_input, EDITOR_BASE "/textos/{texto}/mover", of_move, "plan.escribir", move_post, "move a text up or down"),
    STAFF_POST(text_input, EDITOR_BASE "/textos/{texto}/quitar", of_remove, "plan.escribir", remove_post, "remove a text"),
    {.path = NULL},
};
