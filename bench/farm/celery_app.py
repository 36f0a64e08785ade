"""What a team would write with Celery and Pillow: thumbnails of files, by paths."""

import os

from celery import Celery
from PIL import Image

redis = os.environ["BENCH_REDIS"]
# Written aside, flushed and then named, and acknowledged only after that, as Thumbline does.
is_careful = os.environ["BENCH_CAREFUL"] == "1"
edge = (100, 100)

app = Celery("celery_app", broker=redis, backend=redis)
app.conf.task_acks_late = is_careful


def write(image, path):
    with open(path, "wb") as file:
        image.save(file, "JPEG", quality=80)
        if is_careful:
            file.flush()
            os.fsync(file.fileno())


@app.task
def thumbnail(source, result):
    with Image.open(source) as image:
        image.draft("RGB", edge)
        image.thumbnail(edge)
        path = result + ".part" if is_careful else result
        write(image, path)
    if is_careful:
        os.rename(path, result)
