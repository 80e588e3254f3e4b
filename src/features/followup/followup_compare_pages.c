/* SPDX-License-Identifier: Apache-2.0 */
/* Entities beside each other: what is asked, the page of it, the list. */
#include "features/followup/followup.h"
#include "features/followup/followup_compare.tpl.h"
#include "features/followup/followup_list_views.h"
#include "features/site/site.h"

enum { PAGE_ROWS = 100, YEAR_LEAST = 1991, YEAR_MOST = 2199 };

struct compare_input {
    struct site_data_input data;
    struct vd_str vigencia, metodo, base, orden, despues, antes;
};

static const char *const methods[] = {"M1", "M2", "M3", "M4", NULL};
static const char *const bases[] = {"oficial", "declarado", "revisado", "verificado", "recalculado", NULL}; /* behind the first in the order of followup_basis */
static const char *const orders[] = {"nombre", "valor", NULL};
static const struct vd_str NEWEST = {"reciente", sizeof "reciente" - 1};

static int index_of(const char *const *codes, struct vd_str code, int none)
{
    for (int i = 0; codes[i]; i++)
        if (vd_str_is(code, codes[i]))
            return i;
    return none;
}

static enum vd_err read_year(struct vd_req *rq, int64_t *ret)
{
    const struct compare_input *in = rq->input;
    if (!in->vigencia.n || vd_str_eq(in->vigencia, NEWEST)) {
        *ret = 0;
        return VD_OK;
    }
    if (vd_str_i64(in->vigencia, ret) && *ret >= YEAR_LEAST && *ret <= YEAR_MOST)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "«%.*s» no es una vigencia: escriba el año, de %d a %d.", VD_SARG(in->vigencia), YEAR_LEAST, YEAR_MOST);
    return VD_INVALID;
}

static enum vd_err read_asked(struct vd_req *rq, struct followup_compare_asked *ret)
{
    const struct compare_input *in = rq->input;
    int basis = index_of(bases, in->base, 0);
    *ret = (struct followup_compare_asked){.method = (enum followup_method)index_of(methods, in->metodo, FOLLOWUP_M1), .official = basis == 0,
        .basis = basis ? (enum followup_basis)(basis - 1) : FOLLOWUP_DECLARED, .by_value = index_of(orders, in->orden, 0) == 1};
    return read_year(rq, &ret->vigencia);
}

static struct vd_str year_code(struct vd_req *rq, int64_t year) { return year ? vd_str_printf(rq->arena, "%" PRId64, year) : NEWEST; }

static const char *basis_code(const struct followup_compare_asked *asked) { return asked->official ? bases[0] : bases[asked->basis + 1]; }

/* "/comparar?vigencia=2017&metodo=M1&base=oficial&orden=nombre", and beyond a page "&despues=sopo". */
static struct vd_url compare_url(struct vd_req *rq, const struct followup_compare_asked *asked, const char *side, struct vd_str slug)
{
    struct vd_str url = vd_str_printf(rq->arena, "/comparar?vigencia=%.*s&metodo=%s&base=%s&orden=%s", VD_SARG(year_code(rq, asked->vigencia)), methods[asked->method],
                                      basis_code(asked), orders[asked->by_value]);
    return (struct vd_url){side ? vd_str_printf(rq->arena, "%.*s&%s=%.*s", VD_SARG(url), side, VD_SARG(slug)) : url};
}

/* ---- the page */

static enum vd_err find_slug(struct vd_req *rq, const followup_compareds *list, struct vd_str slug, size_t *ret)
{
    for (size_t i = 0; i < list->n; i++)
        if (vd_str_eq(list->v[i].entity, slug)) {
            *ret = i;
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "Aquí no hay ninguna entidad «%.*s».", VD_SARG(slug));
    return VD_NOT_FOUND;
}

/* A page hangs on an entity of the order, which is read whole: it is one row an entity, and its totals are said. */
static enum vd_err fill_rows(struct vd_req *rq, const struct followup_compare_asked *asked, const followup_compareds *list, struct followup_compare_view *view)
{
    const struct compare_input *in = rq->input;
    size_t from = 0, at;
    if (in->despues.n) {
        VD_TRY(find_slug(rq, list, in->despues, &at));
        from = at + 1;
    } else if (in->antes.n) {
        VD_TRY(find_slug(rq, list, in->antes, &at));
        from = at > PAGE_ROWS ? at - PAGE_ROWS : 0;
    }
    size_t to = from + PAGE_ROWS < list->n ? from + PAGE_ROWS : list->n;
    for (size_t i = from; i < to; i++)
        followup_compare_add(rq->arena, &list->v[i], view);
    view->pager = (struct vd_pager){.label = VD_S("Páginas de entidades"), .before = "Entidades anteriores", .after = "Entidades siguientes", .several = list->n > PAGE_ROWS,
        .said = list->n == 1 ? VD_S("Una entidad") : vd_str_printf(rq->arena, "Entidades %zu a %zu de %.*s", from + 1, to, VD_SARG(vd_es_int(rq->arena, (int64_t)list->n)))};
    if (from)
        view->pager.previous = compare_url(rq, asked, "antes", list->v[from].entity);
    if (to < list->n)
        view->pager.next = compare_url(rq, asked, "despues", list->v[to - 1].entity);
    return VD_OK;
}

static void add_option(struct vd_req *rq, followup_options_list *list, struct vd_str value, struct vd_str text, bool selected)
{
    *VD_PUSH(rq->arena, list) = (struct followup_option){.value = value, .text = text, .selected = selected};
}

