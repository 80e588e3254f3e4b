# SPDX-License-Identifier: Apache-2.0
"""A draft without errors and its consultation, for stories: on days to come, so that the clock of a server (--now) may be set before,
in and after them. Who signs in does it at that clock again, with the password that sign_in() left."""
import datetime
import os
import time

from signed import PASSWORD, Signed, sign_in

TODAY = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=5)).date()   # in Bogotá
VIGENCIA = TODAY.year + 1
FIRST, LAST = TODAY + datetime.timedelta(days=3), TODAY + datetime.timedelta(days=5)
PUBLIC = f"/pasto/plan/{VIGENCIA}/consulta"
WORK = f"/pasto/trabajo/planes/plan/{VIGENCIA}/1/consulta"
ROWS = f"""Componente;Subcomponente;No.;Actividad;Meta o producto;Indicador;Fecha programada;Responsable
Gestión del riesgo de corrupción – Mapa de riesgos de corrupción;Subcomponente 1. Política de administración de riesgos;1.1;Actualizar la política de administración de riesgos;1 política actualizada;Número de políticas actualizadas;30 de abril de {VIGENCIA};Oficina de Planeación
Gestión del riesgo de corrupción – Mapa de riesgos de corrupción;Subcomponente 2. Construcción del mapa;2.1;Construir el mapa de riesgos con los procesos;1 mapa construido;Número de mapas construidos;31 de mayo de {VIGENCIA};Oficina de Planeación
Rendición de cuentas;Subcomponente 1. Información;1.1;Publicar el informe de gestión en lenguaje claro;1 informe publicado;Número de informes publicados;30 de junio de {VIGENCIA};Secretaría General
"""


def at(day, hour):
    """Arguments of a server whose clock stands there, Bogotá's."""
    return ("--now", f"{day.isoformat()}T{hour}-05:00")


def dmy(day):
    return day.strftime("%d/%m/%Y")


def draft(site):
    path = os.path.join(site.base, "borrador.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write(ROWS)
    site.veedor("import", path, "--entity", "pasto", "--name", "Alcaldía de Pasto", "--vigencia", str(VIGENCIA), code=0)


def enter(server, person):
    again = Signed(server)
    done = again.send("/ingreso", {"correo": person.email, "clave": PASSWORD})
    assert done.status == 303, done.text[-1500:]
    return again


def open_consultation(planner, first=FIRST, last=LAST):
    done = planner.send(WORK, {"abre": dmy(first), "cierra": dmy(last), "canal": "Oficina de Planeación, planeacion@entidad.gov.co"}, action="/consulta/abrir")
    assert done.status == 303, f"{done.status}\n{done.text[-3000:]}"
    return planner.follow(done)


def consult_today(site, server):
    """A consultation that runs now, with one contribution that is seen at once: it takes the seconds that a person takes to write."""
    planner = sign_in(site, server, "planeacion")
    open_consultation(planner, TODAY, LAST)
    form = Signed(server).form(PUBLIC + "/aportar?actividad=1.1.1")
    time.sleep(3.2)
    done = Signed(server).post(form, {"texto": "La política debería revisarse con la ciudadanía.", "nombre": "Rosa Mera", "correo": "rosa@correo.co"})
    assert "Recibimos su aporte" in done.text, done.text[-2000:]
    return planner


__all__ = ["FIRST", "LAST", "PUBLIC", "TODAY", "VIGENCIA", "WORK", "at", "consult_today", "dmy", "draft", "enter", "open_consultation"]
