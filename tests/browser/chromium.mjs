// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium as the tests want it, and the windows that they look through.
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 700 };
export const ZOOMED = { width: 640, height: 450 }; // CSS px of a screen of 1280 at 200 %
export const PHONE = { width: 360, height: 740 };

const sandbox = process.getuid() === 0 ? ['--no-sandbox'] : [];

export const launch = (chromium) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [...sandbox, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});
