/* SPDX-License-Identifier: Apache-2.0 */
/* The way back of dataset.h: a sheet or CSV whose first row has exactly the labels of a dataset becomes its rows again. Nothing is
 * guessed: a value that is not of its column's type refuses the whole sheet, and says where. Fields that are rows or structs of
 * another dataset have no column and stay zero. */
#ifndef VD_DATASET_READ_H
#define VD_DATASET_READ_H
#include "office/dataset.h"
#include "office/office.h"

struct vd_read_rows {
    void *v;        /* n structs of the set */
    size_t n;
    const int *row; /* of each, its row in the grid, from 0; rows without text are left out */
};

/* The first row says the labels of the set, in order, and no more. */
bool vd_dataset_heads(const struct vd_grid *grid, const struct vd_dataset *set);
/* grid: vd_dataset_heads() is true of it. Texts are kept as they stand; an empty cell is an absent text. VD_INVALID: *ret_reason
 * says in Spanish which cell and what was expected. */
VD_MUST enum vd_err vd_dataset_read(const struct vd_grid *grid, const struct vd_dataset *set, struct vd_arena *arena, struct vd_read_rows *ret,
                                    struct vd_str *ret_reason);
#endif
