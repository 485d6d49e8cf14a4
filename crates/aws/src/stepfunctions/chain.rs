//! Steps as states, one after the other, and the rights that it takes.

use std::time::Duration;

use stackwright_cfn::stepfunctions as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    Expr, Int, IntoValue, Json, Props, Scope, Str, Text, Value, With, json_string, object, sub,
};

use super::step::Work;
use super::{OneOffTask, StateMachineHandle, Step};
use crate::ecs::Starter;
use crate::iam::{Grant, GrantExt, Role, RoleHandle, Statement};
use crate::sns::TopicHandle;
use crate::units::whole_seconds;

const TELL: &str = "TellFailure";

/// What Step Functions does to deliver logs.
const LOGS: [&str; 8] = [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
];

impl OneOffTask {
    pub(super) fn lower(self, scope: Scope<'_>) -> StateMachineHandle {
        let role = self
            .role
            .unwrap_or_else(|| scope.add("Role", Role::of_this_account("states.amazonaws.com")));
        let mut states = States {
            states: Props::new(),
            tells: self.tells.is_some(),
            role,
        };
        let mut names: Vec<Text> = Vec::new();
        for step in &self.steps {
            names.push(step.entry());
        }
        let start = names.first().cloned().unwrap_or_default();
        let next = names.into_iter().skip(1).map(Some).chain([None]);
        for (step, next) in self.steps.into_iter().zip(next) {
            states.add(step, next, scope);
        }
        if let Some(topic) = self.tells {
            states.tell(topic, scope);
        }
        let mut definition = Props::new();
        definition.set("StartAt", Expr::Str(start));
        if let Some(time) = self.timeout {
            definition.set("TimeoutSeconds", Expr::Int(whole_seconds(time)));
        }
        definition.set("States", Expr::Map(states.states));
        let logging = self.logs.map(|group| {
            scope.grant(role, Statement::allow(LOGS).on_all());
            let group =
                cfn::state_machine::CloudWatchLogsLogGroup::new().log_group_arn(group.arn());
            let destination = cfn::state_machine::LogDestination::new();
            cfn::state_machine::LoggingConfiguration::new()
                .destinations([destination.cloud_watch_logs_log_group(group)])
                .include_execution_data(true)
                .level(cfn::state_machine::Level::All)
        });
        let tracing = self.is_traced.then(|| {
            let trace = [
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "xray:PutTelemetryRecords",
                "xray:PutTraceSegments",
            ];
            scope.grant(role, Statement::allow(trace).on_all());
            cfn::state_machine::TracingConfiguration::new().enabled(true)
        });
        let encryption = self.key.map(|key| {
            let use_it = Statement::allow(["kms:Decrypt", "kms:GenerateDataKey"]);
            scope.grant(role, use_it.on([key.clone()]));
            cfn::state_machine::EncryptionConfiguration::new()
                .kms_key_id(key)
                .r#type(cfn::state_machine::Type::CustomerManagedKmsKey)
        });
        let machine = cfn::StateMachine::new()
            .with(self.name, |machine, name| machine.state_machine_name(name))
            .role_arn(role)
            .definition_string(json_string(Expr::Map(definition)))
            .with(logging, |machine, logs| machine.logging_configuration(logs))
            .with(tracing, |machine, own| machine.tracing_configuration(own))
            .with(encryption, |machine, own| {
                machine.encryption_configuration(own)
            });
        scope.set_primary(scope.add("Resource", machine));
        StateMachineHandle::new(scope)
    }
}

impl Step {
    /// The state that it begins with.
    fn entry(&self) -> Text {
        match self.wait {
            Some(_) => Text::Owned(format!("Before{}", self.name)),
            None => self.name.clone(),
        }
    }
}

/// The states of a machine, and who acts in them.
struct States {
    states: Props,
    tells: bool,
    role: RoleHandle,
}

impl States {
    fn set(&mut self, name: Text, state: Props, scope: Scope<'_>) {
        if self.states.get(&name).is_some() {
            let message = format!("two steps are `{name}`");
            scope.report(codes::SFN101.finding(message));
        }
        self.states.set(name, Expr::Map(state));
    }

    fn add(&mut self, step: Step, next: Option<Text>, scope: Scope<'_>) {
        if let Some(time) = step.wait {
            let mut wait = Props::new();
            wait.set("Type", Expr::from("Wait"));
            wait.set("Seconds", Expr::Int(whole_seconds(time)));
            wait.set("Next", Expr::Str(step.name.clone()));
            self.set(step.entry(), wait, scope);
        }
        let (service, parameters) = self.work(step.work, step.name.clone(), scope);
        let mut state = Props::new();
        state.set("Type", Expr::from("Task"));
        state.set("Resource", service.into_expr());
        state.set("Parameters", Expr::Map(parameters));
        // What comes next gets what the machine was started with.
        state.set("ResultPath", Expr::Null);
        if let Some(time) = step.timeout {
            state.set("TimeoutSeconds", Expr::Int(whole_seconds(time)));
        }
        if let Some((times, first)) = step.retries {
            state.set("Retry", retry(times, first));
        }
        if self.tells {
            let to = object!({
                "ErrorEquals": ["States.ALL"],
                "ResultPath": "$.failure",
                "Next": TELL,
            });
            state.set("Catch", Expr::List(vec![to.into_expr()]));
        }
        match next {
            Some(next) => state.set("Next", Expr::Str(next)),
            None => state.set("End", Expr::Bool(true)),
        }
        self.set(step.name, state, scope);
    }

