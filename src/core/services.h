/* SPDX-License-Identifier: Apache-2.0 */
/* What a running Veedor holds, made once at the start by app/ and handed to handlers (vd_req.services) and commands. */
#ifndef VD_SERVICES_H
#define VD_SERVICES_H
#include "base/config.h"
#include "core/core.h"

/* Somebody of the example entity, as the sign-in page of a demonstration shows them. */
struct vd_demo_person { struct vd_str name, email, role, tries, password; };
typedef VD_LIST(struct vd_demo_person) vd_demo_people;

struct official_jobs;
struct vd_services {
    struct vd_config config;
    struct vd_db_config db;
    struct vd_files *files;
    unsigned char seal[32];     /* key of the data folder: seals what the database must not show (core/seal.h) */
    struct vd_writer *writer;   /* only while serving; commands write with vd_writer_run_one */
    struct official_jobs *reports; /* of features/official: long reports that are being made; only while serving */
    vd_demo_people demo;        /* empty: this is no demonstration */
};
#endif
