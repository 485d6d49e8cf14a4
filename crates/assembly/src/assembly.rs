use std::path::Path;
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use indexmap::map::Entry;
use stackwright_assets::Digest;
use stackwright_core::{Contents, Lookup, StackTemplate};
use stackwright_template::{Diagnostic, Template, sort_few};

use crate::assets::{AssetManifest, role, settled};
use crate::manifest::{
    Artifact, AssetsArtifact, AssetsProperties, LookupRole, MANIFEST_FILE, Manifest, MetadataEntry,
    MissingContext, StackArtifact, StackProperties, TreeArtifact, TreeProperties,
};
use crate::report::{Place, REPORT_FILE, Report};
use crate::tree::{self, TREE_FILE};
use crate::{Format, WriteError, write};

/// A cloud assembly in memory, ready to be written.
#[derive(Clone, Debug)]
pub struct Assembly {
    manifest: Manifest,
    /// Its text, once somebody has asked for it: until then it may change.
    text: OnceLock<String>,
    /// What is to be written beside it, by the names of the files.
    files: Vec<(String, String)>,
    /// What is copied beside them, by the names of the copies.
    copies: Vec<(String, Contents)>,
    /// Where findings can be.
    places: Vec<Place>,
}

/// What AWS CDK calls the tree of constructs among the artifacts.
const TREE: &str = "Tree";
/// The version of the bootstrap that has all that assets and roles need.
const BOOTSTRAP: u32 = 6;
/// The one that has a role to look things up.
const LOOKUP: u32 = 8;

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
        let assets = stacks.iter().zip(&texts);
        let assets: Vec<Assets> = assets
            .map(|(stack, text)| Assets::of(stack, text, format))
            .collect();
        let manifest = manifest(&stacks, &assets, format)?;
        let names = stacks.iter().map(|stack| template_file(&stack.id, format));
        let mut files: Vec<(String, String)> = names.zip(texts).collect();
        for nested in stacks.iter().flat_map(|stack| in_it(stack)) {
            let file = nested.nested_file();
            if files.iter().any(|(name, _)| *name == file) {
                return Err(bad_id(&nested.id, "two stacks have it"));
            }
            files.push((file, nested.template.to_json()));
        }
        for (stack, assets) in stacks.iter().zip(&assets) {
            if !assets.list.is_empty() {
                files.push((assets_file(&stack.id), assets.list.to_json()));
            }
        }
        let copied = stacks.iter().flat_map(|stack| &stack.assets);
        let copied = copied.map(|(_, asset)| (asset.file_name(), asset.contents.clone()));
        let mut copies: Vec<_> = copied.collect();
        sort_few(&mut copies, |one, other| one.0 < other.0);
        copies.dedup_by(|one, other| one.0 == other.0);
        Ok(Assembly {
            manifest,
            text: OnceLock::new(),
            files,
            copies,
            places: stacks
                .iter()
                .flat_map(|stack| places(stack, format))
                .collect(),
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
            self.files.push((REPORT_FILE.to_owned(), report.to_json()));
        }
        self
    }

    /// Adds the tree of constructs of these stacks as `tree.json`, which tools show as a picture:
    /// paths, types of resources, and no properties, which are in the templates.
    #[must_use]
    pub fn tree<'a>(mut self, stacks: impl IntoIterator<Item = &'a StackTemplate>) -> Self {
        let stacks: Vec<&StackTemplate> = stacks.into_iter().collect();
        let properties = TreeProperties {
            file: TREE_FILE.to_owned(),
        };
        let tree = Artifact::Tree(TreeArtifact { properties });
        // A stack of that name is one.
        let artifacts = &mut self.manifest.artifacts;
        if artifacts.contains_key(TREE) {
            return self;
        }
        artifacts.insert(TREE.to_owned(), tree);
        self.text.take();
        self.files.push((TREE_FILE.to_owned(), tree::tree(&stacks)));
        self
    }

    /// Says what has to be looked up before the program can be run to its end. The AWS CDK command line
    /// does, writes `cdk.context.json`, and runs the program again.
    #[must_use]
    pub fn missing(mut self, lookups: &[(Lookup, Option<String>)]) -> Self {
        let lookups = lookups.iter().filter(|(lookup, _)| lookup.is_missing);
        let missing = lookups.map(|(lookup, role)| {
            let mut props = lookup.props.clone();
            if let Some(role) = role {
                props.insert("lookupRoleArn".to_owned(), role.as_str().into());
            }
            MissingContext {
                key: lookup.key.clone(),
                provider: lookup.provider.to_owned(),
                props,
            }
        });
        self.manifest.missing = missing.collect();
        self.text.take();
        self
    }

    /// What the assembly holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The names and contents of its files, the manifest last.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let manifest = self.text.get_or_init(|| self.manifest.to_json());
        let files = self.files.iter().map(|(name, text)| (&**name, &**text));
        let all: Vec<(&str, &str)> = files.chain([(MANIFEST_FILE, &**manifest)]).collect();
        all.into_iter()
    }

    /// The names of the files and directories that are copied beside these: the assets.
    pub fn copies(&self) -> impl ExactSizeIterator<Item = &str> {
        self.copies.iter().map(|(name, _)| name.as_str())
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
    /// and [`WriteError::Io`] and [`WriteError::Asset`] if the system refuses.
    pub fn write(&self, dir: impl AsRef<Path>) -> Result<(), WriteError> {
        write::replace(dir.as_ref(), self.files(), &self.copies)
    }
}