    /// Which service does the work of a step, and what that is told; the role gets the rights that it
    /// takes.
    fn work(&mut self, work: Work, name: Text, scope: Scope<'_>) -> (Value<Str>, Props) {
        match work {
            Work::Run(run) => {
                let run = run.settle(name, Starter::State, scope);
                scope.grant(self.role, run.right());
                scope.grant(self.role, waits_for_tasks(run.cluster.reference().assume()));
                let mut parameters = run.parameters();
                let at = |path: Text| (Text::from("Value.$"), Expr::Str(path));
                if let Some(overrides) = run.overrides(Starter::State, &at) {
                    parameters.set("Overrides", overrides);
                }
                let service = sub!("arn:{AWS::Partition}:states:::ecs:runTask.sync");
                (service, parameters)
            }
            #[cfg(feature = "batch")]
            Work::Job(queue, job) => {
                scope.grant(self.role, queue.submits(job).and(waits_for_jobs()));
                queue.open(job, scope);
                let mut parameters = Props::new();
                parameters.set("JobName", Expr::Str(name));
                parameters.set("JobQueue", queue.arn().into_expr());
                parameters.set("JobDefinition", job.reference().into_expr());
                let service = sub!("arn:{AWS::Partition}:states:::batch:submitJob.sync");
                (service, parameters)
            }
        }
    }

    /// Tells a topic what has failed, and fails with it.
    fn tell(&mut self, topic: TopicHandle, scope: Scope<'_>) {
        scope.grant(self.role, Grant::from(topic.publish()));
        let service: Value<Str> = sub!("arn:{AWS::Partition}:states:::sns:publish");
        // Of a machine that is moved they say what they said before.
        let about = scope.identity_text(subject);
        let tell: Value<Json> = object!({
            "Type": "Task",
            "Resource": service,
            "Parameters": {
                "TopicArn": topic.arn(),
                "Subject": about,
                "Message.$": "States.JsonToString($)",
            },
            "ResultPath": Value::<Json>::from_expr(Expr::Null),
            "Next": "Failed",
        });
        let failed: Value<Json> = object!({
            "Type": "Fail",
            "ErrorPath": "$.failure.Error",
            "CausePath": "$.failure.Cause",
        });
        for (name, state) in [(TELL, tell), ("Failed", failed)] {
            if let Expr::Map(ref state) = state.into_expr() {
                self.set(name.into(), state.clone(), scope);
            }
        }
    }
}

/// What a message is about: at most 100 characters, of ASCII.
///
/// <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>
fn subject(path: &str) -> String {
    let text = format!("{path} has failed");
    text.chars()
        .filter(|c| (' '..='~').contains(c))
        .take(100)
        .collect()
}

fn retry(times: u32, first: Duration) -> Expr {
    let seconds: Value<Int> = whole_seconds(first).into_value();
    let times: Value<Int> = times.into_value();
    let again = object!({
        "ErrorEquals": ["States.ALL"],
        "IntervalSeconds": seconds,
        "MaxAttempts": times,
        "BackoffRate": 2,
    });
    Expr::List(vec![again.into_expr()])
}

/// The rights that waiting for tasks of a cluster needs.
///
/// <https://docs.aws.amazon.com/step-functions/latest/dg/ecs-iam.html>
fn waits_for_tasks(cluster: Value<Str>) -> Grant {
    let tasks: Value<Str> =
        sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:task/{cluster}/*");
    let look = Statement::allow(["ecs:DescribeTasks", "ecs:StopTask"]).on([tasks]);
    Grant::from([look, hears("StepFunctionsGetEventsForECSTaskRule")])
}

/// The rights that waiting for jobs needs, and stopping them where the machine is stopped. Who asks for
/// jobs can be kept to none.
///
/// <https://docs.aws.amazon.com/step-functions/latest/dg/batch-iam.html>
#[cfg(feature = "batch")]
fn waits_for_jobs() -> Grant {
    let jobs: Value<Str> = sub!("arn:{AWS::Partition}:batch:{AWS::Region}:{AWS::AccountId}:job/*");
    let stop = Statement::allow(["batch:TerminateJob"]).on([jobs]);
    let look = Statement::allow(["batch:DescribeJobs"]).on_all();
    Grant::from([stop, look, hears("StepFunctionsGetEventsForBatchJobsRule")])
}

/// The right to write the rule by which Step Functions hears of what it waits for.
fn hears(rule: &'static str) -> Statement {
    let rule: Value<Str> =
        sub!("arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:rule/{rule}");
    Statement::allow(["events:DescribeRule", "events:PutRule", "events:PutTargets"]).on([rule])
}
