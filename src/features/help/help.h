/* SPDX-License-Identifier: Apache-2.0 */
/* Pages that explain the site itself. */
#ifndef HELP_H
#define HELP_H
#include "http/http.h"

extern const struct vd_route help_routes[];
#endif
