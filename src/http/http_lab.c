/* SPDX-License-Identifier: Apache-2.0 */
/* A server with routes made for tests; not installed. It has no database: a "connection" is a counter, a public version per
 * entity is set through /lab/version/…, and a writer thread keeps filings in a file, in batches, as the real one does.
 *   http_lab --listen 127.0.0.1:0 [--record FILE] [--header S] [--body S] [--keepalive S] [--send S] [--send-rate B] [--drain S]
 *            [--form-min S] [--form-max S] [--workers N] [--loops N] [--quiet]
 * prints the port on a line of its own and ends at SIGTERM; the last line tells what the writer accepted. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>
#include "html/assets.h"
#include "http/http.h"

enum { ENTITIES = 64, LATE_US = 20000 };

struct vd_db { bool reading; };
struct job {
    struct job *next;
    struct vd_req *rq;
    struct vd_str text;
    int64_t number;
};
struct lab {
    atomic_int_fast64_t versions[ENTITIES];
    atomic_bool broken;
    atomic_int opened, rendered;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct job *first, **last;
    bool stop;
    FILE *record;
    int64_t accepted;
};

/* ---- the database that is none */

static struct vd_db *thread_open(void *services)
{
    atomic_fetch_add(&((struct lab *)services)->opened, 1);
    return calloc(1, sizeof(struct vd_db));
}
static void thread_close(void *services, struct vd_db *db)
{
    atomic_fetch_sub(&((struct lab *)services)->opened, 1);
    free(db);
}
static struct lab *the_lab;
static enum vd_err read_begin(struct vd_db *db)
{
    if (db->reading || atomic_load(&the_lab->broken))
        return VD_RETRY;
    db->reading = true;
    return VD_OK;
}
static void read_end(struct vd_db *db) { db->reading = false; }
static void recover(struct vd_db *db) { db->reading = false; }

static atomic_int_fast64_t *version_of(struct lab *lab, struct vd_str scope)
{
    unsigned h = 0;
    for (size_t i = 0; i < scope.n; i++)
        h = h * 31 + (unsigned char)scope.p[i];
    return &lab->versions[h % ENTITIES];
}

static enum vd_err version(void *arg VD_UNUSED, struct vd_db *db VD_UNUSED, struct vd_str scope, int64_t *ret)
{
    *ret = atomic_load(version_of(the_lab, scope));
    return VD_OK;
}

/* ---- pages */

struct entity_input { struct vd_str entidad; struct vd_oint vigencia, pagina; struct vd_str buscar, dialecto; };
static const char *const dialects[] = {"excel", "rfc4180", NULL};
#define ENTITY VD_PARAM(entity_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true)
#define YEAR VD_PARAM(entity_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 2000, .max = 2100, .required = true)
static const struct vd_param entity_params[] = {ENTITY, {0}};
static const struct vd_param plan_params[] = {
    ENTITY, YEAR,
    VD_PARAM(entity_input, pagina, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000),
    VD_PARAM(entity_input, buscar, VD_FROM_QUERY, VD_P_TEXT, .max = 80),
    VD_PARAM(entity_input, dialecto, VD_FROM_QUERY, VD_P_CHOICE, .choices = dialects),
    {0},
};

static enum vd_err home(struct vd_req *rq)
{
    vd_buf_c(&rq->body, "<!DOCTYPE html><title>inicio</title>\n");
    return VD_OK;
}

static enum vd_err entity(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    struct lab *lab = rq->services;
    if (vd_str_is(in->entidad, "ninguna")) {
        rq->problem = VD_S("No hay ninguna entidad con ese nombre <b>.");
        return VD_NOT_FOUND;
    }
    vd_buf_printf(&rq->body, "entidad %.*s version %" PRId64 " dibujo %d\n", VD_SARG(in->entidad), (int64_t)atomic_load(version_of(lab, in->entidad)),
                  atomic_fetch_add(&lab->rendered, 1) + 1);
    for (int i = 0; i < 100; i++)
        vd_buf_printf(&rq->body, "<li>actividad número %d de la entidad</li>\n", i);
    rq->last_changed = 1663687200000000;
    return VD_OK;
}

