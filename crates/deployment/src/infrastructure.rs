//! What Amazon ECS does with the infrastructure roles that it is given.

use super::{Deployment, Property, Purpose, Subject};

/// What it does to volumes for tasks.
const VOLUMES: &[&str] = &["ec2:CreateVolume", "ec2:AttachVolume", "ec2:DeleteVolume"];

/// What it does to target groups of Amazon VPC Lattice.
const LATTICE: &[&str] = &[
    "vpc-lattice:RegisterTargets",
    "vpc-lattice:DeregisterTargets",
];

/// Something that an infrastructure role is for.
pub(super) struct Work<'d> {
    /// What names the role.
    pub(super) named: Property<'d>,
    pub(super) actions: &'static [&'static str],
    pub(super) subject: Subject<'d>,
    pub(super) purpose: Purpose,
}

impl<'d> Deployment<'d> {
    /// What infrastructure roles must be allowed: to hand on the role of instances, to make volumes,
    /// to register tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html>
    pub(super) fn infrastructure(&'d self) -> Vec<Work<'d>> {
        let mut all = Vec::new();
        for provider in self.resources_of("AWS::ECS::CapacityProvider") {
            let managed = provider.get("ManagedInstancesProvider");
            let profile = managed.get("InstanceLaunchTemplate/Ec2InstanceProfileArn");
            let profile = profile.target_of(&["AWS::IAM::InstanceProfile"]);
            let named = profile.and_then(|profile| profile.get("Roles").items().known.pop());
            if let Some(role) = named.and_then(|named| self.role(&named)) {
                all.push(Work {
                    named: managed.get("InfrastructureRoleArn"),
                    actions: &["iam:PassRole"],
                    subject: Subject::Resource(role.properties),
                    purpose: Purpose::Instances {
                        role: role.properties.id().to_owned(),
                    },
                });
            }
        }
        for service in self.services() {
            for volume in service.get("VolumeConfigurations").items().known {
                all.push(Work {
                    named: volume.get("ManagedEBSVolume/RoleArn"),
                    actions: VOLUMES,
                    subject: Subject::Unknown,
                    purpose: Purpose::Volume {
                        name: volume.get("Name").shown(),
                    },
                });
            }
            for entry in service.get("VpcLatticeConfigurations").items().known {
                all.push(Work {
                    named: entry.get("RoleArn"),
                    actions: LATTICE,
                    subject: Subject::Unknown,
                    purpose: Purpose::Lattice,
                });
            }
        }
        all
    }
}
