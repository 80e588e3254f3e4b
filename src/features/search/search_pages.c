/* SPDX-License-Identifier: Apache-2.0 */
/* Search: a page and its data. Not kept in the page cache: what may be asked has no end, and the index moves after the rows. */
#include "features/search/search.h"
#include "features/search/search_gather.h"
#include "features/search/search_page.tpl.h"
#include "features/search/search_views.h"
#include "features/site/site.h"

enum { PAGE = 20, TEXT_MOST = 200, TITLE_SHOWN = 280, BODY_SHOWN = 240, ROWS_PAGE = 200, ROWS_MEMORY = 16 << 20 };

struct search_input {
    struct site_data_input data;
    struct vd_str q, entidad, tipo;
    struct vd_oint despues, antes;
};

struct asked {
    const struct search_input *input;
    struct vd_entity entity;         /* id 0: all */
    struct search_terms terms;
    struct search_hits hits;         /* of the kind that was asked */
    int64_t counts[SEARCH_KINDS], all;
};

static const struct { const char *one, *many; } kind_names[] = {
    [SEARCH_ENTITY] = {"Entidad", "Entidades"}, [SEARCH_PLAN] = {"Plan", "Planes"}, [SEARCH_UNIT] = {"Responsable", "Responsables"}, [SEARCH_ACTIVITY] = {"Actividad", "Actividades"}};

static enum vd_err ask(struct vd_req *rq, struct asked *ret)
{
    struct asked a = {.input = rq->input};
    if (a.input->entidad.n)
        VD_TRY(site_entity(rq, a.input->entidad, &a.entity));
    a.terms = search_terms_of(rq->arena, a.input->q);
    VD_TRY(search_find(rq->db, rq->arena, &a.terms, a.entity.id, &a.hits));
    search_count(&a.hits, a.counts);
    a.all = (int64_t)a.hits.n;
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        if (vd_str_is(a.input->tipo, search_kind_words[kind]))
            search_keep(&a.hits, (enum search_kind)kind);
    *ret = a;
    return VD_OK;
}

/* ---- the page */

static void add_tab(struct vd_req *rq, const struct asked *a, struct search_page_view *view, const char *name, const char *word, int64_t count)
{
    bool current = vd_str_is(a->input->tipo, word ? word : "");
    if (!count && !current && word)
        return;
    *VD_PUSH(rq->arena, &view->tabs) = (struct search_tab){.name = vd_str_of(name), .count = vd_es_int(rq->arena, count),
        .url = search_url(rq->arena, a->input->q, a->input->entidad, word), .current = current};
}

static void fill_tabs(struct vd_req *rq, const struct asked *a, struct search_page_view *view)
{
    if (!a->all)
        return;
    add_tab(rq, a, view, "Todo", NULL, a->all);
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        add_tab(rq, a, view, kind_names[kind].many, search_kind_words[kind], a->counts[kind]);
}

static enum vd_err add_hit(struct vd_req *rq, const struct asked *a, int64_t at, struct search_page_view *view)
{
    struct search_shown shown;
    VD_TRY(search_show(rq->db, rq->arena, at, &shown));
    struct search_hit *hit = VD_PUSH(rq->arena, &view->hits);
    *hit = (struct search_hit){.kind = vd_str_of(kind_names[shown.kind].one), .vigencia = shown.vigencia, .url = {shown.path},
        .entity = shown.kind == SEARCH_ENTITY || a->entity.id ? (struct vd_str){0} : shown.entity};
    search_pieces_of(rq->arena, &a->terms, shown.title, TITLE_SHOWN, &hit->title);
    search_pieces_of(rq->arena, &a->terms, shown.body, BODY_SHOWN, &hit->body);
    return VD_OK;
}

static struct vd_url this_url(struct vd_req *rq, const struct asked *a)
{
    return search_url(rq->arena, a->input->q, a->input->entidad, a->input->tipo.n ? a->input->tipo.p : NULL);
}

