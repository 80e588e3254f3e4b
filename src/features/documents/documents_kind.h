/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is, by its bytes alone: neither its name nor what the browser says of it is believed. A pure function. */
#ifndef DOCUMENTS_KIND_H
#define DOCUMENTS_KIND_H
#include "base/base.h"
#include "features/documents/documents_law.h"

/* Generated of law/file-kinds.csv: struct documents_file_kinds {code "pdf", name "PDF", extensions "jpg jpeg", mime, most_mb}. */
/* NULL: not one of the kinds, and *ret_why says in a Spanish sentence, without full stop, what it is instead. A text is "csv" or "txt" as its name says. */
const struct documents_file_kinds *documents_kind_of(struct vd_str bytes, struct vd_str name, const char **ret_why);
const struct documents_file_kinds *documents_kind(struct vd_str code); /* NULL: no such kind */
int64_t documents_kind_most(const struct documents_file_kinds *kind);  /* bytes */
bool documents_kind_has_extension(const struct documents_file_kinds *kind, struct vd_str name);
#endif
