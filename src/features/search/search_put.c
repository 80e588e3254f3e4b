/* SPDX-License-Identifier: Apache-2.0 */
/* Writing the index of one entity: every word of every document, grouped by word and place. */
#include "features/search/search.sql.h"
#include "features/search/search_at.h"
#include "features/search/search_store.h"

/* 1,024 documents a place: a row of the index of words stays below what PostgreSQL admits there, 2,704 bytes. */
enum { NUMBERS = 1024, BLOCKS = 1 << SEARCH_BLOCK_BITS };

struct entry { struct vd_str word; int64_t at; };

struct putting {
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity, block, place, number; /* number of the next document of the place */
    VD_LIST(struct entry) entries;
};

/* ---- documents */

static void add_words(struct putting *in, struct vd_str text, int64_t at)
{
    struct vd_str word;
    for (size_t i = 0; search_word_next(text, &i, &word);) {
        struct vd_str folded = search_fold(in->arena, word);
        if (folded.n && !search_is_stop(folded))
            *VD_PUSH(in->arena, &in->entries) = (struct entry){.word = search_stem(in->arena, folded), .at = at};
    }
}

/* A new place: of the next block, or of the same one when it is full. */
static enum vd_err open_place(struct putting *in, int64_t vigencia)
{
    int64_t year = vigencia > 0 && vigencia < SEARCH_YEAR_LAST ? SEARCH_YEAR_LAST - vigencia : 0;
    if (in->block >= BLOCKS || in->entity >> SEARCH_ENTITY_BITS)
        return VD_TOO_BIG;
    in->place = year << (SEARCH_ENTITY_BITS + SEARCH_BLOCK_BITS) | in->entity << SEARCH_BLOCK_BITS | in->block++;
    in->number = 0;
    return VD_OK;
}

static enum vd_err put_doc(struct putting *in, int64_t vigencia, const struct search_doc *doc)
{
    if (in->number == NUMBERS)
        VD_TRY(open_place(in, vigencia));
    int64_t at = in->place << SEARCH_DOC_BITS | (int64_t)doc->kind << SEARCH_NUMBER_BITS | in->number++;
    add_words(in, doc->title, at);
    add_words(in, doc->body, at);
    add_words(in, doc->words, at);
    return index_put_doc_run(in->db, in->entity, at, doc->title, doc->body, doc->path);
}

/* ---- words */

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = vd_str_cmp(x->word, y->word);
    return order ? order : (x->at > y->at) - (x->at < y->at);
}

static bool same_row(const struct entry *a, const struct entry *b)
{
    return vd_str_eq(a->word, b->word) && a->at >> SEARCH_DOC_BITS == b->at >> SEARCH_DOC_BITS;
}

/* entries[0..n): one word in one place. */
static enum vd_err put_row(struct putting *in, const struct entry *entries, size_t n)
{
    char *docs = vd_alloc(in->arena, 2 * n);
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && entries[i].at == entries[i - 1].at)
            continue;
        docs[size++] = (char)(entries[i].at >> 8 & 0xFF);
        docs[size++] = (char)(entries[i].at & 0xFF);
    }
    return index_put_posting_run(in->db, in->entity, entries->word, entries->at >> SEARCH_DOC_BITS, (struct vd_str){docs, size});
}

static enum vd_err put_words(struct putting *in)
{
    const struct entry *v = in->entries.v;
    size_t n = in->entries.n;
    if (n)
        qsort(in->entries.v, n, sizeof *in->entries.v, by_word);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && same_row(&v[from], &v[to]); to++)
            ;
        VD_TRY(put_row(in, v + from, to - from));
    }
    return VD_OK;
}

enum vd_err search_put(struct vd_db *db, struct vd_arena *arena, int64_t entity, const search_blocks *blocks)
{
    struct putting in = {.db = db, .arena = arena, .entity = entity};
    VD_TRY(index_forget_postings_run(db, entity));
    VD_TRY(index_forget_docs_run(db, entity));
    VD_EACH(block, blocks) {
        VD_TRY(open_place(&in, block->vigencia));
        VD_EACH(doc, &block->docs)
            VD_TRY(put_doc(&in, block->vigencia, doc));
    }
    return put_words(&in);
}
