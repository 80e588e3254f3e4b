/* SPDX-License-Identifier: Apache-2.0 */
#include "features/search/search_views.h"
#include "features/search/search_gather.h"

static const struct vd_code kind_codes[] = {
    VD_CODE("entidad", "Entidad"), VD_CODE("plan", "Plan"), VD_CODE("responsable", "Responsable"), VD_CODE("actividad", "Actividad"), {0}};

static const struct vd_field fields[] = {
    VD_FIELD_CODE(struct search_row, kind, kind_codes, "type", "Tipo", "Qué es lo que se encontró"),
    VD_FIELD(struct search_row, entity, VD_F_TEXT, "entity", "Entidad", "La entidad en la dirección"),
    VD_FIELD(struct search_row, name, VD_F_TEXT, "entity_name", "Nombre de la entidad", "Nombre oficial de la entidad"),
    VD_FIELD(struct search_row, vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan; vacío en las entidades"),
    VD_FIELD(struct search_row, title, VD_F_TEXT, "title", "Título", "Nombre, o código y texto de la actividad"),
    VD_FIELD(struct search_row, text, VD_F_TEXT, "text", "Texto", "Lo demás en que se buscó: producto, meta, responsables, componentes"),
    VD_FIELD(struct search_row, url, VD_F_TEXT, "url", "Dirección", "Página donde se lee, dentro de este sitio"),
};
const struct vd_dataset search_set = VD_DATASET(search_row, fields, "resultados", "Resultados de la búsqueda");

struct search_row search_row_of(const struct search_shown *shown)
{
    return (struct search_row){.kind = vd_str_of(search_kind_words[shown->kind]), .entity = shown->slug, .name = shown->entity, .title = shown->title,
        .text = shown->body, .url = shown->path, .vigencia = shown->vigencia ? vd_some(shown->vigencia) : (struct vd_oint){0}};
}
