/* SPDX-License-Identifier: Apache-2.0 */
/* Each part of a cell of responsibles (plan_people_parts.h) becomes one that answers, an alias of the one before, or several. */
#include "features/plan/cells/plan_people.h"
#include "features/plan/cells/plan_people_parts.h"

/* Nouns of «Líderes de …», «Secretarías de …» that name a whole group. */
static const char *const whole[] = {"despacho", "proceso", "procesos", "area", "areas", "dependencia", "dependencias", "todas", "todos", "programa", "programas"};

static bool all_capitals(const plan_words *words)
{
    for (size_t i = 0; i < words->n; i++)
        for (size_t k = 0; k < words->v[i].raw.n; k++)
            if (words->v[i].raw.p[k] >= 'a' && words->v[i].raw.p[k] <= 'z')
                return false;
    return true;
}

static bool initials_of(const plan_words *words, size_t from, size_t to, struct vd_str alias)
{
    size_t at = 0;
    for (size_t i = from; i < to; i++)
        if (words->v[i].kind == PLAN_WORD && !plan_connector_at(words, i) && at < alias.n && words->v[i].fold.p[0] == (alias.p[at] | 0x20))
            at++;
    return at == alias.n;
}

/* «(OPGI)» in the part: its name ends before. */
static void bracketed(const plan_words *words, struct plan_part *part, struct vd_str *ret_alias)
{
    for (size_t i = part->from + 1; i + 2 < part->to; i++) {
        if (!plan_word_is(words, i, "(") || !plan_acronym_at(words, i + 1) || !plan_word_is(words, i + 2, ")") || i + 3 != part->to)
            continue;
        *ret_alias = words->v[i + 1].raw;
        part->to = i;
        return;
    }
}

static bool conditional(const plan_words *words, const struct plan_part *part)
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

static bool of_all(const plan_words *words, const struct plan_part *part)
{
    const struct plan_head *head = plan_head_at(words, part->from);
    static const char *const public_ones[] = {"servidores", "funcionarios", "contratistas"};
    if (!head)
        return false;
    size_t next = part->from + 1;
    while (plan_connector_at(words, next) && next < part->to)
        next++;
    bool group_noun = next < part->to && PLAN_WORD_IN(words, next, whole);
    return head->kind == 'g' || PLAN_WORD_IN(words, part->from, public_ones) || (head->singular && (group_noun || part->to == part->from + 1));
}

/* «Secretaria de Dirección» is a post; «Secretaría de Gobierno» an office. */
static bool is_clerk(const plan_words *words, const struct plan_part *part)
{
    static const char *const bosses[] = {"direccion", "gerencia", "presidencia", "rectoria", "despacho"};
    return plan_word_is(words, part->from, "secretaria") && plan_word_is(words, part->from + 1, "de") && part->to == part->from + 3 &&
           PLAN_WORD_IN(words, part->from + 2, bosses);
}

static const char *const conditional_kind = "conditional";

static const char *kind_of(const plan_words *words, const struct plan_part *part)
{
    static const char *const each[] = {"todas", "todos", "toda", "todo", "cada"};
    const struct plan_head *head = plan_head_at(words, part->from);
    if (conditional(words, part) && !PLAN_WORD_IN(words, part->from, each))
        return conditional_kind;
    if (of_all(words, part))
        return "group";
    return (head && head->kind == 'r') || is_clerk(words, part) ? "role" : "unit";
}

static bool names_nobody(const plan_words *words, const struct plan_part *part)
{
    static const char *const nobody[] = {"no aplica", "n / a", "na", "n . a", "por definir", "por asignar", "pendiente", "ninguno", "ninguna", "sin responsable", "vacante"};
    for (size_t k = 0; k < VD_COUNT(nobody); k++)
        if (plan_words_match(words, part->from, nobody[k]))
            return true;
    return false;
}

static bool has_letter(const plan_words *words, const struct plan_part *part)
{
    for (size_t i = part->from; i < part->to; i++)
        if (words->v[i].kind == PLAN_WORD)
            return true;
    return false;
}

static struct vd_str text_of(struct vd_arena *arena, const plan_words *words, const struct plan_part *part)
{
    return vd_str_squeeze(arena, plan_words_text(&words->v[part->from], &words->v[part->to - 1]));
}

static void note(struct vd_arena *arena, struct plan_people *out, struct plan_person *p, const char *code)
{
    plan_note_add(arena, &out->verdict, code, p->raw);
    p->status = PLAN_SUPPOSED;
}

/* A known area behind «y», «y/o» or a comma inside one name: two units, perhaps. */
static bool doubtful_and(const plan_words *words, const struct plan_part *part)
{
    for (size_t i = part->from + 1; i + 1 < part->to; i++) {
        if (!plan_word_is(words, i, "y") && !plan_word_is(words, i, ","))
            continue;
        size_t next = plan_word_is(words, i + 1, "/") ? i + 3 : plan_skip_articles(words, i + 1);
        if (plan_area_at(words, next) > 0 && !plan_adjective_at(words, next))
            return true;
    }
    return false;
}

static void add(struct vd_arena *arena, const plan_words *words, struct plan_part part, struct plan_people *out)
{
    struct plan_person person = {.raw = text_of(arena, words, &part)};
    bracketed(words, &part, &person.alias);
    part = plan_part_trimmed(words, part);
    person.name = text_of(arena, words, &part);
    person.kind = kind_of(words, &part);
    person.lead = out->list.n == 0;
    if (part.note)
        note(arena, out, &person, part.note);
    if (person.kind == conditional_kind)
        note(arena, out, &person, "condition");
    else if (!of_all(words, &part) && doubtful_and(words, &part))
        note(arena, out, &person, "and-inside");
    else if (!plan_head_at(words, part.from) && !plan_area_at(words, part.from) && !plan_acronym_at(words, part.from))
        note(arena, out, &person, "not-known");
    *VD_PUSH(arena, &out->list) = person;
}

/* «Profesionales de Comunicaciones y Sistemas»: one each, under the singular of the head. */
static bool spread(struct vd_arena *arena, const plan_words *words, const struct plan_part *part, struct plan_people *out)
{
    const struct plan_head *head = plan_head_at(words, part->from);
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
        struct plan_part one = {from, to, NULL, false};
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
static bool alias_of_last(struct vd_arena *arena, const plan_words *words, const struct plan_part *part, const struct plan_part *before, struct plan_people *out)
{
    if (!part->dash || part->to != part->from + 1 || !plan_acronym_at(words, part->from) || out->list.n == 0)
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
    plan_parts all = plan_parts_of(arena, &words);
    bool capitals = all_capitals(&words);
    struct plan_part before = {0};
    VD_EACH(p, &all) {
        struct plan_part part = plan_part_trimmed(&words, *p);
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
        bool of_other = part.dash && !capitals && plan_acronym_at(&words, part.from) && part.to == part.from + 1;
        if (of_other && !(before.to == before.from + 1 && plan_acronym_at(&words, before.from)))
            note(arena, ret, last, "abbreviation-other");
        before = part;
    }
}
