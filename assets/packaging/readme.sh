#!/bin/sh
# Prints the commands that README shows for the terminal, one a line.
cd "$(dirname "$0")/../.." || exit 1
awk '/^The same in the terminal/ {found = 1; next}
     found && /^```/ {if (inside) exit; inside = 1; next}
     inside' README.md
