//! Containers that are told of something without a right to it.

use std::rc::Rc;

use stackwright_codes as codes;
use stackwright_core::{
    App, Attribute, Expr, Fact, Handle, NodeId, Props, Recorded, SourceLine, Text,
};

use super::{Effect, RoleHandle, Statement};
use crate::canonical;
use crate::keyed::Keyed;

/// What takes rights to be talked to, and the service whose actions they are.
const TYPES: [(&str, &str); 5] = [
    ("AWS::DynamoDB::Table", "dynamodb"),
    ("AWS::Kinesis::Stream", "kinesis"),
    ("AWS::S3::Bucket", "s3"),
    ("AWS::SNS::Topic", "sns"),
    ("AWS::SQS::Queue", "sqs"),
];

/// What roles have rights to, for [`Told`].
#[derive(Default)]
pub(super) struct Reached {
    by_role: Keyed<NodeId, (NodeId, Names)>,
}

/// The constructs that rights name, and the services of rights that name none.
#[derive(Clone, Default)]
struct Names {
    nodes: Vec<NodeId>,
    services: Vec<Text>,
    /// Whether there is a right to take other roles, who may have more.
    takes_roles: bool,
}

/// The constructs that an expression names.
fn named_in(expr: &Expr) -> Vec<NodeId> {
    gotten(expr, |_| true)
}

/// Those that it names so that one can talk to them: not by where a bucket is shown to browsers, nor by a
/// name under which others, as CloudWatch, know a queue.
pub(crate) fn told_in(expr: &Expr) -> Vec<NodeId> {
    gotten(expr, |attribute| match attribute {
        Attribute::Ref => true,
        Attribute::Named(name) => ["Arn", "QueueUrl", "TopicArn"].contains(&name.as_ref()),
        _ => false,
    })
}

fn gotten(expr: &Expr, counts: impl Fn(&Attribute) -> bool) -> Vec<NodeId> {
    let mut named = Vec::new();
    expr.walk(&mut |part| {
        if let Expr::Get(node, attribute) = part
            && counts(attribute)
        {
            named.push(*node);
        }
    });
    named
}

impl Reached {
    pub fn note(&mut self, app: &App, role: NodeId, statements: &[Statement]) {
        let role = canonical(app, role);
        let (_, names) = self.by_role.entry(role, || (role, Names::default()));
        for statement in statements {
            if statement.effect != Effect::Allow {
                continue;
            }
            let mut actions = statement.actions.iter();
            names.takes_roles |= actions.any(|one| one == "*" || one.starts_with("sts:"));
            for resource in &statement.resources {
                let named = named_in(resource);
                if named.is_empty() {
                    let services = statement
                        .actions
                        .iter()
                        .filter_map(|one| one.split_once(':'));
                    let services = services.map(|(service, _)| service.to_owned().into());
                    names.services.extend(services);
                }
                let named = named.into_iter().map(|node| canonical(app, node));
                names.nodes.extend(named);
            }
        }
    }

    pub fn keep(self, app: &App) {
        for (role, names) in self.by_role.into_things() {
            app.scope_of(role).set_data(names);
        }
    }
}

/// A variable that tells a container of something.
pub(crate) struct Told {
    /// The task.
    pub by: NodeId,
    /// A role that the task has added for itself.
    pub role: RoleHandle,
    pub of: NodeId,
    pub name: Text,
    pub at: SourceLine,
}

impl Told {
    /// Whether it is known that the role has no right to it.
    fn is_refused(&self, service: &str, app: &App) -> bool {
        let role = canonical(app, self.role.node());
        if has_more(role, self.of, app) {
            return false;
        }
        let names: Option<Rc<Names>> = app.data(role);
        names.is_none_or(|names| {
            let is_named = names.nodes.contains(&canonical(app, self.of));
            !names.takes_roles && !is_named && !names.services.iter().any(|own| own == service)
        })
    }
}

/// Whether policies of others may give a role more than it was granted, as that of what it is told of.
fn has_more(role: NodeId, told_of: NodeId, app: &App) -> bool {
    let Some(resource) = app.resource_of(role) else {
        return true;
    };
    let is_managed = |props: &Props| props.get("ManagedPolicyArns").is_some();
    let users = app.users_of(resource);
    let beside = [
        "AWS::IAM::ManagedPolicy",
        "AWS::IAM::Policy",
        "AWS::IAM::RolePolicy",
        "AWS::S3::BucketPolicy",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
    ];
    // Its own policy names the role, or what the role was edited to say names it.
    let is_known = |of| users.contains(&of) || app.users_of(of).contains(&resource);
    app.resource_of(told_of).is_some_and(is_known)
        || app.read_props(resource, is_managed).unwrap_or(true)
        || beside.iter().any(|kind| {
            let policies = app.resources_of_type(kind);
            policies.iter().any(|policy| users.contains(policy))
        })
}

impl Fact for Told {
    /// After the rights.
    const NAME: &'static str = "iam/told";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for (kind, service) in TYPES {
            let all = app.resources_of_type(kind);
            for Recorded { fact, .. } in &facts {
                let resource = app.resource_of(fact.of);
                let is_one = resource.is_some_and(|resource| all.contains(&resource));
                if !is_one || !fact.is_refused(service, app) {
                    continue;
                }
                let path = app.scope_of(canonical(app, fact.of)).path();
                let name = &fact.name;
                let message =
                    format!("`{name}` tells of `{path}`, and the task role has no right to it");
                let mut found = codes::ECS158.finding(message);
                found.source.push(fact.at);
                app.scope_of(fact.by).report(found);
            }
        }
    }
}
