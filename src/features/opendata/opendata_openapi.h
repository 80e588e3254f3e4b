/* SPDX-License-Identifier: Apache-2.0 */
/* OpenAPI 3.1 of every public address: paths and parameters from the route tables, shapes from the dataset tables. */
#ifndef OPENDATA_OPENAPI_H
#define OPENDATA_OPENAPI_H
#include "base/json.h"
#include "http/http.h"
#include "office/dataset.h"

VD_MUST enum vd_err opendata_openapi(struct vd_req *rq);

/* Shapes that the answers refer to, each once. */
typedef VD_LIST(const struct vd_dataset *) opendata_shapes;
/* The shape's name in the description, noted with those it holds. Two shapes of one name are told apart by a number. */
struct vd_str opendata_shape_name(struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set);
void opendata_shape_put(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set);
void opendata_shape_ref(struct vd_json *j, struct vd_arena *arena, opendata_shapes *shapes, const struct vd_dataset *set); /* {"$ref": …} */
#endif
