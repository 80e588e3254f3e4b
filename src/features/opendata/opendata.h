/* SPDX-License-Identifier: Apache-2.0 */
/* What is open here: the page of data with the dictionary of columns, the catalogue for other catalogues (DCAT), and the
 * description of the interface (OpenAPI). All three are read from the routes (features/site/site_data.h): nothing is listed twice. */
#ifndef OPENDATA_H
#define OPENDATA_H
#include "http/http.h"

extern const struct vd_route opendata_routes[];
#endif
