use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use stackwright_import::{Program, Project, function_names, stack_id};
use stackwright_template::Template;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::stacks::StackTemplates;
use crate::tool::source::Source;
use crate::whole;

/// A program that is written from templates: of which, and where it goes.
#[derive(Args, Debug)]
pub(super) struct Written {
    /// Where the program goes: a file that ends in .rs, or a folder to make, which then is a project with
    /// just the features that it needs [default: standard output].
    #[arg(long, value_name = "DIR|FILE")]
    out: Option<PathBuf>,

    /// What is printed about it.
    #[arg(long, value_enum, default_value_t)]
    pub format: ProgramFormat,

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
pub(super) enum ProgramFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

/// A template whose program is wanted.
pub(super) struct Wanted {
    pub stack: String,
    pub function: String,
    pub template: Template,
}

/// What was written.
pub(super) struct Done {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The whole program, where there are none.
    pub program: Option<String>,
}

impl Done {
    /// The files, for people.
    pub fn said(&self) -> String {
        let files = self.files.iter();
        files
            .map(|file| format!("wrote `{}`\n", file.display()))
            .collect()
    }
}

/// What is written where.
struct File {
    path: PathBuf,
    text: String,
}

impl Written {
    /// The templates.
    pub fn wanted(&self, progress: &Progress) -> Result<Vec<Wanted>, Failure> {
        let unreadable = |message: String| Failure::Unreadable(message);
        let stacks = StackTemplates::read_telling(&self.path, progress);
        let stacks = stacks.map_err(|failure| unreadable(failure.to_string()))?;
        let stacks = stacks.stacks();
        let ids = self.ids(stacks)?;
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let functions = function_names(&names);
        let all = stacks.iter().zip(ids.iter().zip(&functions));
        let wanted = all.map(|((_, template), (stack, function))| Wanted {
            stack: stack.clone(),
            function: function.clone(),
            template: template.clone(),
        });
        Ok(wanted.collect())
    }

    /// Writes the programs where they go.
    pub fn write(&self, programs: &[Program]) -> Result<Done, Failure> {
        let from = self.path.file_name().unwrap_or(self.path.as_os_str());
        let from = from.to_string_lossy();
        let source = Source::new(self.stackwright.as_deref())?;
        let name = self.package();
        let project = Project::of(programs, &from, &name, |folder| source.dependency(folder));
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
        Ok(Done {
            program: files.is_empty().then_some(project.main),
            files: files.into_iter().map(|file| file.path).collect(),
        })
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
        whole::write(&file.path, &file.text).map_err(fail)?;
    }
    Ok(())
}
