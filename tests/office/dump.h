/* SPDX-License-Identifier: Apache-2.0 */
/* A document as text, to be compared with what was written by hand: one line a block, one a cell.
 *
 *   título 1|Componente 1          tabla 2 en 1: 2x3 (rows x columns; inside table 1)     hoja 1 «Datos» oculta: 4x2
 *   texto|Año 2022                  0,1 1x2|text (row, column, span)                        B1 1x2|text
 *                                                                                          B7 porcentaje 0.5|50%
 *                                                                                          filas ocultas: 3-4
 * Line ends inside a text are written \n. */
#ifndef OFFICE_DUMP_H
#define OFFICE_DUMP_H
#include "office/office.h"

void dump_doc(struct vd_buf *out, const struct vd_doc *doc);
#endif