static struct vd_url page_url(struct vd_req *rq, const struct asked *a, const char *side, int64_t at)
{
    return vd_url_with(rq->arena, this_url(rq, a), vd_str_printf(rq->arena, "&%s=%" PRId64, side, at).p);
}

static enum vd_err fill_hits(struct vd_req *rq, const struct asked *a, struct search_page_view *view)
{
    const struct search_input *in = a->input;
    size_t from = in->despues.has ? search_after(&a->hits, in->despues.v) : 0, to;
    if (in->antes.has) {
        to = search_after(&a->hits, in->antes.v - 1);
        from = to > PAGE ? to - PAGE : 0;
    }
    to = from + PAGE < a->hits.n ? from + PAGE : a->hits.n;
    for (size_t i = from; i < to; i++)
        VD_TRY(add_hit(rq, a, a->hits.v[i], view));
    if (from == to)
        return VD_OK;
    struct vd_str of = vd_es_int(rq->arena, (int64_t)a->hits.n);
    view->pages = (struct vd_pager){.label = VD_S("Páginas de resultados"), .before = "Resultados anteriores", .after = "Resultados siguientes", .several = from > 0 || to < a->hits.n,
        .said = vd_str_printf(rq->arena, "Resultados %zu a %zu de %.*s, primero la vigencia más nueva", from + 1, to, VD_SARG(of))};
    if (from > 0)
        view->pages.previous = page_url(rq, a, "antes", a->hits.v[from]);
    if (to < a->hits.n)
        view->pages.next = page_url(rq, a, "despues", a->hits.v[to - 1]);
    return VD_OK;
}

static void say(struct vd_req *rq, const struct asked *a, struct search_page_view *view)
{
    int64_t n = (int64_t)a->hits.n;
    struct vd_str count = vd_es_int(rq->arena, n);
    if (a->terms.n)
        view->said = vd_str_printf(rq->arena, "%.*s %s", VD_SARG(count), n == 1 ? "resultado" : "resultados");
    if (view->hits.n)
        return;
    view->none = VD_S("Escriba qué busca");
    view->advice = VD_S("Por ejemplo «rendición de cuentas», «trámites», el nombre de una oficina o el código de una actividad, como 4.3.4. No importan acentos ni plurales.");
    if (a->terms.only_stops)
        view->none = VD_S("Esas palabras están en todas partes");
    else if (n)
        view->none = VD_S("No hay más resultados");
    else if (!a->terms.n && a->input->q.n)
        view->none = VD_S("Escriba al menos una palabra: los signos solos no se buscan");
    else if (a->terms.n) {
        view->none = vd_str_printf(rq->arena, "Nada de lo publicado tiene «%.*s»", VD_SARG(a->input->q));
        view->advice = VD_S("Pruebe con menos palabras o con otra que diga lo mismo. Deben estar todas; la última puede ir a medias, desde tres letras.");
        if (a->terms.n == 1 && a->terms.v[0].stem.n < SEARCH_PREFIX_LEAST)
            view->advice = VD_S("Con menos de tres letras solo se encuentra la palabra entera. Escriba al menos las tres primeras.");
    }
}

