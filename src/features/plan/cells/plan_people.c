/* SPDX-License-Identifier: Apache-2.0 */
/* A cell of responsibles is cut where a new one begins. Line breaks, «;» and «/» always cut. A comma, «y», a dash or nothing at all
 * cut only before a word that begins a unit, a post or a group («Oficina», «Jefe», «Todas»), an abbreviation or the bare name of a
 * known area: «Secretaría de Gobierno y Convivencia» is one. A dash or brackets before the initials of the name give its alias. */
#include "features/plan/cells/plan_people.h"
#include "features/plan/cells/plan_words.h"

/* First words. A plural one spreads over a list: «Profesionales de Comunicaciones y Sistemas» are two. */
static const struct head { const char *word; char kind; const char *singular; } heads[] = {
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

/* Nouns of «Líderes de …», «Secretarías de …» that name a whole group. */
static const char *const whole[] = {"despacho", "proceso", "procesos", "area", "areas", "dependencia", "dependencias", "todas", "todos", "programa", "programas"};

static const struct head *head_at(const plan_words *words, size_t i)
{
    for (size_t k = 0; i < words->n && words->v[i].kind == PLAN_WORD && k < VD_COUNT(heads); k++)
        if (words->v[i].fold.p[0] == *heads[k].word && vd_str_is(words->v[i].fold, heads[k].word))
            return &heads[k];
    return NULL;
}

static size_t area_at(const plan_words *words, size_t i)
{
    size_t best = 0;
    for (size_t k = 0; k < VD_COUNT(areas); k++) {
        size_t n = plan_words_match(words, i, areas[k]);
        best = n > best ? n : best;
    }
    return best;
}

static bool listed(const plan_words *words, size_t i, const char *const *list, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (plan_word_is(words, i, list[k]))
            return true;
    return false;
}
#define LISTED(words, i, list) listed((words), (i), (list), VD_COUNT(list))

static bool upper(char c) { return c >= 'A' && c <= 'Z'; }

/* Á É Í Ñ Ó Ú are two bytes, the second below 0xA0. */
static bool capital(const struct plan_word *w)
{
    return upper(w->raw.p[0]) || (w->raw.n > 1 && (unsigned char)w->raw.p[0] == 0xC3 && (unsigned char)w->raw.p[1] < 0xA0);
}

/* OPGI, SSI, UAC, MinTIC is none: two to eight capitals. */
static bool acronym(const plan_words *words, size_t i)
{
    if (i >= words->n || words->v[i].kind != PLAN_WORD)
        return false;
    struct vd_str raw = words->v[i].raw;
    size_t capitals = 0;
    for (size_t k = 0; k < raw.n; k++)
        capitals += upper(raw.p[k]);
    return raw.n >= 2 && raw.n <= 8 && capitals == raw.n && !head_at(words, i) && !area_at(words, i);
}

static bool begins(const plan_words *words, size_t i) { return head_at(words, i) || acronym(words, i); }

static size_t skip_articles(const plan_words *words, size_t i)
{
    static const char *const articles[] = {"el", "la", "los", "las"};
    while (LISTED(words, i, articles))
        i++;
    return i;
}

static bool is_connector(const plan_words *words, size_t i)
{
    static const char *const all[] = {"de", "del", "la", "las", "los", "el", "y", "e", "o", "u", "a", "al", "en", "con", "para", "por", "que", "su",
                                      "sus", "como", "ante", "-", "(", ",", "\"", "/"};
    return LISTED(words, i, all);
}

struct part { size_t from, to; const char *note; bool dash; };
typedef VD_LIST(struct part) parts;

/* What a part [from, to) is made of so far. */
struct left { bool unit, role, group, of, content, area, acronym_last; size_t words; };

static void look_at(const plan_words *words, size_t i, struct left *out)
{
    const struct head *head = head_at(words, i);
    out->unit = out->unit || (head && head->kind == 'u');
    out->role = out->role || (out->words == 0 && head && head->kind == 'r');
    out->group = out->group || (out->words == 0 && head && head->kind == 'g');
    out->area = out->area || (out->words == 0 && area_at(words, i) > 0);
    out->of = out->of || plan_word_is(words, i, "de") || plan_word_is(words, i, "del");
    if (words->v[i].kind != PLAN_WORD)
        return;
    out->words++;
    out->content = out->content || (!head && !is_connector(words, i));
    out->acronym_last = acronym(words, i);
}

/* The words of a cell, and what the part [from, at) is made of: looked at once for each word, however often it is asked. */
struct walk { const plan_words *words; size_t from, at; struct left seen; };

static struct left look(struct walk *walk, size_t from, size_t to)
{
    if (from != walk->from)
        *walk = (struct walk){.words = walk->words, .from = from, .at = from};
    while (walk->at < to)
        look_at(walk->words, walk->at++, &walk->seen);
    struct left out = walk->seen;
    out.role = out.role && !out.group;
    return out;
}

static bool all_capitals(const plan_words *words)
{
    for (size_t i = 0; i < words->n; i++)
        for (size_t k = 0; k < words->v[i].raw.n; k++)
            if (words->v[i].raw.p[k] >= 'a' && words->v[i].raw.p[k] <= 'z')
                return false;
    return true;
}

/* Areas that are also adjectives: «Subdirección Administrativa y Financiera» is one. */
static const char *const adjectives[] = {"financiera", "administrativa", "juridica", "juridico"};

/* The end of the plural name that «y» closes: «Secretarías y Direcciones». */
static bool bare_plural(const plan_words *words, size_t i)
{
    const struct head *head = head_at(words, i);
    static const char *const ends[] = {".", ",", ";", "\n", "-"};
    return head && (head->singular || head->kind == 'g') && (i + 1 == words->n || LISTED(words, i + 1, ends));
}

static bool after_and(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    struct left left = look(walk, from, i);
    size_t next = skip_articles(words, i + 1);
    if (plan_word_is(words, i + 1, "/")) /* y/o */
        return false;
    if (left.group && bare_plural(words, next))
        return false;
    if (head_at(words, from) && head_at(words, from)->singular && bare_plural(words, next) && left.words == 1)
        return false;
    if (begins(words, next))
        return true;
    bool named = left.unit || left.role;
    if (named && LISTED(words, next, adjectives))
        return false;
    return area_at(words, next) > 0 && left.words > 0 && (!named || (!left.of && left.content));
}

static bool after_comma(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    struct left left = look(walk, from, i);
    size_t next = skip_articles(words, i + 1);
    return begins(words, next) || !(left.unit || left.role) || (area_at(words, next) > 0 && !left.of);
}

static bool after_dash(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    size_t next = i + 1;
    bool glued = words->v[i].glued && next < words->n && words->v[next].glued;
    struct left left = look(walk, from, i);
    if (acronym(words, next) && left.acronym_last && left.words > 1)
        return false;
    return !glued || head_at(words, next) || (left.area && area_at(words, next) > 0);
}

static bool after_slash(const plan_words *words, size_t i)
{
    bool suffix = i + 1 < words->n && words->v[i].glued && words->v[i + 1].glued && words->v[i + 1].raw.n <= 2; /* «Secretario/a» */
    return !suffix && !(i > 0 && plan_word_is(words, i - 1, "y"));
}

/* No separator: a capital begins another. */
static bool begins_alone(struct walk *walk, size_t from, size_t i)
{
    const plan_words *words = walk->words;
    const struct head *head = head_at(words, i);
    if (i == from || is_connector(words, i - 1) || words->v[i - 1].kind != PLAN_WORD || !capital(&words->v[i]))
        return false;
    struct left left = look(walk, from, i);
    if (left.words < 2 || !left.content || (left.role && !left.unit && (!head || head->kind == 'u')))
        return false;
    bool area = area_at(words, i) > 1;
    return (head && (head->kind != 'r' || left.unit || left.area || left.role)) || area;
}

static void cut(struct vd_arena *arena, parts *out, size_t from, size_t to, const char *note, bool dash)
{
    if (to > from)
        *VD_PUSH(arena, out) = (struct part){from, to, note, dash};
}

static parts cut_all(struct vd_arena *arena, const plan_words *words)
{
    parts out = {0};
    struct walk walk = {.words = words};
    size_t from = 0;
    bool dash = false, deep = false;
    for (size_t i = 0; i < words->n; i++) {
        bool strong = plan_word_is(words, i, ";") || plan_word_is(words, i, "\n") || plan_word_is(words, i, "|");
        deep = (deep || plan_word_is(words, i, "(")) && !plan_word_is(words, i, ")");
        bool is_dash = plan_word_is(words, i, "-");
        bool here = strong || (!deep && ((plan_word_is(words, i, "/") && after_slash(words, i)) || (is_dash && after_dash(&walk, from, i)) ||
                                         (plan_word_is(words, i, ",") && after_comma(&walk, from, i)) ||
                                         ((plan_word_is(words, i, "y") || plan_word_is(words, i, "e")) && after_and(&walk, from, i))));
        if (here) {
            cut(arena, &out, from, i, NULL, dash);
            from = i + 1;
            dash = is_dash;
        } else if (!deep && begins_alone(&walk, from, i)) {
            cut(arena, &out, from, i, "no-separator", dash);
            from = i;
            dash = false;
        }
    }
    cut(arena, &out, from, words->n, NULL, dash);
    return out;
}

/* Without the marks and articles around it. */
static struct part trim(const plan_words *words, struct part part)
{
    static const char *const before[] = {",", ".", "-", ":", "\"", "*", "y", "e", "el", "la", "los", "las", "\n", "/", "'"};
    static const char *const after[] = {",", ".", "-", ":", "\"", "*", "y", "/", "'", "\n"};
    while (part.from < part.to && LISTED(words, part.from, before))
        part.from++;
    while (part.to > part.from && LISTED(words, part.to - 1, after))
        part.to--;
    return part;
}

/* ---- one of them */

static bool initials_of(const plan_words *words, size_t from, size_t to, struct vd_str alias)
{
    size_t at = 0;
    for (size_t i = from; i < to; i++)
        if (words->v[i].kind == PLAN_WORD && !is_connector(words, i) && at < alias.n && words->v[i].fold.p[0] == (alias.p[at] | 0x20))
            at++;
    return at == alias.n;
}

/* «(OPGI)» in the part: its name ends before. */
static void bracketed(const plan_words *words, struct part *part, struct vd_str *ret_alias)
{
    for (size_t i = part->from + 1; i + 2 < part->to; i++) {
        if (!plan_word_is(words, i, "(") || !acronym(words, i + 1) || !plan_word_is(words, i + 2, ")") || i + 3 != part->to)
            continue;
        *ret_alias = words->v[i + 1].raw;
        part->to = i;
        return;
    }
}

static bool conditional(const plan_words *words, const struct part *part)
{
    static const char *const phrases[] = {"dependencia responsable", "dependencias responsables", "area responsable", "areas responsables", "responsable de", "responsables de",
                                          "responsable del", "responsables del", "encargada de", "encargado de", "encargadas de", "encargados de", "encargada del", "que corresponda", "segun corresponda",
                                          "segun el caso", "competente", "competentes", "dependencia que", "dependencias que", "administradora de", "administradoras de",
                                          "area encargada", "dependencia encargada", "secretaria que", "proceso que", "quien corresponda", "involucradas", "involucrados", "que apliquen", "que aplique"};
    for (size_t i = part->from; i < part->to; i++)
        for (size_t k = 0; k < VD_COUNT(phrases); k++)
            if (plan_words_match(words, i, phrases[k]))
                return true;
    return false;
}

static bool of_all(const plan_words *words, const struct part *part)
{
    const struct head *head = head_at(words, part->from);
    static const char *const public_ones[] = {"servidores", "funcionarios", "contratistas"};
    if (!head)
        return false;
    size_t next = part->from + 1;
    while (is_connector(words, next) && next < part->to)
        next++;
    bool group_noun = next < part->to && LISTED(words, next, whole);
    return head->kind == 'g' || LISTED(words, part->from, public_ones) || (head->singular && (group_noun || part->to == part->from + 1));
}

/* «Secretaria de Dirección» is a post; «Secretaría de Gobierno» an office. */
static bool is_clerk(const plan_words *words, const struct part *part)
{
    static const char *const bosses[] = {"direccion", "gerencia", "presidencia", "rectoria", "despacho"};
    return plan_word_is(words, part->from, "secretaria") && plan_word_is(words, part->from + 1, "de") && part->to == part->from + 3 &&
           LISTED(words, part->from + 2, bosses);
}

static const char *const conditional_kind = "conditional";

static const char *kind_of(const plan_words *words, const struct part *part)
{
    static const char *const each[] = {"todas", "todos", "toda", "todo", "cada"};
    const struct head *head = head_at(words, part->from);
    if (conditional(words, part) && !LISTED(words, part->from, each))
        return conditional_kind;
    if (of_all(words, part))
        return "group";
    return (head && head->kind == 'r') || is_clerk(words, part) ? "role" : "unit";
}

static bool names_nobody(const plan_words *words, const struct part *part)
{
    static const char *const nobody[] = {"no aplica", "n / a", "na", "n . a", "por definir", "por asignar", "pendiente", "ninguno", "ninguna", "sin responsable", "vacante"};
    for (size_t k = 0; k < VD_COUNT(nobody); k++)
        if (plan_words_match(words, part->from, nobody[k]))
            return true;
    return false;
}

static bool has_letter(const plan_words *words, const struct part *part)
{
    for (size_t i = part->from; i < part->to; i++)
        if (words->v[i].kind == PLAN_WORD)
            return true;
    return false;
}

static struct vd_str text_of(struct vd_arena *arena, const plan_words *words, const struct part *part)
{
    return vd_str_squeeze(arena, plan_words_text(&words->v[part->from], &words->v[part->to - 1]));
}

static void note(struct vd_arena *arena, struct plan_people *out, struct plan_person *p, const char *code)
{
    plan_note_add(arena, &out->verdict, code, p->raw);
    p->status = PLAN_SUPPOSED;
}

/* A known area behind «y», «y/o» or a comma inside one name: two units, perhaps. */
static bool doubtful_and(const plan_words *words, const struct part *part)
{
    for (size_t i = part->from + 1; i + 1 < part->to; i++) {
        if (!plan_word_is(words, i, "y") && !plan_word_is(words, i, ","))
            continue;
        size_t next = plan_word_is(words, i + 1, "/") ? i + 3 : skip_articles(words, i + 1);
        if (area_at(words, next) > 0 && !LISTED(words, next, adjectives))
            return true;
    }
    return false;
}

static void add(struct vd_arena *arena, const plan_words *words, struct part part, struct plan_people *out)
{
    struct plan_person person = {.raw = text_of(arena, words, &part)};
    bracketed(words, &part, &person.alias);
    part = trim(words, part);
    person.name = text_of(arena, words, &part);
    person.kind = kind_of(words, &part);
    person.lead = out->list.n == 0;
    if (part.note)
        note(arena, out, &person, part.note);
    if (person.kind == conditional_kind)
        note(arena, out, &person, "condition");
    else if (!of_all(words, &part) && doubtful_and(words, &part))
        note(arena, out, &person, "and-inside");
    else if (!head_at(words, part.from) && !area_at(words, part.from) && !acronym(words, part.from))
        note(arena, out, &person, "not-known");
    *VD_PUSH(arena, &out->list) = person;
}

/* «Profesionales de Comunicaciones y Sistemas»: one each, under the singular of the head. */
static bool spread(struct vd_arena *arena, const plan_words *words, const struct part *part, struct plan_people *out)
{
    const struct head *head = head_at(words, part->from);
    size_t at = part->from + 1, parts_n = 0;
    if (!head || !head->singular || of_all(words, part) || conditional(words, part) || !plan_word_is(words, at, "de"))
        return false;
    for (size_t i = at; i < part->to; i++)
        parts_n += plan_word_is(words, i, "y") || plan_word_is(words, i, ",");
    if (parts_n == 0)
        return false;
    struct vd_str raw = text_of(arena, words, part);
    for (size_t from = at + 1; from < part->to;) {
        size_t to = from;
        while (to < part->to && !plan_word_is(words, to, "y") && !plan_word_is(words, to, ","))
            to++;
        struct part one = {from, to, NULL, false};
        if (to > from) {
            struct vd_str name = vd_str_printf(arena, "%s de %.*s", head->singular, VD_SARG(text_of(arena, words, &one)));
            struct plan_person person = {.raw = raw, .name = name, .kind = head->kind == 'r' ? "role" : "unit", .lead = out->list.n == 0};
            note(arena, out, &person, "plural-heads");
            *VD_PUSH(arena, &out->list) = person;
        }
        from = to + 1;
    }
    return true;
}

/* The abbreviation behind a dash is the alias of the one before when it is made of its initials. */
static bool alias_of_last(struct vd_arena *arena, const plan_words *words, const struct part *part, const struct part *before, struct plan_people *out)
{
    if (!part->dash || part->to != part->from + 1 || !acronym(words, part->from) || out->list.n == 0)
        return false;
    struct plan_person *last = &out->list.v[out->list.n - 1];
    if (initials_of(words, before->from, before->to, words->v[part->from].raw) && !last->alias.p) {
        last->alias = words->v[part->from].raw;
        last->raw = vd_str_squeeze(arena, plan_words_text(&words->v[before->from], &words->v[part->from]));
        return true;
    }
    return false;
}

void plan_people_read(struct vd_arena *arena, struct vd_str text, struct plan_people *ret)
{
    struct vd_str raw = vd_str_squeeze(arena, text);
    *ret = (struct plan_people){0};
    if (raw.n == 0)
        return;
    ret->raw = raw;
    plan_words words = plan_words_of(arena, text);
    parts all = cut_all(arena, &words);
    bool capitals = all_capitals(&words);
    struct part before = {0};
    VD_EACH(p, &all) {
        struct part part = trim(&words, *p);
        if (!has_letter(&words, &part))
            continue;
        if (names_nobody(&words, &part)) {
            plan_note_add(arena, &ret->verdict, "nobody", text_of(arena, &words, &part));
            plan_problem_add(arena, &ret->verdict, "VD-P026", raw, (struct vd_str){0});
            continue;
        }
        if (alias_of_last(arena, &words, &part, &before, ret) || spread(arena, &words, &part, ret)) {
            before = part;
            continue;
        }
        add(arena, &words, part, ret);
        struct plan_person *last = &ret->list.v[ret->list.n - 1];
        bool of_other = part.dash && !capitals && acronym(&words, part.from) && part.to == part.from + 1;
        if (of_other && !(before.to == before.from + 1 && acronym(&words, before.from)))
            note(arena, ret, last, "abbreviation-other");
        before = part;
    }
}
