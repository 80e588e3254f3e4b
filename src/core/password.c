/* SPDX-License-Identifier: Apache-2.0 */
/* Passwords. The hash is dear on purpose, so one is made at a time and few may wait: a flood of sign-ins costs the attacker's patience
 * and not the server's memory. */
#include <pthread.h>
#include <sodium.h>
#include "core/people.h"
#include "db/tables.h"
#include "core/people.sql.h"

enum { ROUNDS = 2, MEMORY = 19 * 1024 * 1024, WAITING = 16, BYTES_MOST = 4 * VD_PASSWORD_MOST };

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, count = PTHREAD_MUTEX_INITIALIZER;
static int waiting;

static bool take_turn(void)
{
    pthread_mutex_lock(&count);
    bool room = waiting < WAITING;
    waiting += room;
    pthread_mutex_unlock(&count);
    if (room)
        pthread_mutex_lock(&one);
    return room;
}

static void end_turn(void)
{
    pthread_mutex_unlock(&one);
    pthread_mutex_lock(&count);
    waiting--;
    pthread_mutex_unlock(&count);
}

static size_t characters(struct vd_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        vd_utf8_next(s, &i);
    return n;
}

/* NIST SP 800-63B §5.1.1.2 and ASVS 2.1: length, not recipes; nothing that a stranger would try first. */
struct vd_str vd_password_problem(struct vd_arena *arena, struct vd_str password, const struct vd_person *person)
{
    static const char *const common[] = {"contraseña", "contrasena", "password", "123456789012", "qwertyuiop", "colombia", "alcaldia", "veedor"};
    size_t n = characters(password);
    if (n < VD_PASSWORD_LEAST)
        return vd_str_printf(arena, "Escriba una clave de %d letras o más: por ejemplo, cuatro palabras que solo usted junte.", VD_PASSWORD_LEAST);
    if (n > VD_PASSWORD_MOST || password.n > BYTES_MOST)
        return vd_str_printf(arena, "La clave tiene más de %d letras. Escriba una más corta.", VD_PASSWORD_MOST);
    struct vd_str folded = vd_fold(arena, password), name;
    struct vd_str local = vd_str_sub(person->email, 0, (size_t)vd_str_find(person->email, VD_S("@")));
    if (local.n > 3 && vd_str_find(folded, local) >= 0)
        return VD_S("La clave no puede contener su correo. Escriba otra.");
    struct vd_str rest = vd_fold(arena, person->name);
    while (vd_str_split(&rest, ' ', &name))
        if (name.n > 3 && vd_str_find(folded, name) >= 0)
            return VD_S("La clave no puede contener su nombre. Escriba otra.");
    for (size_t i = 0; i < VD_COUNT(common); i++) {
        struct vd_str word = vd_fold(arena, vd_str_of(common[i]));
        if (vd_str_find(folded, word) >= 0 && folded.n < word.n + 8)
            return VD_S("Esa clave es de las primeras que alguien probaría. Escriba otra.");
    }
    return (struct vd_str){0};
}

enum vd_err vd_password_hash(struct vd_arena *arena, struct vd_str password, struct vd_str *ret)
{
    char *text = vd_alloc(arena, crypto_pwhash_STRBYTES);
    if (!take_turn())
        return VD_RETRY;
    int failed = crypto_pwhash_str_alg(text, password.p, password.n, ROUNDS, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
    end_turn();
    if (failed)
        return VD_NO_MEMORY;
    *ret = vd_str_of(text);
    return VD_OK;
}

enum vd_err vd_password_check(struct vd_str hash, struct vd_str password, bool *ret_right)
{
    /* Of a password that nobody knows: it costs the same. Same algorithm, rounds and memory as above. */
    static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$0000000000000000000000000000000000000000000";
    char text[crypto_pwhash_STRBYTES] = "";
    if (hash.n >= sizeof text)
        return VD_CORRUPT;
    memcpy(text, hash.p ? hash.p : nobody, hash.p ? hash.n : sizeof nobody);
    if (!take_turn())
        return VD_RETRY;
    bool right = crypto_pwhash_str_verify(text, password.p, password.n) == 0;
    end_turn();
    *ret_right = right && hash.p;
    return VD_OK;
}

static enum vd_err put(struct vd_change *change, int64_t person_id, struct vd_str hash, const struct vd_oint *shown_in)
{
    struct vd_db *db = vd_change_db(change);
    struct row_credential row = {.entity_id = 0, .person_id = person_id};
    enum vd_err err = vd_row_get(db, vd_change_arena(change), &T_credential, &row);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    row.password = hash;
    row.changed_at = vd_change_now(change);
    if (shown_in)
        row.shown_in = *shown_in;
    VD_TRY(vd_change_put(change, &T_credential, &row));
    vd_change_subject(change, person_id);
    return link_drop_person_run(db, person_id);
}

enum vd_err vd_password_put(struct vd_change *change, int64_t person_id, struct vd_str hash, struct vd_oint shown_in)
{
    return put(change, person_id, hash, &shown_in);
}

enum vd_err vd_password_change(struct vd_change *change, int64_t person_id, struct vd_str hash) { return put(change, person_id, hash, NULL); }

enum vd_err vd_password_drop(struct vd_change *change, int64_t person_id)
{
    struct vd_db *db = vd_change_db(change);
    struct row_credential row = {.entity_id = 0, .person_id = person_id};
    VD_TRY(vd_row_get(db, vd_change_arena(change), &T_credential, &row));
    VD_TRY(vd_change_remove(change, &T_credential, &row));
    vd_change_subject(change, person_id);
    VD_TRY(vd_session_end_others(db, person_id, VD_S("")));
    return link_drop_person_run(db, person_id);
}

enum vd_err vd_password_of_others(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t entity_id, bool *ret)
{
    struct row_credential row = {.entity_id = 0, .person_id = person_id};
    enum vd_err err = vd_row_get(db, arena, &T_credential, &row);
    if (err == VD_OK || err == VD_NOT_FOUND)
        *ret = err == VD_OK && row.shown_in.has && row.shown_in.v != entity_id;
    return err == VD_NOT_FOUND ? VD_OK : err;
}
