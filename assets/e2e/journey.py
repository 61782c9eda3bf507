"""The main journey, by mouse and keyboard; called by journey.sh."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from screen import Screen, NotFound, run  # noqa: E402


def main(home, folder, started):
    s = Screen(folder)
    s.wait("Look around with an example organization", 45)
    print(f"The first start was on the screen and read after {(time.time_ns() - int(started)) / 1e9:.1f} s")
    s.shot("1-first-start")
    s.click("Look around with an example organization")
    s.wait("Manage users", 45)
    s.wait("Achard", 45)
    s.shot("2-manage-users")

    # A search that finds one person, in spite of case and accents.
    s.key("ctrl+f")
    s.type("noemie perez")
    s.gone("Achard", 45)
    s.wait("noemie.perez", 45, inside=True)
    s.shot("3-search")
    s.key("Escape")

    s.key("ctrl+u")
    s.click("Choose file…")
    s.wait("users-with-changes.xlsx")
    s.type(os.path.join(home, "Headcount example", "users-with-changes.xlsx"))
    s.key("Return")
    s.wait("all 239")
    s.click("Deactivate users not present in the file")
    s.shot("4-upload")
    # The one button stands below this line; its white words are hard to read.
    s.click("239 people in the file, 251 active today", dy=37)

    s.wait("nothing has been changed", 45)
    s.wait("14 people would be deactivated")
    s.shot("5-simulation")
    # The same person with a new address: 13 instead of 14 go, 2 instead of 3 come.
    s.click("Two people", last=True, dx=-105)
    s.wait("13 people would be deactivated", 45)
    # The number of the guard, in the entry that has the focus or is clicked.
    try:
        x, y = s.find("Type 13 to go on")
        s.click_at(x + 110, y)
    except NotFound:
        pass
    s.type("13")
    time.sleep(0.5)
    s.shot("6-guard-passed")
    s.click_at(1132, 765)  # Apply these changes, bottom right
    s.wait("APPLIED", 45)
    s.wait("37 people changed", 45)
    s.shot("7-applied")

    s.key("ctrl+4")
    s.wait("users-with-changes.xlsx", 45)
    s.shot("8-history")
    s.key("ctrl+q")
    time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
