/* SPDX-License-Identifier: Apache-2.0 */
/* What law/ says about plans: instruments, their parts, the findings of a reading. The tables are embedded in the program
 * (plan_law_data.h, made from law/); plan_law_load.c puts the instruments in the data base. */
#ifndef PLAN_LAW_H
#define PLAN_LAW_H
#include "base/base.h"
#include "features/plan/read/plan_law_data.h"

const struct law_instruments *plan_law_instrument(struct vd_str code); /* NULL: unknown */
/* The plan against corruption that a year asks for: in force on the last day to publish it, 31 January (law/plan-deadlines.csv, D1). Before
 * the first of them: the first; vigencia 0: the one in force without end. Never NULL. */
const struct law_instruments *plan_law_instrument_of(int vigencia);
/* "PTEP (Programa de Transparencia y Ética Pública), el vigente al 31/01/2025, último día para publicar el plan de ese año; Ley 1474 …" */
struct vd_str plan_law_instrument_why(struct vd_arena *arena, const struct law_instruments *instrument, int vigencia);

/* Families of instruments, as addresses name them: the path words of law/instruments.csv. */
extern const char *const plan_families[];                     /* ends with NULL */
struct plan_family_words { const char *one, *many; };         /* "plan de acción", "Planes de acción" */
struct plan_family_words plan_family_words_of(struct vd_str family);

const struct law_findings *plan_law_finding(struct vd_str code);       /* NULL: unknown */

/* The part of the instrument that a component's (parent empty) or subcomponent's name stands for: «Servicio al ciudadano»
 * is 4 of the PAAC v2. The number in the document decides nothing: documents reorder. Absent when it is none of them. */
struct vd_str plan_law_part(struct vd_arena *arena, struct vd_str instrument, struct vd_str parent, struct vd_str name);

/* The part of an instrument with this code ("4", "4.3"); NULL: it has none. */
const struct law_instrument_parts *plan_law_part_named(struct vd_str instrument, struct vd_str code);

/* The Spanish sentence of a finding, with what was read and proposed in its place. */
struct vd_str plan_finding_text(struct vd_arena *arena, struct vd_str code, struct vd_str read_text, struct vd_str proposal);

/* The same, in parts: what is the matter (no full stop, to stand as a heading), why, and what Veedor proposes. */
struct plan_finding_words {
    struct vd_str fact, why, proposal; /* why and proposal may be absent */
    struct vd_str text;                /* fact and why as one text, without the proposal */
};
struct plan_finding_words plan_finding_words_of(struct vd_arena *arena, struct vd_str code, struct vd_str read_text, struct vd_str proposal);
#endif
