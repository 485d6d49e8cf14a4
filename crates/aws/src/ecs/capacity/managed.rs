use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::ecs::capacity_provider as parts;
use stackwright_cfn::iam::InstanceProfile;
use stackwright_cfn::kind::iam::InstanceProfileArn;
use stackwright_core::{Construct, Handle, IntoValue, Scope, Str, Value, With, handle};

use super::association::CapacityFact;
use super::{CapacityFor, CapacityProvider, InstanceRequirements};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, SecurityGroupHandle, SubnetSelection, VpcHandle, instances,
};
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::{ClusterHandle, ManagedInstances};
use crate::iam::{GrantExt, ManagedPolicy, Principal, Role, RoleHandle, Statement};
use crate::units::{Size, whole_seconds};

/// Instances that ECS chooses, starts, patches and ends, as capacity of a cluster.
///
/// Unless said otherwise ECS chooses among general-purpose instances by what the tasks need, on
/// demand, in the private subnets of the VPC and where it has none in its public ones; the tags
/// of the provider go to the instances.
///
/// It adds, unless it is given others:
/// - `InfrastructureRole`: what ECS may do to manage instances.
/// - `InstanceRole` and `InstanceProfile`: what instances may do.
/// - `SecurityGroup`: what guards the instances. Tasks have groups of their own.
///
/// It belongs to its cluster by `ClusterName`, and stands in no list of providers: AWS CDK made an
/// association, [which ECS refuses](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html). The policy of AWS lets ECS hand out roles only that are
/// named `ecsInstanceRole...`; a role of any name is handed out here by a right to that role
/// alone, so that it needs no name, and two stacks or regions do not meet.
///
/// Another cluster or another name replaces it.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html>
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::{Cluster, InstanceRequirements, ManagedInstancesCapacityProvider};
/// use stackwright_aws::units::SizeExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let cluster = stack.add("Cluster", Cluster::new(vpc));
/// let requirements = InstanceRequirements::new(2..=8, 4.gib()..=32.gib());
/// stack.add("Managed", ManagedInstancesCapacityProvider::new(cluster, vpc).requirements(requirements));
/// ```
#[derive(Clone, Debug)]
pub struct ManagedInstancesCapacityProvider {
    cluster: ClusterHandle,
    vpc: VpcHandle,
    name: Option<Value<Str>>,
    requirements: Option<InstanceRequirements>,
    capacity: Option<Bought>,
    subnets: Option<SubnetSelection>,
    groups: Vec<SecurityGroupHandle>,
    infrastructure: Option<RoleHandle>,
    role: Option<RoleHandle>,
    profile: Option<Value<InstanceProfileArn>>,
    storage: Option<Size>,
    uses_local_storage: bool,
    is_watched_closely: bool,
    is_fips: bool,
    scale_in_after: Option<i64>,
    repairs: Option<bool>,
    propagates_tags: bool,
    has_metadata_tags: bool,
}

/// How capacity is bought.
#[derive(Clone, Debug)]
enum Bought {
    Spot,
    Reserved(Value<Str>, ReservationPreference),
}

/// Whether capacity that is not reserved is taken as well.
pub use parts::ReservationPreference;

impl ManagedInstancesCapacityProvider {
    /// Instances in a VPC for a cluster.
    pub fn new(cluster: impl Into<ClusterHandle>, vpc: impl Into<VpcHandle>) -> Self {
        ManagedInstancesCapacityProvider {
            cluster: cluster.into(),
            vpc: vpc.into(),
            name: None,
            requirements: None,
            capacity: None,
            subnets: None,
            groups: Vec::new(),
            infrastructure: None,
            role: None,
            profile: None,
            storage: None,
            uses_local_storage: false,
            is_watched_closely: false,
            is_fips: false,
            scale_in_after: None,
            repairs: None,
            propagates_tags: true,
            has_metadata_tags: false,
        }
    }

    /// Names it; CloudFormation does, if this is not said. The name cannot begin with `aws`, `ecs`
    /// or `fargate`; in a stack whose name does, it is named after the stack behind `cp-`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// What instances must be like.
    pub fn requirements(mut self, requirements: InstanceRequirements) -> Self {
        self.requirements = Some(requirements);
        self
    }

