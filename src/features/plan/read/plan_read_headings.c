/* SPDX-License-Identifier: Apache-2.0 */
/* What the headings of columns mean. Compared folded, singular, without spaces round a slash nor final dots; where nothing is
 * equal, one wrong letter is forgiven in a heading of six letters or more, and said. */
#include "features/plan/cells/plan_words.h"
#include "features/plan/read/plan_draft.h"

enum { HEADING_MAX = 80, GUESS_LEAST = 6 };

struct known { const char *heading; enum plan_field field; bool or_product; };

/* To teach the reader another spelling, add a line: folded, accents off, plural or not. */
static const struct known headings[] = {
    {"componente", PLAN_FIELD_COMPONENT, 0}, {"estrategia", PLAN_FIELD_COMPONENT, 0},
    {"estrategia, mecanismo, medida, etc", PLAN_FIELD_COMPONENT, 0}, {"estrategia, mecanismo o medida", PLAN_FIELD_COMPONENT, 0},
    {"objetivo", PLAN_FIELD_OBJECTIVE, 0}, {"objetivo especifico", PLAN_FIELD_OBJECTIVE, 0},
    {"subcomponente", PLAN_FIELD_SUBCOMPONENT, 0}, {"subcomponente/proceso", PLAN_FIELD_SUBCOMPONENT, 0},
    {"subcomponente o proceso", PLAN_FIELD_SUBCOMPONENT, 0}, {"subcomponente - proceso", PLAN_FIELD_SUBCOMPONENT, 0},
    {"subcomponente/fase", PLAN_FIELD_SUBCOMPONENT, 0}, {"fase", PLAN_FIELD_SUBCOMPONENT, 0},
    {"no", PLAN_FIELD_NUMBER, 0}, {"n°", PLAN_FIELD_NUMBER, 0}, {"n.o", PLAN_FIELD_NUMBER, 0}, {"#", PLAN_FIELD_NUMBER, 0},
    {"num", PLAN_FIELD_NUMBER, 0}, {"numero", PLAN_FIELD_NUMBER, 0}, {"item", PLAN_FIELD_NUMBER, 0}, {"codigo", PLAN_FIELD_NUMBER, 0},
    {"numero de actividad", PLAN_FIELD_NUMBER, 0}, {"no. actividad", PLAN_FIELD_NUMBER, 0}, {"no. de actividad", PLAN_FIELD_NUMBER, 0},
    {"actividad", PLAN_FIELD_ACTIVITY, 0}, {"actividad programada", PLAN_FIELD_ACTIVITY, 0}, {"actividad a desarrollar", PLAN_FIELD_ACTIVITY, 0},
    {"actividad a realizar", PLAN_FIELD_ACTIVITY, 0}, {"descripcion de la actividad", PLAN_FIELD_ACTIVITY, 0}, {"accion", PLAN_FIELD_ACTIVITY, 0},
    {"accion a realizar", PLAN_FIELD_ACTIVITY, 0}, {"accion o actividad", PLAN_FIELD_ACTIVITY, 0}, {"actividad/accion", PLAN_FIELD_ACTIVITY, 0},
    {"producto", PLAN_FIELD_PRODUCT, 0}, {"producto esperado", PLAN_FIELD_PRODUCT, 0}, {"entregable", PLAN_FIELD_PRODUCT, 0},
    {"meta", PLAN_FIELD_GOAL, 0}, {"meta anual", PLAN_FIELD_GOAL, 0}, {"meta de la vigencia", PLAN_FIELD_GOAL, 0}, {"meta programada", PLAN_FIELD_GOAL, 0},
    {"meta o producto", PLAN_FIELD_GOAL, 1}, {"meta y/o producto", PLAN_FIELD_GOAL, 1}, {"meta/producto", PLAN_FIELD_GOAL, 1},
    {"producto o meta", PLAN_FIELD_GOAL, 1}, {"meta y producto", PLAN_FIELD_GOAL, 1}, {"producto/meta", PLAN_FIELD_GOAL, 1},
    {"indicador", PLAN_FIELD_INDICATOR, 0}, {"nombre del indicador", PLAN_FIELD_INDICATOR, 0}, {"indicador de gestion", PLAN_FIELD_INDICATOR, 0},
    {"indicador de producto", PLAN_FIELD_INDICATOR, 0}, {"indicador de cumplimiento", PLAN_FIELD_INDICATOR, 0},
    {"formula", PLAN_FIELD_FORMULA, 0}, {"formula del indicador", PLAN_FIELD_FORMULA, 0}, {"formula de calculo", PLAN_FIELD_FORMULA, 0},
    {"formula de medicion", PLAN_FIELD_FORMULA, 0},
    {"responsable", PLAN_FIELD_RESPONSIBLE, 0}, {"dependencia responsable", PLAN_FIELD_RESPONSIBLE, 0}, {"area responsable", PLAN_FIELD_RESPONSIBLE, 0},
    {"proceso responsable", PLAN_FIELD_RESPONSIBLE, 0}, {"responsable de la actividad", PLAN_FIELD_RESPONSIBLE, 0},
    {"lider responsable", PLAN_FIELD_RESPONSIBLE, 0}, {"dependencia", PLAN_FIELD_RESPONSIBLE, 0}, {"responsable/dependencia", PLAN_FIELD_RESPONSIBLE, 0},
    {"fecha inicio", PLAN_FIELD_START, 0}, {"fecha de inicio", PLAN_FIELD_START, 0}, {"fecha inicial", PLAN_FIELD_START, 0},
    {"f. inicio", PLAN_FIELD_START, 0}, {"f. de inicio", PLAN_FIELD_START, 0}, {"f. inicial", PLAN_FIELD_START, 0}, {"f. fin", PLAN_FIELD_END, 0},
    {"f. final", PLAN_FIELD_END, 0}, {"f. de finalizacion", PLAN_FIELD_END, 0}, {"f. terminacion", PLAN_FIELD_END, 0}, {"inicio", PLAN_FIELD_START, 0}, {"desde", PLAN_FIELD_START, 0}, {"fecha de inicio programada", PLAN_FIELD_START, 0},
    {"fecha final", PLAN_FIELD_END, 0}, {"fecha fin", PLAN_FIELD_END, 0}, {"fecha de fin", PLAN_FIELD_END, 0}, {"fecha de finalizacion", PLAN_FIELD_END, 0},
    {"fecha finalizacion", PLAN_FIELD_END, 0}, {"fecha de terminacion", PLAN_FIELD_END, 0}, {"fecha terminacion", PLAN_FIELD_END, 0},
    {"fin", PLAN_FIELD_END, 0}, {"final", PLAN_FIELD_END, 0}, {"hasta", PLAN_FIELD_END, 0}, {"terminacion", PLAN_FIELD_END, 0},
    {"fecha", PLAN_FIELD_DATE, 0}, {"fecha programada", PLAN_FIELD_DATE, 0}, {"fecha de cumplimiento", PLAN_FIELD_DATE, 0},
    {"fecha de ejecucion", PLAN_FIELD_DATE, 0}, {"fecha limite", PLAN_FIELD_DATE, 0}, {"plazo", PLAN_FIELD_DATE, 0}, {"periodicidad", PLAN_FIELD_DATE, 0},
    {"frecuencia", PLAN_FIELD_DATE, 0}, {"cronograma", PLAN_FIELD_DATE, 0}, {"tiempo de ejecucion", PLAN_FIELD_DATE, 0},
    {"mes", PLAN_FIELD_MONTH, 0}, {"meses", PLAN_FIELD_MONTH, 0},
    {"cumplimiento del indicador", PLAN_FIELD_ACHIEVED, 0}, {"resultado del indicador", PLAN_FIELD_ACHIEVED, 0}, {"valor alcanzado", PLAN_FIELD_ACHIEVED, 0},
    {"meta alcanzada", PLAN_FIELD_ACHIEVED, 0}, {"ejecutado", PLAN_FIELD_ACHIEVED, 0}, {"actividad cumplida", PLAN_FIELD_ACHIEVED, 0},
    {"cumplimiento", PLAN_FIELD_DECLARED, 0}, {"% cumplimiento", PLAN_FIELD_DECLARED, 0}, {"% de cumplimiento", PLAN_FIELD_DECLARED, 0},
    {"porcentaje de cumplimiento", PLAN_FIELD_DECLARED, 0}, {"% de avance", PLAN_FIELD_DECLARED, 0}, {"% avance", PLAN_FIELD_DECLARED, 0},
    {"codigo del tramite", PLAN_FIELD_TRAMITE_CODE, 0}, {"numero del tramite", PLAN_FIELD_TRAMITE_CODE, 0}, {"no. del tramite", PLAN_FIELD_TRAMITE_CODE, 0},
    {"numero/codigo del tramite", PLAN_FIELD_TRAMITE_CODE, 0}, {"codigo/numero del tramite", PLAN_FIELD_TRAMITE_CODE, 0},
    {"codigo suit", PLAN_FIELD_TRAMITE_CODE, 0}, {"numero suit", PLAN_FIELD_TRAMITE_CODE, 0}, {"no. suit", PLAN_FIELD_TRAMITE_CODE, 0},
    {"nombre del tramite", PLAN_FIELD_TRAMITE_NAME, 0}, {"tramite", PLAN_FIELD_TRAMITE_NAME, 0}, {"nombre", PLAN_FIELD_TRAMITE_NAME, 0},
    {"nombre del tramite u opa", PLAN_FIELD_TRAMITE_NAME, 0}, {"tramite u opa", PLAN_FIELD_TRAMITE_NAME, 0}, {"tramite/opa", PLAN_FIELD_TRAMITE_NAME, 0},
    {"nombre del tramite, proceso o procedimiento", PLAN_FIELD_TRAMITE_NAME, 0}, {"tramite, proceso o procedimiento", PLAN_FIELD_TRAMITE_NAME, 0},
    {"nombre del tramite o servicio", PLAN_FIELD_TRAMITE_NAME, 0}, {"tramite o servicio", PLAN_FIELD_TRAMITE_NAME, 0},
    {"estado actual", PLAN_FIELD_TRAMITE_CURRENT, 0}, {"situacion actual", PLAN_FIELD_TRAMITE_CURRENT, 0},
    {"estado actual del tramite", PLAN_FIELD_TRAMITE_CURRENT, 0}, {"situacion actual del tramite", PLAN_FIELD_TRAMITE_CURRENT, 0},
    {"mejora", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0}, {"mejora propuesta", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0},
    {"mejora por implementar", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0}, {"mejora a implementar", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0},
    {"mejora a realizar", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0}, {"situacion propuesta", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0},
    {"descripcion de la mejora", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0},
    {"descripcion de la mejora a realizar al tramite, proceso o procedimiento", PLAN_FIELD_TRAMITE_IMPROVEMENT, 0},
    {"beneficio", PLAN_FIELD_TRAMITE_BENEFIT, 0}, {"beneficio al ciudadano", PLAN_FIELD_TRAMITE_BENEFIT, 0},
    {"beneficio para el ciudadano", PLAN_FIELD_TRAMITE_BENEFIT, 0}, {"beneficio al ciudadano o entidad", PLAN_FIELD_TRAMITE_BENEFIT, 0},
    {"beneficio al ciudadano y/o entidad", PLAN_FIELD_TRAMITE_BENEFIT, 0}, {"beneficio al ciudadano o a la entidad", PLAN_FIELD_TRAMITE_BENEFIT, 0},
    {"tipo de racionalizacion", PLAN_FIELD_TRAMITE_KIND, 0}, {"tipo racionalizacion", PLAN_FIELD_TRAMITE_KIND, 0},
    {"accion de racionalizacion", PLAN_FIELD_TRAMITE_ACTION, 0}, {"accion racionalizacion", PLAN_FIELD_TRAMITE_ACTION, 0},
    {"accion especifica de racionalizacion", PLAN_FIELD_TRAMITE_ACTION, 0}, {"accion especifica", PLAN_FIELD_TRAMITE_ACTION, 0},
    {"fecha final racionalizacion", PLAN_FIELD_END, 0}, {"fecha final de racionalizacion", PLAN_FIELD_END, 0},
    {"porcentaje de avance", PLAN_FIELD_DECLARED, 0}, {"observacion", PLAN_FIELD_REMARKS, 0}, {"comentario", PLAN_FIELD_REMARKS, 0},
};

