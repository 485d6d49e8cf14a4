//! Where templates are read from.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use stackwright_template::{Node, ReadError, Resource, Section, Template};

use crate::progress::Progress;

/// Some stacks, each with its name and its template.
#[derive(Clone, Debug, Default)]
pub struct StackTemplates {
    stacks: Vec<(String, Template)>,
    /// The constructs that made resources, where the assembly has a tree of them.
    constructs: Vec<Made>,
    /// The regions of stacks, where they are known, by the names of the stacks.
    regions: Vec<(String, String)>,
    /// What stacks are deployed as, where an assembly says it, by their names.
    deployed_as: Vec<(String, String)>,
}

/// Which construct made a resource.
#[derive(Clone, Debug)]
struct Made {
    stack: String,
    id: String,
    /// The path of the construct, with its stack.
    path: String,
}

/// Why templates cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadFailure {
    /// A file cannot be read.
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// What is in a file is no template.
    Template {
        /// The file.
        file: String,
        /// Why.
        error: ReadError,
    },
    /// A file has no resources, so that it is no template.
    Shape {
        /// The file.
        file: String,
        /// What it has in their place.
        what: &'static str,
    },
    /// A directory has a manifest that is not an assembly's.
    Manifest {
        /// The file.
        file: PathBuf,
    },
    /// Assemblies or stacks are in each other deeper than anybody writes them.
    Deep {
        /// The file that is in too many.
        file: PathBuf,
    },
    /// A directory is no assembly, and holds no template.
    Nothing {
        /// The directory.
        dir: PathBuf,
    },
    /// Git does not give a file as it was.
    Git {
        /// The file.
        file: PathBuf,
        /// The revision.
        revision: String,
        /// What git says.
        message: String,
    },
}

impl fmt::Display for ReadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadFailure::File { file, error } => {
                write!(f, "cannot read `{}`: {error}", file.display())
            }
            // It has the file's name.
            ReadFailure::Template { error, .. } => write!(f, "no template: {error}"),
            ReadFailure::Shape { file, what } => write!(
                f,
                "no template: {file}: {what}; a template has a section `Resources`, which is a map"
            ),
            ReadFailure::Manifest { file } => write!(
                f,
                "`{}` is not the manifest of an assembly: its `artifacts` are no object; name the folder \
                 that `synth` or `cdk synth` wrote, or a template",
                file.display()
            ),
            ReadFailure::Deep { file } => write!(
                f,
                "`{}` is in more than {DEPTH} assemblies or stacks: is it in itself?",
                file.display()
            ),
            ReadFailure::Nothing { dir } => write!(
                f,
                "there is no template in `{}`: it has no manifest.json and nothing in *.template.json, \
                 *.json, *.yaml, *.yml or *.template has a section `Resources`",
                dir.display()
            ),
            ReadFailure::Git {
                file,
                revision,
                message,
            } => write!(
                f,
                "git has no `{}` in `{revision}`: {}",
                file.display(),
                message.trim()
            ),
        }
    }
}

impl std::error::Error for ReadFailure {}

impl StackTemplates {
    /// One stack.
    pub fn of(name: impl Into<String>, template: Template) -> Self {
        StackTemplates::all([(name.into(), template)])
    }

    /// Several stacks, each with its name.
    pub fn all(stacks: impl IntoIterator<Item = (String, Template)>) -> Self {
        StackTemplates {
            stacks: stacks.into_iter().collect(),
            ..StackTemplates::default()
        }
    }

    /// With what a stack is deployed as, where it has another name in its assembly.
    #[must_use]
    pub fn deployed_as(mut self, stack: impl Into<String>, name: impl Into<String>) -> Self {
        self.deployed_as.push((stack.into(), name.into()));
        self
    }

    /// What a stack is deployed as, where that is known.
    pub fn name_of(&self, stack: &str) -> Option<&str> {
        let mut all = self.deployed_as.iter();
        let found = all.find(|(own, _)| own == stack);
        found.map(|(_, name)| name.as_str())
    }

    /// With the region of a stack.
    #[must_use]
    pub fn in_region(mut self, stack: impl Into<String>, region: impl Into<String>) -> Self {
        self.regions.push((stack.into(), region.into()));
        self
    }

