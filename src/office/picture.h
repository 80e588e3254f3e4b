/* SPDX-License-Identifier: Apache-2.0 */
/* What an image is, by its bytes and not by its name: PNG or JPEG, whole, with so many pixels. Nothing is decoded. */
#ifndef VD_PICTURE_H
#define VD_PICTURE_H
#include "base/base.h"

enum vd_picture_kind { VD_PICTURE_PNG = 1, VD_PICTURE_JPEG };
struct vd_picture { enum vd_picture_kind kind; int width, height; };
/* VD_INVALID: neither; VD_CORRUPT: cut short, or its parts do not follow each other. */
VD_MUST enum vd_err vd_picture_read(struct vd_str bytes, struct vd_picture *ret);
#endif
