//! `stackwright`: checks CloudFormation templates, whoever wrote them.

use std::process::ExitCode;

fn main() -> ExitCode {
    stackwright_cli::tool()
}
