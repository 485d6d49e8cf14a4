use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Scope, With, non_empty};

use super::Options;
use crate::ec2::Guarded;
use crate::ecs::TaskHandle;
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::task::Exposed;
use crate::iam::RoleHandle;
use crate::vpclattice::{LatticeTarget, LatticeTargetGroupHandle, Receives};

/// What a service says of VPC Lattice.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    pub targets: Vec<LatticeTarget>,
    pub role: Option<RoleHandle>,
}

impl Options {
    /// Where its tasks are registered.
    pub(super) fn lattice_configurations(
        &self,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> Option<Vec<cfn::service::VpcLatticeConfiguration>> {
        if self.lattice.targets.is_empty() {
            return None;
        }
        let role = self.lattice.role.unwrap_or_else(|| {
            let policy = "AmazonECSInfrastructureRolePolicyForVpcLattice";
            infrastructure_role("LatticeRole", policy, scope)
        });
        let targets = self.lattice.targets.iter().map(|target| {
            open(target.group, target, task, scope);
            if let Some((other, _)) = target.alternate {
                open(other, target, task, scope);
            }
            cfn::service::VpcLatticeConfiguration::new()
                .port_name(target.port.clone())
                .role_arn(role)
                .target_group_arn(target.group.arn())
                .with(advanced(target), |to, advanced| {
                    to.advanced_configuration(advanced)
                })
        });
        non_empty(targets.collect::<Vec<_>>())
    }
}

/// The second group, and the rules that lead to both.
fn advanced(target: &LatticeTarget) -> Option<cfn::service::VpcLatticeAdvancedConfiguration> {
    let (other, production) = target.alternate.clone()?;
    let advanced = cfn::service::VpcLatticeAdvancedConfiguration::new()
        .alternate_target_group_arn(other.arn())
        .production_listener_rule(production);
    Some(advanced.with(target.test.clone(), |advanced, rule| {
        advanced.test_listener_rule(rule)
    }))
}

/// Lets VPC Lattice in on the port of a target.
fn open(
    group: LatticeTargetGroupHandle,
    target: &LatticeTarget,
    task: TaskHandle,
    scope: Scope<'_>,
) {
    let Some(exposed) = scope.data::<Exposed>(task) else {
        return;
    };
    let named = exposed.named.iter().find(|(name, _)| *name == target.port);
    let Some((_, port)) = named else {
        let message = format!(
            "no container of the task has a port with the name `{}`",
            target.port
        );
        scope.report(codes::ECS166.finding(message));
        return;
    };
    if let (Some(receives), Some(group)) = (
        scope.data::<Receives>(group),
        Guarded::group(scope, scope.node()),
    ) {
        for port in [Some(*port), receives.health_port].into_iter().flatten() {
            group.let_in(scope, receives.peer.clone(), port);
        }
    }
}
