use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use stackwright_import::{Note, NoteKind, Program, Project, function_names, stack_id};
use stackwright_template::Template;

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::import::JsonImport;
use crate::stacks::StackTemplates;
use crate::terminal::Outputs;
use crate::tool::source::Source;

const EXAMPLES: &str = "Examples:
  stackwright import template.yaml
  stackwright import template.yaml --out src/web.rs
  stackwright import cdk.out --out shop --stackwright ~/src/stackwright
  stackwright import template.yaml --out web && cd web && cargo run";

/// Write templates as a Rust program that synthesizes to the same.
///
/// The same logical ids and the same values, in every section: on typed resources where the types take what
/// the template has, past the types where not, and included as it stands what has no form in Rust. Comments
/// are kept. What is not typed is said on standard error, and so is what is lost. The program is formatted
/// as rustfmt formats. The exit code is 2 if something cannot be read or written.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Import {
    /// Where the program goes: a file that ends in .rs, or a folder to make, which then is a project with
    /// just the features that it needs [default: standard output].
    #[arg(long, value_name = "DIR|FILE")]
    out: Option<PathBuf>,

    /// What is printed about it.
    #[arg(long, value_enum, default_value_t)]
    format: ImportFormat,

    /// The id of the stack of a single template [default: the name of its file].
    #[arg(long, value_name = "ID")]
    stack: Option<String>,

    /// Where stackwright comes from, for a project: the folder of a checkout, or the URL of a git
    /// repository [default: crates.io, in the version of this program].
    #[arg(long, value_name = "DIR|URL")]
    stackwright: Option<String>,

    /// A template, a directory of templates, or an assembly.
    #[arg(value_name = "TEMPLATE")]
    path: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

/// What is written where.
struct File {
    path: PathBuf,
    text: String,
}

impl Import {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = self.import(outputs);
        outputs.end(done, SUCCESS)
    }

    fn import(&self, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
        let programs = self.programs()?;
        let from = self.path.file_name().unwrap_or(self.path.as_os_str());
        let from = from.to_string_lossy();
        let source = Source::new(self.stackwright.as_deref())?;
        let name = self.package();
        let project = Project::of(&programs, &from, &name, |folder| source.dependency(folder));
        let files = match &self.out {
            None => Vec::new(),
            Some(out) if is_file(out) => vec![File {
                path: out.clone(),
                text: project.main.clone(),
            }],
            Some(out) => vec![
                File {
                    path: out.join("Cargo.toml"),
                    text: project.manifest,
                },
                File {
                    path: out.join("src").join("main.rs"),
                    text: project.main.clone(),
                },
            ],
        };
        write(&files)?;
        match self.format {
            ImportFormat::Json => {
                let program = files.is_empty().then_some(project.main);
                let paths = files.iter().map(|file| file.path.as_path());
                outputs.print(&JsonImport::of(&programs, paths, program).to_json())
            }
            ImportFormat::Text => {
                if files.is_empty() {
                    outputs.print(&project.main)?;
                }
                // Where standard error is closed, nobody could be told.
                let _ = outputs.stderr.write_all(said(&programs, &files).as_bytes());
                Ok(())
            }
        }
    }

    fn programs(&self) -> Result<Vec<Program>, Failure> {
        let unreadable = |message: String| Failure::Unreadable(message);
        let stacks = StackTemplates::read(&self.path);
        let stacks = stacks.map_err(|failure| unreadable(failure.to_string()))?;
        let stacks = stacks.stacks();
        let ids = self.ids(stacks)?;
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let functions = function_names(&names);
        let all = stacks.iter().zip(ids.iter().zip(&functions));
        let programs =
            all.map(|((_, template), (stack, function))| Program::named(template, stack, function));
        Ok(programs.collect())
    }

    /// The ids of the stacks, all different.
    fn ids(&self, stacks: &[(String, Template)]) -> Result<Vec<String>, Failure> {
        if let Some(id) = &self.stack {
            return match stacks {
                [_] => Ok(vec![id.clone()]),
                _ => Err(Failure::Unreadable(
                    "--stack is for a single template; here there are several, which have the names of their \
                     files"
                        .to_owned(),
                )),
            };
        }
        let mut ids: Vec<String> = Vec::with_capacity(stacks.len());
        for (name, _) in stacks {
            let is_path = Path::new(name) == self.path;
            let name = match self.path.file_name() {
                Some(file) if is_path => file.to_string_lossy().into_owned(),
                _ => name.replace(['/', '.'], "-"),
            };
            let mut id = stack_id(&name);
            while ids.contains(&id) {
                id.push('2');
            }
            ids.push(id);
        }
        Ok(ids)
    }

    /// The name of the package.
    fn package(&self) -> String {
        let folder = self.out.as_deref().and_then(Path::file_name);
        let name = folder.map_or_else(|| "stacks".into(), |name| name.to_string_lossy());
        let name: String = name
            .chars()
            .map(|c| match c {
                c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
                _ => '-',
            })
            .collect();
        let name = name.trim_matches('-');
        match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            true if !matches!(name, "test" | "core" | "std" | "build" | "stackwright") => {
                name.to_owned()
            }
            _ => format!("stack-{name}").trim_end_matches('-').to_owned(),
        }
    }
}

fn is_file(out: &Path) -> bool {
    out.extension().is_some_and(|extension| extension == "rs")
}

/// Writes files that are not there yet.
fn write(files: &[File]) -> Result<(), Failure> {
    for file in files {
        if file.path.exists() {
            let what = format!("`{}` is there already", file.path.display());
            return Err(Failure::refused(what, "name another one, or take it away"));
        }
    }
    for file in files {
        let fail = |error| Failure::File {
            path: file.path.clone(),
            error,
        };
        if let Some(parent) = file.path.parent() {
            fs::create_dir_all(parent).map_err(fail)?;
        }
        fs::write(&file.path, &file.text).map_err(fail)?;
    }
    Ok(())
}

/// What is said of the programs: what is not typed, and what was written.
fn said(programs: &[Program], files: &[File]) -> String {
    let mut text = String::new();
    for program in programs {
        for note in &program.notes {
            let (stack, note) = (&program.stack, words(note));
            text.push_str(&format!("note: {stack}: {note}\n"));
        }
    }
    for file in files {
        text.push_str(&format!("wrote `{}`\n", file.path.display()));
    }
    text
}

fn words(note: &Note) -> String {
    let (place, what) = (&note.place, &note.what);
    match note.kind {
        NoteKind::Dropped => format!("`{place}` is dropped: {what}"),
        NoteKind::Included => format!("`{place}` has no form in Rust; it is included as it stands"),
        NoteKind::Raw => format!("`{place}` is a `{what}` without types"),
        NoteKind::PastTypes => format!("`{what}` of `{place}` is written past the types"),
        _ => format!("`{place}`: {what}"),
    }
}
