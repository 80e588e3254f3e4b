/* SPDX-License-Identifier: Apache-2.0 */
#include "html/markdown.h"
#include <cmark-gfm-core-extensions.h>
#include "html/markdown_parse.h"

struct walking {
    struct vd_arena *arena;
    vd_md_blocks *out;
    vd_md_runs *runs;      /* where inline text goes; NULL: nowhere */
    int depth, lists;      /* lists that are open; numbered lists so far */
    int list[16];          /* of each open list: 0 bullets, else its number */
    int64_t first[16];
    int quotes, bold, italic;
    bool item_has_text;    /* the open item has its first paragraph */
    struct vd_str url;
};
enum { LISTS_MOST = 16 };

/* As vd_markdown's safe mode, and no address without its site: a document has none to begin from. */
static struct vd_str safe_url(struct vd_arena *arena, const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; url && i < VD_COUNT(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return vd_str_dup(arena, vd_str_of(url));
    return (struct vd_str){0};
}

static struct vd_md_block *add(struct walking *w, enum vd_md_kind kind)
{
    struct vd_md_block *block = VD_PUSH(w->arena, w->out);
    block->kind = kind;
    return block;
}

static void put_text(struct walking *w, const char *text)
{
    if (w->runs && text)
        *VD_PUSH(w->arena, w->runs) = (struct vd_md_run){vd_str_dup(w->arena, vd_str_of(text)), w->url, w->bold > 0, w->italic > 0};
}

static void enter_paragraph(struct walking *w)
{
    int at = w->depth < LISTS_MOST ? w->depth : LISTS_MOST;
    struct vd_md_block *block = add(w, w->depth ? VD_MD_ITEM : w->quotes ? VD_MD_QUOTE : VD_MD_PARAGRAPH);
    if (w->depth) {
        block->level = w->depth - 1;
        block->list = w->list[at - 1];
        block->first = w->first[at - 1];
        block->goes_on = w->item_has_text;
        w->item_has_text = true;
    }
    w->runs = &block->runs;
}

static void enter_list(struct walking *w, cmark_node *node)
{
    bool numbers = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    if (w->depth < LISTS_MOST) {
        w->list[w->depth] = numbers ? ++w->lists : 0;
        w->first[w->depth] = numbers ? cmark_node_get_list_start(node) : 0;
    }
    w->depth++;
}

static void enter_row(struct walking *w, bool head)
{
    struct vd_md_block *block = add(w, VD_MD_ROW);
    block->head = head;
    w->runs = NULL;
}

static void enter_cell(struct walking *w)
{
    struct vd_md_block *row = &w->out->v[w->out->n - 1];
    w->runs = VD_PUSH(w->arena, &row->cells);
}

static void enter_table_part(struct walking *w, cmark_node *node)
{
    const char *name = cmark_node_get_type_string(node);
    if (strcmp(name, "table_header") == 0)
        enter_row(w, true);
    else if (strcmp(name, "table_row") == 0)
        enter_row(w, false);
    else if (strcmp(name, "table_cell") == 0 && w->out->n)
        enter_cell(w);
}

static void enter(struct walking *w, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH) {
        enter_paragraph(w);
    } else if (type == CMARK_NODE_HEADING) {
        struct vd_md_block *block = add(w, VD_MD_HEADING);
        block->level = cmark_node_get_heading_level(node);
        w->runs = &block->runs;
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        w->runs = &add(w, VD_MD_CODE)->runs;
        put_text(w, cmark_node_get_literal(node));
        w->runs = NULL;
    } else if (type == CMARK_NODE_LIST) {
        enter_list(w, node);
    } else if (type == CMARK_NODE_ITEM) {
        w->item_has_text = false;
    } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
        put_text(w, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
        put_text(w, " ");
    } else if (type == CMARK_NODE_LINEBREAK) {
        put_text(w, "\n");
    } else if (type == CMARK_NODE_LINK) {
        w->url = safe_url(w->arena, cmark_node_get_url(node));
    } else {
        w->quotes += type == CMARK_NODE_BLOCK_QUOTE;
        w->bold += type == CMARK_NODE_STRONG;
        w->italic += type == CMARK_NODE_EMPH;
        enter_table_part(w, node);
    }
}

static void leave(struct walking *w, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        w->runs = NULL;
    else if (type == CMARK_NODE_LINK)
        w->url = (struct vd_str){0};
    w->depth -= type == CMARK_NODE_LIST;
    w->quotes -= type == CMARK_NODE_BLOCK_QUOTE;
    w->bold -= type == CMARK_NODE_STRONG;
    w->italic -= type == CMARK_NODE_EMPH;
}

static void free_tree(void *tree) { cmark_node_free(tree); }
static void free_iter(void *iter) { cmark_iter_free(iter); }

void vd_markdown_blocks(struct vd_arena *arena, struct vd_str text, vd_md_blocks *ret)
{
    struct walking w = {.arena = arena, .out = ret};
    cmark_node *tree = vd_markdown_parse(text);
    if (!tree)
        return;
    vd_arena_defer(arena, free_tree, tree);
    cmark_iter *iter = cmark_iter_new(tree);
    vd_arena_defer(arena, free_iter, iter);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        if (event == CMARK_EVENT_ENTER)
            enter(&w, cmark_iter_get_node(iter));
        else
            leave(&w, cmark_iter_get_node(iter));
    }
}
