# SPDX-License-Identifier: Apache-2.0
"""A plan of this year, whole enough to be approved, for stories: six activities of two components and three units; the first is due
already. It comes in from a sheet, as a person would bring it."""
import datetime
import os

TODAY = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=5)).date()   # in Bogotá
YEAR = TODAY.year
ACTIVITIES = 6
RISKS, REPORTS = "Gestión del riesgo de corrupción – Mapa de riesgos de corrupción", "Rendición de cuentas"
SHEET = f"""Componente;Subcomponente;No.;Actividad;Meta o producto;Indicador;Fecha programada;Responsable
{RISKS};Subcomponente 1. Política de administración de riesgos;1.1;Actualizar la política de administración de riesgos;1 política actualizada;Número de políticas actualizadas;1 de enero de {YEAR};Oficina de Planeación
{RISKS};Subcomponente 2. Construcción del mapa;2.1;Construir el mapa de riesgos con los procesos;1 mapa construido;Número de mapas construidos;31 de diciembre de {YEAR};Oficina de Planeación
{RISKS};Subcomponente 2. Construcción del mapa;2.2;Revisar los controles de cada proceso;2 revisiones;Número de revisiones;30 de diciembre de {YEAR};Secretaría General
{REPORTS};Subcomponente 1. Información;1.1;Publicar el informe de gestión en lenguaje claro;1 informe publicado;Número de informes publicados;31 de diciembre de {YEAR};Secretaría General
{REPORTS};Subcomponente 1. Información;1.2;Publicar los contratos en datos abiertos;100 % de los contratos publicados;Porcentaje de contratos publicados;31 de diciembre de {YEAR};Secretaría de Hacienda
{REPORTS};Subcomponente 2. Diálogo;2.1;Hacer una audiencia pública;1 audiencia;Número de audiencias;15 de diciembre de {YEAR};Secretaría de Hacienda
"""


def plan_of_this_year(site, instrument="plan-accion", sheet=SHEET):
    path = os.path.join(site.base, "plan-de-este-ano.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write(sheet)
    site.veedor("import", path, "--entity", "pasto", "--vigencia", str(YEAR), "--instrument", instrument, code=0)


__all__ = ["ACTIVITIES", "SHEET", "TODAY", "YEAR", "plan_of_this_year"]
