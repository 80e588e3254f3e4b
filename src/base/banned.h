/* SPDX-License-Identifier: Apache-2.0 */
/* Calls that overflow, depend on the locale or keep hidden state: using one is a compile error.
 * Included by base/base.h after the system headers, so no file can miss it. */
#ifndef VD_BANNED_H
#define VD_BANNED_H
#pragma GCC poison strcpy strcat sprintf vsprintf strtok gets strncpy strncat
#pragma GCC poison localtime localtime_r gmtime ctime ctime_r asctime mktime atoi atol atof setlocale
#endif
