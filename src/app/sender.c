/* SPDX-License-Identifier: Apache-2.0 */
/* Sends what the outbox holds. One thread looks each two seconds; a message is taken by a job of the writer (so that of two servers on one
 * database one sends it), sent without any lock or transaction held, and what became of it is noted by another job. The same thread makes
 * the mail of the morning. Stopping waits for the message that is on its way, twenty seconds at most. */
#include <curl/curl.h>
#include "app/app.h"
#include "base/thread.h"
#include "core/notice.h"

enum { EACH_US = 2000000, MEMORY = 16 << 20, CONNECT_SECONDS = 10, SEND_SECONDS = 20 };

struct app_sender {
    struct vd_thread thread;
    const struct vd_services *services;
    struct vd_db *db;            /* the thread's own */
    struct vd_arena *arena;      /* of one message */
};

/* ---- jobs. What they read lives in the thread's arena, which nobody else uses while it waits for them. */

struct sender_job {
    struct vd_job job;
    struct app_sender *sender;
    enum vd_err (*step)(struct vd_db *db, struct sender_job *job);
    vd_us now, before;
    struct vd_mail_out mail;
    struct vd_mail_settled settled;
};

struct guarded { struct vd_db *db; struct sender_job *job; };

static enum vd_err run_step(void *arg)
{
    struct guarded *g = arg;
    return g->job->step(g->db, g->job);
}

/* On the writer's thread an arena that runs out unwinds to the writer's own guard. */
static enum vd_err run(struct vd_db *db, struct vd_job *job)
{
    struct guarded g = {db, (struct sender_job *)(void *)job};
    return vd_arena_try(g.job->sender->arena, run_step, &g);
}

static enum vd_err take_step(struct vd_db *db, struct sender_job *j)
{
    return vd_mail_take(db, j->sender->arena, j->sender->services->seal, j->now, &j->mail);
}

static enum vd_err settle_step(struct vd_db *db, struct sender_job *j)
{
    VD_TRY(vd_mail_settle(db, j->sender->arena, &j->settled, j->now));
    return j->settled.given_up ? vd_notice_bounced(db, j->sender->arena, &j->mail, &j->settled, j->now) : VD_OK;
}

static enum vd_err morning_step(struct vd_db *db, struct sender_job *j)
{
    const struct vd_services *s = j->sender->services;
    return vd_notice_mail_next(db, j->sender->arena, s->seal, s->config.url, j->before, j->now);
}

static enum vd_err write_step(struct app_sender *s, struct sender_job *job, enum vd_err (*step)(struct vd_db *, struct sender_job *))
{
    job->job.run = run;
    job->sender = s;
    job->step = step;
    return vd_writer_wait(s->services->writer, &job->job);
}

/* ---- one message to the server */

struct reading { struct vd_str text; size_t at; };

static size_t give(char *to, size_t size, size_t n, void *arg)
{
    struct reading *r = arg;
    size_t room = size * n, left = r->text.n - r->at, some = left < room ? left : room;
    memcpy(to, r->text.p + r->at, some);
    r->at += some;
    return some;
}

static CURLcode perform(CURL *curl, struct app_sender *s, const struct vd_mail_out *mail, struct reading *reading)
{
    const struct vd_config *c = &s->services->config;
    struct curl_slist *to = curl_slist_append(NULL, vd_str_c(s->arena, mail->to));
    bool user = vd_str_find(c->smtp, VD_S("@")) >= 0;
    curl_easy_setopt(curl, CURLOPT_URL, vd_str_c(s->arena, c->smtp));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, vd_str_c(s->arena, c->mail_from));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(user ? CURLUSESSL_ALL : CURLUSESSL_TRY)); /* a password never goes in the clear */
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, reading);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_slist_free_all(to);
    return code;
}

