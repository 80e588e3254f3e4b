# SPDX-License-Identifier: Apache-2.0
"""Signing in by the link of an invitation, as every story of the pages of work does."""
from signed import PASSWORD, Signed, sign_in
from story import BOTH, story


@story("Whoever opens the invitation's link sets a password and is in; without a session the door asks for it", engines=BOTH)
def the_door(world):
    site = world.pasto()
    with site.serving() as server:
        outside = server.ask("/pasto/trabajo")
        assert outside.status == 303 and outside.header("Location").startswith("/ingreso"), outside.header("Location")
        planner = sign_in(site, server, "planeacion")
        home = planner.ask("/pasto/trabajo")
        assert home.status == 200 and "Oficina de planeación" in home.text
        again = Signed(server)
        done = again.send("/ingreso?volver=/pasto/trabajo", {"correo": planner.email, "clave": PASSWORD})
        assert "Oficina de planeación" in again.follow(done).text
        wrong = Signed(server).send("/ingreso", {"correo": planner.email, "clave": "otras palabras muy distintas"})
        assert "no coinciden" in wrong.text and not wrong.header("Set-Cookie")
