"""Pillow in a pool: pillow.py FOLDER-OR-FILE OUT. JPEGs are decoded at a fraction of their size (draft)."""
import os
import sys
from multiprocessing import Pool

from PIL import Image, ImageOps

source, results = sys.argv[1:3]


def shrink(path):
    with Image.open(path) as picture:
        picture.draft("RGB", (200, 200))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((100, 100), Image.LANCZOS)
        upright.save(os.path.join(results, os.path.basename(path)))


if __name__ == "__main__":
    if os.path.isdir(source):
        with Pool() as pool:
            pool.map(shrink, [entry.path for entry in os.scandir(source)], chunksize=4)
    else:
        shrink(source)
