/* SPDX-License-Identifier: Apache-2.0 */
/* Run time of the templates. A template is an .html file with Mustache tags and static scope, compiled by tools/tplc.py to
 * `void tpl_<name>(struct vd_html_out *o, const struct <view> *v)`. Escaping is always on and knows its place; the type of
 * a field picks the writer, and a type that does not belong in a place is a compiler error at the template's line.
 *
 *   {{! view: struct plan_view "features/plan/plan_views.h" }}   first line
 *   {{x}} {{a.b}} {{a->b}} {{../x}} {{.}}   value of this scope, of a member, through a pointer, of the scope around, the element itself
 *   {{#rows}}…{{/rows}}          VD_LIST: once per element, own scope
 *   {{?x}}…{{/x}} {{^x}}…{{/x}}  if there is / if there is not; same scope (text: not empty; pointer; bool; number ≠ 0; vd_oint,
 *                                vd_qty, vd_date: not absent; of a list ask its count: {{?rows.n}})
 *   {{?x=2}}…{{/x}} {{^x=2}}…{{/x}}  integers and enums: equal, not equal (a number or a C constant)
 *   {{>name arg}}                tpl_name(o, &arg); no arg or `.`: the scope itself; `..`: the one around; `*p`: p is a pointer
 *
 * TEXT and ATTR take: struct vd_str, const char *, integers (plain digits: 2022), bool (sí/no), struct vd_oint, struct vd_date
 * (dd/mm/yyyy), struct vd_qty. At the start of href, src, action only struct vd_url is taken; further inside a URL text and
 * integers, percent-encoded. struct vd_html only in TEXT. Every attribute value is quoted; no style, no event attributes. */
#ifndef VD_HTML_H
#define VD_HTML_H
#include "base/base.h"

struct vd_html_out { struct vd_buf *buf; };

struct vd_url { struct vd_str s; };   /* made by vd_url_path and by the route table; already percent-encoded */
struct vd_html { struct vd_str s; };  /* markup that is known to be safe: SVG drawn by html/, Markdown rendered by vd_markdown */
struct vd_qty { struct vd_oint u6; }; /* exact number in millionths; printed es-CO: 15.000 · 86,93 · absent: – */

/* "/pasto/plan/2022" from parts: each is percent-encoded and preceded by '/'. vd_url_path(a, "pasto", "plan", NULL).
 * A part that is empty or only dots is written "-", which no route knows. Over 8 KB: "/". */
__attribute__((sentinel)) struct vd_url vd_url_path(struct vd_arena *arena, ...); /* const char * parts */
void vd_url_encode(struct vd_buf *buf, struct vd_str s);         /* percent-encoded, UTF-8 */
void vd_url_encode_segment(struct vd_buf *buf, struct vd_str s); /* one segment of a path, as above */
struct vd_url vd_url_with(struct vd_arena *arena, struct vd_url base, const char *query); /* base + literal "?a=b" or ".csv" or "#x" */

/* "https://…" or "http://…" that can stand in an address or a page of ours as it is: nothing that a browser would have to repair. */
bool vd_is_web(struct vd_str url);

/* Markdown that people wrote (paragraphs, lists, tables, links), as markup that can do nothing: raw HTML is left out, links lead only to
 * http, https, mailto and addresses of ours, images become their words. Headings begin at `heading` (2..6). More than 1 MiB: nothing. */
struct vd_html vd_markdown(struct vd_arena *arena, struct vd_str text, int heading);

/* Spanish forms used by views and templates (interface in Spanish only). */
struct vd_str vd_es_date_long(struct vd_arena *arena, struct vd_date d);  /* 31 de enero de 2022 */
struct vd_str vd_es_instant(struct vd_arena *arena, vd_us at);            /* 20 de septiembre de 2022, 8:15 a. m. */
struct vd_str vd_es_int(struct vd_arena *arena, int64_t v);               /* 15.000, true minus */
struct vd_str vd_es_qty(struct vd_arena *arena, struct vd_oint u6);       /* 86,93 without trailing zeros; absent: – */
/* "de la Alcaldía de Pasto", "del Instituto …", "de Invipasto": with the article that the first word of an entity's name takes. */
struct vd_str vd_es_of(struct vd_arena *arena, struct vd_str name);
const char *vd_es_month(int month);                                       /* "enero" … */
const char *vd_es_month_short(int month);                                 /* "ene." … "dic.", may. is "may." */

