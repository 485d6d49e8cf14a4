//! Policy documents, wherever resources have them.

use stackwright_template::{Map, Node, Value};

use super::{Body, follow, one_by_one, path_below};
use crate::Place;

use PolicyKind::{Identity, Resource, Trust};

/// What a policy document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// What a principal may do: it has no principal of its own.
    Identity,
    /// Who may become a role.
    Trust,
    /// Who may do what with a resource.
    Resource,
}

/// A policy document.
pub struct Policy<'a> {
    /// What it belongs to.
    pub kind: PolicyKind,
    /// The type of the resource that has it.
    pub of_type: &'a str,
    /// Where it stands.
    pub path: String,
    /// The document.
    pub node: &'a Node,
    /// Its statements, as far as they can be seen.
    pub statements: Vec<Statement<'a>>,
}

/// A statement of a policy document.
pub struct Statement<'a> {
    /// Where it stands.
    pub path: String,
    /// The statement.
    pub node: &'a Node,
    /// Its fields.
    pub map: &'a Map,
}

/// Where documents are: type, path from the properties down, purpose.
const PLACES: &[(&str, &str, PolicyKind)] = &[
    ("AWS::ApiGateway::RestApi", "Policy", Resource),
    ("AWS::Backup::BackupVault", "AccessPolicy", Resource),
    (
        "AWS::CodeArtifact::Domain",
        "PermissionsPolicyDocument",
        Resource,
    ),
    (
        "AWS::CodeArtifact::Repository",
        "PermissionsPolicyDocument",
        Resource,
    ),
    (
        "AWS::DynamoDB::Table",
        "ResourcePolicy/PolicyDocument",
        Resource,
    ),
    ("AWS::EC2::VPCEndpoint", "PolicyDocument", Resource),
    (
        "AWS::ECR::PublicRepository",
        "RepositoryPolicyText",
        Resource,
    ),
    ("AWS::ECR::RegistryPolicy", "PolicyText", Resource),
    ("AWS::ECR::Repository", "RepositoryPolicyText", Resource),
    ("AWS::EFS::FileSystem", "FileSystemPolicy", Resource),
    ("AWS::Elasticsearch::Domain", "AccessPolicies", Resource),
    ("AWS::Events::EventBus", "Policy", Resource),
    ("AWS::IAM::Group", "Policies/*/PolicyDocument", Identity),
    ("AWS::IAM::GroupPolicy", "PolicyDocument", Identity),
    ("AWS::IAM::ManagedPolicy", "PolicyDocument", Identity),
    ("AWS::IAM::Policy", "PolicyDocument", Identity),
    ("AWS::IAM::Role", "AssumeRolePolicyDocument", Trust),
    ("AWS::IAM::Role", "Policies/*/PolicyDocument", Identity),
    ("AWS::IAM::RolePolicy", "PolicyDocument", Identity),
    ("AWS::IAM::User", "Policies/*/PolicyDocument", Identity),
    ("AWS::IAM::UserPolicy", "PolicyDocument", Identity),
    ("AWS::KMS::Key", "KeyPolicy", Resource),
    ("AWS::KMS::ReplicaKey", "KeyPolicy", Resource),
    ("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", Resource),
    ("AWS::MSK::ClusterPolicy", "Policy", Resource),
    ("AWS::OpenSearchService::Domain", "AccessPolicies", Resource),
    ("AWS::S3::AccessPoint", "Policy", Resource),
    ("AWS::S3::BucketPolicy", "PolicyDocument", Resource),
    ("AWS::S3Express::BucketPolicy", "PolicyDocument", Resource),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", Resource),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", Resource),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", Resource),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", Resource),
    ("AWS::SSO::PermissionSet", "InlinePolicy", Identity),
    (
        "AWS::SecretsManager::ResourcePolicy",
        "ResourcePolicy",
        Resource,
    ),
    (
        "AWS::Serverless::Function",
        "AssumeRolePolicyDocument",
        Trust,
    ),
];

/// Where the policies of resources are: type, and path from the properties down.
pub(crate) fn resource_policies() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = PLACES.iter().filter(|(_, _, kind)| *kind == Resource);
    own.map(|(of_type, way, _)| (*of_type, *way))
}

impl<'a> Policy<'a> {
    /// Every document of a template, also those that only one branch of `Fn::If` has.
    pub(super) fn all(bodies: &[Body<'a>]) -> Vec<Policy<'a>> {
        let mut found = Vec::new();
        for resource in bodies {
            Policy::of(resource, &mut found);
        }
        found
    }

    fn of(resource: &Body<'a>, found: &mut Vec<Policy<'a>>) {
        let Some(properties) = resource.get("Properties") else {
            return;
        };
        let of_type = resource.resource_type().unwrap_or_default();
        let first = PLACES.partition_point(|(name, _, _)| *name < of_type);
        let places = PLACES.iter().skip(first);
        for (_, way, kind) in places.take_while(|(name, _, _)| *name == of_type) {
            let mut path = [&resource.path, "/Properties"].concat();
            follow(properties, way, &mut path, &mut |path, node| {
                found.push(Policy {
                    kind: *kind,
                    of_type,
                    path: path.to_owned(),
                    node,
                    statements: statements(path, node),
                });
            });
        }
    }
}

fn statements<'a>(path: &str, document: &'a Node) -> Vec<Statement<'a>> {
    let mut found = Vec::new();
    let mut add = |path: &str, node: &'a Node| {
        if let (Some(map), false) = (node.as_map(), super::is_broken_call(node)) {
            let path = path.to_owned();
            found.push(Statement { path, node, map });
        }
    };
    let Some(statement) = document.get("Statement") else {
        return found;
    };
    let mut path = [path, "/Statement"].concat();
    match &statement.value {
        Value::Map(_) => add(&path, statement),
        _ => follow(statement, "*", &mut path, &mut add),
    }
    found
}

impl<'a> Statement<'a> {
    /// What an element that takes one or many holds, one by one, in every branch.
    pub fn each(&self, element: &str) -> Vec<&'a Node> {
        self.map.get(element).map(one_by_one).unwrap_or_default()
    }

    /// Where something stands that it [holds](Statement::each).
    pub fn path_of(&self, node: &Node) -> String {
        path_below(&self.path, self.node, node)
    }

    /// The place of something that it [holds](Statement::each).
    pub fn place_of(&self, node: &Node) -> Place {
        Place::new(self.path_of(node), node.span)
    }
}
