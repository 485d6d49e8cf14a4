//! `cargo xtask instructions`: how many instructions fixed programs take, held against a
//! committed file. Unlike times, counts are the same on a busy machine.
//!
//! They differ by less than 0.3 percent from run to run, because the maps of std are seeded at
//! random, and with the compiler, whose version therefore stands in the file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result};

use super::contest::{build, built};
use crate::judge::process;

/// The committed counts.
const FILE: &str = "tests/bench/instructions.txt";
const HEAD: &str = "\
# Instructions of the programs in counted.rs, counted by `cargo xtask instructions --update`.\n";
/// The programs of `tests/bench/counted.rs`.
const PROGRAMS: [&str; 5] = [
    "synthesize-25-services",
    "check-1-service",
    "check-25-services",
    "check-1-megabyte",
    "parse-1-megabyte",
];
/// By how many percent a count may differ.
const ALLOWED: f64 = 5.0;
/// How long counting one program may take.
const LIMIT: Duration = Duration::from_secs(300);

/// Options of `cargo xtask instructions`.
#[derive(clap::Args)]
pub struct Args {
    /// Write the counts down instead of comparing them.
    #[arg(long)]
    update: bool,
    /// Fail where there is no valgrind.
    #[arg(long)]
    require: bool,
}

/// Counts, and compares or writes.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    if process::run(Command::new("valgrind").arg("--version"), LIMIT).is_err() {
        println!("skipped: there is no valgrind");
        return Ok(exit(!args.require));
    }
    build(root, &["--release", "-p", "stackwright-bench", "--bins"])?;
    let folder = root.join("target/bench");
    fs::create_dir_all(&folder)?;
    let program = built(root).join("release/counted");
    let mut counts = Counts {
        compiler: process::succeed(Command::new("rustc").arg("--version"), LIMIT)?
            .trim()
            .to_owned(),
        programs: BTreeMap::new(),
    };
    for name in PROGRAMS {
        counts
            .programs
            .insert(name.to_owned(), count(&program, name, &folder)?);
    }

    let file = root.join(FILE);
    if args.update {
        fs::write(&file, counts.write()).with_context(|| format!("cannot write {FILE}"))?;
        print!("{}", counts.write());
        return Ok(ExitCode::SUCCESS);
    }
    let committed = fs::read_to_string(&file).with_context(|| format!("cannot read {FILE}"))?;
    let committed = Counts::read(&committed).with_context(|| format!("{FILE} cannot be read"))?;
    let (text, right) = counts.compare(&committed);
    print!("{text}");
    Ok(exit(right))
}

fn exit(right: bool) -> ExitCode {
    if right {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The instructions of a program below its function `counted`.
fn count(program: &Path, name: &str, folder: &Path) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .current_dir(folder)
        .args(["--tool=callgrind", "--toggle-collect=counted::counted*"])
        .arg(format!("--callgrind-out-file={name}.callgrind"))
        .arg(program)
        .arg(name);
    let said = process::run(&mut valgrind, LIMIT)?;
    anyhow::ensure!(said.succeeded(), "{name} failed: {}", said.end());
    collected(&said.stderr).with_context(|| format!("{name} was not counted: {}", said.end()))
}

fn collected(said: &str) -> Option<u64> {
    let line = said
        .lines()
        .find_map(|line| line.split_once("Collected : "))?;
    line.1.trim().parse().ok().filter(|count| *count > 0)
}

#[derive(Debug, PartialEq)]
struct Counts {
    compiler: String,
    programs: BTreeMap<String, u64>,
}

impl Counts {
    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let compiler = lines.next()?.to_owned();
        let programs = lines.map(|line| {
            let (name, count) = line.split_once(' ')?;
            Some((name.to_owned(), count.trim().parse().ok()?))
        });
        Some(Self {
            compiler,
            programs: programs.collect::<Option<_>>()?,
        })
    }

    fn write(&self) -> String {
        let mut text = format!("{HEAD}{}\n", self.compiler);
        for (name, count) in &self.programs {
            let _ = writeln!(text, "{name} {count}");
        }
        text
    }

    /// A line for each program, and whether none takes more than it may.
    fn compare(&self, committed: &Self) -> (String, bool) {
        let mut text = String::new();
        let other = self.compiler != committed.compiler;
        if other {
            let _ = writeln!(
                text,
                "skipped: counted with {}, but {FILE} with {}; `cargo xtask instructions --update`",
                self.compiler, committed.compiler
            );
        }
        let mut right = true;
        for (name, count) in &self.programs {
            let Some(before) = committed.programs.get(name) else {
                let _ = writeln!(text, "{name}: {count}, not in {FILE}; `--update` writes it");
                right = false;
                continue;
            };
            #[allow(clippy::cast_precision_loss, reason = "counts are below 2^52")]
            let change = (*count as f64 / *before as f64 - 1.0) * 100.0;
            let verdict = match change {
                change if change > ALLOWED && !other => {
                    right = false;
                    "too many; make them fewer, or say why and `--update`"
                }
                change if change < -ALLOWED => "fewer: write them down with `--update`",
                _ => "as before",
            };
            let _ = writeln!(text, "{name}: {count} ({change:+.2} %): {verdict}");
        }
        (text, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(compiler: &str, count: u64) -> Counts {
        Counts {
            compiler: compiler.to_owned(),
            programs: BTreeMap::from([("parse".to_owned(), count)]),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let counts = counts("rustc 1", 1_000);
        assert_eq!(Counts::read(&counts.write()), Some(counts));
        assert_eq!(Counts::read("rustc 1\nparse many\n"), None);
    }

    #[test]
    fn more_than_five_percent_more_is_too_many() {
        let before = counts("rustc 1", 1_000);
        for (now, right, said) in [
            (counts("rustc 1", 1_051), false, "(+5.10 %): too many"),
            (counts("rustc 1", 1_049), true, "(+4.90 %): as before"),
            (counts("rustc 1", 940), true, "(-6.00 %): fewer"),
            (
                counts("rustc 2", 1_100),
                true,
                "skipped: counted with rustc 2",
            ),
        ] {
            let (text, is_right) = now.compare(&before);
            assert!(is_right == right && text.contains(said), "{text}");
        }
        let nothing = Counts {
            compiler: "rustc 1".to_owned(),
            programs: BTreeMap::new(),
        };
        assert!(!before.compare(&nothing).1);
    }

    #[test]
    fn the_count_stands_in_what_callgrind_says() {
        assert_eq!(
            collected("==7== Events    : Ir\n==7== Collected : 4711\n"),
            Some(4711)
        );
        // The function was not found.
        assert_eq!(collected("==7== Collected : 0\n"), None);
    }
}
