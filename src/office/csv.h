/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the readers: text of any usual encoding and separator as one table. */
#ifndef VD_CSV_H
#define VD_CSV_H
#include "office/office.h"
#include "office/refusal.h"

/* Reads text as a table, or refuses it. file lasts as long as why->arena. */
void vd_csv_read(struct vd_str file, struct vd_doc *doc, struct vd_refusal *why);
#endif
