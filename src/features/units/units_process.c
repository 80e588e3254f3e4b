/* SPDX-License-Identifier: Apache-2.0 */
#include "features/units/units.h"
#include "features/units/units_process.tpl.h"
#include "features/units/units_views.h"

struct process_input { struct vd_str entidad, nombre, lidera, desde, hasta; struct vd_oint proceso; };

static enum vd_err show(struct vd_req *rq, const struct process_input *typed)
{
    struct vd_oint id = ((const struct process_input *)rq->input)->proceso;
    struct units_process_view view = {.title = id.has ? VD_S("Proceso") : VD_S("Crear proceso"), .wrongs = staff_wrongs(rq),
        .token = vd_form_token(rq, id.has ? "/{entidad}/trabajo/procesos/{proceso}" : "/{entidad}/trabajo/procesos/nuevo"),
        .action = staff_url(rq, "procesos", id.has ? vd_str_printf(rq->arena, "%" PRId64, id.v).p : "nuevo", NULL),
        .name = staff_input(rq, "nombre", VD_S("Nombre"), typed->nombre), .from = staff_input(rq, "desde", VD_S("Desde"), typed->desde),
        .to = staff_input(rq, "hasta", VD_S("Hasta"), typed->hasta), .unit = {.name = "lidera", .label = VD_S("Dependencia que lo lidera")}};
    view.from.hint = VD_S("Día/mes/año.");
    view.to.hint = VD_S("Último día, si ya no existe.");
    view.from.width = view.to.width = "w-s";
    view.from.optional = view.to.optional = true;
    VD_TRY(staff_page(rq, view.title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Dependencias y procesos"), staff_url(rq, "dependencias", NULL));
    VD_TRY(units_choices(rq, &view.unit, 0, typed->lidera));
    tpl_units_process(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show(rq, &(struct process_input){0}); }

static enum vd_err find(struct vd_req *rq, int64_t id, struct vd_process *ret)
{
    vd_processes all = {0};
    VD_TRY(vd_process_list(rq->db, rq->arena, staff_who(rq)->entity.id, &all));
    VD_EACH(p, &all)
        if (p->id == id) {
            *ret = *p;
            return VD_OK;
        }
    rq->problem = VD_S("En esta entidad no hay ese proceso.");
    return VD_NOT_FOUND;
}

static enum vd_err process_page(struct vd_req *rq)
{
    struct vd_process process;
    struct process_input typed = {0};
    vd_units units = {0};
    VD_TRY(find(rq, ((const struct process_input *)rq->input)->proceso.v, &process));
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (u->id == process.unit_id)
            typed.lidera = u->slug;
    typed.nombre = process.name;
    typed.desde = units_dmy(rq->arena, process.valid_from);
    typed.hasta = units_dmy(rq->arena, process.valid_to);
    return show(rq, &typed);
}

static enum vd_err put(struct vd_change *change, struct staff_write *write) { return vd_process_put(change, write->arg); }

static enum vd_err put_done(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "dependencias", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err process_post(struct vd_req *rq)
{
    const struct process_input *in = rq->input;
    struct vd_process *process = VD_NEW(rq->arena, struct vd_process), known;
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    if (in->proceso.has)
        VD_TRY(find(rq, in->proceso.v, &known));
    process->id = in->proceso.has ? in->proceso.v : 0;
    process->name = vd_str_squeeze(rq->arena, in->nombre);
    enum vd_err err = in->lidera.n ? units_chosen(rq, in->lidera, &process->unit_id) : VD_OK;
    if (err == VD_NOT_FOUND)
        vd_req_wrong(rq, "lidera", "Elija una dependencia de la lista");
    else
        VD_TRY(err);
    if (units_dates(rq, in->desde, in->hasta, &process->valid_from, &process->valid_to) != VD_OK || rq->wrong.n)
        return show(rq, in);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = process->id ? "proceso.cambiado" : "proceso.creado", .apply = put, .then = put_done, .arg = process};
    return staff_write(rq, write);
}

#define ENTITY VD_PARAM_ENTITY(process_input)
#define PROCESS VD_PARAM(process_input, proceso, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "process")
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(process_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
#define FIELDS \
    TYPED(nombre, 300, true, "Nombre", "name"), TYPED(lidera, 80, true, "Dependencia que lo lidera", "slug of the unit"), \
    TYPED(desde, 10, false, "Desde", "first day, dd/mm/yyyy"), TYPED(hasta, 10, false, "Hasta", "last day, dd/mm/yyyy")
static const struct vd_param of_entity[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_new[] = {ENTITY, FIELDS, {.name = NULL}};
static const struct vd_param of_process[] = {ENTITY, PROCESS, {.name = NULL}};
static const struct vd_param of_change[] = {ENTITY, PROCESS, FIELDS, {.name = NULL}};

const struct vd_route units_process_routes[] = {
    STAFF_PAGE(process_input, "/{entidad}/trabajo/procesos/nuevo", of_entity, "unidades.administrar", new_page, "form of a new process"),
    STAFF_POST(process_input, "/{entidad}/trabajo/procesos/nuevo", of_new, "unidades.administrar", process_post, "create a process"),
    STAFF_PAGE(process_input, "/{entidad}/trabajo/procesos/{proceso}", of_process, "unidades.administrar", process_page, "form of a process"),
    STAFF_POST(process_input, "/{entidad}/trabajo/procesos/{proceso}", of_change, "unidades.administrar", process_post, "change a process"),
    {.path = NULL},
};
