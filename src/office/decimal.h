/* SPDX-License-Identifier: Apache-2.0 */
/* Decimal numbers as digits, so that what a sheet stores ("87.23999999999999", a double written out) becomes what was typed
 * (87.24) without binary arithmetic: spreadsheets keep 15 significant digits. */
#ifndef VD_DECIMAL_H
#define VD_DECIMAL_H
#include "base/base.h"

enum { VD_DECIMAL_DIGITS = 15, VD_DECIMAL_MAX_POINT = 21, VD_DECIMAL_MIN_POINT = -30 };

/* ±0.d1d2…dn × 10^point, d1 and dn not '0'; zero has no digits. */
struct vd_decimal {
    bool negative;
    int n, point;
    char digits[VD_DECIMAL_DIGITS];
};

/* "-1.5E-3", also with white space around; false: no number, or one past 10^21. Rounds half away from zero at 15 digits. */
bool vd_decimal_read(struct vd_str raw, struct vd_decimal *ret);
void vd_decimal_round(struct vd_decimal *d, int decimals); /* half away from zero */
char vd_decimal_digit(const struct vd_decimal *d, int power); /* digit of 10^power, '0' outside */
void vd_decimal_put(struct vd_buf *out, const struct vd_decimal *d); /* "-0.0015": plain, no exponent */
bool vd_decimal_is_plain(struct vd_str text); /* exactly what vd_decimal_put writes */
#endif
