/* SPDX-License-Identifier: Apache-2.0 */
#include "features/opendata/opendata_sets.h"

/* ---- shapes */

static const struct vd_field item_fields[] = {
    VD_FIELD(struct opendata_item, title, VD_F_TEXT, "title", "Datos", "Nombre del conjunto de datos"),
    VD_FIELD(struct opendata_item, of, VD_F_TEXT, "plan", "Plan", "Plan del que son; vacío si no son de un plan"),
    VD_FIELD(struct opendata_item, vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct opendata_item, about, VD_F_TEXT, "about", "Qué trae", "Qué hay en cada fila"),
    VD_FIELD(struct opendata_item, csv, VD_F_TEXT, "csv", "CSV", "Dirección en CSV; vacía si no lo hay"),
    VD_FIELD(struct opendata_item, json, VD_F_TEXT, "json", "JSON", "Dirección en JSON; vacía si no lo hay"),
    VD_FIELD(struct opendata_item, xlsx, VD_F_TEXT, "xlsx", "XLSX", "Dirección en XLSX; vacía si no lo hay"),
    VD_FIELD(struct opendata_item, ics, VD_F_TEXT, "ics", "ICS", "Dirección para calendarios (iCalendar); vacía si no lo hay"),
    VD_FIELD(struct opendata_item, pdf, VD_F_TEXT, "pdf", "PDF", "Dirección en PDF; vacía si no lo hay"),
};
const struct vd_dataset opendata_items_set = VD_DATASET(opendata_item, item_fields, "datos", "Datos abiertos");

static const struct vd_field column_fields[] = {
    VD_FIELD(struct opendata_column, set, VD_F_TEXT, "dataset", "Datos", "Nombre del conjunto de datos"),
    VD_FIELD(struct opendata_column, address, VD_F_TEXT, "address", "Dirección", "Dónde está; entre llaves va lo que cambia"),
    VD_FIELD(struct opendata_column, heading, VD_F_TEXT, "heading", "Columna", "Encabezado en CSV y en XLSX"),
    VD_FIELD(struct opendata_column, key, VD_F_TEXT, "key", "Clave", "Nombre en JSON; [] es una lista"),
    VD_FIELD(struct opendata_column, type, VD_F_TEXT, "type", "Tipo", "Qué clase de valor es"),
    VD_FIELD(struct opendata_column, about, VD_F_TEXT, "about", "Qué es", "Qué dice la columna"),
    VD_FIELD(struct opendata_column, values, VD_F_TEXT, "values", "Valores", "Cuando son unos pocos: el código que dice JSON y, tras los dos puntos, la palabra que dicen CSV y XLSX"),
};
const struct vd_dataset opendata_columns_set = VD_DATASET(opendata_column, column_fields, "diccionario", "Diccionario de columnas");

/* ---- sets */

void opendata_sets_of(struct vd_req *rq, opendata_sets *ret)
{
    opendata_sets sets = {0};
    for (const struct vd_route *const *table = vd_req_routes(rq); *table; table++)
        for (const struct vd_route *route = *table; route->path; route++) {
            bool list = route->handler == site_data_csv;
            struct vd_str path = vd_str_of(route->path);
            if (route->access == VD_ACCESS_PUBLIC && route->handler == site_file)
                *VD_PUSH(rq->arena, &sets) = (struct opendata_set){.file = route->extra, .path = path};
            if (route->access != VD_ACCESS_PUBLIC || (!list && route->handler != site_document_json))
                continue;
            *VD_PUSH(rq->arena, &sets) = (struct opendata_set){.data = route->extra, .path = list ? vd_str_sub(path, 0, path.n - strlen(".csv")) : path, .list = list};
        }
    *ret = sets;
}

struct vd_str opendata_set_title(const struct opendata_set *set) { return vd_str_of(set->file ? set->file->title : set->data->set->title); }
struct vd_str opendata_set_about(const struct opendata_set *set) { return vd_str_of(set->file ? set->file->about : set->data->about); }

/* ---- addresses */

/* "/{entidad}/{familia}/{vigencia}/ventanas" with the values; false: it asks for something else, or lacks what is given. */
static bool fill_path(struct vd_arena *arena, struct vd_str path, const struct vd_entity *entity, const struct shown_plan_row *head, struct vd_str *ret)
{
    bool of_entity = vd_str_find(path, VD_S("{entidad}")) >= 0, of_plan = vd_str_find(path, VD_S("{vigencia}")) >= 0;
    struct vd_str left = path, before, name, filled = {0};
    if (of_entity != (entity != NULL) || of_plan != (head != NULL))
        return false;
    while (vd_str_split(&left, '{', &before)) {
        filled = vd_str_printf(arena, "%.*s%.*s", VD_SARG(filled), VD_SARG(before));
        if (!vd_str_split(&left, '}', &name))
            break;
        if (vd_str_is(name, "entidad") && entity)
            filled = vd_str_printf(arena, "%.*s%.*s", VD_SARG(filled), VD_SARG(entity->slug));
        else if (vd_str_is(name, "familia") && head)
            filled = vd_str_printf(arena, "%.*s%.*s", VD_SARG(filled), VD_SARG(head->path_word));
        else if (vd_str_is(name, "vigencia") && head)
            filled = vd_str_printf(arena, "%.*s%" PRId64, VD_SARG(filled), head->vigencia);
        else
            return false;
    }
    *ret = filled;
    return true;
}

