/* SPDX-License-Identifier: Apache-2.0 */
/* Asking: the documents of each word are merged here as ascending numbers. */
#include "features/search/search_store.h"
#include "features/search/search.sql.h"
#include "features/search/search_at.h"

static enum search_kind at_kind(int64_t at) { return (enum search_kind)(at >> SEARCH_NUMBER_BITS & SEARCH_KIND_MASK); }

static int64_t at_vigencia(int64_t at)
{
    int64_t vigencia = SEARCH_YEAR_LAST - (at >> (SEARCH_DOC_BITS + SEARCH_ENTITY_BITS + SEARCH_BLOCK_BITS));
    return vigencia == SEARCH_YEAR_LAST ? 0 : vigencia;
}

static int64_t entity_of(int64_t at) { return at >> (SEARCH_DOC_BITS + SEARCH_BLOCK_BITS) & (((int64_t)1 << SEARCH_ENTITY_BITS) - 1); }

/* ---- lists of hits */

struct gathered { VD_LIST(int64_t) at; };

static void add_docs(struct vd_arena *arena, struct gathered *to, int64_t place, struct vd_str docs)
{
    for (size_t i = 0; i + 1 < docs.n; i += 2)
        *VD_PUSH(arena, &to->at) = place << SEARCH_DOC_BITS | (unsigned char)docs.p[i] << 8 | (unsigned char)docs.p[i + 1];
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void sort_once(struct gathered *g)
{
    size_t n = 0;
    if (g->at.n)
        qsort(g->at.v, g->at.n, sizeof *g->at.v, ascending);
    for (size_t i = 0; i < g->at.n; i++)
        if (!n || g->at.v[n - 1] != g->at.v[i])
            g->at.v[n++] = g->at.v[i];
    g->at.n = n;
}

static void keep_common(struct search_hits *hits, const struct gathered *other)
{
    size_t n = 0, j = 0;
    for (size_t i = 0; i < hits->n; i++) {
        while (j < other->at.n && other->at.v[j] < hits->v[i])
            j++;
        if (j < other->at.n && other->at.v[j] == hits->v[i])
            hits->v[n++] = hits->v[i];
    }
    hits->n = n;
}

/* ---- one term */

static enum vd_err gather(struct vd_stmt *st, struct vd_arena *arena, struct gathered *to)
{
    struct posting_word_row row; /* the four queries have the same columns */
    while (posting_word_next(st, arena, &row))
        add_docs(arena, to, row.place, row.docs);
    return vd_done(st);
}

static enum vd_err gather_word(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct vd_str word, struct gathered *to)
{
    VD_AUTO_STMT struct vd_stmt *st = entity ? posting_word_of_open(db, entity, word) : posting_word_open(db, word);
    return gather(st, arena, to);
}

/* No byte of UTF-8 is 0xFF: the prefix and that byte stand after every word that begins so. */
static enum vd_err gather_prefix(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct vd_str prefix, struct gathered *to)
{
    struct vd_str below = vd_str_printf(arena, "%.*s\xFF", VD_SARG(prefix));
    VD_AUTO_STMT struct vd_stmt *st = entity ? posting_prefix_of_open(db, entity, prefix, below) : posting_prefix_open(db, prefix, below);
    return gather(st, arena, to);
}

static enum vd_err gather_term(struct vd_db *db, struct vd_arena *arena, int64_t entity, const struct search_term *term, struct gathered *to)
{
    if (!term->prefix.n)
        return gather_word(db, arena, entity, term->stem, to); /* in order already */
    VD_TRY(gather_prefix(db, arena, entity, term->prefix, to));
    if (!vd_str_starts(term->stem, term->prefix))
        VD_TRY(gather_word(db, arena, entity, term->stem, to));
    sort_once(to);
    return VD_OK;
}

/* ---- phrases: where the words of one stand, document by document. What the first one gives is kept while each of the others stands
 * where it must; marks come in the order of `at` and position, so both are walked once. */

struct start { int64_t at; int position; };
struct starts { VD_LIST(struct start) list; };

struct matching {
    struct vd_arena *arena;
    const struct search_hits *hits;
    const struct search_term *term;
    bool first;
    struct starts from, to;
    size_t next_hit, next_start;
};

static void match(struct matching *m, int64_t at, int position)
{
    if (m->first) {
        while (m->next_hit < m->hits->n && m->hits->v[m->next_hit] < at)
            m->next_hit++;
        if (m->next_hit < m->hits->n && m->hits->v[m->next_hit] == at)
            *VD_PUSH(m->arena, &m->to.list) = (struct start){at, position};
        return;
    }
    position -= m->term->token.position;
    while (m->next_start < m->from.list.n && (m->from.list.v[m->next_start].at < at ||
                                              (m->from.list.v[m->next_start].at == at && m->from.list.v[m->next_start].position < position)))
        m->next_start++;
    if (m->next_start < m->from.list.n && m->from.list.v[m->next_start].at == at && m->from.list.v[m->next_start].position == position)
        *VD_PUSH(m->arena, &m->to.list) = (struct start){at, position};
}

static void match_marks(struct matching *m, int64_t place, struct vd_str marks)
{
    const struct search_token *token = &m->term->token;
    for (size_t i = 0; i + SEARCH_MARK_SIZE <= marks.n; i += SEARCH_MARK_SIZE) {
        const unsigned char *mark = (const unsigned char *)marks.p + i;
        if (mark[4] == token->form && (m->first || mark[5] == token->before))
            match(m, place << SEARCH_DOC_BITS | mark[0] << 8 | mark[1], mark[2] << 8 | mark[3]);
    }
}

static enum vd_err match_term(struct vd_db *db, int64_t entity, struct matching *m)
{
    struct vd_str word = m->term->stem;
    VD_AUTO_STMT struct vd_stmt *st = entity ? marks_word_of_open(db, entity, word) : marks_word_open(db, word);
    struct marks_word_row row; /* both queries have the same columns */
    while (marks_word_next(st, m->arena, &row))
        match_marks(m, row.place, row.marks);
    VD_TRY(vd_done(st));
    m->from = m->to;
    m->to = (struct starts){0};
    m->next_hit = m->next_start = 0;
    m->first = false;
    return VD_OK;
}

/* terms[*i] begins a phrase; *i goes past it. */
static enum vd_err keep_phrase(struct vd_db *db, struct vd_arena *arena, int64_t entity, const struct search_terms *terms, size_t *i, struct search_hits *hits)
{
    struct matching m = {.arena = arena, .hits = hits, .first = true};
    int phrase = terms->v[*i].phrase;
    for (; *i < terms->n && terms->v[*i].phrase == phrase; ++*i) {
        m.term = &terms->v[*i];
        VD_TRY(match_term(db, entity, &m));
    }
    hits->n = 0;
    VD_EACH(start, &m.from.list)
        if (!hits->n || hits->v[hits->n - 1] != start->at)
            hits->v[hits->n++] = start->at;
    return VD_OK;
}

enum vd_err search_find(struct vd_db *db, struct vd_arena *arena, const struct search_terms *terms, int64_t entity, struct search_hits *ret)
{
    struct search_hits hits = {0};
    for (size_t i = 0; i < terms->n && (i == 0 || hits.n); i++) {
        struct gathered one = {0};
        VD_TRY(gather_term(db, arena, entity, &terms->v[i], &one));
        if (i)
            keep_common(&hits, &one);
        else
            hits = (struct search_hits){one.at.v, one.at.n};
    }
    for (size_t i = 0; i < terms->n && hits.n;)
        if (terms->v[i].phrase)
            VD_TRY(keep_phrase(db, arena, entity, terms, &i, &hits));
        else
            i++;
    *ret = hits;
    return VD_OK;
}

/* ---- what to do with them */

void search_count(const struct search_hits *hits, int64_t ret[SEARCH_KINDS])
{
    for (int kind = 0; kind < SEARCH_KINDS; kind++)
        ret[kind] = 0;
    for (size_t i = 0; i < hits->n; i++)
        if (at_kind(hits->v[i]) < SEARCH_KINDS)
            ret[at_kind(hits->v[i])]++;
}

void search_keep(struct search_hits *hits, enum search_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < hits->n; i++)
        if (at_kind(hits->v[i]) == kind)
            hits->v[n++] = hits->v[i];
    hits->n = n;
}

size_t search_after(const struct search_hits *hits, int64_t at)
{
    size_t low = 0, high = hits->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->v[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum vd_err search_show(struct vd_db *db, struct vd_arena *arena, int64_t at, struct search_shown *ret)
{
    struct index_shown_row row;
    VD_TRY(index_shown_one(db, arena, entity_of(at), at, &row));
    *ret = (struct search_shown){.entity = row.entity, .slug = row.slug, .title = row.title, .body = row.body, .path = row.path,
        .kind = at_kind(at), .vigencia = at_vigencia(at)};
    return VD_OK;
}
