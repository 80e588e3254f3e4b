/* SPDX-License-Identifier: Apache-2.0 */
#include "app/app.h"
#include "features/followup/followup.h"
#include "features/help/help.h"
#include "features/opendata/opendata.h"
#include "features/plan/plan.h"
#include "features/portal/portal.h"
#include "features/search/search.h"
#include "features/trust/trust.h"

const struct vd_route *const app_routes[] = {
    portal_routes,
    plan_routes,
    plan_calendar_routes,
    plan_unit_routes,
    plan_component_routes,
    plan_batch_routes,
    plan_export_routes,
    followup_routes,
    followup_compare_routes,
    followup_past_routes,
    followup_method_routes,
    help_routes,
    opendata_routes,
    search_routes,
    trust_routes,
    portal_data_routes,
    NULL,
};
