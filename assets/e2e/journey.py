"""The main journey, by mouse and keyboard; called by journey.sh."""

import os
import shlex
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from screen import Screen  # noqa: E402

PROGRAM = shlex.split(os.environ.get("E2E_PROGRAM", "./headcount"))
DRIVE = os.environ.get("E2E_DRIVE")  # the folder that is the drive C: to the program, if it is one for Windows
TILES = (170, 210)  # the heights between which the words of the tiles stand
LIST = (340, 710)   # and those of the list


def main(home, folder, started, editor):
    s = Screen(folder)
    s.wait("Look around with an example organization")
    print(f"The first start was on the screen and read after {(time.time_ns() - int(started)) / 1e9:.1f} s")
    s.shot("1-first-start")
    s.click("Look around with an example organization")
    s.wait("Achard")
    start_again(s)
    find_somebody(s)
    staff = os.path.join(home, "Headcount example", "staff.xlsx")
    export(s, staff)
    # The list is edited in another program: 14 lines out, 2 new, 3 moved, a typing error.
    leaver = subprocess.run([editor, os.path.join(os.path.dirname(__file__), "edit.py"), staff],
                            check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    simulate(s, staff)
    leave_out(s, leaver)
    correct(s)
    apply(s)
    look_back(s)


def name(s, path):
    """Names a file where the program asks for one, as its system names it."""
    if DRIVE:
        s.enter("C:" + path[len(DRIVE):].replace("/", "\\"))
    else:
        s.type(path)


def start_again(s):
    """A second start brings the window up that was folded away, and opens none."""
    s.fold()
    subprocess.run(PROGRAM, check=True, timeout=60 if DRIVE else 5)
    s.wait("Achard")
    if s.windows() != 1:
        raise SystemExit(f"a second start: {s.windows()} windows")


def find_somebody(s):
    """A search finds one person, in spite of case and accents."""
    s.shot("2-manage-users")
    s.key("ctrl+f")
    s.type("noemie perez")
    s.gone("Achard")
    s.wait("noemie.perez", inside=True)
    s.shot("3-search")
    s.key("Escape")


def export(s, path):
    s.key("ctrl+e")
    s.click("Save as…")
    s.wait("File name or whole path")
    s.key("ctrl+a")
    name(s, path)
    s.key("Return")
    s.wait("Show in folder")
    s.shot("4-exported")


def simulate(s, path):
    s.key("ctrl+u")
    s.click("Choose file…")
    s.wait("File name or whole path")
    name(s, path)
    s.key("Return")
    s.wait("all 239")
    s.click("Deactivate users not present in the file")
    s.shot("5-upload")
    s.click("Simulate", within=(690, 760))
    s.wait("nothing has been changed")
    s.wait("14 people would be deactivated")
    s.shot("6-simulation")


def leave_out(s, name):
    """Only those who would go are shown; one of them stays."""
    s.click("Skip 1 row with problems")
    s.wait("Type 14 to go on")
    s.click("Deactivated", within=TILES)
    s.wait("14 people", within=(240, 330))
    s.shot("7-filtered")
    s.click(name, within=LIST)
    s.click("Make this change")
    s.wait("13 people would be deactivated")
    s.shot("8-left-out")


def correct(s):
    """The typing error is put right where it is shown."""
    s.click("Problem", within=TILES)
    s.wait("What is wrong")
    _, whole_file = s.wait("in the whole file", within=LIST, inside=True)
    s.click("shop-nantes", within=(LIST[0], whole_file - 10), last=True)
    s.wait("was shop-nante, is now", inside=True)
    s.shot("9-corrected")
    s.click("Simulate again", within=(720, 780))
    s.gone("What is wrong")
    s.wait("Type 13 to go on")
    s.shot("10-simulated-again")


def type_number(s, ask):
    """Types the number that a guard asks for into the entry beside its words."""
    x, y = s.wait(ask)
    s.click_at(x + 90, y)
    s.type("13")
    s.wait("confirmed")


def apply(s):
    type_number(s, "Type 13 to go on")
    s.shot("11-guard-passed")
    s.click("Apply these changes: 19 people", within=(720, 780))
    s.wait("19 people changed")
    s.shot("12-applied")


def look_back(s):
    """It was a mistake after all: the upload is undone, itself simulated first."""
    s.key("ctrl+4")
    s.wait("staff.xlsx")
    s.shot("13-history")
    s.click("Undo this upload…", within=(720, 780))
    s.wait("nothing has been changed", inside=True)
    type_number(s, "Type 13 to go on")
    s.shot("14-undo-simulated")
    s.click("Undo this upload: 19 people", within=(720, 780))
    s.wait("was undone", inside=True)
    s.shot("15-undone")
    s.click("Close", within=(720, 780))
    s.wait("Undone", within=(150, 320))
    s.shot("16-history")
    s.key("ctrl+q")
    time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