static enum vd_err plan(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    vd_buf_printf(&rq->body, "plan %.*s %" PRId64 " pagina %" PRId64 " buscar [%.*s] dialecto %.*s\n", VD_SARG(in->entidad), in->vigencia.v,
                  in->pagina.has ? in->pagina.v : 1, VD_SARG(in->buscar), VD_SARG(in->dialecto));
    return VD_OK;
}

static enum vd_err plan_json(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    rq->type = "application/json";
    rq->filename = VD_S("plan \"año\".json");
    vd_buf_printf(&rq->body, "{\"vigencia\":%" PRId64 "}\n", in->vigencia.v);
    return VD_OK;
}

/* ---- switches for the tests */

struct lab_input { struct vd_str entidad; struct vd_oint n; };
static const struct vd_param version_params[] = {
    VD_PARAM(lab_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true),
    VD_PARAM(lab_input, n, VD_FROM_PATH, VD_P_INT, .min = 0, .max = 1000000, .required = true), {0},
};
static const struct vd_param n_params[] = {VD_PARAM(lab_input, n, VD_FROM_PATH, VD_P_INT, .min = 0, .max = 1 << 30, .required = true), {0}};

static enum vd_err set_version(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    atomic_store(version_of(rq->services, in->entidad), in->n.v);
    vd_buf_c(&rq->body, "hecho\n");
    return VD_OK;
}

static enum vd_err eat(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    vd_buf_printf(&rq->body, "se pidieron %" PRId64 " bytes\n", in->n.v);
    memset(vd_alloc(rq->arena, (size_t)in->n.v), 1, (size_t)in->n.v);
    return VD_OK;
}

static enum vd_err fail(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    return in->n.v < VD_ERR_COUNT ? (enum vd_err)in->n.v : VD_INTERNAL;
}

static enum vd_err wait_ms(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    usleep((useconds_t)in->n.v * 1000);
    vd_buf_c(&rq->body, "listo\n");
    return VD_OK;
}

static enum vd_err big(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    for (int64_t i = 0; i < in->n.v; i++)
        vd_buf_c(&rq->body, "0123456789abcdef");
    return VD_OK;
}

/* Sparse: readers of many of them cost the test no disk. */
static enum vd_err filed_answer(struct vd_req *rq)
{
    const struct lab_input *in = rq->input;
    VD_TRY(vd_req_spill(rq));
    if (fseek(rq->file, (long)in->n.v, SEEK_SET) != 0)
        return VD_IO;
    vd_buf_c(&rq->body, "fin\n");
    return VD_OK;
}

/* ---- later and ready, in both orders */

static enum vd_err after(struct vd_req *rq)
{
    vd_buf_printf(&rq->body, "después, leyendo %s\n", rq->db ? "sí" : "no");
    return VD_OK;
}

static enum vd_err ready_before(struct vd_req *rq)
{
    vd_req_later(rq, after);
    vd_req_ready(rq);
    usleep(LATE_US);
    return VD_OK;
}

static void *be_late(void *arg)
{
    usleep(LATE_US);
    vd_req_ready(arg);
    return NULL;
}

static enum vd_err ready_after(struct vd_req *rq)
{
    pthread_t thread;
    vd_req_later(rq, after);
    if (pthread_create(&thread, NULL, be_late, rq) != 0)
        return VD_RETRY;
    pthread_detach(thread);
    return VD_OK;
}

static enum vd_err twice(struct vd_req *rq)
{
    vd_buf_c(&rq->body, "una vez y ");
    return ready_before(rq);
}

static enum vd_err ready_twice(struct vd_req *rq)
{
    vd_req_later(rq, twice);
    vd_req_ready(rq);
    return VD_OK;
}

/* ---- a form and its writer */

struct form_input { struct vd_str nombre, tipo, nota; struct vd_oint edad; struct vd_upload archivo; };
static const char *const kinds[] = {"peticion", "queja", NULL};
static const struct vd_param form_params[] = {
    VD_PARAM(form_input, nombre, VD_FROM_FORM, VD_P_TEXT, .max = 100, .required = true),
    VD_PARAM(form_input, tipo, VD_FROM_FORM, VD_P_CHOICE, .choices = kinds),
    VD_PARAM(form_input, nota, VD_FROM_FORM, VD_P_TEXT, .max = 2000),
    VD_PARAM(form_input, edad, VD_FROM_FORM, VD_P_INT, .min = 0, .max = 150),
    VD_PARAM(form_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = 1 << 20),
    {0},
};

