/* SPDX-License-Identifier: Apache-2.0 */
/* Writing the index of one entity: every word of every document, grouped by word and place. */
#include "features/search/search.sql.h"
#include "features/search/search_at.h"
#include "features/search/search_store.h"

/* A mark is where a word stands, six bytes, high byte first: lower part of `at` (2), position in the document (2), form, stops before.
 *
 * 1,024 documents a place: a row of the index of words stays below what PostgreSQL admits there, 2,704 bytes. */
enum { NUMBERS = 1024, BLOCKS = 1 << SEARCH_BLOCK_BITS };
enum { FIELDS_APART = 1000, POSITION_LAST = UINT16_MAX }; /* no phrase goes over from the title to the text */

struct entry { struct vd_str word; int64_t at; uint16_t position; uint8_t form, before; };

struct putting {
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity, block, place, number; /* number of the next document of the place */
    VD_LIST(struct entry) entries;
};

/* ---- documents */

/* position: of the first word; returned: of what follows. */
static int add_words(struct putting *in, struct vd_str text, int64_t at, int position)
{
    struct search_walk walk = {.text = text, .position = position};
    struct search_token token;
    while (search_walk_next(in->arena, &walk, &token))
        *VD_PUSH(in->arena, &in->entries) = (struct entry){.word = token.stem, .at = at, .form = token.form, .before = token.before,
            .position = (uint16_t)(token.position < POSITION_LAST ? token.position : POSITION_LAST)};
    return walk.position + FIELDS_APART;
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
    add_words(in, doc->words, at, add_words(in, doc->body, at, add_words(in, doc->title, at, 0)));
    return index_put_doc_run(in->db, in->entity, at, doc->title, doc->body, doc->path);
}

/* ---- words */

static int by_word(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = vd_str_cmp(x->word, y->word);
    if (!order)
        order = (x->at > y->at) - (x->at < y->at);
    return order ? order : (x->position > y->position) - (x->position < y->position);
}

static bool same_row(const struct entry *a, const struct entry *b)
{
    return vd_str_eq(a->word, b->word) && a->at >> SEARCH_DOC_BITS == b->at >> SEARCH_DOC_BITS;
}

/* entries[0..n): one word in one place. */
static enum vd_err put_row(struct putting *in, const struct entry *entries, size_t n)
{
    char *docs = vd_alloc(in->arena, 2 * n), *marks = vd_alloc(in->arena, SEARCH_MARK_SIZE * n);
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        const struct entry *e = &entries[i];
        const char high = (char)(e->at >> 8 & 0xFF), low = (char)(e->at & 0xFF);
        memcpy(marks + SEARCH_MARK_SIZE * i, (const char[]){high, low, (char)(e->position >> 8), (char)(e->position & 0xFF), (char)e->form, (char)e->before}, SEARCH_MARK_SIZE);
        if (i && e->at == entries[i - 1].at)
            continue;
        docs[size++] = high;
        docs[size++] = low;
    }
    return index_put_posting_run(in->db, in->entity, entries->word, entries->at >> SEARCH_DOC_BITS, (struct vd_str){docs, size}, (struct vd_str){marks, SEARCH_MARK_SIZE * n});
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
