//! The repository's own chores, each a subcommand: `cargo xtask facts`.

mod facts;
mod judge;

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
    /// Ask tools and clients that others wrote about the output of every example.
    Judge(judge::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Facts(args) => facts::run(&args, &root()),
        Command::Judge(args) => judge::run(&args, &root()),
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
