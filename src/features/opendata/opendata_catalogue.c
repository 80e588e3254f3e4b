/* SPDX-License-Identifier: Apache-2.0 */
#include "features/opendata/opendata_catalogue.h"
#include "base/json.h"
#include "features/opendata/opendata_sets.h"

enum { ENTITIES_AT_ONCE = 100, ENTITY_MEMORY = 16 << 20, SPILL = 256 << 10 };

#define LICENCE "https://creativecommons.org/licenses/by/4.0/"
#define SPANISH "http://publications.europa.eu/resource/authority/language/SPA"
#define COLOMBIA "http://publications.europa.eu/resource/authority/country/COL"

static void put_ref(struct vd_json *j, const char *key, struct vd_str id)
{
    vd_json_key(j, key);
    vd_json_object(j);
    VD_JSON_STR(j, "@id", id);
    vd_json_object_end(j);
}

static void put_spanish(struct vd_json *j, const char *key, struct vd_str text)
{
    vd_json_key(j, key);
    vd_json_object(j);
    VD_JSON_STR(j, "@value", text);
    VD_JSON_STR(j, "@language", VD_S("es"));
    vd_json_object_end(j);
}

static void put_typed(struct vd_json *j, const char *key, struct vd_str value, const char *type)
{
    vd_json_key(j, key);
    vd_json_object(j);
    VD_JSON_STR(j, "@value", value);
    VD_JSON_STR(j, "@type", vd_str_of(type));
    vd_json_object_end(j);
}

static void put_publisher(struct vd_json *j, struct vd_str id, struct vd_str name)
{
    vd_json_key(j, "dct:publisher");
    vd_json_object(j);
    VD_JSON_STR(j, "@id", id);
    VD_JSON_STR(j, "@type", VD_S("foaf:Organization"));
    VD_JSON_STR(j, "foaf:name", name);
    vd_json_object_end(j);
}

static void put_distribution(struct vd_json *j, const char *title, const char *type, struct vd_str address)
{
    if (!address.n)
        return;
    vd_json_object(j);
    VD_JSON_STR(j, "@type", VD_S("dcat:Distribution"));
    VD_JSON_STR(j, "dct:title", vd_str_of(title));
    put_ref(j, "dcat:accessURL", address);
    put_ref(j, "dcat:downloadURL", address);
    put_ref(j, "dcat:mediaType", vd_str_of(type));
    put_ref(j, "dct:license", VD_S(LICENCE));
    vd_json_object_end(j);
}

static void put_year(struct vd_json *j, struct vd_arena *arena, int64_t year)
{
    vd_json_key(j, "dct:temporal");
    vd_json_object(j);
    VD_JSON_STR(j, "@type", VD_S("dct:PeriodOfTime"));
    put_typed(j, "dcat:startDate", vd_str_printf(arena, "%04" PRId64 "-01-01", year), "xsd:date");
    put_typed(j, "dcat:endDate", vd_str_printf(arena, "%04" PRId64 "-12-31", year), "xsd:date");
    vd_json_object_end(j);
}

/* owner: address of who publishes, "/pasto" or "/". */
struct publisher { struct vd_str owner, page, name; };

static void put_dataset(struct vd_json *j, struct vd_arena *arena, const struct publisher *by, const struct opendata_item *item)
{
    struct vd_str title = item->of.n ? vd_str_printf(arena, "%.*s: %.*s (%.*s)", VD_SARG(item->title), VD_SARG(item->of), VD_SARG(by->name))
                                     : vd_str_printf(arena, "%.*s (%.*s)", VD_SARG(item->title), VD_SARG(by->name));
    struct vd_str at = vd_us_iso(arena, item->at);
    vd_json_object(j);
    VD_JSON_STR(j, "@id", vd_str_printf(arena, "%.*s#%.*s", VD_SARG(by->page), VD_SARG(item->anchor)));
    VD_JSON_STR(j, "@type", VD_S("dcat:Dataset"));
    put_spanish(j, "dct:title", title);
    put_spanish(j, "dct:description", item->about.n ? item->about : item->title);
    put_publisher(j, by->owner, by->name);
    put_typed(j, "dct:modified", at, "xsd:dateTime");
    if (item->vigencia.has)
        put_typed(j, "dct:issued", at, "xsd:dateTime");
    put_ref(j, "dct:license", VD_S(LICENCE));
    put_ref(j, "dct:language", VD_S(SPANISH));
    put_ref(j, "dct:spatial", VD_S(COLOMBIA));
    if (item->vigencia.has)
        put_year(j, arena, item->vigencia.v);
    put_ref(j, "dcat:landingPage", by->page);
    vd_json_key(j, "dcat:distribution");
    vd_json_array(j);
    put_distribution(j, "CSV", "https://www.iana.org/assignments/media-types/text/csv", item->csv);
    put_distribution(j, "JSON", "https://www.iana.org/assignments/media-types/application/json", item->json);
    put_distribution(j, "XLSX", "https://www.iana.org/assignments/media-types/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", item->xlsx);
    put_distribution(j, "iCalendar", "https://www.iana.org/assignments/media-types/text/calendar", item->ics);
    put_distribution(j, "PDF", "https://www.iana.org/assignments/media-types/application/pdf", item->pdf);
    vd_json_array_end(j);
    vd_json_object_end(j);
}

