use std::time::Duration;

use stackwright_cfn::codedeploy as cfn;
use stackwright_cfn::kind::cloudwatch::AlarmName;
use stackwright_core::{Construct, Handle, IntoValue, Scope, Str, Value, With, handle, non_empty};

use super::config::minutes;
use super::{EcsApplicationHandle, EcsDeploymentConfigName};
use crate::ecs::ServiceHandle;
use crate::elb::{ListenerHandle, Target, TargetGroupHandle};
use crate::iam::{ManagedPolicy, Principal, Role, RoleHandle};

/// Deploys an ECS service blue/green: new tasks in the other of two target groups, and then the listener
/// is turned to them.
///
/// The service has to say that CodeDeploy deploys it
/// ([`deployed_by_code_deploy`](crate::ecs::Service::deployed_by_code_deploy)). **CloudFormation can then not
/// change its task definition or its load balancers any more**; CodeDeploy turns the listener, too, so
/// that the template does not say what it forwards to. For a new service, let ECS do it.
///
/// It adds `ServiceRole`, what CodeDeploy may do, by AWS's policy `AWSCodeDeployRoleForECS`, unless it is
/// given one. If nothing is said, all traffic is shifted at once, the old tasks run on for an hour, so
/// that going back is a matter of seconds, and a deployment that fails is rolled back, as is one that an
/// alarm stops. A change of its name or its application replaces it.
///
/// That the service is deployed by ECS, the checker says (`OPS451`).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html>
#[derive(Clone, Debug)]
pub struct EcsDeploymentGroup {
    application: EcsApplicationHandle,
    service: ServiceHandle,
    blue: Target,
    green: TargetGroupHandle,
    name: Option<Value<Str>>,
    test_listener: Option<ListenerHandle>,
    config: EcsDeploymentConfigName,
    termination_wait: Duration,
    approval_wait: Option<Duration>,
    alarms: Vec<Value<AlarmName>>,
    ignores_lost_alarms: bool,
    ignores_alarms: bool,
    rolls_back: bool,
    rolls_back_stopped: bool,
    role: Option<RoleHandle>,
}

impl EcsDeploymentGroup {
    /// Deploys a service that stands behind a target, as an
    /// [`AlbWithTargetGroup`](crate::elb::AlbWithTargetGroup), by turns there and in a second target
    /// group.
    pub fn new(
        application: impl Into<EcsApplicationHandle>,
        service: impl Into<ServiceHandle>,
        blue: impl Into<Target>,
        green: impl Into<TargetGroupHandle>,
    ) -> Self {
        EcsDeploymentGroup {
            application: application.into(),
            service: service.into(),
            blue: blue.into(),
            green: green.into(),
            name: None,
            test_listener: None,
            config: EcsDeploymentConfigName::all_at_once(),
            termination_wait: Duration::from_secs(60 * 60),
            approval_wait: None,
            alarms: Vec::new(),
            ignores_lost_alarms: false,
            ignores_alarms: false,
            rolls_back: true,
            rolls_back_stopped: false,
            role: None,
        }
    }

