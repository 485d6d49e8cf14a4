//! The stacks of a cloud assembly, wherever its files are.

use std::fmt;

use serde_json::{Map, Value};
use stackwright_template::{Node, ReadError, Template};

use crate::{Asset, AssetKind, Stack, Stacks};

/// Gives a file of an assembly by its name below the assembly's directory.
pub type Files<'f> = dyn Fn(&str) -> std::io::Result<Vec<u8>> + 'f;

/// Why an assembly cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum AssemblyError {
    /// A file cannot be read.
    File {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// A file is no JSON.
    Json {
        /// The file.
        file: String,
        /// Why.
        error: serde_json::Error,
    },
    /// A file is not the manifest of an assembly.
    Manifest {
        /// The file.
        file: String,
    },
    /// A file is no template.
    Template {
        /// The file.
        file: String,
        /// Why.
        error: ReadError,
    },
    /// Assemblies are in each other deeper than anybody writes them.
    Deep {
        /// The file that is in too many.
        file: String,
    },
}

impl fmt::Display for AssemblyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssemblyError::File { file, error } => write!(f, "cannot read `{file}`: {error}"),
            AssemblyError::Json { file, error } => write!(f, "`{file}` is no JSON: {error}"),
            AssemblyError::Manifest { file } => write!(
                f,
                "`{file}` is not the manifest of an assembly: its `artifacts` are no object; name the folder \
                 that `synth` or `cdk synth` wrote, or a template"
            ),
            // It has the file's name.
            AssemblyError::Template { error, .. } => write!(f, "no template: {error}"),
            AssemblyError::Deep { file } => {
                write!(
                    f,
                    "`{file}` is in more than {DEPTH} assemblies or stacks: is it in itself?"
                )
            }
        }
    }
}

impl std::error::Error for AssemblyError {}

/// How deep assemblies may be in assemblies, and stacks in stacks.
const DEPTH: usize = 30;

impl Stacks {
    /// The stacks of an assembly, in the order of its manifest; those of assemblies in it, too.
    ///
    /// `dir` is what command lines are told, and `files` gives the files below it.
    ///
    /// # Errors
    /// When a file that it names cannot be read or is not what it should be.
    pub fn of_assembly(dir: &str, files: &Files<'_>) -> Result<Self, AssemblyError> {
        let mut reader = Reader {
            dir,
            files,
            stacks: Vec::new(),
        };
        reader.assembly("", 0)?;
        Ok(Stacks {
            assembly: Some(dir.to_owned()),
            stacks: reader.stacks,
        })
    }
}

struct Reader<'f> {
    dir: &'f str,
    files: &'f Files<'f>,
    stacks: Vec<Stack>,
}