static enum vd_err form(struct vd_req *rq)
{
    struct vd_str token = vd_form_token(rq, "/formulario");
    vd_buf_printf(&rq->body, "<form method=post><input type=hidden name=token value=\"%.*s\"></form>\n", VD_SARG(token));
    return VD_OK;
}

static enum vd_err filed(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    char nonce[33], hash[65];
    vd_hex(nonce, (const unsigned char *)rq->nonce.p, rq->nonce.n);
    vd_hex(hash, (const unsigned char *)rq->body_hash.p, rq->body_hash.n);
    vd_buf_printf(&rq->body, "radicado nombre=[%.*s] tipo=[%.*s] nota=[%.*s] edad=%" PRId64 " archivo=[%.*s] bytes=%zu clave=%s hash=%s\n",
                  VD_SARG(in->nombre), VD_SARG(in->tipo), VD_SARG(in->nota), in->edad.has ? in->edad.v : -1, VD_SARG(in->archivo.name),
                  in->archivo.bytes.n, nonce, hash);
    return VD_OK;
}

static bool push(struct lab *lab, struct job *job)
{
    pthread_mutex_lock(&lab->lock);
    bool good = !lab->stop;
    if (good) {
        job->next = NULL;
        *lab->last = job;
        lab->last = &job->next;
        pthread_cond_signal(&lab->wake);
    }
    pthread_mutex_unlock(&lab->lock);
    return good;
}

static enum vd_err file(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct job *job = VD_NEW(rq->arena, struct job);
    *job = (struct job){.rq = rq, .text = in->nombre};
    vd_req_later(rq, filed);
    return push(rq->services, job) ? VD_OK : VD_RETRY;
}

static void keep_batch(struct lab *lab, struct job *batch)
{
    usleep(300); /* a commit */
    for (struct job *j = batch; j; j = j->next) {
        lab->accepted++;
        if (lab->record)
            fprintf(lab->record, "%.*s\n", VD_SARG(j->text));
    }
    if (lab->record)
        fflush(lab->record);
    for (struct job *j = batch, *next; j; j = next) {
        next = j->next; /* after ready the job's memory is the request's again */
        vd_req_ready(j->rq);
    }
}

static void *write_batches(void *arg)
{
    struct lab *lab = arg;
    for (;;) {
        pthread_mutex_lock(&lab->lock);
        while (!lab->first && !lab->stop)
            pthread_cond_wait(&lab->wake, &lab->lock);
        struct job *batch = lab->first;
        lab->first = NULL;
        lab->last = &lab->first;
        pthread_mutex_unlock(&lab->lock);
        if (!batch)
            return NULL;
        keep_batch(lab, batch);
    }
}

static void stop_writer(void *arg)
{
    struct lab *lab = arg;
    pthread_mutex_lock(&lab->lock);
    lab->stop = true;
    pthread_cond_signal(&lab->wake);
    pthread_mutex_unlock(&lab->lock);
    pthread_join(lab->thread, NULL);
}

