/* SPDX-License-Identifier: Apache-2.0 */
/* The second factor: codes of an application (RFC 6238: SHA-1, six digits, thirty seconds, one step of grace to each side), and ten
 * codes on paper for who lost the telephone. The secret stands in the database sealed with a key of the data folder, for its person
 * only; of the codes on paper stands a keyed hash. A code of either kind is good once. */
#ifndef VD_SECOND_FACTOR_H
#define VD_SECOND_FACTOR_H
#include "core/people.h"
#include "core/seal.h"

enum { VD_SECRET = 20, VD_RECOVERY_CODES = 10, VD_RECOVERY_TEXT = 12 /* "k7m2p-9x3rt" and its end */ };

bool vd_second_factor_init(void);                     /* once, before any thread */
VD_MUST enum vd_err vd_secret_make(unsigned char ret[VD_SECRET]);
/* Bytes for the database, different each time. */
struct vd_str vd_secret_seal(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], int64_t person_id, const unsigned char secret[VD_SECRET]);
/* VD_CORRUPT: sealed with another key, or for another person. */
VD_MUST enum vd_err vd_secret_open(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_str sealed, unsigned char ret[VD_SECRET]);
struct vd_str vd_secret_text(struct vd_arena *arena, const unsigned char secret[VD_SECRET]);   /* base 32, as applications take it */
/* "otpauth://totp/…": what the drawing holds. */
struct vd_str vd_secret_uri(struct vd_arena *arena, const unsigned char secret[VD_SECRET], struct vd_str email);

/* What a person typed, without spaces and strokes, in lower case. */
struct vd_str vd_code_read(struct vd_arena *arena, struct vd_str typed);
bool vd_code_is_digits(struct vd_str code);           /* of the application, not of the paper */
/* The step for which the code is right. VD_NOT_FOUND: for none of those near now. */
VD_MUST enum vd_err vd_code_check(const unsigned char secret[VD_SECRET], struct vd_str code, vd_us now, int64_t *ret_step);
/* In a job of the writer. VD_CONFLICT: this one or a later one was used already. */
VD_MUST enum vd_err vd_code_use(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t step);

/* ---- codes on paper */
struct vd_recovery { char text[VD_RECOVERY_CODES][VD_RECOVERY_TEXT]; unsigned char hash[VD_RECOVERY_CODES][32]; };
VD_MUST enum vd_err vd_recovery_make(const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_recovery *ret);
void vd_recovery_hash(const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_str code, unsigned char ret[32]);
/* VD_NOT_FOUND: no such code, or it was used. */
VD_MUST enum vd_err vd_recovery_find(struct vd_db *db, struct vd_arena *arena, int64_t person_id, const unsigned char hash[32], int64_t *ret_no);

struct vd_second_factor_state { vd_us since; /* 0: there is none */ int64_t recovery_left; };
VD_MUST enum vd_err vd_second_factor_state(struct vd_db *db, struct vd_arena *arena, int64_t person_id, struct vd_second_factor_state *ret);

/* ---- inside a change of entity 0 */
/* Event factor.activado. VD_CONFLICT: there is one already. */
VD_MUST enum vd_err vd_second_factor_put(struct vd_change *change, int64_t person_id, struct vd_str sealed, const struct vd_recovery *codes);
/* Event factor.quitado: the sessions that were opened with it go on as weak ones. VD_NOT_FOUND: there is none. */
VD_MUST enum vd_err vd_second_factor_remove(struct vd_change *change, int64_t person_id);
/* Event recuperacion.hecha: those of before are good no more. */
VD_MUST enum vd_err vd_recovery_put(struct vd_change *change, int64_t person_id, const struct vd_recovery *codes);
/* Event recuperacion.usada. VD_NOT_FOUND: no such code, or it was used. */
VD_MUST enum vd_err vd_recovery_use(struct vd_change *change, int64_t person_id, const unsigned char hash[32]);

/* ---- who needs one */
struct vd_role_list { VD_LIST(struct vd_str) roles; };
VD_MUST enum vd_err vd_second_factor_roles(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_role_list *ret);
/* Has the person a post whose role needs one? */
VD_MUST enum vd_err vd_second_factor_needed(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, bool *ret);
/* Inside a change of the entity (event entidad.configurada). */
VD_MUST enum vd_err vd_second_factor_rule(struct vd_change *change, struct vd_str role, bool needed);
#endif
