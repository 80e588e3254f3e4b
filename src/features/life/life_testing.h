/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: an entity with people of every role, and versions of a plan in any state. Who links it gives life_guards. */
#ifndef LIFE_TESTING_H
#define LIFE_TESTING_H
#include "core/store_fixture.h"
#include "features/life/life_inside.h"

enum { ALL = 1, SECOND, READER, PEOPLE, ROLES_MOST = 20 };   /* ALL and SECOND: planeacion, comite, jefe and lider; READER: lector */
static const vd_us LATE = INT64_C(1675260000000000); /* 2023-02-01 09:00 in Bogotá: 2022 is over */

struct world {
    struct fixture *fx;
    int64_t entity, plan, person[PEOPLE], with_role[ROLES_MOST] /* one for each of vd_law_roles */, attachment, unit;
    int acts;
    vd_us now;
    int64_t no;                   /* of the next version */
};
int open_world(void **state);
int close_world(void **state);
#define T(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)
/* In main: sets the engine of argv, or returns from it. */
#define CHOOSE_ENGINE(argc, argv) \
    do { \
        bool postgres_; \
        if (!vd_testdb_choose(argc, argv, &postgres_)) \
            return VD_TEST_SKIPPED; \
        fixture_engine(postgres_); \
    } while (0)

/* A condition that another feature answers for: met or not, as the test says; met when the world opens. */
extern bool others_met;
enum vd_err other(const struct life_ask *ask, struct life_met *ret);

enum vd_err act(struct world *w, int64_t entity, const char *kind, enum vd_err (*fn)(struct vd_change *, struct world *, void *), void *arg);

/* One component, one activity with lead, goal and date; empty: none. */
struct version { const char *state; bool modifies, empty; int64_t base, id; };
enum vd_err make_version(struct vd_change *change, struct world *w, void *arg);
int64_t version_in(struct world *w, const char *state, bool modifies);
struct life_version_row get(struct world *w, int64_t version);
/* A step that was taken before. */
void was(struct world *w, int64_t version, int64_t no, const char *event, int64_t person);

/* Says everything that a step may ask: reason, act with its file. */
struct life_said everything(const struct world *w);
struct taking { struct life_stepping of; struct life_stepped *ret; };
enum vd_err take(struct vd_change *change, struct world *w, void *arg);
enum vd_err step(struct world *w, int64_t version, const char *event, int64_t person, struct life_stepped *ret);
void refused_because(struct world *w, int64_t version, const char *event, int64_t person, const char *why);

void *row_of(struct world *w, const struct vd_table *table, int64_t version); /* the first */
void edit(struct world *w, const struct vd_table *table, void *row, bool removes);
void assert_whole(struct world *w);  /* veedor verify */
#endif
