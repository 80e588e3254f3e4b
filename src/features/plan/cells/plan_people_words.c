/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_people_parts.h"

/* First words. A plural one spreads over a list: «Profesionales de Comunicaciones y Sistemas» are two. */
static const struct plan_head heads[] = {
    {"oficina", 'u', NULL}, {"oficinas", 'u', "Oficina"}, {"secretaria", 'u', NULL}, {"secretarias", 'u', "Secretaría"}, {"direccion", 'u', NULL},
    {"direcciones", 'u', "Dirección"}, {"subdireccion", 'u', NULL}, {"subdirecciones", 'u', "Subdirección"}, {"subd", 'u', NULL}, {"dir", 'u', NULL},
    {"sec", 'u', NULL}, {"of", 'u', NULL}, {"ofic", 'u', NULL}, {"subsecretaria", 'u', NULL}, {"subsecretarias", 'u', "Subsecretaría"}, {"subsec", 'u', NULL},
    {"gerencia", 'u', NULL}, {"subgerencia", 'u', NULL}, {"departamento", 'u', NULL}, {"dpto", 'u', NULL}, {"division", 'u', NULL}, {"grupo", 'u', NULL},
    {"area", 'u', NULL}, {"unidad", 'u', NULL}, {"coordinacion", 'u', NULL}, {"jefatura", 'u', NULL}, {"comite", 'u', NULL}, {"despacho", 'u', NULL},
    {"alcaldia", 'u', NULL}, {"gobernacion", 'u', NULL}, {"contraloria", 'u', NULL}, {"personeria", 'u', NULL}, {"concejo", 'u', NULL}, {"consejo", 'u', NULL},
    {"equipo", 'u', NULL}, {"vicerrectoria", 'u', NULL}, {"rectoria", 'u', NULL}, {"facultad", 'u', NULL}, {"inspeccion", 'u', NULL}, {"comisaria", 'u', NULL},
    {"instituto", 'u', NULL}, {"empresa", 'u', NULL}, {"corporacion", 'u', NULL}, {"ministerio", 'u', NULL}, {"junta", 'u', NULL}, {"ventanilla", 'u', NULL},
    {"delegada", 'u', NULL}, {"viceministerio", 'u', NULL}, {"presidencia", 'u', NULL}, {"vicepresidencia", 'u', NULL}, {"auditoria", 'u', NULL},
    {"subproceso", 'u', NULL}, {"proceso", 'u', NULL}, {"dependencia", 'u', NULL}, {"seccion", 'u', NULL}, {"regional", 'u', NULL},
    {"jefe", 'r', NULL}, {"jefes", 'r', "Jefe"}, {"profesional", 'r', NULL}, {"profesionales", 'r', "Profesional"}, {"asesor", 'r', NULL}, {"asesora", 'r', NULL},
    {"asesores", 'r', "Asesor"}, {"lider", 'r', NULL}, {"lideres", 'r', "Líder"}, {"coordinador", 'r', NULL}, {"coordinadora", 'r', NULL},
    {"coordinadores", 'r', "Coordinador"}, {"director", 'r', NULL}, {"directora", 'r', NULL}, {"directores", 'r', "Director"}, {"subdirector", 'r', NULL},
    {"subdirectora", 'r', NULL}, {"secretario", 'r', NULL}, {"secretarios", 'r', "Secretario"}, {"subsecretario", 'r', NULL}, {"gerente", 'r', NULL},
    {"subgerente", 'r', NULL}, {"rector", 'r', NULL}, {"decano", 'r', NULL}, {"alcalde", 'r', NULL}, {"alcaldesa", 'r', NULL}, {"gobernador", 'r', NULL},
    {"gobernadora", 'r', NULL}, {"contratista", 'r', NULL}, {"contratistas", 'r', "Contratista"}, {"gestor", 'r', NULL}, {"gestores", 'r', "Gestor"},
    {"enlace", 'r', NULL}, {"enlaces", 'r', "Enlace"}, {"funcionario", 'r', NULL}, {"funcionarios", 'r', "Funcionario"}, {"servidor", 'r', NULL},
    {"servidores", 'r', "Servidor"}, {"supervisor", 'r', NULL}, {"supervisores", 'r', "Supervisor"}, {"tecnico", 'r', NULL}, {"auxiliar", 'r', NULL},
    {"tesorero", 'r', NULL}, {"almacenista", 'r', NULL}, {"auditor", 'r', NULL}, {"auditores", 'r', "Auditor"}, {"ingeniero", 'r', NULL},
    {"representante", 'r', NULL}, {"contador", 'r', NULL}, {"comisario", 'r', NULL}, {"inspector", 'r', NULL}, {"personero", 'r', NULL},
    {"presidente", 'r', NULL}, {"responsable", 'r', NULL}, {"responsables", 'r', NULL}, {"administrador", 'r', NULL}, {"webmaster", 'r', NULL},
    {"todas", 'g', NULL}, {"todos", 'g', NULL}, {"toda", 'g', NULL}, {"todo", 'g', NULL}, {"cada", 'g', NULL}, {"dependencias", 'g', NULL},
    {"areas", 'g', NULL}, {"procesos", 'g', NULL}, {"comites", 'g', NULL}, {"entidades", 'g', NULL}, {"alta", 'g', NULL}, {"equipos", 'g', NULL},
};

