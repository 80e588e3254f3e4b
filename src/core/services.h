/* SPDX-License-Identifier: Apache-2.0 */
/* What a running Veedor holds, made once at the start by app/ and handed to handlers (vd_req.services) and commands. */
#ifndef VD_SERVICES_H
#define VD_SERVICES_H
#include "base/config.h"
#include "core/core.h"

struct vd_services {
    struct vd_config config;
    struct vd_db_config db;
    struct vd_files *files;
    unsigned char seal[32];     /* key of the data folder: seals what the database must not show (core/seal.h) */
    struct vd_writer *writer;   /* only while serving; commands write with vd_writer_run_one */
};
#endif
