use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};
use stackwright_template::nearest;

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright man diff | man -l -
  stackwright man --out ~/.local/share/man/man1";

/// Print a manual page, or write all of them.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Man {
    /// The directory to write all pages to, a file each.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,

    /// The command that the page is about [default: all in short].
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub fn run(&self, mut command: Command, outputs: &mut Outputs<'_>) -> u8 {
        command.build();
        let done = match &self.out {
            Some(dir) => write(&command, dir, outputs),
            None => self.page(&command).and_then(|page| outputs.print(&page)),
        };
        outputs.end(done, SUCCESS)
    }

    fn page(&self, command: &Command) -> Result<String, Failure> {
        let Some(name) = &self.command else {
            return Ok(page(command));
        };
        let verb = command.find_subcommand(name).map(page);
        verb.ok_or_else(|| {
            let names = command.get_subcommands().map(Command::get_name);
            let help = match nearest(name, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`stackwright --help` lists all".to_owned(),
            };
            Failure::refused(format!("there is no command `{name}`"), help)
        })
    }
}

fn write(command: &Command, dir: &Path, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
    let mut pages = vec![command];
    pages.extend(command.get_subcommands());
    let pages = pages.into_iter().map(|command| {
        let file = dir.join(Page::new(command.clone()).get_filename());
        (file, page(command))
    });
    let pages: Vec<(PathBuf, String)> = pages.collect();
    let failed = |path: &Path, error: io::Error| Failure::File {
        path: path.to_owned(),
        error,
    };
    fs::create_dir_all(dir).map_err(|error| failed(dir, error))?;
    for (file, page) in &pages {
        fs::write(file, page).map_err(|error| failed(file, error))?;
    }
    let count = pages.len();
    // Where standard error is closed, nobody could be told.
    let _ = writeln!(outputs.stderr, "wrote {count} pages to {}", dir.display());
    Ok(())
}

/// The page, with the examples as they are written.
fn page(command: &Command) -> String {
    let page = Page::new(command.clone().after_long_help(None))
        .source(concat!("stackwright ", env!("CARGO_PKG_VERSION")))
        .manual("stackwright manual");
    let mut text = Vec::new();
    // Writing into memory cannot fail.
    let _ = page.render(&mut text);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    if let Some(examples) = command.get_after_long_help() {
        text.push_str(&section(&examples.to_string()));
    }
    text
}

/// A text that begins with its heading, line by line.
fn section(text: &str) -> String {
    let mut roff = Roff::default();
    let (heading, lines) = text.split_once(":\n").unwrap_or(("", text));
    roff.control("SH", [heading.to_uppercase().as_str()]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    roff.control("fi", []);
    roff.to_roff()
}
