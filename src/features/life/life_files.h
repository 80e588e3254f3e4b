/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what is published is made before the change and named by it. */
#ifndef LIFE_FILES_H
#define LIFE_FILES_H
#include "features/life/life.h"

typedef VD_LIST(struct documents_file) life_published_files;
/* On a worker: the version as it is approved, in every form, on disk. */
VD_MUST enum vd_err life_published_make(struct vd_req *rq, const struct life_version_row *version, life_published_files *ret);
/* Inside the change that publishes. *ret_first: the attachment of the first form. */
VD_MUST enum vd_err life_published_attach(struct vd_change *change, int64_t version_id, const life_published_files *files, int64_t person_id, struct vd_oint *ret_first);
#endif
