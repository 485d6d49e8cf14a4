//! What containers are told of in their environment, to talk to: queues, topics, tables, buckets,
//! streams, secrets, parameters, buses, state machines.

use crate::{Answer, Container, Deployment, Permit, Property, Role, Subject};

/// Something that is talked to by its own API.
struct Kind {
    of_type: &'static str,
    /// What is done with it; who has none of these rights talks to it in vain.
    actions: &'static [&'static str],
    /// Resources that hold its own policy, which may let a role in that says nothing of it, and the
    /// property that has it there.
    policies: &'static [(&'static str, &'static str)],
}

const DOCUMENT: &str = "PolicyDocument";

const KINDS: [Kind; 10] = [
    Kind {
        of_type: "AWS::SQS::Queue",
        actions: &[
            "sqs:SendMessage",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:PurgeQueue",
            "sqs:GetQueueAttributes",
        ],
        policies: &[
            ("AWS::SQS::QueuePolicy", DOCUMENT),
            ("AWS::SQS::QueueInlinePolicy", DOCUMENT),
        ],
    },
    Kind {
        of_type: "AWS::SNS::Topic",
        actions: &["sns:Publish", "sns:Subscribe", "sns:GetTopicAttributes"],
        policies: &[
            ("AWS::SNS::TopicPolicy", DOCUMENT),
            ("AWS::SNS::TopicInlinePolicy", DOCUMENT),
        ],
    },
    Kind {
        of_type: "AWS::DynamoDB::Table",
        actions: TABLE,
        policies: &[("AWS::DynamoDB::Table", "ResourcePolicy/PolicyDocument")],
    },
    Kind {
        of_type: "AWS::DynamoDB::GlobalTable",
        actions: TABLE,
        policies: &[],
    },
    Kind {
        of_type: "AWS::S3::Bucket",
        actions: &[
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:GetBucketLocation",
        ],
        policies: &[("AWS::S3::BucketPolicy", DOCUMENT)],
    },
    Kind {
        of_type: "AWS::Kinesis::Stream",
        actions: &[
            "kinesis:PutRecord",
            "kinesis:PutRecords",
            "kinesis:GetRecords",
            "kinesis:DescribeStream",
            "kinesis:SubscribeToShard",
        ],
        policies: &[("AWS::Kinesis::ResourcePolicy", "ResourcePolicy")],
    },
    Kind {
        of_type: "AWS::SecretsManager::Secret",
        actions: &[
            "secretsmanager:GetSecretValue",
            "secretsmanager:BatchGetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecret",
            "secretsmanager:DescribeSecret",
        ],
        policies: &[("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy")],
    },
    Kind {
        of_type: "AWS::SSM::Parameter",
        actions: &[
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath",
            "ssm:GetParameterHistory",
            "ssm:PutParameter",
        ],
        policies: &[("AWS::SSM::ResourcePolicy", "Policy")],
    },
    Kind {
        of_type: "AWS::Events::EventBus",
        actions: &[
            "events:PutEvents",
            "events:DescribeEventBus",
            "events:PutRule",
        ],
        policies: &[("AWS::Events::EventBusPolicy", "Statement")],
    },
    Kind {
        of_type: "AWS::StepFunctions::StateMachine",
        actions: &[
            "states:StartExecution",
            "states:StartSyncExecution",
            "states:ListExecutions",
            "states:DescribeStateMachine",
            "states:StopExecution",
        ],
        policies: &[],
    },
];

/// Attributes that are what something holds, and not how it is called.
const CONTENTS: [&str; 2] = ["Value", "Type"];

const TABLE: &[&str] = &[
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:GetRecords",
    "dynamodb:DescribeTable",
];

/// A variable of a container that names something to talk to.
pub(crate) struct Talk<'d> {
    pub variable: Property<'d>,
    pub subject: Property<'d>,
    pub actions: &'static [&'static str],
    kind: &'static Kind,
}

