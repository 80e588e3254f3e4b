/* SPDX-License-Identifier: Apache-2.0 */
/* The units of an entity and its processes, as people keep them: created, renamed, named in other ways, joined, ended. */
#ifndef UNITS_H
#define UNITS_H
#include "http/http.h"

extern const struct vd_route units_routes[];         /* /{entidad}/trabajo/dependencias */
extern const struct vd_route units_join_routes[];    /* …/dependencias/{unidad}/nombres, …/unir */
extern const struct vd_route units_process_routes[]; /* /{entidad}/trabajo/procesos */
#endif
