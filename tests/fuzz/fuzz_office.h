/* SPDX-License-Identifier: Apache-2.0 */
/* What the targets of the office readers share. */
#ifndef VD_FUZZ_OFFICE_H
#define VD_FUZZ_OFFICE_H
#include "fuzz.h"

struct fuzz_part {
    const char *name;
    const void *p;
    size_t n;
};

/* Reads a whole file of bytes; what is read must survive the way through the child's answer, and every cell must be found at its place. */
void fuzz_read(const void *bytes, size_t n);
/* The same of a zip with these parts, stored, so that the fuzzer reaches the XML without having to invent a zip. */
void fuzz_read_package(const struct fuzz_part *parts, size_t n);
static inline bool fuzz_is_zip(const uint8_t *data, size_t n) { return n >= 2 && data[0] == 'P' && data[1] == 'K'; }
/* Takes what stands before the next NUL byte as the content of a part; false: nothing is left. */
bool fuzz_take(struct vd_str *rest, struct fuzz_part *part);

#define FUZZ_TEXT(part, text) ((struct fuzz_part){(part), (text), sizeof(text) - 1})
#define FUZZ_RELATIONS(inner) "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inner "</Relationships>"
#define FUZZ_RELATION(id, type, target) \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type "\" Target=\"" target "\"/>"
#endif
