/* SPDX-License-Identifier: Apache-2.0 */
/* logfmt lines on standard error: ts=… level=… msg=… key=value … Only the edge logs; values are escaped, so a hostile
 * path cannot forge a line. */
#ifndef VD_LOG_H
#define VD_LOG_H

enum vd_log_level { VD_LOG_DEBUG, VD_LOG_INFO, VD_LOG_WARN, VD_LOG_ERROR };

void vd_log_level_set(enum vd_log_level least);
/* vd_log(VD_LOG_INFO, "request", "id", id, "path", path, NULL): pairs of NUL-terminated texts, ended by NULL. */
__attribute__((sentinel)) void vd_log(enum vd_log_level level, const char *msg, ...);
#endif
