//! `cargo xtask bench`: whole processes, ours and those of others, at the same work in the same
//! run. `cargo xtask instructions`: what a change costs, without a clock.
//!
//! [`contest`] says who is timed and at what, [`timing`] how, [`table`] writes what came of it
//! into `BENCHMARKS.md`. [`instructions`] counts.

mod contest;
pub mod instructions;
mod table;
mod timing;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::judge::process;
use contest::{Contest, Ground, WORKS};
use timing::median;

/// Options of `cargo xtask bench`.
#[derive(clap::Args)]
pub struct Args {
    /// How often everybody is timed; the slow ones are asked less often.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only time what tells what changes between two templates.
    #[arg(long)]
    only_diff: bool,
    /// Only time the page of `graph`, beside synthesis of the same.
    #[arg(long, conflicts_with = "only_diff")]
    only_page: bool,
}

/// Times everybody and writes the tables into `BENCHMARKS.md`.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let started = Instant::now();
    let step = |what: &str| eprintln!("{:>4} s  {what}", started.elapsed().as_secs());

    step("building");
    if args.only_page {
        let contest = page(args.rounds, &Ground::of_page(root)?, &step);
        write(root, &[("page", &contest)])?;
        return Ok(ExitCode::SUCCESS);
    }
    let ground = match args.only_diff {
        true => Ground::of_diff(root)?,
        false => Ground::prepare(root)?,
    };
    let mut comparing = ground.comparing()?;
    for round in 1..=args.rounds {
        step(&format!("{}, round {round}", comparing.title));
        for entry in &mut comparing.entries {
            entry.round(ground.folder());
        }
    }
    if args.only_diff {
        write(root, &[("diff", &comparing)])?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut contests = Vec::new();
    let mut floors = Vec::new();
    for work in &WORKS {
        let mut synthesis = ground.synthesis(work);
        let mut floor = Vec::new();
        // Interleaved, so that what else the machine does hits everybody.
        for round in 1..=args.rounds {
            step(&format!("{}, round {round}", synthesis.title));
            for entry in &mut synthesis.entries {
                entry.round(ground.folder());
            }
            floor.push(ground.floor(work)?);
        }
        floors.push(median(&floor).context("no rounds")?);
        let mut checking = ground.checking(work)?;
        for round in 1..=args.rounds {
            step(&format!("{}, round {round}", checking.title));
            for entry in &mut checking.entries {
                entry.round(ground.folder());
            }
        }
        contests.extend([(synthesis, floors.last().copied()), (checking, None)]);
    }
    step("done");

    let mut text = machine()?;
    for (contest, floor) in &contests {
        text.push_str(&table::of(contest, *floor));
    }
    println!("{text}");
    let file = root.join("BENCHMARKS.md");
    let page_of_graph = page(args.rounds, &ground, &step);
    let page = fs::read_to_string(&file)?;
    let page = table::insert(&page, &text, "").context("BENCHMARKS.md has no markers")?;
    fs::write(&file, page)?;
    write(root, &[("diff", &comparing), ("page", &page_of_graph)])?;
    Ok(ExitCode::SUCCESS)
}

/// The page of `graph` beside synthesis of the same, in turns.
fn page(rounds: usize, ground: &Ground<'_>, step: &impl Fn(&str)) -> Contest {
    let mut contest = ground.page();
    for round in 1..=rounds {
        step(&format!("{}, round {round}", contest.title));
        for entry in &mut contest.entries {
            entry.round(ground.folder());
        }
    }
    contest
}

/// Writes a table to its part of `BENCHMARKS.md`.
fn write(root: &Path, parts: &[(&str, &Contest)]) -> Result<()> {
    let file = root.join("BENCHMARKS.md");
    let mut page = fs::read_to_string(&file)?;
    for (part, contest) in parts {
        let text = format!("{}{}", machine()?, table::of(contest, None));
        println!("{text}");
        page = table::insert(&page, &text, part).context("BENCHMARKS.md has no markers")?;
    }
    fs::write(&file, page)?;
    Ok(())
}

/// When this is, and on what.
fn machine() -> Result<String> {
    let said = |program: &str, args: &[&str]| -> Result<String> {
        let limit = std::time::Duration::from_secs(10);
        let said = process::succeed(Command::new(program).args(args), limit)?;
        Ok(said.trim().to_owned())
    };
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, model)| model);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    Ok(format!(
        "Measured on {} on {} processors ({model}), {}, node {}, at a load of {}.\n",
        said("date", &["-u", "+%Y-%m-%d"])?,
        std::thread::available_parallelism()?,
        said("rustc", &["--version"])?,
        said("node", &["--version"]).unwrap_or_else(|_| "absent".to_owned()),
        load.split(' ').next().unwrap_or("unknown"),
    ))
}
