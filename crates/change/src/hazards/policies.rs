//! Policies that move: from beside a role into it, or to another id, under the same name.

use stackwright_template::{Call, Node};

use super::Hazard;
use crate::side::{Side, items};
use crate::words::value;

/// An inline policy, wherever it is written.
struct Inline {
    role: String,
    name: String,
    /// The resource that it is written in.
    id: String,
}

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, found: &mut Vec<Hazard>) {
    let (before, after) = (of(earlier), of(later));
    for was in before.iter().filter(|was| was.id != was.role) {
        let same = |now: &&Inline| now.role == was.role && now.name == was.name;
        let mut now = after.iter().filter(same);
        let stays = after.iter().any(|now| same(&now) && now.id == was.id);
        if let (Some(now), false) = (now.next(), stays) {
            found.push(Hazard::PolicyMoves {
                role: was.role.clone(),
                name: was.name.clone(),
                from: was.id.clone(),
                to: now.id.clone(),
            });
        }
    }
}

fn of(side: &Side<'_>) -> Vec<Inline> {
    let mut all = Vec::new();
    for resource in side.template.resources() {
        let id = resource.id().to_owned();
        let property = |name: &str| side.property(resource, name);
        let mut add = |role: String, name: Option<Node>| {
            if let Some(name) = name {
                let (id, name) = (id.clone(), value(&name));
                all.push(Inline { role, name, id });
            }
        };
        match resource.resource_type() {
            Some("AWS::IAM::Role" | "AWS::IAM::User" | "AWS::IAM::Group") => {
                let policies = property("Policies");
                for policy in items(policies.as_ref()) {
                    add(resource.id().to_owned(), policy.get("PolicyName").cloned());
                }
            }
            Some("AWS::IAM::Policy") => {
                for list in ["Roles", "Users", "Groups"] {
                    let holders = property(list);
                    for holder in items(holders.as_ref()) {
                        add(holder_of(side, holder), property("PolicyName"));
                    }
                }
            }
            Some("AWS::IAM::RolePolicy" | "AWS::IAM::UserPolicy" | "AWS::IAM::GroupPolicy") => {
                for name in ["RoleName", "UserName", "GroupName"] {
                    if let Some(holder) = property(name) {
                        add(holder_of(side, &holder), property("PolicyName"));
                    }
                }
            }
            _ => {}
        }
    }
    all
}

/// The logical id of the role, user or group that a value means, whether by `Ref` or by the name that it is given.
fn holder_of(side: &Side<'_>, node: &Node) -> String {
    if let Some(id) = node.as_call().and_then(Call::reference) {
        return id.to_owned();
    }
    let named = side.template.resources().find(|resource| {
        let name = match resource.resource_type() {
            Some("AWS::IAM::Role") => "RoleName",
            Some("AWS::IAM::User") => "UserName",
            Some("AWS::IAM::Group") => "GroupName",
            _ => return false,
        };
        side.property(*resource, name).as_ref() == Some(node)
    });
    named.map_or_else(|| value(node), |resource| resource.id().to_owned())
}
