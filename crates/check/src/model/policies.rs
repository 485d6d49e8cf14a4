//! Policy documents, wherever resources have them.

use stackwright_template::{Map, Node, Resource, Template, Value};

/// What a policy document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// What a principal may do: it has no principal of its own.
    Identity,
    /// Who may become a role.
    Trust,
    /// Who may do what with a resource.
    Resource,
}

/// A policy document.
pub(crate) struct Policy<'a> {
    pub(crate) kind: PolicyKind,
    pub(crate) path: String,
    pub(crate) node: &'a Node,
}

/// A statement of a policy document.
pub(crate) struct Statement<'a> {
    pub(crate) path: String,
    pub(crate) node: &'a Node,
    pub(crate) map: &'a Map,
}

/// Where documents are: type, path from the properties down, purpose.
const PLACES: &[(&str, &str, PolicyKind)] = &[
    (
        "AWS::ECR::Repository",
        "RepositoryPolicyText",
        PolicyKind::Resource,
    ),
    (
        "AWS::IAM::Group",
        "Policies/*/PolicyDocument",
        PolicyKind::Identity,
    ),
    (
        "AWS::IAM::GroupPolicy",
        "PolicyDocument",
        PolicyKind::Identity,
    ),
    (
        "AWS::IAM::ManagedPolicy",
        "PolicyDocument",
        PolicyKind::Identity,
    ),
    ("AWS::IAM::Policy", "PolicyDocument", PolicyKind::Identity),
    (
        "AWS::IAM::Role",
        "AssumeRolePolicyDocument",
        PolicyKind::Trust,
    ),
    (
        "AWS::IAM::Role",
        "Policies/*/PolicyDocument",
        PolicyKind::Identity,
    ),
    (
        "AWS::IAM::RolePolicy",
        "PolicyDocument",
        PolicyKind::Identity,
    ),
    (
        "AWS::IAM::User",
        "Policies/*/PolicyDocument",
        PolicyKind::Identity,
    ),
    (
        "AWS::IAM::UserPolicy",
        "PolicyDocument",
        PolicyKind::Identity,
    ),
    ("AWS::KMS::Key", "KeyPolicy", PolicyKind::Resource),
    (
        "AWS::S3::BucketPolicy",
        "PolicyDocument",
        PolicyKind::Resource,
    ),
    (
        "AWS::SNS::TopicPolicy",
        "PolicyDocument",
        PolicyKind::Resource,
    ),
    (
        "AWS::SQS::QueuePolicy",
        "PolicyDocument",
        PolicyKind::Resource,
    ),
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        PolicyKind::Resource,
    ),
];

impl<'a> Policy<'a> {
    /// Every document of a template, also those that only one branch of `Fn::If` has.
    pub(crate) fn all(template: &'a Template) -> Vec<Policy<'a>> {
        let mut found = Vec::new();
        for resource in template.resources() {
            Policy::of(resource, &mut found);
        }
        found
    }

    fn of(resource: Resource<'a>, found: &mut Vec<Policy<'a>>) {
        let Some(properties) = resource.get("Properties") else {
            return;
        };
        let of_type = resource.resource_type().unwrap_or_default();
        let first = PLACES.partition_point(|(name, _, _)| *name < of_type);
        let places = PLACES.iter().skip(first);
        for (_, way, kind) in places.take_while(|(name, _, _)| *name == of_type) {
            let path = format!("Resources/{}/Properties", resource.id());
            let steps: Vec<&str> = way.split('/').collect();
            follow(properties, &steps, path, &mut |path, node| {
                found.push(Policy {
                    kind: *kind,
                    path,
                    node,
                });
            });
        }
    }

    /// Its statements, as far as they can be seen.
    pub(crate) fn statements(&self) -> Vec<Statement<'a>> {
        let mut found = Vec::new();
        let mut add = |path: String, node: &'a Node| {
            if let (Some(map), false) = (node.as_map(), super::is_broken_call(node)) {
                found.push(Statement { path, node, map });
            }
        };
        let Some(statement) = self.node.get("Statement") else {
            return found;
        };
        let path = format!("{}/Statement", self.path);
        match &statement.value {
            Value::Map(_) => add(path, statement),
            _ => follow(statement, &["*"], path, &mut add),
        }
        found
    }
}

/// Calls `found` for what is at the end of the way, in every branch.
fn follow<'a>(
    node: &'a Node,
    steps: &[&str],
    path: String,
    found: &mut dyn FnMut(String, &'a Node),
) {
    if let Some(call) = node.as_call() {
        if let Some(if_) = call.if_() {
            follow(if_.then, steps, format!("{path}/Fn::If/1"), found);
            follow(if_.otherwise, steps, format!("{path}/Fn::If/2"), found);
        }
        return;
    }
    let Some((step, rest)) = steps.split_first() else {
        found(path, node);
        return;
    };
    match (&node.value, *step) {
        (Value::List(items), "*") => {
            for (index, item) in items.iter().enumerate() {
                follow(item, rest, format!("{path}/{index}"), found);
            }
        }
        (Value::Map(map), step) => {
            if let Some(value) = map.get(step) {
                follow(value, rest, format!("{path}/{step}"), found);
            }
        }
        _ => {}
    }
}