    /// Takes spare capacity, which AWS takes back with two minutes' notice.
    pub fn spot(mut self) -> Self {
        self.capacity = Some(Bought::Spot);
        self
    }

    /// Takes what is reserved in a group of capacity reservations, by its ARN.
    pub fn reserved(
        mut self,
        group: impl IntoValue<Str>,
        preference: ReservationPreference,
    ) -> Self {
        self.capacity = Some(Bought::Reserved(group.into_value(), preference));
        self
    }

    /// The subnets that instances stand in.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards instances with this group instead of one of their own; said again, with this one,
    /// too.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// What ECS may do to manage instances, in place of a role of its own. It is let hand out the
    /// role of the instances.
    pub fn infrastructure_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.infrastructure = Some(role.into());
        self
    }

    /// What instances may do, in place of a role of their own.
    pub fn instance_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// What instances may do, by an instance profile that exists; the infrastructure role must be
    /// let hand out its role, as by the name `ecsInstanceRole...`.
    pub fn instance_profile(mut self, arn: impl IntoValue<InstanceProfileArn>) -> Self {
        self.profile = Some(arn.into_value());
        self
    }

    /// How large the volume is that the tasks of an instance share; 80 GiB, if this is not said.
    pub fn storage(mut self, size: Size) -> Self {
        self.storage = Some(size);
        self
    }

    /// Uses disks of the instances themselves, where they have some, instead of a volume.
    pub fn local_storage(mut self) -> Self {
        self.uses_local_storage = true;
        self
    }

    /// Metrics by the minute instead of every five, at a price.
    pub fn detailed_monitoring(mut self) -> Self {
        self.is_watched_closely = true;
        self
    }

    /// Uses cryptography that is validated by FIPS 140.
    pub fn fips(mut self) -> Self {
        self.is_fips = true;
        self
    }

    /// How long an instance has to be idle or poorly used until ECS moves its tasks and ends it:
    /// up to an hour.
    pub fn scale_in_after(mut self, time: Duration) -> Self {
        self.scale_in_after = Some(whole_seconds(time));
        self
    }

    /// Ends no instance for being poorly used.
    pub fn without_scale_in(mut self) -> Self {
        self.scale_in_after = Some(-1);
        self
    }

    /// Whether ECS replaces instances that fail; as AWS does by itself, if this is not said.
    pub fn auto_repair(mut self, yes: bool) -> Self {
        self.repairs = Some(yes);
        self
    }

    /// Keeps the tags of the provider from the instances.
    pub fn without_tag_propagation(mut self) -> Self {
        self.propagates_tags = false;
        self
    }

    /// Lets instances read their tags from their metadata.
    pub fn metadata_tags(mut self) -> Self {
        self.has_metadata_tags = true;
        self
    }

    /// The instance profile, and the role in it where that is known.
    fn profile(&self, scope: Scope<'_>) -> (Value<InstanceProfileArn>, Option<RoleHandle>) {
        if let Some(profile) = &self.profile {
            return (profile.clone(), self.role);
        }
        let role = self.role.unwrap_or_else(|| {
            let policy = ManagedPolicy::aws("AmazonECSInstanceRolePolicyForManagedInstances");
            let role = Role::new(Principal::service("ec2.amazonaws.com")).managed_policy(policy);
            scope.add("InstanceRole", role)
        });
        let profile = InstanceProfile::new().roles([role.reference()]);
        (scope.add("InstanceProfile", profile).arn(), Some(role))
    }
}

impl Construct for ManagedInstancesCapacityProvider {
    type Handle = ManagedInstancesCapacityProviderHandle;

