"""Drives a window on an X display by what can be read on it, as a person would.

Needs xdotool, ImageMagick and Tesseract. Every look takes about a second.
"""

import csv
import difflib
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


def alike(seen, want):
    """The same but for a letter in ten; numbers must be exact."""
    if seen == want:
        return True
    if re.sub(r"\D", "", seen) != re.sub(r"\D", "", want) or len(want) < 12:
        return False
    return difflib.SequenceMatcher(None, seen, want).ratio() > 0.9


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

    def fold(self):
        """Folds the window away."""
        run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Headcount", "windowminimize")

    def windows(self):
        """How many windows of the program there are, folded away or not."""
        return len(run("xdotool", "search", "--name", "Headcount").split())

    def words(self, mode="11"):
        """Every word on the screen with its box: (text, x, y, w, h). Mode 11 finds
        scattered words, mode 3 also words on dark buttons."""
        with tempfile.TemporaryDirectory() as tmp:
            path = os.path.join(tmp, "s.png")
            self.picture(path)
            run("convert", path, "-colorspace", "Gray", "-resize", "200%", path)
            table = run("tesseract", path, "-", "-l", "eng+fra", "--psm", mode, "tsv").decode()
        rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        found = []
        for row in rows:
            if row["text"].strip() and float(row["conf"]) > 20:
                x, y, w, h = [int(row[k]) // 2 for k in ("left", "top", "width", "height")]
                found.append((row["text"], x, y, w, h))
        return found

    def buttons(self, colour="#3450c4"):
        """The words of every button on the accent, each as one text: white words in
        a box of their own are not read among the others."""
        with tempfile.TemporaryDirectory() as tmp:
            path = os.path.join(tmp, "s.png")
            self.picture(path)
            listed = run("convert", path, "-fuzz", "8%", "-fill", "black", "+opaque", colour, "-fill", "white", "-opaque", colour,
                         "-define", "connected-components:verbose=true", "-define", "connected-components:area-threshold=600",
                         "-connected-components", "4", "null:").decode()
            found = []
            for box in re.findall(r"(\d+)x(\d+)\+(\d+)\+(\d+) \S+ \d+ (?:srgb|gray)a?\((?:255|100%)", listed):
                w, h, x, y = map(int, box)
                if not (24 <= h <= 60 and 40 <= w <= 460):
                    continue
                cut = os.path.join(tmp, "b.png")
                run("convert", path, "-crop", f"{w - 8}x{h - 8}+{x + 4}+{y + 4}", "+repage", "-colorspace", "Gray", "-negate", "-resize", "300%",
                    "-bordercolor", "white", "-border", "20", cut)
                found.append((run("tesseract", cut, "-", "-l", "eng+fra", "--psm", "7").decode().strip(), x, y, w, h))
        return found

    def lines(self, mode):
        """From each word on, the words that stand beside each other to its right."""
        words = self.words(mode)
        middle = {w: w[2] + w[4] / 2 for w in words}

        def after(word):
            end = word[1] + word[3]
            beside = [w for w in words if -2 <= w[1] - end <= 24 and abs(middle[w] - middle[word]) <= 8]
            return min(beside, key=lambda w: w[1], default=None)

        for word in sorted(words, key=lambda w: (w[2], w[1])):
            line = []
            while word and len(line) < 14:
                line.append(word)
                word = after(word)
            yield line

    def text(self):
        return " ".join(w[0] for w in self.words())

    def find(self, text, last=False, inside=False, within=None):
        """The centre of a text, over one or several words of one line; inside
        finds it in the middle of a word too, within looks between two heights."""
        if within:
            want = fold(text)
            hits = [h for h in self.hits(want, inside, "11") + self.pressable(want, inside) if within[0] <= h[1] <= within[1]]
            if not hits:
                raise NotFound(text)
            return hits[-1] if last else hits[0]
        want = fold(text)
        hits = self.hits(want, inside, "11") or self.pressable(want, inside) or self.hits(want, inside, "3")
        if not hits:
            raise NotFound(text)
        return hits[-1] if last else hits[0]

    def pressable(self, want, inside):
        return [(x + w // 2, y + h // 2) for words, x, y, w, h in self.buttons()
                if alike(fold(words), want) or inside and want in fold(words)]

    def hits(self, want, inside, mode):
        hits = []
        for words in self.lines(mode):
            joined = ""
            for last_word in words:
                joined += fold(last_word[0])
                if alike(joined, want) or inside and want in joined:
                    x1, x2 = words[0][1], last_word[1] + last_word[3]
                    hits.append(((x1 + x2) // 2, words[0][2] + words[0][4] // 2))
                    break
        return hits

    def wait(self, text, seconds=90, last=False, inside=False, within=None):
        """Waits until a text is there and returns its centre."""
        end = time.time() + seconds
        while True:
            try:
                return self.find(text, last, inside, within)
            except NotFound:
                if time.time() > end:
                    path = self.shot("failed")
                    raise NotFound(f"“{text}” did not appear; see {path}. On the screen: {self.text()}") from None
                time.sleep(0.3)

    def gone(self, text, seconds=90):
        """Waits until a text is not there any longer."""
        end = time.time() + seconds
        while fold(text) in fold(self.text()):
            if time.time() > end:
                raise NotFound(f"“{text}” did not go; see {self.shot('failed')}")
            time.sleep(0.3)

    def click(self, text, seconds=90, dx=0, dy=0, last=False, within=None):
        x, y = self.wait(text, seconds, last, within=within)
        self.click_at(x + dx, y + dy)

    def click_at(self, x, y):
        """Clicks and takes the pointer away: what it rests on has another colour."""
        run("xdotool", "mousemove", str(x), str(y), "click", "1")
        time.sleep(0.4)
        run("xdotool", "mousemove", "700", "58")  # inside the window, on nothing
        time.sleep(0.2)

    def key(self, *names):
        for name in names:
            run("xdotool", "key", "--clearmodifiers", name)
            time.sleep(0.15)

    def enter(self, text):
        """Pastes a text: accents that are typed do not reach a program under wine."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True)
        self.key("ctrl+v")
        time.sleep(0.3)

    def type(self, text):
        run("xdotool", "type", "--delay", "12", text)
        time.sleep(0.3)
