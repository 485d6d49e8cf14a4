//! The repository's own chores, each a subcommand: `cargo xtask facts`.

mod bench;
mod facts;
mod init;
mod judge;
mod page;
mod prices;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The repository's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fetch the pinned sources and distil them into schema/facts/.
    Facts(facts::Args),
    /// Take over prices from files or from AWS's price list into schema/prices/.
    Prices(prices::Args),
    /// Ask tools and clients that others wrote about the output of every example.
    Judge(judge::Args),
    /// Make a project of every template of `stackwright init`; build, test, check and synthesize it.
    Init(init::Args),
    /// Open the pages that `graph` writes in Chromium, and do there what people do.
    Page(page::Args),
    /// Time whole processes, ours and those of others, and write BENCHMARKS.md.
    Bench(bench::Args),
    /// Count the instructions of fixed programs and compare them with the committed counts.
    Instructions(bench::instructions::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Facts(args) => facts::run(&args, &root()),
        Command::Prices(args) => prices::run(&args, &root()),
        Command::Judge(args) => judge::run(&args, &root()),
        Command::Init(args) => init::execute(&args, &root()),
        Command::Page(args) => page::run(&args, &root()),
        Command::Bench(args) => bench::run(&args, &root()),
        Command::Instructions(args) => bench::instructions::run(&args, &root()),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
