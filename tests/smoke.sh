#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job with a packaged program, outside the source tree: demo, roster, sign-in, certificates, check.
set -euo pipefail
program=$(realpath "$1")
data=$(realpath "$(dirname "$0")/data")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$program" --demo
pdftotext hongyun-demo/*.pdf - | grep -q 样
run() { "$program" --data "$folder/鸿运.db" "$@"; }
run import roster "$data/roster-office.xlsx" --problems 问题.xlsx | head -n 3
run import sign-in "$data/signin-2026Q3.xlsx" | head -n 2
run honours --quarter 2026Q3 --top 10 --title 季度志愿之星 --out 证书.pdf | head -n 2
pdftotext 证书.pdf - | grep -q 曹大山
run backup 备份 >/dev/null
run check
echo "smoke run of $(basename "$program"): fine"
