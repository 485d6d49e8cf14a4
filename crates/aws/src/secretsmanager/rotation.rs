use std::time::Duration;

use stackwright_cfn::lambda;
use stackwright_cfn::secretsmanager as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Pseudo, Scope, Str, Value, With, handle};

use super::SecretHandle;
use crate::iam::{GrantExt, RoleHandle};
use crate::schedule::Cron;
use crate::units::{whole_days, whole_seconds};

/// Changes a secret again and again, by a function that knows how, or as the service does that keeps it.
///
/// Every 30 days, unless something else is said; and at once when it is added, as AWS does, so that it is
/// known to work.
///
/// It adds `Permission`, by which Secrets Manager of this account may call the function, and is made
/// after it.
///
/// There is no function behind it that nobody has asked for: what AWS calls hosted rotation is a transform
/// that puts one into a stack of its own. A database whose password RDS
/// [manages](https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html) needs none of
/// this: it is changed every week.
///
/// ```
/// use stackwright_aws::iam::RoleHandle;
/// use stackwright_aws::secretsmanager::{Rotation, SecretHandle};
/// use stackwright_aws::units::DurationExt;
/// # fn build(web: stackwright_core::Scope<'_>, token: SecretHandle, rotates: RoleHandle) {
/// let function = "arn:aws:lambda:eu-west-1:111122223333:function:rotates-tokens";
/// web.add("Rotation", Rotation::by_function(token, function).every(7.days()).role(rotates));
/// # }
/// ```
///
/// # Findings
///
/// - `SEC101`: at a time that is none, or more often than every four hours.
///
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html>
#[derive(Clone, Debug)]
pub struct Rotation {
    secret: SecretHandle,
    function: Option<Value<Str>>,
    when: When,
    window: Option<Duration>,
    waits: bool,
    role: Option<RoleHandle>,
}

#[derive(Clone, Debug)]
enum When {
    Days(Duration),
    Cron(Cron),
}

/// Nothing is rotated more often.
///
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html>
const SHORTEST: Duration = Duration::from_secs(4 * 60 * 60);

impl Rotation {
    /// By a function, by its ARN.
    pub fn by_function(secret: impl Into<SecretHandle>, function_arn: impl IntoValue<Str>) -> Self {
        Rotation::of(secret.into(), Some(function_arn.into_value()))
    }

    /// As the service does that keeps the secret, as that of a database whose password RDS manages: no
    /// function is needed.
    ///
    /// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html>
    pub fn managed(secret: impl Into<SecretHandle>) -> Self {
        Rotation::of(secret.into(), None)
    }

    fn of(secret: SecretHandle, function: Option<Value<Str>>) -> Self {
        Rotation {
            secret,
            function,
            when: When::Days(Duration::from_secs(30 * 24 * 60 * 60)),
            window: None,
            waits: false,
            role: None,
        }
    }

    /// Again and again after this time: four hours to 1,000 days.
    pub fn every(mut self, time: Duration) -> Self {
        self.when = When::Days(time);
        self
    }

    /// By the clock, in UTC: Secrets Manager knows no other zone, and takes whole hours.
    pub fn at_utc(mut self, cron: Cron) -> Self {
        self.when = When::Cron(cron);
        self
    }

    /// How long after its time it may begin, in hours; until the day is over, if this is not said.
    pub fn window(mut self, time: Duration) -> Self {
        self.window = Some(time);
        self
    }

    /// Leaves the secret as it is until its time comes.
    pub fn not_at_once(mut self) -> Self {
        self.waits = true;
        self
    }

    /// The role of the function, which then may change the secret, with its key.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    fn rules(&self, scope: Scope<'_>) -> cfn::rotation_schedule::RotationRules {
        let rules = cfn::rotation_schedule::RotationRules::new();
        let hours = |time: Duration| whole_seconds(time) / 3600;
        let rules = match &self.when {
            When::Days(time) if time.as_secs().is_multiple_of(24 * 60 * 60) => {
                rules.automatically_after_days(whole_days(*time))
            }
            When::Days(time) => {
                let is_whole = time.as_secs().is_multiple_of(60 * 60);
                if *time < SHORTEST || !is_whole {
                    let message = format!("{time:?} are not whole hours, four or more");
                    scope.report(codes::SEC101.finding(message));
                }
                rules.schedule_expression(format!("rate({} hours)", hours(*time)))
            }
            When::Cron(cron) => {
                if let Some(fault) = cron.fault() {
                    scope.report(codes::SEC101.finding(fault));
                }
                rules.schedule_expression(format!("cron({cron})"))
            }
        };
        rules.with(self.window, |rules, time| {
            rules.duration(format!("{}h", hours(time)))
        })
    }
}

impl Construct for Rotation {
    type Handle = RotationHandle;

    fn build(self, scope: Scope<'_>) -> RotationHandle {
        let rules = self.rules(scope);
        if let Some(role) = self.role {
            scope.grant(role, self.secret.rotate());
        }
        let permission = self.function.clone().map(|function| {
            // Not for this secret alone: the policy of a function is short, and one function rotates
            // many.
            let permission = lambda::Permission::new()
                .action("lambda:InvokeFunction")
                .function_name(function)
                .principal("secretsmanager.amazonaws.com")
                .source_account(Pseudo::AccountId.value());
            scope.add("Permission", permission)
        });
        let schedule = cfn::RotationSchedule::new()
            .secret_id(self.secret)
            .with(self.function, |schedule, arn| {
                schedule.rotation_lambda_arn(arn)
            })
            .rotation_rules(rules)
            .with(self.waits.then_some(false), |schedule, no| {
                schedule.rotate_immediately_on_update(no)
            });
        let resource = scope.add("Resource", schedule);
        if let Some(permission) = permission {
            scope.of(resource).depends_on(permission);
        }
        scope.set_primary(resource);
        RotationHandle::new(scope)
    }
}

handle! {
    /// Names the rotation of a secret.
    pub struct RotationHandle(cfn::RotationScheduleHandle);
}
