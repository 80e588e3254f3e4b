/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers: the text of a plan becomes a unit of the entity. Plans spell the same unit in several ways: with and
 * without accent, particles ("Subsecretaría Talento Humano"), a trailing dot, the abbreviation alone or after a dash.
 * All spellings meet in an alias key; what a person sees is the first full spelling. */
#include "core/core.h"
#include "core/core.sql.h"
#include "core/unit_keys.h"
#include "db/tables.h"

enum { KEY_MOST = 1000 /* bytes; an index entry of PostgreSQL holds some 2,700 */, SLUG_MOST = 60, ABBREV_LEAST = 2, ABBREV_MOST = 12 };

struct spelling {
    struct vd_str name;    /* what stands beside the abbreviation, or the whole text */
    struct vd_str abbrev;  /* absent when there is none; the same as name when it stands alone */
};

static bool is_dash(uint32_t cp) { return cp == '-' || (cp >= 0x2010 && cp <= 0x2015); }

static bool is_particle(struct vd_str word)
{
    static const char *const particles[] = {"de", "del", "la", "las", "el", "los", "al", "y", "e", NULL};
    for (const char *const *p = particles; *p; p++)
        if (vd_str_is(word, *p))
            return true;
    return false;
}

static bool next_word(struct vd_str text, size_t *at, struct vd_str *ret)
{
    size_t from = *at, i = *at;
    bool inside = false;
    while (i < text.n) {
        size_t before = i;
        uint32_t cp = vd_utf8_next(text, &i);
        bool letter = (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') || (cp >= 0xC0 && !is_dash(cp) && !(cp >= 0x2018 && cp <= 0x201F));
        if (letter && !inside) {
            from = before;
            inside = true;
        } else if (!letter && inside) {
            *ret = vd_str_sub(text, from, before);
            *at = i;
            return true;
        }
    }
    *at = text.n;
    *ret = vd_str_sub(text, from, text.n);
    return inside;
}

struct vd_str unit_alias_key(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str folded = vd_fold(arena, text), word;
    char *key = vd_alloc(arena, folded.n + 1);
    size_t n = 0, at = 0;
    while (next_word(folded, &at, &word)) {
        if (is_particle(word))
            continue;
        if (n + 1 + word.n > KEY_MOST)
            break;
        if (n)
            key[n++] = ' ';
        memcpy(key + n, word.p, word.n);
        n += word.n;
    }
    return (struct vd_str){key, n};
}

static struct vd_str trim_end(struct vd_str s)
{
    for (;;) {
        s = vd_str_trim(s);
        if (!s.n || !strchr(".,;:", s.p[s.n - 1]))
            return s;
        s.n--;
    }
}

static bool is_abbrev(struct vd_str s)
{
    if (s.n < ABBREV_LEAST || s.n > ABBREV_MOST)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

/* "Subsecretaría de Sistemas de Información – SSI", "SSI - Subsecretaría …", "Subsecretaría … (SSI)". */
static struct spelling spelling_of(struct vd_str text)
{
    if (is_abbrev(text))
        return (struct spelling){.name = text, .abbrev = text};
    size_t i = 0;
    while (i < text.n) {
        size_t before = i;
        uint32_t cp = vd_utf8_next(text, &i);
        struct vd_str head = trim_end(vd_str_sub(text, 0, before)), tail = trim_end(vd_str_sub(text, i, text.n));
        if (cp == '(' && vd_str_ends(tail, VD_S(")")))
            tail = vd_str_trim(vd_str_sub(tail, 0, tail.n - 1));
        else if (!is_dash(cp))
            continue;
        if (head.n && is_abbrev(tail))
            return (struct spelling){.name = head, .abbrev = tail};
        if (tail.n && is_abbrev(head) && cp != '(')
            return (struct spelling){.name = tail, .abbrev = head};
    }
    return (struct spelling){.name = text};
}

/* "Todas las dependencias", "Todos los procesos", "Líderes de procesos": many answer. */
static bool is_group(struct vd_str key)
{
    return vd_str_starts(key, VD_S("todas ")) || vd_str_starts(key, VD_S("todos ")) || vd_str_starts(key, VD_S("lideres "));
}

enum vd_err unit_find(struct vd_change *change, struct vd_str key, int64_t *ret_id)
{
    struct unit_by_alias_row row;
    if (!key.n)
        return VD_NOT_FOUND;
    VD_TRY(unit_by_alias_one(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), key, &row));
    *ret_id = row.unit_id;
    return VD_OK;
}

static enum vd_err add_alias(struct vd_change *change, int64_t unit_id, struct vd_str key)
{
    struct row_unit_alias row = {.entity_id = vd_change_entity(change), .fold = key, .unit_id = unit_id};
    if (!key.n)
        return VD_OK;
    enum vd_err err = vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit_alias, &row);
    if (err != VD_NOT_FOUND)
        return err;
    row.origin = VD_S("import");
    return vd_change_put(change, &T_unit_alias, &row);
}

