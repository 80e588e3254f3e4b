/* SPDX-License-Identifier: Apache-2.0 */
#include "app/app.h"
#include "features/plan/plan.h"
#include "features/portal/portal.h"

const struct vd_route *const app_routes[] = {portal_routes, plan_routes, plan_batch_routes, plan_export_routes, NULL};
