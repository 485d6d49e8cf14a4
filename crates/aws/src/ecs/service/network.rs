use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Scope, With};

use super::{Capacity, Options};
use crate::ec2::{Guarded, SecurityGroup, SecurityGroupHandle, VpcHandle};
use crate::ecs::Compatibility;
use crate::ecs::standing::{self, Standing};

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
        Guarded::by_all(scope, &groups);
        groups
    }

    /// The groups that guard the machines of tasks that have no interfaces of their own: those that
    /// are said, else those of the instances that they run on, or none where one of them is not
    /// known. Where there is one, it guards the service: an instance has its own group, and not those
    /// of others.
    pub(super) fn machines(&self, scope: Scope<'_>) -> Vec<SecurityGroupHandle> {
        let shares = match &self.capacity {
            Capacity::Strategy(shares) => shares.as_slice(),
            Capacity::Launched | Capacity::OfCluster => &[],
        };
        let groups = standing::machines(&self.groups, shares, scope);
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
        let said = self.subnets.as_ref();
        let standing = Standing::of("this service", said, self.public_ip, on, vpc, scope);
        let assign = standing.public_ip.map(|is_public| match is_public {
            true => cfn::service::AssignPublicIp::Enabled,
            false => cfn::service::AssignPublicIp::Disabled,
        });
        let groups = (!groups.is_empty()).then(|| groups.to_vec());
        let network = cfn::service::AwsVpcConfiguration::new()
            .with(groups, |network, groups| network.security_groups(groups))
            .with(standing.subnets, |network, subnets| {
                network.subnets(subnets)
            })
            .with(assign, |network, assign| network.assign_public_ip(assign));
        cfn::service::NetworkConfiguration::new().awsvpc_configuration(network)
    }
}
