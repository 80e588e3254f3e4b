/* SPDX-License-Identifier: Apache-2.0 */
/* What an activity's line says, once it was read: no data base. */
#include "features/monitoring/monitoring.h"

/* ---- reports at an instant */

static bool by(struct vd_oint at, vd_us instant) { return at.has && at.v <= instant; }
bool monitoring_stands(const struct monitoring_report_row *r, vd_us at) { return by(r->sent_at, at) && !by(r->replaced_at, at); }

bool monitoring_sent_back(const struct monitoring_report_row *r, vd_us at) { return by(r->reviewed_at, at) && vd_str_is(r->state, "devuelto"); }

struct vd_str monitoring_state_at(const struct monitoring_report_row *r, vd_us at)
{
    return !by(r->reviewed_at, at) ? VD_S("enviado") : monitoring_sent_back(r, at) ? VD_S("devuelto") : VD_S("aceptado");
}

struct vd_date monitoring_done_on(const struct monitoring_report_row *r)
{
    struct vd_date on = {0};
    return vd_date_from_iso(r->done_on, &on) ? on : vd_date_in_bogota(r->sent_at.v);
}

/* ---- who, when */

const struct monitoring_report_row *monitoring_counted(const struct monitoring_line *line)
{
    VD_EACH(r, &line->reports)
        if (line->progress.reported && r->no == line->progress.no)
            return r;
    return NULL;
}

bool monitoring_may_report(const struct vd_who *who, const struct monitoring_line *line)
{
    VD_EACH(u, &line->units)
        if (vd_who_may_unit(who, "seguimiento.reportar", u->unit_id))
            return true;
    return false;
}

const struct monitoring_obligation *monitoring_owed(const struct monitoring_line *l)
{
    VD_EACH(o, &l->obligations)
        if (!o->cancelled && !o->answered)
            return o;
    return NULL;
}

struct vd_date monitoring_due(const struct monitoring_line *l)
{
    const struct monitoring_obligation *o = monitoring_owed(l);
    return o ? o->due : (struct vd_date){0};
}

bool monitoring_is_open(const struct monitoring_of *of, const struct monitoring_line *l, const struct monitoring_obligation *o, int64_t replaces)
{
    if (o->cancelled)
        return false;
    VD_EACH(r, &l->reports)
        if (r->id != replaces && r->obligation_id.has && r->obligation_id.v == o->id && monitoring_stands(r, of->at) && !monitoring_sent_back(r, of->at))
            return false;
    return true;
}

const struct monitoring_obligation *monitoring_answered(const struct monitoring_line *l, const struct monitoring_report_row *r)
{
    VD_EACH(o, &l->obligations)
        if (r->obligation_id.has && r->obligation_id.v == o->id)
            return o;
    return NULL;
}

bool monitoring_late(const struct monitoring_line *l, const struct monitoring_report_row *r)
{
    const struct monitoring_obligation *o = monitoring_answered(l, r);
    bool in_time = o && o->reported.year && vd_date_days(o->reported) <= vd_date_days(o->due);
    return o && !in_time && monitoring_is_late(vd_date_in_bogota(r->sent_at.v), o->due);
}
