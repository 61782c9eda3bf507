# Sourced after the journey: what the window did, asked for in the terminal. program is
# how the terminal's program is called, db the organization as it is named there.
told=$("${program[@]}" --db "$db" history --format json | python3 -c '
import json, sys
for u in json.load(sys.stdin)["uploads"][:4]:
    c = u["counts"]
    print(u["mode"], c["created"], c["moved"], c["deactivated"], c["reactivated"], c["kept"], c["problem"], sep=",")')
# Newest first: the undo, the upload, its simulations after and before the correction.
wanted="applied,0,4,0,13,0,0
applied,2,4,13,0,1,0
simulation,2,4,13,0,1,0
simulation,2,3,14,0,0,1"
[ "${told//$'\r'/}" = "$wanted" ] || { echo "the history says:" "$told" >&2; exit 1; }
active=$("${program[@]}" --db "$db" users --format json | python3 -c '
import json, sys
print(sum(u["status"] == "active" for u in json.load(sys.stdin)["users"]))')
[ "${active//$'\r'/}" = 251 ] || { echo "active users: $active" >&2; exit 1; }
"${program[@]}" --db "$db" check >/dev/null
echo "The journey holds: 13 deactivated, 2 created, 4 moved, 1 left out, and undone again: 251 active."
