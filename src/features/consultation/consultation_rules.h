/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the rules of a consultation that need no database. */
#ifndef CONSULTATION_RULES_H
#define CONSULTATION_RULES_H
#include "base/base.h"

enum { CONTRIBUTION_LETTERS = 4000, CONTRIBUTION_NAME = 120, CONTRIBUTION_CODE = 12 };

/* Days are whole ones of Bogotá: what is sent at 23:59:59 of the last counts, at 00:00:00 of the next it does not. */
enum consultation_when { CONSULTATION_BEFORE = 1, CONSULTATION_OPEN, CONSULTATION_OVER, CONSULTATION_CLOSED };
enum consultation_when consultation_when(struct vd_str opens_on, struct vd_str closes_on, bool closed, vd_us now); /* days: ISO */

/* "APO-2027-0001" */
struct contribution_no { int64_t year, no; };
struct vd_str contribution_no_said(struct vd_arena *arena, struct contribution_no no);
bool contribution_no_read(struct vd_str typed, struct contribution_no *ret); /* also in lower case, without zeros or without APO- */

/* Twelve letters and digits (60 bits), written "KX7M-4PQD-92AB". Its hash is bound to the entity. */
struct vd_str contribution_code_make(struct vd_arena *arena);
bool contribution_code_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret); /* as kept: without strokes, capitals */
struct vd_str contribution_code_said(struct vd_arena *arena, struct vd_str code);
void contribution_code_hash(int64_t entity_id, struct vd_str code, unsigned char ret[32]);

int64_t consultation_letters(struct vd_str text);      /* as people count them */
bool contribution_has_links(struct vd_str text);        /* an address of the web, or markup that makes one */
#endif
