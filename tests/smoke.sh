#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job with a packaged program, outside the source tree: demo, roster, sign-in, certificates, check.
set -euo pipefail
program=$(realpath "$1")
data=$(realpath "$(dirname "$0")/data")
offline=$(realpath "$(dirname "$0")/offline.py")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# grep -q would end pdftotext early, which counts as a failure.
holds() { pdftotext "$1" text.txt && grep "$2" text.txt >found.txt; }
# Under a guard that ends it should it open an internet socket.
guarded() { python3 "$offline" "$program" "$@"; }
run() { guarded --data "$folder/鸿运.db" "$@"; }

guarded --demo
holds hongyun-demo/*.pdf 样
run import roster "$data/roster-office.xlsx" --problems 问题.xlsx
run import sign-in "$data/signin-2026Q3.xlsx"
run honours --quarter 2026Q3 --top 10 --title 季度志愿之星 --out 证书.pdf
holds 证书.pdf '曹 *大 *山'
run backup 备份
run check
echo "smoke run of $(basename "$program"): fine"
