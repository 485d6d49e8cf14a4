//! Which resource refers to which.

use stackwright_template::{Resource, Segment, Span};

use super::Model;

/// That a resource needs another one to be there first.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'a> {
    /// The resource that refers.
    pub from: &'a str,
    /// The resource it refers to.
    pub to: &'a str,
    /// How.
    pub by: Use,
    /// Where the name of the other one stands.
    pub span: Span,
}

/// How a resource refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// By a function: the index among [`Model::references`].
    Reference(usize),
    /// In its `DependsOn`.
    DependsOn,
}

impl Edge<'_> {
    /// The way from the resource to where it refers to the other: `Properties/Cluster`.
    pub fn way(&self, model: &Model<'_>) -> String {
        let Use::Reference(index) = self.by else {
            return "DependsOn".to_owned();
        };
        let path = model.references().get(index).map(|r| r.path.to_string());
        let path = path.unwrap_or_default();
        let below = path.splitn(3, '/').nth(2).unwrap_or_default();
        below.to_owned()
    }
}

pub(super) fn edges<'a>(model: &Model<'a>) -> Vec<Edge<'a>> {
    let template = model.template();
    let mut edges = Vec::new();
    // What a resource refers to stands together.
    let mut last: Option<Resource<'a>> = None;
    for (index, reference) in model.references().iter().enumerate() {
        let [
            Segment::Key("Resources"),
            Segment::Key(from),
            Segment::Key(part),
            ..,
        ] = reference.path.segments()
        else {
            continue;
        };
        // Metadata is data, to CloudFormation too, but its functions are resolved.
        if *part == "Condition" {
            continue;
        }
        let Some(to) = template.resource(reference.target) else {
            continue;
        };
        if last.is_none_or(|last| last.id() != *from) {
            last = template.resource(from);
        }
        if let Some(from) = last {
            if is_of_another(from, reference.path.segments()) {
                continue;
            }
            edges.push(Edge {
                from: from.id(),
                to: to.id(),
                by: Use::Reference(index),
                span: reference.span,
            });
        }
    }
    for resource in template.resources() {
        for name in resource.depends_on() {
            let target = name.as_str().and_then(|name| template.resource(name));
            if let Some(to) = target {
                edges.push(Edge {
                    from: resource.id(),
                    to: to.id(),
                    by: Use::DependsOn,
                    span: name.span,
                });
            }
        }
    }
    edges
}

/// Whether the serverless transform makes resources of their own of this part of a resource: they
/// wait for what the part refers to, and the resource does not.
fn is_of_another(resource: Resource<'_>, path: &[Segment<'_>]) -> bool {
    let serverless = |name: &str| name.starts_with("AWS::Serverless::");
    let parts = ["DeploymentPreference", "EventInvokeConfig", "Events"];
    resource.resource_type().is_some_and(serverless)
        && match path {
            [_, _, Segment::Key("Connectors"), ..] => true,
            [_, _, _, Segment::Key(property), ..] => parts.contains(property),
            _ => false,
        }
}
