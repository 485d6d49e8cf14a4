use clap::Args;
use stackwright_adopt::{Adopted, Group};
use stackwright_import::construct::Past;
use stackwright_import::{NoteKind, Program};

use super::import::notes;
use super::program::{ProgramFormat, Wanted, Written};
use crate::adopted::JsonAdopted;
use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright adopt template.yaml
  stackwright adopt cdk.out --out shop --stackwright ~/src/stackwright
  stackwright adopt template.yaml --format json";

/// Write templates as a Rust program on constructs, where these are proved to change nothing.
///
/// As `import`, and groups of resources are rewritten as the constructs that make them: with their logical ids kept, and
/// what differs written past them. The program is built in memory and what it synthesizes compared with the
/// template as `diff` does; what would change stays on typed resources. What became a construct is said on standard
/// error, and what did not, and why. The exit code is 1 if something of a template is not in the program, and 2 if
/// something cannot be read or written.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Adopt {
    #[command(flatten)]
    written: Written,
}

impl Adopt {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let mut code = SUCCESS;
        let done = self.adopt(&mut code, outputs);
        outputs.end(done, code)
    }

    fn adopt(&self, code: &mut u8, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
        let progress = outputs.progress();
        let wanted = self.written.wanted(&progress)?;
        progress.begin("adopted", "templates", wanted.len());
        let adopted = wanted.iter().map(|own| {
            let adopted = Adopted::of(&own.template, &own.stack, &own.function);
            progress.step();
            adopted
        });
        let adopted: Vec<Adopted> = adopted.collect();
        drop(progress);
        let programs: Vec<Program> = adopted.iter().map(|own| own.program.clone()).collect();
        let lost = |program: &Program| {
            let mut notes = program.notes.iter();
            notes.any(|note| note.kind == NoteKind::Dropped)
        };
        if programs.iter().any(lost) {
            *code = ERRORS;
        }
        let done = self.written.write(&programs)?;
        match self.written.format {
            ProgramFormat::Json => {
                let json = JsonAdopted::of(&adopted, &done.files, done.program);
                outputs.print(&json.to_json())
            }
            ProgramFormat::Text => {
                if let Some(program) = &done.program {
                    outputs.print(program)?;
                }
                let all = wanted.iter().zip(&adopted);
                let tables = all.map(|(wanted, adopted)| table(wanted, adopted));
                let said = tables.collect::<String>() + &notes(&programs) + &done.said();
                // Where standard error is closed, nobody could be told.
                let _ = outputs.stderr.write_all(said.as_bytes());
                Ok(())
            }
        }
    }
}

/// What became of the resources of a template.
fn table(wanted: &Wanted, adopted: &Adopted) -> String {
    let all = wanted.template.resources().count();
    let grouped: usize = adopted
        .groups
        .iter()
        .map(|group| group.resources.len())
        .sum();
    let mut text = format!(
        "{}: {grouped} of {all} resources in {}; {} lines, {} without constructs\n",
        wanted.stack,
        counted(adopted.groups.len(), "construct"),
        adopted.lines,
        adopted.typed_lines,
    );
    let width = |own: &dyn Fn(&Group) -> usize| adopted.groups.iter().map(own).max().unwrap_or(0);
    let construct = width(&|group| group.construct.len());
    let name = width(&|group| group.name.len());
    for group in &adopted.groups {
        text.push_str(&format!(
            "  {:construct$}  {:name$}  {}, {} lines instead of {}",
            group.construct,
            group.name,
            counted(group.resources.len(), "resource"),
            group.lines,
            group.typed_lines,
        ));
        if !group.laid.is_empty() {
            let laid = group.laid.iter().map(|laid| {
                let path = laid.path.strip_prefix(&*group.name).unwrap_or(&laid.path);
                let path = path.trim_start_matches('/');
                match &laid.past {
                    Past::Property(pointer) => format!("{path}{pointer}"),
                    Past::Attribute(name) => format!("`{name}` of {path}"),
                }
            });
            let laid: Vec<String> = laid.collect();
            text.push_str(&format!("; past it: {}", laid.join(", ")));
        }
        text.push('\n');
    }
    for left in &adopted.left {
        let (construct, id, why) = (left.construct, &left.id, &left.why);
        text.push_str(&format!(
            "note: {}: `{id}` is no `{construct}`: {why}\n",
            wanted.stack
        ));
    }
    text
}

fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}
