/* SPDX-License-Identifier: Apache-2.0 */
/* Number formats of spreadsheets ("0.00%", "dd/mm/yyyy;@"): what kind of value a cell holds and how a person in Colombia sees
 * it. Not covered, and shown as a plain number: exponents, fractions, conditions in brackets. */
#ifndef VD_NUMFMT_H
#define VD_NUMFMT_H
#include "office/decimal.h"

enum vd_numfmt { VD_NUMFMT_NUMBER, VD_NUMFMT_PERCENT, VD_NUMFMT_DATE, VD_NUMFMT_CLOCK, VD_NUMFMT_HOURS };

/* Code of a format that files name by number only; absent for the others. */
struct vd_str vd_numfmt_builtin(int id);
enum vd_numfmt vd_numfmt_class(struct vd_str code); /* CLOCK: of a day that is not shown; HOURS: a sum, "[h]:mm" */

void vd_numfmt_put_number(struct vd_buf *out, struct vd_str code, struct vd_decimal value);
/* day valid, also for a clock; seconds of that day. A date in digits is dd/mm/yyyy whatever the order of the code. */
void vd_numfmt_put_date(struct vd_buf *out, struct vd_str code, struct vd_date day, int seconds);
/* "2022-03-14", with the time of day when seconds is not 0. */
void vd_numfmt_put_iso(struct vd_buf *out, struct vd_date day, int seconds);
/* The same number with decimal comma, when text shows it ("15,000.5 h") with decimal point; false: text is already ours, or no showing of it. */
bool vd_numfmt_localize(struct vd_buf *out, struct vd_str text, struct vd_decimal value);
#endif
