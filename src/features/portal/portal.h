/* SPDX-License-Identifier: Apache-2.0 */
/* The front door: home, entity, the three fixed entries, error pages. */
#ifndef PORTAL_H
#define PORTAL_H
#include "http/http.h"

extern const struct vd_route portal_routes[], portal_data_routes[]; /* portal_pages.c, portal_data_pages.c */

/* The error_page of struct vd_http_config: needs neither database nor memory of the request. */
void portal_error_page(struct vd_req *rq, int status);
#endif
