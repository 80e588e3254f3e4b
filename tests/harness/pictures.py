# SPDX-License-Identifier: Apache-2.0
"""Images made for the stories: a PNG of one colour, and the least JPEG that has a size."""
import struct
import zlib


def png(width=120, height=160, colour=(0, 72, 132)):
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    row = b"\0" + bytes(colour) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))


def jpeg(width=100, height=100):
    return (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) +
            b"\x01\x01\x11\x00" + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00" + b"\xff\xd9")
