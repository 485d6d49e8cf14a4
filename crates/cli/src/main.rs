//! `stackwright`: checks CloudFormation templates, whoever wrote them.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A template is many small things that are made and freed together, on several threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    stackwright_cli::tool()
}