impl Reader<'_> {
    /// Adds the stacks of the assembly at a place below the outermost one; empty, or with `/` at its end.
    fn assembly(&mut self, place: &str, depth: usize) -> Result<(), AssemblyError> {
        let file = format!("{place}manifest.json");
        if depth > DEPTH {
            return Err(AssemblyError::Deep { file });
        }
        let manifest = self.json(&file)?;
        let none = Map::new();
        let artifacts = match &manifest["artifacts"] {
            Value::Object(artifacts) => artifacts,
            Value::Null if manifest.is_object() => &none,
            _ => {
                let file = self.told(&file);
                return Err(AssemblyError::Manifest { file });
            }
        };
        for (id, artifact) in artifacts {
            match artifact["type"].as_str() {
                Some("aws:cloudformation:stack") => {
                    let stack = self.stack(place, id, artifact, artifacts)?;
                    self.stacks.extend(stack);
                }
                Some("cdk:cloud-assembly") => {
                    if let Some(own) = artifact["properties"]["directoryName"].as_str() {
                        self.assembly(&format!("{place}{own}/"), depth + 1)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn stack(
        &self,
        place: &str,
        id: &str,
        artifact: &Value,
        artifacts: &Map<String, Value>,
    ) -> Result<Option<Stack>, AssemblyError> {
        let properties = &artifact["properties"];
        let Some(file) = properties["templateFile"].as_str() else {
            return Ok(None);
        };
        let text = |name: &str| properties[name].as_str().map(str::to_owned);
        let file = format!("{place}{file}");
        let (bytes, template) = self.template(&file)?;
        let mut stack = Stack::of_file(id, self.told(&file), bytes, template);
        stack.name = text("stackName").unwrap_or_else(|| id.to_owned());
        let shown = artifact["displayName"].as_str();
        stack.shown = shown.unwrap_or(id).to_owned();
        let environment = artifact["environment"].as_str().unwrap_or_default();
        let (account, region) = environment_of(environment);
        stack.account = account;
        stack.region = region;
        let list = |name: &str| properties[name].as_array().into_iter().flatten();
        let topics = list("notificationArns").filter_map(Value::as_str);
        stack.topics = topics.map(str::to_owned).collect();
        let tags = properties["tags"].as_object().into_iter().flatten();
        let tags = tags.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
        stack.tags = tags.collect();
        stack.is_protected = properties["terminationProtection"] == true;
        stack.deploy_role = text("assumeRoleArn");
        stack.execution_role = text("cloudFormationExecutionRoleArn");
        let constructs = artifact["metadata"].as_object().into_iter().flatten();
        for (path, entries) in constructs {
            let entries = entries.as_array().into_iter().flatten();
            let ids = entries.filter(|entry| entry["type"] == "aws:cdk:logicalId");
            let path = path.trim_start_matches('/');
            let pairs =
                ids.filter_map(|entry| Some((path.to_owned(), entry["data"].as_str()?.to_owned())));
            stack.constructs.extend(pairs);
        }
        let needed = artifact["dependencies"].as_array().into_iter().flatten();
        for needed in needed.filter_map(Value::as_str) {
            let other = artifacts.get(needed).unwrap_or(&Value::Null);
            match other["type"].as_str() {
                Some("cdk:asset-manifest") => {
                    if let Some(own) = other["properties"]["file"].as_str() {
                        self.assets(place, own, &mut stack)?;
                    }
                }
                _ => stack.after.push(needed.to_owned()),
            }
        }
        let mut nested = Vec::new();
        self.nested(place, "", &stack.template, &mut nested, 0)?;
        stack.nested = nested;
        Ok(Some(stack))
    }

    /// Adds the stacks in a template whose own templates are in the assembly.
    fn nested(
        &self,
        place: &str,
        path: &str,
        of: &Template,
        all: &mut Vec<(String, Template)>,
        depth: usize,
    ) -> Result<(), AssemblyError> {
        for resource in of.resources() {
            let asset = resource
                .metadata()
                .and_then(|own| own.get("aws:asset:path"));
            let is_stack = resource.resource_type() == Some("AWS::CloudFormation::Stack");
            if let (true, Some(file)) = (is_stack, asset.and_then(Node::as_str)) {
                let file = format!("{place}{file}");
                if depth > DEPTH {
                    return Err(AssemblyError::Deep { file });
                }
                // What is not there is for whoever asks what is not known.
                if (self.files)(&file).is_err() {
                    continue;
                }
                let (_, template) = self.template(&file)?;
                let path = format!("{path}{}", resource.id());
                self.nested(place, &format!("{path}/"), &template, all, depth + 1)?;
                all.push((path, template));
            }
        }
        Ok(())
    }

    /// Adds what a list of assets names, but the template itself.
    fn assets(&self, place: &str, file: &str, stack: &mut Stack) -> Result<(), AssemblyError> {
        let list = self.json(&format!("{place}{file}"))?;
        let some = |name: &str| list[name].as_object().into_iter().flatten();
        for (hash, asset) in some("files") {
            let source = &asset["source"];
            let kind = match source["packaging"].as_str() {
                Some("zip") => AssetKind::Directory,
                _ => AssetKind::File,
            };
            let path = source["path"].as_str().unwrap_or_default();
            let destination = |to: &Value| {
                let (bucket, key) = (to["bucketName"].as_str()?, to["objectKey"].as_str()?);
                Some(format!("s3://{bucket}/{key}"))
            };
            let path = self.told(&format!("{place}{path}"));
            let asset = asset_of(hash, asset, kind, path, destination);
            stack.assets.push(asset);
        }
        for (hash, asset) in some("dockerImages") {
            let source = asset["source"]["directory"].as_str();
            let path = match source {
                Some(directory) => self.told(&format!("{place}{directory}")),
                None => String::new(),
            };
            let destination = |to: &Value| {
                let (repository, tag) = (to["repositoryName"].as_str()?, to["imageTag"].as_str()?);
                Some(format!("{repository}:{tag}"))
            };
            let asset = asset_of(hash, asset, AssetKind::Image, path, destination);
            stack.assets.push(asset);
        }
        Ok(())
    }

    /// How a command line is told of a file.
    fn told(&self, file: &str) -> String {
        match self.dir.strip_suffix('/').unwrap_or(self.dir) {
            "" | "." => file.to_owned(),
            dir => format!("{dir}/{file}"),
        }
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, AssemblyError> {
        (self.files)(file).map_err(|error| AssemblyError::File {
            file: self.told(file),
            error,
        })
    }

    fn json(&self, file: &str) -> Result<Value, AssemblyError> {
        let bytes = self.read(file)?;
        serde_json::from_slice(&bytes).map_err(|error| AssemblyError::Json {
            file: self.told(file),
            error,
        })
    }

    fn template(&self, file: &str) -> Result<(usize, Template), AssemblyError> {
        let bytes = self.read(file)?;
        let file = self.told(file);
        match Template::read(&bytes, &file) {
            Ok(template) => Ok((bytes.len(), template)),
            Err(error) => Err(AssemblyError::Template { file, error }),
        }
    }
}

fn asset_of(
    hash: &str,
    asset: &Value,
    kind: AssetKind,
    source: String,
    destination: impl Fn(&Value) -> Option<String>,
) -> Asset {
    let destinations = asset["destinations"].as_object().into_iter().flatten();
    Asset {
        name: asset["displayName"].as_str().unwrap_or(hash).to_owned(),
        kind,
        source,
        destinations: destinations.filter_map(|(_, to)| destination(to)).collect(),
    }
}

/// The account and the region of `aws://ACCOUNT/REGION`, where they are known.
fn environment_of(environment: &str) -> (Option<String>, Option<String>) {
    let rest = environment.strip_prefix("aws://").unwrap_or_default();
    let (account, region) = rest.split_once('/').unwrap_or_default();
    let known = |part: &str| match part {
        "" | "unknown-account" | "unknown-region" => None,
        part => Some(part.to_owned()),
    };
    (known(account), known(region))
}
