//! Where tasks stand that are run, by whomever: subnets and addresses, or the machines that they are on.

use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{Handle, List, Scope, Value};

use super::capacity::Share;
use super::task::{Exposed, NetworkMode};
use super::{Compatibility, TaskHandle};
use crate::ec2::{Guarded, PlaceExt, SecurityGroupHandle, SubnetKind, SubnetSelection, VpcHandle};

/// Where tasks with interfaces of their own stand.
pub(crate) struct Standing {
    pub subnets: Option<Value<List<SubnetId>>>,
    /// Whether they have public addresses; nothing where capacity knows no such.
    pub public_ip: Option<bool>,
}

impl Standing {
    /// In these subnets, or the first of the VPC that there are: private, public, isolated; who runs
    /// them is made after the ways out of these.
    pub fn of(
        who: &str,
        said: Option<&SubnetSelection>,
        public_ip: Option<bool>,
        on: Compatibility,
        vpc: Option<VpcHandle>,
        scope: Scope<'_>,
    ) -> Self {
        let kinds = [
            SubnetKind::Private,
            SubnetKind::Public,
            SubnetKind::Isolated,
        ];
        let kind = vpc.and_then(|vpc| vpc.first_of(kinds, scope));
        let subnets = match (said, vpc, kind) {
            (Some(subnets), ..) => subnets.clone().resolve(vpc, scope),
            (None, Some(vpc), Some(kind)) => Some(vpc.subnets(kind)),
            _ => {
                let found = codes::ECS111.finding(format!("{who} has no subnets to run in"));
                scope.report(found.help(
                    "import the cluster's VPC with subnets, or name them with `.subnets(...)`",
                ));
                None
            }
        };
        if let Some(subnets) = &subnets {
            scope.place(scope.node(), subnets);
        }
        let public = vpc.map(|vpc| vpc.subnets(SubnetKind::Public));
        let chosen = said.and_then(SubnetSelection::kind);
        let is_public =
            chosen == Some(SubnetKind::Public) || (subnets.is_some() && subnets == public);
        // Fargate alone gives tasks addresses; the checker says so of templates (OPS421).
        let is_fargate = on == Compatibility::Fargate;
        Standing {
            subnets,
            public_ip: is_fargate.then_some(public_ip.unwrap_or(is_public)),
        }
    }
}

/// Whether tasks have network interfaces of their own, in a VPC.
pub(crate) fn has_interfaces(on: Compatibility, task: TaskHandle, scope: Scope<'_>) -> bool {
    match network_of(task, scope) {
        Some(network) => network == NetworkMode::AwsVpc,
        None => on != Compatibility::External,
    }
}

/// How tasks are in a network, where that is known.
pub(crate) fn network_of(task: TaskHandle, scope: Scope<'_>) -> Option<NetworkMode> {
    Some(scope.data::<Exposed>(task)?.network)
}

/// The groups that guard the machines of tasks that have no interfaces of their own: those that are
/// said, else those of the instances that they run on, or none where one of them is not known.
pub(crate) fn machines(
    said: &[SecurityGroupHandle],
    shares: &[Share],
    scope: Scope<'_>,
) -> Vec<SecurityGroupHandle> {
    let mut groups = said.to_vec();
    if groups.is_empty() {
        let all = shares.iter();
        let all = all.map(|share| Guarded::of_node(scope, share.construct?));
        for group in all.collect::<Option<Vec<_>>>().unwrap_or_default() {
            if !groups.iter().any(|known| known.node() == group.node()) {
                groups.push(group);
            }
        }
    }
    groups
}
