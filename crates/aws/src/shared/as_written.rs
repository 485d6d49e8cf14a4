//! What a typed resource says of itself: one that is no construct, as those of an included template.
//!
//! Constructs keep on their nodes what others have to know of them. Of what has no such note the same is
//! read off its properties, as far as they refer to something of the program.

use stackwright_cfn::{applicationautoscaling, ec2, ecs, iam};
use stackwright_core::{App, Attribute, Expr, NodeId, Props, ResourceHandle};

use crate::ec2::SecurityGroupHandle;
use crate::ecs::ClusterHandle;
use crate::iam::RoleHandle;
use crate::scaling::ScalableTargetHandle;

/// Where the groups of a resource stand, whatever its type: first those of services, then those of
/// functions, load balancers, databases and caches. No type has two of these.
const GROUPS: [&[&str]; 6] = [
    &[
        "NetworkConfiguration",
        "AwsvpcConfiguration",
        "SecurityGroups",
    ],
    &["VpcConfig", "SecurityGroupIds"],
    &["SecurityGroups"],
    &["SecurityGroupIds"],
    &["VPCSecurityGroups"],
    &["VpcSecurityGroupIds"],
];

/// The group that guards a resource: the first of those that its properties name.
pub(crate) fn group(app: &App, node: NodeId) -> Option<SecurityGroupHandle> {
    let found = app.read_props(node, |props| {
        let places = GROUPS.iter().filter_map(|path| at(props, path));
        let mut groups = places.filter_map(|groups| match groups {
            Expr::List(groups) => groups.first().and_then(named),
            _ => None,
        });
        groups.next()
    });
    let group = ec2::SecurityGroupHandle::from_node(found??);
    Some(group.into())
}

/// The role by which a service, a task or a function acts.
pub(crate) fn role(app: &App, node: NodeId) -> Option<RoleHandle> {
    let of = |node, path: &[&str]| app.read_props(node, |props| at(props, path).and_then(named));
    let task = of(node, &["TaskDefinition"]).flatten().unwrap_or(node);
    let role = of(task, &["TaskRoleArn"]).flatten();
    let role = role.or_else(|| of(node, &["Role"]).flatten())?;
    Some(iam::RoleHandle::from_node(role).into())
}

/// The cluster that a service runs in.
pub(crate) fn cluster(app: &App, service: NodeId) -> Option<ClusterHandle> {
    let found = app.read_props(service, |props| at(props, &["Cluster"]).and_then(named));
    Some(ecs::ClusterHandle::from_node(found??).into())
}

/// The scalable target of a typed service: nothing may have two.
pub(crate) fn scalable_target(app: &App, service: NodeId) -> Option<ScalableTargetHandle> {
    // A construct has its own below it.
    if app.resource_of(service) != Some(service) {
        return None;
    }
    let targets = app.resources_of_type("AWS::ApplicationAutoScaling::ScalableTarget");
    let target = targets.into_iter().find(|target| {
        let names = app.read_props(*target, |props| {
            let mut names = false;
            if let Some(id) = props.get("ResourceId") {
                id.walk(&mut |part| {
                    names |= matches!(part, Expr::Get(node, _) if *node == service)
                });
            }
            names
        });
        names == Some(true)
    });
    let target = applicationautoscaling::ScalableTargetHandle::from_node(target?);
    Some(target.into())
}

fn at<'p>(props: &'p Props, path: &[&str]) -> Option<&'p Expr> {
    let (first, rest) = path.split_first()?;
    let inner = props.get(first)?;
    match (rest, inner) {
        ([], value) => Some(value),
        (rest, Expr::Map(props)) => at(props, rest),
        _ => None,
    }
}

/// What a value is an identifier of.
fn named(value: &Expr) -> Option<NodeId> {
    match value {
        Expr::Get(node, Attribute::Ref) => Some(*node),
        Expr::Get(node, Attribute::Named(name)) if name == "Arn" || name == "GroupId" => {
            Some(*node)
        }
        Expr::Typed(_, value) | Expr::Across(_, value) => named(value),
        _ => None,
    }
}
