use std::path::Path;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use indexmap::map::Entry;
use stackwright_core::StackTemplate;
use stackwright_template::Diagnostic;

use crate::manifest::{
    Artifact, MANIFEST_FILE, Manifest, MetadataEntry, StackArtifact, StackProperties,
};
use crate::report::{Place, REPORT_FILE, Report};
use crate::{Format, WriteError, write};

/// A cloud assembly in memory, ready to be written.
#[derive(Clone, Debug)]
pub struct Assembly {
    manifest: Manifest,
    /// What is to be written, by the names of the files.
    files: Vec<(String, String)>,
    /// Where findings can be.
    places: Vec<Place>,
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
    /// [`WriteError::StackId`] if an id cannot be that of a file, or occurs twice.
    pub fn new<'a>(
        stacks: impl IntoIterator<Item = &'a StackTemplate>,
        format: Format,
    ) -> Result<Self, WriteError> {
        let stacks = stacks.into_iter();
        Assembly::of_texts(stacks.map(|stack| (stack, format.render(stack))), format)
    }

    /// The same with the texts of the templates, as [`Format::render`] gives them: for whoever
    /// has them already.
    ///
    /// # Errors
    /// Those of [`new`](Assembly::new).
    pub fn of_texts<'a>(
        stacks: impl IntoIterator<Item = (&'a StackTemplate, String)>,
        format: Format,
    ) -> Result<Self, WriteError> {
        let (stacks, texts): (Vec<&StackTemplate>, Vec<String>) = stacks.into_iter().unzip();
        let manifest = manifest(&stacks, format)?;
        let names = stacks.iter().map(|stack| template_file(&stack.id, format));
        let mut files: Vec<(String, String)> = names.zip(texts).collect();
        files.push((MANIFEST_FILE.to_owned(), manifest.to_json()));
        Ok(Assembly {
            manifest,
            files,
            places: stacks.iter().map(|stack| place(stack, format)).collect(),
        })
    }

    /// Adds what was found, for the CDK CLI to show with `cdk synth`, `cdk diff` and
    /// `cdk deploy`: a file `validation-report.json`, unless nothing was found in its stacks.
    ///
    /// With an error among the findings the CLI refuses the assembly.
    #[must_use]
    pub fn findings<'a>(mut self, findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        self.files.retain(|(name, _)| name != REPORT_FILE);
        if let Some(report) = Report::of(findings, &self.places) {
            // The manifest stays the last.
            let last = self.files.len().saturating_sub(1);
            self.files
                .insert(last, (REPORT_FILE.to_owned(), report.to_json()));
        }
        self
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
    /// A `dir` that is there must be empty or hold an assembly, by whomever; directories above it
    /// that are missing are created. What belongs to the old assembly goes with it: its manifest,
    /// what that names, and reports about it. The rest, as what the user put there, is kept, and
    /// so are owner, group and mode of the directory.
    ///
    /// The files are written to a temporary directory beside `dir`, which then takes its place by
    /// renaming. A run that fails or is killed leaves the previous assembly as it was, but for the
    /// moment between two renames; then the next call puts it back.
    ///
    /// Where `dir` has to stay, because the process stands in it, it is a mount point, or its
    /// owner cannot be taken over or what is above it not be written, the files are written
    /// within it and then put in place one by one, the manifest last, after the old manifest and
    /// what it names have gone. A run that fails while it writes leaves the previous assembly; one
    /// that is killed while it puts files in place leaves a directory without a manifest, which
    /// nobody takes for an assembly, and the next call completes it.
    ///
    /// What killed runs left lying about is removed by the next call. Of several calls at the same
    /// time one waits for the other, where the file system has locks; on Windows one may fail.
    ///
    /// # Errors
    /// [`WriteError::NotAnAssembly`] and [`WriteError::NotADirectory`] if something else is at
    /// `dir`, [`WriteError::Busy`] if another run writes there and does not end within a minute,
    /// and [`WriteError::Io`] if the system refuses.
    pub fn write(&self, dir: impl AsRef<Path>) -> Result<(), WriteError> {
        write::replace(dir.as_ref(), self.files())
    }
}

fn manifest(stacks: &[&StackTemplate], format: Format) -> Result<Manifest, WriteError> {
    let mut artifacts = IndexMap::with_capacity(stacks.len());
    for &stack in stacks {
        let id = file_stem(&stack.id)?;
        let artifact = Artifact::Stack(StackArtifact {
            environment: environment(stack),
            properties: StackProperties {
                template_file: template_file(id, format),
                stack_name: (stack.name != stack.id).then(|| stack.name.to_string()),
                tags: tags(stack),
                termination_protection: stack.termination_protection,
            },
            dependencies: dependencies(stack, stacks),
            metadata: metadata(stack),
            display_name: stack.origin.path.clone(),
        });
        if artifacts.insert(id.to_owned(), artifact).is_some() {
            return Err(bad_id(id, "two stacks have it"));
        }
    }
    Ok(Manifest::new(artifacts))
}

/// The logical ids, by the paths of the constructs that they belong to.
fn metadata(stack: &StackTemplate) -> IndexMap<String, Vec<MetadataEntry>, RandomState> {
    let count = stack.origins.len();
    let mut metadata = IndexMap::with_capacity_and_hasher(count, RandomState::default());
    for (id, origin) in &stack.origins {
        let entry = MetadataEntry::LogicalId(id.clone());
        match metadata.entry(["/", &origin.path].concat()) {
            Entry::Vacant(free) => {
                free.insert(vec![entry]);
            }
            Entry::Occupied(mut there) => there.get_mut().push(entry),
        }
    }
    metadata
}

fn place(stack: &StackTemplate, format: Format) -> Place {
    Place {
        stack: stack.id.to_string(),
        path: stack.origin.path.clone(),
        template_file: template_file(&stack.id, format),
    }
}

fn tags(stack: &StackTemplate) -> IndexMap<String, String> {
    let tags = stack.tags.iter();
    tags.map(|(key, value)| (key.to_string(), value.to_string()))
        .collect()
}

fn template_file(id: &str, format: Format) -> String {
    format!("{id}.template.{}", format.extension())
}

/// The stack's id, if it cannot lead out of the directory.
///
/// Ids that are only no good are for the diagnostics of the synthesis.
fn file_stem(id: &str) -> Result<&str, WriteError> {
    if id.is_empty() {
        return Err(bad_id(id, "it is empty"));
    }
    // The colon leads to another drive or stream on Windows.
    if id.contains(['/', '\\', ':', '\0']) || id.contains("..") {
        return Err(bad_id(id, "it holds `/`, `\\`, `:`, `..` or NUL"));
    }
    Ok(id)
}

fn bad_id(id: &str, problem: &'static str) -> WriteError {
    WriteError::StackId {
        id: id.to_owned(),
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
        .map(|other| other.id.to_string())
        .collect()
}
