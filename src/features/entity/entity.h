/* SPDX-License-Identifier: Apache-2.0 */
/* What an entity says of itself, kept by its administrator: identity, place, how to reach it, shield (core/profile.h). */
#ifndef ENTITY_H
#define ENTITY_H
#include "core/profile.h"
#include "features/staff/staff.h"

extern const struct vd_route entity_routes[];        /* /{entidad}/trabajo/entidad */
extern const struct vd_route entity_shield_routes[]; /* …/escudo, and the image that everybody sees: /{entidad}/escudo/{huella} */

/* ---- inside of this folder */
struct entity_input {
    struct vd_str entidad, huella, nit, codigo_dane, orden, categoria, departamento, municipio, direccion, codigo_postal, telefonos, linea_anticorrupcion,
        correo, correo_judicial, horario, sitio, redes, representante;
    struct vd_upload escudo;
    struct vd_oint hecho;
};
/* What was typed as a row; what does not fit is said in rq->wrong. */
VD_MUST enum vd_err entity_form_read(struct vd_req *rq, const struct entity_input *in, struct row_entity_profile *ret);
/* A row as it would be typed. */
struct entity_input entity_form_typed(const struct vd_profile *profile);
/* The page with what was typed, or what stands; stored: somebody changed it meanwhile. */
VD_MUST enum vd_err entity_show(struct vd_req *rq, const struct vd_profile *profile, const struct entity_input *typed, bool stored);
#endif
