# SPDX-License-Identifier: Apache-2.0
"""What the pages that write gain where scripts run, in Chromium: tests/browser/editor.mjs."""
import os
import subprocess

from browser_suite import FOLDER, install
from driven import PASTO
from editor_story import TABLE, draft
from intake_story import BRING
from signed import sign_in
from story import SQLITE, story


@story("With scripts the table goes by arrows, text that was not saved asks, and a file shows how much of it has gone", engines=SQLITE)
def scripted(world):
    install()
    site = draft(world)
    with site.serving() as server:
        planner = sign_in(site, server, "planeacion")
        policy = planner.ask(TABLE).header("Content-Security-Policy")
        assert "script-src 'self'" in policy and "unsafe" not in policy, policy
        assert "script-src" not in planner.ask("/pasto/trabajo").header("Content-Security-Policy"), "a page without a script may run one"
        ran = subprocess.run(["node", "editor.mjs", f"http://127.0.0.1:{server.port}", planner.cookie, TABLE, BRING, os.path.abspath(PASTO)], cwd=FOLDER,
                             capture_output=True, text=True, timeout=240)
        assert ran.returncode == 0 and ran.stdout.count("ok - ") == 4, ran.stdout + ran.stderr[-2000:]