static const struct { const char *name, *label; } fields[PLAN_FIELD_COUNT] = {
    [PLAN_FIELD_NONE] = {"none", "sin uso"}, [PLAN_FIELD_HEADER] = {"header", "encabezado"}, [PLAN_FIELD_COMPONENT] = {"component", "componente"},
    [PLAN_FIELD_OBJECTIVE] = {"objective", "objetivo"}, [PLAN_FIELD_SUBCOMPONENT] = {"subcomponent", "subcomponente"},
    [PLAN_FIELD_NUMBER] = {"number", "número"}, [PLAN_FIELD_ACTIVITY] = {"activity", "actividad"}, [PLAN_FIELD_PRODUCT] = {"product", "producto"},
    [PLAN_FIELD_GOAL] = {"goal", "meta"}, [PLAN_FIELD_INDICATOR] = {"indicator", "indicador"}, [PLAN_FIELD_FORMULA] = {"formula", "fórmula"},
    [PLAN_FIELD_RESPONSIBLE] = {"responsible", "responsable"}, [PLAN_FIELD_START] = {"start", "fecha de inicio"}, [PLAN_FIELD_END] = {"end", "fecha final"},
    [PLAN_FIELD_DATE] = {"date", "fecha"}, [PLAN_FIELD_MONTH] = {"month", "mes"}, [PLAN_FIELD_ACHIEVED] = {"achieved", "valor alcanzado"},
    [PLAN_FIELD_DECLARED] = {"declared", "cumplimiento declarado"}, [PLAN_FIELD_REMARKS] = {"remarks", "observaciones"},
    [PLAN_FIELD_TRAMITE_CODE] = {"tramite_code", "número del trámite"}, [PLAN_FIELD_TRAMITE_NAME] = {"tramite_name", "nombre del trámite"},
    [PLAN_FIELD_TRAMITE_CURRENT] = {"tramite_current", "estado actual del trámite"},
    [PLAN_FIELD_TRAMITE_IMPROVEMENT] = {"tramite_improvement", "mejora propuesta"},
    [PLAN_FIELD_TRAMITE_BENEFIT] = {"tramite_benefit", "beneficio al ciudadano"},
    [PLAN_FIELD_TRAMITE_KIND] = {"tramite_kind", "tipo de racionalización"},
    [PLAN_FIELD_TRAMITE_ACTION] = {"tramite_action", "acción de racionalización"},
};

