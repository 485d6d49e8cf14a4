//! What can be referred to, also where macros make names.

use stackwright_template::hash::HashSet;
use stackwright_template::{Section, Template};

use super::Model;

/// What `Ref` knows without a declaration.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
pub const PSEUDO_PARAMETERS: &[&str] = &[
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A pseudo parameter, as `AWS::Region`.
    Pseudo,
    /// A parameter of the template.
    Parameter,
    /// A resource of the template.
    Resource,
    /// A macro may make something of that name.
    Perhaps,
    /// A loop may make something of that name, but not with the defaults of parameters.
    Otherwise,
    /// Nothing that there is.
    Nothing,
}

/// The macros of AWS that add no names but those that are understood here.
const UNDERSTOOD: &[&str] = &[
    "AWS::LanguageExtensions",
    "AWS::Serverless-2016-10-31",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
    "AWS::CodeDeployBlueGreen",
    "AWS::ServiceCatalog",
];

pub(super) struct Names<'a> {
    /// Whether a macro that nobody here knows rewrites all of the template.
    pub(super) rewritten: bool,
    /// Whether a macro adds resources.
    adds: bool,
    serverless: bool,
    /// The loop variables of `Fn::ForEach`.
    loops: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(model: &Model<'a>) -> Self {
        let template = model.template();
        let foreign = |name: Option<&str>| name.is_none_or(|name| !UNDERSTOOD.contains(&name));
        let mut names = Names {
            rewritten: template.transforms().any(|t| foreign(t.name()))
                || template.root().contains_key("Fn::Transform"),
            adds: false,
            serverless: template.has_transform("AWS::Serverless-2016-10-31"),
            loops: HashSet::default(),
        };
        if let Some(resources) = template.section(Section::Resources) {
            names.adds = resources.get("Fn::Transform").is_some() || resources.as_call().is_some();
        }
        for (_, map) in model.nodes().function_maps() {
            for (key, value) in map.iter() {
                if key.as_str().starts_with("Fn::ForEach::")
                    && let Some([variable, _, ..]) = value.as_list()
                    && let Some(variable) = variable.as_str()
                {
                    names.loops.insert(variable);
                }
            }
        }
        names
    }

    pub(super) fn target(&self, template: &Template, name: &str) -> Target {
        if name.starts_with("AWS::") && PSEUDO_PARAMETERS.contains(&name) {
            return Target::Pseudo;
        }
        if template.parameter(name).is_some() {
            return Target::Parameter;
        }
        if template.resource(name).is_some() {
            return Target::Resource;
        }
        // A transform of AWS's own does not add pseudo parameters.
        if name.starts_with("AWS::") {
            return Target::Nothing;
        }
        let perhaps = self.rewritten
            || self.adds
            || self.loops.contains(name)
            || name.contains("${")
            || name.contains("&{")
            || self.serverless && is_serverless(template, name)
            || is_of_module(template, name);
        match perhaps {
            true => Target::Perhaps,
            false => Target::Nothing,
        }
    }
}

/// Whether the serverless transform can make a resource of that name: its own start with the
/// name of the resource that they belong to, and APIs have names of their own.
fn is_serverless(template: &Template, name: &str) -> bool {
    name.starts_with("Serverless")
        || template.resources().any(|resource| {
            let serverless = |t: &str| t.starts_with("AWS::Serverless::");
            resource.resource_type().is_some_and(serverless) && name.starts_with(resource.id())
        })
}

/// Whether a name is that of a resource in a module, `Module.Resource` or `ModuleResource`.
fn is_of_module(template: &Template, name: &str) -> bool {
    template.resources().any(|resource| {
        let module = |t: &str| t.ends_with("::MODULE");
        resource.resource_type().is_some_and(module) && name.starts_with(resource.id())
    })
}