#define GET(where, fn, ...) {.method = VD_GET, .path = (where), .access = VD_ACCESS_PUBLIC, .handler = (fn), .summary = "lab", __VA_ARGS__}
#define ENTITY_INPUT .input_size = sizeof(struct entity_input)
#define LAB_INPUT .input_size = sizeof(struct lab_input)
static const struct vd_route routes[] = {
    GET("/", home, .cached = true),
    GET("/{entidad}", entity, .params = entity_params, ENTITY_INPUT, .cached = true),
    GET("/{entidad}/plan/{vigencia}", plan, .params = plan_params, ENTITY_INPUT, .cached = true),
    GET("/{entidad}/plan/{vigencia}.json", plan_json, .params = plan_params, ENTITY_INPUT, .cached = true),
    GET("/lab/version/{entidad}/{n}", set_version, .params = version_params, LAB_INPUT),
    GET("/lab/memoria/{n}", eat, .params = n_params, LAB_INPUT),
    GET("/lab/error/{n}", fail, .params = n_params, LAB_INPUT),
    GET("/lab/espera/{n}", wait_ms, .params = n_params, LAB_INPUT),
    GET("/lab/ancho/{n}", wait_ms, .params = n_params, LAB_INPUT, .wide = true),
    GET("/lab/puerta/{n}", wait_ms, .params = n_params, LAB_INPUT, .door = true),
    GET("/lab/archivo/{n}", filed_answer, .params = n_params, LAB_INPUT, .cached = true),
    GET("/lab/grande/{n}", big, .params = n_params, LAB_INPUT),
    GET("/lab/antes", ready_before),
    GET("/lab/despues", ready_after),
    GET("/lab/dos-veces", ready_twice),
    GET("/formulario", form),
    {.method = VD_POST, .path = "/formulario", .access = VD_ACCESS_PUBLIC, .params = form_params, .input_size = sizeof(struct form_input),
     .handler = file, .summary = "lab"},
    {0},
};
static const struct vd_route *const tables[] = {routes, NULL};

static void error_page(struct vd_req *rq, int status)
{
    if (rq->route && rq->route->handler == fail)
        return; /* the room's own page */
    vd_buf_printf(&rq->body, "<!DOCTYPE html><title>lab %d</title><p>%.*s</p><p>%.*s</p>\n", status, VD_SARG(rq->problem), VD_SARG(rq->id));
}

static void read_option(struct vd_http_config *c, struct lab *lab, const char *name, const char *value)
{
    int64_t seconds = 0;
    const struct { const char *name; int *slot; } numbers[] = {
        {"--header", &c->header_seconds}, {"--body", &c->body_seconds}, {"--keepalive", &c->keepalive_seconds}, {"--send", &c->send_seconds}, {"--send-rate", &c->send_rate}, {"--drain", &c->drain_seconds},
        {"--form-min", &c->form_min_seconds}, {"--form-max", &c->form_max_seconds}, {"--workers", &c->workers}, {"--loops", &c->loops},
    };
    for (size_t i = 0; i < VD_COUNT(numbers); i++)
        if (!strcmp(name, numbers[i].name) && vd_str_i64(vd_str_of(value), &seconds)) {
            *numbers[i].slot = (int)seconds;
            return;
        }
    if (!strcmp(name, "--listen"))
        c->listen = value;
    else if (!strcmp(name, "--record"))
        lab->record = fopen(value, "a");
    else {
        fprintf(stderr, "http_lab: unknown option %s\n", name);
        exit(2);
    }
}

int main(int argc, char **argv)
{
    static struct lab lab;
    struct vd_http_config config = {
        .listen = "127.0.0.1:0", .routes = tables, .services = &lab, .thread_open = thread_open, .thread_close = thread_close,
        .read_begin = read_begin, .read_end = read_end, .recover = recover, .version = version, .error_page = error_page,
        .request_arena = 4u << 20, .assets = vd_assets,
    };
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--quiet"))
            config.quiet = true;
        else if (i + 1 < argc)
            read_option(&config, &lab, argv[i], argv[i + 1]), i++;
    }
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGUSR1);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    sigdelset(&signals, SIGPIPE);
    the_lab = &lab;
    lab.last = &lab.first;
    pthread_mutex_init(&lab.lock, NULL);
    pthread_cond_init(&lab.wake, NULL);
    struct vd_http *http;
    struct vd_str reason = {0};
    if (pthread_create(&lab.thread, NULL, write_batches, &lab) != 0 || vd_http_start(&config, &http, &reason) != VD_OK) {
        fprintf(stderr, "http_lab: %.*s\n", VD_SARG(reason));
        return 1;
    }
    vd_http_on_drained(http, stop_writer, &lab);
    printf("%d\n", vd_http_port(http));
    fflush(stdout);
    int got;
    while (sigwait(&signals, &got) == 0 && got == SIGUSR1)
        atomic_store(&lab.broken, !atomic_load(&lab.broken)); /* the database comes and goes */
    vd_http_stop(http);
    printf("aceptados %" PRId64 " conexiones %d\n", lab.accepted, atomic_load(&lab.opened));
    if (lab.record)
        fclose(lab.record);
    return 0;
}
