/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor serve`: starts the writer, then the server, waits for SIGINT or SIGTERM, and stops in the order that loses nothing:
 * connections drained, writer stopped, loops stopped. */
#include <arpa/inet.h>
#include <signal.h>
#include "app/app.h"
#include "core/people.h"
#include "demo/demo.h"
#include "features/official/official.h"
#include "features/people/people.h"
#include "features/portal/portal.h"
#include "features/search/search.h"
#include "features/staff/staff.h"
#include "html/assets.h"

enum { READ_ANSWER_SECONDS = 10, WRITE_ANSWER_SECONDS = 30 }; /* how long PostgreSQL may take over one statement */

static struct vd_db *thread_open(void *arg)
{
    struct vd_services *s = arg;
    struct vd_db *db = NULL;
    if (vd_db_open(&s->db, VD_DB_READ, &db) != VD_OK)
        return NULL;
    return db;
}

static void thread_close(void *arg, struct vd_db *db)
{
    (void)arg;
    vd_db_close(db);
}

static enum vd_err read_begin(struct vd_db *db) { return vd_db_begin(db, VD_DB_READ); }

/* The page that keeps a form is of the door, which stands above the pages of work. */
static enum vd_err admit(struct vd_req *rq)
{
    VD_TRY(staff_admit(rq));
    return rq->status == 401 ? people_kept_page(rq) : VD_OK;
}

/* Who works stays in the frame of the work. */
static void error_page(struct vd_req *rq, int status)
{
    if (!staff_error_page(rq, status))
        portal_error_page(rq, status);
}

struct background { struct vd_services *services; struct search_keeper *keeper; struct app_watch *watch; struct app_sender *sender; struct app_prober *prober; };

static enum vd_err start_background(struct background *b)
{
    struct vd_db_config writing = b->services->db;
    writing.answer_seconds = WRITE_ANSWER_SECONDS;
    VD_TRY(vd_writer_start(&writing, &b->services->writer));
    VD_TRY(search_keeper_start(b->services, &b->keeper));
    VD_TRY(app_sender_start(b->services, &b->sender));
    VD_TRY(app_prober_start(b->services, &b->prober));
    VD_TRY(official_jobs_start(b->services, &b->services->reports));
    return b->services->db.url ? app_watch_start(&b->services->db, &b->watch) : VD_OK;
}

/* Who gives the writer work by itself stops first. */
static void stop_writer(void *arg)
{
    struct background *b = arg;
    search_keeper_stop(b->keeper);
    b->keeper = NULL;
    app_sender_stop(b->sender);
    b->sender = NULL;
    app_prober_stop(b->prober);
    b->prober = NULL;
    official_jobs_stop(b->services->reports);
    b->services->reports = NULL;
    vd_writer_stop(b->services->writer);
    b->services->writer = NULL;
}

static bool number(struct vd_str text, int64_t min, int64_t max, int64_t *ret)
{
    return vd_str_i64(text, ret) && *ret >= min && *ret <= max;
}

static int run(struct vd_services *services, struct vd_http_config *http)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* before any thread starts: only sigwait below sees them */
    signal(SIGPIPE, SIG_IGN);

    struct background background = {.services = services};
    enum vd_err err = start_background(&background);
    if (err != VD_OK) {
        stop_writer(&background);
        return vd_cli_system_error(err, "arrancar los hilos del servidor", NULL);
    }
    if (background.watch) {
        http->version = app_watch_version;
        http->version_arg = background.watch;
        http->loops_apart = true;
    }
    struct vd_http *server = NULL;
    struct vd_str reason = {0};
    err = vd_http_start(http, &server, &reason);
    if (err != VD_OK) {
        stop_writer(&background);
        app_watch_stop(background.watch);
        return vd_cli_fail(err == VD_INVALID ? VD_EXIT_INPUT : VD_EXIT_SYSTEM, "%s: %.*s", http->listen, VD_SARG(reason));
    }
    vd_http_on_drained(server, stop_writer, &background);
    struct vd_str address = vd_str_of(http->listen);
    printf("Veedor atiende en http://%.*s:%d/\n", (int)(strrchr(address.p, ':') - address.p), address.p, vd_http_port(server));
    if (services->demo.n)
        puts("Es una demostración: las personas de la entidad de ejemplo y sus claves están en /ingreso");
    fflush(stdout);
    int got;
    sigwait(&signals, &got);
    vd_log(VD_LOG_INFO, "stopping", "signal", got == SIGINT ? "SIGINT" : "SIGTERM", NULL);
    vd_http_stop(server);
    app_watch_stop(background.watch);
    return VD_EXIT_OK;
}

/* A message without sender is refused everywhere, and a link in it without the public address leads nowhere. */
static int check_mail(struct vd_cli *cli)
{
    struct vd_config *c = &cli->config;
    if (!c->smtp.n)
        return VD_EXIT_OK;
    if (!vd_str_starts(c->smtp, VD_S("smtp://")) && !vd_str_starts(c->smtp, VD_S("smtps://")))
        return vd_cli_fail(VD_EXIT_INPUT, "--smtp es la dirección de un servidor de correo: smtp://servidor:25 o smtps://…");
    if (vd_email_read(cli->arena, c->mail_from, &c->mail_from) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "con --smtp hace falta --mail-from, el correo desde el que se envía");
    return c->url.n ? VD_EXIT_OK : vd_cli_fail(VD_EXIT_INPUT, "con --smtp hace falta --url: los enlaces de los correos llevan la dirección pública");
}

static bool is_this_machine(struct vd_arena *arena, struct vd_str listen)
{
    ptrdiff_t colon = (ptrdiff_t)listen.n - 1;
    while (colon >= 0 && listen.p[colon] != ':')
        colon--;
    struct vd_str host = vd_str_sub(listen, 0, colon < 0 ? listen.n : (size_t)colon);
    struct in_addr address;
    return vd_str_is(host, "[::1]") || vd_str_is(host, "localhost") || (inet_pton(AF_INET, vd_str_c(arena, host), &address) == 1 && ntohl(address.s_addr) >> 24 == 127);
}

/* Passwords stand on a page: no other machine may ask for it, neither straight nor through a proxy. */
static int check_demo(struct vd_cli *cli, struct vd_str listen)
{
    const struct vd_config *c = &cli->config;
    if (!vd_cli_option(cli, "--demo").n)
        return VD_EXIT_OK;
    if (!is_this_machine(cli->arena, listen))
        return vd_cli_fail(VD_EXIT_INPUT, "--demo muestra claves: solo atiende en este equipo, como 127.0.0.1:8080, no en %.*s", VD_SARG(listen));
    return c->url.n || c->proxies.n || c->smtp.n ? vd_cli_fail(VD_EXIT_INPUT, "--demo muestra claves: no va con --url, --proxy ni --smtp, que son de un servidor público") : VD_EXIT_OK;
}

/* The people of the example come in with the passwords of this start, or not at all. */
static int open_demo(struct vd_cli *cli, struct vd_services *services, struct vd_db *db)
{
    struct vd_str reason = {0};
    bool asked = vd_cli_option(cli, "--demo").n > 0;
    enum vd_err err = asked ? demo_open(db, services, cli->arena, cli->now, &services->demo, &reason) : demo_shut(db, cli->arena, cli->now);
    if (err == VD_OK)
        return VD_EXIT_OK;
    return reason.n ? vd_cli_fail(err == VD_CONFLICT ? VD_EXIT_INPUT : VD_EXIT_SYSTEM, "la entidad de ejemplo: %.*s", VD_SARG(reason))
                    : vd_cli_system_error(err, "preparar la entidad de ejemplo", vd_db_message(db));
}

int app_serve(struct vd_cli *cli)
{
    if (!vd_str_is(cli->config.links, "si") && !vd_str_is(cli->config.links, "no") && !vd_str_is(cli->config.links, "privados"))
        return vd_cli_fail(VD_EXIT_INPUT, "--links es si, no o privados");
    int64_t workers, cache;
    if (!number(cli->config.workers, 1, 64, &workers))
        return vd_cli_fail(VD_EXIT_INPUT, "--workers es un número de 1 a 64");
    if (!number(cli->config.cache_mib, 1, 4096, &cache))
        return vd_cli_fail(VD_EXIT_INPUT, "--cache es un número de 1 a 4096");
    int code = check_mail(cli);
    bool chosen = cli->config.listen.n > 0;
    struct vd_str listen = chosen ? cli->config.listen : VD_S("127.0.0.1:8080");
    if (code || (code = check_demo(cli, listen)))
        return code;
    struct vd_http_config http = {
        .listen = vd_str_c(cli->arena, listen), .next_free_port = !chosen, .routes = app_routes, .workers = (int)workers,
        .cache_bytes = (size_t)cache << 20, .thread_open = thread_open, .thread_close = thread_close, .read_begin = read_begin,
        .read_end = vd_db_rollback, .recover = vd_db_recover, .version = app_public_version, .admit = admit, .proxies = vd_str_c(cli->arena, cli->config.proxies), .only_here = vd_cli_option(cli, "--demo").n > 0, .secure = vd_str_starts(cli->config.url, VD_S("https://")), .error_page = error_page,
        .assets = vd_assets, .spool = vd_str_c(cli->arena, cli->config.data),
    };
    struct vd_services services;
    struct vd_db *db;
    code = app_open(cli, &services, &db);
    if (code)
        return code;
    code = open_demo(cli, &services, db);
    app_close(&services, db);
    if (code)
        return code;
    services.db.answer_seconds = READ_ANSWER_SECONDS;
    if ((code = app_key(cli, APP_KEY_FORMS, http.form_key)) || (code = app_key(cli, APP_KEY_SEAL, services.seal)))
        return code;
    enum vd_err err = vd_files_open(services.db.data, &services.files);
    if (err != VD_OK)
        return vd_cli_system_error(err, "abrir la carpeta de archivos", services.db.data);
    http.services = &services;
    code = run(&services, &http);
    vd_files_close(services.files);
    return code;
}