/* Areas named without their «Oficina de». */
static const char *const areas[] = {
    "planeacion", "control interno", "talento humano", "juridica", "juridico", "asuntos juridicos", "sistemas", "sistema de informacion", "prensa", "comunicaciones",
    "comunicacion", "contratacion", "hacienda", "tesoreria", "presupuesto", "contabilidad", "archivo", "almacen", "gobierno", "salud", "educacion",
    "cultura", "deportes", "turismo", "transito", "participacion comunitaria", "participacion ciudadana", "calidad", "tic", "tics", "correspondencia",
    "atencion al ciudadano", "atencion al usuario", "servicio al ciudadano", "gestion documental", "gestion humana", "gestion integral", "gestion social",
    "desarrollo social", "desarrollo economico", "infraestructura", "obras publicas", "ambiente", "medio ambiente", "agricultura", "veeduria", "financiera",
    "administrativa", "recursos humanos", "recursos fisicos", "tecnologia", "seguridad", "bienestar social", "bienestar", "vivienda", "rentas", "cartera", "sisben",
    "nomina", "catastro", "victimas", "juventud", "mujer", "disciplinario", "defensa judicial", "cobro coactivo", "riesgos",
};

const struct plan_head *plan_head_at(const plan_words *words, size_t i)
{
    for (size_t k = 0; i < words->n && words->v[i].kind == PLAN_WORD && k < VD_COUNT(heads); k++)
        if (words->v[i].fold.p[0] == *heads[k].word && vd_str_is(words->v[i].fold, heads[k].word))
            return &heads[k];
    return NULL;
}

size_t plan_area_at(const plan_words *words, size_t i)
{
    size_t best = 0;
    for (size_t k = 0; k < VD_COUNT(areas); k++) {
        size_t n = plan_words_match(words, i, areas[k]);
        best = n > best ? n : best;
    }
    return best;
}

static bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/* OPGI, SSI, UAC, MinTIC is none: two to eight capitals. */
bool plan_acronym_at(const plan_words *words, size_t i)
{
    if (i >= words->n || words->v[i].kind != PLAN_WORD)
        return false;
    struct vd_str raw = words->v[i].raw;
    size_t capitals = 0;
    for (size_t k = 0; k < raw.n; k++)
        capitals += upper(raw.p[k]);
    return raw.n >= 2 && raw.n <= 8 && capitals == raw.n && !plan_head_at(words, i) && !plan_area_at(words, i);
}

size_t plan_skip_articles(const plan_words *words, size_t i)
{
    static const char *const articles[] = {"el", "la", "los", "las"};
    while (PLAN_WORD_IN(words, i, articles))
        i++;
    return i;
}

bool plan_connector_at(const plan_words *words, size_t i)
{
    static const char *const all[] = {"de", "del", "la", "las", "los", "el", "y", "e", "o", "u", "a", "al", "en", "con", "para", "por", "que", "su",
                                      "sus", "como", "ante", "-", "(", ",", "\"", "/"};
    return PLAN_WORD_IN(words, i, all);
}

/* Areas that are also adjectives: «Subdirección Administrativa y Financiera» is one. */
static const char *const adjectives[] = {"financiera", "administrativa", "juridica", "juridico"};

bool plan_adjective_at(const plan_words *words, size_t i) { return PLAN_WORD_IN(words, i, adjectives); }
