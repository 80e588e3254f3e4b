# SPDX-License-Identifier: Apache-2.0
"""The words that synthetic plans are made of (synthetic.py). The places do not exist."""

ENTITIES = ("Alcaldía de {}", "Gobernación de {}", "Personería de {}", "Concejo de {}", "E.S.E. Hospital {}",
            "Empresa de Servicios Públicos de {}", "Instituto de Vivienda de {}", "Instituto de Deportes de {}", "Contraloría de {}")
PLACES_FIRST = ("San Pedro", "Santa Rita", "Puerto", "Villa", "San Judas", "Monte", "La", "El", "Nueva", "Santo Tomás", "Río", "Alto", "Bajo", "Valle", "Peña",
                "Buena", "Santa Inés", "San Román", "Agua", "Loma", "Piedra", "Palma", "Cruz", "Llano")
PLACES_SECOND = ("Escondido", "Florido", "del Viento", "de los Andes", "Arrayán", "Guadua", "Samán", "Yarumo", "del Cacao", "Frailejón", "Caimán", "Guayacán",
                 "de la Sabana", "del Páramo", "Ñame", "Bejuco", "Ceiba", "Mangle", "del Maíz", "Zarzal", "Quindal", "Tambo", "Quebrado", "Alegre", "Cristal",
                 "Colibrí", "Bonita", "Chaparral", "Nogal", "de la Cuesta", "Moriche", "Aliso", "Totumo", "Guamal", "Níspero", "Trapiche", "Curuba", "Sauce")
UNIT_KINDS = ("Secretaría", "Secretaría", "Oficina", "Dirección", "Subsecretaría", "Oficina Asesora", "Departamento Administrativo", "Grupo")
UNIT_SUBJECTS = ("Planeación", "Hacienda", "Gobierno", "Contratación", "Talento Humano", "Comunicaciones", "Control Interno", "Sistemas", "Atención al Ciudadano",
                 "Gestión Documental", "Jurídica", "Desarrollo Social", "Cultura", "Infraestructura", "Salud", "Educación", "Tránsito", "Participación", "Ambiente")
GROUPS = ("Todas las dependencias", "Líderes de proceso", "Todas las secretarías")
VERBS = (("Elaborar", "elaborad"), ("Publicar", "publicad"), ("Realizar", "realizad"), ("Actualizar", "actualizad"), ("Socializar", "socializad"),
         ("Evaluar", "evaluad"), ("Documentar", "documentad"), ("Revisar", "revisad"), ("Divulgar", "divulgad"), ("Aprobar", "aprobad"))
PRODUCTS = (("informe", "informes", "o"), ("jornada de capacitación", "jornadas de capacitación", "a"), ("boletín", "boletines", "o"), ("mesa de trabajo", "mesas de trabajo", "a"),
            ("protocolo", "protocolos", "o"), ("encuesta", "encuestas", "a"), ("instructivo", "instructivos", "o"), ("campaña", "campañas", "a"), ("seguimiento", "seguimientos", "o"),
            ("guía", "guías", "a"), ("procedimiento", "procedimientos", "o"), ("acta de reunión", "actas de reunión", "a"))
AUDIENCES = ("la ciudadanía", "los servidores públicos", "los líderes de proceso", "los grupos de valor", "las veedurías ciudadanas", "los contratistas", "la población rural",
             "las organizaciones sociales", "los comités de la entidad", "las personas con discapacidad", "los jóvenes", "las juntas de acción comunal")
REMARKS = ("", "Se cumplió con lo programado.", "Se adelantó la actividad sobre {} y se conservan las listas de asistencia.", "Se encuentra publicado en la página web.",
           "La actividad está en ejecución; falta el informe final sobre {}.", "La oficina de Control Interno revisó los soportes y los encontró completos.",
           "Se requiere fortalecer el trabajo sobre {} con las dependencias.")
COMPONENTS = (
    ("Gestión del riesgo de corrupción – Mapa de riesgos de corrupción",
     ("Política de administración de riesgos", "Construcción del mapa de riesgos de corrupción", "Consulta y divulgación", "Monitoreo y revisión", "Seguimiento"),
     ("la política de administración de riesgos", "el mapa de riesgos de corrupción", "los controles de cada proceso", "el plan de tratamiento de riesgos", "la matriz de riesgos",
      "los conflictos de interés", "el código de integridad", "la línea de denuncia", "los riesgos de contratación")),
    ("Rendición de cuentas",
     ("Información de calidad y en lenguaje comprensible", "Diálogo de doble vía con la ciudadanía", "Incentivos para motivar la rendición de cuentas", "Evaluación y retroalimentación"),
     ("la audiencia pública de rendición de cuentas", "los avances del plan de desarrollo", "la ejecución del presupuesto", "los compromisos con la ciudadanía",
      "los canales de diálogo", "el lenguaje claro", "los resultados de la gestión", "los proyectos de inversión", "la participación en línea")),
    ("Mecanismos para mejorar la atención al ciudadano",
     ("Estructura administrativa y direccionamiento estratégico", "Fortalecimiento de los canales de atención", "Talento humano", "Normativo y procedimental", "Relacionamiento con el ciudadano"),
     ("los canales de atención", "el protocolo de servicio", "las peticiones y reclamos", "la carta de trato digno", "la satisfacción de los usuarios", "la ventanilla única",
      "la accesibilidad de las sedes", "la caracterización de usuarios", "los tiempos de respuesta")),
    ("Mecanismos para la transparencia y acceso a la información",
     ("Lineamientos de transparencia activa", "Lineamientos de transparencia pasiva", "Instrumentos de gestión de la información", "Criterio diferencial de accesibilidad",
      "Monitoreo del acceso a la información pública"),
     ("el índice de información clasificada y reservada", "el registro de activos de información", "el esquema de publicación", "los datos abiertos", "la página web",
      "los contratos publicados", "las declaraciones de bienes y rentas", "las hojas de vida de los servidores", "el programa de gestión documental")),
    ("Iniciativas adicionales",
     ("Integridad", "Participación ciudadana"),
     ("el código de integridad", "los valores del servicio público", "el control social", "la cultura de la legalidad", "los pactos de transparencia", "el gobierno abierto",
      "las veedurías ciudadanas", "la innovación pública")))
