use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::AliasArnOrFunctionArnOrVersionFunctionArnOrFunctionArn as FunctionArn;
use stackwright_core::{IntoValue, Json, Scope, Str, Value, With};

use super::{Options, Service};
use crate::ecs::launch::Launch;
use crate::gathered;
use crate::iam::{GrantExt, Principal, Role, RoleHandle, Statement};
use crate::units::whole_minutes;

/// Something that a deployment waits for: a function, or somebody who says that it may go on.
///
/// ```
/// use stackwright_aws::ecs::{Hook, Stage, Timeout};
/// use stackwright_aws::units::DurationExt;
///
/// let function = "arn:aws:lambda:eu-west-1:111122223333:function:smoke-test";
/// let tested = Hook::lambda(function).at(Stage::PostTestTrafficShift);
/// let agreed = Hook::pause()
///     .at(Stage::PreProductionTrafficShift)
///     .timeout(Timeout::rollback_after(1.hours()));
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html>
#[derive(Clone, Debug)]
pub struct Hook {
    asks: Asks,
    stages: Vec<Stage>,
    timeout: Option<Timeout>,
}

#[derive(Clone, Debug)]
enum Asks {
    Function {
        arn: Value<FunctionArn>,
        role: Option<RoleHandle>,
        details: Option<Value<Json>>,
    },
    /// Whoever calls `ContinueServiceDeployment`.
    People,
}

/// Where a deployment is when it waits for a [`Hook`].
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// It starts while more than one revision of the service runs.
    ReconcileService,
    /// No new task has started.
    PreScaleUp,
    /// The new tasks run, and get no requests.
    PostScaleUp,
    /// Test requests move to the new tasks.
    TestTrafficShift,
    /// The new tasks get all test requests.
    PostTestTrafficShift,
    /// Nothing is shifted yet; the next thing is.
    PreProductionTrafficShift,
    /// Requests move to the new tasks.
    ProductionTrafficShift,
    /// The new tasks get all requests.
    PostProductionTrafficShift,
}

/// How long a deployment waits for a [`Hook`], 1 minute to 14 days, and what it does then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout {
    after: Duration,
    goes_on: bool,
}

impl Timeout {
    /// Goes back if nothing is heard for so long.
    pub fn rollback_after(duration: Duration) -> Self {
        Timeout {
            after: duration,
            goes_on: false,
        }
    }

    /// Goes on if nothing is heard for so long.
    pub fn continue_after(duration: Duration) -> Self {
        Timeout {
            after: duration,
            goes_on: true,
        }
    }

    fn into_property(self) -> cfn::service::HookTimeoutConfig {
        let action = match self.goes_on {
            true => cfn::service::Action::Continue,
            false => cfn::service::Action::Rollback,
        };
        cfn::service::HookTimeoutConfig::new()
            .action(action)
            .timeout_in_minutes(whole_minutes(self.after))
    }
}

impl Hook {
    /// Asks a function of Lambda, by the ARN of the function, a version or an alias, or by its
    /// handle. It answers with a `hookStatus` of `SUCCEEDED`, `FAILED`, or `IN_PROGRESS`, which
    /// has it asked again.
    pub fn lambda(function: impl IntoValue<FunctionArn>) -> Self {
        Hook {
            asks: Asks::Function {
                arn: function.into_value(),
                role: None,
                details: None,
            },
            stages: Vec::new(),
            timeout: None,
        }
    }

    /// Waits until somebody says `aws ecs continue-service-deployment`. An event of EventBridge
    /// named `HOOK_AWAITING_ACTION` has the id that it takes.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html>
    pub fn pause() -> Self {
        Hook {
            asks: Asks::People,
            stages: Vec::new(),
            timeout: None,
        }
    }

    /// Where it waits; said again, there, too.
    pub fn at(mut self, stage: Stage) -> Self {
        self.stages.push(stage);
        self
    }

    /// How long it waits, and what happens then.
    pub fn timeout(mut self, timeout: Timeout) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What the function is told beside the deployment: an object. A pause has nobody to tell.
    pub fn details(mut self, object: impl IntoValue<Json>) -> Self {
        if let Asks::Function { details, .. } = &mut self.asks {
            *details = Some(object.into_value());
        }
        self
    }

    /// The role with which ECS calls the function, in place of the service's `HookRole`. The right
    /// to call it is granted to it.
    pub fn role(mut self, given: impl Into<RoleHandle>) -> Self {
        if let Asks::Function { role, .. } = &mut self.asks {
            *role = Some(given.into());
        }
        self
    }
}

impl<On: Launch> Service<On> {
    /// Has deployments wait for a function or for people. Said again, for those, too. Adds a role
    /// named `HookRole`, which may call the functions and nothing else, unless each hook has one.
    pub fn hook(mut self, hook: Hook) -> Self {
        self.options.deployment.hooks.push(hook);
        self
    }

    /// Has deployments wait before requests reach the new tasks, until somebody says that they may
    /// go on.
    pub fn pause_before_production(self, timeout: Timeout) -> Self {
        let pause = Hook::pause().at(Stage::PreProductionTrafficShift);
        self.hook(pause.timeout(timeout))
    }
}

impl Options {
    /// The hooks as they stand in the template; adds the role that they need.
    pub(super) fn hooks(
        &self,
        scope: Scope<'_>,
    ) -> Option<Vec<cfn::service::DeploymentLifecycleHook<stackwright_cfn::Set>>> {
        use cfn::service::TargetType;

        let mut shared = None;
        let hooks: Vec<_> = self
            .deployment
            .hooks
            .iter()
            .map(|hook| {
                let stages: Vec<_> = gathered(hook.stages.iter().map(|stage| stage.word()));
                let property = cfn::service::DeploymentLifecycleHook::new()
                    .lifecycle_stages(stages)
                    .with(hook.timeout, |property, timeout| {
                        property.timeout_configuration(timeout.into_property())
                    });
                match &hook.asks {
                    Asks::People => property.target_type(TargetType::Pause),
                    Asks::Function { arn, role, details } => {
                        let role = role.unwrap_or_else(|| {
                            *shared.get_or_insert_with(|| {
                                let ecs = Principal::service("ecs.amazonaws.com");
                                scope.add("HookRole", Role::new(ecs))
                            })
                        });
                        let arn_text: Value<Str> = arn.clone().assume();
                        let call = Statement::allow(["lambda:InvokeFunction"]);
                        scope.grant(role, call.on([arn_text]));
                        property
                            .target_type(TargetType::AwsLambda)
                            .hook_target_arn(arn.clone())
                            .role_arn(role.arn())
                            .with(details.clone(), |property, details| {
                                property.hook_details(details)
                            })
                    }
                }
            })
            .collect();
        (!hooks.is_empty()).then_some(hooks)
    }
}

impl Stage {
    fn word(self) -> cfn::service::LifecycleStages {
        use cfn::service::LifecycleStages as Word;

        match self {
            Stage::ReconcileService => Word::ReconcileService,
            Stage::PreScaleUp => Word::PreScaleUp,
            Stage::PostScaleUp => Word::PostScaleUp,
            Stage::TestTrafficShift => Word::TestTrafficShift,
            Stage::PostTestTrafficShift => Word::PostTestTrafficShift,
            Stage::PreProductionTrafficShift => Word::PreProductionTrafficShift,
            Stage::ProductionTrafficShift => Word::ProductionTrafficShift,
            Stage::PostProductionTrafficShift => Word::PostProductionTrafficShift,
        }
    }
}
