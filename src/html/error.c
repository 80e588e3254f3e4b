/* SPDX-License-Identifier: Apache-2.0 */
/* Words of the error pages. Each says what happened, what is safe and what to do; none blames the reader. */
#include "html/error.tpl.h"
#include "html/es.h"

static const struct vd_error_words WORDS[] = {
    {400, "No entendimos la solicitud", "La dirección o el formulario llegó incompleto o con algo que no reconocemos.",
        "No se guardó ni se cambió nada.", "Revise la dirección, sobre todo si la copió de un documento.",
        "Si llenaba un formulario, vuelva atrás: su navegador conserva lo que escribió."},
    {403, "No puede ver esta página", "Su solicitud no trae el permiso que esta página pide.",
        "No se guardó ni se cambió nada.", "Si llenaba un formulario, ábralo de nuevo y vuelva a enviarlo.", NULL},
    {404, "No encontramos esa página", "La dirección puede estar mal escrita o la página cambió de lugar.",
        "Los datos están a salvo.", "Revise la dirección, sobre todo si la copió de un documento.", NULL},
    {405, "Esta dirección no recibe esa solicitud", "La página existe, pero no de la forma en que se pidió.",
        "No se guardó ni se cambió nada.", "Abra la página desde el inicio.", NULL},
    {409, "Otra persona lo cambió antes", "Lo que quería guardar ya no es igual a lo que usted estaba viendo.",
        "Lo que guardó la otra persona sigue como estaba.", "Vuelva atrás, actualice la página y compare antes de guardar.", NULL},
    {413, "Lo que envió es demasiado grande", "El archivo o el formulario pasa del tamaño que recibimos.",
        "No se guardó nada.", "Divida el archivo o baje la calidad de las imágenes, y vuelva a enviarlo.", NULL},
    {429, "Demasiadas solicitudes seguidas", "Desde su conexión llegaron muchas solicitudes en poco tiempo.",
        "No se guardó ni se cambió nada.", "Espere un minuto y vuelva a intentar.", NULL},
    {500, "Algo falló de nuestro lado", "No pudimos terminar lo que pidió.",
        "Nada quedó a medias.", "Espere un minuto y vuelva a intentar.",
        "Si enviaba un formulario, vuelva atrás: su navegador conserva lo que escribió."},
    {503, "En este momento no podemos atenderle", "El servicio está ocupado, en mantenimiento o sin espacio para guardar.",
        "Nada quedó a medias.", "Espere un minuto y vuelva a intentar.",
        "Si enviaba un formulario, vuelva atrás: su navegador conserva lo que escribió."},
};

/* A status without words of its own speaks as the general one of its class. */
const struct vd_error_words *vd_error_words_of(int status)
{
    const struct vd_error_words *general = NULL;
    for (size_t i = 0; i < VD_COUNT(WORDS); i++) {
        if (WORDS[i].status == status)
            return &WORDS[i];
        if (WORDS[i].status == (status >= 500 ? 500 : 400))
            general = &WORDS[i];
    }
    return general;
}

void vd_error_page(struct vd_html_out *o, const struct vd_page *page, int status, struct vd_str request_id, vd_us at,
                   struct vd_str problem, struct vd_link *ways, size_t n)
{
    enum { INSTANT_MAX = 95 };
    char room[INSTANT_MAX + 1] = "";
    struct vd_buf when = {.p = room, .cap = sizeof(room), .max = INSTANT_MAX};
    vd_es_put_instant(&when, at);
    const struct vd_error_words *w = vd_error_words_of(status);
    struct vd_error_view view = {
        .page = *page,
        .status = status,
        .title = w->title, .what = w->what, .safe = w->safe, .advice = w->advice, .advice_2 = w->advice_2,
        .problem = problem, .request_id = request_id, .at = vd_buf_view(&when),
    };
    view.ways.v = ways, view.ways.n = n;
    view.page.title = vd_str_of(w->title);
    view.page.crumbs.n = 0; /* an error page stands nowhere on the way */
    tpl_error(o, &view);
}
