#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole job with a packaged program and nothing but a keyboard, on a screen of its own: run.sh PROGRAM
# From the first start over roster, sign-in sheet, 校名单 and signature to certificates as PDF and the closing backup.
set -euo pipefail
program=$(realpath "$1")
data=$(realpath "$(dirname "$0")/../data")
offline=$(realpath "$(dirname "$0")/../offline.py")
folder=$(mktemp -d)
export HOME=$folder/home DISPLAY=":$((70 + RANDOM % 900))" LANG=C.UTF-8 LC_ALL=C.UTF-8
unset QT_QPA_PLATFORM WAYLAND_DISPLAY
mkdir -p "$HOME"
cp "$data/roster-office.xlsx" "$data/signin-2026Q3.xlsx" "$folder"
database=$folder/data/hongyun.db
picture() { command -v import >"$folder/which.txt" && import -window root "${PICTURES:-$folder}/$1.png" || true; }
finish() {
    code=$?
    [ $code -eq 0 ] || { echo "the frozen job stopped at: ${at:-start}"; picture stopped; }
    kill "${pids[@]}" 2>"$folder/kill.txt" || true
    [ -n "${KEEP:-}" ] || rm -rf "$folder"
    exit $code
}
pids=()
trap finish EXIT

Xvfb "$DISPLAY" -screen 0 1366x768x24 >"$folder/screen.txt" 2>&1 & pids+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >"$folder/geometry.txt" 2>&1 && break; sleep 0.1; done
for _ in 1 2 3 4 5; do
    openbox >"$folder/manager.txt" 2>&1 & manager=$!
    sleep 0.5
    kill -0 $manager 2>"$folder/kill.txt" && break
done
pids+=("$manager")
# Under a guard that ends it should it, Qt, X or the reader of workbooks open an internet socket.
python3 "$offline" "$program" --data "$database" >"$folder/program.txt" 2>&1 & pids+=($!)
job=$!

# The end of the main window's title: what is typed before it may lose a character on the way through xdotool.
main="· 鸿运桌面"

step() { at=$*; echo "  $*"; }
key() { xdotool key --clearmodifiers --delay 60 "$@"; }
text() { xdotool type --clearmodifiers --delay 25 "$1"; }
# Until a window of this title is in front.
window() {
    for _ in $(seq 300); do
        [[ $(xdotool getactivewindow getwindowname 2>"$folder/active.txt" || true) == *"$1"* ]] && { sleep 0.4; return; }
        sleep 0.1
    done
    echo "no window: $1" && return 1
}
# Until a question to the database, read beside the running program, has this answer.
holds() {
    for _ in $(seq 300); do
        [ "$(python3 - "$database" "$1" <<'PY'
import sqlite3, sys
try:
    connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=2)
    print(connection.execute(sys.argv[2]).fetchone()[0])
except sqlite3.Error as error:
    print(error)
PY
)" = "$2" ] && { sleep 0.4; return; }
        sleep 0.1
    done
    echo "not so: $1 is not $2" && return 1
}
# The system's dialog for files has the title of the window it stands over.
file() { sleep 1.5; text "$1"; sleep 0.3; key Return; }

# Esc, until the main window is in front again.
leave() {
    for _ in $(seq 20); do
        sleep 1
        [[ $(xdotool getactivewindow getwindowname) == *"$main"* ]] && return
        key Escape
    done
    echo "a dialog stays open" && return 1
}

step "the first start: new data"
window 鸿运桌面
key 1
text 鸿运小区
key Tab
text 新东社区
key Tab Tab Tab
text 周玉兰
key Return
window "$main"
sleep 1
picture 1-window

step "the roster comes in"
key ctrl+i
window 导入花名册
key ctrl+o
file "$folder/roster-office.xlsx"
window 导入花名册
sleep 3
picture 2-roster
key ctrl+Return
holds "SELECT count(*) FROM resident" 935
picture 3-roster-in
leave

step "the sign-in sheet comes in"
key ctrl+2
key ctrl+i
window 导入签到表
key ctrl+o
file "$folder/signin-2026Q3.xlsx"
window 导入签到表
sleep 3
picture 4-sign-in
key ctrl+Return
holds "SELECT count(*) FROM entry" 161
leave
picture 5-ranking

step "a round: quarter, candidates, checks"
key ctrl+3
sleep 1
picture 6-choose
key ctrl+Return
holds "SELECT count(*) FROM round_draft" 1
key ctrl+Return
sleep 2
picture 7-check
key ctrl+Return

step "the names are proofread and signed for"
sleep 1
key ctrl+Return
window 校名单
sleep 2
picture 8-proof
key ctrl+s
file "$folder/proof.pdf"
window 校名单
leave
sleep 1
key ctrl+Return
holds "SELECT count(*) FROM proof" 1
picture 9-sign
text 陈晓梅
key ctrl+Return
holds "SELECT count(*) FROM proof WHERE signed_by <> ''" 1

step "the certificates are issued"
key ctrl+Return
sleep 2
picture 10-issue
key ctrl+Return
window 请确认
key Tab Return
holds "SELECT count(*) > 9 FROM certificate" 1
window "$main"
sleep 1
picture 11-issued

step "they are printed to a file, and counted as printed"
key ctrl+Return
window 打印证书
key ctrl+s
file "$folder/certificates.pdf"
window 打印证书
sleep 1
picture 12-printing
key space
key ctrl+Return
holds "SELECT printed = json_array_length(certificate_ids) FROM print_run" 1
key ctrl+Return
window "$main"

step "closing makes a backup"
picture 13-done
key ctrl+q
wait $job
ls "$folder"/data/*/*自动* >"$folder/backups.txt"
pdftotext "$folder/certificates.pdf" "$folder/text.txt"
grep '曹 *大 *山' "$folder/text.txt" >"$folder/found.txt"
echo "the whole job in $(basename "$program") by keyboard alone: fine, $(pdfinfo "$folder/certificates.pdf" | awk '/^Pages/ {print $2}') certificates"
