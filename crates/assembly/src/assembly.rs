use std::path::Path;

use indexmap::IndexMap;
use stackwright_core::StackTemplate;

use crate::manifest::{Artifact, MANIFEST_FILE, Manifest, StackArtifact, StackProperties};
use crate::{Format, WriteError, write};

/// A cloud assembly in memory, ready to be written.
#[derive(Clone, Debug)]
pub struct Assembly {
    manifest: Manifest,
    /// What is to be written, by the names of the files.
    files: Vec<(String, String)>,
}

impl Assembly {
    /// The assembly of these stacks, which stand in the order in which they can be deployed: all
    /// of a [`Synthesis`](stackwright_core::Synthesis), or some.
    ///
    /// Dependencies on stacks that are not among them are left out, because a manifest may only
    /// name what is there. Findings are not looked at: ask
    /// [`has_errors`](stackwright_core::Synthesis::has_errors) first.
    ///
    /// # Errors
    /// [`WriteError::StackName`] if a name cannot be that of a file, or occurs twice.
    pub fn new<'a>(
        stacks: impl IntoIterator<Item = &'a StackTemplate>,
        format: Format,
    ) -> Result<Self, WriteError> {
        let stacks: Vec<&StackTemplate> = stacks.into_iter().collect();
        let manifest = manifest(&stacks, format)?;
        let files = files(&stacks, format, &manifest).collect();
        Ok(Assembly { manifest, files })
    }

    /// Writes the assembly of these stacks to a directory: what [`new`](Assembly::new) and
    /// [`write`](Assembly::write) do together, with one template at a time as text.
    ///
    /// # Errors
    /// Those of both.
    pub fn write_stacks<'a>(
        stacks: impl IntoIterator<Item = &'a StackTemplate>,
        format: Format,
        dir: impl AsRef<Path>,
    ) -> Result<(), WriteError> {
        let stacks: Vec<&StackTemplate> = stacks.into_iter().collect();
        let manifest = manifest(&stacks, format)?;
        write::replace(dir.as_ref(), files(&stacks, format, &manifest))
    }

    /// What the assembly holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The names and contents of its files, the manifest last.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Writes the assembly to a directory, all or nothing.
    ///
    /// The files are written to a temporary directory beside `dir`, which then takes its place
    /// by renaming; directories above that are missing are created. A `dir` that is there must
    /// be empty or hold an assembly. What the manifest of the old assembly does not name, as the
    /// CDK CLI's own files, is kept.
    ///
    /// A run that fails or is killed leaves the previous assembly as it was, but for the moment
    /// between two renames; then the next call puts it back. What was left lying about is
    /// removed by the next call, too. Where only that fails which comes last, keeping what others
    /// left and removing the old files, the new assembly is in place. Of two calls for the same
    /// `dir` at the same time, one may fail.
    ///
    /// # Errors
    /// [`WriteError::NotAnAssembly`] and [`WriteError::NotADirectory`] if something else is at
    /// `dir`, and [`WriteError::Io`] if the system refuses.
    pub fn write(&self, dir: impl AsRef<Path>) -> Result<(), WriteError> {
        write::replace(dir.as_ref(), self.files())
    }
}

fn manifest(stacks: &[&StackTemplate], format: Format) -> Result<Manifest, WriteError> {
    let mut artifacts = IndexMap::with_capacity(stacks.len());
    for &stack in stacks {
        let name = file_stem(&stack.name)?;
        let artifact = Artifact::Stack(StackArtifact {
            environment: environment(stack),
            properties: StackProperties {
                template_file: template_file(name, format),
            },
            dependencies: dependencies(stack, stacks),
        });
        if artifacts.insert(name.to_owned(), artifact).is_some() {
            return Err(bad_name(name, "two stacks have it"));
        }
    }
    Ok(Manifest::new(artifacts))
}

/// The names and contents of the files, each made when it is asked for; the manifest last.
fn files(
    stacks: &[&StackTemplate],
    format: Format,
    manifest: &Manifest,
) -> impl Iterator<Item = (String, String)> {
    let templates = stacks
        .iter()
        .map(move |stack| (template_file(&stack.name, format), format.render(stack)));
    let manifest = || (MANIFEST_FILE.to_owned(), manifest.to_json());
    templates.chain(std::iter::once_with(manifest))
}

fn template_file(name: &str, format: Format) -> String {
    format!("{name}.template.{}", format.extension())
}

/// The stack's name, if it cannot lead out of the directory.
///
/// Names that only CloudFormation does not want are for the diagnostics of the synthesis.
fn file_stem(name: &str) -> Result<&str, WriteError> {
    if name.is_empty() {
        return Err(bad_name(name, "it is empty"));
    }
    // The colon leads to another drive or stream on Windows.
    if name.contains(['/', '\\', ':', '\0']) || name.contains("..") {
        return Err(bad_name(name, "it holds `/`, `\\`, `:`, `..` or NUL"));
    }
    Ok(name)
}

fn bad_name(name: &str, problem: &'static str) -> WriteError {
    WriteError::StackName {
        name: name.to_owned(),
        problem,
    }
}

fn environment(stack: &StackTemplate) -> String {
    let account = stack.account.as_deref().unwrap_or("unknown-account");
    let region = stack.region.as_deref().unwrap_or("unknown-region");
    format!("aws://{account}/{region}")
}

/// The stacks to be deployed before, in the order of `stacks`.
fn dependencies(stack: &StackTemplate, stacks: &[&StackTemplate]) -> Vec<String> {
    stacks
        .iter()
        .filter(|other| stack.dependencies.contains(&other.id))
        .map(|other| other.name.to_string())
        .collect()
}
