/* SPDX-License-Identifier: Apache-2.0 */
#include "core/mail.h"
#include <sodium.h>
#include "core/mail.sql.h"
#include "db/tables.h"

#define SECOND INT64_C(1000000)
static const vd_us TURN = 300 * SECOND, FIRST_WAIT = 15 * SECOND, WAIT_MOST = 6 * 3600 * SECOND, KEPT = 90 * 86400 * SECOND;

static struct vd_str use_of(struct vd_arena *arena, int64_t entity_id, int64_t id)
{
    return vd_str_printf(arena, "correo %" PRId64 " %" PRId64, entity_id, id);
}

enum vd_err vd_mail_put(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], const struct vd_mail *mail, vd_us now)
{
    struct outbox_fresh_id_row fresh;
    VD_TRY(outbox_prune_run(db, now - KEPT));
    VD_TRY(outbox_fresh_id_one(db, arena, mail->entity_id, &fresh));
    struct row_outbox row = {.entity_id = mail->entity_id, .id = fresh.id, .kind = vd_str_of(mail->kind), .to_address = mail->to, .subject = mail->subject,
        .body = vd_seal(arena, key, use_of(arena, mail->entity_id, fresh.id), mail->body), .state = VD_S("pendiente"), .created_at = now, .next_at = now};
    return vd_row_put(db, &T_outbox, &row);
}

/* ---- the sender's */

enum vd_err vd_mail_due(struct vd_db *db, vd_us now)
{
    struct outbox_due_row row;
    return outbox_due_one(db, NULL, now, &row);
}

enum vd_err vd_mail_take(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], vd_us now, struct vd_mail_out *ret)
{
    struct outbox_due_row due;
    struct vd_str body;
    VD_TRY(outbox_due_one(db, arena, now, &due));
    struct row_outbox row = {.entity_id = due.entity_id, .id = due.id};
    VD_TRY(vd_row_get(db, arena, &T_outbox, &row));
    enum vd_err err = vd_seal_open(arena, key, use_of(arena, row.entity_id, row.id), row.body, &body);
    if (err == VD_CORRUPT) /* the key of the folder was lost: it can be given up, not sent */
        body = (struct vd_str){0};
    else
        VD_TRY(err);
    row.next_at = now + TURN;
    row.tries++;
    row.error = (struct vd_str){0}; /* pending, tried and without error: it is on its way just now */
    *ret = (struct vd_mail_out){row.entity_id, row.id, row.tries, row.to_address, row.subject, body, row.created_at};
    return vd_row_put(db, &T_outbox, &row);
}

static vd_us wait_after(int64_t tries)
{
    vd_us wait = FIRST_WAIT;
    for (int64_t i = 1; i < tries && wait < WAIT_MOST; i++)
        wait *= 4;
    return wait < WAIT_MOST ? wait : WAIT_MOST;
}

enum vd_err vd_mail_settle(struct vd_db *db, struct vd_arena *arena, struct vd_mail_settled *of, vd_us now)
{
    struct row_outbox row = {.entity_id = of->entity_id, .id = of->id};
    VD_TRY(vd_row_get(db, arena, &T_outbox, &row));
    bool sent = !of->error.p, over = of->for_good || row.tries >= VD_MAIL_TRIES;
    of->given_up = !sent && over;
    row.error = of->error;
    row.state = sent ? VD_S("enviado") : over ? VD_S("fallido") : VD_S("pendiente");
    row.next_at = now + wait_after(row.tries);
    if (sent)
        row.sent_at = vd_some(now);
    if (sent || over)
        row.body = (struct vd_str){0};
    return vd_row_put(db, &T_outbox, &row);
}

/* ---- the page's */

enum vd_err vd_mail_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_mails *ret)
{
    struct outbox_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = outbox_list_open(db, entity_id);
    while (outbox_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_mail_row){.id = row.id, .tries = row.tries, .kind = row.kind, .to = row.to_address, .subject = row.subject,
            .state = row.state, .error = row.error, .created_at = row.created_at, .next_at = row.next_at, .sent_at = row.sent_at};
    return vd_done(st);
}

