use crate::filled;
use stackwright_cfn::events as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle};

use super::lowering::Lowered;
use super::{EventBusHandle, EventPattern, Target};
use crate::ec2::{Connectable, Guarded, SecurityGroupHandle};
use crate::iam::{Role, RoleHandle};
use crate::schedule::Schedule;
use crate::shared::arn;

/// Sends the events that match somewhere: to at most five targets.
///
/// What starts by the clock is a [`ScheduledTask`](crate::scheduler); a rule does it too
/// ([`scheduled`](Self::scheduled)), where one is deployed that does.
///
/// It adds what its targets need, and no more: `Role`, which EventBridge takes on for this account alone,
/// where a target is reached by a role, as a task or a bus, one for all of them; `SecurityGroup`, one
/// for all tasks that it runs; a permission for each function. Queues, topics and log groups let it in by
/// their own policies, which are made once, and by those of their keys.
///
/// ```
/// use stackwright_aws::events::{EventBusHandle, EventPattern, Rule};
/// use stackwright_aws::sqs::QueueHandle;
/// # fn build(shop: stackwright_core::Scope<'_>, orders: EventBusHandle, jobs: QueueHandle) {
/// let paid = EventPattern::source("shop.orders").detail_type("Order Paid");
/// shop.add("Paid", Rule::new(paid).on(orders).to(jobs));
/// # }
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// # Findings
///
/// - `EVT103`: two targets of one name.
/// - `EVT104`: a template names what no path is called.
/// - `EVT105`: it sends nothing anywhere.
/// - `EVT106`: it is to start at times that are none.
/// - those of [`RunTask`](crate::ecs::RunTask).
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html>
#[derive(Clone, Debug)]
pub struct Rule {
    when: When,
    bus: Option<EventBusHandle>,
    targets: Vec<Target>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    is_off: bool,
    role: Option<RoleHandle>,
}

/// What makes a rule send something.
#[derive(Clone, Debug)]
enum When {
    Events(EventPattern),
    Clock(Schedule),
}

impl Rule {
    /// A rule for these events, on the bus of the account, unless it is [on](Self::on) another.
    pub fn new(pattern: EventPattern) -> Self {
        Rule::when(When::Events(pattern))
    }

    /// A rule that sends something by the clock of UTC, or again and again: for rules that are deployed, as those of AWS
    /// CDK's `ScheduledFargateTask`. It stays on the bus of the account. A
    /// [`ScheduledTask`](crate::scheduler) knows time zones, windows and retries, and a rule does not.
    ///
    /// ```
    /// use stackwright_aws::ecs::{ClusterHandle, RunTask, TaskHandle};
    /// use stackwright_aws::events::Rule;
    /// use stackwright_aws::schedule::Cron;
    /// # fn build(shop: stackwright_core::Scope<'_>, cluster: ClusterHandle, report: TaskHandle) {
    /// shop.add("Nightly", Rule::scheduled(Cron::daily(2, 30)).to(RunTask::new(cluster, report)));
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html>
    pub fn scheduled(when: impl Into<Schedule>) -> Self {
        Rule::when(When::Clock(when.into()))
    }

    fn when(when: When) -> Self {
        Rule {
            when,
            bus: None,
            targets: Vec::new(),
            name: None,
            description: None,
            is_off: false,
            role: None,
        }
    }

    /// A rule that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedRule {
        ImportedRule {
            arn: arn.into_value(),
        }
    }

    /// The bus that the events are on.
    pub fn on(mut self, bus: impl Into<EventBusHandle>) -> Self {
        self.bus = Some(bus.into());
        self
    }

    /// Sends what matches there; said again, there as well.
    pub fn to(mut self, target: impl Into<Target>) -> Self {
        self.targets.push(target.into());
        self
    }

    /// Names it: at most 64 letters, digits, `.`, `-` and `_`. A named rule cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for. At most 512 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Sends nothing, until this is taken out again.
    pub fn disabled(mut self) -> Self {
        self.is_off = true;
        self
    }

    /// The role that EventBridge takes on, in place of one of its own. What it needs is granted to it.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }
}

/// The role of a rule, made when a target first needs it.
pub(super) struct OwnRole {
    given: Option<RoleHandle>,
}

impl OwnRole {
    pub fn get(&mut self, scope: Scope<'_>) -> RoleHandle {
        *self
            .given
            .get_or_insert_with(|| scope.add("Role", Role::of_this_account("events.amazonaws.com")))
    }
}

impl Construct for Rule {
    type Handle = RuleHandle;

    fn build(self, scope: Scope<'_>) -> RuleHandle {
        if self.targets.is_empty() {
            let message = "this rule sends nothing anywhere";
            scope.report(codes::EVT105.finding(message));
        }
        let mut role = OwnRole { given: self.role };
        let mut names: Vec<Text> = Vec::new();
        let mut lowered: Vec<Lowered> = Vec::new();
        for target in self.targets {
            let one = target.lower(&mut role, scope);
            if names.contains(&one.name) {
                let message = format!("two targets of this rule are `{}`", one.name);
                scope.report(codes::EVT103.finding(message));
                continue;
            }
            names.push(one.name.clone());
            lowered.push(one);
        }
        let mut targets: Vec<cfn::rule::Target> = Vec::new();
        let mut lets = Vec::new();
        for one in lowered {
            targets.push(one.target);
            lets.push((one.name, one.lets));
        }
        let bus = self.bus;
        if let When::Clock(schedule) = &self.when
            && let Some(fault) = schedule.fault()
        {
            scope.report(codes::EVT106.finding(fault));
        }
        let state = self.is_off.then_some(cfn::rule::State::Disabled);
        let rule = cfn::Rule::new()
            .with(self.name, |rule, name| rule.name(name))
            .with(self.description, |rule, text| rule.description(text))
            .with(bus, |rule, bus| rule.event_bus_name(bus.reference()))
            .with(state, |rule, state| rule.state(state))
            .with(filled(targets), |rule, targets| rule.targets(targets));
        let rule = match self.when {
            When::Events(pattern) => rule.event_pattern(pattern.into_expr()),
            When::Clock(schedule) => rule.schedule_expression(schedule.expression()),
        };
        let resource = scope.add("Resource", rule);
        scope.set_primary(resource);
        for (name, lets) in lets {
            for one in lets {
                one.let_in(&name, resource.arn().assume(), scope);
            }
        }
        if let Some(bus) = bus {
            scope.set_data(OnBus(bus));
        }
        RuleHandle::new(scope)
    }
}

/// Kept on a rule: the bus that it is on, where that is not the account's.
pub(super) struct OnBus(pub EventBusHandle);

/// A rule that exists; see [`Rule::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRule {
    arn: Value<Str>,
}

impl Construct for ImportedRule {
    type Handle = RuleHandle;

    fn build(self, scope: Scope<'_>) -> RuleHandle {
        scope.define("RuleName", arn::behind_slash(&self.arn));
        scope.define("Arn", self.arn);
        RuleHandle::new(scope)
    }
}

handle! {
    /// Names a rule.
    pub struct RuleHandle(cfn::RuleHandle);
}

impl Connectable for RuleHandle {
    /// What guards the tasks that it runs.
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}
