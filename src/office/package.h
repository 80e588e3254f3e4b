/* SPDX-License-Identifier: Apache-2.0 */
/* An office file is a zip with XML parts. What its directory says of sizes is never believed: bytes are counted while they
 * are inflated, in one budget for all parts, and the ratio of each part is watched. */
#ifndef VD_PACKAGE_H
#define VD_PACKAGE_H
#include "office/refusal.h"
#include <libxml/xmlreader.h>
#include <zip.h>

struct vd_package {
    struct vd_refusal *why;
    zip_t *zip;
    int64_t inflated; /* bytes so far, over all parts */
};

/* pkg and why live in why->arena, and file as long as it; the arena closes everything. false: refused. */
bool vd_package_open(struct vd_package *pkg, struct vd_str file, struct vd_refusal *why);
/* Parts are found by their exact name, else by it in other case: some programs write xl/SharedStrings.xml. */
bool vd_package_has(const struct vd_package *pkg, const char *part);
/* The main part of an OOXML package; absent: no such package. */
struct vd_str vd_package_main(struct vd_package *pkg);
/* Name of a part by its place; absent: there are no more. */
struct vd_str vd_package_name(const struct vd_package *pkg, size_t i);
/* All of a part, at the end of out. */
void vd_package_inflate(struct vd_package *pkg, const char *part, struct vd_buf *out);
/* Bytes of the file open at fd, at most VD_DOC_MAX_FILE. */
struct vd_str vd_doc_bytes(int fd, struct vd_refusal *why);
/* The first bytes of a small part, absent when there is none. */
struct vd_str vd_package_peek(struct vd_package *pkg, const char *part);

/* A pull reader over one part: no DOCTYPE, no entities, no network, silent. */
struct vd_xml {
    xmlTextReaderPtr reader;
    struct vd_package *pkg;
    const char *part;
    char attr[256];
};

bool vd_xml_open(struct vd_xml *x, struct vd_package *pkg, const char *part); /* false: refused, also when the part is missing */
bool vd_xml_step(struct vd_xml *x);              /* next node; false at the end or when refused */
bool vd_xml_inside(struct vd_xml *x, int depth); /* next node inside the element at depth; false at its end */
void vd_xml_skip(struct vd_xml *x);              /* past everything inside the current element */
bool vd_xml_begins(const struct vd_xml *x);      /* the node is a start tag */
int vd_xml_depth(const struct vd_xml *x);
bool vd_xml_is_empty(const struct vd_xml *x);    /* <a/>: there will be no end tag */
const char *vd_xml_name(const struct vd_xml *x); /* local name */
bool vd_xml_in(const struct vd_xml *x, const char *space); /* its namespace */
/* Attribute by local name, whatever the prefix; absent when missing or longer than 255 bytes. Good until the next call. */
struct vd_str vd_xml_attr(struct vd_xml *x, const char *name);
/* Whole number of an attribute, fallback when it is missing or not a number, and never outside 0..VD_XML_INT_MAX. */
enum { VD_XML_INT_MAX = 10000000 };
int vd_xml_attr_int(struct vd_xml *x, const char *name, int fallback);
/* true for "1", "true", "on"; fallback when it is missing. */
bool vd_xml_attr_bool(struct vd_xml *x, const char *name, bool fallback);
bool vd_xml_is_text(const struct vd_xml *x);                  /* the node is text, white space or CDATA */
struct vd_str vd_xml_value(const struct vd_xml *x);           /* of a text node; good until the next step */
void vd_xml_text(struct vd_xml *x, struct vd_buf *out);       /* adds the text right inside the current element and goes to its end */

/* Links of a part to others (OOXML), read once. */
struct vd_relation {
    struct vd_str id, type, target; /* target: a name of a part */
};
struct vd_relations {
    VD_LIST(struct vd_relation) list;
};
/* part "": of the whole package. None when there is no such list. */
void vd_relations_read(struct vd_package *pkg, struct vd_str part, struct vd_relations *ret);
/* The first whose type ends so ("/styles") and, when id is not absent, whose id it is. Absent: none. */
struct vd_str vd_relations_find(const struct vd_relations *relations, struct vd_str id, const char *type);
#endif