const char *plan_field_name(enum plan_field field) { return fields[field].name; }
const char *plan_field_label(enum plan_field field) { return fields[field].label; }

struct vd_str plan_field_title(struct vd_arena *arena, enum plan_field field)
{
    const char *label = fields[field].label;
    return vd_str_printf(arena, "%c%s", label[0] >= 'a' && label[0] <= 'z' ? label[0] - 'a' + 'A' : label[0], label + 1);
}

/* ---- comparing */

struct key { char text[HEADING_MAX + 1]; size_t n; };

static bool ends_word(struct vd_str s, size_t next) { return next >= s.n || strchr(" /.:,-()", s.p[next]); }

/* Folded text to key: words without plural ("responsables" and "responsable" both lose their end), no space beside a slash. */
static void make_key(struct vd_str s, struct key *ret)
{
    ret->n = 0;
    for (size_t i = 0; i < s.n && ret->n < HEADING_MAX; i++) {
        char c = s.p[i], last = ret->n ? ret->text[ret->n - 1] : ' ';
        size_t word = 0;
        while (word < ret->n && !strchr(" /", ret->text[ret->n - 1 - word]))
            word++;
        if (c == 's' && word > 3 && ends_word(s, i + 1))
            continue;
        if (c == 'e' && word > 3 && strchr("drnl", last) && (ends_word(s, i + 1) || (i + 1 < s.n && s.p[i + 1] == 's' && ends_word(s, i + 2))))
            continue;
        if (c == ' ' && (last == '/' || last == ' ' || (i + 1 < s.n && s.p[i + 1] == '/')))
            continue;
        ret->text[ret->n++] = c;
    }
    while (ret->n && strchr(" .:,*", ret->text[ret->n - 1]))
        ret->n--;
    ret->text[ret->n] = 0;
}

