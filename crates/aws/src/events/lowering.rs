use stackwright_cfn::events as cfn;
use stackwright_cfn::lambda;
use stackwright_codes as codes;
use stackwright_core::{
    Expr, Handle, JsonType, NodeId, Props, Scope, Str, Text, Value, With, json_string,
};

use super::rule::OwnRole;
use super::target::{Said, Target, To};
use crate::ecs::Starter;
use crate::iam::{GrantExt, Principal, RoleHandle, Statement};
use crate::logs::LogGroupHandle;
use crate::sns::TopicHandle;
use crate::sqs::QueueHandle;
use crate::units::whole_seconds;

/// A target as its rule has it.
pub(super) struct Lowered {
    pub name: Text,
    pub target: cfn::rule::Target,
    pub lets: Vec<Lets>,
}

/// What lets a rule reach its target without a role, once the rule is there.
pub(super) enum Lets {
    Queue(QueueHandle),
    Topic(TopicHandle),
    Logs(LogGroupHandle),
    Function(Value<Str>),
}

impl Lets {
    /// Lets the rule of this ARN in.
    pub fn let_in(self, target: &str, rule: Value<Str>, scope: Scope<'_>) {
        let events = || Principal::service("events.amazonaws.com");
        match self {
            Lets::Queue(queue) => scope.grant(events(), queue.deliver(rule)),
            Lets::Topic(topic) => scope.grant(events(), topic.deliver(rule)),
            Lets::Logs(group) => {
                let write = |action: &'static str| Statement::allow([action]).on([group.arn()]);
                let logs = || Principal::service("delivery.logs.amazonaws.com");
                // Who opens a stream is not told to be of the rule.
                for (service, put) in [
                    (events(), write("logs:PutLogEvents")),
                    (logs(), write("logs:PutLogEvents")),
                ] {
                    let put = put.when("ArnEquals", "aws:SourceArn", rule.clone());
                    scope.grant(service.clone(), write("logs:CreateLogStream"));
                    scope.grant(service, put);
                }
            }
            Lets::Function(arn) => {
                let permission = lambda::Permission::new()
                    .action("lambda:InvokeFunction")
                    .function_name(arn)
                    .principal("events.amazonaws.com")
                    .source_arn(rule);
                scope.add(format!("{target}Permission"), permission);
            }
        }
    }
}

/// What a target is, before it is said what it is told.
struct Reached {
    arn: Value<Str>,
    role: Option<RoleHandle>,
    lets: Option<Lets>,
    ecs: Option<Props>,
    /// What is said unless something else is.
    said: Option<Input>,
    partition_key: Option<Text>,
}

/// Names for paths of the event, and a text with these names in it.
type Template = (Vec<(Text, Text)>, Value<Str>);

/// What a target is told.
#[derive(Default)]
struct Input {
    constant: Option<Value<Str>>,
    part: Option<Text>,
    template: Option<Template>,
}

impl Target {
    pub(super) fn lower(self, role: &mut OwnRole, scope: Scope<'_>) -> Lowered {
        let name = self.own_name(scope);
        let written = self.written_name(&name, scope);
        let mut reached = self.to.clone().reach(&name, role, scope);
        let input = match self.said_to(scope) {
            Some(input) => input,
            None => reached.said.take().unwrap_or_default(),
        };
        let mut lets: Vec<Lets> = Vec::new();
        lets.extend(reached.lets);
        lets.extend(self.letters.map(Lets::Queue));
        let letters = self.letters.map(|queue| {
            let config = cfn::rule::DeadLetterConfig::new();
            config.arn(queue.arn())
        });
        let retry = (self.retries.is_some() || self.max_age.is_some()).then(|| {
            cfn::rule::RetryPolicy::new()
                .with(self.retries, |policy, times| {
                    policy.maximum_retry_attempts(times)
                })
                .with(self.max_age, |policy, age| {
                    policy.maximum_event_age_in_seconds(whole_seconds(age))
                })
        });
        let transformer = input.template.map(|(paths, template)| {
            let paths = (!paths.is_empty()).then_some(paths);
            cfn::rule::InputTransformer::new()
                .with(paths, |own, paths| own.input_paths_map(paths))
                .input_template(template)
        });
        let group = self.message_group.map(|group| {
            let parameters = cfn::rule::SqsParameters::new();
            parameters.message_group_id(group)
        });
        let key = reached.partition_key.map(|path| {
            let parameters = cfn::rule::KinesisParameters::new();
            parameters.partition_key_path(path)
        });
        let target = cfn::rule::Target::new()
            .id(written)
            .arn(reached.arn)
            .with(reached.role, |target, role| target.role_arn(role))
            .with(reached.ecs, |target, parameters| {
                target.ecs_parameters(Value::from_expr(Expr::Map(parameters)))
            })
            .with(input.constant, |target, text| target.input(text))
            .with(input.part, |target, path| target.input_path(path))
            .with(transformer, |target, own| target.input_transformer(own))
            .with(group, |target, group| target.sqs_parameters(group))
            .with(key, |target, key| target.kinesis_parameters(key))
            .with(letters, |target, queue| target.dead_letter_config(queue))
            .with(retry, |target, policy| target.retry_policy(policy));
        Lowered { name, target, lets }
    }