static void put_context(struct vd_req *rq, struct vd_json *j)
{
    static const char *const names[][2] = {
        {"dcat", "http://www.w3.org/ns/dcat#"}, {"dct", "http://purl.org/dc/terms/"}, {"foaf", "http://xmlns.com/foaf/0.1/"},
        {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
    struct vd_url base = site_absolute(rq, (struct vd_url){VD_S("/")});
    vd_json_key(j, "@context");
    vd_json_object(j);
    if (base.s.n > 1)
        VD_JSON_STR(j, "@base", base.s);
    for (size_t i = 0; i < VD_COUNT(names); i++)
        VD_JSON_STR(j, names[i][0], vd_str_of(names[i][1]));
    vd_json_object_end(j);
}

static enum vd_err put_head(struct vd_req *rq, struct vd_json *j)
{
    struct vd_chain_head head;
    vd_news news = {0};
    VD_TRY(vd_record_head(rq->db, rq->arena, 0, &head));
    VD_TRY(vd_record_news(rq->db, rq->arena, 0, 1, &news));
    rq->last_changed = news.n && news.v[0].at > head.at ? news.v[0].at : head.at;
    put_context(rq, j);
    VD_JSON_STR(j, "@id", VD_S("/datos"));
    VD_JSON_STR(j, "@type", VD_S("dcat:Catalog"));
    put_spanish(j, "dct:title", VD_S("Datos abiertos de Veedor"));
    put_spanish(j, "dct:description", VD_S("Planes anticorrupción de entidades públicas, su seguimiento y el registro de sus cambios."));
    put_publisher(j, VD_S("/"), VD_S("Veedor"));
    put_typed(j, "dct:modified", vd_us_iso(rq->arena, rq->last_changed), "xsd:dateTime");
    put_ref(j, "dct:license", VD_S(LICENCE));
    put_ref(j, "dct:language", VD_S(SPANISH));
    put_ref(j, "dct:spatial", VD_S(COLOMBIA));
    put_ref(j, "foaf:homepage", VD_S("/"));
    return VD_OK;
}

static enum vd_err put_owner(struct vd_req *rq, struct vd_json *j, struct vd_arena *arena, const opendata_sets *sets, const struct vd_entity *entity)
{
    opendata_items items = {0};
    const char *slug = entity ? vd_str_c(arena, entity->slug) : NULL;
    const struct publisher by = {
        .owner = entity ? vd_url_path(arena, slug, NULL).s : VD_S("/"), .page = entity ? vd_url_path(arena, slug, "datos", NULL).s : VD_S("/datos"),
        .name = entity ? entity->name : VD_S("Veedor")};
    VD_TRY(opendata_items_of(rq, arena, sets, entity, &items));
    VD_EACH(item, &items)
        put_dataset(j, arena, &by, item);
    return rq->body.n > SPILL ? vd_req_spill(rq) : VD_OK;
}

static enum vd_err put_entities(struct vd_req *rq, struct vd_json *j, struct vd_arena *scratch, const opendata_sets *sets)
{
    struct vd_entity_page found;
    struct vd_entity_asked asked = {.most = ENTITIES_AT_ONCE};
    do {
        VD_TRY(vd_entity_page(rq->db, rq->arena, &asked, &found));
        VD_EACH(entity, &found.rows) {
            vd_arena_reset(scratch);
            VD_TRY(put_owner(rq, j, scratch, sets, entity));
            asked.after = entity->slug;
        }
    } while (found.has_after);
    return VD_OK;
}

static void free_scratch(void *scratch) { vd_arena_free(scratch); }

enum vd_err opendata_catalogue(struct vd_req *rq)
{
    struct vd_json j;
    opendata_sets sets = {0};
    struct vd_arena *scratch = vd_arena_new(ENTITY_MEMORY);
    if (!scratch)
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_scratch, scratch);
    opendata_sets_of(rq, &sets);
    rq->type = "application/ld+json";
    vd_json_init(&j, &rq->body);
    vd_json_object(&j);
    VD_TRY(put_head(rq, &j));
    vd_json_key(&j, "dcat:dataset");
    vd_json_array(&j);
    VD_TRY(put_owner(rq, &j, scratch, &sets, NULL));
    VD_TRY(put_entities(rq, &j, scratch, &sets));
    vd_json_array_end(&j);
    vd_json_object_end(&j);
    return VD_OK;
}
