/* SPDX-License-Identifier: Apache-2.0 */
/* How a plan in force goes today, between one cut-off and the next: for who works in the entity. What is declared and reviewed, named as
 * such; the public waits for what Control Interno verifies and publishes. Nothing is stored: it is worked out from the reports. */
#ifndef PROGRESS_H
#define PROGRESS_H
#include "http/http.h"

extern const struct vd_route progress_routes[];
#endif