    /// What it is told apart by: what it is called, or the id of what it is.
    fn own_name(&self, scope: Scope<'_>) -> Text {
        let id = |node: NodeId, otherwise: &'static str| {
            let id = fitting(&scope.app().scope_of(node).id());
            match id.is_empty() {
                true => Text::Borrowed(otherwise),
                false => Text::Owned(id),
            }
        };
        if let Some(name) = &self.name {
            return name.clone();
        }
        let (node, otherwise) = self.construct_or_kind();
        node.map_or(otherwise.into(), |node| id(node, otherwise))
    }

    /// The same as it is written: of what is moved, as it was before.
    fn written_name(&self, name: &Text, scope: Scope<'_>) -> Value<Str> {
        match (&self.name, self.construct_or_kind().0) {
            (None, Some(node)) if !fitting(&scope.app().scope_of(node).id()).is_empty() => {
                scope.app().scope_of(node).identity_text(last)
            }
            _ => Value::from_expr(Expr::Str(name.clone())),
        }
    }

    /// The construct that it is, where it is one, and what kind of target that is.
    fn construct_or_kind(&self) -> (Option<NodeId>, &'static str) {
        match &self.to {
            To::Queue(queue) => (Some(queue.node()), "Queue"),
            To::Topic(topic) => (Some(topic.node()), "Topic"),
            To::Logs(group) => (Some(group.node()), "Logs"),
            To::Task(run) => (run.added().map(Handle::node), "Task"),
            To::Function(_) => (None, "Function"),
            To::ByRole(by) => (by.construct, by.name),
        }
    }

    /// What is said to it, if something is.
    fn said_to(&self, scope: Scope<'_>) -> Option<Input> {
        let mut input = Input::default();
        match &self.said {
            Said::Event => return None,
            Said::Constant(value) => input.constant = Some(json_string(value.clone())),
            Said::Part(path) => input.part = Some(path.clone()),
            Said::Template(text) => {
                if let Some(text) = text.expr().as_str() {
                    self.check_template(text, scope);
                }
                input.template = Some((self.paths.clone(), text.clone()));
            }
        }
        Some(input)
    }

    /// Tells what a template names that no path is called.
    fn check_template(&self, text: &str, scope: Scope<'_>) {
        for piece in text.split('<').skip(1) {
            let Some((name, _)) = piece.split_once('>') else {
                continue;
            };
            let is_name = !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
            let is_known = name.starts_with("aws.events.")
                || self.paths.iter().any(|(own, _)| own.as_ref() == name);
            if is_name && !is_known {
                let message = format!("a template names `<{name}>`, and no path is called so");
                scope.report(codes::EVT104.finding(message));
            }
        }
    }
}

impl To {
    fn reach(self, name: &Text, own: &mut OwnRole, scope: Scope<'_>) -> Reached {
        let by = |arn: Value<Str>, lets: Option<Lets>| Reached {
            arn,
            role: None,
            lets,
            ecs: None,
            said: None,
            partition_key: None,
        };
        match self {
            To::Queue(queue) => by(queue.arn().assume(), Some(Lets::Queue(queue))),
            To::Topic(topic) => by(topic.arn(), Some(Lets::Topic(topic))),
            To::Logs(group) => {
                // As rules have it: without the `:*` that its ARN ends with.
                let group_name: Value<Str> = group.reference().assume();
                let arn = stackwright_core::sub!(
                    "arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:{group_name}"
                );
                by(arn, Some(Lets::Logs(group)))
            }
            To::Function(arn) => by(arn.clone(), Some(Lets::Function(arn))),
            To::ByRole(one) => {
                let role = own.get(scope);
                scope.grant(role, one.right);
                Reached {
                    role: Some(role),
                    partition_key: one.partition_key,
                    ..by(one.arn, None)
                }
            }
            To::Task(run) => {
                let run = run.settle(name.clone(), Starter::Rule, scope);
                let role = own.get(scope);
                scope.grant(role, run.right());
                let paths = names_of(run.paths());
                let at = |path: Text| {
                    let name = paths.iter().find(|(_, own)| *own == path);
                    let name = name.map_or("", |(name, _)| name.as_ref());
                    // It brings its own quotes.
                    let bare = Expr::Str(format!("<{name}>").into());
                    let bare = Expr::Typed(JsonType::Number, Box::new(bare));
                    (Text::from("value"), bare)
                };
                let said = run.overrides(Starter::Rule, &at).map(json_string);
                let said = said.map(|text| match paths.is_empty() {
                    true => Input {
                        constant: Some(text),
                        ..Input::default()
                    },
                    false => Input {
                        template: Some((paths.clone(), text)),
                        ..Input::default()
                    },
                });
                Reached {
                    role: Some(role),
                    ecs: Some(run.parameters()),
                    said,
                    ..by(run.cluster.arn().assume(), None)
                }
            }
        }
    }
}

/// The letters of an id that the name of a target takes.
fn fitting(id: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    id.chars().filter(fits).take(64).collect()
}

/// The last id of a path.
fn last(path: &str) -> String {
    let id = path.rsplit_once('/').map_or(path, |(_, id)| id);
    match fitting(id) {
        none if none.is_empty() => "Target".to_owned(),
        id => id,
    }
}

/// Names for paths, made of their own letters and digits, and paths by them.
fn names_of(paths: Vec<Text>) -> Vec<(Text, Text)> {
    let mut named: Vec<(Text, Text)> = Vec::new();
    for path in paths {
        let mut name: String = path.chars().filter(char::is_ascii_alphanumeric).collect();
        while name.is_empty() || named.iter().any(|(own, _)| own.as_ref() == name) {
            name.push('x');
        }
        named.push((name.into(), path));
    }
    named
}