/* "subsecretaria talento humano" -> "subsecretaria-talento-humano", cut after a word; what is no letter or digit of ASCII is left out. */
static struct vd_str slug_of(struct vd_arena *arena, struct vd_str key)
{
    char slug[SLUG_MOST + 1];
    size_t n = 0, word = 0; /* word: where the last whole one ended */
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (c != ' ' || !n || slug[n - 1] == '-'))
            continue;
        if (n == SLUG_MOST) {
            n = word ? word : n;
            break;
        }
        if (!letter)
            word = n;
        slug[n++] = letter ? c : '-';
    }
    while (n && slug[n - 1] == '-')
        n--;
    return n ? vd_str_dup(arena, (struct vd_str){slug, n}) : VD_S("unidad");
}

enum vd_err unit_free_slug(struct vd_change *change, struct vd_str key, struct vd_str *ret)
{
    const struct vd_str wish = slug_of(vd_change_arena(change), key);
    struct vd_str slug = wish;
    for (int64_t n = 2;; n++) {
        struct unit_by_slug_row row;
        enum vd_err err = unit_by_slug_one(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), slug, &row);
        if (err == VD_NOT_FOUND) {
            *ret = slug;
            return VD_OK;
        }
        VD_TRY(err);
        slug = vd_str_printf(vd_change_arena(change), "%.*s-%" PRId64, VD_SARG(wish), n);
    }
}

static enum vd_err create_unit(struct vd_change *change, const struct spelling *spelling, struct vd_str key, int64_t *ret_id)
{
    struct row_unit row = {
        .entity_id = vd_change_entity(change), .id = vd_change_id(change), .name = spelling->name, .abbrev = spelling->abbrev, .is_group = is_group(key)};
    VD_TRY(unit_free_slug(change, key, &row.slug));
    VD_TRY(vd_change_put(change, &T_unit, &row));
    *ret_id = row.id;
    return VD_OK;
}

/* A unit first met by its abbreviation gets its full name when a text brings both; one without abbreviation gets that. */
static enum vd_err complete_unit(struct vd_change *change, int64_t id, const struct spelling *spelling)
{
    struct row_unit row = {.entity_id = vd_change_entity(change), .id = id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_unit, &row));
    bool wants_name = row.abbrev.p && vd_str_eq(row.name, row.abbrev) && !vd_str_eq(spelling->name, spelling->abbrev);
    bool wants_abbrev = !row.abbrev.p && spelling->abbrev.p;
    if (!spelling->abbrev.p || (!wants_name && !wants_abbrev))
        return VD_OK;
    if (wants_name)
        row.name = spelling->name;
    row.abbrev = row.abbrev.p ? row.abbrev : spelling->abbrev;
    return vd_change_put(change, &T_unit, &row);
}

enum vd_err vd_unit_resolve(struct vd_change *change, struct vd_str raw, int64_t *ret_unit_id)
{
    struct vd_arena *arena = vd_change_arena(change);
    if (!raw.n || !vd_utf8_valid(raw))
        return VD_INVALID;
    struct spelling spelling = spelling_of(trim_end(vd_str_squeeze(arena, raw)));
    struct vd_str name_key = unit_alias_key(arena, spelling.name), abbrev_key = unit_alias_key(arena, spelling.abbrev);
    int64_t id = 0;
    if (!name_key.n)
        return VD_INVALID;
    enum vd_err err = unit_find(change, name_key, &id);
    if (err == VD_NOT_FOUND)
        err = unit_find(change, abbrev_key, &id);
    if (err == VD_NOT_FOUND)
        err = create_unit(change, &spelling, name_key, &id);
    else if (err == VD_OK)
        err = complete_unit(change, id, &spelling);
    VD_TRY(err);
    VD_TRY(add_alias(change, id, name_key));
    VD_TRY(add_alias(change, id, abbrev_key));
    *ret_unit_id = id;
    return VD_OK;
}

enum vd_err vd_unit_name(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t unit_id, struct vd_str *ret)
{
    struct unit_name_row row;
    VD_TRY(unit_name_one(db, arena, entity_id, unit_id, &row));
    *ret = row.name;
    return VD_OK;
}

struct keyed { struct vd_str key; struct vd_unit unit; };

static int by_key(const void *a, const void *b) { return vd_str_cmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key); }

enum vd_err vd_unit_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_units *ret)
{
    VD_LIST(struct keyed) found = {0};
    struct unit_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = unit_list_open(db, entity_id);
    while (unit_list_next(st, arena, &row))
        *VD_PUSH(arena, &found) = (struct keyed){vd_sort_key(arena, row.name), {row.id, row.name, row.abbrev, row.slug, row.is_group}};
    VD_TRY(vd_done(st));
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_key);
    VD_EACH(it, &found)
        *VD_PUSH(arena, ret) = it->unit;
    return VD_OK;
}
