use crate::filled;
use stackwright_cfn::chatbot as cfn;
use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use crate::iam::{GrantExt, Principal, Role, RoleHandle, Statement};

/// A channel of Slack in which topics are read: alarms, with a picture of what they watch.
///
/// The workspace is let in once by hand, in the console. What is asked in the channel is done by a role
/// that may look at what CloudWatch measures, and within bounds that let nobody do more: AWS would put
/// those of an administrator there, where nothing is said.
///
/// It adds `Role`, unless it is given [one](Self::role).
///
/// ```
/// use stackwright_aws::chatbot::SlackChannel;
/// # fn watch(web: stackwright_core::Scope<'_>, topic: &'static str) {
/// web.add("OnCall", SlackChannel::new("T0123456789", "C0123456789").topic(topic));
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html>
#[derive(Clone, Debug)]
pub struct SlackChannel {
    workspace: Value<Str>,
    channel: Value<Str>,
    name: Option<Value<Str>>,
    topics: Vec<Value<TopicArn>>,
    role: Option<RoleHandle>,
    bounds: Vec<Value<Str>>,
}

impl SlackChannel {
    /// A channel of a workspace, by the ids that Slack has for both.
    pub fn new(workspace: impl IntoValue<Str>, channel: impl IntoValue<Str>) -> Self {
        SlackChannel {
            workspace: workspace.into_value(),
            channel: channel.into_value(),
            name: None,
            topics: Vec::new(),
            role: None,
            bounds: Vec::new(),
        }
    }

    /// Shows what a topic is told.
    pub fn topic(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.topics.push(topic.into_value());
        self
    }

    /// Names it; a change replaces it. It is called after its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The role by which is done what people ask for in the channel.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// A managed policy, by its ARN, that says what can be done there at most, whatever the role may;
    /// `CloudWatchReadOnlyAccess`, if none is said.
    pub fn at_most(mut self, policy: impl IntoValue<Str>) -> Self {
        self.bounds.push(policy.into_value());
        self
    }
}

/// A path as a name: letters, digits, hyphens and underscores.
fn dashed(path: &str) -> String {
    path.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

impl Construct for SlackChannel {
    type Handle = SlackChannelHandle;

    fn build(self, scope: Scope<'_>) -> SlackChannelHandle {
        let role = self.role.unwrap_or_else(|| {
            let role = Role::new(Principal::service("chatbot.amazonaws.com"));
            let role = scope.add("Role", role);
            let look = [
                "cloudwatch:Describe*",
                "cloudwatch:Get*",
                "cloudwatch:List*",
            ];
            scope.grant(role, Statement::allow(look).on_all());
            role
        });
        let bounds = filled(self.bounds).unwrap_or_else(|| {
            vec![sub!(
                "arn:{AWS::Partition}:iam::aws:policy/CloudWatchReadOnlyAccess"
            )]
        });
        let channel = cfn::SlackChannelConfiguration::new()
            .configuration_name(self.name.unwrap_or_else(|| scope.identity_text(dashed)))
            .slack_workspace_id(self.workspace)
            .slack_channel_id(self.channel)
            .iam_role_arn(role)
            .guardrail_policies(bounds)
            .with(filled(self.topics), |channel, topics| {
                channel.sns_topic_arns(topics)
            });
        scope.set_primary(scope.add("Resource", channel));
        SlackChannelHandle::new(scope)
    }
}

handle! {
    /// Names a channel of Slack.
    pub struct SlackChannelHandle(cfn::SlackChannelConfigurationHandle);
}
