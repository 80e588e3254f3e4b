/* SPDX-License-Identifier: Apache-2.0 */
/* What happened in the example, in the order in which it happened: a plan that lived its whole year, two years ago, and then the plans of
 * this year. Their days count back from now; `public` is the day on which they were published: the 28 January, or forty days ago when that
 * is earlier. A cut-off of this year is there when its days lie between both. */
#include "demo/demo_acts.h"

enum { LATEST = 40, JANUARY_28 = 27 };
static const struct demo_plan ptep = {"plan", 0, 1}, ptep_2 = {"plan", 0, 2}, ptep_next = {"plan", 1, 1}, accion = {"plan-accion", 0, 1}, accion_2 = {"plan-accion", 0, 2},
    accion_next = {"plan-accion", 1, 1}, closed = {"plan-accion", -2, 1}, propio = {"plan-propio", 0, 1}, propio_next = {"plan-propio", 1, 1}, propio_left = {"plan-propio", 2, 1}, propio_draft = {"plan-propio", 2, 2};

static int64_t published_before(const struct demo *d)
{
    int64_t since = vd_date_days(vd_date_in_bogota(d->now)) - vd_date_days((struct vd_date){(int16_t)d->year, 1, 1}) - JANUARY_28;
    return since > LATEST ? since : LATEST;
}

/* year: counted from this one. */
static struct vd_date day_of(const struct demo *d, int year, int month, int day) { return (struct vd_date){(int16_t)(d->year + year), (uint8_t)month, (uint8_t)day}; }

static enum vd_err whole_year(struct demo *d)
{
    demo_day(d, day_of(d, closed.year, 1, 4));
    VD_TRY(demo_entity(d));
    VD_TRY(demo_begin(d, "plan-accion", closed.year, NULL));
    VD_TRY(demo_write(d, closed, "cerrado"));
    VD_TRY(demo_step(d, "planeacion", closed, "someter", NULL));
    demo_day(d, day_of(d, closed.year, 1, 15));
    VD_TRY(demo_session(d, "1", &closed, 1));
    VD_TRY(demo_decide(d, closed, "aprobar", NULL));
    demo_day(d, day_of(d, closed.year, 1, 25));
    VD_TRY(demo_publish(d, closed));
    demo_day(d, day_of(d, closed.year, 5, 3));
    VD_TRY(demo_cut_publish(d, closed, "cerrado", 1, 0));
    demo_day(d, day_of(d, closed.year, 9, 4));
    VD_TRY(demo_cut_publish(d, closed, "cerrado", 2, 6));
    demo_day(d, day_of(d, closed.year, 10, 1));
    VD_TRY(demo_mend(d, closed, "cerrado"));
    demo_day(d, day_of(d, closed.year + 1, 1, 4));
    VD_TRY(demo_cut_publish(d, closed, "cerrado", 3, -1));
    demo_day(d, day_of(d, closed.year + 1, 2, 3));
    return demo_mend(d, closed, "tarde");
}

static enum vd_err formulate(struct demo *d, int64_t public)
{
    demo_on(d, public + 70);
    VD_TRY(demo_history_put(d));
    demo_on(d, public + 65);
    VD_TRY(demo_begin(d, "ptep-2024", 0, NULL));
    VD_TRY(demo_write(d, ptep, "ptep"));
    VD_TRY(demo_preface(d, ptep));
    VD_TRY(demo_document(d, ptep, "2.1", "Mapa de riesgos para la integridad pública", "https://www." DEMO_DOMAIN "/mapa-de-riesgos"));
    demo_on(d, public + 60);
    VD_TRY(demo_begin(d, "plan-accion", 0, NULL));
    return demo_write(d, accion, "accion");
}