    /// The region that a stack goes to, where that is known: its own, or that of the stack around it.
    pub fn region(&self, stack: &str) -> Option<&str> {
        let mut name = stack;
        loop {
            if let Some((_, region)) = self.regions.iter().find(|(own, _)| own == name) {
                return Some(region);
            }
            name = name.rsplit_once('/')?.0;
        }
    }

    /// Those of the stacks that are meant.
    #[must_use]
    pub fn only(mut self, is_meant: impl Fn(&str) -> bool) -> Self {
        self.stacks.retain(|(name, _)| is_meant(name));
        self
    }

    /// The construct that made a resource, as `Stack/Path/Of/Construct`, where that is known.
    pub fn construct(&self, stack: &str, id: &str) -> Option<&str> {
        let mut all = self.constructs.iter();
        let made = all.find(|made| made.stack == stack && made.id == id);
        made.map(|made| made.path.as_str())
    }

    /// The stacks, in order.
    pub fn stacks(&self) -> &[(String, Template)] {
        &self.stacks
    }

    /// Reads a template, or a directory: an assembly, or one that holds templates.
    ///
    /// # Errors
    /// When something cannot be read, is no template, or a directory holds none.
    pub fn read(path: &Path) -> Result<Self, ReadFailure> {
        StackTemplates::read_telling(path, &Progress::silent())
    }

    /// Does what [`read`](StackTemplates::read) does, and tells how many templates are read.
    pub(crate) fn read_telling(path: &Path, progress: &Progress) -> Result<Self, ReadFailure> {
        if !path.is_dir() {
            let name = path.display().to_string();
            let read = template(path)?;
            has_resources(&read, &name)?;
            return Ok(StackTemplates::of(name, read));
        }
        let mut read = StackTemplates::default();
        let is_assembly = path.join("manifest.json").is_file();
        match is_assembly {
            true => assembly(path, &mut read, progress, 0)?,
            false => folder(path, &mut read.stacks, progress)?,
        }
        match read.stacks.is_empty() && !is_assembly {
            true => Err(ReadFailure::Nothing {
                dir: path.to_owned(),
            }),
            false => {
                let names = read.stacks.iter().map(|(name, _)| name.as_str());
                read.constructs = constructs(path, &names.collect::<Vec<_>>());
                Ok(read)
            }
        }
    }

    /// Does what [`read_telling`](StackTemplates::read_telling) does, and reads the stacks in a single template
    /// whose own are files, too: those that a local `TemplateURL` names.
    pub(crate) fn read_whole(path: &Path, progress: &Progress) -> Result<Self, ReadFailure> {
        let read = StackTemplates::read_telling(path, progress)?;
        match path.is_dir() {
            true => Ok(read),
            false => read.with_nested(path, &on_disk),
        }
    }

    /// With the stacks in a single template, which was read from a file.
    fn with_nested(mut self, file: &Path, read: Reader<'_>) -> Result<Self, ReadFailure> {
        let dir = file.parent().unwrap_or(Path::new(""));
        let mut inner = Vec::new();
        for (name, template) in &self.stacks {
            nested(dir, name, template, &mut inner, read, 0)?;
        }
        self.stacks.splice(0..0, inner);
        Ok(self)
    }

    /// Reads a template as it was in a revision of git, and the stacks in it whose own are files.
    ///
    /// # Errors
    /// When git does not have it, or it is no template.
    pub fn at_revision(revision: &str, path: &Path) -> Result<Self, ReadFailure> {
        let file = path.display().to_string();
        let root = StackTemplates::of(file, shown(revision, path, path)?);
        // What was not there then has come.
        root.with_nested(path, &|file| shown(revision, path, file).ok().map(Ok))
    }
}

