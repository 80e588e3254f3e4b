/* SPDX-License-Identifier: Apache-2.0 */
/* Asks each published link once a day whether it still works, one after the other, with nothing held while an answer is waited for. Who
 * writes a link chooses where this server goes, so it goes to the open internet only (links_address_is_open is asked of each address that
 * is connected to, behind redirects too), by http and https, for some seconds and some bytes. */
#include <curl/curl.h>
#include <unistd.h>
#include "app/app.h"
#include "base/thread.h"
#include "features/links/links.h"

enum { EACH_US = 600000000, FIRST_US = 2000000, SOON_US = 300000, MEMORY = 64 << 20, A_ROUND = 100, CONNECT_SECONDS = 5, ANSWER_SECONDS = 15, REDIRECTS = 5, BYTES_MOST = 64 << 10 };

struct app_prober {
    struct vd_thread thread;
    const struct vd_services *services;
    struct vd_db *db;            /* the thread's own */
    struct vd_arena *arena;      /* of one round */
};

/* ---- one link */

struct asking { struct app_prober *prober; bool refused; size_t taken; };

static curl_socket_t open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct asking *a = arg;
    bool anywhere = vd_str_is(a->prober->services->config.links, "privados");
    if (purpose != CURLSOCKTYPE_IPCXN || (!anywhere && !links_address_is_open(&address->addr))) {
        a->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Some bytes show that there is something; the rest is not fetched. */
static size_t take(char *bytes VD_UNUSED, size_t size, size_t n, void *arg)
{
    struct asking *a = arg;
    a->taken += size * n;
    return a->taken > BYTES_MOST ? 0 : size * n;
}

static int go_on(void *arg, curl_off_t a VD_UNUSED, curl_off_t b VD_UNUSED, curl_off_t c VD_UNUSED, curl_off_t d VD_UNUSED)
{
    struct asking *asking = arg;
    return vd_thread_stopping(&asking->prober->thread);
}

static CURLcode perform(CURL *curl, const char *url, struct asking *a)
{
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Veedor/" VD_VERSION " (comprueba enlaces publicados)");
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, a);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, a);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, a);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    return curl_easy_perform(curl);
}

static struct vd_str why_not(struct vd_arena *arena, CURLcode code, long status, bool refused)
{
    if (refused)
        return VD_S("Lleva a una red privada, donde la ciudadanía no entra");
    if (status >= 400)
        return vd_str_printf(arena, "El sitio respondió %ld%s", status, status == 404 || status == 410 ? ": la página ya no está" : "");
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return VD_S("Ese sitio no existe");
    case CURLE_OPERATION_TIMEDOUT: return VD_S("El sitio no respondió a tiempo");
    case CURLE_PEER_FAILED_VERIFICATION: return VD_S("El certificado de seguridad del sitio no vale");
    case CURLE_TOO_MANY_REDIRECTS: return VD_S("El sitio manda de una dirección a otra sin llegar");
    case CURLE_URL_MALFORMAT: return VD_S("La dirección está mal escrita");
    default: return VD_S("No se pudo llegar al sitio");
    }
}

static void ask(struct app_prober *p, const struct links_due *due, struct links_answer *ret)
{
    struct asking asking = {.prober = p};
    CURL *curl = curl_easy_init();
    CURLcode code = curl ? perform(curl, vd_str_c(p->arena, due->url), &asking) : CURLE_OUT_OF_MEMORY;
    long status = 0;
    if (curl)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    bool there = (code == CURLE_OK || (code == CURLE_WRITE_ERROR && asking.taken > BYTES_MOST)) && status >= 200 && status < 400;
    *ret = (struct links_answer){.entity_id = due->entity_id, .url = due->url, .at = vd_clock_now(), .status = status};
    if (!there)
        ret->why = why_not(p->arena, code, status, asking.refused);
}

/* ---- noting it */

struct noting { struct vd_job job; struct app_prober *prober; const struct links_answer *answer; };
struct guarded { struct vd_db *db; struct noting *noting; };

static enum vd_err note(void *arg)
{
    struct guarded *g = arg;
    return links_note(g->db, g->noting->prober->arena, g->noting->answer);
}

static enum vd_err run(struct vd_db *db, struct vd_job *job)
{
    struct guarded g = {db, (struct noting *)(void *)job};
    return vd_arena_try(g.noting->prober->arena, note, &g);
}

/* ---- rounds */

static enum vd_err round_of(void *arg)
{
    struct app_prober *p = arg;
    links_dues dues = {0};
    VD_TRY(vd_db_begin(p->db, VD_DB_READ));
    enum vd_err err = links_due_of(p->db, p->arena, vd_clock_now(), A_ROUND, &dues);
    vd_db_rollback(p->db);
    VD_TRY(err);
    VD_EACH(due, &dues) {
        struct links_answer answer;
        ask(p, due, &answer);
        if (vd_thread_stopping(&p->thread))
            return VD_OK;
        struct noting noting = {.job = {.run = run}, .prober = p, .answer = &answer};
        VD_TRY(vd_writer_wait(p->services->writer, &noting.job));
    }
    return VD_OK;
}

/* Tests ask their own machine, and do not wait. */
static void rest(struct app_prober *p, vd_us us)
{
    vd_thread_rest(&p->thread, vd_str_is(p->services->config.links, "privados") ? SOON_US : us);
}

static void *work(void *arg)
{
    struct app_prober *p = arg;
    for (rest(p, FIRST_US); !vd_thread_stopping(&p->thread); rest(p, EACH_US)) {
        vd_arena_reset(p->arena);
        enum vd_err err = vd_arena_try(p->arena, round_of, p);
        if (err != VD_OK && !(err == VD_RETRY && vd_thread_stopping(&p->thread))) {
            vd_log(VD_LOG_WARN, "links", "error", vd_err_name(err), NULL);
            vd_db_recover(p->db);
        }
    }
    return NULL;
}

static void release(struct app_prober *p)
{
    vd_db_close(p->db);
    vd_arena_free(p->arena);
    free(p);
}

enum vd_err app_prober_start(const struct vd_services *services, struct app_prober **ret)
{
    *ret = NULL;
    if (vd_str_is(services->config.links, "no") || services->demo.n)     /* the links of a demonstration lead nowhere */
        return VD_OK;
    struct app_prober *p = calloc(1, sizeof *p);
    if (!p)
        return VD_NO_MEMORY;
    p->services = services;
    p->arena = vd_arena_new(MEMORY);
    enum vd_err err = p->arena && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? vd_db_open(&services->db, VD_DB_READ, &p->db) : VD_NO_MEMORY;
    if (err == VD_OK)
        err = vd_thread_start(&p->thread, work, p);
    if (err != VD_OK) {
        release(p);
        return err;
    }
    *ret = p;
    return VD_OK;
}

void app_prober_stop(struct app_prober *p)
{
    if (!p)
        return;
    vd_thread_stop(&p->thread);
    curl_global_cleanup();
    release(p);
}
