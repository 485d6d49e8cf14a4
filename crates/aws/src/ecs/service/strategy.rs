use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{IntoValue, Scope, Str, Text};

use super::balancing::Shifts;
use super::{Options, Service};
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::launch::Launch;
use crate::elb::{ListenerHandle, SHIFT, Test};
use crate::iam::RoleHandle;
use crate::units::{Percent, number, whole_minutes};

/// How requests move to the new tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Strategy {
    /// With the tasks, one after the other.
    #[default]
    Rolling,
    BlueGreen,
    Linear(Percent, Duration),
    Canary(Percent, Duration),
}

/// How a deployment that shifts requests does it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shifting {
    pub test: Option<Test>,
    pub role: Option<RoleHandle>,
}

impl Strategy {
    /// Whether both sets of tasks run at once, and requests are shifted between them.
    pub(super) fn shifts(self) -> bool {
        self != Strategy::Rolling
    }

    pub(super) fn apply(
        self,
        configuration: cfn::service::DeploymentConfiguration,
    ) -> cfn::service::DeploymentConfiguration {
        use cfn::service::{CanaryConfiguration, LinearConfiguration, Strategy as Word};

        match self {
            // What AWS does unless it is told otherwise.
            Strategy::Rolling => configuration,
            Strategy::BlueGreen => configuration.strategy(Word::BlueGreen),
            Strategy::Linear(step, bake) => {
                configuration.strategy(Word::Linear).linear_configuration(
                    LinearConfiguration::new()
                        .step_percent(number(step.value()))
                        .step_bake_time_in_minutes(whole_minutes(bake)),
                )
            }
            Strategy::Canary(share, bake) => {
                configuration.strategy(Word::Canary).canary_configuration(
                    CanaryConfiguration::new()
                        .canary_percent(number(share.value()))
                        .canary_bake_time_in_minutes(whole_minutes(bake)),
                )
            }
        }
    }
}

/// # Deployments that shift requests
///
/// New tasks start beside the old ones, and get requests once they are well: all at once
/// ([`blue_green`](Self::blue_green)), a few first ([`canary`](Self::canary)) or in steps
/// ([`linear`](Self::linear)). Until the old ones are gone, a failed deployment, or one that
/// [alarms](Self::deployment_alarms) or a [hook](Self::hook) fail, goes back at once.
///
/// At each [place](Self::behind) it adds a second target group named `AlternateTargetGroup`, and to
/// the service a role named `LoadBalancerRole`, with which ECS changes the weights of the rule. A
/// target group of one's own has no second one (`ECS150`). Services in Service Connect, and those
/// that nothing is in front of, need none.
///
/// Twice as many tasks run during a deployment, so [`min_healthy`](Self::min_healthy) and
/// [`max_running`](Self::max_running) are left at what they are.
///
/// **The weights in the template are those of the beginning.** After a deployment the second group
/// may have all the weight. CloudFormation writes a rule only where its properties in the template
/// have changed; then the weights go back to the first group, which may have no tasks
/// (<https://github.com/aws/aws-cdk/issues/36649>). What the rule says here depends on the place
/// alone, so that nothing else changes it; change conditions of the place by a new place beside the
/// old one.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html>
impl<On: Launch> Service<On> {
    /// Shifts all requests at once to new tasks that run beside the old ones.
    pub fn blue_green(mut self) -> Self {
        self.options.deployment.strategy = Strategy::BlueGreen;
        self
    }

    /// Shifts this share of requests first, 0.1 to 100 percent, and the rest after a while of at
    /// most a day.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/canary-deployment.html>
    pub fn canary(mut self, share: Percent, bake: Duration) -> Self {
        self.options.deployment.strategy = Strategy::Canary(share, bake);
        self
    }

    /// Shifts requests in steps of this share, 3 to 100 percent, with a while of at most a day
    /// between two.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-linear.html>
    pub fn linear(mut self, step: Percent, bake: Duration) -> Self {
        self.options.deployment.strategy = Strategy::Linear(step, bake);
        self
    }

    /// How long the old tasks stay after all requests are shifted, or, of a rolling deployment,
    /// how long alarms are watched: at most a day, in minutes.
    pub fn bake(mut self, duration: Duration) -> Self {
        self.options.deployment.bake = Some(duration);
        self
    }

    /// Lets requests with this header reach the new tasks before others do. Adds a rule named
    /// `TestRule` at each place; where the priority of the place is fixed, by the number before it.
    /// A place of a network load balancer has a [port](crate::elb::NetworkPlace::test_port) for it.
    pub fn test_header(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let value = value.into_value().into_expr();
        self.options.shifting.test = Some(Test::Header(name.into(), value));
        self
    }

    /// Lets requests that come to this listener reach the new tasks before others do. Adds a rule
    /// named `TestRule` at it for each place.
    pub fn test_listener(mut self, listener: impl Into<ListenerHandle>) -> Self {
        self.options.shifting.test = Some(Test::Listener(listener.into()));
        self
    }

    /// The role with which ECS changes rules, in place of one of its own.
    pub fn load_balancer_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.options.shifting.role = Some(role.into());
        self
    }
}

impl Options {
    /// What places are told of that; adds the role that it takes where there is a place.
    pub(super) fn shifts(&self, scope: Scope<'_>) -> Option<Shifts> {
        let strategy = self.deployment.strategy;
        if self.shifting.test.is_some() {
            let why = match (strategy.shifts(), self.places.is_empty()) {
                (false, _) => Some(("deployments replace one task after the other", SHIFT)),
                (true, true) => Some((
                    "the service stands behind no load balancer",
                    "put it behind one with `.behind(...)`; what is in Service Connect says it at \
                     the alias, `.test_header(...)`",
                )),
                (true, false) => None,
            };
            if let Some((why, help)) = why {
                let message = format!("new tasks are to be tested, and {why}");
                scope.report(codes::ECS154.finding(message).help(help));
            }
        }
        let is_asked = strategy.shifts() && !self.places.is_empty();
        is_asked.then(|| Shifts {
            role: self.shifting.role.unwrap_or_else(|| {
                let policy = "AmazonECSInfrastructureRolePolicyForLoadBalancers";
                infrastructure_role("LoadBalancerRole", policy, scope)
            }),
            test: self.shifting.test.clone(),
        })
    }
}
