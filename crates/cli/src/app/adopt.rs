use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};
use stackwright_change::words;
use stackwright_core::{App, Synthesis};

use super::select::select;
use super::unless_wrong;
use crate::adopt::Adoption;
use crate::diff::StackTemplates;
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  aws cloudformation get-template --stack-name web --query TemplateBody > deployed.json
  cargo run -- adopt deployed.json
  cargo run -- adopt cdk.out.before Web --format json";

/// Say which lines keep a deployed stack where it is when this program takes its place.
///
/// Finds which of the program's resources each deployed one is, by what it says and what refers to it, and prints
/// the lines that keep logical ids, and properties another value of which would replace something. Then says what
/// goes, or is replaced, all the same, and what goes wrong on the way. The exit code is 0 if nothing does, and 1 otherwise; new revisions of task
/// definitions do not count.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Adopt {
    /// What is deployed: a template, or an assembly with the stack.
    #[arg(value_name = "DEPLOYED")]
    deployed: PathBuf,

    /// The stack that takes its place, where the app has several.
    #[arg(value_name = "STACK")]
    stack: Option<String>,

    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// Lines of Rust, and what is left.
    #[default]
    Text,
    /// For scripts.
    Json,
}

impl Adopt {
    pub fn run(
        &self,
        app: &App,
        synthesis: Synthesis,
        outputs: &mut Outputs<'_>,
    ) -> (u8, Synthesis) {
        let mut code = SUCCESS;
        let ended = unless_wrong(&synthesis, false, outputs, |outputs| {
            let deployed = StackTemplates::read_telling(&self.deployed, &outputs.progress())
                .map_err(|failure| Failure::Unreadable(failure.to_string()))?;
            let names: Vec<String> = self.stack.iter().cloned().collect();
            let stack = match select(&synthesis, &names)?[..] {
                [single] => single,
                _ => {
                    return Err(Failure::Unreadable(
                        "the app has several stacks: name the one that takes the deployed one's place"
                            .to_owned(),
                    ));
                }
            };
            let template = match deployed.stacks() {
                [(_, single)] => single,
                several => {
                    let own = several
                        .iter()
                        .find(|(name, _)| *name == stack.id || *name == stack.name);
                    let (_, own) = own.ok_or_else(|| {
                        let path = self.deployed.display();
                        Failure::Unreadable(format!(
                            "`{path}` has no stack `{}`: name the file of its template",
                            stack.id
                        ))
                    })?;
                    own
                }
            };
            let Some(adoption) = Adoption::of(app, &stack.origin.path, template) else {
                return Ok(());
            };
            if !adoption.keeps_everything() {
                code = ERRORS;
            }
            outputs.print(&match self.format {
                Format::Json => adoption.to_json(),
                Format::Text => {
                    let file =
                        seen_from(Path::new(stack.origin.source.file), &self.file(&stack.id));
                    text(&adoption, &file, template.resources().count())
                }
            })
        });
        (ended.max(code), synthesis)
    }
}

impl Adopt {
    /// The file of the deployed template.
    fn file(&self, stack: &str) -> PathBuf {
        let own = self.deployed.join(format!("{stack}.template.json"));
        match own.is_file() {
            true => own,
            false => self.deployed.clone(),
        }
    }
}

/// A file as `include_str!` names it in a source: from the folder of that, where both are known from here.
fn seen_from(source: &Path, file: &Path) -> String {
    let as_it_is = || file.display().to_string();
    let from = source
        .parent()
        .filter(|_| source.is_relative() && source.is_file());
    let Some(from) = from.filter(|_| file.is_relative()) else {
        return as_it_is();
    };
    let parts = |path: &Path| -> Vec<std::ffi::OsString> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts.map(|part| part.as_os_str().to_owned()).collect()
    };
    let (from, to) = (parts(from), parts(file));
    if from.iter().any(|part| part == "..") {
        return as_it_is();
    }
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other);
    let common = common.count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to
        .iter()
        .skip(common)
        .map(|part| part.display().to_string());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn text(adoption: &Adoption, file: &str, deployed: usize) -> String {
    let mut text = adoption.to_rust(file);
    if text.is_empty() {
        text.push_str("// The program needs no further lines.\n");
    }
    let common = adoption.common;
    text.push_str(&format!(
        "// {common} of {deployed} deployed resources stay where they are.\n"
    ));
    for id in &adoption.unused {
        text.push_str(&format!(
            "// `{id}` holds data, is included, and nothing of the program uses it any more: take it from what `include` gives\n"
        ));
    }
    for resource in adoption.left() {
        text.push_str(&format!(
            "// {} {} {}\n",
            resource.id,
            resource.type_name,
            words::becomes(resource)
        ));
    }
    for hazard in &adoption.change.hazards {
        let what = hazard.code();
        text.push_str(&format!("// {}: {}\n", what.code, words::hazard(hazard)));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::seen_from;

    /// The source is this one, as a test knows it from the folder of its package.
    #[test]
    fn a_file_is_named_from_the_folder_of_the_source() {
        let source = Path::new("src/app/adopt.rs");
        let seen = |file: &str| seen_from(source, Path::new(file));
        assert_eq!(seen("deployed.json"), "../../deployed.json");
        assert_eq!(seen("./src/data/deployed.json"), "../data/deployed.json");
        assert_eq!(seen("../out/deployed.json"), "../../../out/deployed.json");
        assert_eq!(seen("/tmp/deployed.json"), "/tmp/deployed.json");
        // A source that is not known from here.
        let other = seen_from(Path::new("elsewhere/main.rs"), Path::new("deployed.json"));
        assert_eq!(other, "deployed.json");
    }
}
