/* SPDX-License-Identifier: Apache-2.0 */
/* The shield: brought, taken away, and shown to everybody at an address that changes with the image. */
#include "core/services.h"
#include "features/entity/entity.h"
#include "features/site/site.h"
#include "office/picture.h"

enum { BYTES_MOST = 512 << 10, FORM_MOST = 20 << 20, PIXELS_LEAST = 64, PIXELS_MOST = 4096 };

/* ---- for everybody */

struct shield_input { struct vd_str entidad, huella; };

static enum vd_err shield(struct vd_req *rq)
{
    const struct shield_input *in = rq->input;
    const struct vd_services *services = rq->services;
    struct vd_entity entity;
    struct vd_profile profile;
    struct vd_str bytes;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(vd_profile_get(rq->db, rq->arena, entity.id, &profile));
    struct vd_url url = site_shield_url(rq->arena, entity.slug, &profile);
    if (!url.s.n || !vd_str_ends(url.s, in->huella) || !vd_str_eq(url.s, vd_str_printf(rq->arena, "/%.*s/escudo/%.*s", VD_SARG(entity.slug), VD_SARG(in->huella))))
        return VD_NOT_FOUND;
    VD_TRY(vd_files_read(services->files, rq->arena, entity.id, (const unsigned char *)profile.shield.p, profile.shield_size, &bytes));
    rq->type = vd_str_c(rq->arena, profile.shield_mime);
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

/* ---- for the administrator */

static enum vd_err again(struct vd_req *rq)
{
    struct vd_profile profile;
    VD_TRY(vd_profile_get(rq->db, rq->arena, staff_who(rq)->entity.id, &profile));
    const struct entity_input typed = entity_form_typed(&profile);
    return entity_show(rq, &profile, &typed, false);
}

static void judge(struct vd_req *rq, struct vd_str bytes, struct vd_picture *ret)
{
    enum vd_err err = bytes.n ? vd_picture_read(bytes, ret) : VD_INVALID;
    if (!bytes.n)
        vd_req_wrong(rq, "escudo", "Elija la imagen del escudo");
    else if (bytes.n > BYTES_MOST)
        vd_req_wrong(rq, "escudo", "La imagen pesa %zu KB; el máximo es 512 KB. Redúzcala y vuelva a traerla", (bytes.n + 1023) >> 10);
    else if (err == VD_INVALID)
        vd_req_wrong(rq, "escudo", "El archivo no es una imagen PNG ni JPEG. Guárdela en uno de esos formatos y vuelva a traerla");
    else if (err != VD_OK)
        vd_req_wrong(rq, "escudo", "La imagen está incompleta o dañada. Ábrala, guárdela otra vez y vuelva a traerla");
    else if (ret->width < PIXELS_LEAST || ret->height < PIXELS_LEAST || ret->width > PIXELS_MOST || ret->height > PIXELS_MOST)
        vd_req_wrong(rq, "escudo", "La imagen mide %d × %d píxeles; cada lado debe tener entre 64 y 4.096", ret->width, ret->height);
}

static enum vd_err put(struct vd_change *change, struct staff_write *write) { return vd_profile_shield(change, write->arg); }

static enum vd_err done(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "entidad", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err send(struct vd_req *rq, const char *kind, staff_apply *apply, void *arg)
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = done, .arg = arg};
    return staff_write(rq, write);
}

static enum vd_err bring(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    const struct vd_services *services = rq->services;
    struct vd_shield *brought = VD_NEW(rq->arena, struct vd_shield);
    struct vd_picture picture = {0};
    if (!rq->wrong.n)
        judge(rq, in->escudo.bytes, &picture);
    if (rq->wrong.n)
        return again(rq);
    VD_TRY(vd_files_store_bytes(services->files, staff_who(rq)->entity.id, in->escudo.bytes, &brought->file));
    brought->name = in->escudo.name.n ? in->escudo.name : VD_S("escudo");
    brought->width = picture.width;
    brought->height = picture.height;
    return send(rq, "entidad.escudo_puesto", put, brought);
}

static enum vd_err take_away(struct vd_change *change, struct staff_write *write)
{
    enum vd_err err = vd_profile_shield_drop(change);
    return err == VD_NOT_FOUND ? staff_refuse(write, VD_CONFLICT, "La entidad ya no tiene escudo: otra persona lo quitó antes.") : err;
}

static enum vd_err drop(struct vd_req *rq) { return send(rq, "entidad.escudo_quitado", take_away, NULL); }

/* ---- routes */

static const struct vd_param of_image[] = {VD_PARAM_ENTITY(shield_input),
    VD_PARAM(shield_input, huella, VD_FROM_PATH, VD_P_SLUG, .max = 64, .required = true, .about = "first digits of the image's SHA-256"), {.name = NULL}};
static const struct vd_param of_entity[] = {VD_PARAM_ENTITY(entity_input), {.name = NULL}};
static const struct vd_param of_file[] = {VD_PARAM_ENTITY(entity_input),
    VD_PARAM(entity_input, escudo, VD_FROM_FORM, VD_P_FILE, .max = FORM_MOST, .label = "Escudo", .about = "the image, PNG or JPEG"), {.name = NULL}};

const struct vd_route entity_shield_routes[] = {
    VD_PAGE(shield_input, "/{entidad}/escudo/{huella}", of_image, shield, "the entity's shield"),
    STAFF_POST(entity_input, "/{entidad}/trabajo/entidad/escudo", of_file, "entidad.configurar", bring, "bring the entity's shield"),
    STAFF_POST(entity_input, "/{entidad}/trabajo/entidad/escudo/quitar", of_entity, "entidad.configurar", drop, "take the entity's shield away"),
    {.path = NULL},
};
