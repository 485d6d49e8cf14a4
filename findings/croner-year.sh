#!/usr/bin/env bash
# croner 4.0.3 (crates.io): with seconds disallowed and a year required no pattern can be read at all.
#
# Expected: schedules of Amazon EventBridge have six fields, minutes to year and no seconds; a parser built with
#           `Seconds::Disallowed` and `Year::Required` reads them.
# Seen:     six fields: `Pattern must have 5 fields when seconds are disallowed`; five fields: `Pattern must have 7 fields when
#           years are required`. With a second in front, both required, the same schedule is read.
# So:       put `0 ` before an EventBridge schedule and require seconds and year; the two options are not independent.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "probe"
version = "0.0.0"
edition = "2021"

[dependencies]
croner = "=4.0.3"
TOML
cat > src/main.rs <<'RUST'
use croner::parser::{CronParser, Seconds, Year};

fn main() {
    let pattern = std::env::args().nth(1).unwrap_or_default();
    let seconds = if std::env::args().nth(2).as_deref() == Some("seconds") {
        Seconds::Required
    } else {
        Seconds::Disallowed
    };
    match CronParser::builder().seconds(seconds).year(Year::Required).build().parse(&pattern) {
        Ok(_) => println!("read"),
        Err(e) => println!("{e}"),
    }
}
RUST
export CARGO_TARGET_DIR="$work/target"
cargo build --quiet --jobs 2
read_as() { target/debug/probe "$@"; }
about "croner $(grep -A 1 'name = "croner"' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')" \
    'six fields, minutes to year, are read when seconds are disallowed and a year is required'
seen 'six fields' 'Invalid pattern: Pattern must have 5 fields when seconds are disallowed.' "$(read_as '0 10 * * MON 2027')"
seen 'five fields' 'Invalid pattern: Pattern must have 7 fields when years are required.' "$(read_as '0 10 * * MON')"
seen 'seven fields' 'Invalid pattern: Pattern must have 5 fields when seconds are disallowed.' "$(read_as '0 0 10 * * MON 2027')"
seen 'seven fields, seconds required' 'read' "$(read_as '0 0 10 * * MON 2027' seconds)"
echo 'ok: croner reads no pattern with a year and without seconds'
