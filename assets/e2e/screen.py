"""Drives a window on an X display by what can be read on it, as a person would.

Needs xdotool, ImageMagick and Tesseract. Every look takes about a second.
"""

import csv
import io
import os
import re
import subprocess
import tempfile
import time
import unicodedata


class NotFound(Exception):
    """The text is not on the screen."""


def run(*args, data=None):
    return subprocess.run(args, input=data, check=True, capture_output=True).stdout


def fold(text):
    """Letters and digits only, without case and accents: what OCR gets right."""
    text = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9@]", "", text)


class Screen:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def picture(self, path):
        run("import", "-window", "root", path)

    def shot(self, name):
        """Keeps a picture of the screen under a name."""
        os.makedirs(self.folder, exist_ok=True)
        path = os.path.join(self.folder, name + ".png")
        self.picture(path)
        return path

    def words(self):
        """Every word on the screen with its box: (text, x, y, w, h, line)."""
        with tempfile.TemporaryDirectory() as tmp:
            path = os.path.join(tmp, "s.png")
            self.picture(path)
            run("convert", path, "-colorspace", "Gray", "-resize", "200%", path)
            table = run("tesseract", path, "-", "-l", "eng+fra", "--psm", "11", "tsv").decode()
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        found = []
        for row in rows:
            if row["text"].strip() and float(row["conf"]) > 20:
                box = [int(row[k]) // 2 for k in ("left", "top", "width", "height")]
                line = (row["block_num"], row["par_num"], row["line_num"])
                found.append((row["text"], *box, line))
        return found

    def text(self):
        return " ".join(w[0] for w in self.words())

    def find(self, text, last=False):
        """The centre of a text, over one or several words of one line."""
        want = fold(text)
        words = self.words()
        hits = []
        for start in range(len(words)):
            joined = ""
            for end in range(start, min(start + 14, len(words))):
                if words[end][5] != words[start][5]:
                    break
                joined += fold(words[end][0])
                if joined == want:
                    x1, y1 = words[start][1], words[start][2]
                    x2 = words[end][1] + words[end][3]
                    y2 = words[end][2] + words[end][4]
                    hits.append(((x1 + x2) // 2, (y1 + y2) // 2))
                if not want.startswith(joined):
                    break
        if not hits:
            raise NotFound(text)
        return hits[-1] if last else hits[0]

    def wait(self, text, seconds=15, last=False):
        """Waits until a text is there and returns its centre."""
        end = time.time() + seconds
        while True:
            try:
                return self.find(text, last)
            except NotFound:
                if time.time() > end:
                    path = self.shot("failed")
                    raise NotFound(f"“{text}” did not appear; see {path}. On the screen: {self.text()}") from None
                time.sleep(0.3)

    def click(self, text, seconds=15, dx=0, dy=0, last=False):
        x, y = self.wait(text, seconds, last)
        self.click_at(x + dx, y + dy)

    def click_at(self, x, y):
        run("xdotool", "mousemove", str(x), str(y), "click", "1")
        time.sleep(0.4)

    def key(self, *names):
        for name in names:
            run("xdotool", "key", "--clearmodifiers", name)
            time.sleep(0.15)

    def type(self, text):
        run("xdotool", "type", "--delay", "12", text)
        time.sleep(0.3)
