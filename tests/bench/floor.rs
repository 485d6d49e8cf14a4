//! What writing the templates costs at the least: serde_json and files, nothing else.
//!
//! `floor FROM TO` reads the JSON files of a folder, writes them to another, and prints how many
//! nanoseconds the writing took, on average: by the clock, and of the processor, which does not count waiting
//! for the disk.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, error, fs};

use serde_json::Value;

/// For how long the writing is repeated.
const LONG: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        eprintln!("floor FROM TO");
        return ExitCode::FAILURE;
    };
    match copy(Path::new(&from), Path::new(&to)) {
        Ok((clock, cpu)) => {
            println!("{clock} {cpu}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn copy(from: &Path, to: &Path) -> Result<(u128, u128), Box<dyn error::Error>> {
    let mut files: Vec<(String, Value)> = Vec::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, serde_json::from_slice(&fs::read(entry.path())?)?));
    }
    fs::create_dir_all(to)?;
    let (started, before) = (Instant::now(), processor()?);
    let mut times = 0;
    // The processor is counted by ticks of some milliseconds: a small work is done many times.
    while times == 0 || started.elapsed() < LONG {
        for (name, value) in &files {
            fs::write(to.join(name), serde_json::to_string_pretty(value)?)?;
        }
        times += 1;
    }
    let (clock, processor) = (started.elapsed().as_nanos(), processor()? - before);
    Ok((clock / times, processor / times))
}

/// How many nanoseconds this process has had of a processor, as Linux counts.
fn processor() -> Result<u128, Box<dyn error::Error>> {
    let counted = fs::read_to_string("/proc/self/schedstat")?;
    let first = counted.split(' ').next().unwrap_or_default();
    Ok(first.parse()?)
}