/* An answer of 5xx is the server's last word (RFC 5321 §4.2.1); of 4xx, or none, it may be tried again. */
static void send_mail(struct app_sender *s, const struct vd_mail_out *mail, struct vd_mail_settled *ret)
{
    struct reading reading = {vd_mail_text(s->arena, mail, s->services->config.mail_from, vd_clock_now()), 0};
    *ret = (struct vd_mail_settled){.entity_id = mail->entity_id, .id = mail->id};
    if (!mail->body.p) {
        ret->error = VD_S("Lo sellado no se puede abrir: la llave de la carpeta de datos es otra");
        ret->for_good = true;
        return;
    }
    CURL *curl = curl_easy_init();
    CURLcode code = curl ? perform(curl, s, mail, &reading) : CURLE_OUT_OF_MEMORY;
    long answer = 0;
    if (curl)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    curl_easy_cleanup(curl);
    if (code == CURLE_OK)
        return;
    ret->for_good = answer >= 500 && answer < 600 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED;
    ret->error = answer >= 400 ? vd_str_printf(s->arena, "El servidor de correo respondió %ld (%s)", answer, curl_easy_strerror(code))
                               : vd_str_printf(s->arena, "No se pudo hablar con el servidor de correo (%s)", curl_easy_strerror(code));
}

/* ---- the thread */

static enum vd_err send_due(struct app_sender *s)
{
    enum vd_err err = VD_OK;
    while (!vd_thread_stopping(&s->thread) && (err = vd_mail_due(s->db, vd_clock_now())) == VD_OK) {
        vd_arena_reset(s->arena);
        struct sender_job take = {.now = vd_clock_now()}, settle = {0};
        if ((err = write_step(s, &take, take_step)) != VD_OK)
            break; /* VD_NOT_FOUND: another server took it */
        send_mail(s, &take.mail, &settle.settled);
        settle.now = vd_clock_now();
        settle.mail = take.mail;
        VD_TRY(write_step(s, &settle, settle_step));
        vd_log(settle.settled.error.p ? VD_LOG_WARN : VD_LOG_INFO, "mail", "kind", "outbox", "error", settle.settled.error.p, NULL);
    }
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err make_morning(struct app_sender *s)
{
    enum vd_err err = VD_NOT_FOUND;
    struct sender_job job = {.now = vd_clock_now()};
    job.before = vd_notice_morning(job.now);
    while (job.before && !vd_thread_stopping(&s->thread) && (err = vd_notice_to_mail(s->db, job.before)) == VD_OK) {
        vd_arena_reset(s->arena);
        if ((err = write_step(s, &job, morning_step)) != VD_OK)
            break;
    }
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err look(void *arg)
{
    struct app_sender *s = arg;
    VD_TRY(make_morning(s));
    return send_due(s);
}

static void *work(void *arg)
{
    struct app_sender *s = arg;
    while (!vd_thread_stopping(&s->thread)) {
        enum vd_err err = vd_arena_try(s->arena, look, s);
        if (err != VD_OK && !(err == VD_RETRY && vd_thread_stopping(&s->thread))) {
            vd_log(VD_LOG_WARN, "mail", "error", vd_err_name(err), NULL);
            vd_db_recover(s->db);
        }
        vd_thread_rest(&s->thread, EACH_US);
    }
    return NULL;
}

static void release(struct app_sender *s)
{
    vd_db_close(s->db);
    vd_arena_free(s->arena);
    free(s);
}

enum vd_err app_sender_start(const struct vd_services *services, struct app_sender **ret)
{
    *ret = NULL;
    if (!services->config.smtp.n)
        return VD_OK;
    struct app_sender *s = calloc(1, sizeof *s);
    if (!s)
        return VD_NO_MEMORY;
    s->services = services;
    s->arena = vd_arena_new(MEMORY);
    enum vd_err err = s->arena && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? vd_db_open(&services->db, VD_DB_READ, &s->db) : VD_NO_MEMORY;
    if (err == VD_OK)
        err = vd_thread_start(&s->thread, work, s);
    if (err != VD_OK) {
        release(s);
        return err;
    }
    *ret = s;
    return VD_OK;
}

void app_sender_stop(struct app_sender *s)
{
    if (!s)
        return;
    vd_thread_stop(&s->thread);
    curl_global_cleanup();
    release(s);
}
