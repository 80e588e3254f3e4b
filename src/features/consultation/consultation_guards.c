/* SPDX-License-Identifier: Apache-2.0 */
/* What a consultation answers for in the life of a plan (law/plan-transitions.csv). */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_store.h"

enum vd_err consultation_prepared(const struct life_ask *ask, struct life_met *ret)
{
    struct consultation_found_row found;
    if (!ask->said) {
        *ret = (struct life_met){.met = true, .said = VD_S("Se dicen los días en que se abre y se cierra, y el canal.")};
        return VD_OK;
    }
    enum vd_err err = consultation_of_version(ask->db, ask->arena, ask->version->entity_id, ask->version->id, &found);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    enum consultation_when when = err == VD_OK ? consultation_when_of(&found, ask->now) : CONSULTATION_CLOSED;
    ret->met = when == CONSULTATION_BEFORE || when == CONSULTATION_OPEN;
    ret->said = ret->met ? VD_S("Tiene días y canal.") : VD_S("Faltan los días y el canal: ábrala en la página de la consulta.");
    return VD_OK;
}

enum { NAMED = 5 };

static struct vd_str name_open(const struct life_ask *ask, const struct contribution_open_row *row, int64_t n, struct vd_str named)
{
    if (n > NAMED + 1)
        return named;
    if (n == NAMED + 1)
        return vd_str_printf(ask->arena, "%.*s y otros", VD_SARG(named));
    struct vd_str no = contribution_no_said(ask->arena, (struct contribution_no){row->year, row->no});
    return vd_str_printf(ask->arena, "%.*s%s%.*s%s", VD_SARG(named), n > 1 ? ", " : "", VD_SARG(no), vd_str_is(row->state, "retenido") ? " (retenido)" : "");
}

/* Every observation has its answer (Guía del PAAC, versión 2, cap. III), and nobody who still has time is cut short. */
enum vd_err consultation_answered(const struct life_ask *ask, struct life_met *ret)
{
    struct consultation_found_row found;
    struct contribution_open_row row;
    struct vd_str named = VD_S("");
    int64_t n = 0;
    *ret = (struct life_met){.met = false, .said = VD_S("No hay una consulta que cerrar.")};
    enum vd_err err = consultation_of_version(ask->db, ask->arena, ask->version->entity_id, ask->version->id, &found);
    if (err != VD_OK)
        return err == VD_NOT_FOUND ? VD_OK : err;
    VD_AUTO_STMT struct vd_stmt *st = contribution_open_open(ask->db, ask->version->entity_id, ask->version->id);
    while (contribution_open_next(st, ask->arena, &row)) {
        n++;
        named = name_open(ask, &row, n, named);
    }
    VD_TRY(vd_done(st));
    enum consultation_when when = consultation_when_of(&found, ask->now);
    struct vd_date closes;
    if (n)
        ret->said = vd_str_printf(ask->arena, n == 1 ? "Falta responder %" PRId64 " aporte: %.*s." : "Falta responder %" PRId64 " aportes: %.*s.", n, VD_SARG(named));
    else if ((when == CONSULTATION_BEFORE || when == CONSULTATION_OPEN) && vd_date_from_iso(found.closes_on, &closes))
        ret->said = vd_str_printf(ask->arena, "El plazo para aportar sigue corriendo hasta el %.*s.", VD_SARG(vd_es_date_long(ask->arena, closes)));
    else
        *ret = (struct life_met){.met = true, .said = VD_S("El plazo terminó y cada aporte tiene respuesta.")};
    return VD_OK;
}
