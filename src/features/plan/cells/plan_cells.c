/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_cells.h"

enum { QUOTED_MOST = 400 /* bytes */, NOTES_MOST = 64 /* of one cell */ };

const char *plan_certainty_name(enum plan_certainty certainty)
{
    return certainty == PLAN_READ ? "leido" : certainty == PLAN_SUPPOSED ? "supuesto" : "ambiguo";
}

/* {} is what the text says there. */
static const struct { const char *code; enum plan_certainty weight; const char *text; } sentences[] = {
    /* dates */
    {"year-from-vigencia", PLAN_SUPPOSED, "No dice el año: se tomó la vigencia, {}."},
    {"year-missing", PLAN_AMBIGUOUS, "«{}» no dice el año, y no se sabe de qué vigencia es."},
    {"year-from-before", PLAN_SUPPOSED, "«{}» no dice el año: se tomó el de la fecha anterior."},
    {"year-two-digits", PLAN_SUPPOSED, "El año viene con dos cifras: se leyó {}."},
    {"year-doubtful", PLAN_AMBIGUOUS, "«{}» trae un año que no puede ser el de un plan."},
    {"year-crossed", PLAN_SUPPOSED, "«{}» empieza después de terminar: se leyó que pasa de un año al siguiente."},
    {"spelling", PLAN_SUPPOSED, "Se leyó pasando por alto un error de escritura: {}."},
    {"impossible", PLAN_AMBIGUOUS, "«{}» no existe en el calendario."},
    {"inverted", PLAN_AMBIGUOUS, "«{}» termina antes de empezar."},
    {"weekday", PLAN_AMBIGUOUS, "«{}»: ese día de la semana no es el de esa fecha."},
    {"vague", PLAN_AMBIGUOUS, "«{}» no dice el día: hay que precisarlo."},
    {"mixed-list", PLAN_AMBIGUOUS, "«{}» mezcla días y meses: no se sabe si el día vale para todos."},
    {"chain", PLAN_SUPPOSED, "Los guiones unen más de dos fechas: se leyeron como una lista."},
    {"chain-words", PLAN_AMBIGUOUS, "«{}» une más de dos fechas con «a»: no se sabe dónde empieza y dónde termina cada ventana."},
    {"slash-list", PLAN_SUPPOSED, "La barra se leyó como una lista de fechas, no como una ventana."},
    {"open-start", PLAN_SUPPOSED, "No dice hasta cuándo: se tomó el 31 de diciembre."},
    {"before", PLAN_SUPPOSED, "«{}» se leyó al pie de la letra: vence el día anterior."},
    {"week", PLAN_SUPPOSED, "Las semanas del mes se contaron de siete en siete días desde el día 1."},
    {"weekly", PLAN_SUPPOSED, "Cada semana vence el viernes."},
    {"daily", PLAN_READ, "Lo que se hace todos los días no tiene una fecha de entrega propia."},
    {"other-words", PLAN_SUPPOSED, "Además dice «{}», que no se usó."},
    {"other-number", PLAN_SUPPOSED, "El número «{}» no se usó: no parece parte de una fecha."},
    {"part-unread", PLAN_AMBIGUOUS, "«{}» cambia las fechas y no se pudo leer."},
    {"unread", PLAN_AMBIGUOUS, "«{}» no se pudo leer como fecha."},
    {"undefined", PLAN_AMBIGUOUS, "«{}»: la fecha está por definir."},
    {"external", PLAN_SUPPOSED, "La fecha depende de lo que otro programe: mientras se fija, se toma el 31 de diciembre."},
    {"on-demand", PLAN_SUPPOSED, "La fecha depende de que algo ocurra: mientras tanto se toma el 31 de diciembre."},
    {"external-dates", PLAN_SUPPOSED, "Remite a una programación, pero también trae fechas: se usaron las fechas."},
    {"period-end", PLAN_READ, "Se espera una entrega al final de cada período."},
    {"spread", PLAN_SUPPOSED, "«{}» no dice cuándo: se repartió por igual en el año."},
    {"times-undated", PLAN_AMBIGUOUS, "«{}» no dice cuándo, y no se reparte por igual en los meses."},
    {"offset-count", PLAN_SUPPOSED, "No dice cuántos días: se tomaron 5 días hábiles."},
    {"offset-unit", PLAN_SUPPOSED, "No dice si los días son hábiles: se tomaron hábiles (Ley 4 de 1913, art. 62)."},
    {"offset-late", PLAN_READ, "La última entrega vence en la vigencia siguiente."},
    {"period-from", PLAN_SUPPOSED, "Los períodos se contaron desde {}."},
    {"period-partial", PLAN_SUPPOSED, "El último período queda incompleto y no trae entrega."},
    {"period-meaning", PLAN_AMBIGUOUS, "«{}» puede querer decir dos veces en cada período o una vez cada dos."},
    {"period-long", PLAN_AMBIGUOUS, "«{}» es más de un año: no se sabe si le corresponde a esta vigencia."},
    {"period-two", PLAN_AMBIGUOUS, "Dice dos periodicidades distintas: «{}»."},
    {"period-count", PLAN_AMBIGUOUS, "Las fechas no son tantas como pide la periodicidad: {}."},
    {"period-number", PLAN_AMBIGUOUS, "No se sabe qué dice el número «{}» sobre cada período."},
    {"period-external", PLAN_SUPPOSED, "Depende de otra cosa, pero también dice cada cuánto: se usó cada cuánto."},
    {"period-permanent", PLAN_SUPPOSED, "Dice que es permanente y también cada cuánto: se usó cada cuánto."},
    {"days-months", PLAN_SUPPOSED, "Los días se leyeron como semanas o meses enteros."},
    {"days-fortnight", PLAN_SUPPOSED, "Cada 15 días se leyó como dos veces al mes: el 15 y el último día."},
    {"extra-marks", PLAN_SUPPOSED, "Hay {} de más después de diciembre: no se usaron."},
    {"pairs", PLAN_AMBIGUOUS, "La casilla de inicio y la de fin no traen el mismo número de fechas."},
    {"half-window", PLAN_AMBIGUOUS, "Solo se pudo leer una de las dos fechas: «{}»."},
    {"month-or-day", PLAN_AMBIGUOUS, "«{}» puede ser un mes con su año o un día de ese mes."},
    {"swapped", PLAN_AMBIGUOUS, "«{}» solo existe si el mes va antes que el día."},
    /* targets */
    {"no-number", PLAN_AMBIGUOUS, "«{}» no trae un número."},
    {"no-percentage", PLAN_AMBIGUOUS, "Pide un porcentaje, pero no dice cuánto."},
    {"contradiction", PLAN_AMBIGUOUS, "«{}»: la palabra y la cifra no son el mismo número."},
    {"decimal-or-thousands", PLAN_AMBIGUOUS, "«{}» no dice si el signo separa decimales o miles."},
    {"fraction", PLAN_AMBIGUOUS, "«{}» es una fracción o una parte de un total: no se sabe cuál es la cantidad."},
    {"figure", PLAN_AMBIGUOUS, "«{}» no es una cantidad que se pueda leer."},
    {"several-numbers", PLAN_AMBIGUOUS, "Trae varias cantidades distintas: {}."},
    {"range-of-numbers", PLAN_AMBIGUOUS, "«{}» es un rango: no dice cuál es la meta."},
    {"up-to", PLAN_AMBIGUOUS, "«{}»: «hasta» puede ser un tope o el avance al que se quiere llegar."},
    {"year-or-count", PLAN_AMBIGUOUS, "«{}»: el número puede ser un año."},
    {"number-later", PLAN_SUPPOSED, "La cantidad no está al comienzo: se tomó «{}»."},
    {"strict", PLAN_SUPPOSED, "«{}» se leyó incluyendo la cantidad misma."},
    {"repeats", PLAN_SUPPOSED, "La cantidad se repite por {}: falta decir cuántos son."},
    {"repeats-count", PLAN_READ, "La cantidad se repite por cada uno de los {}."},
    {"percent-indicator", PLAN_SUPPOSED, "No trae el signo %: se leyó como porcentaje porque el indicador lo es."},
    {"one-or-all", PLAN_AMBIGUOUS, "Un «1» bajo un indicador de porcentaje puede ser todo (100 %) o 1 %."},
    /* achieved values */
    {"ratio", PLAN_READ, "Es una proporción de 0 a 1: {} %."},
    {"points", PLAN_READ, "Son puntos porcentuales: {} %."},
    {"fits-ratio", PLAN_SUPPOSED, "Se leyó como proporción ({} %) porque así concuerda con el cumplimiento declarado."},
    {"fits-points", PLAN_SUPPOSED, "Se leyó como puntos porcentuales ({} %) porque así concuerda con el cumplimiento declarado."},
    {"fits-fraction", PLAN_SUPPOSED, "Es parte de un solo producto; se aceptó porque concuerda con el cumplimiento declarado."},
    {"fits-share", PLAN_SUPPOSED, "Es un porcentaje de la meta; se aceptó porque concuerda con el cumplimiento declarado."},
    {"target-all", PLAN_SUPPOSED, "La meta «{}» se leyó como 100 % porque así concuerda con el cumplimiento declarado."},
    {"exactly-one", PLAN_AMBIGUOUS, "Un «1» puede ser todo (100 %) o 1 %: debe confirmarlo una persona."},
    {"product-part", PLAN_AMBIGUOUS, "«{}» es parte de un producto: debe decirse si el indicador se puede dividir."},
    {"share-of-count", PLAN_AMBIGUOUS, "«{}» es un porcentaje, y la meta es una cantidad."},
    {"achieved-number", PLAN_AMBIGUOUS, "«{}» no trae un número que se pueda leer."},
    {"target-number", PLAN_AMBIGUOUS, "La meta no trae un número con el cual comparar."},
    /* people */
    {"and-inside", PLAN_SUPPOSED, "«{}» se leyó como una sola dependencia."},
    {"no-separator", PLAN_SUPPOSED, "No hay separación entre «{}» y lo que sigue: se leyeron como dos."},
    {"plural-heads", PLAN_SUPPOSED, "«{}» se leyó como varias dependencias."},
    {"not-known", PLAN_SUPPOSED, "«{}» no se reconoce como dependencia ni como cargo."},
    {"abbreviation-other", PLAN_SUPPOSED, "«{}» no son las iniciales de la anterior: se leyó como otra dependencia."},
    {"condition", PLAN_SUPPOSED, "«{}» no dice cuál dependencia es: depende de cada caso."},
    {"nobody", PLAN_AMBIGUOUS, "«{}» no nombra a nadie."},
};

