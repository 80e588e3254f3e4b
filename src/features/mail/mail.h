/* SPDX-License-Identifier: Apache-2.0 */
/* What a person is told at work, and the mail that left on behalf of an entity. */
#ifndef MAIL_H
#define MAIL_H
#include "http/http.h"

extern const struct vd_route mail_routes[];   /* /{entidad}/trabajo/avisos, …/correos */
#endif
