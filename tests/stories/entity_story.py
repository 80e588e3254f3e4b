# SPDX-License-Identifier: Apache-2.0
"""What an entity says of itself: written by its administrator, judged, shown at the foot and head of every public page."""
import hashlib
import re

from pictures import jpeg, png
from signed import Signed, forms, sign_in, text_of
from story import BOTH, settled, story

PAGE = "/pasto/trabajo/entidad"
WHOLE = {"nit": "891.280.000-3", "orden": "territorial", "categoria": "2", "representante": "Nombre Apellido, alcalde", "departamento": "52", "municipio": "Pasto",
         "codigo_dane": "52001", "direccion": "Carrera 28 # 16-18, San Andrés", "codigo_postal": "520001", "horario": "Lunes a viernes de 8:00 a. m. a 6:00 p. m.",
         "telefonos": "+57 602 7244326", "linea_anticorrupcion": "018000 912 345", "correo": "Contactenos@Pasto.gov.co", "correo_judicial": "juridica@pasto.gov.co",
         "sitio": "https://www.pasto.gov.co/", "redes": "https://www.facebook.com/alcaldia\n\nhttps://x.com/alcaldia"}


@story("The administrator writes what the entity says of itself, and every public page shows it at its foot, and nothing that is empty", engines=BOTH)
def described(world):
    site = world.pasto()
    with site.serving() as server:
        ana, anybody = sign_in(site, server, "administrador"), Signed(server)
        before = anybody.ask("/pasto/plan/2022")
        assert "Sede principal" not in before.text and "NIT" not in before.text and 'class="contact"' not in before.text
        page = ana.follow(ana.send(PAGE, WHOLE, action="/entidad"))
        assert "Se guardaron los datos de la entidad" in page.text, page.text[-3000:]
        for path in ("/pasto", "/pasto/plan/2022", "/pasto/participa"):
            foot = anybody.ask(path).text.split("<footer")[1]
            for said in ("NIT: 891280000-3", "Sede principal: Carrera 28 # 16-18, San Andrés, Pasto, Nariño, código postal 520001", "Horario de atención: Lunes a viernes",
                         "Teléfonos: +57 602 7244326", "Línea anticorrupción: 018000 912 345", '<a href="mailto:contactenos@pasto.gov.co">contactenos@pasto.gov.co</a>',
                         "Correo para notificaciones judiciales: <a", '<a href="https://www.pasto.gov.co/">www.pasto.gov.co</a>', '<a href="https://x.com/alcaldia">x.com/alcaldia</a>',
                         "Representante legal: Nombre Apellido, alcalde"):
                assert said in foot, (path, said, foot)
        assert "contactenos@" not in anybody.ask("/accesibilidad").text.split("<footer")[1]   # of the installation, which is no entity
        form = ana.form(PAGE, action="/entidad")
        assert (form.fields["codigo_dane"], form.fields["departamento"], form.fields["categoria"]) == ("52001", "52", "2")
        assert form.fields["redes"].split() == ["https://www.facebook.com/alcaldia", "https://x.com/alcaldia"]
        ana.post(form, {"telefonos": "  "})
        settled(world)
        assert "Teléfonos" not in anybody.ask("/pasto").text.split("<footer")[1]
        assert sign_in(site, server, "planeacion").ask(PAGE).status == 403
    site.veedor("verify", code=0)


