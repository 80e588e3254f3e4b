/* SPDX-License-Identifier: Apache-2.0 */
/* The form of a request: the token it must bring, its fields, what is wrong with them; and the mark of a browser that signed in before,
 * which is a token too. */
#include "http/internal.h"

/* The session a form belongs to: of a public page none, so that pages without account need no cookie. */
static struct vd_str bound_to(const struct vd_req *rq) { return rq->route->access == VD_ACCESS_PUBLIC ? (struct vd_str){0} : rq->session; }

struct vd_str vd_req_target(const struct vd_req *rq)
{
    const struct http_exchange *ex = (const struct http_exchange *)rq;
    return (struct vd_str){ex->target, ex->target_n};
}

struct vd_str vd_form_token(struct vd_req *rq, const char *route_path)
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    ex->has_token = true;
    return http_token_make(rq->arena, ex->http->config.form_key, route_path, bound_to(rq), rq->now);
}

void vd_req_wrong(struct vd_req *rq, const char *field, const char *fmt, ...)
{
    char said[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(said, sizeof said, fmt, args);
    va_end(args);
    *VD_PUSH(rq->arena, &rq->wrong) = (struct vd_wrong){vd_str_of(field), vd_str_dup(rq->arena, vd_str_of(said))};
}

/* ---- what was sent */

static enum vd_err read_fields(struct http_exchange *ex, struct http_fields *ret)
{
    struct vd_req *rq = &ex->rq;
    struct vd_str body = vd_buf_view(&ex->body_in), type = ex->headers.type;
    if (ex->spool.is_open && !http_spool_view(&ex->spool, &body))
        return VD_NO_MEMORY;
    if (body.n == 0)
        return VD_OK;
    if (type.n >= 19 && strncasecmp(type.p, "multipart/form-data", 19) == 0)
        return http_multipart(rq->arena, type, body, HTTP_FORM_FIELDS, ret, &rq->problem);
    return http_urlencoded(rq->arena, body, HTTP_FORM_FIELDS, ret, &rq->problem);
}

enum vd_err vd_req_typed(struct vd_req *rq, vd_typed_fields *ret)
{
    struct http_fields form = {0};
    VD_TRY(read_fields((struct http_exchange *)rq, &form));
    for (const struct vd_param *p = rq->route->params; p && p->name; p++)
        VD_EACH(f, &form.list)
            if (p->from == VD_FROM_FORM && !p->secret && vd_str_is(f->name, p->name))
                *VD_PUSH(rq->arena, ret) = (struct vd_typed){p, p->kind == VD_P_FILE ? f->filename : f->value};
    return VD_OK;
}

static const struct vd_param *declared(const struct vd_route *route, struct vd_str name)
{
    for (const struct vd_param *p = route->params; p && p->name; p++)
        if (p->from == VD_FROM_FORM && vd_str_is(name, p->name))
            return p;
    return NULL;
}

/* A form of work with something typed is worth showing again; not what only presses a button, nor the form of another page. */
static bool worth_showing(const struct vd_route *route, const struct http_fields *form)
{
    bool typed = false;
    if (!route->keeps_form || route->access == VD_ACCESS_PUBLIC)
        return false;
    VD_EACH(f, &form->list) {
        const struct vd_param *p = declared(route, f->name);
        if (!p && !vd_str_is(f->name, "token"))
            return false;
        typed |= p && p->label && !p->secret && f->value.n > 0;
    }
    return typed;
}

/* The token of another session, or an old one: it has the shape of one, and a server of ours made it or somebody who gains nothing. */
static bool take_as_stale(struct http_exchange *ex, const struct http_fields *form, struct vd_str token)
{
    if (!http_token_at(token) || !worth_showing(ex->rq.route, form))
        return false;
    ex->rq.stale = true;
    vd_req_wrong(&ex->rq, "", "La página estuvo abierta en otra sesión: revise y guarde");
    return true;
}

static enum vd_err check_token(struct http_exchange *ex, const struct http_fields *form)
{
    const struct vd_http_config *c = &ex->http->config;
    struct vd_str token = {0};
    unsigned char nonce[16];
    VD_EACH(f, &form->list)
        if (vd_str_is(f->name, "token"))
            token = f->value;
    enum http_token_state state = http_token_read(c->form_key, ex->rq.route->path, bound_to(&ex->rq), token, ex->rq.now,
                                                  c->form_min_seconds * HTTP_SECOND, c->form_max_seconds * HTTP_SECOND, nonce);
    if ((state == HTTP_TOKEN_BAD || state == HTTP_TOKEN_LATE) && take_as_stale(ex, form, token))
        return VD_OK;
    switch (state) {
    case HTTP_TOKEN_OK:
        ex->rq.nonce = vd_str_dup(ex->rq.arena, (struct vd_str){(const char *)nonce, sizeof nonce});
        ex->rq.form_at = http_token_at(token);
        return VD_OK;
    case HTTP_TOKEN_EARLY: ex->rq.problem = VD_S("El formulario se envió demasiado pronto. Espere unos segundos y envíelo de nuevo."); break;
    case HTTP_TOKEN_LATE: ex->rq.problem = VD_S("El formulario venció. Vuelva a abrir la página y envíelo de nuevo."); break;
    case HTTP_TOKEN_BAD: ex->rq.problem = VD_S("El formulario no se reconoce. Vuelva a abrir la página y envíelo de nuevo."); break;
    }
    return VD_DENIED;
}

enum vd_err http_form_read(struct http_exchange *ex, struct http_fields *ret)
{
    VD_TRY(read_fields(ex, ret));
    return check_token(ex, ret);
}

/* ---- browsers that are known */

#define MARK_ROUTE "veedor-equipo"
static const vd_us MARK_KEPT = (vd_us)HTTP_MARK_DAYS * 86400 * HTTP_SECOND;

void vd_req_mark(struct vd_req *rq, struct vd_str whose)
{
    const struct http_exchange *ex = (const struct http_exchange *)rq;
    rq->new_mark = http_token_make(rq->arena, ex->http->config.form_key, MARK_ROUTE, whose, rq->now);
}

bool vd_req_marked(struct vd_req *rq, struct vd_str whose, struct vd_str *ret)
{
    const struct http_exchange *ex = (const struct http_exchange *)rq;
    unsigned char nonce[16];
    if (!rq->mark.p || http_token_read(ex->http->config.form_key, MARK_ROUTE, whose, rq->mark, rq->now, 0, MARK_KEPT, nonce) != HTTP_TOKEN_OK)
        return false;
    *ret = vd_str_dup(rq->arena, (struct vd_str){(const char *)nonce, sizeof nonce});
    return true;
}
