use stackwright_check::{Options, check};
use stackwright_core::{StackTemplate, Synthesis};
use stackwright_template::{Diagnostic, Span};

use super::{Checked, FileReport, Report};

/// Checks the template of a stack: every finding has the construct and the line of the program
/// that made what it is about.
pub fn check_stack(stack: &StackTemplate, options: &Options) -> Vec<Diagnostic> {
    let mut found = check(&stack.template, options);
    for diagnostic in &mut found {
        diagnostic.stack = Some(stack.name.to_string());
        diagnostic.span = Span::NONE;
        let id = diagnostic.resource.as_deref();
        if let Some(origin) = id.and_then(|id| stack.origins.get(id)) {
            diagnostic.construct = Some(origin.path.clone());
            diagnostic.source = vec![origin.source];
        }
    }
    found.sort_by(Diagnostic::order);
    found
}

impl Report {
    /// Checks every stack of an app; what synthesis itself has found is in the report, too.
    ///
    /// `options` gives the options for a stack. If synthesis has errors, templates are not
    /// checked, because they may lack what is missing there.
    pub fn of_app(synthesis: &Synthesis, options: impl Fn(&StackTemplate) -> Options) -> Self {
        let mut found = synthesis.diagnostics.clone();
        if !synthesis.has_errors() {
            let stacks = synthesis.stacks.iter();
            found.extend(stacks.flat_map(|stack| check_stack(stack, &options(stack))));
            found.sort_by(Diagnostic::order);
        }
        let mut files: Vec<FileReport> = Vec::new();
        for diagnostic in found {
            let file = file_of(&diagnostic);
            match files.iter_mut().find(|there| there.file == file) {
                Some(there) => there.diagnostics.push(diagnostic),
                None => files.push(FileReport {
                    file,
                    diagnostics: vec![diagnostic],
                    text: None,
                }),
            }
        }
        let checked = Checked::Stacks(synthesis.stacks.len());
        Report { files, checked }
    }
}

/// The program's file, or the stack where no line of the program is known.
fn file_of(diagnostic: &Diagnostic) -> String {
    match (diagnostic.source.first(), &diagnostic.stack) {
        (Some(source), _) => source.file.to_owned(),
        (None, Some(stack)) => stack.clone(),
        (None, None) => "app".to_owned(),
    }
}