static enum vd_err fill_options(struct vd_req *rq, const struct followup_compare_asked *asked, struct followup_compare_view *view)
{
    followup_years years;
    bool known = !asked->vigencia;
    VD_TRY(followup_compare_years(rq->db, rq->arena, &years));
    add_option(rq, &view->by_year, NEWEST, VD_S("La más reciente de cada una"), known);
    VD_EACH(year, &years) {
        known |= *year == asked->vigencia;
        add_option(rq, &view->by_year, year_code(rq, *year), year_code(rq, *year), *year == asked->vigencia);
    }
    if (!known)
        add_option(rq, &view->by_year, year_code(rq, asked->vigencia), year_code(rq, asked->vigencia), true);
    for (int m = 0; m < FOLLOWUP_METHODS; m++)
        add_option(rq, &view->by_method, vd_str_of(methods[m]), vd_str_printf(rq->arena, "%s (%s)", followup_method_short((enum followup_method)m), methods[m]), m == (int)asked->method);
    add_option(rq, &view->by_basis, vd_str_of(bases[0]), VD_S("La oficial de cada una"), asked->official);
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        add_option(rq, &view->by_basis, vd_str_of(bases[b + 1]), vd_str_of(followup_basis_word((enum followup_basis)b)), !asked->official && b == (int)asked->basis);
    add_option(rq, &view->by_order, vd_str_of(orders[0]), VD_S("Por nombre"), !asked->by_value);
    add_option(rq, &view->by_order, vd_str_of(orders[1]), VD_S("Por cumplimiento"), asked->by_value);
    return VD_OK;
}

static enum vd_err compare_page(struct vd_req *rq)
{
    const struct compare_input *in = rq->input;
    struct followup_compare_asked asked;
    followup_compareds list;
    struct followup_compare_view view = {0};
    if (in->despues.n && in->antes.n)
        return VD_INVALID;
    VD_TRY(read_asked(rq, &asked));
    VD_TRY(followup_compare(rq->db, rq->arena, &asked, &list));
    VD_TRY(site_page(rq, NULL, VD_S("Comparar entidades"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Comparar");
    view.lead = vd_str_printf(rq->arena, "%s (%s) sobre %s: %s.", followup_method_short(asked.method), methods[asked.method],
                              asked.official ? "la cifra oficial, que es lo verificado por Control Interno y, de un seguimiento que se trajo de su hoja, lo declarado"
                                             : vd_str_printf(rq->arena, "lo %s", basis_code(&asked)).p, followup_divided_words(asked.method));
    view.caption = asked.vigencia ? vd_str_printf(rq->arena, "Planes de la vigencia %" PRId64 ", en su último corte.", asked.vigencia)
                                  : VD_S("De cada entidad, su seguimiento más reciente; sin seguimiento, su plan más reciente.");
    view.forms = vd_forms_of(rq->arena, compare_url(rq, &asked, NULL, (struct vd_str){0}), VD_S("esta comparación"));
    if (!list.n)
        view.none = VD_S("Todavía no hay entidades");
    VD_TRY(fill_options(rq, &asked, &view));
    followup_compare_totals(rq->arena, &list, &view);
    VD_TRY(fill_rows(rq, &asked, &list, &view));
    tpl_followup_compare(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err compare_list(struct vd_req *rq, struct site_list *ret)
{
    struct followup_compare_asked asked;
    followup_compareds list;
    struct vd_chain_head head = {0};
    VD_TRY(read_asked(rq, &asked));
    VD_TRY(followup_compare(rq->db, rq->arena, &asked, &list));
    VD_TRY(vd_record_head(rq->db, rq->arena, 0, &head));
    ret->rows = vd_rows_of(rq->arena, list.v, list.n);
    ret->name = vd_str_printf(rq->arena, "comparar-%.*s-%s-%s", VD_SARG(year_code(rq, asked.vigencia)), methods[asked.method], basis_code(&asked));
    ret->at = head.at;
    return VD_OK;
}

static const struct site_data compare_data = {.set = &followup_compare_set, .list = compare_list, .about = "Cada entidad con su cifra, por el método y la base que se pidan"};

#define ASKED \
    VD_PARAM(compare_input, vigencia, VD_FROM_QUERY, VD_P_SLUG, .max = 10, .about = "year of the plans, or reciente: the newest of each"), \
    VD_PARAM(compare_input, metodo, VD_FROM_QUERY, VD_P_CHOICE, .choices = methods, .about = "M1 (without it) to M4"), \
    VD_PARAM(compare_input, base, VD_FROM_QUERY, VD_P_CHOICE, .choices = bases, .about = "oficial (without it), declarado, revisado, verificado or recalculado"), \
    VD_PARAM(compare_input, orden, VD_FROM_QUERY, VD_P_CHOICE, .choices = orders, .about = "nombre (without it) or valor: greatest first")

static const struct vd_param of_page[] = {ASKED, VD_PARAM(compare_input, despues, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "the page after this entity"),
    VD_PARAM(compare_input, antes, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "the page before this entity"), {.name = NULL}};
static const struct vd_param of_data[] = {ASKED, SITE_DIALECT(compare_input), {.name = NULL}};

const struct vd_route followup_compare_routes[] = {
    VD_PAGE(compare_input, "/comparar", of_page, compare_page, "entities beside each other on one method and basis"),
    SITE_LIST(compare_input, "/comparar", of_data, &compare_data, "entities beside each other"),
    {.path = NULL},
};
