use clap::Args;
use stackwright_import::{Note, NoteKind, Program};

use super::program::{ProgramFormat, Written};
use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::import::JsonImport;
use crate::terminal::Outputs;

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
    #[command(flatten)]
    written: Written,
}

impl Import {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = self.import(outputs);
        outputs.end(done, SUCCESS)
    }

    fn import(&self, outputs: &mut Outputs<'_>) -> Result<(), Failure> {
        let wanted = self.written.wanted(&outputs.progress())?;
        let programs = wanted
            .iter()
            .map(|own| Program::named(&own.template, &own.stack, &own.function));
        let programs: Vec<Program> = programs.collect();
        let done = self.written.write(&programs)?;
        match self.written.format {
            ProgramFormat::Json => {
                let json = JsonImport::of(&programs, &done.files, done.program);
                outputs.print(&json.to_json())
            }
            ProgramFormat::Text => {
                if let Some(program) = &done.program {
                    outputs.print(program)?;
                }
                let said = notes(&programs) + &done.said();
                // Where standard error is closed, nobody could be told.
                let _ = outputs.stderr.write_all(said.as_bytes());
                Ok(())
            }
        }
    }
}

/// What is not typed.
pub(super) fn notes(programs: &[Program]) -> String {
    let mut text = String::new();
    for program in programs {
        for note in &program.notes {
            let (stack, note) = (&program.stack, words(note));
            text.push_str(&format!("note: {stack}: {note}\n"));
        }
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
