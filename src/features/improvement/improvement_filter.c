/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement_filter.h"

enum { QUERY_MOST = 400 };
const char *const improvement_terms[] = {"", "vencido", NULL};

struct improvement_asked improvement_filter_read(const struct vd_req *rq, const struct improvement_filter *f)
{
    return (struct improvement_asked){.source = f->fuente, .state = f->estado, .unit = f->dependencia, .late_only = f->plazo.n > 0, .before_no = f->antes.v, .today = rq->today,
        .most = IMPROVEMENT_IN_PAGE + 1};
}

static void put_pair(struct vd_buf *query, const char *name, struct vd_str value)
{
    if (!value.n)
        return;
    vd_buf_char(query, query->n ? '&' : '?');
    vd_buf_c(query, name);
    vd_buf_char(query, '=');
    vd_url_encode(query, value);
}

struct vd_url improvement_filter_url(struct vd_req *rq, struct vd_url base, const struct improvement_filter *f, int64_t before)
{
    char room[QUERY_MOST] = "";
    struct vd_buf query = {.p = room, .cap = sizeof room, .max = QUERY_MOST};
    put_pair(&query, "fuente", f->fuente);
    put_pair(&query, "estado", f->estado);
    put_pair(&query, "dependencia", f->dependencia);
    put_pair(&query, "plazo", f->plazo);
    if (before)
        put_pair(&query, "antes", vd_str_printf(rq->arena, "%" PRId64, before));
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s%.*s", VD_SARG(base.s), VD_SARG(vd_buf_view(&query)))};
}

bool improvement_filter_is_set(const struct improvement_filter *f) { return f->fuente.n || f->estado.n || f->dependencia.n || f->plazo.n; }

void improvement_option(struct vd_req *rq, improvement_options *list, struct vd_str value, struct vd_str text, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, list) = (struct improvement_option){value, text, vd_str_eq(value, chosen)};
}

enum vd_err improvement_filter_units(struct vd_req *rq, int64_t entity_id, struct vd_str chosen, improvement_options *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, entity_id, &units));
    VD_EACH(u, &units)
        improvement_option(rq, ret, u->slug, u->name, chosen);
    return VD_OK;
}

void improvement_filter_codes(struct vd_req *rq, const struct vd_code *codes, struct vd_str chosen, improvement_options *ret)
{
    for (const struct vd_code *c = codes; c->value; c++)
        improvement_option(rq, ret, vd_str_of(c->value), vd_str_of(c->word), chosen);
}