/// A template as it was in a revision of git; `file` is the one itself or one that it names.
fn shown(revision: &str, root: &Path, file: &Path) -> Result<Template, ReadFailure> {
    let fail = |message: String| ReadFailure::Git {
        file: file.to_owned(),
        revision: revision.to_owned(),
        message,
    };
    // What begins with a dash would be an option.
    if revision.starts_with('-') {
        return Err(fail("that is no revision".to_owned()));
    }
    let dir = root.parent().unwrap_or(Path::new(""));
    let below = file.strip_prefix(dir).unwrap_or(file);
    let mut git = Command::new("git");
    if !dir.as_os_str().is_empty() {
        git.current_dir(dir);
    }
    let shown = git
        .args(["show", &format!("{revision}:./{}", below.display())])
        .output()
        .map_err(|error| fail(error.to_string()))?;
    if !shown.status.success() {
        return Err(fail(String::from_utf8_lossy(&shown.stderr).into_owned()));
    }
    let file = file.display().to_string();
    Template::read(&shown.stdout, &file).map_err(|error| ReadFailure::Template { file, error })
}

/// The constructs of an assembly's tree that made resources. Without a tree there are none: nobody needs
/// it but for the line that keeps what has moved.
fn constructs(dir: &Path, stacks: &[&str]) -> Vec<Made> {
    let mut all = Vec::new();
    let tree = fs::read(dir.join("tree.json")).ok();
    let tree: Option<Value> = tree.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    if let Some(root) = tree.as_ref().and_then(|tree| tree.get("tree")) {
        // The nodes that are open, each with the stack that it is in and its components below that.
        let mut open: Vec<(&Value, Option<String>, Vec<String>)> = vec![(root, None, Vec::new())];
        while let Some((node, stack, below)) = open.pop() {
            let path = node.get("path").and_then(Value::as_str).unwrap_or_default();
            let named = path.replace('/', "-");
            let own = stacks.iter().find(|stack| **stack == named);
            let (stack, below) = match own {
                Some(own) => (Some((*own).to_owned()), Vec::new()),
                None => (stack, below),
            };
            let is_resource = node
                .get("attributes")
                .is_some_and(|own| own.get("aws:cdk:cloudformation:type").is_some());
            if let (Some(stack), true) = (&stack, is_resource) {
                let components: Vec<&str> = below.iter().map(String::as_str).collect();
                all.push(Made {
                    stack: stack.clone(),
                    id: stackwright_core::logical_id(&components),
                    path: format!("{stack}/{}", below.join("/")),
                });
            }
            let children = node.get("children").and_then(Value::as_object);
            for (id, child) in children.into_iter().flatten() {
                let mut below = below.clone();
                below.push(id.clone());
                open.push((child, stack.clone(), below));
            }
        }
    }
    all
}

fn template(file: &Path) -> Result<Template, ReadFailure> {
    let bytes = fs::read(file).map_err(|error| ReadFailure::File {
        file: file.to_owned(),
        error,
    })?;
    let name = file.display().to_string();
    Template::read(&bytes, &name).map_err(|error| ReadFailure::Template { file: name, error })
}

/// How deep assemblies may be in assemblies, and stacks in stacks.
const DEPTH: usize = 30;

/// Says so where a file that was named is something else than a template.
fn has_resources(template: &Template, file: &str) -> Result<(), ReadFailure> {
    let root = template.root();
    let what = match root.get("Resources") {
        Some(resources) if resources.as_map().is_none() => "its `Resources` are no map",
        // A macro may make them, and outputs alone are a template that is not finished.
        None if !root.is_empty()
            && !root
                .keys()
                .any(|key| Section::from_name(key.as_str()).is_some()) =>
        {
            "it has none of the sections of a template"
        }
        _ => return Ok(()),
    };
    let file = file.to_owned();
    Err(ReadFailure::Shape { file, what })
}

