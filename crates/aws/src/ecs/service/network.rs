use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Handle, Scope, With};

use super::{Capacity, Options};
use crate::ec2::{Guarded, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind, VpcHandle};
use crate::ecs::Compatibility;

impl Options {
    pub(super) fn security_groups(
        &self,
        vpc: Option<VpcHandle>,
        scope: Scope<'_>,
    ) -> Vec<SecurityGroupHandle> {
        let mut groups = self.groups.clone();
        match vpc {
            Some(vpc) if groups.is_empty() => {
                groups.push(scope.add("SecurityGroup", SecurityGroup::new(vpc)));
            }
            // Without subnets as well, that is what is said.
            None if groups.is_empty() && self.subnets.is_some() => {
                let message = "this service has neither a VPC nor a security group";
                let found = codes::ECS121.finding(message);
                scope.report(found.help(
                    "say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`",
                ));
            }
            _ => {}
        }
        if let Some(&group) = groups.first() {
            Guarded::by(scope, group);
        }
        // A task that starts before the rules that it needs fails.
        groups
            .iter()
            .for_each(|group| Guarded::waits(scope, *group));
        groups
    }

    /// The groups that guard the machines of tasks that have no interfaces of their own: those that
    /// are said, else those of the instances that they run on, or none where one of them is not
    /// known. Where there is one, it guards the service: an instance has its own group, and not those
    /// of others.
    pub(super) fn machines(&self, scope: Scope<'_>) -> Vec<SecurityGroupHandle> {
        let mut groups = self.groups.clone();
        if let (true, Capacity::Strategy(shares)) = (groups.is_empty(), &self.capacity) {
            let all = shares.iter();
            let all = all.map(|share| Guarded::of_node(scope, share.construct?));
            for group in all.collect::<Option<Vec<_>>>().unwrap_or_default() {
                if !groups.iter().any(|known| known.node() == group.node()) {
                    groups.push(group);
                }
            }
        }
        if let [group] = groups.as_slice() {
            Guarded::by(scope, *group);
        }
        for group in &groups {
            Guarded::waits(scope, *group);
        }
        groups
    }

    pub(super) fn network(
        &self,
        on: Compatibility,
        vpc: Option<VpcHandle>,
        groups: &[SecurityGroupHandle],
        scope: Scope<'_>,
    ) -> cfn::service::NetworkConfiguration {
        let kinds = [
            SubnetKind::Private,
            SubnetKind::Public,
            SubnetKind::Isolated,
        ];
        let kind = vpc.and_then(|vpc| vpc.first_of(kinds, scope));
        let subnets = match (&self.subnets, vpc, kind) {
            (Some(subnets), ..) => subnets.clone().resolve(vpc, scope),
            (None, Some(vpc), Some(kind)) => Some(vpc.subnets(kind)),
            _ => {
                let found = codes::ECS111.finding("this service has no subnets to run in");
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
        let chosen = self.subnets.as_ref().and_then(|subnets| subnets.kind());
        let is_public =
            chosen == Some(SubnetKind::Public) || (subnets.is_some() && subnets == public);
        let assign = match self.public_ip.unwrap_or(is_public) {
            true => cfn::service::AssignPublicIp::Enabled,
            false => cfn::service::AssignPublicIp::Disabled,
        };
        // Fargate alone gives tasks addresses; the checker says so of templates (OPS421).
        let assign = (on == Compatibility::Fargate).then_some(assign);
        let groups = (!groups.is_empty()).then(|| groups.to_vec());
        let network = cfn::service::AwsVpcConfiguration::new()
            .with(groups, |network, groups| network.security_groups(groups))
            .with(subnets, |network, subnets| network.subnets(subnets))
            .with(assign, |network, assign| network.assign_public_ip(assign));
        cfn::service::NetworkConfiguration::new().awsvpc_configuration(network)
    }
}