static enum vd_err consult(struct demo *d, int64_t public)
{
    static const struct demo_said first = {"veeduria", "Veeduría El Muelle", "1.6.1", "Falta explicar el programa en la vereda La Ensenada, que no es corregimiento."},
                                  second = {"ciudadano", NULL, NULL, "Pongan un funcionario en cada barrio que vigile los contratos."};
    demo_on(d, public + 50);
    VD_TRY(demo_consult(d, ptep, 15));
    demo_on(d, public + 48);
    VD_TRY(demo_contribute(d, ptep, &first));
    demo_on(d, public + 45);
    VD_TRY(demo_contribute(d, ptep, &second));
    demo_on(d, public + 40);
    VD_TRY(demo_respond(d, ptep, &(struct demo_answer){1, "aceptado", "El cuarto encuentro se hará en la vereda La Ensenada.", "1.6.1"}));
    VD_TRY(demo_respond(d, ptep, &(struct demo_answer){2, "rechazado", "La Alcaldía no tiene personal para eso. Los contratos se publican en datos abiertos cada trimestre.", NULL}));
    demo_on(d, public + 35);
    return demo_close(d, ptep);
}

static enum vd_err approve(struct demo *d, int64_t public)
{
    demo_on(d, public + 30);
    VD_TRY(demo_step(d, "planeacion", ptep, "someter", NULL));
    VD_TRY(demo_step(d, "planeacion", accion, "someter", NULL));
    demo_on(d, public + 20);
    VD_TRY(demo_session(d, "1", (const struct demo_plan[]){ptep, accion}, 2));
    VD_TRY(demo_decide(d, ptep, "aprobar", NULL));
    VD_TRY(demo_decide(d, accion, "aprobar", NULL));
    demo_on(d, public);
    VD_TRY(demo_publish(d, ptep));
    return demo_publish(d, accion);
}

static enum vd_err consolidate(struct demo *d)
{
    static const struct demo_said said = {"organizacion", "Asociación de comerciantes del puerto", NULL, "Que la jornada del sábado también atienda el impuesto de industria y comercio."};
    demo_on(d, 39);
    VD_TRY(demo_begin(d, "plan-accion", 1, &accion));
    VD_TRY(demo_consult(d, accion_next, 15));
    demo_on(d, 37);
    return demo_contribute(d, accion_next, &said);
}

static enum vd_err amend(struct demo *d)
{
    demo_on(d, 34);
    VD_TRY(demo_ask(d, ptep, &(struct demo_wish){"lider", "cambiar", "2.1.2", "Contraloría recomendó empezar por los pagos a contratistas.", "producto", "Pagos a contratistas revisados por dos personas"}));
    demo_on(d, 33);
    VD_TRY(demo_accept(d));
    VD_TRY(demo_ask(d, accion, &(struct demo_wish){"lider", "cambiar", "1.1.1", "El recaudo del primer semestre fue menor que el previsto.", "producto", "Recaudo del impuesto predial del semestre"}));
    VD_TRY(demo_accept(d));
    demo_on(d, 30);
    VD_TRY(demo_tell(d, ptep_2));
    demo_on(d, 28);
    VD_TRY(demo_step(d, "planeacion", ptep_2, "someter", NULL));
    VD_TRY(demo_step(d, "planeacion", accion_2, "someter", NULL));
    demo_on(d, 25);
    VD_TRY(demo_session(d, "2", (const struct demo_plan[]){ptep_2, accion_2}, 2));
    VD_TRY(demo_decide(d, ptep_2, "aprobar", NULL));
    VD_TRY(demo_decide(d, accion_2, "rechazar", "Un mal semestre no es razón para prometer menos."));
    demo_on(d, 22);
    VD_TRY(demo_publish(d, ptep_2));
    VD_TRY(demo_respond(d, accion_next, &(struct demo_answer){1, "parcial", "Se atenderá un sábado de cada trimestre.", "2.2.1"}));
    demo_on(d, 21);
    return demo_close(d, accion_next);
}

/* Did this day of this year come between the publication of its plans and what comes next? */
static bool came(const struct demo *d, int64_t public, struct vd_date day)
{
    int64_t before = vd_date_days(vd_date_in_bogota(d->now)) - vd_date_days(day);
    return before < public && before > LATEST;
}

