/* SPDX-License-Identifier: Apache-2.0 */
/* Every data set of every entity for other catalogues: W3C DCAT 3 (the terms used are those of DCAT 2 too) as JSON-LD. Identifiers
 * are addresses of this site, relative where no public address is set: JSON-LD resolves them against where it was taken from. */
#ifndef OPENDATA_CATALOGUE_H
#define OPENDATA_CATALOGUE_H
#include "http/http.h"

VD_MUST enum vd_err opendata_catalogue(struct vd_req *rq);
#endif
