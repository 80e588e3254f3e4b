/* SPDX-License-Identifier: Apache-2.0 */
/* cmark-gfm in its safe mode leaves raw HTML out and empties links of dangerous schemes. The tree is changed before it is written:
 * images become their words (nothing of another site is loaded), headings fit below those of the page. Its memory is the process's. */
#include <cmark-gfm-core-extensions.h>
#include <pthread.h>
#include "html/html.h"
#include "html/markdown_parse.h"

enum { LOWEST = 6, MOST = 1 << 20, CELLS_MOST = 50000 };

static void register_extensions(void) { cmark_gfm_core_extensions_ensure_registered(); }

/* The library fills every row of a table up to the columns of its head, from memory of the process: a few kilobytes can ask for a
 * gigabyte. A text that could have so many cells keeps its bars as bars. */
static bool tables_fit(struct vd_str text)
{
    size_t lines = 0, widest = 0;
    struct vd_str line;
    while (vd_str_split(&text, '\n', &line)) {
        size_t bars = 0;
        for (size_t i = 0; i < line.n; i++)
            bars += line.p[i] == '|';
        widest = bars > widest ? bars : widest;
        lines++;
    }
    return widest == 0 || lines <= CELLS_MOST / (widest + 1);
}

cmark_node *vd_markdown_parse(struct vd_str text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (text.n > MOST)
        return NULL;
    pthread_once(&once, register_extensions);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    if (tables_fit(text))
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, text.p ? text.p : "", text.n);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return tree;
}

static void words_of(cmark_node *image)
{
    for (cmark_node *child = cmark_node_first_child(image); child; child = cmark_node_first_child(image))
        if (!cmark_node_insert_before(image, child))
            break;
    cmark_node_free(image);
}

/* «//otro.co» would leave for another site under whatever scheme the page has. */
static bool leads_astray(const char *url)
{
    static const char *const open[] = {"https://", "http://", "mailto:", "#"};
    for (size_t i = 0; i < VD_COUNT(open); i++)
        if (strncasecmp(url, open[i], strlen(open[i])) == 0)
            return false;
    return url[0] != '/' || url[1] == '/' || url[1] == '\\';
}

static void tame(cmark_node *tree, int heading)
{
    cmark_iter *iter = cmark_iter_new(tree);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_HEADING) {
            int level = cmark_node_get_heading_level(node) + heading - 1;
            cmark_node_set_heading_level(node, level < LOWEST ? level : LOWEST);
        } else if (event == CMARK_EVENT_EXIT && type == CMARK_NODE_IMAGE) {
            words_of(node);
        } else if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_LINK && leads_astray(cmark_node_get_url(node))) {
            cmark_node_set_url(node, "");
        }
    }
    cmark_iter_free(iter);
}

/* The renderer writes headings of columns without saying of what they are headings (WCAG H63). What people wrote is escaped by then. */
static struct vd_str scoped(struct vd_arena *arena, struct vd_str html)
{
    static const char HEADING[] = "<th", SCOPE[] = " scope=\"col\"";
    size_t n = 0, headings = 0;
    for (size_t i = 0; i + 3 < html.n; i++)
        headings += !memcmp(html.p + i, HEADING, 3) && (html.p[i + 3] == '>' || html.p[i + 3] == ' ');
    char *out = vd_alloc_raw(arena, html.n + headings * (sizeof SCOPE - 1) + 1);
    for (size_t i = 0; i < html.n; i++) {
        out[n++] = html.p[i];
        if (i >= 2 && i + 1 < html.n && !memcmp(html.p + i - 2, HEADING, 3) && (html.p[i + 1] == '>' || html.p[i + 1] == ' ')) {
            memcpy(out + n, SCOPE, sizeof SCOPE - 1);
            n += sizeof SCOPE - 1;
        }
    }
    return (struct vd_str){out, n};
}

struct vd_html vd_markdown(struct vd_arena *arena, struct vd_str text, int heading)
{
    cmark_node *tree = vd_markdown_parse(text);
    char *html = NULL;
    if (tree) {
        tame(tree, heading);
        html = cmark_render_html(tree, CMARK_OPT_DEFAULT, NULL);
        cmark_node_free(tree);
    }
    struct vd_str out = html ? scoped(arena, vd_str_of(html)) : VD_S("");
    cmark_get_default_mem_allocator()->free(html);
    return (struct vd_html){out};
}