static enum vd_err follow(struct demo *d, int64_t public)
{
    const struct vd_date may = day_of(d, 0, 5, 4), july = day_of(d, 0, 7, 3), august = day_of(d, 0, 8, 3), september = day_of(d, 0, 9, 4);
    demo_day(d, may);
    if (came(d, public, may) && came(d, public, day_of(d, 0, 5, 31)))
        VD_TRY(demo_cut_publish(d, accion, "accion", 1, -1));
    demo_day(d, july);
    if (came(d, public, july) && came(d, public, day_of(d, 0, 7, 31)))
        VD_TRY(demo_cut_publish(d, ptep, "ptep", 1, -2));
    demo_day(d, august);
    if (came(d, public, august) && came(d, public, september))
        VD_TRY(demo_mend(d, ptep, "ptep"));
    demo_day(d, september);
    return came(d, public, september) && came(d, public, day_of(d, 0, 9, 15)) ? demo_cut_open(d, accion, "accion", 2) : VD_OK;
}

static enum vd_err own_plans(struct demo *d)
{
    demo_on(d, 17);
    VD_TRY(demo_begin(d, "propio", 0, NULL));
    VD_TRY(demo_write(d, propio, "propio"));
    VD_TRY(demo_step(d, "planeacion", propio, "someter", NULL));
    demo_on(d, 16);
    VD_TRY(demo_resolve(d, propio, "123"));
    demo_on(d, 15);
    VD_TRY(demo_begin(d, "propio", 1, NULL));
    VD_TRY(demo_write(d, propio_next, "propio"));
    demo_on(d, 14);
    VD_TRY(demo_begin(d, "propio", 2, NULL));
    VD_TRY(demo_step(d, "planeacion", propio_left, "retirar", "Se empezó antes de tiempo."));
    demo_on(d, 13);
    VD_TRY(demo_begin(d, "propio", 2, NULL));
    VD_TRY(demo_write(d, propio_draft, "borrador"));
    return demo_send(d, propio_draft, "Oficina de Sistemas", 30);
}

static enum vd_err under_way(struct demo *d)
{
    static const struct demo_said first = {"veeduria", "Veeduría El Muelle", "2.2.1", "El acuerdo con las veedurías debería firmarse antes de junio."},
                                  second = {"ciudadano", NULL, "2.3.2", "Hagan la audiencia un domingo, que la gente trabaja entre semana."},
                                  third = {"ciudadano", NULL, NULL, "Visite https://ventas.example y compre a mitad de precio."};
    demo_on(d, 12);
    VD_TRY(demo_begin(d, "ptep-2024", 1, &ptep_2));
    VD_TRY(demo_consult(d, ptep_next, 25));
    demo_on(d, 9);
    VD_TRY(demo_ask(d, ptep_2, &(struct demo_wish){"enlace", "cambiar", "2.3.1", "El portal de datos abiertos cambió de nombre.", "producto", "Conjuntos de datos publicados en datos.gov.co"}));
    VD_TRY(demo_contribute(d, ptep_next, &first));
    VD_TRY(demo_report(d, accion, "hoy", 1));
    demo_on(d, 6);
    VD_TRY(demo_report(d, accion, "hoy", 2));
    VD_TRY(demo_accept(d));
    VD_TRY(demo_respond(d, ptep_next, &(struct demo_answer){1, "aceptado", "Se firmará el 31 de mayo.", "2.2.1"}));
    demo_on(d, 4);
    VD_TRY(demo_contribute(d, ptep_next, &second));
    VD_TRY(demo_step(d, "planeacion", propio_next, "someter", NULL));
    demo_on(d, 3);
    VD_TRY(demo_cut_waiting(d, (const struct demo_plan[]){accion, ptep_2}, 2));
    VD_TRY(demo_contribute(d, ptep_next, &third));
    demo_on(d, 2);
    VD_TRY(demo_ask(d, ptep_2, &(struct demo_wish){"lider", "corregir", "2.1.2", "Se escribió «mayor valor» y son todos los de contratistas.", "descripcion", "Revisar con doble control los pagos a contratistas"}));
    demo_on(d, 1);
    VD_TRY(demo_deliver(d));
    return demo_session(d, "3", &propio_next, 1);
}

enum vd_err demo_play(struct demo *d)
{
    int64_t public = published_before(d);
    VD_TRY(whole_year(d));
    VD_TRY(formulate(d, public));
    VD_TRY(consult(d, public));
    VD_TRY(approve(d, public));
    VD_TRY(follow(d, public));
    VD_TRY(consolidate(d));
    VD_TRY(amend(d));
    VD_TRY(own_plans(d));
    return under_way(d);
}