    fn build(self, scope: Scope<'_>) -> ManagedInstancesCapacityProviderHandle {
        let infrastructure = self.infrastructure.unwrap_or_else(|| {
            let policy = "AmazonECSInfrastructureRolePolicyForManagedInstances";
            infrastructure_role("InfrastructureRole", policy, scope)
        });
        let (profile, role) = self.profile(scope);
        if let Some(role) = role {
            let pass = Statement::allow(["iam:PassRole"]).on([role.arn()]);
            scope.grant(
                infrastructure,
                pass.when("StringEquals", "iam:PassedToService", "ec2.amazonaws.com"),
            );
        }
        let subnets = instances::subnets(self.subnets, self.vpc, scope);
        let groups = instances::groups(self.groups, self.vpc, scope);
        let network = parts::ManagedInstancesNetworkConfiguration::new()
            .security_groups(groups)
            .subnets(subnets.unwrap_or_else(|| {
                let none: [&'static str; 0] = [];
                none.into_value()
            }));
        let (kind, reservations) = match self.capacity {
            None => (None, None),
            Some(Bought::Spot) => (Some(parts::CapacityOptionType::Spot), None),
            Some(Bought::Reserved(group, preference)) => {
                let request = parts::CapacityReservationRequest::new()
                    .reservation_group_arn(group)
                    .reservation_preference(preference);
                (Some(parts::CapacityOptionType::Reserved), Some(request))
            }
        };
        let monitoring = self
            .is_watched_closely
            .then_some(parts::Monitoring::Detailed);
        let requirements = self.requirements.map(InstanceRequirements::into_property);
        let template = parts::InstanceLaunchTemplate::new()
            .ec2_instance_profile_arn(profile)
            .network_configuration(network)
            .with(requirements, |own, all| own.instance_requirements(all))
            .with(kind, |own, kind| own.capacity_option_type(kind))
            .with(reservations, |own, request| {
                own.capacity_reservations(request)
            })
            .with(self.storage, |own, size| {
                let storage = parts::ManagedInstancesStorageConfiguration::new();
                own.storage_configuration(storage.storage_size_gib(size.as_gib()))
            })
            .with(self.uses_local_storage.then_some(true), |own, yes| {
                let storage = parts::ManagedInstancesLocalStorageConfiguration::new();
                own.local_storage_configuration(storage.use_local_storage(yes))
            })
            .with(monitoring, |own, kind| own.monitoring(kind))
            .with(self.is_fips.then_some(true), |own, yes| {
                own.fips_enabled(yes)
            })
            .with(self.has_metadata_tags.then_some(true), |own, yes| {
                own.instance_metadata_tags_propagation(yes)
            });
        let managed = parts::ManagedInstancesProvider::new()
            .infrastructure_role_arn(infrastructure.arn())
            .instance_launch_template(template)
            .with(self.scale_in_after, |own, seconds| {
                let optimization = parts::InfrastructureOptimization::new();
                own.infrastructure_optimization(optimization.scale_in_after(seconds))
            })
            .with(self.repairs, |own, yes| {
                let status = match yes {
                    true => parts::ActionsStatus::Enabled,
                    false => parts::ActionsStatus::Disabled,
                };
                own.auto_repair_configuration(
                    parts::AutoRepairConfiguration::new().actions_status(status),
                )
            })
            .propagate_tags(match self.propagates_tags {
                true => parts::PropagateTags::CapacityProvider,
                false => parts::PropagateTags::None,
            });
        let provider = cfn::CapacityProvider::new()
            .with(self.name, |provider, name| provider.name(name))
            .cluster_name(self.cluster.reference())
            .managed_instances_provider(managed);
        let provider = scope.add("Resource", provider);
        scope.set_primary(provider);
        let provider = provider.node();
        scope.record(CapacityFact::Managed { provider });
        ManagedInstancesCapacityProviderHandle::new(scope)
    }
}

handle! {
    /// Names a capacity provider with instances that ECS looks after.
    pub struct ManagedInstancesCapacityProviderHandle(cfn::CapacityProviderHandle);
}

impl Connectable for ManagedInstancesCapacityProviderHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl From<ManagedInstancesCapacityProviderHandle> for CapacityProvider<ManagedInstances> {
    fn from(provider: ManagedInstancesCapacityProviderHandle) -> Self {
        CapacityProvider::of(provider)
    }
}

impl CapacityFor<ManagedInstances> for ManagedInstancesCapacityProviderHandle {
    fn strategy(self) -> Vec<CapacityProvider<ManagedInstances>> {
        vec![self.into()]
    }
}