impl<'d> Talk<'d> {
    /// What of it a role may do: one of the actions is enough.
    pub fn permit(&self, role: Option<&Role<'d>>, has_no_role: bool) -> Permit {
        let Some(role) = role else {
            return match has_no_role && !self.lets_in_others() {
                true => Permit::Denied(self.actions.to_vec()),
                false => Permit::Unknown,
            };
        };
        let subject = Subject::Resource(self.subject);
        let answers = self.actions.iter().map(|action| role.may(action, &subject));
        match Answer::any(answers) {
            Answer::Yes => Permit::Allowed,
            Answer::No if !self.lets_in_others() => Permit::Denied(self.actions.to_vec()),
            Answer::No | Answer::Unknown => Permit::Unknown,
        }
    }

    /// Whether policies of such resources may let in somebody beside services.
    fn lets_in_others(&self) -> bool {
        let deployment = self.subject.deployment();
        let types: Vec<&str> = self.kind.policies.iter().map(|(name, _)| *name).collect();
        let mut policies = self.kind.policies.iter().flat_map(|(name, property)| {
            let resources = deployment.resources_of(name);
            resources.map(|resource| resource.get(property))
        });
        let beside = types.iter().any(|name| *name != self.kind.of_type);
        (beside && deployment.may_add(&types))
            || policies.any(|document| document.is_given() && lets_in_roles(&document))
    }
}

/// Whether a policy of a resource may let a role in.
fn lets_in_roles(document: &Property<'_>) -> bool {
    let statements = document.get("Statement").items();
    !statements.complete
        || statements.known.iter().any(|statement| {
            let principal = statement.get("Principal");
            let for_services = !principal.get("Service").is_absent()
                && principal.get("AWS").is_absent()
                && principal.get("Federated").is_absent();
            !statement.get("Effect").is("Deny") && !for_services
        })
}

impl<'d> Container<'d> {
    /// What its environment names that is talked to by its own API.
    pub(crate) fn talks(&self) -> Vec<Talk<'d>> {
        let variables = self.get("Environment").items().known.into_iter();
        let talks = variables.filter_map(|variable| {
            let text = variable.get("Value").symbolic()?;
            let deployment = variable.deployment();
            let mut contents = text.attributes();
            if contents.any(|(_, attribute)| CONTENTS.contains(&attribute)) {
                return None;
            }
            let mut named = text.names().filter_map(|id| deployment.resource(id));
            let (kind, subject) = named.find_map(|resource| {
                let of_type = resource.resource_type();
                let kind = KINDS.iter().find(|kind| kind.of_type == of_type)?;
                Some((kind, resource))
            })?;
            Some(Talk {
                variable,
                subject,
                actions: kind.actions,
                kind,
            })
        });
        let talks: Vec<Talk> = talks.collect();
        // Who brings a key of its own acts by that.
        let brings = |list: &'d str| {
            let names = self.get(list).items().known.into_iter();
            names
                .map(|own| own.get("Name"))
                .any(|name| name.is("AWS_ACCESS_KEY_ID") || name.is("AWS_PROFILE"))
        };
        match talks.is_empty() || brings("Environment") || brings("Secrets") {
            true => Vec::new(),
            false => talks,
        }
    }
}

impl<'d> Deployment<'d> {
    /// What containers talk to, and which container that is.
    pub(crate) fn talks(
        &'d self,
    ) -> impl Iterator<Item = (&'d crate::TaskDefinition<'d>, &'d Container<'d>, Talk<'d>)> {
        // Where there is nothing to talk to, no variable is read, whose value a condition may choose.
        let is_there = self.has_any(KINDS.iter().map(|kind| kind.of_type));
        let containers = is_there.then(|| self.containers());
        containers
            .into_iter()
            .flatten()
            .flat_map(|(task, container)| {
                container
                    .talks()
                    .into_iter()
                    .map(move |talk| (task, container, talk))
            })
    }
}
