use stackwright_cfn::batch as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use crate::ec2::{
    Connectable, Guarded, IntoSubnets, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind,
    SubnetSelection, VpcHandle,
};

/// Where jobs of AWS Batch run on Fargate, and how much of it at once.
///
/// Unless said otherwise it is in the private subnets of the VPC. What can be changed is changed in it:
/// CloudFormation would otherwise put another one in its place, which a queue holds on to.
///
/// It adds `SecurityGroup`, which lets everything out, unless it is given one; jobs of its queues get the
/// ways of their links there. Batch acts by the role that every account has for it.
///
/// ```
/// use stackwright_aws::batch::{ComputeEnvironment, JobQueue};
/// # fn build(jobs: stackwright_core::Scope<'_>, vpc: stackwright_aws::ec2::VpcHandle) {
/// let spot = jobs.add("Spot", ComputeEnvironment::fargate_spot(vpc, 32));
/// let queue = jobs.add("Queue", JobQueue::new(spot));
/// # }
/// ```
///
/// Another [name](Self::name), and other tags, replace it.
///
/// # Findings
///
/// - `BAT104`: there are no subnets.
///
/// <https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html>
#[derive(Clone, Debug)]
pub struct ComputeEnvironment {
    vpc: VpcHandle,
    max_vcpus: u32,
    is_spot: bool,
    name: Option<Value<Str>>,
    subnets: Option<SubnetSelection>,
    groups: Vec<SecurityGroupHandle>,
    is_off: bool,
    insights: bool,
}

impl ComputeEnvironment {
    /// On Fargate, with so many vCPU at once at most.
    pub fn fargate(vpc: impl Into<VpcHandle>, max_vcpus: u32) -> Self {
        ComputeEnvironment {
            vpc: vpc.into(),
            max_vcpus,
            is_spot: false,
            name: None,
            subnets: None,
            groups: Vec::new(),
            is_off: false,
            insights: false,
        }
    }

    /// On Fargate Spot, with so many vCPU at once at most: cheaper, and a job may be stopped with two
    /// minutes' notice; let it be tried again.
    pub fn fargate_spot(vpc: impl Into<VpcHandle>, max_vcpus: u32) -> Self {
        ComputeEnvironment {
            is_spot: true,
            ..ComputeEnvironment::fargate(vpc, max_vcpus)
        }
    }

    /// One that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedComputeEnvironment {
        ImportedComputeEnvironment {
            arn: arn.into_value(),
            group: None,
        }
    }

    /// Names it. A named one cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The subnets that jobs run in: their ids, a kind of them, or a
    /// [selection](crate::ec2::SubnetSelection).
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards jobs with this group instead of one of its own; said again, with this one, too.
    /// Connections open the first.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// Takes no more jobs, until this is taken out again.
    pub fn disabled(mut self) -> Self {
        self.is_off = true;
        self
    }

    /// Turns Container Insights on for its jobs.
    pub fn container_insights(mut self) -> Self {
        self.insights = true;
        self
    }
}

impl Construct for ComputeEnvironment {
    type Handle = ComputeEnvironmentHandle;

    fn build(self, scope: Scope<'_>) -> ComputeEnvironmentHandle {
        let mut groups = self.groups;
        if groups.is_empty() {
            groups.push(scope.add("SecurityGroup", SecurityGroup::new(self.vpc)));
        }
        Guarded::by_all(scope, &groups);
        let kinds = [
            SubnetKind::Private,
            SubnetKind::Public,
            SubnetKind::Isolated,
        ];
        let subnets = match self.subnets {
            Some(subnets) => subnets.resolve(Some(self.vpc), scope),
            None => {
                let kind = self.vpc.first_of(kinds, scope);
                kind.map(|kind| self.vpc.subnets(kind))
            }
        };
        match &subnets {
            Some(subnets) => scope.place(scope.node(), subnets),
            None => {
                let message = "this compute environment has no subnets";
                scope.report(codes::BAT104.finding(message));
            }
        }
        let kind = if self.is_spot {
            "FARGATE_SPOT"
        } else {
            "FARGATE"
        };
        let resources = cfn::compute_environment::ComputeResources::new()
            .r#type(kind)
            .maxv_cpus(self.max_vcpus)
            .with(subnets, |resources, subnets| resources.subnets(subnets))
            .security_group_ids(groups);
        let insights = self.insights.then(|| {
            let settings = cfn::compute_environment::EcsSettings::new();
            settings.container_insights("ENABLED")
        });
        let state = if self.is_off { "DISABLED" } else { "ENABLED" };
        let environment = cfn::ComputeEnvironment::new()
            .with(self.name, |own, name| own.compute_environment_name(name))
            .r#type("MANAGED")
            .state(state)
            .replace_compute_environment(false)
            .with(insights, |own, settings| own.ecs_settings(settings))
            .compute_resources(resources);
        scope.set_primary(scope.add("Resource", environment));
        ComputeEnvironmentHandle::new(scope)
    }
}

/// A compute environment that exists; see [`ComputeEnvironment::imported`].
#[derive(Clone, Debug)]
pub struct ImportedComputeEnvironment {
    arn: Value<Str>,
    group: Option<SecurityGroupHandle>,
}

impl ImportedComputeEnvironment {
    /// What guards its jobs, so that they get the ways of their links.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }
}

impl Construct for ImportedComputeEnvironment {
    type Handle = ComputeEnvironmentHandle;

    fn build(self, scope: Scope<'_>) -> ComputeEnvironmentHandle {
        if let Some(group) = self.group {
            Guarded::by(scope, group);
        }
        scope.define("Ref", self.arn.clone());
        scope.define("ComputeEnvironmentArn", self.arn);
        ComputeEnvironmentHandle::new(scope)
    }
}

handle! {
    /// Names a compute environment.
    pub struct ComputeEnvironmentHandle(cfn::ComputeEnvironmentHandle);
}

impl Connectable for ComputeEnvironmentHandle {
    /// What guards its jobs.
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
