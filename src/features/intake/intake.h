/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing a plan in through the browser: a file is read and shown before anything of it is plan; people correct cells and accept
 * findings; confirming imports it as the command line does, and it can be undone while nothing later rests on it. */
#ifndef INTAKE_H
#define INTAKE_H
#include "http/http.h"

extern const struct vd_route intake_form_routes[], intake_routes[], intake_act_routes[], intake_annex_routes[], intake_confirm_routes[], intake_decisions_routes[], intake_batch_routes[];
#endif