/* ---- the page around every public page: {{>page_head page}} … {{>page_foot page}} */
struct vd_link { struct vd_str text; struct vd_url url; };
struct vd_contact { const char *label; struct vd_str text; struct vd_url url; }; /* "Dirección", "Carrera 24 …"; url empty: no link */
struct vd_page {
    struct vd_str title;          /* <title> before " | " and the site's name */
    struct vd_str site;           /* entity's name, or "Veedor" */
    struct vd_str site_note;      /* line under the name */
    struct vd_url home;
    VD_LIST(struct vd_link) crumbs; /* without the last; empty: no breadcrumb */
    struct vd_str here;           /* last crumb */
    struct vd_url nav_transparency, nav_service, nav_participate; /* the fixed entries; one without address is left out,
                                     and without nav_participate there is no bar */
    int nav_current;              /* 0 none, 1 2 3 */
    VD_LIST(struct vd_link) tools; /* in the top bar: «Buscar» */
    VD_LIST(struct vd_link) map;   /* in the footer: what the site explains of itself */
    VD_LIST(struct vd_contact) contact; /* in the footer: where the entity is and how to reach it */
    struct vd_url shield;          /* image of the entity; empty: a drawn one */
    int64_t shield_width, shield_height; /* pixels */
    struct vd_url verify;          /* how to check the chain; empty: left out */
    struct vd_url feed;            /* Atom; empty: left out */
    struct vd_url css, icon;      /* with the content hash in the name: vd_page_assets() */
    struct vd_str updated;        /* "20 de septiembre de 2022, 8:15 a. m."; empty: left out */
    struct vd_str chain;          /* "7f3a 91c4 · 0be2 55d8"; empty: left out */
    int64_t chain_seq;
};
void vd_page_assets(struct vd_page *page); /* css and icon */
struct vd_url vd_asset_url(const char *name); /* of a file of web/: "trabajo.css"; empty: there is none */

/* ---- the page around a page of work: {{>staff_head page}} … {{>staff_foot page}} */
struct vd_menu_link { struct vd_str text; struct vd_url url; bool current; int64_t n; bool hot; };
struct vd_menu_group { struct vd_str title; VD_LIST(struct vd_menu_link) links; };
struct vd_staff_page {
    struct vd_str title, entity, person, line;   /* line: "Planeación · 2.ª línea" */
    bool wrong;                                  /* the form did not pass: the title says so */
    struct vd_url script;                        /* empty: none */
    struct vd_url css, staff_css, icon, home, account, public_home; /* home: of the work; public_home: what citizens see */
    struct vd_str sign_out_token;
    VD_LIST(struct vd_menu_group) menu;
    VD_LIST(struct vd_link) crumbs;
    struct vd_str here;
    struct vd_str done;                          /* «Se guardó …»: said once, after a change */
    struct vd_url sign_out;
};

/* ---- widgets */
/* State: shape, word and colour. {{>sem state}}. kind: ok mid near bad info none (the shapes of web/veedor.css). */
struct vd_sem { const char *kind, *word; };

/* Files, each to be saved: {{>files f}}. Without lines nothing is written. */
struct vd_file_line {
    int64_t id;
    struct vd_str name, kind, size, hash, at;  /* "Word", "1,2 MB", 64 digits, "28 de enero de 2027" */
    struct vd_str classification;              /* absent: the public sees no word of it */
    struct vd_url url;
};
struct vd_files_shown { VD_LIST(struct vd_file_line) lines; };

/* Pages of a list that goes on by key: {{>pager p}}. said: where the page stands, "Entidades 101 a 200 de 1.103"; before and after: what the
 * two links lead to, "Entidades anteriores" "Entidades siguientes". */
struct vd_pager { struct vd_str label, said; const char *before, *after; struct vd_url previous, next; bool several; };

/* The parts of a long page, at its top: {{>jump j}}. Without parts nothing is written. */
struct vd_jump { VD_LIST(struct vd_link) parts; };
/* anchor: the id of the part, "actividades". */
void vd_jump_add(struct vd_arena *arena, struct vd_jump *jump, struct vd_str text, const char *anchor);

/* The same rows as data, with the same filters: {{>forms f}}. what: "estas actividades". */
struct vd_forms { struct vd_str what; struct vd_url csv, json, xlsx; };
/* page: the list's address without suffix, with its query or without. */
struct vd_forms vd_forms_of(struct vd_arena *arena, struct vd_url page, struct vd_str what);

