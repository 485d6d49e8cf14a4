use std::process::ExitCode;

fn main() -> ExitCode {
    stackwright::run_with(my_app::build)
}