enum vd_err vd_mail_again(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t id, vd_us now)
{
    struct row_outbox row = {.entity_id = entity_id, .id = id};
    VD_TRY(vd_row_get(db, arena, &T_outbox, &row));
    if (!vd_str_is(row.state, "pendiente") || !row.error.p)
        return VD_NOT_FOUND;
    row.next_at = now;
    return vd_row_put(db, &T_outbox, &row);
}

enum vd_err vd_mail_failed(struct vd_db *db, int64_t *ret)
{
    struct outbox_failed_row row;
    VD_TRY(outbox_failed_one(db, NULL, &row));
    *ret = row.n;
    return VD_OK;
}

/* ---- the message */

/* Words of a header in base 64 (RFC 2047): each of at most 75 characters, so 45 bytes, and cut between letters. */
static void put_words(struct vd_buf *out, struct vd_str text)
{
    enum { BYTES = 45 };
    char word[sodium_base64_ENCODED_LEN(BYTES, sodium_base64_VARIANT_ORIGINAL)];
    for (size_t from = 0, to; from < text.n; from = to) {
        for (size_t i = to = from; i < text.n; to = i) {
            vd_utf8_next(text, &i);
            if (i - from > BYTES)
                break;
            if (i == text.n)
                to = i;
        }
        sodium_bin2base64(word, sizeof word, (const unsigned char *)text.p + from, to - from, sodium_base64_VARIANT_ORIGINAL);
        vd_buf_printf(out, "%s=?UTF-8?B?%s?=", from ? "\r\n " : "", word);
    }
}

static void put_body(struct vd_buf *out, struct vd_str text)
{
    enum { BYTES = 57 /* 76 characters a line: RFC 2045 §6.8 */ };
    char line[sodium_base64_ENCODED_LEN(BYTES, sodium_base64_VARIANT_ORIGINAL)];
    for (size_t from = 0; from < text.n; from += BYTES) {
        struct vd_str piece = vd_str_sub(text, from, from + BYTES < text.n ? from + BYTES : text.n);
        sodium_bin2base64(line, sizeof line, (const unsigned char *)piece.p, piece.n, sodium_base64_VARIANT_ORIGINAL);
        vd_buf_printf(out, "%s\r\n", line);
    }
}

static void put_date(struct vd_buf *out, vd_us at)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct vd_date d = vd_date_in_bogota(at);
    const int64_t s = (at / SECOND - 5 * 3600) % 86400;
    vd_buf_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d -0500\r\n", days[vd_date_weekday(d)], d.day, months[d.month - 1], d.year, (int)(s / 3600),
                  (int)(s / 60 % 60), (int)(s % 60));
}

/* Mail counts lines by CR LF, also inside of base 64. */
static struct vd_str with_crlf(struct vd_arena *arena, struct vd_str text)
{
    char *out = vd_alloc(arena, 2 * text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            out[n++] = '\r';
        out[n++] = text.p[i];
    }
    return (struct vd_str){out, n};
}

struct vd_str vd_mail_text(struct vd_arena *arena, const struct vd_mail_out *mail, struct vd_str from, vd_us now)
{
    enum { TEXT_MOST = 1024 * 1024 };
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, TEXT_MOST);
    struct vd_str domain = vd_str_sub(from, (size_t)vd_str_find(from, VD_S("@")) + 1, from.n);
    put_date(&out, now);
    vd_buf_printf(&out, "From: Veedor <%.*s>\r\nTo: <%.*s>\r\nMessage-ID: <veedor.%" PRId64 ".%" PRId64 ".%" PRId64 "@%.*s>\r\nSubject: ", VD_SARG(from), VD_SARG(mail->to),
                  mail->entity_id, mail->id, mail->created_at, VD_SARG(domain));
    put_words(&out, mail->subject);
    vd_buf_c(&out, "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    put_body(&out, with_crlf(arena, mail->body));
    return vd_buf_ok(&out) == VD_OK ? vd_str_dup(arena, vd_buf_view(&out)) : (struct vd_str){0};
}