/* A percentage: the text is the value, the bar decoration. {{>bar b}}. kind: ok mid bad none. */
struct vd_bar { struct vd_html svg; struct vd_str text; };
/* hundredths of a percent draw, cut to 0..100; text says: "86,93 %". */
struct vd_bar vd_bar_of(struct vd_arena *arena, int64_t hundredths, struct vd_str text, const char *kind);

/* Parts of a whole beside each other: decoration of the counts that stand in words beside it. Parts of 0 are left out. */
struct vd_stack_part { int64_t n; const char *kind; }; /* ok mid bad none */
struct vd_html vd_stack_svg(struct vd_arena *arena, const struct vd_stack_part *parts, size_t n);

/* Year strip: obligations that fall due, components by months. {{>strip figure}} gives legend, drawing and the same figures
 * in a table. A long name takes several lines. today: no date, none drawn. */
struct vd_strip_row {
    struct vd_str name;
    int64_t months[12];
    int64_t total;
    struct vd_url months_url;             /* with the number of the month behind it, what a figure of the table counts; empty: no links */
};
struct vd_strip {
    int year;
    struct vd_str label;                  /* caption, aria-label */
    VD_LIST(struct vd_strip_row) rows;
    VD_LIST(struct vd_date) cuts;         /* dashed lines */
    VD_LIST(struct vd_date) deadlines;    /* triangles: the last day for Control Interno to publish */
    struct vd_date today;
};
struct vd_html vd_strip_svg(struct vd_arena *arena, const struct vd_strip *strip); /* svg.wide and svg.narrow */

struct vd_strip_figure { struct vd_str label; struct vd_html svg, table; bool cuts, deadlines; };
struct vd_strip_figure vd_strip_figure(struct vd_arena *arena, const struct vd_strip *strip);

/* Percentages over moments, oldest first: one or two series, each a value a moment; a gap where there is none. The page says the
 * same in a table and names the marks: a circle for the first series, a square for the second. */
struct vd_trend_series { const struct vd_oint *hundredths; }; /* of a percent, as many as moments */
struct vd_trend {
    struct vd_str label;
    VD_LIST(struct vd_str) moments;       /* "dic. 2017": at most some nine letters */
    struct vd_trend_series series[2];
    int n_series;
};
struct vd_html vd_trend_svg(struct vd_arena *arena, const struct vd_trend *trend); /* svg.wide and svg.narrow */

/* The text as a QR square, dark on white in any colours; absent when it is too long for one. label: a literal. */
struct vd_html vd_qr_svg(struct vd_arena *arena, struct vd_str text, const char *label);

/* ---- forms: label, hint, error, control, in that order */
/* A box to type in: {{>input f}}. The person's text comes back as it was typed. */
struct vd_input {
    const char *name;             /* of the parameter, and the id of the control */
    struct vd_str label, hint, error, value;
    const char *type;             /* "text" (NULL), "email", "password", "search", "url", "file" */
    const char *autocomplete, *inputmode, *accept; /* NULL: none */
    const char *width;            /* "w-s", "w-m"; NULL: all there is */
    int64_t rows;                 /* more than 0: a text of several lines */
    bool optional;                /* says «(opcional)»; the others are required */
};
/* One of several: {{>choices c}}. Up to five as buttons, a list above that, or when as_list says so. */
struct vd_choice { struct vd_str value, text, hint; bool chosen; };
struct vd_choices {
    const char *name;
    struct vd_str label, hint, error;
    bool as_list, optional;       /* optional list: begins with an empty line */
    const char *none;             /* what that line says; NULL: "Ninguno" */
    VD_LIST(struct vd_choice) of;
};
/* What is wrong, before the form: {{>wrongs w}}. Nothing when there is nothing. */
struct vd_wrong_line { struct vd_str field, said; };
struct vd_wrongs_said { VD_LIST(struct vd_wrong_line) lines; };

/* What an error page says of a status: what happened, what is safe, what to do; advice_2 may be NULL. Never NULL. */
struct vd_error_words { int status; const char *title, *what, *safe, *advice, *advice_2; };
const struct vd_error_words *vd_error_words_of(int status);
/* ---- error page: what happened, what is safe, what to do, the number of the request. It takes no memory of its own, so it
 * can be written when the request's arena is exhausted. page: title and here are set by it. problem: the handler's sentence,
 * may be empty. ways: n places nearer than the home, the caller's. */
void vd_error_page(struct vd_html_out *o, const struct vd_page *page, int status, struct vd_str request_id, vd_us at,
                   struct vd_str problem, struct vd_link *ways, size_t n);
#endif
