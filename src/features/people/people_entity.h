/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: handlers of the routes of an entity that have files of their own. */
#ifndef PEOPLE_ENTITY_H
#define PEOPLE_ENTITY_H
#include "http/http.h"

enum vd_err people_rights_page(struct vd_req *rq);
/* The whole address of a link that is handed over: below the public address of the installation, or else where whoever asks is now. */
struct vd_str people_link_whole(struct vd_req *rq, const char *token);
#endif
