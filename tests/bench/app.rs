//! An app with as many services as the environment says in `SERVICES`.

mod platform;

use std::process::ExitCode;

fn main() -> ExitCode {
    let services = std::env::var("SERVICES").map(|number| number.parse());
    let Ok(Ok(services)) = services else {
        eprintln!("SERVICES is the number of services");
        return ExitCode::FAILURE;
    };
    stackwright::run(|app| platform::platform(app, services))
}