/// Adds the stacks of an assembly and of those inside of it.
fn assembly(
    dir: &Path,
    all: &mut StackTemplates,
    progress: &Progress,
    depth: usize,
) -> Result<(), ReadFailure> {
    let file = dir.join("manifest.json");
    if depth > DEPTH {
        return Err(ReadFailure::Deep { file });
    }
    let bytes = fs::read(&file).map_err(|error| ReadFailure::File {
        file: file.clone(),
        error,
    })?;
    let manifest: Value = serde_json::from_slice(&bytes).map_err(|error| ReadFailure::File {
        file: file.clone(),
        error: error.into(),
    })?;
    let artifacts = match (manifest.as_object(), manifest.get("artifacts")) {
        (Some(_), None) => None,
        (Some(_), Some(Value::Object(artifacts))) => Some(artifacts),
        _ => return Err(ReadFailure::Manifest { file }),
    };
    progress.begin(
        "read",
        "artifacts",
        artifacts.map_or(0, serde_json::Map::len),
    );
    for (id, artifact) in artifacts.into_iter().flatten() {
        progress.step();
        let property = |name: &str| artifact.get("properties")?.get(name)?.as_str();
        match artifact.get("type").and_then(Value::as_str) {
            Some("aws:cloudformation:stack") => {
                // As `aws://123456789012/eu-central-1`; what is not known is called so.
                let environment = artifact.get("environment").and_then(Value::as_str);
                let region = environment.and_then(|own| own.rsplit_once('/'));
                if let Some((_, region)) = region.filter(|(_, own)| *own != "unknown-region") {
                    all.regions.push((id.clone(), region.to_owned()));
                }
                if let Some(name) = property("stackName") {
                    all.deployed_as.push((id.clone(), name.to_owned()));
                }
                if let Some(own) = property("templateFile") {
                    let read = template(&dir.join(own))?;
                    nested(dir, id, &read, &mut all.stacks, &on_disk, 0)?;
                    all.stacks.push((id.clone(), read));
                }
            }
            Some("cdk:cloud-assembly") => {
                if let Some(own) = property("directoryName") {
                    assembly(&dir.join(own), all, progress, depth + 1)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What gives the template in a file; nothing where there is no such file.
type Reader<'r> = &'r dyn Fn(&Path) -> Option<Result<Template, ReadFailure>>;

fn on_disk(file: &Path) -> Option<Result<Template, ReadFailure>> {
    file.is_file().then(|| template(file))
}

/// Adds the nested stacks of a template, whose own are in files.
fn nested(
    dir: &Path,
    name: &str,
    of: &Template,
    stacks: &mut Vec<(String, Template)>,
    read: Reader<'_>,
    depth: usize,
) -> Result<(), ReadFailure> {
    for resource in of.resources() {
        let Some(file) = file_of(resource).map(|file| dir.join(file)) else {
            continue;
        };
        if depth > DEPTH {
            return Err(ReadFailure::Deep { file });
        }
        if let Some(own) = read(&file) {
            let own = own?;
            let name = format!("{name}/{}", resource.id());
            let dir = file.parent().unwrap_or(dir);
            nested(dir, &name, &own, stacks, read, depth + 1)?;
            stacks.push((name, own));
        }
    }
    Ok(())
}

/// The file that holds the template of a stack in a stack: an asset of an assembly, or what
/// `aws cloudformation package` would put in the place of its name.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html>
fn file_of(resource: Resource<'_>) -> Option<&str> {
    let url = match resource.resource_type()? {
        "AWS::CloudFormation::Stack" => "TemplateURL",
        "AWS::Serverless::Application" => "Location",
        _ => return None,
    };
    let asset = resource
        .metadata()
        .and_then(|own| own.get("aws:asset:path"));
    let is_local = |url: &&str| !url.contains("://") && !url.is_empty();
    let named = resource.property(url).and_then(Node::as_str);
    asset.and_then(Node::as_str).or(named.filter(is_local))
}

/// What files of templates end with.
pub(crate) const ENDINGS: [&str; 5] = [".template.json", ".json", ".yaml", ".yml", ".template"];

/// Adds the templates in a folder, by the names of their files.
fn folder(
    dir: &Path,
    stacks: &mut Vec<(String, Template)>,
    progress: &Progress,
) -> Result<(), ReadFailure> {
    let fail = |error| ReadFailure::File {
        file: dir.to_owned(),
        error,
    };
    let entries = fs::read_dir(dir).map_err(fail)?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    progress.begin("read", "files", files.len());
    for file in files {
        progress.step();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(stem) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) else {
            continue;
        };
        // Not all that is JSON or YAML is a template.
        if let Ok(read) = template(&file)
            && read.root().get("Resources").is_some()
        {
            stacks.push((stem.to_owned(), read));
        }
    }
    Ok(())
}