/* One wrong letter leaves one of the first two in its place or beside it. Spares making the key of most headings. */
static bool may_be(const char *key, const char *heading)
{
    return heading[0] == key[0] || heading[0] == key[1] || (heading[0] && (heading[1] == key[1] || heading[1] == key[0]));
}

static struct plan_heading found(const struct known *known, bool guessed)
{
    return (struct plan_heading){known->field, known->or_product, guessed, known->heading};
}

/* «Fecha de inicio (dd/mm/aaaa)», «Meta 2022»: what follows explains. */
static struct vd_str without_remark(struct vd_str text)
{
    ptrdiff_t open = vd_str_find(text, VD_S("("));
    if (open > 3)
        text = vd_str_trim(vd_str_sub(text, 0, (size_t)open));
    size_t year = text.n > 5 ? text.n - 5 : 0;
    bool ends_in_year = year && text.p[year] == ' ' && text.p[year + 1] == '2' && text.p[year + 2] == '0' && strchr("0123456789", text.p[year + 3]);
    return ends_in_year ? vd_str_trim(vd_str_sub(text, 0, year)) : text;
}

struct plan_heading plan_heading_read(struct vd_arena *arena, struct vd_str heading)
{
    static const struct plan_heading unknown;
    struct key key, of;
    struct vd_str text = vd_str_trim(heading);
    if (text.n == 0 || text.n > HEADING_MAX || (text.p[0] >= '0' && text.p[0] <= '9'))
        return unknown;
    make_key(vd_fold(arena, without_remark(text)), &key);
    if (key.n == 0)
        return unknown;
    const struct known *guess = NULL;
    for (size_t i = 0; i < VD_COUNT(headings); i++) {
        if (!may_be(key.text, headings[i].heading))
            continue;
        make_key(vd_str_of(headings[i].heading), &of);
        if (key.n == of.n && memcmp(key.text, of.text, key.n) == 0)
            return found(&headings[i], false);
        if (!guess && of.n >= GUESS_LEAST && key.n >= GUESS_LEAST && plan_word_slip((struct vd_str){key.text, key.n}, (struct vd_str){of.text, of.n}))
            guess = &headings[i];
    }
    return guess ? found(guess, true) : unknown;
}

struct plan_heading plan_heading_below(struct vd_arena *arena, struct vd_str group, struct vd_str heading)
{
    if (vd_str_trim(heading).n == 0)
        return plan_heading_read(arena, group);
    struct plan_heading both = plan_heading_read(arena, vd_str_printf(arena, "%.*s %.*s", VD_SARG(group), VD_SARG(heading)));
    return both.field != PLAN_FIELD_NONE && !both.guessed ? both : plan_heading_read(arena, heading);
}
