/* SPDX-License-Identifier: Apache-2.0 */
/* Names of a unit, and two units that are one. */
#include "features/units/units.h"
#include "features/units/units_views.h"

struct join_input { struct vd_str entidad, unidad, nombre_nuevo, nombre_quitado, otra; };
struct naming { struct vd_unit_row unit; struct vd_str text; int64_t other; struct vd_str slug; };

static enum vd_err begin(struct vd_req *rq, struct naming **ret)
{
    const struct join_input *in = rq->input;
    *ret = VD_NEW(rq->arena, struct naming);
    VD_TRY(vd_unit_get(rq->db, rq->arena, staff_who(rq)->entity.id, in->unidad, &(*ret)->unit));
    (*ret)->slug = in->unidad;
    return rq->wrong.n ? VD_INVALID : VD_OK;
}

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    const struct naming *n = write->arg;
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "dependencias", vd_str_c(rq->arena, n->slug), NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err send(struct vd_req *rq, struct naming *n, const char *kind, staff_apply *apply)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = done, .arg = n};
    return staff_write(rq, write);
}

static enum vd_err add(struct vd_change *change, struct staff_write *write)
{
    const struct naming *n = write->arg;
    enum vd_err err = vd_unit_alias_add(change, n->unit.id, n->text);
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, "Ese nombre ya es de una dependencia. Si las dos son la misma, únalas.");
    return err == VD_INVALID ? staff_refuse(write, err, "Escriba un nombre con al menos una palabra.") : err;
}

static enum vd_err drop(struct vd_change *change, struct staff_write *write)
{
    const struct naming *n = write->arg;
    return vd_unit_alias_drop(change, n->unit.id, n->text);
}

static enum vd_err join(struct vd_change *change, struct staff_write *write)
{
    const struct naming *n = write->arg;
    enum vd_err err = vd_unit_merge(change, n->unit.id, n->other);
    return err == VD_INVALID ? staff_refuse(write, VD_CONFLICT, "Una de las dos ya se había unido a otra. Vuelva a la lista.") : err;
}

static enum vd_err add_post(struct vd_req *rq)
{
    struct naming *n;
    VD_TRY(begin(rq, &n));
    n->text = ((const struct join_input *)rq->input)->nombre_nuevo;
    return send(rq, n, "dependencia.cambiada", add);
}

static enum vd_err drop_post(struct vd_req *rq)
{
    struct naming *n;
    VD_TRY(begin(rq, &n));
    n->text = ((const struct join_input *)rq->input)->nombre_quitado;
    return send(rq, n, "dependencia.cambiada", drop);
}

static enum vd_err join_post(struct vd_req *rq)
{
    struct naming *n;
    VD_TRY(begin(rq, &n));
    n->slug = ((const struct join_input *)rq->input)->otra;
    enum vd_err err = units_chosen(rq, n->slug, &n->other);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("Elija de la lista la dependencia que queda.");
    return err == VD_OK ? send(rq, n, "dependencia.unida", join) : err == VD_NOT_FOUND ? VD_INVALID : err;
}

#define ENTITY VD_PARAM_ENTITY(join_input)
#define UNIT VD_PARAM(join_input, unidad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the unit")
#define TYPED(member, most, what) VD_PARAM(join_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = true, .about = (what))
static const struct vd_param of_add[] = {ENTITY, UNIT, TYPED(nombre_nuevo, 300, "another name"), {.name = NULL}};
static const struct vd_param of_drop[] = {ENTITY, UNIT, TYPED(nombre_quitado, 1000, "name that is taken back"), {.name = NULL}};
static const struct vd_param of_join[] = {ENTITY, UNIT, TYPED(otra, 80, "slug of the unit that is kept"), {.name = NULL}};

const struct vd_route units_join_routes[] = {
    STAFF_POST(join_input, "/{entidad}/trabajo/dependencias/{unidad}/nombres", of_add, "unidades.administrar", add_post, "one more name of a unit"),
    STAFF_POST(join_input, "/{entidad}/trabajo/dependencias/{unidad}/nombres/quitar", of_drop, "unidades.administrar", drop_post, "one name less of a unit"),
    STAFF_POST(join_input, "/{entidad}/trabajo/dependencias/{unidad}/unir", of_join, "unidades.administrar", join_post, "join a unit to another"),
    {.path = NULL},
};
