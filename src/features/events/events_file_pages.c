/* SPDX-License-Identifier: Apache-2.0 */
/* Files that prove a space or a piece. The list of who attended has names: it is never public (Ley 1581 de 2012; Ley 1712 de 2014, art. 18). */
#include "features/events/events_pages.h"

struct file_input { struct vd_str entidad, que; struct vd_oint espacio, pieza; struct vd_upload archivo; };

static const struct { const char *what, *text, *hint; enum documents_class classification; } classes[] = {
    {"publica", "Evidencia que ve la ciudadanía", "Sin datos personales: fotos sin rostros de menores, presentaciones, memorias.", DOCUMENTS_PUBLICA},
    {"clasificada", "Evidencia interna", "La ven planeación, atención a la ciudadanía, Control Interno y la dependencia que lidera.", DOCUMENTS_CLASIFICADA},
    {"asistencia", "Lista de asistencia", "Tiene nombres: queda clasificada y nunca se publica.", DOCUMENTS_CLASIFICADA},
};

enum vd_err events_files_of(struct vd_req *rq, const struct events_hanging *of, struct events_files_view *ret)
{
    const struct vd_entity *entity = &staff_who(rq)->entity;
    struct events_files_view view = {.may = of->may, .token = vd_form_token(rq, of->event ? EVENTS_BASE "/{espacio}/archivo" : EVENTS_PIECES "/{pieza}/archivo"),
        .action = of->event ? events_url(rq, of->no, "/archivo") : events_piece_url(rq, of->no, "/archivo"), .file = documents_input(rq, "archivo", VD_S("Archivo"))};
    view.what = staff_choices(rq, "que", VD_S("Qué es"), false, false);
    for (size_t i = 0; i < VD_COUNT(classes); i++)
        if (of->event || i < 2)
            *VD_PUSH(rq->arena, &view.what.of) = (struct vd_choice){.value = vd_str_of(classes[i].what), .text = vd_str_of(classes[i].text), .hint = vd_str_of(classes[i].hint)};
    VD_TRY(documents_links(rq, entity->id, entity->slug, of->event ? EVENTS_SUBJECT : EVENTS_PIECE_SUBJECT, of->id, &view.files));
    *ret = view;
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq)
{
    const struct file_input *in = rq->input;
    struct event_found_row event;
    struct event_piece_row piece;
    if (in->espacio.has) {
        VD_TRY(events_open(rq, in->espacio.v, &event));
        return events_show_one(rq, &event, (struct vd_oint){0}, (struct vd_str){0});
    }
    VD_TRY(events_piece_open(rq, in->pieza.v, &piece));
    return events_show_piece(rq, &piece, (struct vd_oint){0}, (struct vd_str){0});
}

static enum vd_err brought(struct vd_req *rq, struct staff_write *write)
{
    const struct file_input *in = rq->input;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    return staff_go(rq, in->espacio.has ? events_url(rq, in->espacio.v, "") : events_piece_url(rq, in->pieza.v, ""), write->seq);
}

static void read_class(struct vd_req *rq, const struct file_input *in, struct events_asking *asking)
{
    for (size_t i = 0; i < VD_COUNT(classes); i++)
        if (vd_str_is(in->que, classes[i].what)) {
            asking->classification = classes[i].classification;
            return;
        }
    vd_req_wrong(rq, "que", "Elija qué es el archivo: de eso depende quién lo ve");
}

static enum vd_err bring(struct vd_req *rq, const char *kind, staff_apply *apply)
{
    const struct file_input *in = rq->input;
    struct events_asking asking = {.no = in->espacio.has ? in->espacio.v : in->pieza.v};
    read_class(rq, in, &asking);
    if (!rq->wrong.n)
        VD_TRY(documents_take(rq, "archivo", &in->archivo, &asking.file));
    if (!rq->wrong.n && !asking.file.kind)
        vd_req_wrong(rq, "archivo", "Elija el archivo");
    return rq->wrong.n ? show(rq) : staff_write(rq, events_write_of(rq, kind, apply, brought, asking));
}

static enum vd_err event_post(struct vd_req *rq)
{
    struct event_found_row event;
    VD_TRY(events_open_to_write(rq, ((const struct file_input *)rq->input)->espacio.v, &event));
    return bring(rq, "espacio.evidencia", events_bring);
}

static enum vd_err piece_post(struct vd_req *rq)
{
    struct event_piece_row piece;
    VD_TRY(events_piece_open_to_write(rq, ((const struct file_input *)rq->input)->pieza.v, &piece));
    return bring(rq, "pieza.evidencia", events_piece_bring);
}

/* ---- routes */

#define FORM \
    VD_PARAM(file_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo", .about = "the file"), EVENTS_TYPED(file_input, que, 20, "Qué es", "publica, clasificada or asistencia")
static const struct vd_param of_event[] = {VD_PARAM_ENTITY(file_input), EVENTS_NO(file_input, espacio), FORM, {.name = NULL}};
static const struct vd_param of_piece[] = {VD_PARAM_ENTITY(file_input), EVENTS_NO(file_input, pieza), FORM, {.name = NULL}};

const struct vd_route events_file_routes[] = {
    STAFF_POST(file_input, EVENTS_BASE "/{espacio}/archivo", of_event, "participacion.escribir", event_post, "bring a file that proves a space, or the list of who attended"),
    STAFF_POST(file_input, EVENTS_PIECES "/{pieza}/archivo", of_piece, "participacion.escribir", piece_post, "bring a file that proves a piece"),
    {.path = NULL},
};