bool plan_note_has(const struct plan_verdict *verdict, const char *code)
{
    VD_EACH(note, &verdict->notes)
        if (strcmp(note->code, code) == 0)
            return true;
    return false;
}

/* As much of a text as a sentence quotes; whole characters. */
static struct vd_str quotable(struct vd_str what)
{
    size_t n = what.n < QUOTED_MOST ? what.n : QUOTED_MOST;
    while (n < what.n && n && ((unsigned char)what.p[n] & 0xC0) == 0x80)
        n--;
    return vd_str_sub(what, 0, n);
}

static struct vd_str fill(struct vd_arena *arena, const char *text, struct vd_str what)
{
    struct vd_str all = vd_str_of(text);
    ptrdiff_t at = vd_str_find(all, VD_S("{}"));
    if (at < 0)
        return all;
    struct vd_str quoted = vd_str_squeeze(arena, quotable(what));
    return vd_str_printf(arena, "%.*s%.*s%s%s", (int)at, text, VD_SARG(quoted), quotable(what).n < what.n ? "…" : "", text + at + 2);
}

void plan_note_add(struct vd_arena *arena, struct plan_verdict *verdict, const char *code, struct vd_str what)
{
    for (size_t i = 0; i < VD_COUNT(sentences); i++) {
        if (strcmp(sentences[i].code, code) != 0)
            continue;
        struct vd_str text = fill(arena, sentences[i].text, what);
        if (sentences[i].weight > verdict->status)
            verdict->status = sentences[i].weight;
        if (verdict->notes.n == NOTES_MOST)
            return;
        VD_EACH(note, &verdict->notes)
            if (vd_str_eq(note->text, text))
                return;
        *VD_PUSH(arena, &verdict->notes) = (struct plan_note){sentences[i].code, sentences[i].weight, text};
    }
}

void plan_problem_add(struct vd_arena *arena, struct plan_verdict *verdict, const char *code, struct vd_str read_text, struct vd_str proposal)
{
    *VD_PUSH(arena, &verdict->problems) = (struct plan_problem){code, vd_str_squeeze(arena, read_text), proposal};
}