/// What is published for a stack.
struct Assets {
    list: AssetManifest,
    /// Where its template will be, if that is too long for the call.
    template: Option<String>,
}

/// Whether the call would not take a template. The AWS CDK command line sends YAML in long forms, in
/// place of the text that it reads; they are longer than ours, for which a third is allowed.
fn is_long(stack: &StackTemplate, text: &str) -> bool {
    let inline = Template::INLINE_BYTES;
    if text.len() <= inline {
        return false;
    }
    // Letters and digits stand in YAML as well: where there are so many, it need not be written.
    let mut letters = 0;
    for byte in text.as_bytes() {
        if matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') {
            letters += 1;
            if letters > inline {
                return true;
            }
        }
    }
    stack.template.to_yaml().len() / 3 * 4 > inline
}

impl Assets {
    fn of(stack: &StackTemplate, text: &str, format: Format) -> Self {
        let mut list = AssetManifest::of(stack);
        for nested in in_it(stack) {
            let hash = nested.published.map(|hash| hash.to_string());
            let hash = hash.unwrap_or_default();
            let key = format!("{hash}.json");
            list.add_template(&nested.origin.path, hash, key, nested.nested_file(), stack);
        }
        let template = is_long(stack, text).then(|| {
            let hash = Digest::of(text).to_string();
            let key = format!("{hash}.{}", format.extension());
            let bucket = settled(&stack.bootstrap.bucket_name(), stack);
            let url = format!("s3://{bucket}/{key}");
            list.add_template(
                &stack.id,
                hash,
                key,
                template_file(&stack.id, format),
                stack,
            );
            url
        });
        Assets { list, template }
    }
}

fn manifest(
    stacks: &[&StackTemplate],
    assets: &[Assets],
    format: Format,
) -> Result<Manifest, WriteError> {
    let mut artifacts = IndexMap::with_capacity(stacks.len());
    for (&stack, assets) in stacks.iter().zip(assets) {
        let id = file_stem(&stack.id)?;
        let version_parameter = stack.bootstrap.version_parameter();
        let list = (!assets.list.is_empty()).then(|| format!("{id}.assets"));
        if let Some(list) = &list {
            let properties = AssetsProperties {
                file: assets_file(id),
                requires_bootstrap_stack_version: Some(BOOTSTRAP),
                bootstrap_stack_version_ssm_parameter: Some(version_parameter.clone()),
            };
            artifacts.insert(
                list.clone(),
                Artifact::Assets(AssetsArtifact { properties }),
            );
        }
        let artifact = Artifact::Stack(Box::new(StackArtifact {
            environment: environment(stack),
            properties: StackProperties {
                template_file: template_file(id, format),
                stack_name: (stack.name != stack.id).then(|| stack.name.to_string()),
                tags: tags(stack),
                termination_protection: stack.termination_protection,
                notification_arns: stack.notification_arns.clone(),
                assume_role_arn: role("deploy", stack),
                cloud_formation_execution_role_arn: role("cfn-exec", stack),
                lookup_role: role("lookup", stack).map(|arn| LookupRole {
                    arn,
                    requires_bootstrap_stack_version: LOOKUP,
                    bootstrap_stack_version_ssm_parameter: version_parameter.clone(),
                }),
                stack_template_asset_object_url: assets.template.clone(),
                requires_bootstrap_stack_version: stack.bootstrap.has_roles().then_some(BOOTSTRAP),
                bootstrap_stack_version_ssm_parameter: version_parameter,
            },
            dependencies: list
                .into_iter()
                .chain(dependencies(stack, stacks))
                .collect(),
            metadata: metadata(stack),
            display_name: stack.origin.path.clone(),
        }));
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
    let nested = in_it(stack).flat_map(|nested| &nested.origins);
    for (id, origin) in stack.origins.iter().chain(nested) {
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

/// The stacks in a stack, however deep.
fn in_it(stack: &StackTemplate) -> impl Iterator<Item = &StackTemplate> {
    stack.with_nested().into_iter().skip(1)
}

/// Where findings can be: in a nested stack, rather than in the one around it.
fn places(stack: &StackTemplate, format: Format) -> Vec<Place> {
    let all = stack.with_nested().into_iter().rev();
    let places = all.map(|one| Place {
        stack: one.id.to_string(),
        path: one.origin.path.clone(),
        template_file: match one.published {
            Some(_) => one.nested_file(),
            None => template_file(&one.id, format),
        },
    });
    places.collect()
}

fn tags(stack: &StackTemplate) -> IndexMap<String, String> {
    let tags = stack.tags.iter();
    tags.map(|(key, value)| (key.to_string(), value.to_string()))
        .collect()
}

fn template_file(id: &str, format: Format) -> String {
    format!("{id}.template.{}", format.extension())
}

fn assets_file(id: &str) -> String {
    format!("{id}.assets.json")
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
fn dependencies<'a>(
    stack: &'a StackTemplate,
    stacks: &'a [&StackTemplate],
) -> impl Iterator<Item = String> + 'a {
    let others = stacks.iter();
    let needed = others.filter(|other| stack.dependencies.contains(&other.id));
    needed.map(|other| other.id.to_string())
}
