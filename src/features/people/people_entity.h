/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: handlers of the routes of an entity that have files of their own. */
#ifndef PEOPLE_ENTITY_H
#define PEOPLE_ENTITY_H
#include "http/http.h"

enum vd_err people_rights_page(struct vd_req *rq);
#endif
