//! What writing the templates costs at the least: serde_json and files, nothing else.
//!
//! `floor FROM TO` reads the JSON files of a folder, writes them to another, and prints how many
//! nanoseconds the writing took.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, error, fs};

use serde_json::Value;

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        eprintln!("floor FROM TO");
        return ExitCode::FAILURE;
    };
    match copy(Path::new(&from), Path::new(&to)) {
        Ok(nanoseconds) => {
            println!("{nanoseconds}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn copy(from: &Path, to: &Path) -> Result<u128, Box<dyn error::Error>> {
    let mut files: Vec<(String, Value)> = Vec::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, serde_json::from_slice(&fs::read(entry.path())?)?));
    }
    fs::create_dir_all(to)?;
    let started = Instant::now();
    for (name, value) in &files {
        fs::write(to.join(name), serde_json::to_string_pretty(value)?)?;
    }
    Ok(started.elapsed().as_nanos())
}
