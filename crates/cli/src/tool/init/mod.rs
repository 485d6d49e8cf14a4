//! `stackwright init`: a project that builds, tests, checks and synthesizes at once.
//!
//! | file | what it answers |
//! |---|---|
//! | `name` | what a project may be called, and what is made of that |
//! | `template` | the files of a template, as the project has them |
//! | `templates/` | the files of all templates, as they are written |

mod name;
mod template;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use self::name::Name;
use self::template::{File, TemplateName};
use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;
use crate::tool::source::Source;

const EXAMPLES: &str = "Examples:
  stackwright init shop
  stackwright init --template queue-worker jobs
  stackwright init --stackwright ~/src/stackwright shop";

/// Make a project: a program with tests, settings of two environments, and a workflow.
///
/// It builds, tests, checks and synthesizes at once: the folder has a library that describes the stacks and
/// a program around it, a snapshot and assertions, cdk.json, and a workflow of GitHub that checks, shows in
/// pull requests what would change, and deploys by a role. Nothing is written where the folder exists and
/// has something in it.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Init {
    /// What the project begins with.
    #[arg(long, value_enum, default_value_t)]
    template: TemplateName,

    /// Where stackwright comes from: the folder of a checkout, or the URL of a git repository [default:
    /// crates.io, in the version of this program].
    #[arg(long, value_name = "DIR|URL")]
    stackwright: Option<String>,

    /// The folder to make. Its last part is the name of the project: small letters, digits, dashes.
    #[arg(value_name = "NAME")]
    folder: PathBuf,
}

impl Init {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = self.make(outputs);
        outputs.end(done, SUCCESS)
    }

    fn make(&self, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
        let folder = &self.folder;
        let last = folder.file_name().unwrap_or_default();
        let name = Name::new(&last.to_string_lossy())?;
        let source = Source::new(self.stackwright.as_deref())?;
        refuse_what_is_there(folder)?;
        let files = self.template.files(&name, &source);
        write(folder, &files).map_err(|error| Failure::File {
            path: folder.clone(),
            error,
        })?;
        let shown = folder.display();
        // Where standard error is closed, nobody could be told.
        let _ = writeln!(
            outputs.stderr,
            "made `{shown}`, {} files; what now:\n\n  \
             cd {shown}\n  \
             cargo test            # writes the snapshots that it compares with from then on\n  \
             cargo run -- check    # says what AWS would refuse, with the line of the program\n  \
             cargo run             # writes the templates to cdk.out\n\n\
             README.md says how to deploy them.",
            files.len()
        );
        Ok(())
    }
}

/// A folder that has something in it is somebody's work.
fn refuse_what_is_there(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    let help = match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => return Ok(()),
            Some(_) => "name another folder, or empty this one",
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) => "name another folder",
    };
    let what = match folder.is_dir() {
        true => format!("`{shown}` has something in it"),
        false => format!("`{shown}` is no folder"),
    };
    Err(Failure::refused(what, help))
}

/// Writes all files or none: beside the folder first, which then gets its name.
fn write(folder: &Path, files: &[File]) -> io::Result<()> {
    let mut beside = std::ffi::OsString::from(".");
    beside.push(folder.file_name().unwrap_or_default());
    beside.push(format!(".{}", std::process::id()));
    let beside = folder.with_file_name(beside);
    let written = write_into(&beside, files).and_then(|()| {
        // It is empty, if it is there.
        if folder.is_dir() {
            fs::remove_dir(folder)?;
        }
        fs::rename(&beside, folder)
    });
    if written.is_err() {
        // It may not have come into being.
        let _ = fs::remove_dir_all(&beside);
    }
    written
}

fn write_into(folder: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = folder.join(file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
    }
    Ok(())
}
