/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the index only: how `at` is put together (search.h). */
#ifndef SEARCH_AT_H
#define SEARCH_AT_H

enum {
    SEARCH_NUMBER_BITS = 12, SEARCH_KIND_MASK = 15, SEARCH_DOC_BITS = 16,
    SEARCH_MARK_SIZE = 6, SEARCH_BLOCK_BITS = 11, SEARCH_ENTITY_BITS = 22, SEARCH_YEAR_LAST = 9999
};
#endif
