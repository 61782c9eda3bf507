"""Goes through every screen by keyboard and keeps a picture of each; called by shots.sh."""

import glob
import os
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from screen import Screen, run  # noqa: E402

PAGES = ["general", "appearance", "limits", "profiles"]


def main(part, home, folder, width, height):
    s = Screen(folder)
    settled(s, 6)
    window = run("xdotool", "search", "--onlyvisible", "--name", "Headcount").split()[-1].decode()
    run("xdotool", "windowmove", window, "0", "0", "windowsize", window, width, height)
    settled(s, 2)
    if part == "tour":
        tour(s, home, int(width), int(height))
    else:
        report(s, home, "problem", "10", int(width), int(height))
    s.key("ctrl+q")
    time.sleep(1)


def tour(s, home, width, height):
    s.shot("01-first-start")
    s.key("Tab", "Tab", "Return")
    settled(s, 6)
    s.shot("02-manage-users")
    s.type("zzz")
    settled(s)
    s.shot("03-nobody-found")
    s.key("Escape", "ctrl+n")
    settled(s)
    s.shot("04-user-form")
    s.key("Escape", "ctrl+2")
    settled(s)
    s.shot("05-export-list")
    s.key("ctrl+3")
    settled(s)
    s.shot("06-upload")
    report(s, home, "change", "07", width, height)
    s.key("ctrl+4")
    settled(s)
    s.shot("12-history")
    s.key("ctrl+5")
    settled(s)
    for i, page in enumerate(PAGES):
        if i:
            s.click_at(300, 124 + 40 * i)
            settled(s)
        s.shot(f"{13 + i}-settings-{page}")


def report(s, home, part, number, width, height):
    """Simulates one of the example's files; its report stays on the screen."""
    s.key("ctrl+3")
    settled(s)
    choose(s, home, part)
    s.shot(f"{number}-upload-{part}s")
    s.click_at(width - 207, height - 62)  # the one button
    settled(s, 4)
    s.shot(f"{int(number) + 1:02}-report-{part}s")


def choose(s, home, part):
    """Types the path of an example file into the file dialog."""
    files = glob.glob(os.path.join(home, "*", "*.xlsx"))
    path = next(p for p in files if part in os.path.basename(p) or part.replace("change", "changement") in p)
    s.key("Tab", "Return")
    settled(s)
    s.type(path)
    s.key("Return")
    settled(s, 2)


def settled(s, least=1.0):
    """Waits until two looks at the screen are the same."""
    time.sleep(least)
    before = b""
    for _ in range(20):
        now = run("import", "-window", "root", "rgb:-")
        if now == before:
            return
        before = now
        time.sleep(0.4)


if __name__ == "__main__":
    main(*sys.argv[1:])