static struct vd_str anchor_of(struct vd_arena *arena, struct vd_str address, const struct vd_entity *entity)
{
    size_t from = entity ? entity->slug.n + 2 : 1;
    char *text = vd_str_c(arena, vd_str_sub(address, from, address.n));
    for (char *c = text; *c; c++)
        if (*c == '/' || *c == '.')
            *c = '-';
    return vd_str_of(text);
}

static bool of_follow_up(const struct opendata_set *set)
{
    return set->data ? set->data->of_follow_up : set->file && set->file->of_follow_up;
}

/* Of what is no list: one form at one address. */
static void put_address(const struct opendata_set *set, struct vd_str address, struct opendata_item *item)
{
    static const char *const forms[] = {[0] = "JSON", [SITE_XLSX] = "XLSX", [SITE_ICS] = "ICS", [SITE_PDF] = "PDF"};
    enum site_file_form form = set->file ? set->file->form : 0;
    *(form == SITE_XLSX ? &item->xlsx : form == SITE_ICS ? &item->ics : form == SITE_PDF ? &item->pdf : &item->json) = address;
    item->form = forms[form];
    item->file = (struct vd_url){address};
}

static void put_item(struct vd_arena *arena, const struct opendata_set *set, const struct vd_entity *entity, const struct shown_plan_row *head, vd_us at, opendata_items *items)
{
    struct vd_str address;
    if (!fill_path(arena, set->path, entity, head, &address))
        return;
    struct opendata_item *item = VD_PUSH(arena, items);
    *item = (struct opendata_item){
        .title = opendata_set_title(set), .about = opendata_set_about(set), .at = at, .list = set->list, .anchor = anchor_of(arena, address, entity)};
    if (head) {
        item->of = plan_short_title(arena, head);
        item->vigencia = vd_some(head->vigencia);
    }
    if (!set->list) {
        put_address(set, address, item);
        return;
    }
    item->forms = vd_forms_of(arena, (struct vd_url){address}, item->of.n ? vd_str_printf(arena, "%.*s, %.*s", VD_SARG(item->title), VD_SARG(item->of)) : item->title);
    item->csv = item->forms.csv.s;
    item->json = item->forms.json.s;
    item->xlsx = item->forms.xlsx.s;
}

enum vd_err opendata_items_of(struct vd_req *rq, struct vd_arena *arena, const opendata_sets *sets, const struct vd_entity *entity, opendata_items *ret)
{
    opendata_items items = {0};
    plan_heads heads = {0};
    struct vd_chain_head chain;
    VD_TRY(vd_record_head(rq->db, arena, entity ? entity->id : 0, &chain));
    if (entity)
        VD_TRY(plan_shown_list(rq->db, arena, entity->id, (struct vd_str){0}, &heads));
    VD_EACH(head, &heads)
        VD_EACH(set, sets)
            if (!of_follow_up(set) || head->followed_on.p)
                put_item(arena, set, entity, head, head->created_at, &items);
    VD_EACH(set, sets)
        put_item(arena, set, entity, NULL, chain.at, &items);
    *ret = items;
    return VD_OK;
}

/* ---- dictionary */

static const char *type_word(enum vd_field_type type)
{
    static const char *const words[] = {
        [VD_F_TEXT] = "texto", [VD_F_INT] = "número entero", [VD_F_OINT] = "número entero o vacío", [VD_F_DATE] = "fecha (AAAA-MM-DD) o vacío",
        [VD_F_QTY] = "número decimal o vacío", [VD_F_BOOL] = "sí o no", [VD_F_CODE] = "uno de unos valores, o vacío", [VD_F_LIST] = "lista", [VD_F_OBJECT] = "objeto"};
    return words[type];
}

/* "declarado: Declarado; revisado: Revisado"; alone when both are the same. */
static struct vd_str values_of(struct vd_arena *arena, const struct vd_code *codes)
{
    struct vd_str values = {0};
    for (; codes && codes->value; codes++) {
        bool same = strcmp(codes->code, codes->word) == 0;
        values = vd_str_printf(arena, "%.*s%s%s%s%s", VD_SARG(values), values.n ? "; " : "", codes->code, same ? "" : ": ", same ? "" : codes->word);
    }
    return values;
}

struct describing { struct vd_arena *arena; struct vd_str set, address; opendata_columns *columns; };

static void put_columns(const struct describing *to, const struct vd_dataset *set, struct vd_str prefix)
{
    for (size_t i = 0; i < set->n_fields; i++) {
        const struct vd_field *field = &set->fields[i];
        struct vd_str key = vd_str_printf(to->arena, "%.*s%s", VD_SARG(prefix), field->key);
        *VD_PUSH(to->arena, to->columns) = (struct opendata_column){
            .set = to->set, .address = to->address, .key = key, .type = vd_str_of(type_word(field->type)), .about = vd_str_of(field->about), .values = values_of(to->arena, field->codes),
            .heading = vd_field_in_sheet(field) && !prefix.n ? vd_str_of(field->label) : (struct vd_str){0}};
        if (field->of)
            put_columns(to, field->of, vd_str_printf(to->arena, "%.*s%s", VD_SARG(key), field->type == VD_F_LIST ? "[]." : "."));
    }
}

void opendata_columns_of(struct vd_arena *arena, const struct vd_dataset *set, struct vd_str address, opendata_columns *ret)
{
    const struct describing to = {.arena = arena, .set = vd_str_of(set->title), .address = address, .columns = ret};
    put_columns(&to, set, (struct vd_str){0});
}
