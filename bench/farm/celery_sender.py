"""For each line "NUMBER SOURCE FOLDER" sends so many tasks, waits for all of them and says so."""

import os
import sys

from celery_app import thumbnail

print("ready", flush=True)
for line in sys.stdin:
    number, source, folder = line.split()
    results = [
        thumbnail.delay(source, os.path.join(folder, f"{index}.jpg"))
        for index in range(int(number))
    ]
    for result in results:
        result.get(timeout=600)
    print("done", flush=True)
