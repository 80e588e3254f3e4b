/* SPDX-License-Identifier: Apache-2.0 */
/* A disk for SQLite that can lose its power or fail a call: it becomes the process's default VFS and hands everything on to
 * the real one, and keeps beside each file what a sync has made durable and, in order, what was written since.
 *
 * What it takes for granted of a disk is what SQLite takes: a sector of 512 bytes is written whole or not at all, a write
 * that ends inside of a sector does no harm to the bytes it does not cover, and what was synced stays. One thread. */
#ifndef VD_FAULTS_DISK_H
#define VD_FAULTS_DISK_H
#include <stdbool.h>
#include <stdint.h>

void disk_begin(void);                          /* before the first connection; once */
void disk_start(uint64_t seed);                 /* forgets all files (none may be open); counts calls from here on */
unsigned long disk_calls(void);                 /* writes, truncations and syncs so far */
void disk_cut_at(unsigned long call);           /* the power fails instead of this call, and every later one fails; 0: never */
void disk_fail_at(unsigned long call, int code); /* only this call fails, with this code of SQLite */
bool disk_struck(void);                         /* it has happened */
void disk_ignore_syncs(bool ignore);            /* a disk that lies: a sync makes nothing durable */
/* The files of `from` as they stand after the power came back, in the folder `to`, which is there: what was synced, and of what was
 * written later a part: each write kept, lost or torn, and some of them applied in another order. */
void disk_after(const char *from, const char *to);
#endif
