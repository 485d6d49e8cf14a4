//! `cargo xtask prices`: takes over prices from files, or from AWS's public price list, and says what changes.
//!
//! | file | what it answers |
//! |---|---|
//! | `table` | the files of `schema/prices`, read and written |
//! | `offer` | what an offer file of AWS says of the prices that are known here |

mod offer;
mod table;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use offer::Way;
use table::{Change, Table};

/// Where AWS publishes its price list.
///
/// <https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/bulk-api-reading-price-list-files.html>
const LIST: &str = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws";

/// What the command is told.
#[derive(clap::Args)]
pub struct Args {
    /// Take over the prices of a file in the form of those in schema/prices; may be repeated.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Take over what an offer file of AWS's price list says; may be repeated.
    #[arg(long, value_name = "FILE")]
    offer: Vec<PathBuf>,

    /// Fetch the offer files of a region with curl and take them over; may be repeated.
    #[arg(long, value_name = "REGION")]
    fetch: Vec<String>,

    /// Say what would change, and change nothing.
    #[arg(long)]
    check: bool,
}

/// Does it; what was said before stays where nothing new is said.
pub fn run(args: &Args, root: &Path) -> Result<ExitCode> {
    let folder = root.join("schema/prices");
    let mut table = Table::read(&folder)?;
    let ways = offer::ways(&folder.join("offers.json"))?;
    let mut changes = Vec::new();
    for file in &args.files {
        let text = read(file)?;
        let found = serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        changes.extend(table.take(found));
    }
    let mut offers = args.offer.clone();
    for region in &args.fetch {
        offers.extend(fetch(region, &ways, &root.join("target/prices"))?);
    }
    for file in &offers {
        let text = read(file)?;
        let found = offer::prices(&text, &ways).with_context(|| file.display().to_string())?;
        println!(
            "{}: {} of the prices that are known here",
            file.display(),
            found.len()
        );
        for (service, prices) in found {
            changes.extend(table.take(table::File { service, prices }));
        }
    }
    if args.files.is_empty() && offers.is_empty() {
        bail!("say which prices: a FILE, --offer FILE, or --fetch REGION");
    }
    for change in &changes {
        println!("{change}");
    }
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|own| is(own)).count();
    println!(
        "{} new, {} changed, {} as before, {} left out",
        count(|own| matches!(own, Change::New(_))),
        count(|own| matches!(own, Change::Other { .. })),
        count(|own| matches!(own, Change::Confirmed(_))),
        count(|own| matches!(own, Change::LeftOut { .. })),
    );
    if !args.check {
        table.write(&folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// Gets the offer files of a region.
fn fetch(region: &str, ways: &[Way], cache: &Path) -> Result<Vec<PathBuf>> {
    let mut codes: Vec<&str> = ways.iter().map(|way| way.offer.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    fs::create_dir_all(cache).with_context(|| format!("cannot create {}", cache.display()))?;
    let mut files = Vec::new();
    for code in codes {
        let url = format!("{LIST}/{code}/current/{region}/index.json");
        let file = cache.join(format!("{code}-{region}.json"));
        let status = Command::new("curl")
            .args([
                "--fail",
                "--silent",
                "--show-error",
                "--location",
                "--output",
            ])
            .arg(&file)
            .arg(&url)
            .status()
            .context("cannot run curl; is it installed?")?;
        if !status.success() {
            bail!("{url} cannot be fetched; give the file with --offer where it can");
        }
        files.push(file);
    }
    Ok(files)
}
