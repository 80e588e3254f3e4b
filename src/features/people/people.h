/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in, the account, and who works in an entity: people, their appointments, who may do what. */
#ifndef PEOPLE_H
#define PEOPLE_H
#include "core/people.h"
#include "http/http.h"

extern const struct vd_route people_sign_routes[];    /* /ingreso, /salir */
extern const struct vd_route people_link_routes[];    /* /clave/{enlace} */
extern const struct vd_route people_lost_routes[];    /* /clave */
extern const struct vd_route people_code_routes[];    /* /ingreso/codigo */
extern const struct vd_route people_factor_routes[];  /* /cuenta/segundo-factor */
extern const struct vd_route people_settings_routes[]; /* /{entidad}/trabajo/reglas */
extern const struct vd_route people_account_routes[]; /* /cuenta */
extern const struct vd_route people_change_routes[];  /* /cuenta/clave */
extern const struct vd_route people_person_routes[];  /* /{entidad}/trabajo/personas/{cargo}/cuenta */
extern const struct vd_route people_entity_routes[]; /* /{entidad}/trabajo/personas, …/derechos */

/* A form that came without session: 401, with what was typed, to be sent again after the sign-in. Of staff_admit's request. */
VD_MUST enum vd_err people_kept_page(struct vd_req *rq);

/* `veedor user add`: the person, created when new, with an appointment when entity and role are given; *ret_link is the path of a link
 * that sets the password. Texts come as they were typed. *ret_reason: Spanish sentence with VD_INVALID, VD_NOT_FOUND; with VD_OK, something to
 * know: the person had that role already, and it is not given twice. */
struct people_add { struct vd_str email, name, entity, role, act; vd_us now; };
VD_MUST enum vd_err people_cli_add(struct vd_db *db, struct vd_arena *arena, const struct people_add *of, struct vd_str *ret_link, struct vd_str *ret_reason);
/* `veedor user second-factor`: takes it away. VD_NOT_FOUND: no such person, or there is none. */
struct people_reset { struct vd_str email; vd_us now; };
VD_MUST enum vd_err people_cli_reset(struct vd_db *db, struct vd_arena *arena, const struct people_reset *of);
#endif