static enum vd_err search_page(struct vd_req *rq)
{
    struct asked a;
    int64_t stale;
    VD_TRY(ask(rq, &a));
    struct search_page_view view = {.text = a.input->q, .slug = a.input->entidad, .type = a.input->tipo, .entity = a.entity.name, .cut = a.terms.cut};
    VD_TRY(site_page(rq, a.entity.id ? &a.entity : NULL, VD_S("Buscar"), &view.page));
    rq->last_changed = 0;
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Buscar");
    view.everywhere = search_url(rq->arena, a.input->q, (struct vd_str){0}, NULL);
    fill_tabs(rq, &a, &view);
    VD_TRY(fill_hits(rq, &a, &view));
    say(rq, &a, &view);
    view.forms = vd_forms_of(rq->arena, this_url(rq, &a), VD_S("estos resultados"));
    VD_TRY(search_stale(rq->db, &stale));
    view.late = stale > 0;
    tpl_search_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the same as data */

struct rows {
    struct vd_rows rows;             /* first: the list that is handed out */
    struct vd_db *db;
    struct vd_arena *arena;          /* of one page */
    struct search_hits hits;
    size_t done;
    VD_LIST(struct search_row) page;
};

static enum vd_err read_rows(void *arg)
{
    struct rows *r = arg;
    for (size_t i = 0; i < ROWS_PAGE && r->done < r->hits.n; i++) {
        struct search_shown shown;
        VD_TRY(search_show(r->db, r->arena, r->hits.v[r->done++], &shown));
        *VD_PUSH(r->arena, &r->page) = search_row_of(&shown);
    }
    return VD_OK;
}

static enum vd_err next_rows(struct vd_rows *rows, const void **ret_rows, size_t *ret_n)
{
    struct rows *r = (struct rows *)(void *)rows;
    vd_arena_reset(r->arena);
    r->page.v = NULL;
    r->page.n = r->page.cap = 0;
    VD_TRY(vd_arena_try(r->arena, read_rows, r));
    *ret_rows = r->page.v;
    *ret_n = r->page.n;
    return VD_OK;
}

static void free_arena(void *arg) { vd_arena_free(arg); }

static enum vd_err open_rows(struct vd_req *rq, struct site_list *ret)
{
    struct asked a;
    struct vd_chain_head head = {0};
    VD_TRY(ask(rq, &a));
    VD_TRY(vd_record_head(rq->db, rq->arena, a.entity.id, &head));
    struct rows *r = VD_NEW(rq->arena, struct rows);
    *r = (struct rows){.rows = {.next = next_rows}, .db = rq->db, .hits = a.hits};
    if (!(r->arena = vd_arena_new(ROWS_MEMORY)))
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_arena, r->arena);
    *ret = (struct site_list){.rows = &r->rows, .name = VD_S("buscar"), .at = head.at};
    return VD_OK;
}

/* ---- routes */

#define ASKED \
    VD_PARAM(search_input, q, VD_FROM_QUERY, VD_P_TEXT, .max = TEXT_MOST, .about = "words, all of which must be there; the last one may be a beginning"), \
    VD_PARAM(search_input, entidad, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "only of this entity"), \
    VD_PARAM(search_input, tipo, VD_FROM_QUERY, VD_P_CHOICE, .choices = search_kind_words, .about = "only of this kind")

static const struct vd_param of_page[] = {
    ASKED,
    VD_PARAM(search_input, despues, VD_FROM_QUERY, VD_P_INT, .min = 0, .max = INT64_MAX, .about = "the page after this place"),
    VD_PARAM(search_input, antes, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = INT64_MAX, .about = "the page before this place"), {.name = NULL}};
static const struct vd_param of_list[] = {ASKED, SITE_DIALECT(search_input), {.name = NULL}};

static const struct site_data answers = {.set = &search_set, .list = open_rows, .about = "Cada entidad, plan, responsable y actividad donde está lo que se busca"};

#define FRESH(route_path, parameters, what, fn, text) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_PUBLIC, .params = (parameters), .input_size = sizeof(struct search_input), \
     .handler = (fn), .wide = true, .extra = (what), .summary = (text)}

const struct vd_route search_routes[] = {
    FRESH("/buscar", of_page, NULL, search_page, "search over everything public"),
    FRESH("/buscar.csv", of_list, &answers, site_data_csv, "what a search finds"),
    FRESH("/buscar.json", of_list, &answers, site_data_json, "what a search finds"),
    FRESH("/buscar.xlsx", of_list, &answers, site_data_xlsx, "what a search finds"),
    {.path = NULL},
};
