/* SPDX-License-Identifier: Apache-2.0 */
/* Long reports are made one after the other by a thread of their own, so that no page waits for them; the last ones are kept, each of the
 * version of its data. Whoever asks sees how far it is. */
#ifndef OFFICIAL_JOBS_H
#define OFFICIAL_JOBS_H
#include "features/official/official.h"

enum { OFFICIAL_LONG = 300 }; /* activities: from here on a report is made apart (docs/adr/0021) */

enum official_job_state { OFFICIAL_JOB_NONE, OFFICIAL_JOB_WAITING, OFFICIAL_JOB_MAKING, OFFICIAL_JOB_DONE, OFFICIAL_JOB_FAILED };
struct official_job {
    enum official_job_state state;
    size_t done, total;   /* activities */
    int fd;               /* of one that is done: the caller's to close; else -1 */
};
/* at: version of the data. Asking for one that nobody made puts it in line; one that failed is tried again. A line that is full: VD_RETRY. */
VD_MUST enum vd_err official_jobs_ask(struct official_jobs *jobs, int64_t entity_id, int64_t cutoff_id, vd_us at, struct official_job *ret);
#endif