    /// A deployment group that exists, by its name. It is left alone.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedEcsDeploymentGroup {
        ImportedEcsDeploymentGroup(name.into_value())
    }

    /// Names it: at most 100 letters, digits and `+=,.@_-`. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The listener that sends test traffic to the new tasks before the others get any.
    pub fn test_listener(mut self, listener: impl Into<ListenerHandle>) -> Self {
        self.test_listener = Some(listener.into());
        self
    }

    /// How traffic is shifted: by a configuration of CodeDeploy's or of one's own; all at once, if
    /// this is not said.
    pub fn config(mut self, config: impl Into<EcsDeploymentConfigName>) -> Self {
        self.config = config.into();
        self
    }

    /// How long the old tasks run on after the traffic is shifted; an hour, if this is not said. Whole
    /// minutes.
    pub fn termination_wait(mut self, wait: Duration) -> Self {
        self.termination_wait = wait;
        self
    }

    /// Waits so long for somebody to let traffic be shifted, and stops the deployment if nobody does;
    /// traffic is shifted when the new tasks are ready, if this is not said. Whole minutes.
    pub fn approval_wait(mut self, wait: Duration) -> Self {
        self.approval_wait = Some(wait);
        self
    }

    /// Stops a deployment when this alarm goes off, and rolls it back.
    pub fn alarm(mut self, name: impl IntoValue<AlarmName>) -> Self {
        self.alarms.push(name.into_value());
        self
    }

    /// Goes on where the state of alarms cannot be had.
    pub fn ignore_lost_alarms(mut self) -> Self {
        self.ignores_lost_alarms = true;
        self
    }

    /// Goes on whatever its alarms say, until this is taken out: they stay named. Deployments that
    /// run while a known fault is mended need it.
    ///
    /// <https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html>
    pub fn ignore_alarms(mut self) -> Self {
        self.ignores_alarms = true;
        self
    }

    /// Leaves a deployment that fails as it is.
    pub fn without_rollback(mut self) -> Self {
        self.rolls_back = false;
        self
    }

    /// Rolls back what somebody stops, too, as what nobody approves.
    pub fn rollback_when_stopped(mut self) -> Self {
        self.rolls_back_stopped = true;
        self
    }

    /// What CodeDeploy may do, in place of a role of its own.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    fn rollback(&self) -> cfn::deployment_group::AutoRollbackConfiguration {
        use cfn::deployment_group::{AutoRollbackConfiguration, Events};

        if !self.rolls_back {
            return AutoRollbackConfiguration::new().enabled(false);
        }
        let mut events = vec![Events::DeploymentFailure];
        if !self.alarms.is_empty() {
            events.push(Events::DeploymentStopOnAlarm);
        }
        if self.rolls_back_stopped {
            events.push(Events::DeploymentStopOnRequest);
        }
        AutoRollbackConfiguration::new()
            .enabled(true)
            .events(events)
    }

    fn blue_green(&self) -> cfn::deployment_group::BlueGreenDeploymentConfiguration {
        use cfn::deployment_group::{
            ActionOnTimeout, BlueGreenDeploymentConfiguration, BlueInstanceTerminationOption,
            BlueInstanceTerminationOptionAction, DeploymentReadyOption,
        };

        let ready = match self.approval_wait {
            Some(wait) => DeploymentReadyOption::new()
                .action_on_timeout(ActionOnTimeout::StopDeployment)
                .wait_time_in_minutes(minutes(wait)),
            None => {
                DeploymentReadyOption::new().action_on_timeout(ActionOnTimeout::ContinueDeployment)
            }
        };
        let end = BlueInstanceTerminationOption::new()
            .action(BlueInstanceTerminationOptionAction::Terminate)
            .termination_wait_time_in_minutes(minutes(self.termination_wait));
        BlueGreenDeploymentConfiguration::new()
            .deployment_ready_option(ready)
            .terminate_blue_instances_on_deployment_success(end)
    }

    fn balancing(&self) -> cfn::deployment_group::LoadBalancerInfo {
        use cfn::deployment_group::{
            LoadBalancerInfo, TargetGroupInfo, TargetGroupPairInfo, TrafficRoute,
        };

        let route = |listener: ListenerHandle| {
            let arn: Value<Str> = listener.reference().assume();
            TrafficRoute::new().listener_arns(vec![arn])
        };
        let groups = [self.blue.group, self.green].map(|group| {
            let name: Value<Str> = group.target_group_name().assume();
            TargetGroupInfo::new().name(name)
        });
        let pair = TargetGroupPairInfo::new()
            .target_groups(groups)
            .prod_traffic_route(route(self.blue.listener))
            .with(self.test_listener, |pair, listener| {
                pair.test_traffic_route(route(listener))
            });
        LoadBalancerInfo::new().target_group_pair_info_list([pair])
    }
}

impl Construct for EcsDeploymentGroup {
    type Handle = EcsDeploymentGroupHandle;

    fn build(self, scope: Scope<'_>) -> EcsDeploymentGroupHandle {
        use cfn::deployment_group::{
            Alarm, AlarmConfiguration, DeploymentOption, DeploymentStyle, DeploymentType,
            EcsService,
        };

        let service = self.service;
        let cluster = service.cluster(scope);
        let cluster: Value<Str> = match cluster {
            Some(cluster) => cluster.reference().assume(),
            None => "default".into_value(),
        };
        let of_ecs = EcsService::new()
            .cluster_name(cluster)
            .service_name(Value::<Str>::attribute(service.node(), "Name"));
        let alarms = non_empty(self.alarms.iter().map(|name| {
            let name: Value<Str> = name.clone().assume();
            Alarm::new().name(name)
        }));
        let alarms = alarms.map(|alarms| {
            AlarmConfiguration::new()
                .enabled(!self.ignores_alarms)
                .ignore_poll_alarm_failure(self.ignores_lost_alarms)
                .alarms(alarms)
        });
        let style = DeploymentStyle::new()
            .deployment_type(DeploymentType::BlueGreen)
            .deployment_option(DeploymentOption::WithTrafficControl);
        let role = self.role.unwrap_or_else(|| {
            let policy = ManagedPolicy::aws("AWSCodeDeployRoleForECS");
            let role = Role::new(Principal::service("codedeploy.amazonaws.com"));
            scope.add("ServiceRole", role.managed_policy(policy))
        });
        let application: Value<Str> = self.application.reference().assume();
        let group = cfn::DeploymentGroup::new()
            .application_name(application)
            .service_role_arn(role)
            .deployment_style(style)
            .deployment_config_name(self.config.0.clone())
            .ecs_services([of_ecs])
            .load_balancer_info(self.balancing())
            .blue_green_deployment_configuration(self.blue_green())
            .auto_rollback_configuration(self.rollback())
            .with(alarms, |group, alarms| group.alarm_configuration(alarms))
            .with(self.name, |group, name| group.deployment_group_name(name));
        scope.set_primary(scope.add("Resource", group));
        EcsDeploymentGroupHandle::new(scope)
    }
}

/// A deployment group that exists; see [`EcsDeploymentGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedEcsDeploymentGroup(Value<Str>);

impl Construct for ImportedEcsDeploymentGroup {
    type Handle = EcsDeploymentGroupHandle;

    fn build(self, scope: Scope<'_>) -> EcsDeploymentGroupHandle {
        scope.define("Ref", self.0);
        EcsDeploymentGroupHandle::new(scope)
    }
}

handle! {
    /// Names a deployment group of CodeDeploy.
    pub struct EcsDeploymentGroupHandle(cfn::DeploymentGroupHandle);
}