@story("What is no NIT, code, mail or address is said beside its field, what was typed stays, and two people do not overwrite each other")
def refused(world):
    site = world.pasto()
    with site.serving() as server:
        ana, luis = sign_in(site, server, "administrador"), sign_in(site, server, "administrador")
        for field, typed, said in (("nit", "891280000-4", "no corresponde a ese número"), ("nit", "8912", "Escriba el NIT completo"), ("nit", "8912800OO-3", "Escriba el NIT completo"),
                                   ("codigo_dane", "99999", "Ese código DANE es de otro departamento"), ("codigo_dane", "520", "Escriba el código DANE"),
                                   ("codigo_dane", "01001", "Escriba el código DANE"), ("departamento", "53", "Elija un departamento"), ("codigo_postal", "5200", "tiene seis cifras"),
                                   ("correo", "pasto", "Escriba el correo completo"), ("sitio", "www.pasto.gov.co", "Escriba la dirección completa"),
                                   ("sitio", "javascript:alert(1)//.", "Escriba la dirección completa"), ("redes", "https://x.com/a\nfacebook", "una dirección por línea"),
                                   ("redes", "\n".join(f"https://x.com/{n}" for n in range(11)), "diez direcciones"), ("orden", "nacional", "Solo los departamentos y los municipios")):
            answer = ana.send(PAGE, {**WHOLE, field: typed}, action="/entidad")
            assert answer.status == 422 and said in answer.text and "Carrera 28 # 16-18" in answer.text, (field, typed, answer.status, text_of(answer)[-1500:])
        first, second = ana.form(PAGE, action="/entidad"), luis.form(PAGE, action="/entidad")
        assert ana.post(first, WHOLE).status == 303
        both = luis.post(second, {"direccion": "Calle 18 # 19-54"})
        assert both.status == 409 and "Otra persona cambió estos datos" in both.text and "Calle 18 # 19-54" in both.text
        (again,) = [form for form in forms(both) if form.action.endswith("/entidad")]
        assert luis.post(again).status == 303
        assert "Calle 18 # 19-54" in server.ask("/pasto").text and "NIT" not in server.ask("/pasto").text.split("<footer")[1]
    site.veedor("verify", code=0)


@story("The shield is a PNG or a JPEG by its bytes, shown at an address that changes with it, in the head of each page; what is none is refused", engines=BOTH)
def shield(world):
    site = world.pasto()
    with site.serving() as server:
        ana, anybody = sign_in(site, server, "administrador"), Signed(server)
        bring = lambda name, data: ana.send(PAGE, action="/escudo", files={"escudo": (name, data)})
        for name, data, said in (("escudo.png", b"", "Elija la imagen"), ("escudo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no es una imagen PNG ni JPEG"),
                                 ("escudo.png", png()[:-30], "incompleta o dañada"), ("chico.png", png(20, 90), "mide 20 × 90 píxeles"), ("grande.jpg", jpeg(5000, 100), "mide 5000 × 100"),
                                 ("pesa.png", png() + b"x" * (600 << 10), "La imagen pesa 601 KB; el máximo es 512 KB")):
            answer = bring(name, data)
            assert answer.status == 422 and said in answer.text, (name, answer.status, text_of(answer)[-1200:])
        assert "/escudo/" not in anybody.ask("/pasto").text
        image = png()
        page = ana.follow(bring("escudo.gif", image))
        assert "Se puso el escudo de la entidad" in page.text and "120 × 160 píxeles" in page.text, page.text[-2500:]
        settled(world)
        address = re.search(r'<img class="shield" src="(/pasto/escudo/[0-9a-f]{16})" width="120" height="160" alt="">', anybody.ask("/pasto/plan/2022").text)[1]
        assert address.endswith(hashlib.sha256(image).hexdigest()[:16])
        shown = anybody.ask(address)
        assert (shown.status, shown.header("Content-Type"), shown.body) == (200, "image/png", image)
        assert shown.header("X-Content-Type-Options") == "nosniff" and anybody.ask(address, headers={"If-None-Match": shown.header("ETag")}).status == 304
        assert anybody.ask(address[:-1]).status == 404 and anybody.ask("/pasto/escudo/0").status == 404
        ana.follow(bring("escudo.jpg", jpeg()))
        settled(world)
        changed = re.search(r'src="(/pasto/escudo/[0-9a-f]{16})" width="100"', anybody.ask("/pasto").text)[1]
        assert changed != address and anybody.ask(changed).header("Content-Type") == "image/jpeg" and anybody.ask(address).status == 404
        gone = ana.follow(ana.send(PAGE, action="/quitar"))
        settled(world)
        assert "Se quitó el escudo" in gone.text and "/escudo/" not in anybody.ask("/pasto").text and anybody.ask(changed).status == 404
    site.veedor("verify", code=0)
